"""The one door to a library: a folder of articles, searchable, with claims and highlights.

A thin door: it opens the rooms when they are first needed and holds no logic of its own.
"""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from index.asking import Answer, Completion, Search, answer
from index.errors import LibraryUnusableError, NotFoundError
from index.model import (
    AddSummary,
    Article,
    ArticleInfo,
    DateStep,
    FacetCount,
    FrontPage,
    LibrarySummary,
    Origin,
    Outcome,
    OutcomeStatus,
    SearchResult,
    Sort,
    Span,
    Standing,
    StatusCounts,
    Story,
)
from index.progress import CancelCheck, ProgressCallback, ignore_progress, never_cancelled
from index.sqlite import is_read_only
from index.store.articles import ArticleStore
from index.store.folders import check_folder
from index.writing import sole_writer

if TYPE_CHECKING:
    from index.claims.index import ClaimIndex
    from index.fulltext import FullText
    from index.store.highlights import HighlightStore
    from index.store.searches import SearchStore


class Library:
    """Articles with their full text, claims and highlights; usable from several threads."""

    def __init__(self, folder: Path, highlights_folder: Path) -> None:
        self.folder = folder
        self._highlights_folder = highlights_folder
        self._store = ArticleStore(folder)
        self._opening = threading.Lock()
        self._fulltext: FullText | None = None
        self._claims: ClaimIndex | None = None
        self._highlights: HighlightStore | None = None
        self._searches: SearchStore | None = None

    @classmethod
    def open(
        cls, folder: Path, *, highlights_folder: Path | None = None, create: bool = True
    ) -> Self:
        """Open a library.

        Args:
            folder: where it lies.
            highlights_folder: where its highlights lie; the library's own folder by default.
            create: make it where there is none.

        Raises:
            LibraryUnusableError: there is none and none is to be made, the folder holds something
                else, or it cannot be read.
        """
        try:
            check_folder(folder, create=create)
        except OSError as error:
            raise LibraryUnusableError(f"{folder}: {error.strerror}; choose another") from error
        return cls(folder, highlights_folder or folder)

    def close(self) -> None:
        """Close every file."""
        with self._opening:
            users = (self._highlights, self._searches)
            for part in (self._fulltext, self._claims, *users, self._store):
                if part is not None:
                    part.close()
            self._fulltext = self._claims = self._highlights = self._searches = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def highlights(self) -> "HighlightStore":
        """The passages the user marked."""
        with self._opening:
            if self._highlights is None:
                from index.store.highlights import HighlightStore

                self._highlights = HighlightStore(self._highlights_folder)
            return self._highlights

    @property
    def searches(self) -> "SearchStore":
        """The searches the user saved, and those asked lately; they lie with the highlights."""
        with self._opening:
            if self._searches is None:
                from index.store.searches import SearchStore

                self._searches = SearchStore(self._highlights_folder)
            return self._searches

    @property
    def keeps_nothing(self) -> bool:
        """Whether what the user marks or saves cannot be kept, as nothing can be written there."""
        return is_read_only(self._highlights_folder / "highlights.db")

    def _open_fulltext(self) -> "FullText":
        with self._opening:
            if self._fulltext is None:
                from index.fulltext import FullText

                self._fulltext = FullText(self.folder / "fulltext")
            return self._fulltext

    def _open_claims(self) -> "ClaimIndex":
        with self._opening:
            if self._claims is None:
                from index.claims.index import ClaimIndex

                self._claims = ClaimIndex(self.folder)
            return self._claims

    def add(
        self,
        sources: Sequence[str],
        *,
        mirror: bool = False,
        stdin: BinaryIO | None = None,
        on_outcome: Callable[[Outcome], None],
        progress: ProgressCallback = ignore_progress,
        cancelled: CancelCheck = never_cancelled,
    ) -> AddSummary:
        """Read files and folders into the library, then index and link what has changed.

        Args:
            sources: files, folders, ``-`` for ``stdin``.
            mirror: also forget articles whose files under ``sources`` are gone.
            stdin: where ``-`` reads from.
            on_outcome: told what became of each input, as it happens.
            progress: told where the work is.
            cancelled: asked now and then whether to stop.

        Raises:
            LibraryBusyError: another process is writing.
            CancelledError: ``cancelled`` said so; everything stored by then is kept, and the next
                ``add`` or ``catch_up`` goes on from there.
        """
        from index.adding import Adding
        from index.upkeep import StageClock

        clock = StageClock(progress)
        counts: Counter[OutcomeStatus] = Counter()

        def count(outcome: Outcome) -> None:
            counts[outcome.status] += 1
            on_outcome(outcome)

        with self._writing("add"):
            adding = Adding(
                self._store,
                on_outcome=count,
                progress=clock,
                cancelled=cancelled,
                mirror=mirror,
                stdin=stdin,
            )
            adding.run(sources)
            self._bring_up(clock, cancelled)
        return AddSummary(
            counts["added"],
            counts["updated"],
            counts["unchanged"],
            counts["rejected"],
            counts["removed"],
            clock.seconds(),
        )

    def catch_up(
        self,
        *,
        progress: ProgressCallback = ignore_progress,
        cancelled: CancelCheck = never_cancelled,
    ) -> None:
        """Index and link what an interrupted ``add`` left undone."""
        with self._writing("catch up"):
            self._bring_up(progress, cancelled)

    def reindex(
        self,
        *,
        progress: ProgressCallback = ignore_progress,
        cancelled: CancelCheck = never_cancelled,
    ) -> None:
        """Build full text and claims anew from the articles."""
        with self._writing("reindex"):
            self._open_fulltext().clear()
            self._open_claims().clear()
            self._bring_up(progress, cancelled)

    def is_current(self) -> bool:
        """Whether full text and claims reflect every article."""
        revision = self._store.revision()
        return self._open_fulltext().as_of == revision == self._open_claims().as_of

    def damage(self) -> str | None:
        """What of the full text does not match its checksums; all of it is read."""
        return self._open_fulltext().damage()

    def is_empty(self) -> bool:
        """Whether there is no article; needs nothing but the record."""
        return self._store.count() == 0

    @contextmanager
    def _writing(self, purpose: str) -> Iterator[None]:
        with sole_writer(self.folder, purpose):
            yield

    def _bring_up(self, progress: ProgressCallback, cancelled: CancelCheck) -> None:
        from index.upkeep import bring_up

        parts = (self._open_fulltext, self._open_claims)
        behind = bring_up(self._store, parts, progress=progress, cancelled=cancelled)
        if behind or self.front() is None:
            self._keep_front()

    def _keep_front(self) -> None:
        from index import front

        result = self.search("", limit=front.ROWS)
        counts = self.counts([hit.info.id for hit in result.hits])
        page = FrontPage(self._store.revision(), result, counts, self.summary())
        front.save(self.folder, page)

    def front(self) -> FrontPage | None:
        """What there is to show before anything is asked: all articles, the newest first.

        Loads neither search nor claims. ``None`` while they do not reflect every article.
        """
        from index import front

        return front.load(self.folder, self._store.revision())

    def warm(self) -> None:
        """Load what the first search and the first claims shown would otherwise wait for."""
        self._open_fulltext().warm()
        self._open_claims()

    def articles(self) -> tuple[ArticleInfo, ...]:
        """Every article, newest first, without the texts."""
        return tuple(self._store.infos().values())

    def article(self, id_: str) -> Article:
        """One article, whole.

        Raises:
            NotFoundError: there is none of that id.
        """
        return self._store.get(id_)

    def resolve(self, id_or_prefix: str) -> str:
        """The id that is meant: an exact one, or the only one that begins so.

        Raises:
            NotFoundError: none or several begin so.
        """
        found = self._store.ids_starting(id_or_prefix, 6)
        if found and (found[0] == id_or_prefix or len(found) == 1):
            return found[0]
        if not found:
            raise NotFoundError(f"no article {id_or_prefix!r} in {self.folder}")
        some = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
        raise NotFoundError(f"{id_or_prefix!r} begins more than one article id: {some}")

    def infos(self, ids: Collection[str]) -> Mapping[str, ArticleInfo]:
        """What lists show, of the articles that are there."""
        return self._store.infos(ids)

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        sort: Sort = "relevance",
        typing: bool = False,
        facets: bool = True,
        dates: DateStep | None = None,
    ) -> SearchResult:
        """Find articles; an empty query finds all, newest first.

        Args:
            query: words and operators of the query language.
            limit: how many hits to return; the total is counted in any case.
            sort: best first, newest first, oldest first or most corroborated claims first.
            typing: the query is still being typed: its last word is taken as a beginning,
                what is unfinished is no error, and an article's hits are those of its snippet.
            facets: count those found by source and date.
            dates: how finely to count by date; as suits their spread by default.

        Raises:
            QueryError: the query cannot be understood.
        """
        return self._open_fulltext().search(
            query,
            self._store.load,
            limit=limit,
            sort=sort,
            typing=typing,
            facets=facets,
            dates=dates,
            ranks=self._open_claims().shared() if sort == "corroborated" else None,
        )

    def ask(
        self, search: Search, *, limit: int = 50, typing: bool = False, within: str | None = None
    ) -> Answer:
        """Search, and count by outlet and date; see :func:`index.asking.answer`."""
        return answer(self, search, limit=limit, typing=typing, within=within)

    def correction(self, query: str, *, typing: bool = False) -> str | None:
        """The query with mistyped words put right, for where a search found hardly anything.

        Raises:
            QueryError: the query cannot be understood.
        """
        return self._open_fulltext().correction(query, typing=typing)

    def complete(self, query: str, at: int) -> Completion | None:
        """What a query could go on with at ``at``: fields' names, outlets and dates."""
        from index.fulltext.completion import complete

        def outlets() -> tuple[FacetCount, ...]:
            return self.search("", limit=1).sources

        return complete(query, at, outlets, lambda: self.search("", limit=1, dates="year").dates)

    def spans(self, query: str, article: Article, *, typing: bool = False) -> tuple[Span, ...]:
        """Where a query's words and phrases stand in an article's text."""
        return self._open_fulltext().spans(query, article, typing=typing)

    def standings(self, article_id: str) -> tuple[Standing, ...]:
        """The claims of an article in its order, each with who else makes it.

        There are none while the article is in the record but not linked yet.

        Raises:
            NotFoundError: there is no article of that id.
        """
        if article_id not in self._store.infos([article_id]):
            raise NotFoundError(f"no article {article_id!r} in {self.folder}")
        try:
            return self._open_claims().standings(article_id, self._store.infos)
        except NotFoundError:
            return ()

    def story(self, article_ids: Collection[str] | None = None) -> Story:
        """Which article of a story makes which claim.

        Args:
            article_ids: one id, to see the story it belongs to: those that share claims with it;
                several, to see just them; ``None``, to see all articles of a small library.

        Raises:
            NotFoundError: an article is not linked yet, or not there.
            SecondSourceError: the library is too large to be one story.
        """
        return self._open_claims().story(article_ids, self._store.infos)

    def counts(self, article_ids: Collection[str]) -> Mapping[str, StatusCounts]:
        """How many claims of each status these articles have."""
        return self._open_claims().counts(article_ids)

    def origins(self) -> tuple[Origin, ...]:
        """The independent origins; every linked article is in exactly one."""
        return self._open_claims().origins()

    def summary(self) -> LibrarySummary:
        """The size of the library."""
        claims = self._open_claims()
        return LibrarySummary(self._store.count(), claims.origin_count(), claims.totals())
