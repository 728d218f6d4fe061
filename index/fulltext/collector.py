"""The Whoosh collector that asks for whole arrays.

Top results, exact total and what facets are counted from come out of one pass.

Use it as any Whoosh collector::

    collector = ArrayCollector(leaves, limit=20)
    searcher.search_with_collector(stock.Term("body", "harbour"), collector)
    collector.results()
"""

# mypy: allow-untyped-calls

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from index.fulltext import stock
from index.fulltext.codec import Leaf
from index.fulltext.evaluate import Evaluator
from index.fulltext.found import Found
from index.fulltext.postings import Array
from index.fulltext.ranking import FEW, contenders, promising

Column = Callable[[Leaf], Array]
"""A number for every document of a segment."""


class _Row(NamedTuple):
    """A result; rows sort as results do."""

    keys: tuple[float, ...]
    part: int
    document: int
    score: float


class ArrayCollector(stock.Collector):
    """Collects by evaluating the query on each segment's arrays.

    Args:
        leaves: the segments, in the order of the searcher's own.
        limit: results kept; ``None`` keeps all.
        by: order by this column of each segment, largest first, instead of by score. Ties go
            by date if ``break_ties`` says so, then by document number.
        break_ties: order equals by date, newest first and undated last.
    """

    def __init__(
        self,
        leaves: list[Leaf],
        *,
        limit: int | None = None,
        by: Column | None = None,
        break_ties: bool = False,
    ) -> None:
        self._leaves = leaves
        self._limit = limit
        self._by = by
        self._break_ties = break_ties
        self._found: list[Found] = []
        self._offsets: list[int] = []

    def prepare(self, top_searcher: Any, q: Any, context: Any) -> None:
        """Start on a new search."""
        super().prepare(top_searcher, q, context)
        self._found = []
        self._offsets = []

    def set_subsearcher(self, subsearcher: Any, offset: int) -> None:
        """Start on a segment; no matcher is made."""
        self.subsearcher = subsearcher
        self.offset = offset

    def collect_matches(self) -> None:
        """Find everything in the segment at once."""
        if not self._leaves:
            return
        evaluator = Evaluator(self.subsearcher, self.top_searcher, self._leaves)
        self._found.append(Found(evaluator.leaf, evaluator.find(self.q)))
        self._offsets.append(self.offset)

    def collect(self, sub_docnum: int) -> None:
        """Not used: whole segments are collected."""
        raise NotImplementedError

    def sort_key(self, sub_docnum: int) -> None:
        """Not used: whole segments are sorted."""
        raise NotImplementedError

    def count(self) -> int:
        """How many documents were found."""
        return sum(found.count for found in self._found)

    def all_ids(self) -> list[int]:
        """The documents found, ascending."""
        return [
            document + offset
            for offset, found in zip(self._offsets, self._found, strict=True)
            for document in found.docs.tolist()
        ]

    def found(self) -> list[Found]:
        """The documents found in each segment."""
        return self._found

    def top(self) -> list[tuple[float, Leaf, int]]:
        """The first results in order: score, segment, document within it."""
        return [(row.score, self._found[row.part].leaf, row.document) for row in self._ranked()]

    def results(self) -> stock.Results:
        """The first results as Whoosh gives them."""
        return self._results(
            [(row.score, row.document + self._offsets[row.part]) for row in self._ranked()]
        )

    def _ranked(self) -> list[_Row]:
        ranked: list[_Row] = []
        for part in range(len(self._found)):
            ranked = sorted([*ranked, *self._best(part, ranked)])[: self._limit]
        return ranked

    def _best(self, part: int, ranked: list[_Row]) -> list[_Row]:
        """A segment's first results, but for some that come after all of those ranked."""
        found = self._found[part]
        docs, keys = self._keyed(found, ranked)
        if self._limit is not None and len(docs) > self._limit:
            best = contenders(keys, max(self._limit, 1))
            docs, keys = docs.take(best), keys.take(best)
        columns = [-keys.astype(np.float64)]
        if self._break_ties:
            columns.append(-found.leaf.segment.moment.take(docs).astype(np.float64))
        order = np.lexsort((docs, *reversed(columns)))[: self._limit]
        docs, columns = docs[order], [column[order] for column in columns]
        scores = found.matches.scores(docs) if self._by else -columns[0]
        both = zip(*(column.tolist() for column in columns), strict=True)
        return [
            _Row(keys, part, document, score)
            for keys, document, score in zip(both, docs.tolist(), scores.tolist(), strict=True)
        ]

    def _keyed(self, found: Found, ranked: list[_Row]) -> tuple[Array, Array]:
        """Documents that may be among the first, and what they are ordered by."""
        if self._by is not None:
            return found.docs, self._by(found.leaf).take(found.docs)
        enough = len(ranked) == self._limit
        if not self._limit or (found.matches.size <= FEW and not enough):
            return found.docs, found.scores
        floor = ranked[-1].score if enough else -np.inf
        docs = promising(found, self._limit, floor)
        scores = found.matches.scores(docs)
        kept = np.flatnonzero(scores >= floor)
        return docs.take(kept), scores.take(kept)
