"""The Whoosh collector that asks for whole arrays.

Top results, exact total and what facets are counted from come out of one pass.

Use it as any Whoosh collector::

    collector = ArrayCollector(leaves, limit=20)
    searcher.search_with_collector(stock.Term("body", "harbour"), collector)
    collector.results()
"""

# mypy: allow-untyped-calls

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.fulltext import stock
from index.fulltext.codec import Leaf
from index.fulltext.evaluate import Evaluator, Found
from index.fulltext.postings import Array

Column = Callable[[Leaf], Array]
"""A number for every document of a segment."""


@dataclass(frozen=True, slots=True)
class _Part:
    leaf: Leaf
    offset: int
    found: Found


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
        self._parts: list[_Part] = []
        self._shared: dict[object, object] = {}

    def prepare(self, top_searcher: Any, q: Any, context: Any) -> None:
        """Start on a new search."""
        super().prepare(top_searcher, q, context)
        self._parts = []
        self._shared = {}

    def set_subsearcher(self, subsearcher: Any, offset: int) -> None:
        """Start on a segment; no matcher is made."""
        self.subsearcher = subsearcher
        self.offset = offset

    def collect_matches(self) -> None:
        """Find everything in the segment at once."""
        if not self._leaves:
            return
        evaluator = Evaluator(self.subsearcher, self.top_searcher, self._leaves, self._shared)
        self._parts.append(_Part(evaluator.leaf, self.offset, evaluator.find(self.q)))

    def collect(self, sub_docnum: int) -> None:
        """Not used: whole segments are collected."""
        raise NotImplementedError

    def sort_key(self, sub_docnum: int) -> None:
        """Not used: whole segments are sorted."""
        raise NotImplementedError

    def count(self) -> int:
        """How many documents were found."""
        return sum(len(part.found.docs) for part in self._parts)

    def all_ids(self) -> list[int]:
        """The documents found, ascending."""
        return [d + part.offset for part in self._parts for d in part.found.docs.tolist()]

    def top(self) -> list[tuple[float, Leaf, int]]:
        """The first results in order: score, segment, document within it."""
        ranked = sorted(
            (*keys, part.offset + int(part.found.docs[at]), number, at)
            for number, part in enumerate(self._parts)
            for at, keys in self._best(part)
        )
        result = []
        for *_, number, at in ranked[: self._limit]:
            part = self._parts[int(number)]
            found = part.found
            result.append((float(found.scores[int(at)]), part.leaf, int(found.docs[int(at)])))
        return result

    def _best(self, part: _Part) -> Iterator[tuple[int, tuple[float, ...]]]:
        """A segment's first results: where each is among those found, and its sort keys."""
        docs, moments = part.found.docs, part.leaf.segment.moment
        key = self._by(part.leaf)[docs] if self._by else part.found.scores
        best = np.arange(len(key))
        if self._limit is not None and len(key) > self._limit:
            at = len(key) - max(self._limit, 1)
            edge = np.partition(key, at)[at]
            best = np.flatnonzero(key >= edge)
        columns = [-key[best].astype(np.float64)]
        if self._break_ties:
            columns.append(-moments[docs[best]].astype(np.float64))
        if self._limit is not None and len(best) > self._limit:
            order = np.lexsort((best, *reversed(columns)))[: self._limit]
            best, columns = best[order], [column[order] for column in columns]
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return zip(best.tolist(), rows, strict=True)

    def results(self) -> stock.Results:
        """The first results as Whoosh gives them."""
        offsets = {id(part.leaf): part.offset for part in self._parts}
        return self._results(
            [(score, document + offsets[id(leaf)]) for score, leaf, document in self.top()]
        )

    def found(self) -> list[tuple[Leaf, Array]]:
        """The documents found in each segment."""
        return [(part.leaf, part.found.docs) for part in self._parts]
