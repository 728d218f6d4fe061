"""What two claims share, in numbers, and how far that supports their reports being on one event.

Whether two claims are the same is asked of ``scorer_model`` once that is known. The weights lie in
``weights.json``; ``tests/benchmarks/fit_comparison.py`` fits them and says on what. Spells out no
differences.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, fsum, hypot, log, sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from index.claims.events import NAMES as EVENT_NAMES
from index.claims.features import same_name
from index.claims.figures import Figures, figures
from index.claims.readings import Reading
from index.claims.scoring_features import dates, stances

WEIGHTS = Path(__file__).with_name("weights.json")

NAMES = (
    "general",
    "cosine",
    "containment",
    "jaccard",
    "order",
    "token_set",
    "spelling",
    "shared",
    "shortest",
    "length",
    "rarest",
    "leftover",
    "numbers_same",
    "numbers_missing",
    "numbers_against",
    "names_same",
    "names_none",
    "dates_same",
    "dates_against",
    "speaker_same",
    "speaker_other",
    "stance_other",
    "negation_other",
)
"""The parts of the evidence, in the order of the weights."""

FIGURE = 1.5
"""Log odds that a shared telling figure adds in reports on one event. Set by hand, with caution:
two claims of one event seldom share such a figure by chance, and no data fitted on have both
reports and enough figures to say how seldom."""

_SMALL = 20
"""Numbers up to this turn up in any two claims."""

_NO_WORDS = (0.0,) * 12


class Evidence(NamedTuple):
    """The parts in the order of ``NAMES``, and the numbers as paired for them."""

    values: tuple[float, ...]
    figures: Figures


class Scores(NamedTuple):
    """Two probabilities: that the claims speak of one thing, and that they agree on it."""

    same: float
    agree: float


def evidence(a: Reading, b: Reading) -> Evidence:
    """Everything measured between two claims, each part in about 0..1."""
    numbers = figures(a, b)
    return Evidence(
        (*_words(a, b, telling(numbers)), *_numbers(numbers), *_names(a, b), *_stances(a, b)),
        numbers,
    )


def _words(a: Reading, b: Reading, figures_shared: int) -> tuple[float, ...]:
    """Shared words; a shared telling figure counts as the most telling of words."""
    here, there = a.weights, b.weights
    words = here.keys() & there.keys()
    if not words:
        return _NO_WORDS
    extra = float(figures_shared)
    mine, theirs = [here[word] for word in words], [there[word] for word in words]
    known = [a.general[word] for word in words]
    products = list(map(mul, mine, theirs))
    both = fsum(map(min, mine, theirs)) + extra
    mass, other_mass = a.mass + extra, b.mass + extra
    return (
        (fsum(map(mul, known, known)) + extra)
        / (hypot(a.general_norm, sqrt(extra)) * hypot(b.general_norm, sqrt(extra))),
        (fsum(products) + extra) / (hypot(a.norm, sqrt(extra)) * hypot(b.norm, sqrt(extra))),
        both / min(mass, other_mass),
        both / (mass + other_mass - both),
        Indel.normalized_similarity(a.features.words, b.features.words),
        fuzz.token_set_ratio(a.joined, b.joined) / 100,
        fuzz.ratio(a.joined, b.joined) / 100,
        log(1 + len(words)) / 3,
        log(1 + min(len(here), len(there))) / 3,
        min(mass, other_mass) / max(mass, other_mass),
        max(products) ** 0.5,
        _rarest_alone(here, there),
    )


def telling(numbers: Figures) -> int:
    """Shared numbers too large to be shared by chance."""
    return sum(1 for x, _ in numbers.same if x.value > _SMALL)


def _rarest_alone(here: Mapping[str, float], there: Mapping[str, float]) -> float:
    """The most telling word of the shorter claim that the longer one lacks."""
    shorter, longer = (here, there) if len(here) <= len(there) else (there, here)
    return max((weight for word, weight in shorter.items() if word not in longer), default=0.0)


def _numbers(numbers: Figures) -> tuple[float, float, float]:
    same = len(numbers.same) + len(numbers.updated)
    alone = len(numbers.here) + len(numbers.there)
    return (
        min(same, 3) / 3,
        min(alone, 3) / 3,
        min(len(numbers.against), 2) / 2,
    )


def _names(a: Reading, b: Reading) -> tuple[float, float]:
    here, there = a.names, b.names
    if not here or not there:
        return 0.0, 0.0
    shorter, longer = sorted((here, there), key=len)
    met = sum(1 for key in shorter if met_by(key, longer))
    return met / len(shorter), float(met == 0)


def met_by(key: str, others: Collection[str]) -> bool:
    """Whether a name is among others, in whatever form."""
    return key in others or any(same_name(key, other) for other in others)


def _stances(a: Reading, b: Reading) -> tuple[float, ...]:
    met, against = dates(a, b)
    one_voice, two_voices, negation, stance = stances(a, b)
    return met, against, one_voice, two_voices, stance, negation


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted logistic models, bias first.

    Attributes:
        alone: over ``NAMES``: whether two claims speak of one thing by their own words, which is
            what counts as support when it is asked whether two reports are on one event.
        events: over ``index.claims.events.NAMES``.
    """

    alone: tuple[float, ...]
    events: tuple[float, ...]

    def support(self, values: Sequence[float]) -> float:
        """The probability that two claims speak of one thing, by their own words alone."""
        return _chance(self.alone, (1.0, *values))


def _chance(weights: tuple[float, ...], values: Sequence[float]) -> float:
    total = sum(map(mul, weights, values))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> Weights:
    """The fitted weights that ship with the engine, read once a process."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    def ordered(model: str, parts: tuple[str, ...]) -> tuple[float, ...]:
        return tuple(kept[model][part] for part in ("bias", *parts))

    return Weights(alone=ordered("alone", NAMES), events=ordered("events", EVENT_NAMES))
