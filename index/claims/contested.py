"""Whether what sets two bare sentences apart is a conflict, learned from sentences altered by rule.

Two small logistic models: one says whether a name of one sentence stands where another stands in
the other (over ``stead``), one whether the sentences, which would say the same but for the parts
that disagree, conflict. ``contested.json`` holds them; ``tests/benchmarks/fit_contested.py`` fits
them and says on what. Claims of reports are judged by ``compare`` instead, by stricter rules.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite, log
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from index.claims import facing
from index.claims.alignment import Alignment, align
from index.claims.figures import Figures
from index.claims.kinds import both_known, spelled_alike
from index.claims.naming import GIVEN
from index.claims.openings import is_ordinary
from index.claims.readings import Reading
from index.claims.stead import STEAD, left_over, may_stand, stead
from index.claims.told import Told, told

WEIGHTS = Path(__file__).with_name("contested.json")

_WITH_NAME = (
    *("same", "agree", "paraphrase", "same_before", "paraphrase_before"),
    *("meaning", "meaning_gained"),
)
SIGNS = (
    "same",
    "agree",
    "paraphrase",
    "same_before",
    "paraphrase_before",
    "meaning",
    "meaning_gained",
    "meaning_of_names",
    "name_sure",
    "number_paired",
    "number_placed",
    "date",
    "name",
    "negation",
    "opposite",
    "kinds",
    "parts",
    "common",
    "verbatim",
    "negated_one",
    *(f"name_{sign}" for sign in _WITH_NAME),
    *(f"stead_{part}" for part in STEAD),
)
"""What the second model reads, in the order of ``signs``: how likely the sentences say the same and
what sets them apart, the former once more where that is a name, and where the names stand."""

UNSURE = 0.15
"""Probability below which two names are not held against each other at all."""

_WORD_ALIKE = 75.0
"""Similarity (0 to 100) from which words of two names are spellings of one."""

_LONG = 5
"""Letters of a word that can be told to be another spelling."""

_LEAST = 1e-4
_MOST_PARTS = 4

Sort = Literal["figure", "name", "word"]
"""What sets two sentences apart: a number or a date before all, else a name, else other words."""

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """One logistic model: means and spreads of its inputs, their weights, and the bias."""

    mean: Vector
    scale: Vector
    weights: Vector
    bias: float

    def chance(self, values: Sequence[float]) -> float:
        """The probability for one row of inputs; NaN stands for what is usual."""
        inputs = np.nan_to_num((np.array(values) - self.mean) / self.scale)
        return float(1.0 / (1.0 + np.exp(-(inputs @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True)
class Models:
    """Both models, and the probability from which a disagreement of each sort is a conflict."""

    stead: Logistic
    conflict: Logistic
    cuts: Mapping[Sort, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sentences are: probabilities, and the cosine of their vectors or NaN."""

    same: float
    agree: float
    paraphrase: float
    meaning: float


def names(a: Reading, b: Reading, alike: Alignment) -> Iterator[Told]:
    """Names of two bare sentences in each other's stead, the surest pairs first."""
    if alike.verbatim >= facing.VERBATIM:
        found = list(facing.names(a, b, alike))
        if found:
            yield from found
            return
    left = left_over(a, b), left_over(b, a)
    pairs = [(x, y) for x in left[0] for y in left[1] if may_stand(a, b, x, y)]
    model = models().stead
    ranked = sorted(
        ((model.chance(stead(a, b, x, y, left=left, alike=alike)), x, y) for x, y in pairs),
        key=lambda found: -found[0],
    )
    taken: set[str] = set()
    for sure, x, y in ranked:
        if sure < UNSURE or taken & {x.key, y.key}:
            continue
        taken |= {x.key, y.key}
        one = _spelled_alike(x.key, y.key)
        yield told("name", a, b, x.span, y.span, agrees=one, sure=sure)


def _spelled_alike(x: str, y: str) -> bool:
    """Whether two names are spellings of one, or have a long word that is."""
    if both_known(x, y):
        return False
    return spelled_alike(x, y) or any(
        min(len(one), len(other)) >= _LONG and fuzz.ratio(one, other) >= _WORD_ALIKE
        for one in x.split()
        for other in y.split()
        if not (one == other and _tells_nothing(one, x, y))
    )


def _tells_nothing(word: str, x: str, y: str) -> bool:
    """Whether a word that two names share leaves them two: an office, or only the given name."""
    here, there = x.split(), y.split()
    given = here[0] == there[0] == word in GIVEN and here[-1] != there[-1]
    return given or is_ordinary(word)


def surest_name(found: Sequence[Told]) -> Told | None:
    """The names that disagree and most surely stand in each other's stead."""
    named = [one for one in found if one.difference.kind == "name" and not one.difference.agrees]
    return max(named, key=lambda one: one.sure, default=None)


def sort_of(found: Sequence[Told]) -> Sort:
    """The sort of disagreement, by which its cut is chosen."""
    kinds = {one.difference.kind for one in found if not one.difference.agrees}
    if kinds & {"number", "date"}:
        return "figure"
    return "name" if "name" in kinds else "word"


def signs(
    a: Reading,
    b: Reading,
    found: Sequence[Told],
    *,
    numbers: Figures,
    likeness: tuple[Likeness, Likeness],
    common: float,
    named: float,
) -> tuple[float, ...]:
    """Everything measured on what sets two sentences apart, in the order of ``SIGNS``.

    Args:
        a: one sentence.
        b: the other.
        found: the parts that disagree.
        numbers: how their numbers pair up.
        likeness: of the sentences once mended, and as they are.
        common: share of their words that they have in common once mended.
        named: likeness in meaning of the two names that differ; NaN where none do.
    """
    after, before = likeness
    alike = (
        _odds(after.same),
        _odds(after.agree),
        _odds(after.paraphrase),
        _odds(before.same),
        _odds(before.paraphrase),
        after.meaning,
        after.meaning - before.meaning,
    )
    kinds = {one.difference.kind for one in found}
    name = surest_name(found)
    paired = {(x.start, y.start) for x, y in numbers.against}
    figures = [
        one.here is not None
        and one.there is not None
        and (one.here.start, one.there.start) in paired
        for one in found
        if one.difference.kind == "number"
    ]
    return (
        *alike,
        named if name and isfinite(named) else 0.0,
        _odds(name.sure) if name else 0.0,
        float(any(figures)),
        float(not all(figures)),
        float("date" in kinds),
        float("name" in kinds),
        float("negation" in kinds),
        float("wording" in kinds),
        float(len(kinds) > 1),
        float(min(len(found), _MOST_PARTS) - 1),
        common,
        align(a.claim.text, b.claim.text).verbatim,
        float(a.features.negated != b.features.negated),
        *(value if name else 0.0 for value in alike),
        *_stead_of(a, b, name),
    )


def _stead_of(a: Reading, b: Reading, found: Told | None) -> tuple[float, ...]:
    """What is measured on where two names stand; nothing where none do, or both are elsewhere."""
    if found is not None and found.here is not None and found.there is not None:
        left = left_over(a, b), left_over(b, a)
        here = [x for x in left[0] if x.start == found.here.start]
        there = [y for y in left[1] if y.start == found.there.start]
        if here and there:
            alike = align(a.claim.text, b.claim.text)
            return stead(a, b, here[0], there[0], left=left, alike=alike)
    return (0.0,) * len(STEAD)


def _odds(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1.0 - _LEAST)
    return log(chance / (1.0 - chance))


@cache
def models() -> Models:
    """The fitted models that ship with the engine, read once a process."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Models(
        stead=_logistic(kept["stead"], STEAD),
        conflict=_logistic(kept["conflict"], SIGNS),
        cuts=kept["cuts"],
    )


def _logistic(kept: Mapping[str, Any], names: tuple[str, ...]) -> Logistic:
    if tuple(kept["inputs"]) != names:
        raise ValueError(f"{WEIGHTS.name} was fitted on other inputs: fit it again")
    mean, scale, weights = (np.array(kept[part]) for part in ("mean", "scale", "weights"))
    return Logistic(mean, scale, weights, kept["bias"])
