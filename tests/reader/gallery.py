"""Pictures of the app, compared cell by cell with those taken before.

They are SVG files to be looked at in any browser; a failing test leaves the new ones in its
temporary folder. The frame in a picture is the terminal's own cursor, which screen readers and
magnifiers follow.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.widgets import Input

from reader.app import SecondSourceApp
from screenshots.svg import picture
from tests.reader.desk import Reader

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SIZES: Final = ((200, 50), (120, 40), (80, 24), (60, 20))
THEMES: Final = {
    "dark": "secondsource-dark",
    "light": "secondsource-light",
    "ansi": "ansi-dark",
}


class Pictures(SingleFileSnapshotExtension):
    """A picture a file."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


class Gallery:
    """The pictures of one test beside those taken before."""

    def __init__(self, snapshot: "SnapshotAssertion", folder: Path) -> None:
        self.before = snapshot.use_extension(Pictures)
        self.folder = folder
        self.wrong: list[str] = []

    def hang(self, name: str, app: App[Any]) -> None:
        """Compare what an app shows now, and keep it where it differs."""
        for field in app.screen.query(Input):
            field.cursor_blink = False
        svg = picture(app, cursor=True)
        if svg != self.before(name=name):
            self.wrong.append(name)
            (self.folder / f"{name}.svg").write_text(svg, "utf-8")

    async def visit(
        self,
        app: SecondSourceApp,
        keys: tuple[str, ...],
        themes: Mapping[str, str | None],
        *,
        again: tuple[str, ...] = (),
    ) -> None:
        """Press keys, then look in every theme and size.

        Args:
            app: not running yet.
            keys: lead to the screen.
            themes: by the names the pictures have; ``None`` leaves the theme as it is.
            again: keys that lead to the screen anew, for one that takes its theme when opened.
        """
        async with app.run_test(size=(120, 40)) as pilot:
            reader = Reader(app, pilot)
            await reader.until(lambda: reader.main.furnished)
            await reader.rest()
            for key in keys:
                await pilot.press(key)
                if key == "space":
                    await reader.rest()  # A mark is written before it is listed.
            await reader.rest()
            app.clear_notifications()
            for named, theme in themes.items():
                app.theme = theme or app.theme
                await pilot.press(*again)
                for size in SIZES:
                    await pilot.resize_terminal(*size)
                    for _ in range(3):
                        await pilot.pause()
                    self.hang(f"{named}-{size[0]}", app)
