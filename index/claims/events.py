"""Whether two reports are on one event: what claims of theirs that sound alike are worth.

Reports on two floods share their vocabulary sentence by sentence; what they do not share is who,
where, how many and when, nor more than a stray claim. A logistic model over that, fitted by
``tests/benchmarks/fit_comparison.py``. Compares no claims itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log1p, sqrt

import numpy as np

from index.claims.background import Hashes, background
from index.claims.bearings import Bearings

NAMES = (
    "likeness",
    "particulars",
    "dated_supported",
    "undated_support",
    "undated_supported",
    "undated",
    "apart",
    "one_year",
    "two_years",
    "day_shared",
    "no_figures",
)
"""The parts of the evidence, in the order of the weights.

What claims that match are worth is told apart by whether the dates of both reports are known:
beside days in common their share tells much, and their number besides nothing.
"""

_BY_MATCHES = tuple(
    NAMES.index(part) for part in ("dated_supported", "undated_support", "undated_supported")
)

_LONG = 365.0
"""Days from which reports are no further apart for being further apart."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What speaks for two reports being on one event.

    Attributes:
        likeness: cosine of their telling words.
        particulars: cosine of their names, numbers and days.
        matches: claims that match by their own words alone.
        claims: number of claims of the shorter report.
        days: between their publications; ``None`` where a date is unknown.
        here: when one of them is from, by its own words.
        there: the same of the other.
    """

    likeness: float
    particulars: float
    matches: int
    claims: int
    days: float | None
    here: Bearings
    there: Bearings

    @property
    def values(self) -> tuple[float, ...]:
        """The evidence in the order of ``NAMES``."""
        share = min(1.0, self.matches / max(1, self.claims))
        apart = log1p(min(abs(self.days or 0.0), _LONG)) / log1p(_LONG)
        here, there = self.here, self.there
        undated = self.days is None
        years = undated and bool(here.year and there.year)
        return (
            self.likeness,
            self.particulars,
            0.0 if undated else share,
            log1p(self.matches) / 3 if undated else 0.0,
            share if undated else 0.0,
            float(undated),
            apart,
            float(years and here.year == there.year),
            float(years and here.year != there.year),
            float(undated and not here.days.isdisjoint(there.days)),
            float(not here.counts or not there.counts),
        )


def one_event(weights: Sequence[float], ties: Ties) -> float:
    """The probability that two reports are on one event, bias first among the weights."""
    total = weights[0] + sum(w * v for w, v in zip(weights[1:], ties.values, strict=True))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def at_most(weights: Sequence[float], ties: Ties) -> float:
    """As ``one_event``, where no more claims than ``ties.matches`` match, but maybe fewer."""
    most = list(weights)
    for place in _BY_MATCHES:
        most[1 + place] = max(0.0, most[1 + place])
    return one_event(most, ties)


@dataclass(frozen=True, slots=True)
class Particulars:
    """Names, numbers and days of a report.

    Attributes:
        squares: of how telling each is, by its hash.
        mass: their sum.
    """

    squares: Mapping[int, float]
    mass: float

    @classmethod
    def of(cls, hashes: Hashes) -> "Particulars":
        """Work out how telling each is."""
        weights = (background().weights(hashes).astype(np.float64) ** 2).tolist()
        return cls(dict(zip(hashes.tolist(), weights, strict=True)), fsum(weights))


def cosine(here: Particulars, there: Particulars) -> float:
    """Cosine of what two reports name, count and date."""
    if not here.squares or not there.squares:
        return 0.0
    shared = fsum(here.squares[term] for term in here.squares.keys() & there.squares.keys())
    return shared / sqrt(here.mass * there.mass)
