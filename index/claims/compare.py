"""Two claims side by side: do they corroborate each other, conflict, or not meet at all.

Puts the learned scores and the spelled-out differences into one verdict. Looks at two claims
only; who reports them, and whether that makes two sources, is the business of other modules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from index.claims.differences import attitude, differences
from index.claims.encoder import load_encoder
from index.claims.extract import extract
from index.claims.features import features, name_book
from index.claims.readings import Reading, read
from index.claims.scorer_model import Vector, scorer
from index.claims.scoring import FIGURE, Evidence, Scores, evidence, telling
from index.claims.scoring_features import Matrix, Prepared, pair_features, prepare
from index.claims.words import content_words
from index.model import Article, Claim, Comparison, Difference, DifferenceKind

SAME = 0.5
"""Probability from which two claims speak of one thing."""

CONFLICT = 0.5
"""Probability, disagreeing parts left aside, from which a disagreement is a conflict."""

FACING = 0.35
"""Probability below which differences are not even looked for: a name that
stands in another's place lowers it, so it lies below ``SAME``."""

PARTLY = 0.7
"""What is left of a corroboration between something planned and something done."""

_ONE_DAY = "2001-01-03"
"""Where neither date is known both sentences are read as of one day, so that weekdays differ."""

_CONFLICTING = frozenset({"number", "date", "name", "negation"})


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
    if not a_date and not b_date:
        a_date = b_date = _ONE_DAY
    left, right = reading("a", a, a_date), reading("b", b, b_date)
    found = evidence(left, right)
    pair = Pair(prepare(left, a), prepare(right, b), found)
    return judge(left, right, found, wording(pair, _meaning(a, b)))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims made ready for the scorer, with their evidence."""

    here: Prepared
    there: Prepared
    found: Evidence


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
    same, agree = scorer().same_and_agree(_inputs([pair]), "wording", cosines=meaning)
    return Scores(same=float(same[0]), agree=float(agree[0]))


def in_reports(pairs: Sequence[Pair], event: float) -> list[Scores]:
    """How likely claims of two reports say the same, given how likely these are on one event."""
    if not pairs:
        return []
    events = np.full(len(pairs), event, dtype=np.float32)
    lift = np.array([FIGURE * event if telling(pair.found.figures) else 0.0 for pair in pairs])
    both = scorer().same_and_agree(_inputs(pairs), "claims", events=events)
    same, agree = (_lifted(chances, lift) for chances in both)
    return [Scores(*scores) for scores in zip(same.tolist(), agree.tolist(), strict=True)]


def _inputs(pairs: Sequence[Pair]) -> Matrix:
    rows = [pair_features(pair.here, pair.there, pair.found.figures) for pair in pairs]
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
    a: Reading, b: Reading, found: Evidence, scores: Scores, event: float | None = None
) -> Comparison:
    """The verdict on two claims, given their evidence and scores."""
    likely = max(scores.same, scores.agree)
    if likely < FACING:
        return Comparison("unrelated", 1.0 - likely)
    told = differences(a, b, found.figures)
    against = _disagreements(a, b, told)
    if _two_minds(a, b, told) or len(against) > 1:
        return Comparison("unrelated", 1.0 - min(likely, 0.5), told)
    if against:
        same = _as_one_name(a, b, told, event) if "name" in against else scores.same
        return _against(a, b, same, told)
    agree = scores.agree * (PARTLY if _ahead(a) != _ahead(b) else 1.0)
    if agree >= SAME:
        return Comparison("corroborates", agree, told)
    return Comparison("unrelated", 1.0 - agree, told)


def _disagreements(a: Reading, b: Reading, told: tuple[Difference, ...]) -> set[DifferenceKind]:
    """The kinds of difference that cannot both hold."""
    kinds = {d.kind for d in told if d.kind in _CONFLICTING and not d.agrees}
    stances = {a.features.modality, b.features.modality}
    if "denied" in stances and stances & {"done", "ongoing"}:
        kinds.add("modality")
    return kinds


def _against(a: Reading, b: Reading, same: float, told: tuple[Difference, ...]) -> Comparison:
    """Claims that cannot both hold: a conflict where they are the same otherwise."""
    if same >= CONFLICT and _ahead(a) == _ahead(b):
        return Comparison("conflicts", same, told)
    return Comparison("unrelated", 1.0 - min(same, 0.5), told)


def _as_one_name(
    a: Reading, b: Reading, told: tuple[Difference, ...], event: float | None
) -> float:
    """How likely the claims speak of one thing, were the names that differ one name."""
    words = list(b.features.words)
    for told_one in told:
        if told_one.kind == "name" and not told_one.agrees and told_one.there and told_one.here:
            theirs = content_words(told_one.there)
            at = next((i for i, word in enumerate(words) if (word,) == theirs[:1]), None)
            if at is not None:
                words[at : at + len(theirs)] = content_words(told_one.here)
    alike = replace(b.features, words=tuple(words), names=a.features.names)
    renamed = read(b.claim, alike, b.published)
    here = read(a.claim, a.features, a.published)
    pair = Pair(prepare(here), prepare(renamed), evidence(here, renamed))
    return wording(pair).same if event is None else in_reports([pair], event)[0].same


def _ahead(reading: Reading) -> bool:
    """Whether the claim is of something that has not happened."""
    return reading.features.modality in {"planned", "possible", "wanted"}


def _two_minds(a: Reading, b: Reading, told: tuple[Difference, ...]) -> bool:
    """Whether the claims are two speakers' own wishes or views."""
    apart = any(d.kind == "attribution" and not d.agrees for d in told)
    return apart and attitude(a) and attitude(b)
