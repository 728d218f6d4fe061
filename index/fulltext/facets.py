"""How many found articles share a source or a date: counted on columns, all of them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from index.fulltext.codec import Leaf
from index.fulltext.dates import DAY, MONTH, UNKNOWN, YEAR
from index.fulltext.postings import Array
from index.model import DateStep, FacetCount

_MONTHS_BY_DAY = 2
_MONTHS_BY_MONTH = 36
"""Found articles spread over no more months than this are counted by day, by month."""

_STEPS: Final[dict[DateStep, int]] = {"year": YEAR, "month": MONTH, "day": DAY}

FoundIn = tuple[Leaf, Array]
"""A segment and the documents found in it."""


class Sources:
    """The sources of all segments under common numbers, made once for a state of the index."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._names = sorted({name for leaf in leaves for name in leaf.segment.sources})
        number = {name: at for at, name in enumerate(self._names)}
        # Code 0 of a segment is "none"; it comes last here.
        self._numbers = {
            id(leaf): np.array([len(number), *(number[n] for n in leaf.segment.sources)])
            for leaf in leaves
        }

    def count(self, found: Sequence[FoundIn]) -> tuple[FacetCount, ...]:
        """The most frequent first, then by name."""
        totals = np.zeros(len(self._names) + 1, np.int64)
        for leaf, docs in found:
            numbers = self._numbers[id(leaf)]
            totals[numbers] += np.bincount(leaf.segment.source[docs], minlength=len(numbers))
        order = np.argsort(-totals, kind="stable")[: int(np.count_nonzero(totals))]
        names = [*self._names, None]
        return tuple(
            FacetCount(names[at], count)
            for at, count in zip(order.tolist(), totals[order].tolist(), strict=True)
        )


def by_date(found: Sequence[FoundIn], step: DateStep | None = None) -> tuple[FacetCount, ...]:
    """By day, month or year, whichever suits the spread; newest first, undated last.

    A date known less exactly than the rest counts under what is known of it.

    Args:
        found: the documents found.
        step: count by this, whatever the spread.
    """
    unknown = 0
    months: dict[int, int] = {}
    for leaf, docs in found:
        for month, count in _counted(leaf.segment.month[docs]):
            if month == leaf.segment.no_month:
                unknown += count
            else:
                months[month] = months.get(month, 0) + count
    counts: dict[str, int] = {}
    spread = max(months) - min(months) if months else 0
    finest = _STEPS[step] if step else _suiting(spread)
    if finest == YEAR:
        for month, count in months.items():
            counts[_year(month)] = counts.get(_year(month), 0) + count
    elif months:
        _count_finely(found, finest, counts)
    newest_first = [FacetCount(name, counts[name]) for name in sorted(counts, reverse=True)]
    return (*newest_first, FacetCount(None, unknown)) if unknown else tuple(newest_first)


def _suiting(months: int) -> int:
    if months > _MONTHS_BY_MONTH:
        return YEAR
    return MONTH if months > _MONTHS_BY_DAY else DAY


def _count_finely(found: Sequence[FoundIn], finest: int, counts: dict[str, int]) -> None:
    for leaf, docs in found:
        segment = leaf.segment
        dated = docs[segment.first[docs] != UNKNOWN]
        level = np.maximum(segment.detail[dated], finest)
        for wanted, keys, name in (
            (DAY, segment.first, _day),
            (MONTH, segment.month, _month),
            (YEAR, segment.month, _year),
        ):
            for key, count in _counted(keys[dated[level == wanted]]):
                counts[name(key)] = counts.get(name(key), 0) + count


def _counted(keys: Array) -> list[tuple[int, int]]:
    if not len(keys):
        return []
    lowest = int(keys.min())
    counts = np.bincount(keys - lowest)
    present = np.flatnonzero(counts)
    return list(zip((present + lowest).tolist(), counts[present].tolist(), strict=True))


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _month(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _year(month: int) -> str:
    return f"{month // 12:04d}"
