"""Saved searches and those asked lately, on the main screen."""

import asyncio
from typing import TYPE_CHECKING, TypeVar

from textual import on

from index.asking import Search
from index.errors import SecondSourceError
from reader.panes.narrowing import Narrowing
from reader.panes.search import SearchPane
from reader.screens.finding import Finding
from reader.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.store.searches import AskedSearch, SavedSearch, SearchStore

T = TypeVar("T")


def in_words(search: Search) -> str:
    """A search on one line: the query and what narrows it."""
    within = Narrowing.of(search).words
    query = one_line(search.query) or "all reports"
    return f"{query} · {within}" if within else query


class Keeping(Finding):
    """The part of the main screen that keeps searches."""

    def __init__(self) -> None:
        super().__init__()
        self._noting = asyncio.Lock()
        self.saved: tuple[SavedSearch, ...] = ()
        """The saved searches, as last seen."""

    async def furnish(self) -> None:
        """Bring in the other panes, then the searches kept."""
        await super().furnish()
        self.run_worker(self._look(lambda _: None), group="searches", exit_on_error=False)

    async def _look(self, work: "Callable[[SearchStore], T]") -> T | None:
        """Do something with the searches off this thread, then see what is kept."""
        library = self.questions.library
        if library is None:
            return None

        def done() -> "tuple[T, tuple[SavedSearch, ...], tuple[AskedSearch, ...]]":
            store = library.searches
            return work(store), store.all(), store.asked()

        async with self._noting:
            try:
                outcome, self.saved, asked = await asyncio.to_thread(done)
            except SecondSourceError as error:
                self.notify(one_line(str(error)), severity="error", markup=False)
                return None
        queries = dict.fromkeys(one.search.query for one in asked if one.search.query)
        self.search.recent(tuple(queries))
        return outcome

    @on(SearchPane.Settled)
    def _settled_on(self, event: SearchPane.Settled) -> None:
        work = self._look(lambda store: store.note(event.search, event.found))
        self.run_worker(work, group="searches", exit_on_error=False)

    def action_save_search(self) -> None:
        """Keep the present search under a name."""
        from reader.screens.naming import NameScreen

        search = self.search.asked

        def named(name: str | None) -> None:
            if name is not None:
                self.run_worker(self._save(name, search), group="searches", exit_on_error=False)

        names = {saved.name for saved in self.saved}
        proposed = next((s.name for s in self.saved if s.search == search), search.query)
        dialog = NameScreen("Save this search", in_words(search), one_line(proposed, 80), names)
        self.app.push_screen(dialog, named)

    async def _save(self, name: str, search: Search) -> None:
        if await self._look(lambda store: store.save(name, search)) is not None:
            self.notify(f"Saved as “{one_line(name, 60)}”.", markup=False, timeout=4)

    def action_searches(self) -> None:
        """List the searches saved and asked, to run one again."""
        from reader.screens.searches import SearchesScreen

        def chosen(search: Search | None) -> None:
            self.run_worker(self._look(lambda _: None), group="searches", exit_on_error=False)
            if search is not None:
                self.run_search(search)

        if self.questions.library is not None:
            self.app.push_screen(SearchesScreen(self.questions.library), chosen)

    def run_search(self, search: Search) -> None:
        """Search for something kept and go to what it finds."""
        self.action_focus_query()
        self.search.begin(search)
        self.search.enter()
        work = self._look(lambda store: store.note(search))
        self.run_worker(work, group="searches", exit_on_error=False)

    async def perform_saved(self, name: str) -> None:
        """Run a saved search picked by name."""
        search = next((saved.search for saved in self.saved if saved.name == name), None)
        if search is not None:
            self.run_search(search)
