"""What two claims have in common and what sets them apart, as numbers a model can learn from.

Each number is symmetric in the two claims. Words are weighed by how telling they are; raw words
count too, function words included, because a paraphrase keeps its small words where a sentence
on another matter does not. Weighs nothing itself: that is the business of ``scorer_model``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from re import compile as pattern
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from index.claims.features import Modality, same_name
from index.claims.figures import Figures
from index.claims.readings import Reading
from index.claims.words import content_words

Matrix = npt.NDArray[np.float32]
"""One row a pair of claims, one column a name of ``NAMES``."""

NAMES = (
    "contained",
    "covered",
    "jaccard",
    "shared",
    "pairs_contained",
    "pairs_covered",
    "prefixes",
    "told_contained",
    "told_covered",
    "told_jaccard",
    "rarest_alone_less",
    "rarest_alone_more",
    "mass_alone_less",
    "mass_alone_more",
    "numbers_same",
    "numbers_against",
    "numbers_updated",
    "numbers_one_sided",
    "numbers_alone",
    "dates_same",
    "dates_against",
    "names_same",
    "names_both_alone",
    "names_alone",
    "names_none",
    "names_share",
    "speaker_same",
    "speaker_other",
    "negation_other",
    "stance_other",
    "length_ratio",
    "length_less",
    "length_more",
    "words_contained",
    "words_covered",
    "runs2_contained",
    "runs2_covered",
    "runs3_contained",
    "runs3_covered",
    "word_edits",
    "word_lengths",
    "letters",
    "token_set",
)
"""The parts measured on the words, in the order of the columns."""

_NEUTRAL = (
    "numbers_against",
    "numbers_updated",
    "numbers_one_sided",
    "numbers_alone",
    "dates_against",
    "names_both_alone",
    "names_none",
    "negation_other",
    "stance_other",
)
"""Parts that say two claims on one thing disagree about it."""

NEUTRAL = tuple(NAMES.index(name) for name in _NEUTRAL)

_WORD = pattern(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_PLAIN_WORD = pattern(r"\d+(?:[.,]\d+)*|[a-z]+")
_PREFIX = 4
"""Letters that two words of one root share more often than not: "depart" and "departure"."""

_STANCES: dict[Modality, int] = {
    "done": 0,
    "ongoing": 0,
    "planned": 1,
    "possible": 2,
    "wanted": 1,
    "denied": 3,
}
"""Modalities of one number speak of an event in the same way."""

_LEAST = 1e-6
_NO_NUMBERS = _NO_NAMES = (0.0,) * 5

_Runs = frozenset[tuple[str, ...]]
_Number = TypeVar("_Number", int, float)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is worked out once a claim.

    Attributes:
        reading: the claim with its normal forms and weighted words.
        known: its distinct content words.
        mass: how telling these are, taken together.
        pairs: neighbouring content words.
        names: the words of each name, stemmed as the content words are.
        words: every word and number as written, in lower case.
        line: the same as one string.
        runs: the distinct runs of one, two and three such words.
    """

    reading: Reading
    known: frozenset[str]
    mass: float
    pairs: _Runs
    names: tuple[frozenset[str], ...]
    words: tuple[str, ...]
    line: str
    runs: tuple[frozenset[str], _Runs, _Runs]


def prepare(reading: Reading, text: str | None = None) -> Prepared:
    """Work out what every comparison of a claim needs.

    Args:
        reading: the claim.
        text: the whole sentence where a bare sentence is compared and the claim is a part of it:
            two sentences that also credit the same speaker are the more alike.
    """
    lowered = (text or reading.claim.text).lower()
    words = tuple((_PLAIN_WORD if lowered.isascii() else _WORD).findall(lowered))
    stems = reading.features.words
    return Prepared(
        reading,
        frozenset(stems),
        sum(reading.general.values()),
        frozenset(pairwise(stems)),
        tuple(frozenset(content_words(key)) or frozenset((key,)) for key in reading.names),
        words,
        " ".join(words),
        (
            frozenset(words),
            frozenset(pairwise(words)),
            frozenset(zip(words, words[1:], words[2:], strict=False)),
        ),
    )


def pair_features(a: Prepared, b: Prepared, numbers: Figures) -> tuple[float, ...]:
    """Everything measured on the words of two claims, in the order of ``NAMES``.

    Args:
        a: one claim.
        b: the other; swapping the two changes nothing.
        numbers: how the numbers of the two pair up.
    """
    return (
        *_words(a, b),
        *_numbers(numbers, a, b),
        *dates(a.reading, b.reading),
        *_names(a, b),
        *stances(a.reading, b.reading),
        *_lengths(a, b),
        *_surface(a, b),
    )


def neutral(values: Matrix) -> Matrix:
    """The same pairs as if nothing in them disagreed: numbers, dates, names, negation, stance.

    What is scored then is whether two claims speak of one thing, whatever they say of it.
    """
    changed = values.copy()
    changed[:, NEUTRAL] = 0.0
    return changed


def _words(a: Prepared, b: Prepared) -> tuple[float, ...]:
    """Shared words and words alone, by how telling they are in news at large and in the reports.

    All in one go over the words: between reports on one event this is asked of a hundred pairs.
    """
    if a.mass > b.mass:
        a, b = b, a
    less, more = a.reading.general, b.reading.general
    told_less, told_more = a.reading.weights, b.reading.weights
    known_less, known_more = a.known, b.known
    both = [word for word in less if word in known_more]
    only_less = [word for word in less if word not in known_more]
    only_more = [word for word in more if word not in known_less]
    shared = sum(map(less.__getitem__, both))
    told = sum(map(min, map(told_less.__getitem__, both), map(told_more.__getitem__, both)))
    alone_less = list(map(less.__getitem__, only_less))
    alone_more = list(map(more.__getitem__, only_more))
    pairs = len(a.pairs & b.pairs)
    fewer, many = _in_order(len(a.pairs), len(b.pairs))
    told_fewer, told_many = _in_order(a.reading.mass, b.reading.mass)
    rare = _in_order(max(alone_less, default=0.0), max(alone_more, default=0.0))
    mass = _in_order(sum(alone_less), sum(alone_more))
    return (
        shared / max(b.mass, _LEAST),
        shared / max(a.mass, _LEAST),
        shared / max(a.mass + b.mass - shared, _LEAST),
        log1p(shared),
        pairs / (many or 1),
        pairs / (fewer or 1),
        _akin(less, only_less, only_more) / max(a.mass, _LEAST),
        told / max(told_many, _LEAST),
        told / max(told_fewer, _LEAST),
        told / max(told_fewer + told_many - told, _LEAST),
        *rare,
        log1p(mass[0]),
        log1p(mass[1]),
    )


def _in_order(x: _Number, y: _Number) -> tuple[_Number, _Number]:
    return (x, y) if x <= y else (y, x)


def _akin(weights: Mapping[str, float], ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Weight of the words only one claim has that begin like one that only the other has."""
    beginnings = {word[:_PREFIX] for word in theirs}
    return sum([weights[word] for word in ours if word[:_PREFIX] in beginnings])


def _numbers(numbers: Figures, a: Prepared, b: Prepared) -> tuple[float, ...]:
    here, there = a.reading.features.quantities, b.reading.features.quantities
    if not here and not there:
        return _NO_NUMBERS
    return (
        log1p(len(numbers.same)),
        float(bool(numbers.against)),
        float(bool(numbers.updated) or bool(numbers.scoped)),
        float(not here or not there),
        log1p(len(numbers.here) + len(numbers.there)),
    )


def dates(a: Reading, b: Reading) -> tuple[float, float]:
    """Whether any two of their days can be one, and whether both have days but none can."""
    here, there = a.features.times, b.features.times
    if not here or not there:
        return 0.0, 0.0
    met = any(x.earliest <= y.latest and y.earliest <= x.latest for x in here for y in there)
    return float(met), float(not met)


def _names(a: Prepared, b: Prepared) -> tuple[float, ...]:
    if not a.names and not b.names:
        return _NO_NAMES
    alone_here = sum(map(b.known.isdisjoint, a.names))
    alone_there = sum(map(a.known.isdisjoint, b.names))
    met_here, met_there = len(a.names) - alone_here, len(b.names) - alone_there
    return (
        log1p(min(met_here, met_there)),
        min(alone_here, alone_there, 3) / 3,
        log1p(alone_here + alone_there),
        float(bool(a.names) and bool(b.names) and not met_here and not met_there),
        (met_here + met_there) / (len(a.names) + len(b.names)),
    )


def stances(a: Reading, b: Reading) -> tuple[float, float, float, float]:
    """Whether one speaker says both, or two; whether negation differs, and how real it is."""
    here, there = a.features, b.features
    said = here.speaker is not None and there.speaker is not None
    one_voice = said and same_name(here.speaker or "", there.speaker or "")
    return (
        float(one_voice),
        float(said and not one_voice),
        float(here.negated != there.negated),
        float(_STANCES[here.modality] != _STANCES[there.modality]),
    )


def _lengths(a: Prepared, b: Prepared) -> tuple[float, ...]:
    counts = _in_order(len(a.reading.features.words), len(b.reading.features.words))
    less, more = log1p(counts[0]), log1p(counts[1])
    return more - less, less, more


def _surface(a: Prepared, b: Prepared) -> tuple[float, ...]:
    (words, runs2, runs3), (other_words, other_runs2, other_runs3) = a.runs, b.runs
    fewer, many = _in_order(len(a.words), len(b.words))
    return (
        *_overlap(words, other_words),
        *_overlap(runs2, other_runs2),
        *_overlap(runs3, other_runs3),
        Levenshtein.normalized_similarity(a.words, b.words),
        1.0 - fewer / max(many, 1),
        fuzz.ratio(a.line, b.line) / 100,
        fuzz.token_set_ratio(a.line, b.line) / 100,
    )


def _overlap(here: frozenset[_T], there: frozenset[_T]) -> tuple[float, float]:
    """How much of the larger set, and of the smaller, is in both."""
    met = len(here & there)
    fewer, many = len(here), len(there)
    if fewer > many:
        fewer, many = many, fewer
    return met / (many or 1), met / (fewer or 1)
