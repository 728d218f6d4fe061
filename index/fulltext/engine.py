"""Searching one state of the index, and noticing when there is a newer one."""

# mypy: allow-untyped-calls

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

import numpy as np

from index.fulltext import folder as folders
from index.fulltext import stock
from index.fulltext.allocation import keep_what_is_freed
from index.fulltext.codec import Leaf, reader
from index.fulltext.collector import ArrayCollector, Column
from index.fulltext.compile import Compiler, settled
from index.fulltext.container import DamagedError
from index.fulltext.correction import corrected
from index.fulltext.facets import Facets
from index.fulltext.folder import Signature, State
from index.fulltext.hits import Finder, text_of, titles_of
from index.fulltext.orders import Ranking, newest, oldest
from index.fulltext.query import parse
from index.fulltext.residence import Residence
from index.fulltext.schema import schema
from index.fulltext.segment import Segment
from index.fulltext.snippets import snippets
from index.fulltext.syntax import And, Days, Everything, Node, Not, Or, Unknown, positive_leaves
from index.model import Article, ArticleInfo, DateStep, Hit, SearchResult, Snippet, Sort, Span

Load = Callable[[Sequence[str]], Mapping[str, Article]]

_Answer = TypeVar("_Answer")

_TRIES = 5

DAMAGE = (DamagedError, LookupError, ValueError, ArithmeticError)
"""What comes of a search in damaged arrays: checked against the checksums before it is believed."""


@dataclass(frozen=True, slots=True)
class How:
    """How a query is to be answered; see :meth:`index.fulltext.FullText.search`."""

    limit: int = 50
    sort: Sort = "relevance"
    typing: bool = False
    facets: bool = True
    dates: DateStep | None = None
    ranks: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index, open for searching."""

    signature: Signature | None
    leaves: list[Leaf]
    searcher: stock.Searcher
    facets: Facets


class Engine:
    """Searches a folder; may be used from several threads."""

    def __init__(self, folder: Path) -> None:
        keep_what_is_freed()
        self._folder = folder
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._ranking: Ranking | None = None
        self._residence = Residence()

    def snapshot(self) -> Snapshot:
        """The present state, opened anew only when it is another than last time.

        An index that cannot be read is as good as none: the state is then empty.
        """
        with self._lock:
            present = folders.signature(self._folder)
            if self._snapshot is None or self._snapshot.signature != present:
                self._snapshot = self._open(self._snapshot)
            return self._snapshot

    def close(self) -> None:
        """Let go of the state held."""
        with self._lock:
            self._snapshot = None

    def _open(self, before: Snapshot | None) -> Snapshot:
        held = {leaf.segment.name: leaf.segment for leaf in before.leaves} if before else {}
        for _ in range(_TRIES):
            present = folders.signature(self._folder)
            try:
                state = folders.load(self._folder)
                return self._opened(present, state, held)
            except DamagedError:
                # Another process may just have replaced what was being opened.
                if folders.signature(self._folder) == present:
                    folders.drop(self._folder)
                    break
        return self._opened(folders.signature(self._folder), State(), {})

    def _opened(
        self, present: Signature | None, state: State, held: Mapping[str, Segment]
    ) -> Snapshot:
        """A state open for searching; ``held`` are segments open already, which never change."""
        leaves = [
            Leaf(held.get(name) or Segment(self._folder, name), np.array(numbers, dtype=np.int64))
            for name, numbers in state.deleted.items()
        ]
        searcher = stock.Searcher(reader(leaves, schema(), state.generation))
        try:
            return Snapshot(present, leaves, searcher, Facets(leaves))
        except DAMAGE as error:
            if all(leaf.segment.container.is_sound() for leaf in leaves):
                raise
            raise DamagedError("a segment's sources are not readable") from error

    def search(self, query: str, load: Load, how: How) -> SearchResult:
        """Answer a query; see :meth:`index.fulltext.FullText.search`."""
        return self._answered(lambda: self._search(query, load, how))

    def _answered(self, ask: Callable[[], _Answer]) -> _Answer:
        """What is asked, asked again where the index turned out damaged and was removed."""
        try:
            return ask()
        except DAMAGE:
            if not self._removed_damage():
                raise
        return ask()

    def _removed_damage(self) -> bool:
        """Whether a segment held does not match its checksums; the index is then removed."""
        snapshot = self.snapshot()
        if all(leaf.segment.container.is_sound() for leaf in snapshot.leaves):
            return False
        if folders.signature(self._folder) == snapshot.signature:
            folders.drop(self._folder)
        return True

    def _search(self, query: str, load: Load, how: How) -> SearchResult:
        parsed = parse(query, typing=how.typing)
        node = settled(parsed.node)
        snapshot = self.snapshot()
        compiler = Compiler(snapshot.leaves)
        collector = ArrayCollector(
            snapshot.leaves, limit=how.limit, by=self._order(node, how), break_ties=True
        )
        self._collect(snapshot, compiler.compile(node), collector)
        total = collector.count()
        found = collector.found() if how.facets else []
        result = SearchResult(
            query=query,
            hits=self._hits(node, collector, load, how),
            total=total,
            sources=snapshot.facets.by_source(found) if found else (),
            dates=snapshot.facets.by_date(found, how.dates) if found else (),
            notes=(*parsed.notes, *compiler.notes),
        )
        self._residence.bound(leaf.segment.container for leaf in snapshot.leaves)
        return result

    def correction(self, query: str, *, typing: bool) -> str | None:
        """Another query to try; see :meth:`index.fulltext.FullText.correction`."""
        node = parse(query, typing=typing).node
        return self._answered(lambda: corrected(query, node, self.snapshot().leaves))

    def _order(self, node: Node, how: How) -> Column | None:
        if how.sort == "corroborated" and how.ranks is not None:
            if self._ranking is None or self._ranking.ranks is not how.ranks:
                self._ranking = Ranking(how.ranks)
            return self._ranking.column
        if how.sort == "oldest":
            return oldest
        return newest if how.sort == "date" or not _is_scored(node) else None

    def _collect(self, snapshot: Snapshot, wanted: stock.Query, collector: ArrayCollector) -> None:
        snapshot.searcher.search_with_collector(wanted, collector)

    def _hits(self, node: Node, collector: ArrayCollector, load: Load, how: How) -> tuple[Hit, ...]:
        top = [(score, leaf.segment.id_of(doc)) for score, leaf, doc in collector.top()]
        if not top:
            return ()
        articles = load([article for _, article in top])
        there = [(score, articles[name]) for score, name in top if name in articles]
        if not there:
            return ()
        shown = [article for _, article in there]
        titles = titles_of(shown)
        found = Finder(positive_leaves(node)).find([*map(text_of, shown), titles])
        cut = snippets(shown, found)
        in_titles = found.spans_of(len(shown), titles.stretches)
        return tuple(
            Hit(
                info=_info(article),
                score=score,
                snippet=snippet,
                title_hits=in_titles[at],
                hits=_in_text(snippet) if how.typing else found.spans(at),
            )
            for at, ((score, article), snippet) in enumerate(zip(there, cut, strict=True))
        )


def _in_text(snippet: Snippet) -> tuple[Span, ...]:
    return tuple([Span(s.start + snippet.start, s.end + snippet.start) for s in snippet.hits])


def spans(query: str, article: Article, *, typing: bool) -> tuple[Span, ...]:
    """Where the query's words stand in an article; see :meth:`index.fulltext.FullText.spans`."""
    leaves = positive_leaves(settled(parse(query, typing=typing).node))
    return Finder(leaves).find([text_of(article)]).spans(0)


def _is_scored(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(_is_scored(part) for part in parts)
        case Not() | Days() | Unknown() | Everything():
            return False
        case _:
            return node.field not in {"source", "author"}


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        id=article.id,
        title=article.title,
        source=article.source,
        author=article.author,
        published=article.published,
        url=article.url,
        path=article.path,
        length=len(article.text),
    )
