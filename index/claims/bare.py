"""Two bare sentences: do they corroborate each other, conflict, or not meet at all.

Somebody has put the two side by side, so each is looked at closely, and more is held against each
other than between the many claims of two reports, which ``compare`` judges.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import nan

import numpy as np

from index.claims.abroad import Foreign, across
from index.claims.closeness import closeness
from index.claims.compare import (
    CONFLICTING,
    FACING,
    PARTLY,
    SAME,
    Pair,
    disagreements,
    in_common,
    inputs,
    is_ahead,
    two_minds,
)
from index.claims.contested import Likeness, models, names, signs, sort_of, surest_name
from index.claims.differences import told_closely
from index.claims.encoder import load_encoder
from index.claims.extract import extract
from index.claims.features import Features, features, name_book
from index.claims.figures import Figures, figures
from index.claims.languages import are_foreign, language
from index.claims.listing import word_set
from index.claims.mending import mended
from index.claims.openings import names_alone
from index.claims.readings import Reading, read
from index.claims.scorer_model import Vector, scorer, twice
from index.claims.scoring_features import prepare
from index.claims.told import Told
from index.claims.when import ONE_DAY
from index.claims.words import fold, stem
from index.model import Article, Claim, Comparison

STRANGERS = 0.05
"""Probability below which differences of two sentences are not even looked for."""

DENIED = 0.4
"""Probability of speaking of one thing from which a denial conflicts with what it denies."""

STANDS = 0.5
"""Probability of standing in each other's stead from which two names keep sentences that are no
conflict from saying the same."""

_MOST_KINDS = 2
"""Kinds of difference up to which one thing is told in two ways."""

_PLANNED = re.compile(
    r"\b(?:will|shall|would|to|may|might|could|should|must)\s+(?:not\s+|also\s+|be\s+)?(?P<verb>[a-z]{3,})\b"
)
"""The verb of what is to come."""

_OF_MIND = word_set("hope wish want fear believe think doubt expect")
"""Verbs of what goes on in a speaker's mind."""

_WORD = re.compile(r"[^\W\d_]+")


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
    dates = (a_date or b_date or ONE_DAY, b_date or a_date or ONE_DAY)
    tongues = language(a), language(b)
    meaning = _meaning(a, b)
    if are_foreign(*tongues) and meaning is not None and not np.isnan(meaning[0]):
        here, there = reading("a", a, dates[0]), reading("b", b, dates[1])
        foreign = Foreign(whole(here, a), tongues[0]), Foreign(whole(there, b), tongues[1])
        return across(*foreign, float(meaning[0]))
    pair = sentences((a, b), dates)
    here, there = whole(pair.here.reading, a), whole(pair.there.reading, b)
    return _judged(here, there, _likeness(pair, (a, b), meaning))


def _judged(a: Reading, b: Reading, before: Likeness) -> Comparison:
    """The verdict on two sentences, given how alike they are as they stand."""
    likely = max(before.same, before.agree)
    if likely < STRANGERS:
        return Comparison("unrelated", 1.0 - likely)
    numbers = figures(a, b)
    found = _as_of(told_closely(a, b, numbers, names), numbers)
    against = disagreements(a, b, tuple(one.difference for one in found))
    conflict = _conflict(a, b, found, numbers, before) if against else 0.0
    if conflict:
        return Comparison("conflicts", conflict, tuple(one.difference for one in found))
    found = tuple(one for one in found if one.sure >= STANDS)
    told = tuple(one.difference for one in found)
    likely = max(likely, before.paraphrase)
    if likely < FACING:
        return Comparison("unrelated", 1.0 - likely)
    if disagreements(a, b, told) or two_minds(a, b, told):
        return Comparison("unrelated", 1.0 - min(likely, 0.5), told)
    agree = before.paraphrase * (PARTLY if is_ahead(a) != is_ahead(b) else 1.0)
    if agree >= SAME:
        return Comparison("corroborates", agree, tuple(one.shown for one in found))
    return Comparison("unrelated", 1.0 - agree, told)


def _as_of(found: Sequence[Told], numbers: Figures) -> tuple[Told, ...]:
    """The differences, days being those of two counts where one count updates the other."""
    if not numbers.updated:
        return tuple(found)
    return tuple(
        replace(one, difference=replace(one.difference, agrees=True))
        if one.difference.kind == "date"
        else one
        for one in found
    )


def _conflict(
    a: Reading, b: Reading, found: Sequence[Told], numbers: Figures, before: Likeness
) -> float:
    """How likely what sets two sentences apart is a conflict, or 0 where it is none."""
    if _other_minds(a, b, found) or _is_of_the_plan(a, b, found) or _is_elsewhere(found):
        return 0.0
    values = measured(a, b, found, numbers, before)
    if values is None:
        return before.same if before.same >= DENIED else 0.0
    chance = models().conflict.chance(values)
    return chance if chance >= models().cuts[sort_of(found)] else 0.0


def _other_minds(a: Reading, b: Reading, found: Sequence[Told]) -> bool:
    """Whether the sentences are two speakers' own wishes or views, which both may hold.

    Where a name or a number is all that tells apart who asked or urged, it is that which conflicts.
    """
    told = tuple(one.difference for one in found)
    if not two_minds(a, b, told):
        return False
    in_mind = a.claim.verb in _OF_MIND or b.claim.verb in _OF_MIND
    speakers = a.claim.speaker or "", b.claim.speaker or ""
    return not any(
        _is_sure(one)
        and not (in_mind and one.difference.kind == "name")
        and (one.difference.here or "-") in speakers[0]
        and (one.difference.there or "-") in speakers[1]
        for one in found
    )


def _is_elsewhere(found: Sequence[Told]) -> bool:
    """Whether so much sets two sentences apart that they tell of two happenings."""
    kinds = {one.difference.kind for one in found if _is_sure(one)}
    return kinds >= {"number", "date"} or len(kinds) > _MOST_KINDS


def _is_sure(found: Told) -> bool:
    difference = found.difference
    return difference.kind in CONFLICTING and not difference.agrees and found.sure >= STANDS


def measured(
    a: Reading, b: Reading, found: Sequence[Told], numbers: Figures, before: Likeness
) -> tuple[float, ...] | None:
    """The ``signs`` of a conflict in what sets two sentences apart.

    Args:
        a: one sentence.
        b: the other.
        found: how they differ.
        numbers: how their numbers pair up.
        before: how alike they are as they stand.

    Returns:
        ``None`` where nothing disagrees, or nothing but that one denies the other.
    """
    parts = [
        one for one in found if one.difference.kind in CONFLICTING and not one.difference.agrees
    ]
    if not parts:
        return None
    other = mended(a, b, found)
    texts = a.claim.text, other.claim.text
    dates = (a.published or ONE_DAY, b.published or ONE_DAY)
    after = _likeness(sentences(texts, dates), texts, _meaning(*texts))
    name = surest_name(parts)
    named = _cosine(name.difference.here or "", name.difference.there or "") if name else nan
    return signs(
        a,
        b,
        parts,
        numbers=numbers,
        likeness=(after, before),
        common=in_common(a, other),
        named=named,
    )


def _is_of_the_plan(a: Reading, b: Reading, found: Sequence[Told]) -> bool:
    """Whether all that disagrees are numbers, those of a plan in one sentence."""
    kinds = {one.difference.kind for one in found if _is_sure(one)}
    return kinds == {"number"} and (_carried_out(a, b) or _carried_out(b, a))


def _carried_out(plan: Reading, deed: Reading) -> bool:
    """Whether one sentence tells as done, in the same verb, what the other says is to come.

    Other numbers are then those of the plan: nobody takes back that 1,500 were sent who says that
    12,000 will be.
    """
    if not is_ahead(plan) or deed.features.modality not in {"done", "ongoing"}:
        return False
    ahead = _PLANNED.search(plan.claim.text)
    if ahead is None:
        return False
    verb = stem(ahead["verb"])
    return any(
        stem(word) == verb and fold(word) != fold(ahead["verb"])
        for word in _WORD.findall(deed.claim.text)
    )


def sentences(texts: tuple[str, str], dates: tuple[str, str]) -> Pair:
    """Two bare sentences made ready for the scorer."""
    left, right = reading("a", texts[0], dates[0]), reading("b", texts[1], dates[1])
    return Pair(prepare(left, texts[0]), prepare(right, texts[1]), figures(left, right))


def reading(name: str, text: str, published: str | None = None) -> Reading:
    """A bare sentence as a claim: whole, unless all it does is attribute one claim."""
    article = Article(name, text, published=published)
    claims = extract(article)
    claim = claims[0] if len(claims) == 1 else Claim(name, 0, len(text), text)
    found = features(
        claim.text, published=published, speaker=claim.speaker, names=name_book(article)
    )
    return read(claim, _named(claim.text, found), published)


def _named(text: str, found: Features) -> Features:
    """Normal forms with the names of a sentence that stands alone."""
    return replace(found, names=names_alone(text, found.names))


def whole(found: Reading, text: str) -> Reading:
    """A claim read together with the words that attribute it.

    What a bare sentence says of who spoke, and when, is as much its own as what was said.
    """
    if found.claim.text == text:
        return found
    kept = found.features
    claim = replace(found.claim, start=0, end=len(text), text=text)
    names = name_book(Article(claim.article, text, published=found.published))
    made = features(text, published=found.published, names=names)
    told = replace(
        _named(text, made), negated=kept.negated, modality=kept.modality, speaker=kept.speaker
    )
    return read(claim, told, found.published)


def likeness(texts: tuple[str, str], dates: tuple[str, str]) -> Likeness:
    """How alike two bare sentences are, in words and, with an encoder, in meaning."""
    return _likeness(sentences(texts, dates), texts, _meaning(*texts))


def _likeness(pair: Pair, texts: tuple[str, str], meaning: Vector | None) -> Likeness:
    """The same, and by a closer look, and a dearer one, that tells paraphrases better."""
    values = inputs([pair])
    cosines = None if meaning is None else np.tile(meaning, 2)
    same, agree = scorer().wording(twice(values), cosines).tolist()
    close = np.array([closeness(*texts)], dtype=np.float32)
    said = float(scorer().paraphrase(values, close, meaning)[0])
    return Likeness(same, agree, said, nan if meaning is None else float(meaning[0]))


def _cosine(a: str, b: str) -> float:
    """The likeness in meaning of two texts as a number; NaN where it is not known."""
    meaning = _meaning(a, b)
    return nan if meaning is None else float(meaning[0])


def _meaning(a: str, b: str) -> Vector | None:
    """Likeness in meaning of two texts; ``None`` without an encoder, NaN where it knows neither."""
    encoder = load_encoder().encoder
    if encoder is None:
        return None
    first, second = encoder.encode((a, b))
    known = bool(first.any() and second.any())
    return np.array([first @ second if known else np.nan], dtype=np.float32)
