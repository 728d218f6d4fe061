"""Which claims of reports on the same things are worth comparing: those that share telling words.

Runs on flat arrays of term hashes, a report against all its neighbours at once. Gives no verdicts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.claims.background import Hashes, Weights, background
from index.claims.sieve import Ints, Sieve, ranges

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

_NEAR = 0.08
"""The cosine for reports held to be on one event: there half the claims that say the same lie
below ``CLAIM_COSINE``, and one shared word may tell (of ECB+ train's pairs 73 in 100 are found
instead of 54)."""

_PER_CLAIM = 3
"""Claims of one other report that a claim is compared with."""

_Floats = npt.NDArray[np.float64]


class Met(NamedTuple):
    """Two claims worth comparing, by their ordinals, with the cosine of their telling words."""

    i: int
    j: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one report's claims, claim by claim.

    Attributes:
        hashes: distinct within each claim.
        counts: how many of the hashes belong to each claim.
        general: how telling each is in news at large, 0 to 1.
        told: that, times how telling it is within the report.
        general_norms: of each claim, root of the sum of its squared weights in general.
        told_norms: the same within the report.
        repeated: the hashes that several claims have.
        said: how many claims have each of these.
    """

    hashes: Hashes
    counts: npt.NDArray[np.uint16]
    general: Weights
    told: Weights
    general_norms: _Floats
    told_norms: _Floats
    repeated: Hashes
    said: Ints

    def __len__(self) -> int:
        """How many claims there are."""
        return len(self.counts)

    @classmethod
    def of(cls, hashes: Hashes, counts: npt.NDArray[np.uint16]) -> "Terms":
        """Work out the weights, as ``index.claims.readings`` does for single words."""
        distinct, where, said = _counted(hashes)
        claims = len(counts) + 1
        spread = np.log(claims / said) / np.log(max(claims, 2))
        alone = background().weights(distinct)
        general, told = alone[where], (alone * spread).astype(np.float32)[where]
        norms = _norms(general, counts), _norms(told, counts)
        several = said > 1
        return cls(hashes, counts, general, told, *norms, distinct[several], said[several])


def claim_pairs(here: Terms, others: Sequence[Terms], likeness: Sequence[float]) -> list[list[Met]]:
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
        np.concatenate([other.general_norms for other in others]),
        np.concatenate([other.told_norms for other in others]),
        here.repeated[:0],
        here.said[:0],
    )
    floors = [min(_FAR, CLAIM_COSINE + _STEEP * max(0.0, _CLOSE - alike)) for alike in likeness]
    rows, columns, values = _cosines(here, there)
    high = values >= np.repeat(floors, theirs)[columns]
    rows, columns, values = rows[high], columns[high], values[high]
    owners = np.repeat(np.arange(len(others)), theirs)[columns]
    kept = _ranked(owners * mine + rows, columns, values) | _ranked(columns, rows, values)
    return _by_owner(owners[kept], rows[kept], columns[kept], values[kept], theirs)


def near_pairs(here: Terms, there: Terms) -> list[tuple[int, int]]:
    """The pairs of claims worth comparing of two reports held to be on one event."""
    if not len(here.counts) or not len(there.counts):
        return []
    rows, columns, values = _cosines(here, there, least=1)
    high = values >= _NEAR
    rows, columns, values = rows[high], columns[high], values[high]
    kept = _ranked(rows, columns, values) | _ranked(columns, rows, values)
    return list(zip(rows[kept].tolist(), columns[kept].tolist(), strict=True))


def _by_owner(
    owners: Ints, rows: Ints, columns: Ints, values: _Floats, sizes: Sequence[int]
) -> list[list[Met]]:
    """Cells as pairs of claims, in one list for each of the other reports."""
    order = np.argsort(owners, kind="stable")
    ends = np.cumsum(sizes)
    within = columns[order] - (ends - sizes)[owners[order]]
    cells = (rows[order].tolist(), within.tolist(), values[order].tolist())
    pairs = list(starmap(Met, zip(*cells, strict=True)))
    stops = np.cumsum(np.bincount(owners, minlength=len(sizes))).tolist()
    return [pairs[start:stop] for start, stop in pairwise([0, *stops])]


def _cosines(here: Terms, there: Terms, least: int = _SHARED) -> tuple[Ints, Ints, _Floats]:
    """Likeness of the claims here and there that share words enough: rows, columns, values.

    The lower of two cosines: by how telling words are in general, and, lifted by a quarter, by
    how telling they are within their reports too.
    """
    rows, columns = len(here.counts), len(there.counts)
    mine, met = _shared(here.hashes, there.hashes)
    cells = np.repeat(np.arange(rows), here.counts)[mine] * columns
    cells += np.repeat(np.arange(columns), there.counts)[met]
    enough = np.bincount(cells, minlength=rows * columns) >= least
    alike = np.flatnonzero(enough)
    if not alike.size:
        return alike, alike, np.zeros(0)
    shared = enough[cells]
    mine, met = mine[shared], met[shared]
    place_of = np.empty(rows * columns, dtype=np.int64)
    place_of[alike] = np.arange(alike.size)
    places = place_of[cells[shared]]
    row, column = np.divmod(alike, columns)
    general = np.bincount(places, here.general[mine] * there.general[met], alike.size) / (
        here.general_norms[row] * there.general_norms[column]
    )
    told = np.bincount(places, here.told[mine] * there.told[met], alike.size) / (
        here.told_norms[row] * there.told_norms[column]
    )
    return row, column, np.minimum(general, _LIFT * told)


def _shared(here: Hashes, there: Hashes) -> tuple[Ints, Ints]:
    """Every place here and every place there that hold one hash."""
    order = np.argsort(here)
    in_order = here[order]
    starts = np.flatnonzero(np.r_[True, in_order[1:] != in_order[:-1]])
    met, which = Sieve(in_order[starts]).found(there)
    times = np.diff(np.r_[starts, here.size])[which]
    return order[ranges(starts[which], times)], np.repeat(met, times)


def _counted(hashes: Hashes) -> tuple[Hashes, Ints, Ints]:
    """The distinct hashes, for each place which of them stands there, and how often each does."""
    order = np.argsort(hashes)
    in_order = hashes[order]
    starts = np.flatnonzero(np.r_[True, in_order[1:] != in_order[:-1]][: hashes.size])
    said = np.diff(np.r_[starts, hashes.size])
    where = np.empty(hashes.size, dtype=np.int64)
    where[order] = np.repeat(np.arange(starts.size), said)
    return in_order[starts], where, said


def _norms(weights: Weights, counts: npt.NDArray[np.uint16]) -> _Floats:
    owners = np.repeat(np.arange(len(counts)), counts)
    squares = weights.astype(np.float64) ** 2
    return np.sqrt(np.maximum(np.bincount(owners, squares, len(counts)), 1e-9))


def _ranked(groups: Ints, ties: Ints, values: _Floats) -> npt.NDArray[np.bool_]:
    """Whether each value is among the best few of its group."""
    order = np.lexsort((ties, -values, groups))
    sorted_groups = groups[order]
    starts = np.flatnonzero(np.r_[True, sorted_groups[1:] != sorted_groups[:-1]])
    lengths = np.diff(np.r_[starts, groups.size])
    ranks = np.arange(groups.size) - np.repeat(starts, lengths)
    kept = np.zeros(groups.size, dtype=np.bool_)
    kept[order] = ranks < _PER_CLAIM
    return kept
