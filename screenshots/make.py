"""Makes the pictures in this folder from the sample reports: ``python -m screenshots.make``.

Each picture is what a reader sees after pressing the keys listed, in a library of its own.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from screenshots.svg import picture

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.app import SecondSourceApp

HERE = Path(__file__).resolve().parent
WIDE = (150, 42)
NARROW = (80, 24)


@dataclass(frozen=True)
class Shot:
    """One picture: a terminal's size and the keys that lead to it; ``type:`` types words."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = "secondsource-dark"


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
    Shot("light", WIDE, (*FIND_REPORT, "n"), "secondsource-light"),
    Shot("contrast", WIDE, (*FIND_REPORT, "n"), "secondsource-contrast"),
    Shot("narrow", NARROW, (*FIND_REPORT, "n")),
    Shot("narrow-claims", NARROW, (*FIND_REPORT, *TO_CLAIM)),
)


NAMES: Final = {" ": "space", '"': "quotation_mark"}
"""What the app calls keys that are typed."""


async def settled(app: "SecondSourceApp", pilot: "Pilot[None]") -> None:
    """Wait until what a key began is done."""
    for _ in range(2):
        await pilot.pause(0.2)
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause(0.05)
    await pilot.pause()


async def opened(app: "SecondSourceApp", pilot: "Pilot[None]") -> None:
    """Wait until the first report is shown."""
    from reader.screens.main import MainScreen

    while not (isinstance(app.screen, MainScreen) and app.screen.article):
        await pilot.pause(0.05)
    await settled(app, pilot)


async def take(shot: Shot, library: Path, highlights: Path) -> None:
    """Press the keys and keep the screen as an SVG."""
    from reader.app import SecondSourceApp

    app = SecondSourceApp(library, highlights, fresh=True)
    async with app.run_test(size=shot.size) as pilot:
        app.theme = shot.theme
        await opened(app, pilot)
        for key in shot.keys:
            if key.startswith("type:"):
                await pilot.press(*(NAMES.get(c, c) for c in key.removeprefix("type:")))
            else:
                await pilot.press(key)
            await settled(app, pilot)
        (HERE / f"{shot.name}.svg").write_text(picture(app), encoding="utf-8")
    print(f"screenshots/{shot.name}.svg")


@contextmanager
def sample_library(scratch: Path) -> Iterator[Path]:
    """A library of the sample reports, and a home that is not the user's."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        os.environ[variable] = str(scratch)
    from index.library import Library
    from index.places import config_folder, samples

    config_folder().mkdir(parents=True)
    (config_folder() / "settings.toml").write_text("hints = false\n", "utf-8")
    folder = scratch / "library"
    with Library.open(folder) as library:
        library.add([str(samples())], on_outcome=lambda _: None)
    yield folder


def main(names: list[str]) -> None:
    """Make the pictures named, or all of them."""
    with TemporaryDirectory() as scratch, sample_library(Path(scratch)) as library:
        for shot in SHOTS:
            if not names or shot.name in names:
                asyncio.run(take(shot, library, Path(scratch) / f"highlights-{shot.name}"))


if __name__ == "__main__":
    main(sys.argv[1:])
