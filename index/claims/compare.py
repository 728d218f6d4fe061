"""Claims of two reports: do they corroborate each other, conflict, or not meet at all.

Puts the learned scores and the spelled-out differences into one verdict. Looks at two claims
only; who reports them, and whether that makes two sources, is the business of other modules.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.claims.alignment import align
from index.claims.differences import attitude, denies, gravely_apart, told_apart, wishes
from index.claims.facing import COPIED, VERBATIM
from index.claims.figures import Figures, figures
from index.claims.mending import mended
from index.claims.readings import Reading
from index.claims.scorer_model import Vector, places, scorer, twice
from index.claims.scoring import FIGURE, Scores, telling
from index.claims.scoring_features import Matrix, Prepared, pair_features, prepare
from index.claims.told import Told
from index.model import Comparison, Difference, DifferenceKind

SAME = 0.5
"""Probability from which two claims speak of one thing."""

CONFLICT = 0.5
"""Probability, disagreeing parts left aside, from which a disagreement is a conflict."""

COMMON = 0.55
"""Share of their words, what disagrees left aside, from which claims of two reports can be the
same otherwise. Reports on one event have many claims on one matter that are two assertions ("the
attorney objected on Monday", "he was fired on Friday"): read by eye on BASIL, of the conflicts
below it next to none were ones."""

FEWEST = 4
"""Content words, fewest, that such claims share besides: "Trump fired back" and "Fox fired back"
are two happenings as well."""

FACING = 0.35
"""Probability below which differences are not even looked for: a name that
stands in another's place lowers it, so it lies below ``SAME``."""

ALONE = 0.95
"""Probability from which two sentences say the same whatever is around them."""

PARTLY = 0.7
"""What is left of a corroboration between something planned and something done."""

CONFLICTING = frozenset({"number", "date", "name", "negation", "wording"})
"""Kinds of difference that can be a conflict by themselves."""

_BY_THE_WAY = frozenset({"name", "wording"})
"""Kinds that, where two claims of one event are no conflict, set apart something else in them."""


class Pair(NamedTuple):
    """Two claims made ready for the scorer, with their evidence."""

    here: Prepared
    there: Prepared
    figures: Figures


def in_reports(pairs: Sequence[Pair], event: float) -> list[Scores]:
    """How likely claims of two reports say the same, given how likely these are on one event."""
    if not pairs:
        return []
    starts = [(p.here.reading.claim.start, p.there.reading.claim.start) for p in pairs]
    stands = np.tile(places(np.array(starts, dtype=np.float64)), (2, 1))
    chances = scorer().in_reports(twice(inputs(pairs)), stands, event)
    lift = np.array([FIGURE * event if telling(pair.figures) else 0.0 for pair in pairs])
    same, agree = _lifted(chances.reshape(2, len(pairs)), lift).tolist()
    return [Scores(*scores) for scores in zip(same, agree, strict=True)]


def by_words(pairs: Sequence[Pair]) -> list[Scores]:
    """How likely claims say the same whatever their reports are on: only if nearly verbatim."""
    if not pairs:
        return []
    same, agree = scorer().wording(twice(inputs(pairs))).reshape(2, len(pairs)).tolist()
    told = [Scores(*scores) for scores in zip(same, agree, strict=True)]
    return [scores if scores.agree >= ALONE else Scores(0.0, 0.0) for scores in told]


def inputs(pairs: Sequence[Pair]) -> Matrix:
    """What the networks read of pairs, a row each."""
    rows = [pair_features(pair.here, pair.there, pair.figures) for pair in pairs]
    return np.array(rows, dtype=np.float32)


def _lifted(chances: Vector, lift: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Probabilities with log odds added."""
    sure = np.clip(chances.astype(np.float64), 1e-6, 1.0 - 1e-6)
    lifted: npt.NDArray[np.float64] = 1.0 / (1.0 + (1.0 - sure) / sure * np.exp(-lift))
    return lifted


def judge(a: Reading, b: Reading, numbers: Figures, scores: Scores, event: float) -> Comparison:
    """The verdict on claims of two reports.

    Args:
        a: one claim.
        b: the other.
        numbers: how their numbers pair up.
        scores: how likely they say the same.
        event: how likely their reports are on one event.
    """
    likely = max(scores.same, scores.agree)
    if likely < FACING:
        return Comparison("unrelated", 1.0 - likely)
    found = told_apart(a, b, numbers)
    told = tuple(one.difference for one in found)
    against = disagreements(a, b, told)
    if len(against) == 1 and of_one_time(a, b, against) and not two_minds(a, b, told):
        same = _same_otherwise(a, b, found, event)
        if same >= CONFLICT:
            return Comparison("conflicts", same, told)
    agree = scores.agree
    if against - _BY_THE_WAY or two_minds(a, b, told):
        return Comparison("unrelated", 1.0 - min(likely, 0.5), told)
    agree *= PARTLY if is_ahead(a) != is_ahead(b) else 1.0
    if agree >= SAME:
        return Comparison("corroborates", agree, tuple(one.shown for one in found))
    return Comparison("unrelated", 1.0 - agree, told)


def at_odds(a: Reading, b: Reading, numbers: Figures) -> bool:
    """Whether two claims disagree in one respect only, without which there is no conflict.

    Seen without the words that two claims put one thing in, which is half the work of ``judge``.
    """
    told = tuple(one.difference for one in gravely_apart(a, b, numbers))
    return len(disagreements(a, b, told)) == 1


def disagreements(a: Reading, b: Reading, told: tuple[Difference, ...]) -> set[DifferenceKind]:
    """The kinds of difference that cannot both hold."""
    kinds = {d.kind for d in told if d.kind in CONFLICTING and not d.agrees}
    if denies(a, b):
        kinds.add("modality")
    return kinds


def _same_otherwise(a: Reading, b: Reading, found: Sequence[Told], event: float) -> float:
    """How likely the claims would say the same, were it not for what sets them apart."""
    other = mended(a, b, found)
    if in_common(a, other) < COMMON or len(a.general.keys() & b.general.keys()) < FEWEST:
        return 0.0
    pair = Pair(prepare(a), prepare(other), figures(a, other))
    (scores,) = in_reports([pair], event)
    return max(scores.same, scores.agree)


def may_conflict(a: Reading, b: Reading) -> bool:
    """Whether two claims have enough in common to be the same otherwise.

    Where less than a third of what that takes is said in the same words, two thirds would have to
    be in what sets them apart: that is another claim, not the same one otherwise.
    """
    return 3.0 * in_common(a, b) >= COMMON


def in_common(a: Reading, b: Reading) -> float:
    """How much of what two claims say, by how telling their words are, both say: 0 to 1 (Dice)."""
    shared = sum(weight for word, weight in a.general.items() if word in b.general)
    return 2.0 * shared / max(1e-9, sum(a.general.values()) + sum(b.general.values()))


def is_ahead(reading: Reading) -> bool:
    """Whether the claim is of something that has not happened."""
    return reading.features.modality in {"planned", "possible", "wanted"}


def of_one_time(a: Reading, b: Reading, against: set[DifferenceKind]) -> bool:
    """Whether both claims are of something done, or of something that is to come.

    Where they are told word for word but for a name or a denial, that is what the time of the
    verb follows from; another number may be that of the plan.
    """
    if is_ahead(a) == is_ahead(b):
        return True
    needed = COPIED if "number" in against else VERBATIM
    return align(a.claim.text, b.claim.text).verbatim >= needed


def two_minds(a: Reading, b: Reading, told: tuple[Difference, ...]) -> bool:
    """Whether the claims are two speakers' own wishes or views.

    One and the same speech in two mouths is not, but for the verb that wishes.
    """
    apart = any(d.kind == "attribution" and not d.agrees for d in told)
    named = any(d.kind == "name" and not d.agrees for d in told)
    if named and not (wishes(a) or wishes(b)):
        return False
    return apart and attitude(a) and attitude(b)
