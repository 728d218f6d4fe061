"""The door to full text: index these articles, forget those, answer this query.

Behind it stands a Whoosh index of our own segments (:mod:`index.fulltext.codec`). It holds
nothing that matters: every part of it can be made again from the record, and an index that
cannot be read counts as none. Only what the first search needs is imported by the first search.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.fulltext import folder as folders
from index.fulltext.container import Container, DamagedError
from index.model import Article, DateStep, SearchResult, Sort, Span
from index.progress import CancelCheck, ProgressCallback, ignore_progress, never_cancelled

if TYPE_CHECKING:
    from index.fulltext.engine import Engine


class FullText:
    """The full-text index in a folder of its own.

    Several processes may search while one updates; each search sees the newest complete state.
    Usable from several threads.

    Args:
        folder: made on the first update, mode 0700.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine: Engine | None = None
        self._checked: tuple[folders.Signature | None, int] | None = None

    @property
    def as_of(self) -> int:
        """The revision of the record the index reflects; -1 without one that can be read."""
        present = folders.signature(self._folder)
        if self._checked is None or self._checked[0] != present:
            self._checked = (present, self._read_as_of())
        return self._checked[1]

    def _read_as_of(self) -> int:
        while True:
            present = folders.signature(self._folder)
            try:
                state = folders.load(self._folder)
                for name in state.deleted:
                    Container(self._folder / f"{name}.segment")
            except DamagedError:
                # Another process may just have replaced what was being looked at.
                if folders.signature(self._folder) == present:
                    return folders.NO_REVISION
                continue
            return state.as_of

    def damage(self) -> str | None:
        """What of the index does not match its checksums; ``None`` where there is none.

        Reads every file whole, some 0.2 seconds for 100,000 articles in the system's cache.
        """
        try:
            for name in folders.load(self._folder).deleted:
                Container(self._folder / f"{name}.segment").verify()
        except DamagedError as error:
            return str(error)
        return None

    def update(
        self,
        articles: Iterable[Article],
        *,
        forget: Collection[str],
        as_of: int,
        since: int = folders.NO_REVISION,
        total: int | None = None,
        progress: ProgressCallback = ignore_progress,
        cancelled: CancelCheck = never_cancelled,
    ) -> None:
        """Index articles in place of their older selves and forget others.

        All of it becomes visible at once, together with ``as_of``, when it is safely on the
        disk; doing it twice changes nothing. Merging segments, where that is due, comes after
        it. Where no readable index is and ``since`` asks for none, a new one is begun from these
        articles alone.

        Args:
            articles: taken one by one; of several with one id the last counts.
            forget: ids to drop; an id that is also among ``articles`` is indexed.
            as_of: the revision of the record the index reflects afterwards.
            since: the revision that the articles and ids are all changes after.
            total: how many articles there are, for the progress.
            progress: told of the stage ``index``.
            cancelled: asked before each article, and while merging, which then ends early.

        Raises:
            CancelledError: the index is as it was before.
            LibraryBusyError: another process is updating it and did not finish in time.
            DerivedLostError: what was there is older than ``since``, or turned out damaged and
                is removed; ``as_of`` tells which, and an update with what changed after it
                makes the index whole.
        """
        from index.fulltext import writer

        writer.update(
            self._folder,
            articles,
            forget=forget,
            as_of=as_of,
            since=since,
            total=total,
            progress=progress,
            cancelled=cancelled,
        )

    def search(
        self,
        query: str,
        load: Callable[[Sequence[str]], Mapping[str, Article]],
        *,
        limit: int = 50,
        sort: Sort = "relevance",
        typing: bool = False,
        facets: bool = True,
        dates: DateStep | None = None,
        ranks: Mapping[str, int] | None = None,
    ) -> SearchResult:
        """Answer a query (the language is :mod:`index.fulltext.query`'s).

        Words are joined by AND. Total and facets are exact and over all articles found. Equal
        scores are ordered by date; a query without words to score by (empty, filters, only
        exclusions) is ordered by date, newest first, undated last.

        Args:
            query: as typed.
            load: gives the articles of these ids; one it does not give is left out of the hits.
            limit: hits at most.
            sort: by relevance (BM25 over title and body), by date, newest or oldest first, or
                by ``ranks``.
            typing: the last word is the beginning of one, the end is taken leniently, and of
                each article those hits alone are given that its snippet shows.
            facets: count those found by source and date; it takes as long again as finding
                common words.
            dates: count by years, months or days; by whichever suits their spread where it is
                ``None``. A date known less exactly counts under what is known of it.
            ranks: a number by article id for the order ``corroborated``, largest first. To be
                the same object as long as nothing in it changes.

        Raises:
            QueryError: when the query cannot be understood.
        """
        from index.fulltext.engine import How

        return self._opened().search(query, load, How(limit, sort, typing, facets, dates, ranks))

    def correction(self, query: str, *, typing: bool = False) -> str | None:
        """The query with mistyped words put right, to be tried where hardly anything is found.

        Takes some milliseconds among many articles, which a search does not have to wait for.

        Raises:
            QueryError: when the query cannot be understood.
        """
        return self._opened().correction(query, typing=typing)

    def spans(self, query: str, article: Article, *, typing: bool = False) -> tuple[Span, ...]:
        """Where the query's words and phrases stand in an article's text, in order.

        Phrases are one span each; nothing under a NOT counts, nor does chrome.

        Raises:
            QueryError: when the query cannot be understood.
        """
        from index.fulltext import engine

        return engine.spans(query, article, typing=typing)

    def warm(self) -> None:
        """Load what searching takes, and open the present state."""
        self._opened().snapshot()

    def clear(self) -> None:
        """Remove the index."""
        self.close()
        folders.clear(self._folder)
        self._checked = None

    def close(self) -> None:
        """Let go of the files; a later search opens them again."""
        if self._engine is not None:
            self._engine.close()

    def _opened(self) -> "Engine":
        if self._engine is None:
            from index.fulltext.engine import Engine

            self._engine = Engine(self._folder)
        return self._engine


def distribution() -> str:
    """Which of the distributions that install a ``whoosh`` is loaded, with its version.

    Several do; where more than one is installed all are named, since they overwrite each other.
    """
    from importlib import metadata

    names = metadata.packages_distributions().get("whoosh", [])
    found = sorted({f"{name} {metadata.version(name)}" for name in names})
    return ", ".join(found) or "whoosh is not installed"
