"""Marking passages on the main screen, and what is done with a passage or a report as it is."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from textual.app import SuspendNotSupported

from index.errors import SecondSourceError
from index.model import Article, Highlight, Span
from reader.screens.desk import Desk
from reader.text import one_line

if TYPE_CHECKING:
    from index.store.highlights import HighlightStore
    from reader.panes.article import ArticlePane

T = TypeVar("T")


class Marking(Desk):
    """The part of the main screen that keeps highlights."""

    def __init__(self) -> None:
        super().__init__()
        self._writing = asyncio.Lock()

    async def _store(self, work: Callable[["HighlightStore"], T]) -> T | None:
        """Do something with the highlights off this thread, one thing after another."""
        library = self.questions.library
        if library is None:
            return None
        async with self._writing:
            try:
                return await asyncio.to_thread(lambda: work(library.highlights))
            except SecondSourceError as error:
                self.notify(one_line(str(error)), severity="error", markup=False)
                return None

    async def draw_highlights(self) -> None:
        """Show the open report's highlights and the number of all."""
        article = self.article

        def look(store: "HighlightStore") -> tuple[tuple[Highlight, ...], int]:
            return (store.of_article(article) if article else ()), len(store.all())

        if seen := await self._store(look):
            self.key_bar.marked = seen[1]
            if article is self.article:
                self.reading.set_highlights(seen[0])

    def look_again(self) -> None:
        """Show the highlights as they are now: another window may have changed them."""
        if self.furnished:
            self.run_worker(self.draw_highlights(), group="marks", exit_on_error=False)

    def action_mark(self) -> None:
        """Mark or unmark the chosen claim, or what the article pane would."""
        chosen = self.claims.current
        if self.pane == "claims" and chosen is not None:
            self.toggle_mark(Span(chosen.claim.start, chosen.claim.end))
        else:
            self.reading.action_mark()

    def on_article_pane_mark_requested(self, event: "ArticlePane.MarkRequested") -> None:
        """Mark what the article pane asks for."""
        self.toggle_mark(event.span)

    def toggle_mark(self, span: Span) -> None:
        """Mark a passage of the open report, or unmark the highlight it lies in."""
        if self.article is not None:
            self.run_worker(self._toggle(self.article, span), group="marks", exit_on_error=False)

    async def _toggle(self, article: Article, span: Span) -> None:
        def toggle(store: "HighlightStore") -> None:
            covering = [
                highlight
                for highlight in store.of_article(article)
                if not highlight.orphan
                and highlight.quote.start <= span.start
                and span.end <= highlight.quote.end
            ]
            for highlight in covering:
                store.remove(highlight.id)
            if not covering:
                store.add(article, span)

        await self._store(toggle)
        await self.draw_highlights()

    def action_undo(self) -> None:
        """Take back the last change to the highlights."""
        self.run_worker(self._step("undo"), group="marks", exit_on_error=False)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.run_worker(self._step("redo"), group="marks", exit_on_error=False)

    async def _step(self, way: str) -> None:
        said = await self._store(lambda store: store.undo() if way == "undo" else store.redo())
        await self.draw_highlights()
        if said is None:
            self.notify(f"Nothing to {way}.", timeout=3)
        else:
            word = "Taken back" if way == "undo" else "Done again"
            self.notify(f"{word}: {one_line(said, 80)}", markup=False, timeout=3)

    def action_copy(self) -> None:
        """Send the chosen claim, or what the article pane would, to the terminal's clipboard."""
        chosen = self.claims.current
        if self.pane == "claims" and chosen is not None:
            self.app.copy_to_clipboard(chosen.claim.text)
            self.notify("The claim was sent to the terminal's clipboard.", timeout=3)
        else:
            self.reading.action_copy()

    def action_open_original(self) -> None:
        """Open the page or the file the open report came from."""
        address = _address(self.article) if self.article else None
        if address is None:
            self.notify("This report says neither a web address nor a file.", timeout=5)
            return
        if self.app.is_web:
            self._open_at_the_readers(address)
            return
        import webbrowser

        try:
            browser = webbrowser.get()
            if type(browser) is webbrowser.GenericBrowser:
                with self.app.suspend():
                    opened = browser.open(address)
            else:
                opened = browser.open(address)
        except (webbrowser.Error, SuspendNotSupported):
            opened = False
        if not opened:
            self.notify(f"No browser here; the original is at {address}", markup=False, timeout=15)

    def _open_at_the_readers(self, address: str) -> None:
        """Served to a browser, the page opens there; a file of the server's is only named."""
        if address.startswith(("http://", "https://")):
            self.app.open_url(address)
        else:
            self.notify(f"The original is a file on the server: {address}", markup=False)


def _address(article: Article) -> str | None:
    """A web address or file that is safe to hand to a browser."""
    if article.url and urlsplit(article.url).scheme in {"http", "https"}:
        return one_line(article.url)
    return Path(article.path).as_uri() if article.path else None
