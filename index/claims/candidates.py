"""Which claims are worth comparing: reports on the same things first, then their claims.

Both steps run on flat arrays of term hashes. Work per report is bounded whatever the library's
size: a report looks up its rarest terms only, meets a fixed number of other reports, and within
them compares claims that share enough telling words. Gives no verdicts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.claims.background import Hashes, Weights, background

NEIGHBOURS = 32
"""Reports a report is held against: more than cover one event in most libraries."""

LIKENESS = 0.03
"""Cosine of two reports' telling words below which they have nothing to say to each other."""

_RAREST = 96
"""Terms of a report looked up in the library."""

_COMMON = 512
"""Reports that share a term from which it tells nothing: this bounds the work per report."""

CLAIM_COSINE = 0.18
"""Cosine of two claims' telling words below which next to none are found to match."""

_CLOSE = 0.25
"""Likeness of two reports from which claims need no more than that to be compared."""

_STEEP = 3.0
_FAR = 0.6
"""The less alike two reports are, the more alike must their claims be to be worth comparing:
among 20,000 news articles 99 matches in 100 lie above ``CLAIM_COSINE`` plus three times what
the likeness lacks of ``_CLOSE``, and nine comparisons in ten below."""

_LIFT = 1.25
_SHARED = 2
"""Distinct words two claims must share."""

_PER_CLAIM = 3
"""Claims of one other report that a claim is compared with."""

_Ints = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another report, by its place in the library's arrays, and how alike the two are."""

    place: int
    likeness: float


class Reports:
    """All reports of a library by their terms: finds those on the same things."""

    def __init__(self, topics: Sequence[Hashes]) -> None:
        """Index the reports.

        Args:
            topics: for each report its distinct term hashes, sorted.
        """
        self._topics = topics
        sizes = np.array([topic.size for topic in topics], dtype=np.int64)
        owners = np.repeat(np.arange(len(topics), dtype=np.uint64), sizes)
        terms = np.concatenate([np.zeros(0, dtype=np.uint32), *topics])
        self._lengths = np.sqrt(np.maximum(sizes, 1))
        self._norms: dict[int, float] = {}
        keys = terms.astype(np.uint64) << np.uint64(32) | owners
        keys.sort()
        self._terms = (keys >> np.uint64(32)).astype(np.uint32)
        self._owners = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)

    def neighbours(self, place: int) -> list[Neighbour]:
        """The reports most like one, best first, itself left out."""
        met = self._met(place)
        if not met.size:
            return []
        likeness = self._likeness(place, met)
        order = np.lexsort((met, -likeness))[:NEIGHBOURS]
        return [
            Neighbour(int(met[i]), float(likeness[i])) for i in order if likeness[i] >= LIKENESS
        ]

    def _met(self, place: int) -> _Ints:
        """Reports that share this one's rare terms: three times as many as will be kept."""
        topic = self._topics[place]
        first = np.searchsorted(self._terms, topic, "left")
        holders = np.searchsorted(self._terms, topic, "right") - first
        telling = np.flatnonzero((holders > 1) & (holders <= max(_COMMON, 2)))
        if telling.size > _RAREST:
            telling = telling[np.argsort(holders[telling], kind="stable")[:_RAREST]]
        if not telling.size:
            return np.zeros(0, dtype=np.int64)
        owners = self._owners[_ranges(first[telling], holders[telling])].astype(np.int64)
        weights = background().weights(topic[telling]).astype(np.float64) ** 2
        met, where = np.unique(owners, return_inverse=True)
        score = np.bincount(where, np.repeat(weights, holders[telling])) / self._lengths[met]
        score[met == place] = -1.0
        best = np.lexsort((met, -score))[: 3 * NEIGHBOURS]
        chosen: _Ints = met[best[score[best] > 0]]
        return chosen

    def _likeness(self, place: int, others: _Ints) -> _Floats:
        """Cosine of one report's terms with those of each of the others."""
        topic = self._topics[place]
        theirs = [self._topics[other] for other in others]
        terms = np.concatenate(theirs)
        at = np.searchsorted(topic, terms)
        at[at == topic.size] = 0
        shared = topic[at] == terms
        squares = background().weights(topic).astype(np.float64) ** 2
        rows = np.repeat(np.arange(others.size), [t.size for t in theirs])
        dots = np.bincount(rows[shared], squares[at[shared]], others.size)
        norms = np.array([self._norm(other) for other in others.tolist()])
        result: _Floats = dots / (self._norm(place) * norms)
        return result

    def _norm(self, place: int) -> float:
        """Root of the sum of a report's squared weights; worked out when first asked for."""
        known = self._norms.get(place)
        if known is None:
            squares = background().weights(self._topics[place]).astype(np.float64) ** 2
            known = self._norms[place] = max(float(squares.sum()), 1e-9) ** 0.5
        return known


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one report's claims, claim by claim.

    Attributes:
        hashes: distinct within each claim.
        counts: how many of the hashes belong to each claim.
        general: how telling each is in news at large, 0 to 1.
        told: that, times how telling it is within the report.
    """

    hashes: Hashes
    counts: npt.NDArray[np.uint16]
    general: Weights
    told: Weights

    @classmethod
    def of(cls, hashes: Hashes, counts: npt.NDArray[np.uint16]) -> "Terms":
        """Work out the weights, as ``index.claims.readings`` does for single words."""
        distinct, where, said = np.unique(hashes, return_inverse=True, return_counts=True)
        general = background().weights(distinct)
        claims = len(counts) + 1
        spread = np.log(claims / said) / np.log(max(claims, 2))
        told = (general * spread).astype(np.float32)
        return cls(hashes, counts, general[where], told[where])


def claim_pairs(
    here: Terms, others: Sequence[Terms], likeness: Sequence[float]
) -> list[list[tuple[int, int]]]:
    """For each of several other reports, the pairs of claims worth comparing.

    Args:
        here: the claims of one report.
        others: those of the others.
        likeness: of the report and each of the others, 0 to 1.
    """
    mine = len(here.counts)
    theirs = [len(other.counts) for other in others]
    if not mine or not sum(theirs):
        return [[] for _ in others]
    there = Terms(
        np.concatenate([other.hashes for other in others]),
        np.concatenate([other.counts for other in others]),
        np.concatenate([other.general for other in others]),
        np.concatenate([other.told for other in others]),
    )
    floors = [min(_FAR, CLAIM_COSINE + _STEEP * max(0.0, _CLOSE - alike)) for alike in likeness]
    rows, columns, values = _cosines(here, there)
    high = values >= np.repeat(floors, theirs)[columns]
    rows, columns, values = rows[high], columns[high], values[high]
    owners = np.repeat(np.arange(len(others)), theirs)[columns]
    kept = _ranked(owners * mine + rows, columns, values) | _ranked(columns, rows, values)
    return _by_owner(owners[kept], rows[kept], columns[kept], theirs)


def _by_owner(
    owners: _Ints, rows: _Ints, columns: _Ints, sizes: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """Cells as pairs of claims, in one list for each of the other reports."""
    order = np.argsort(owners, kind="stable")
    ends = np.cumsum(sizes)
    within = columns[order] - (ends - sizes)[owners[order]]
    pairs = list(zip(rows[order].tolist(), within.tolist(), strict=True))
    stops = np.cumsum(np.bincount(owners, minlength=len(sizes))).tolist()
    return [pairs[start:stop] for start, stop in pairwise([0, *stops])]


def _cosines(here: Terms, there: Terms) -> tuple[_Ints, _Ints, _Floats]:
    """Likeness of the claims here and there that share words enough: rows, columns, values.

    The lower of two cosines: by how telling words are in general, and, lifted by a quarter, by
    how telling they are within their reports too.
    """
    rows, columns = len(here.counts), len(there.counts)
    row_of = np.repeat(np.arange(rows), here.counts)
    column_of = np.repeat(np.arange(columns), there.counts)
    order = np.argsort(there.hashes)
    terms = there.hashes[order]
    first = np.searchsorted(terms, here.hashes, "left")
    found = np.searchsorted(terms, here.hashes, "right") - first
    met = order[_ranges(first, found)]
    mine = np.repeat(np.arange(row_of.size), found)
    cells = row_of[mine] * columns + column_of[met]
    enough = np.bincount(cells, minlength=rows * columns) >= _SHARED
    shared = enough[cells]
    mine, met = mine[shared], met[shared]
    alike = np.flatnonzero(enough)
    places = np.cumsum(enough)[cells[shared]] - 1
    row, column = np.divmod(alike, columns)
    values = np.full(alike.size, np.inf)
    for told_here, told_there, lift in (
        (here.general, there.general, 1.0),
        (here.told, there.told, _LIFT),
    ):
        dots = np.bincount(places, told_here[mine] * told_there[met], alike.size)
        norms = (
            _norms(row_of, told_here, rows)[row] * _norms(column_of, told_there, columns)[column]
        )
        values = np.minimum(values, lift * dots / norms)
    return row, column, values


def _norms(owners: _Ints, weights: Weights, size: int) -> _Floats:
    squares = weights.astype(np.float64) ** 2
    return np.sqrt(np.maximum(np.bincount(owners, squares, size), 1e-9))


def _ranked(groups: _Ints, ties: _Ints, values: _Floats) -> npt.NDArray[np.bool_]:
    """Whether each value is among the best few of its group."""
    order = np.lexsort((ties, -values, groups))
    sorted_groups = groups[order]
    starts = np.flatnonzero(np.r_[True, sorted_groups[1:] != sorted_groups[:-1]])
    lengths = np.diff(np.r_[starts, groups.size])
    ranks = np.arange(groups.size) - np.repeat(starts, lengths)
    kept = np.zeros(groups.size, dtype=np.bool_)
    kept[order] = ranks < _PER_CLAIM
    return kept


def _ranges(starts: _Ints, lengths: _Ints) -> _Ints:
    """The numbers of several ranges, one after the other."""
    if not lengths.size or not lengths.sum():
        return np.zeros(0, dtype=np.int64)
    ends = np.cumsum(lengths)
    offsets = np.repeat(starts - (ends - lengths), lengths)
    result: _Ints = np.arange(int(ends[-1])) + offsets
    return result
