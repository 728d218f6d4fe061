"""The learned scorer: from what two claims have in common to how likely they are one claim.

One small network (a linear part and a layer of tanh units over the same inputs) with a head for
each question asked of it, in two sets of weights: by words alone, and with the likeness in
meaning that a sentence encoder adds. ``scorer.json`` holds them; ``tests/benchmarks/fit_scorer.py``
fits them and says on what. Spells out no differences.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from index.claims.scoring_features import NAMES, Matrix, neutral

WEIGHTS = Path(__file__).with_name("scorer.json")

Head = Literal["wording", "support", "claims"]
"""What is asked: ``wording`` whether two bare sentences say the same; ``support`` whether two
claims report one happening, by their own words; ``claims`` the same, given how likely their two
reports are on one event."""

HEADS: tuple[Head, ...] = ("wording", "support", "claims")

EXTRA = ("reports", "event")
"""Inputs after the words' own: whether the claims come from reports, and the log odds that these
are on one event, -1 to 1."""

MEANING = ("meaning",)
"""The input after those where there is an encoder: the cosine of the two vectors."""

CERTAIN = 4.0
"""Log odds from which an event is as good as certain: fifty to one."""

_CLIP = 4.0

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of one set.

    Attributes:
        mean: of each input, shape ``(d,)``.
        scale: spread of each input, ``(d,)``.
        hidden: ``(d, h)``.
        hidden_bias: ``(h,)``.
        out: from the hidden units to the heads, ``(h, heads)``.
        straight: from the inputs to the heads, ``(d, heads)``.
        out_bias: ``(heads,)``.
    """

    mean: Vector
    scale: Vector
    hidden: Vector
    hidden_bias: Vector
    out: Vector
    straight: Vector
    out_bias: Vector

    def chances(self, inputs: Matrix, head: Head) -> Vector:
        """The probability of each row under one head, shape ``(n,)``."""
        column = HEADS.index(head)
        values = np.clip((inputs - self.mean) / self.scale, -_CLIP, _CLIP)
        units = np.tanh(values @ self.hidden + self.hidden_bias)
        odds = units @ self.out[:, column] + values @ self.straight[:, column]
        chances: Vector = (1.0 / (1.0 + np.exp(-(odds + self.out_bias[column])))).astype(np.float32)
        return chances


@dataclass(frozen=True, slots=True)
class Scorer:
    """Both sets of weights.

    Attributes:
        words: over the words' own inputs and ``EXTRA``.
        meaning: over these and ``MEANING``.
    """

    words: Network
    meaning: Network

    def probabilities(
        self,
        values: Matrix,
        head: Head,
        *,
        cosines: Vector | None = None,
        events: Vector | None = None,
    ) -> Vector:
        """How likely each pair of claims is one claim.

        Args:
            values: a row of ``pair_features`` for each pair.
            head: what is asked.
            cosines: of the claims' vectors, ``(n,)``; NaN where one of the two has none. ``None``
                without an encoder.
            events: probability that the two reports are on one event, ``(n,)``; asked for by the
                head ``claims`` only.

        Returns:
            Probabilities, ``(n,)``.
        """
        if cosines is None:
            return self.words.chances(inputs(values, events), head)
        known = np.isfinite(cosines)
        chances = np.empty(len(values), dtype=np.float32)
        for network, rows, meaning in (
            (self.words, ~known, None),
            (self.meaning, known, cosines[known]),
        ):
            around = None if events is None else events[rows]
            chances[rows] = network.chances(inputs(values[rows], around, meaning), head)
        return chances

    def same_and_agree(
        self,
        values: Matrix,
        head: Head,
        *,
        cosines: Vector | None = None,
        events: Vector | None = None,
    ) -> tuple[Vector, Vector]:
        """How likely each pair speaks of one thing, and how likely it agrees on it.

        Takes what ``probabilities`` does, and gives twice what it gives. Asked together, as for
        the few pairs of two reports every pass over the network costs the same.
        """
        chances = self.probabilities(
            np.vstack((neutral(values), values)),
            head,
            cosines=None if cosines is None else np.tile(cosines, 2),
            events=None if events is None else np.tile(events, 2),
        )
        return chances[: len(values)], chances[len(values) :]


def inputs(values: Matrix, events: Vector | None, cosines: Vector | None = None) -> Matrix:
    """What a network reads: the words' own values, ``EXTRA`` and, if given, ``MEANING``."""
    extra = np.zeros((len(values), len(EXTRA)), dtype=np.float32)
    if events is not None:
        chance = np.clip(events.astype(np.float64), 1e-6, 1.0 - 1e-6)
        extra[:, 0] = 1.0
        extra[:, 1] = np.clip(np.log(chance / (1.0 - chance)), -CERTAIN, CERTAIN) / CERTAIN
    parts = [values, extra] if cosines is None else [values, extra, cosines[:, None]]
    return np.hstack(parts).astype(np.float32)


@cache
def scorer() -> Scorer:
    """The fitted weights that ship with the engine, read once a process."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    names = (*NAMES, *EXTRA)
    return Scorer(_network(kept["words"], names), _network(kept["meaning"], (*names, *MEANING)))


def _network(kept: Mapping[str, Any], names: tuple[str, ...]) -> Network:
    if tuple(kept["inputs"]) != names:
        raise ValueError(f"{WEIGHTS.name} was fitted on other inputs: run fit_scorer again")
    return Network(**{name: np.array(kept[name], dtype=np.float32) for name in Network.__slots__})
