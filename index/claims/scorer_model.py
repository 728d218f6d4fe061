"""The learned scorer: from what two claims have in common to how likely they are one claim.

Small networks (a linear part and a layer of tanh units over the same inputs). Two answer whether
two bare sentences say the same: by words alone, and with the likeness in meaning that a sentence
encoder adds. Two more answer the same by a closer look at both as they are written. One answers
whether claims of two reports do, by their words and what is known of the reports. ``scorer.json``
holds them; ``tests/benchmarks/fit_scorer.py`` and ``fit_claims.py`` fit them and say on what.
Spells out no differences.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.claims.closeness import CLOSENESS
from index.claims.scoring_features import NAMES, Matrix, neutral

WEIGHTS = Path(__file__).with_name("scorer.json")

MEANING = ("meaning",)
"""The input after the words' own where there is an encoder: the cosine of the two vectors."""

PLACES = ("nearer_top", "farther_down")
"""Inputs after the words' own for claims of reports: how near the top of its report each claim
stands, 0 to 1. Leads tell what a report is about, and so meet more often than what follows."""

CERTAIN = 0.93
"""Probability from which an event is as good as certain. Reports on one event beyond doubt say no
more of the same things than others on one event: without it, at one precision among other events,
10 in 100 claims of one event with other words would be shown as the same instead of 4."""

WEIGHT = 5.0
"""How much the logarithm of an event's probability counts beside that of the claims'. Both gates
must be passed: a network that reads the event beside the words lets reports surely on one event
stand in for claims that say the same. On ECB+ train, topics not fitted on, at a precision of 0.93,
58 in 100 of the pairs are found so, and 36 by such a network."""

LEAD = 200.0
"""Code points from the top at which a claim stands half as near as the first."""

_CLIP = 4.0

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of one network.

    Attributes:
        mean: of each input, shape ``(d,)``.
        scale: spread of each input, ``(d,)``.
        hidden: ``(d, h)``.
        hidden_bias: ``(h,)``.
        out: of the hidden units, ``(h,)``.
        straight: of the inputs, ``(d,)``.
        out_bias: ``(1,)``.
    """

    mean: Vector
    scale: Vector
    hidden: Vector
    hidden_bias: Vector
    out: Vector
    straight: Vector
    out_bias: Vector

    def chances(self, inputs: Matrix) -> Vector:
        """The probability of each row, shape ``(n,)``."""
        values = np.clip((inputs - self.mean) / self.scale, -_CLIP, _CLIP)
        units = np.tanh(values @ self.hidden + self.hidden_bias)
        odds = units @ self.out + values @ self.straight + self.out_bias
        chances: Vector = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return chances


@dataclass(frozen=True)
class Scorer:
    """All sets of weights.

    Attributes:
        words: for bare sentences, over the words' own inputs.
        meaning: the same over these and ``MEANING``.
        close: for bare sentences, over the words' own inputs and ``CLOSENESS``.
        close_meaning: the same over these and ``MEANING``.
        claims: for claims of reports on one event, over the words' own inputs and ``PLACES``.
        slope: of the log odds that claims of reports say the same, by ``CERTAIN`` and ``WEIGHT``.
        shift: of these log odds.
        shown: probability from which claims of two reports are shown as one.
        disputed: probability of an event from which claims that cannot both hold are taken to be
            about one thing.
    """

    words: Network
    meaning: Network
    close: Network
    close_meaning: Network
    claims: Network
    slope: float
    shift: float
    shown: float
    disputed: float

    @cached_property
    def sure(self) -> float:
        """Probability from which two reports are held to be on one event.

        Below it no claims would be shown for what the reports are on, were they told in the same
        words, only such as repeat each other.
        """
        odds = log(self.shown / (1.0 - self.shown))
        return CERTAIN * min(1.0, exp((odds - self.shift) / (self.slope * WEIGHT)))

    def wording(self, values: Matrix, cosines: Vector | None = None) -> Vector:
        """How likely two bare sentences say the same.

        Args:
            values: a row of ``pair_features`` for each pair.
            cosines: of the sentences' vectors, ``(n,)``; NaN where one of the two has none.
                ``None`` without an encoder.

        Returns:
            Probabilities, ``(n,)``.
        """
        return _chances(self.words, self.meaning, values, cosines)

    def paraphrase(self, values: Matrix, close: Matrix, cosines: Vector | None = None) -> Vector:
        """How likely two bare sentences say the same, by a closer look.

        Args:
            values: a row of ``pair_features`` for each pair.
            close: a row of ``closeness`` for each pair.
            cosines: as ``wording`` takes them.

        Returns:
            Probabilities, ``(n,)``.
        """
        inputs = np.hstack([values, close])
        return _chances(self.close, self.close_meaning, inputs, cosines)

    def in_reports(self, values: Matrix, stands: Matrix, event: float) -> Vector:
        """How likely claims of two reports say the same.

        Args:
            values: a row of ``pair_features`` for each pair.
            stands: a row of ``places`` for each pair.
            event: probability that the two reports are on one event.

        Returns:
            Probabilities, ``(n,)``.
        """
        both = support(self.claims.chances(np.hstack([values, stands])), event)
        chances: Vector = 1.0 / (1.0 + np.exp(-(self.slope * both + self.shift)))
        return chances


def _chances(words: Network, meaning: Network, inputs: Matrix, cosines: Vector | None) -> Vector:
    """What one network says of pairs whose likeness in meaning is known, another of the rest."""
    if cosines is None:
        return words.chances(inputs)
    known = np.isfinite(cosines)
    chances = np.empty(len(inputs), dtype=np.float32)
    chances[~known] = words.chances(inputs[~known])
    chances[known] = meaning.chances(np.hstack([inputs[known], cosines[known, None]]))
    return chances


def twice(values: Matrix) -> Matrix:
    """The pairs as if nothing in them disagreed, and once more as they are.

    Scored together they tell how likely each pair speaks of one thing, and how likely it agrees on
    it: for the few pairs of two reports every pass over a network costs the same.
    """
    return np.vstack((neutral(values), values))


def places(starts: npt.NDArray[np.float64]) -> Matrix:
    """How near the top claims stand: the values of ``PLACES``, a row a pair.

    Args:
        starts: offsets of the claims of each pair in their reports, ``(n, 2)``.
    """
    near = np.sort(1.0 / (1.0 + starts / LEAD), axis=1)
    return near[:, ::-1].astype(np.float32)


def support(claims: Vector, event: float) -> Vector:
    """What claims and their reports' event say together, as a logarithm up to 0."""
    sure = log(min(max(event, 1e-6), CERTAIN) / CERTAIN)
    both: Vector = np.log(np.maximum(claims, np.float32(1e-6))) + np.float32(WEIGHT * sure)
    return both


@cache
def scorer() -> Scorer:
    """The fitted weights that ship with the engine, read once a process."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Scorer(
        words=_network(kept["words"], NAMES),
        meaning=_network(kept["meaning"], (*NAMES, *MEANING)),
        close=_network(kept["close"], (*NAMES, *CLOSENESS)),
        close_meaning=_network(kept["close_meaning"], (*NAMES, *CLOSENESS, *MEANING)),
        claims=_network(kept["claims"], (*NAMES, *PLACES)),
        slope=kept["slope"],
        shift=kept["shift"],
        shown=kept["shown"],
        disputed=kept["disputed"],
    )


def _network(kept: Mapping[str, Any], names: tuple[str, ...]) -> Network:
    if tuple(kept["inputs"]) != names:
        raise ValueError(f"{WEIGHTS.name} was fitted on other inputs: fit it again")
    return Network(**{name: np.array(kept[name], dtype=np.float32) for name in Network.__slots__})
