"""Two claims side by side: do they corroborate each other, conflict, or not meet at all.

Puts the learned scores and the spelled-out differences into one verdict. Looks at two claims
only; who reports them, and whether that makes two sources, is the business of other modules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from index.claims.abroad import Foreign, across
from index.claims.alignment import align
from index.claims.closeness import closeness
from index.claims.differences import attitude, denies, told_apart, wishes
from index.claims.encoder import load_encoder
from index.claims.extract import extract
from index.claims.facing import COPIED, VERBATIM
from index.claims.features import features, name_book
from index.claims.figures import Figures, figures
from index.claims.languages import are_foreign, language
from index.claims.mending import mended
from index.claims.readings import Reading, read
from index.claims.scorer_model import Vector, places, scorer, twice
from index.claims.scoring import FIGURE, Scores, telling
from index.claims.scoring_features import Matrix, Prepared, pair_features, prepare
from index.claims.told import Told
from index.model import Article, Claim, Comparison, Difference, DifferenceKind

SAME = 0.5
"""Probability from which two claims speak of one thing."""

CONFLICT = 0.5
"""Probability, disagreeing parts left aside, from which a disagreement is a conflict."""

CONFLICT_ALONE = 0.4
"""The same for two bare sentences, which somebody has put side by side: of unaltered pairs of
sentences that say the same it flags no more than half does."""

COMMON = 0.55
"""Share of their words, what disagrees left aside, from which claims of two reports can be the
same otherwise. Reports on one event have many claims on one matter that are two assertions ("the
attorney objected on Monday", "he was fired on Friday"): read by eye on BASIL, of the conflicts
below it next to none were ones."""

FACING = 0.35
"""Probability below which differences are not even looked for: a name that
stands in another's place lowers it, so it lies below ``SAME``."""

STRANGERS = 0.05
"""The same for bare sentences, of which no crowd has to be gone through."""

ALONE = 0.95
"""Probability from which two sentences say the same whatever is around them."""

PARTLY = 0.7
"""What is left of a corroboration between something planned and something done."""

_ONE_DAY = "2001-01-03"
"""Where neither date is known both sentences are read as of one day, so that weekdays differ."""

_CONFLICTING = frozenset({"number", "date", "name", "negation", "wording"})

_BY_THE_WAY = frozenset({"name", "wording"})
"""Kinds that, where two claims of one event are no conflict, set apart something else in them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims made ready for the scorer, with their evidence."""

    here: Prepared
    there: Prepared
    figures: Figures


def compare(a: str, b: str, *, a_date: str | None = None, b_date: str | None = None) -> Comparison:
    """Compare two bare sentences.

    Args:
        a: one sentence.
        b: the other.
        a_date: when the report of the first was published, ISO 8601.
        b_date: the same for the second.

    Returns:
        The verdict with its probability and the differences; ``here`` is the first sentence's.
    """
    dates = (a_date or b_date or _ONE_DAY, b_date or a_date or _ONE_DAY)
    tongues = language(a), language(b)
    meaning = _meaning(a, b)
    if are_foreign(*tongues) and meaning is not None and not np.isnan(meaning[0]):
        here, there = reading("a", a, dates[0]), reading("b", b, dates[1])
        foreign = Foreign(_whole(here, a), tongues[0]), Foreign(_whole(there, b), tongues[1])
        return across(*foreign, float(meaning[0]))
    pair = _sentences((a, b), dates)
    here, there = _whole(pair.here.reading, a), _whole(pair.there.reading, b)
    said = _paraphrase(pair, (a, b), meaning)
    return judge(here, there, figures(here, there), wording(pair, meaning), paraphrase=said)


def _sentences(texts: tuple[str, str], dates: tuple[str, str]) -> Pair:
    """Two bare sentences made ready for the scorer."""
    left, right = reading("a", texts[0], dates[0]), reading("b", texts[1], dates[1])
    return Pair(prepare(left, texts[0]), prepare(right, texts[1]), figures(left, right))


def _whole(found: Reading, text: str) -> Reading:
    """A claim read together with the words that attribute it.

    What a bare sentence says of who spoke, and when, is as much its own as what was said.
    """
    if found.claim.text == text:
        return found
    kept = found.features
    claim = replace(found.claim, start=0, end=len(text), text=text)
    names = name_book(Article(claim.article, text, published=found.published))
    made = features(text, published=found.published, names=names)
    told = replace(made, negated=kept.negated, modality=kept.modality, speaker=kept.speaker)
    return read(claim, told, found.published)


def _meaning(a: str, b: str) -> Vector | None:
    """Likeness in meaning of two texts; ``None`` without an encoder, NaN where it knows neither."""
    encoder = load_encoder().encoder
    if encoder is None:
        return None
    first, second = encoder.encode((a, b))
    known = bool(first.any() and second.any())
    return np.array([first @ second if known else np.nan], dtype=np.float32)


def wording(pair: Pair, meaning: Vector | None = None) -> Scores:
    """How likely two bare sentences say the same, in words and, where given, in meaning."""
    cosines = None if meaning is None else np.tile(meaning, 2)
    same, agree = scorer().wording(twice(_inputs([pair])), cosines).tolist()
    return Scores(same=same, agree=agree)


def _paraphrase(pair: Pair, texts: tuple[str, str], meaning: Vector | None) -> float:
    """The same by a closer look, and a dearer one, that tells paraphrases better.

    It has no answer for a pair whose disagreement is left aside, which conflicts ask for.
    """
    close = np.array([closeness(*texts)], dtype=np.float32)
    return float(scorer().paraphrase(_inputs([pair]), close, meaning)[0])


def in_reports(pairs: Sequence[Pair], event: float) -> list[Scores]:
    """How likely claims of two reports say the same, given how likely these are on one event."""
    if not pairs:
        return []
    starts = [(p.here.reading.claim.start, p.there.reading.claim.start) for p in pairs]
    stands = np.tile(places(np.array(starts, dtype=np.float64)), (2, 1))
    chances = scorer().in_reports(twice(_inputs(pairs)), stands, event)
    lift = np.array([FIGURE * event if telling(pair.figures) else 0.0 for pair in pairs])
    same, agree = _lifted(chances.reshape(2, len(pairs)), lift).tolist()
    return [Scores(*scores) for scores in zip(same, agree, strict=True)]


def by_words(pairs: Sequence[Pair]) -> list[Scores]:
    """How likely claims say the same whatever their reports are on: only if nearly verbatim."""
    if not pairs:
        return []
    same, agree = scorer().wording(twice(_inputs(pairs))).reshape(2, len(pairs)).tolist()
    told = [Scores(*scores) for scores in zip(same, agree, strict=True)]
    return [scores if scores.agree >= ALONE else Scores(0.0, 0.0) for scores in told]


def _inputs(pairs: Sequence[Pair]) -> Matrix:
    rows = [pair_features(pair.here, pair.there, pair.figures) for pair in pairs]
    return np.array(rows, dtype=np.float32)


def _lifted(chances: Vector, lift: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Probabilities with log odds added."""
    sure = np.clip(chances.astype(np.float64), 1e-6, 1.0 - 1e-6)
    lifted: npt.NDArray[np.float64] = 1.0 / (1.0 + (1.0 - sure) / sure * np.exp(-lift))
    return lifted


def reading(name: str, text: str, published: str | None = None) -> Reading:
    """A bare sentence as a claim: whole, unless all it does is attribute one claim."""
    article = Article(name, text, published=published)
    claims = extract(article)
    claim = claims[0] if len(claims) == 1 else Claim(name, 0, len(text), text)
    found = features(
        claim.text, published=published, speaker=claim.speaker, names=name_book(article)
    )
    return read(claim, found, published)


def judge(
    a: Reading,
    b: Reading,
    numbers: Figures,
    scores: Scores,
    event: float | None = None,
    *,
    paraphrase: float | None = None,
) -> Comparison:
    """The verdict on two claims.

    Args:
        a: one claim.
        b: the other.
        numbers: how their numbers pair up.
        scores: how likely they say the same.
        event: how likely their reports are on one event; ``None`` for bare sentences.
        paraphrase: how likely bare sentences say the same by the closer look, which then decides
            whether they corroborate each other.
    """
    likely = max(scores.same, scores.agree)
    if likely < (STRANGERS if event is None else FACING):
        return Comparison("unrelated", 1.0 - likely)
    found = told_apart(a, b, numbers)
    told = tuple(one.difference for one in found)
    against = _disagreements(a, b, told)
    if len(against) == 1 and _of_one_time(a, b, against) and not _two_minds(a, b, told):
        same = _same_otherwise(a, b, found, event)
        if same >= (CONFLICT_ALONE if event is None else CONFLICT):
            return Comparison("conflicts", same, told)
    agree = scores.agree if paraphrase is None else paraphrase
    likely = max(likely, agree)
    if likely < FACING:
        return Comparison("unrelated", 1.0 - likely)
    if (against if event is None else against - _BY_THE_WAY) or _two_minds(a, b, told):
        return Comparison("unrelated", 1.0 - min(likely, 0.5), told)
    agree *= PARTLY if _ahead(a) != _ahead(b) else 1.0
    if agree >= SAME:
        return Comparison("corroborates", agree, tuple(one.shown for one in found))
    return Comparison("unrelated", 1.0 - agree, told)


def _disagreements(a: Reading, b: Reading, told: tuple[Difference, ...]) -> set[DifferenceKind]:
    """The kinds of difference that cannot both hold."""
    kinds = {d.kind for d in told if d.kind in _CONFLICTING and not d.agrees}
    if denies(a, b):
        kinds.add("modality")
    return kinds


def _same_otherwise(a: Reading, b: Reading, found: Sequence[Told], event: float | None) -> float:
    """How likely the claims would say the same, were it not for what sets them apart."""
    other = mended(a, b, found)
    if event is None:
        dates = (a.published or _ONE_DAY, b.published or _ONE_DAY)
        texts = a.claim.text, other.claim.text
        scores = wording(_sentences(texts, dates), _meaning(*texts))
    elif _in_common(a, other) < COMMON:
        return 0.0
    else:
        pair = Pair(prepare(a), prepare(other), figures(a, other))
        (scores,) = in_reports([pair], event)
    return max(scores.same, scores.agree)


def may_conflict(a: Reading, b: Reading) -> bool:
    """Whether two claims have enough in common to be the same otherwise.

    Where less than half of what that takes is said in the same words, more than half would have
    to be in what sets them apart: that is another claim, not the same one otherwise.
    """
    return 2.0 * _in_common(a, b) >= COMMON


def _in_common(a: Reading, b: Reading) -> float:
    """How much of what two claims say, by how telling their words are, both say: 0 to 1 (Dice)."""
    shared = sum(weight for word, weight in a.general.items() if word in b.general)
    return 2.0 * shared / max(1e-9, sum(a.general.values()) + sum(b.general.values()))


def _ahead(reading: Reading) -> bool:
    """Whether the claim is of something that has not happened."""
    return reading.features.modality in {"planned", "possible", "wanted"}


def _of_one_time(a: Reading, b: Reading, against: set[DifferenceKind]) -> bool:
    """Whether both claims are of something done, or of something that is to come.

    Where they are told word for word but for a name or a denial, that is what the time of the
    verb follows from; another number may be that of the plan.
    """
    if _ahead(a) == _ahead(b):
        return True
    needed = COPIED if "number" in against else VERBATIM
    return align(a.claim.text, b.claim.text).verbatim >= needed


def _two_minds(a: Reading, b: Reading, told: tuple[Difference, ...]) -> bool:
    """Whether the claims are two speakers' own wishes or views.

    One and the same speech in two mouths is not, but for the verb that wishes.
    """
    apart = any(d.kind == "attribution" and not d.agrees for d in told)
    named = any(d.kind == "name" and not d.agrees for d in told)
    if named and not (wishes(a) or wishes(b)):
        return False
    return apart and attitude(a) and attitude(b)
