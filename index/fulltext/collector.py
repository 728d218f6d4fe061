"""The Whoosh collector that asks for whole arrays.

Top results, exact total and what facets are counted from come out of one pass.

Use it as any Whoosh collector::

    collector = ArrayCollector(leaves, limit=20)
    searcher.search_with_collector(stock.Term("body", "harbour"), collector)
    collector.results()
"""

# mypy: allow-untyped-calls

from dataclasses import dataclass
from typing import Any

import numpy as np

from index.fulltext import stock
from index.fulltext.codec import Leaf
from index.fulltext.evaluate import Evaluator, Found
from index.fulltext.postings import Array


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
        by_date: order by date, newest first and undated last, instead of by score. Ties go by
            date where scores are equal if ``break_ties`` says so, then by document number.
        break_ties: order equal scores by date, newest first.
    """

    def __init__(
        self,
        leaves: list[Leaf],
        *,
        limit: int | None = None,
        by_date: bool = False,
        break_ties: bool = False,
    ) -> None:
        self._leaves = leaves
        self._limit = limit
        self._by_date = by_date
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
        if not self._parts:
            return []
        keys = [self._keys(part) for part in self._parts]
        chosen = [self._best(key) for key in keys]
        merged = sorted(
            (*(-float(column[i]) for column in key), part.offset + int(part.found.docs[i]), n, i)
            for n, (part, key, best) in enumerate(zip(self._parts, keys, chosen, strict=True))
            for i in best.tolist()
        )
        result = []
        for *_, n, i in merged[: self._limit]:
            part = self._parts[int(n)]
            result.append((float(part.found.scores[i]), part.leaf, int(part.found.docs[i])))
        return result

    def _keys(self, part: _Part) -> tuple[Array, ...]:
        moments = part.leaf.segment.moment
        if self._by_date:
            return (moments[part.found.docs],)
        if self._break_ties:
            return part.found.scores, moments[part.found.docs]
        return (part.found.scores,)

    def _best(self, keys: tuple[Array, ...]) -> Array:
        """Indexes of at least the first ``limit`` by the first key, ties at the edge included."""
        key = keys[0]
        if self._limit is None or len(key) <= self._limit:
            return np.arange(len(key))
        if not self._limit:
            return np.zeros(0, np.int64)
        edge = np.partition(key, len(key) - self._limit)[len(key) - self._limit]
        near = np.flatnonzero(key >= edge)
        if len(near) <= 4 * self._limit:
            return near
        order = np.lexsort(
            (
                near,
                *(-keys[i][near].astype(np.float64) for i in range(1, len(keys))),
                -key[near].astype(np.float64),
            )
        )
        return near[order[: self._limit]]

    def results(self) -> stock.Results:
        """The first results as Whoosh gives them."""
        offsets = {id(part.leaf): part.offset for part in self._parts}
        return self._results(
            [(score, document + offsets[id(leaf)]) for score, leaf, document in self.top()]
        )

    def found(self) -> list[tuple[Leaf, Array]]:
        """The documents found in each segment."""
        return [(part.leaf, part.found.docs) for part in self._parts]
