"""Two claims side by side: do they corroborate each other, conflict, or not meet at all.

Puts the learned scores and the spelled-out differences into one verdict. Looks at two claims
only; who reports them, and whether that makes two sources, is the business of other modules.
"""

from index.claims.differences import attitude, differences
from index.claims.extract import extract
from index.claims.features import features, name_book
from index.claims.readings import Reading, read
from index.claims.scoring import Evidence, Scores, evidence, weights
from index.model import Article, Claim, Comparison, Difference

SAME = 0.5
"""Probability from which two claims speak of one thing."""

CONFLICT = 0.6
"""Probability, disagreeing parts left aside, from which a disagreement is a conflict."""

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
    return compare_readings(reading("a", a, a_date), reading("b", b, b_date))


def reading(name: str, text: str, published: str | None = None) -> Reading:
    """A bare sentence as a claim: whole, unless all it does is attribute one claim."""
    article = Article(name, text, published=published)
    claims = extract(article)
    claim = claims[0] if len(claims) == 1 else Claim(name, 0, len(text), text)
    found = features(
        claim.text, published=published, speaker=claim.speaker, names=name_book(article)
    )
    return read(claim, found, published)


def compare_readings(a: Reading, b: Reading, event: float | None = None) -> Comparison:
    """Compare two claims of articles.

    Args:
        a: one claim.
        b: the other.
        event: probability that their reports are on one event; ``None`` for bare sentences.
    """
    found = evidence(a, b)
    return judge(a, b, found, score(found, event))


def score(found: Evidence, event: float | None = None) -> Scores:
    """The learned probabilities from the evidence."""
    return weights().score(found.values, event)


def judge(a: Reading, b: Reading, found: Evidence, scores: Scores) -> Comparison:
    """The verdict on two claims, given their scores."""
    if max(scores.same, scores.agree) < SAME:
        return Comparison("unrelated", 1.0 - max(scores.same, scores.agree))
    told = differences(a, b, found.figures)
    if scores.same >= CONFLICT and _disagree(a, b, told):
        return Comparison("conflicts", scores.same, told)
    if scores.agree >= SAME and not _two_minds(a, b, told):
        return Comparison("corroborates", scores.agree, told)
    return Comparison("unrelated", 1.0 - min(scores.agree, SAME), told)


def _disagree(a: Reading, b: Reading, told: tuple[Difference, ...]) -> bool:
    if any(d.kind in _CONFLICTING and not d.agrees for d in told):
        return True
    stances = {a.features.modality, b.features.modality}
    return "denied" in stances and bool(stances & {"done", "ongoing"})


def _two_minds(a: Reading, b: Reading, told: tuple[Difference, ...]) -> bool:
    """Whether the claims are two speakers' own wishes or views."""
    apart = any(d.kind == "attribution" and not d.agrees for d in told)
    return apart and attitude(a) and attitude(b)
