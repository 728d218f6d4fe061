"""How many found articles share a source or a date: counted on columns, all of them."""

# mypy: allow-untyped-calls

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from index.fulltext.codec import Leaf
from index.fulltext.dates import DAY, MONTH, YEAR
from index.fulltext.found import Found
from index.fulltext.postings import Array
from index.model import DateStep, FacetCount

_MONTHS_BY_DAY = 2
_MONTHS_BY_MONTH = 36
"""Found articles spread over no more months than this are counted by day, by month."""

_STEPS: Final[dict[DateStep, int]] = {"year": YEAR, "month": MONTH, "day": DAY}

_KNOWN: Final = {DAY: 1, MONTH: 100, YEAR: 10_000}
"""What stamps are multiples of where nothing finer is asked for."""


class _Axis:
    """Something to count by: a small number for every document.

    Args:
        size: how many numbers there are.
        columns: the numbers of each segment's documents.
    """

    def __init__(self, size: int, columns: Sequence[Array]) -> None:
        self._size = size
        narrow = np.uint16 if size <= 1 << 16 else np.uint32
        self._columns = [column.astype(narrow) for column in columns]
        self._totals = [np.bincount(column, minlength=size) for column in columns]

    def count(self, found: Sequence[Found]) -> Array:
        """How many of the documents found have each number."""
        counts = np.zeros(self._size, np.int64)
        for part, column, totals in zip(found, self._columns, self._totals, strict=True):
            counts += part.counted(column, totals)
        return counts


class Facets:
    """What the articles of all segments are counted by; made once for a state of the index.

    Each way to count is laid out when it is first needed.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._names: list[str | None] = [
            *sorted({name for leaf in leaves for name in leaf.segment.sources}),
            None,
        ]

    def by_source(self, found: Sequence[Found]) -> tuple[FacetCount, ...]:
        """The most frequent first, then by name; without a source last among equals."""
        counts = self._sources.count(found)
        order = np.argsort(-counts, kind="stable")[: int(np.count_nonzero(counts))]
        names = map(self._names.__getitem__, order.tolist())
        return tuple(map(FacetCount, names, counts.take(order).tolist()))

    def by_date(
        self, found: Sequence[Found], step: DateStep | None = None
    ) -> tuple[FacetCount, ...]:
        """By day, month or year, whichever suits the spread; newest first, undated last.

        A date known less exactly than the rest counts under what is known of it.

        Args:
            found: the documents found.
            step: count by this, whatever the spread.
        """
        stamps, axis = self._months
        counts = axis.count(found)
        finest = _STEPS[step] if step else _suiting(stamps[counts > 0])
        if finest == DAY:
            stamps, axis = self._days
            counts = axis.count(found)
        elif finest == YEAR:
            stamps, counts = _by_year(stamps, counts)
        present = np.flatnonzero(counts)
        labels = map(_label, stamps.take(present).tolist())
        return tuple(map(FacetCount, labels, counts.take(present).tolist()))

    @cached_property
    def _sources(self) -> _Axis:
        number = {name: at for at, name in enumerate(self._names)}
        columns = [
            np.array([number[name] for name in (None, *leaf.segment.sources)])[leaf.segment.source]
            for leaf in self._leaves
        ]
        return _Axis(len(self._names), columns)

    @cached_property
    def _months(self) -> tuple[Array, _Axis]:
        return self._dates(MONTH)

    @cached_property
    def _days(self) -> tuple[Array, _Axis]:
        return self._dates(DAY)

    def _dates(self, finest: int) -> tuple[Array, _Axis]:
        """The different stamps, latest first, and which of them each document has."""
        found = [leaf.segment.stamp // _KNOWN[finest] * _KNOWN[finest] for leaf in self._leaves]
        stamps, numbers = np.unique(
            -np.concatenate([np.zeros(0, np.int32), *found]), return_inverse=True
        )
        ends = np.cumsum([len(column) for column in found], dtype=np.int64)
        columns = np.split(numbers, ends[:-1]) if found else []
        return -stamps, _Axis(len(stamps), columns)


def _suiting(stamps: Array) -> int:
    """The step for dates spread so far."""
    months = stamps[stamps > 0] // _KNOWN[MONTH]
    # A date of which only the year is known counts as the year's first month here.
    since = months // 100 * 12 + np.maximum(months % 100, 1)
    spread = int(since.max() - since.min()) if len(since) else 0
    if spread > _MONTHS_BY_MONTH:
        return YEAR
    return MONTH if spread > _MONTHS_BY_DAY else DAY


def _by_year(stamps: Array, counts: Array) -> tuple[Array, Array]:
    years = stamps // _KNOWN[YEAR] * _KNOWN[YEAR]
    starts = np.flatnonzero(np.diff(years, prepend=-1))
    return years.take(starts), np.add.reduceat(counts, starts) if len(starts) else counts


def _label(stamp: int) -> str | None:
    """A stamp as a date, as far as it is known."""
    year, month, day = stamp // 10_000, stamp // 100 % 100, stamp % 100
    if not stamp:
        return None
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"
