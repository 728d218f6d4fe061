"""Makes the pictures in this folder from the sample reports: ``python -m screenshots.make``.

Each picture is what a reader sees after pressing the keys listed, in a library of its own.
"""

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDE = (150, 42)
NARROW = (80, 24)


@dataclass(frozen=True)
class Shot:
    """One picture: a terminal's size and the keys that lead to it; ``type:`` types words."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]


FIND_REPORT = ("type:intelligence", "enter", "enter")
TO_CLAIM = ("3", "g")

SHOTS = (
    Shot("main", WIDE, (*FIND_REPORT, "n")),
    Shot("search", WIDE, ('type:"special forces" OR troops',)),
    Shot("claims", WIDE, (*FIND_REPORT, *TO_CLAIM, "enter")),
    Shot("compare", WIDE, (*FIND_REPORT, *TO_CLAIM, "c")),
    Shot("story", WIDE, (*FIND_REPORT, "s")),
    Shot("jump", WIDE, (*FIND_REPORT, *TO_CLAIM, "enter", "enter")),
    Shot("highlights", WIDE, (*FIND_REPORT, "]", "space", "]", "space", "h")),
    Shot("export", WIDE, (*FIND_REPORT, "]", "space", "]", "space", "e")),
    Shot("help", WIDE, (*FIND_REPORT, "question_mark")),
    Shot("narrow", NARROW, (*FIND_REPORT, "n")),
    Shot("narrow-claims", NARROW, (*FIND_REPORT, *TO_CLAIM)),
)


async def take(shot: Shot, library: Path, highlights: Path) -> None:
    """Press the keys and keep the screen as an SVG."""
    from reader.app import SecondSourceApp

    app = SecondSourceApp(library, highlights, fresh=True)
    async with app.run_test(size=shot.size) as pilot:
        for key in ("", *shot.keys):
            if key.startswith("type:"):
                await pilot.press(*(_NAMES.get(c, c) for c in key.removeprefix("type:")))
            elif key:
                await pilot.press(key)
            for _ in range(2):
                await pilot.pause(0.2)
                await app.workers.wait_for_complete()
        picture = app.export_screenshot(title="Second Source")
    (HERE / f"{shot.name}.svg").write_text(picture, encoding="utf-8")
    print(f"screenshots/{shot.name}.svg")


_NAMES = {" ": "space", '"': "quotation_mark"}


def main(names: list[str]) -> None:
    """Make the pictures named, or all of them."""
    with tempfile.TemporaryDirectory() as scratch:
        for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[variable] = scratch
        from index.library import Library
        from index.places import config_folder, samples

        config_folder().mkdir(parents=True)
        (config_folder() / "settings.toml").write_text("hints = false\n", "utf-8")
        folder = Path(scratch) / "library"
        with Library.open(folder) as library:
            library.add([str(samples())], on_outcome=lambda _: None)
        for shot in SHOTS:
            if not names or shot.name in names:
                highlights = Path(scratch) / f"highlights-{shot.name}"
                asyncio.run(take(shot, folder, highlights))


if __name__ == "__main__":
    main(sys.argv[1:])
