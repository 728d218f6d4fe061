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

NAMES = ("likeness", "particulars", "support", "supported", "apart")
"""The parts of the evidence, in the order of the weights."""

_LONG = 30.0
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
    """

    likeness: float
    particulars: float
    matches: int
    claims: int
    days: float | None

    @property
    def values(self) -> tuple[float, ...]:
        """The evidence in the order of ``NAMES``."""
        share = self.matches / max(1, self.claims)
        apart = min(abs(self.days or 0.0), _LONG) / _LONG
        return self.likeness, self.particulars, log1p(self.matches) / 3, min(1.0, share), apart


DATED = 0.5
"""Probability from which reports whose dates are known are held to be on one event: of BASIL's
pairs of reports, from that on 99 in 100 tell one story."""

UNDATED = 0.87
"""The same where a date is missing, as throughout ECB+: two arrests, raids or firings of one kind
are then told apart by their particulars alone; only from here on are nine links in ten right."""


SHOWN = 0.6
"""Probability from which corroborating claims of reports on one event are linked. Below it the
reports' common subject speaks louder than the claims: read by eye, about half are right."""

SURE = 0.9
"""Probability from which claims are linked although their reports are not surely on one event: of
such links on ECB+ 97 in 100 are right."""


def meet(event: float, ties: Ties) -> bool:
    """Whether two reports are surely enough on one event for their claims to be compared."""
    return event >= (UNDATED if ties.days is None else DATED)


def one_event(weights: Sequence[float], ties: Ties) -> float:
    """The probability that two reports are on one event, bias first among the weights."""
    total = weights[0] + sum(w * v for w, v in zip(weights[1:], ties.values, strict=True))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def squares(particulars: Hashes) -> dict[int, float]:
    """Names, numbers and days by their hashes, with the squares of how telling each is."""
    weights = background().weights(particulars).astype(np.float64) ** 2
    return dict(zip(particulars.tolist(), weights.tolist(), strict=True))


def cosine(here: Mapping[int, float], there: Mapping[int, float]) -> float:
    """Cosine of two reports' ``squares``."""
    if not here or not there:
        return 0.0
    shared = fsum(here[term] for term in here.keys() & there.keys())
    return shared / sqrt(fsum(here.values()) * fsum(there.values()))
