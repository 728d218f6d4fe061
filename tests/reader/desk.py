"""A reader at the keyboard: opens the app on a library, presses keys, waits for what they cause."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.app import SecondSourceApp
from reader.panes.bars import KeyBar
from reader.panes.rows import RowList
from reader.screens.main import MainScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

PATIENCE = 3000
"""Turns to wait for something before giving it up; each lasts until the app is idle."""


class Reader:
    """Keys in, what the screen shows out."""

    def __init__(self, app: SecondSourceApp, pilot: "Pilot[None]") -> None:
        self.app = app
        self.pilot = pilot
        self.cursor = 0
        """Where the article's cursor was when a test last looked."""

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever lies over it."""
        return next(s for s in self.app.screen_stack if isinstance(s, MainScreen))

    async def press(self, *keys: str) -> None:
        """Press keys one after another and wait until nothing is under way."""
        await self.pilot.press(*keys)
        await self.rest()

    async def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        await self.press(*(_KEY_NAMES.get(character, character) for character in text))

    async def rest(self) -> None:
        """Wait until no timer, worker or message is under way."""
        for _ in range(2):
            await self.pilot.pause(0.08)
            # Not ``wait_for_complete``: a question that is overtaken meanwhile is no failure.
            await self.until(lambda: all(worker.is_finished for worker in self.app.workers))
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something to become so."""
        for _ in range(PATIENCE):
            if condition():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("what was waited for did not come about")

    def rows(self, selector: str) -> list[str]:
        """The rows of a list as drawn, each as one line; none before there is the list."""
        lists = self.main.query(selector).results(RowList)
        return [" ".join(str(option.prompt).split()) for rows in lists for option in rows.options]

    def chosen(self, selector: str) -> str | None:
        """The id of a list's chosen row."""
        return self.main.query_one(selector, RowList).chosen

    @property
    def focus(self) -> str | None:
        """The id of the widget that has the focus."""
        return self.app.focused.id if self.app.focused else None

    @property
    def title(self) -> str | None:
        """The title of the open report."""
        return self.main.article.title if self.main.article else None

    def stands_in(self, passage: str) -> bool:
        """Whether the article's cursor is in the open report's passage that begins so."""
        text = self.main.article.text if self.main.article else ""
        start = text.index(passage[:-1])
        return start <= self.main.reading.position.cursor <= start + len(passage)

    @property
    def query(self) -> str:
        """The query as typed."""
        return self.main.query_one("#query", Input).value

    @property
    def footer(self) -> str:
        """The line of keys."""
        return str(self.main.query_one(KeyBar).render())

    @property
    def notices(self) -> list[str]:
        """Every notice given so far, oldest first."""
        return [notice.message for notice in self.app._notifications]

    def screen_text(self) -> str:
        """Everything drawn, as plain text."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()[:height]
        return "\n".join(strip.text[:width] for strip in lines)


_KEY_NAMES = {
    " ": "space",
    '"': "quotation_mark",
    ":": "colon",
    "-": "minus",
    "(": "left_parenthesis",
}


@asynccontextmanager
async def reading(
    library: Path,
    highlights: Path | None = None,
    *,
    paths: tuple[str, ...] = (),
    size: tuple[int, int] = (120, 40),
    wait: bool = True,
    fresh: bool = False,
) -> AsyncIterator[Reader]:
    """Open the app and, if wanted, wait until it shows the first report."""
    app = SecondSourceApp(library, highlights, paths, fresh=fresh)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: any(isinstance(s, MainScreen) for s in app.screen_stack))
        if wait:
            await reader.until(lambda: reader.main.furnished)
            await reader.rest()
        yield reader
