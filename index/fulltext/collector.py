"""The Whoosh collector that asks for whole arrays.

Top results, exact total and facets come out of one pass over the segments.

Use it as any Whoosh collector::

    collector = ArrayCollector(leaves, limit=20)
    searcher.search_with_collector(stock.Term("body", "harbour"), collector)
    collector.results()
"""

# mypy: allow-untyped-calls

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from index.fulltext import stock
from index.fulltext.codec import Leaf
from index.fulltext.dates import DAY, MONTH, UNKNOWN, YEAR
from index.fulltext.evaluate import Evaluator, Found
from index.fulltext.postings import Array

_DAYS_BY_MONTH = 62
_DAYS_BY_YEAR = 3 * 366
"""Found articles spread over more days than this are counted by month, by year."""


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

    def prepare(self, top_searcher: Any, q: Any, context: Any) -> None:
        """Start on a new search."""
        super().prepare(top_searcher, q, context)
        self._parts = []

    def set_subsearcher(self, subsearcher: Any, offset: int) -> None:
        """Start on a segment; no matcher is made."""
        self.subsearcher = subsearcher
        self.offset = offset

    def collect_matches(self) -> None:
        """Find everything in the segment at once."""
        if not self._leaves:
            return
        evaluator = Evaluator(self.subsearcher, self.top_searcher, self._leaves)
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

    def sources(self) -> list[tuple[str | None, int]]:
        """Found documents by source, the most frequent first, then by name."""
        counts: dict[str | None, int] = {}
        for part in self._parts:
            names = [None, *part.leaf.segment.sources]
            codes = np.bincount(part.leaf.segment.source[part.found.docs])
            present = np.flatnonzero(codes)
            for code, count in zip(present.tolist(), codes[present].tolist(), strict=True):
                counts[names[code]] = counts.get(names[code], 0) + count
        return sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))

    def dates(self) -> list[tuple[str | None, int]]:
        """Found documents by day, month or year, whichever suits their spread; newest first.

        A date known less exactly than the rest counts under what is known of it.
        """
        parts = [(part.leaf.segment, part.found.docs) for part in self._parts]
        if not parts:
            return []
        days = np.concatenate([segment.first[docs] for segment, docs in parts])
        months = np.concatenate([segment.month[docs] for segment, docs in parts])
        detail = np.concatenate([segment.detail[docs] for segment, docs in parts])
        known = days != UNKNOWN
        unknown = len(days) - int(np.count_nonzero(known))
        counts: list[tuple[str | None, int]] = []
        if unknown < len(days):
            days, months, detail = days[known], months[known], detail[known]
            spread = int(days.max()) - int(days.min())
            coarsest = YEAR if spread > _DAYS_BY_YEAR else MONTH if spread > _DAYS_BY_MONTH else DAY
            level = np.maximum(detail, coarsest)
            for wanted, keys, name in (
                (DAY, days, _day_name),
                (MONTH, months, _month_name),
                (YEAR, months // 12, _year_name),
            ):
                counts += _counted(keys[level == wanted], name)
            counts.sort(reverse=True, key=lambda item: item[0] or "")
        return [*counts, (None, unknown)] if unknown else counts


def _counted(keys: Array, name: Callable[[int], str]) -> list[tuple[str | None, int]]:
    if not len(keys):
        return []
    lowest = int(keys.min())
    counts = np.bincount(keys - lowest)
    present = np.flatnonzero(counts)
    return [
        (name(lowest + key), count)
        for key, count in zip(present.tolist(), counts[present].tolist(), strict=True)
    ]


def _day_name(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _month_name(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _year_name(year: int) -> str:
    return f"{year:04d}"
