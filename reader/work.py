"""The library's slow answers, asked for off the interface's thread.

Each question is a worker of a group in which only the newest counts: one that is overtaken while
it waits for its turn asks nothing, one overtaken while it asks is not heard. Answers arrive as
messages on the screen that asked.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.worker import get_current_worker

from index.asking import Answer, Completion, Search
from index.errors import QueryError, SecondSourceError
from index.model import (
    Article,
    FrontPage,
    Highlight,
    LibrarySummary,
    Origin,
    Span,
    Standing,
)

if TYPE_CHECKING:
    from textual.screen import Screen

    from index.library import Library


@dataclass(frozen=True, slots=True)
class Request:
    """One search, and what of its answer is wanted.

    Attributes:
        search: the query and what narrows it.
        limit: how many reports to list.
        typing: the query is still being typed.
        within: the year or month whose months or days are to be counted.
        cursor: where in the query being typed the cursor stands.
    """

    search: Search
    limit: int
    typing: bool
    within: str | None = None
    cursor: int = 0

    @property
    def typed(self) -> str:
        """The bare query."""
        return self.search.query

    @property
    def offset(self) -> int:
        """Where in the whole query the bare one begins."""
        return self.search.written(typing=self.typing)[1]


class Opened(Message):
    """The library is open: everything else can be asked for.

    ``front`` is what it shows before anything is asked, where that was kept.
    """

    def __init__(self, front: FrontPage | None) -> None:
        super().__init__()
        self.front = front


class Measured(Message):
    """The size of the library, and whether all of it is searched and linked."""

    def __init__(self, summary: LibrarySummary, current: bool) -> None:
        super().__init__()
        self.summary = summary
        self.current = current


class Failed(Message):
    """Something asked for cannot be had; nothing else is lost."""

    def __init__(self, problem: str, *, fatal: bool = False) -> None:
        super().__init__()
        self.problem = problem
        self.fatal = fatal


class Found(Message):
    """A search was answered.

    ``completion`` is what the query being typed could go on with, ``correction`` the query that
    was probably meant, once that was asked for.
    """

    def __init__(
        self,
        request: Request,
        answer: Answer,
        completion: Completion | None = None,
        correction: str | None = None,
    ) -> None:
        super().__init__()
        self.request = request
        self.answer = answer
        self.completion = completion
        self.correction = correction

    @property
    def is_scant(self) -> bool:
        """Whether so little was found that another query may have been meant."""
        result = self.answer.result
        return not result.total if self.request.typing else result.is_scant


class Misread(Message):
    """A query could not be understood."""

    def __init__(self, request: Request, error: QueryError) -> None:
        super().__init__()
        self.request = request
        self.error = error


class Loaded(Message):
    """An article with its search hits and highlights."""

    def __init__(
        self, article: Article, hits: tuple[Span, ...], highlights: tuple[Highlight, ...]
    ) -> None:
        super().__init__()
        self.article = article
        self.hits = hits
        self.highlights = highlights


class Stood(Message):
    """How the claims of an article stand."""

    def __init__(
        self, article: str, standings: tuple[Standing, ...], origins: Mapping[str, Origin]
    ) -> None:
        super().__init__()
        self.article = article
        self.standings = standings
        self.origins = origins


class HitsFound(Message):
    """Where the words of the present query stand in the open article."""

    def __init__(self, article: str, hits: tuple[Span, ...]) -> None:
        super().__init__()
        self.article = article
        self.hits = hits


class Questions:
    """Asks the library on behalf of one screen."""

    def __init__(self, screen: "Screen[Any]") -> None:
        self._screen = screen
        self._turn: dict[str, threading.Lock] = {}
        self._origins: dict[str, Origin] | None = None
        """Every origin of the library once it was asked for, until the library changes."""
        self.library: Library | None = None

    def _ask(self, group: str, question: Callable[[], None]) -> None:
        turn = self._turn.setdefault(group, threading.Lock())

        def answer() -> None:
            worker = get_current_worker()
            with turn:
                if worker.is_cancelled:
                    return
                try:
                    question()
                except SecondSourceError as error:
                    self._tell(Failed(str(error)))

        self._screen.run_worker(
            answer, group=group, thread=True, exclusive=True, exit_on_error=False
        )

    def _tell(self, message: Message) -> None:
        """Post an answer unless it has been overtaken."""
        if not get_current_worker().is_cancelled:
            self._screen.post_message(message)

    def open(self, folder: Path, highlights_folder: Path | None) -> None:
        """Open the library; answered by ``Opened`` or a fatal ``Failed``."""
        self._ask("open", partial(self._open, folder, highlights_folder))

    def _open(self, folder: Path, highlights_folder: Path | None) -> None:
        from index.library import Library

        try:
            self.library = Library.open(folder, highlights_folder=highlights_folder)
        except SecondSourceError as error:
            self._tell(Failed(str(error), fatal=True))
            return
        self._tell(Opened(self.library.front()))

    def measure(self) -> None:
        """Ask for the library's size, which may have changed; answered by ``Measured``."""
        self._origins = None
        if self.library is not None:
            self._ask("measure", partial(self._measure, self.library))

    def _measure(self, library: "Library") -> None:
        library.warm()
        self._tell(Measured(library.summary(), library.is_current()))

    def search(self, request: Request) -> None:
        """Answered by ``Found`` or ``Misread``."""
        if self.library is not None:
            self._ask("search", partial(self._search, self.library, request))

    def _search(self, library: "Library", request: Request) -> None:
        completion = None
        if request.typing:
            completion = library.complete(request.typed, request.cursor)
        try:
            answer = library.ask(
                request.search, limit=request.limit, typing=request.typing, within=request.within
            )
        except QueryError as error:
            self._tell(Misread(request, error))
            return
        self._tell(Found(request, answer, completion))

    def correct(self, found: Found) -> None:
        """Answered by ``Found`` with a correction, where there is anything to put right."""
        if self.library is not None:
            self._ask("correct", partial(self._correct, self.library, found))

    def _correct(self, library: "Library", found: Found) -> None:
        request = found.request
        query = library.correction(request.typed, typing=request.typing)
        if query is not None:
            self._tell(Found(request, found.answer, found.completion, query))

    def article(self, article_id: str, query: str) -> None:
        """Answered by ``Loaded`` and then ``Stood``."""
        if self.library is not None:
            self._ask("article", partial(self._article, self.library, article_id, query))

    def _article(self, library: "Library", article_id: str, query: str) -> None:
        article = library.article(article_id)
        hits = _hits(library, article, query)
        self._tell(Loaded(article, hits, library.highlights.of_article(article)))
        standings = library.standings(article_id)
        wanted = {report.origin for standing in standings for report in standing.reports}
        if wanted and self._origins is None:
            self._origins = {origin.id: origin for origin in library.origins()}
        known = self._origins or {}
        origins = {name: known[name] for name in wanted if name in known}
        self._tell(Stood(article_id, standings, origins))

    def hits(self, article: Article, query: str) -> None:
        """Ask where a query's words stand in an article; answered by ``Loaded``."""
        if self.library is not None:
            self._ask("hits", partial(self._hits, self.library, article, query))

    def _hits(self, library: "Library", article: Article, query: str) -> None:
        self._tell(HitsFound(article.id, _hits(library, article, query)))


def _hits(library: "Library", article: Article, query: str) -> tuple[Span, ...]:
    if not query.strip():
        return ()
    try:
        return library.spans(query, article, typing=True)
    except QueryError:
        return ()
