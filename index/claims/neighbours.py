"""Which reports are on the same things: those that share telling words, found among all.

Runs on flat arrays of term hashes. Work per report is bounded whatever the library's size: a
report looks up its rarest terms only and is held against a fixed number of others. Knows nothing
of claims and gives no verdicts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.claims.background import Hashes, background
from index.claims.sieve import Ints, Sieve, ranges

NEIGHBOURS = 32
"""Reports a report is held against: more than cover one event in most libraries."""

LIKENESS = 0.03
"""Cosine of two reports' telling words below which they have nothing to say to each other."""

_RAREST = 96
"""Terms of a report looked up in the library."""

_COMMON = 512
"""Reports that share a term from which it tells nothing: this bounds the work per report."""

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another report, by its place in the library's arrays, and how alike the two are."""

    place: int
    likeness: float


class Reports:
    """All reports of a library by their terms: finds those on the same things."""

    def __init__(self, topics: Sequence[Hashes], asked: Sequence[int] | None = None) -> None:
        """Index the reports.

        Args:
            topics: for each report its distinct term hashes, sorted.
            asked: places of the reports whose neighbours will be asked for; of all by default.
                For a few, the terms they lack are left out, which is a fraction of the work.
        """
        self._topics = topics
        sizes = np.array([topic.size for topic in topics], dtype=np.int64)
        owners = np.repeat(np.arange(len(topics), dtype=np.uint64), sizes)
        terms = np.concatenate([np.zeros(0, dtype=np.uint32), *topics])
        self._lengths = np.sqrt(np.maximum(sizes, 1))
        self._norms: dict[int, float] = {}
        if asked is not None:
            wanted = np.unique(np.concatenate([terms[:0], *(topics[place] for place in asked)]))
            kept, _ = Sieve(wanted).found(terms)
            terms, owners = terms[kept], owners[kept]
        keys = terms.astype(np.uint64) << np.uint64(32) | owners
        keys.sort()
        self._owners = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        terms = (keys >> np.uint64(32)).astype(np.uint32)
        starts = np.flatnonzero(np.r_[True, terms[1:] != terms[:-1]][: terms.size])
        self._terms = terms[starts]
        self._starts = np.r_[starts, terms.size]

    def neighbours(self, place: int) -> list[Neighbour]:
        """The reports most like one, best first, itself left out."""
        topic = self._topics[place]
        if not topic.size:
            return []
        squares = background().weights(topic).astype(np.float64) ** 2
        met = self._met(place, squares)
        if not met.size:
            return []
        likeness = self._likeness(place, squares, met)
        order = np.lexsort((met, -likeness))[:NEIGHBOURS]
        return [
            Neighbour(int(met[i]), float(likeness[i])) for i in order if likeness[i] >= LIKENESS
        ]

    def _met(self, place: int, squares: _Floats) -> Ints:
        """Reports that share this one's rare terms: three times as many as will be kept."""
        at = np.searchsorted(self._terms, self._topics[place])
        first = self._starts[at]
        holders = self._starts[at + 1] - first
        telling = np.flatnonzero((holders > 1) & (holders <= max(_COMMON, 2)))
        if telling.size > _RAREST:
            telling = telling[np.argsort(holders[telling], kind="stable")[:_RAREST]]
        owners = self._owners[ranges(first[telling], holders[telling])]
        shared = np.bincount(owners, np.repeat(squares[telling], holders[telling]))
        score = shared / self._lengths[: shared.size]
        score[place : place + 1] = 0.0
        most = 3 * NEIGHBOURS
        met = np.flatnonzero(score > 0)
        if met.size > most:
            # What lies below the last that can be chosen need not be put in order.
            met = met[score[met] >= np.partition(score[met], -most)[-most]]
        chosen: Ints = met[np.lexsort((met, -score[met]))[:most]]
        return chosen

    def _likeness(self, place: int, squares: _Floats, others: Ints) -> _Floats:
        """Cosine of one report's terms with those of each of the others."""
        theirs = [self._topics[other] for other in others.tolist()]
        rows = np.repeat(np.arange(others.size), [topic.size for topic in theirs])
        where, shared = Sieve(self._topics[place]).found(np.concatenate(theirs))
        dots = np.bincount(rows[where], squares[shared], others.size)
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
