"""In which respects two claims differ, in the words of each.

Spells out what the pairing of numbers, days, names, stances and words found. Gives no verdict:
whether a difference makes a conflict also depends on how alike the claims are otherwise.
"""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from index.claims.features import Name, Quantity, TimeRef, same_name
from index.claims.figures import Figures
from index.claims.listing import word_set
from index.claims.readings import Reading
from index.claims.words import content_words, fold
from index.model import Difference, DifferenceKind

_TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*")

_MOST_WORDING = 3
"""Stretches of differing words shown: more is a table of two sentences, not a difference."""

_OTHERWISE = 0.55
"""Share of the other words, by weight, that claims with one name exchanged have in common."""

_BESIDE = 12
"""Code points that a title beside a name takes: "Chancellor " and the like."""

_SPELLING = 70.0
"""Similarity (0 to 100) from which two names facing each other are spellings of one."""

_FORMS = re.compile(
    r"(?P<weekday>\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
    r"|(?P<day>\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d"
    r"|\d\d?(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-\d\d-\d\d)"
    r"|(?P<year>^(?:in )?\d{4}$)",
    re.IGNORECASE,
)

_NOT = re.compile(
    r"\b(?:not|never|cannot|no longer|no one|nobody|nothing|none|neither|nowhere|without|no"
    r"|refus\w+|fail\w*|declin\w+|unable|\w+n['’]t)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?:plan|intend|prepar|decid|agree|vow|pledg|promis|threaten|aim|expect|schedul|set|due"
    r"|hop|want|urg|ask|call|demand|seek|consider)\w*|will|shall|would|may|might|could|should|must"
    r"|likely|possibl[ey]|allegedly|reportedly|going to|den(?:y|ies|ied)|reject\w*|dismiss\w*"
    r"|has|have|had|is|are|was|were)\b(?:\s+\w+){0,2}",
    re.IGNORECASE,
)
_ATTITUDES = word_set("""
    hope wish want urge ask call demand request plan vow pledge promise threaten fear believe
    think doubt expect intend offer agree refuse decline welcome praise criticize criticise
    condemn denounce
    """)
"""Verbs whose subject is part of what is claimed: two people's hopes are two claims."""


def differences(a: Reading, b: Reading, numbers: Figures) -> tuple[Difference, ...]:
    """Every respect in which two claims differ, gravest kinds first, wording last."""
    found = [
        *_numbers(a, b, numbers),
        *_dates(a, b),
        *_names(a, b),
        *_negation(a, b),
        *_modality(a, b),
        *_attribution(a, b),
    ]
    found += _wording(a, b, found)
    return tuple(found)


def attitude(reading: Reading) -> bool:
    """Whether the claim is about its speaker's own will or view."""
    verb = reading.claim.verb
    return verb in _ATTITUDES or (verb is not None and reading.features.modality == "wanted")


def _cut(reading: Reading, part: Quantity | TimeRef | Name) -> str:
    return reading.claim.text[part.start : part.end]


def _numbers(a: Reading, b: Reading, numbers: Figures) -> Iterator[Difference]:
    for x, y in numbers.against:
        yield Difference("number", _cut(a, x), _cut(b, y), agrees=False)
    for x, y in numbers.updated:
        yield Difference("number", _cut(a, x), _cut(b, y), agrees=True, update=True)
        yield Difference("date", a.published, b.published, agrees=True, update=True)
    for x, y in (*numbers.scoped, *numbers.same):
        here, there = _cut(a, x), _cut(b, y)
        if fold(here) != fold(there):
            yield Difference("number", here, there, agrees=True)


def _dates(a: Reading, b: Reading) -> Iterator[Difference]:
    left = [t for t in a.features.times if not any(_meet(t, u) for u in b.features.times)]
    right = [u for u in b.features.times if not any(_meet(t, u) for t in a.features.times)]
    if len(left) == len(right) == 1:
        here, there = _cut(a, left[0]), _cut(b, right[0])
        if _form(here) is not None and _form(here) == _form(there):
            yield Difference("date", here, there, agrees=False)


def _form(when: str) -> str | None:
    """How a date is written: only dates written alike are held against each other.

    "Friday" and "last night" may be one day in two newsrooms' clocks; "Friday" and "Thursday"
    are two.
    """
    found = _FORMS.search(when)
    return found.lastgroup if found else None


def _meet(x: TimeRef, y: TimeRef) -> bool:
    return x.earliest <= y.latest and y.earliest <= x.latest


def _names(a: Reading, b: Reading) -> Iterator[Difference]:
    left = _alone(a, b)
    right = _alone(b, a)
    if not left or not right:
        return
    facing = list(_facing(a, b, left, right))
    if not facing and len(left) == len(right) == 1 and _alike_otherwise(a, b, left[0], right[0]):
        facing = [(left[0], right[0])]
    for x, y in facing:
        one = fuzz.ratio(x.key, y.key) >= _SPELLING
        yield Difference("name", _cut(a, x), _cut(b, y), agrees=one)


def _alike_otherwise(a: Reading, b: Reading, x: Name, y: Name) -> bool:
    """Whether two claims that name one person each, not the same, say the same otherwise."""
    if " " not in x.key or " " not in y.key:
        return False
    named = set(content_words(_cut(a, x))) | set(content_words(_cut(b, y)))
    here = {word: weight for word, weight in a.general.items() if word not in named}
    there = {word: weight for word, weight in b.general.items() if word not in named}
    shared = sum(weight for word, weight in here.items() if word in there)
    return shared >= _OTHERWISE * max(sum(here.values()), sum(there.values()), 1.0)


def _alone(reading: Reading, other: Reading) -> list[Name]:
    """Names of one claim that the other does not have in any form."""
    names = {name.key for name in other.features.names}
    words = set(other.features.words)
    return [
        name
        for name in reading.features.names
        if name.key not in names
        and not any(same_name(name.key, key) for key in names)
        and not words & set(content_words(_cut(reading, name)))
        and not any(_derived(word, words) for word in content_words(_cut(reading, name)))
    ]


def _derived(word: str, words: set[str]) -> bool:
    """Whether a country's people or adjective is there in its stead ("Kenya", "Kenyan")."""
    return any(len(w) > 3 and (w.startswith(word[:4]) and word.startswith(w[:4])) for w in words)


def _facing(
    a: Reading, b: Reading, left: Sequence[Name], right: Sequence[Name]
) -> Iterator[tuple[Name, Name]]:
    """Names that stand in the same place of two claims worded alike."""
    for (a_start, a_end), (b_start, b_end) in _replaced(a.claim.text, b.claim.text):
        x = [name for name in left if a_start <= name.start and name.end <= a_end]
        y = [name for name in right if b_start <= name.start and name.end <= b_end]
        if len(x) == len(y) == 1 and _fills(x[0], a_start, a_end) and _fills(y[0], b_start, b_end):
            yield x[0], y[0]


def _fills(name: Name, start: int, end: int) -> bool:
    """Whether a stretch is the name and at most a title or article beside it."""
    return (end - start) - (name.end - name.start) <= _BESIDE


def _replaced(a: str, b: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches of words of one text that stand for stretches of the other."""
    left, right = list(_TOKEN.finditer(a)), list(_TOKEN.finditer(b))
    steps = Levenshtein.opcodes([fold(t[0]) for t in left], [fold(t[0]) for t in right])
    pending: tuple[int, int, int, int] | None = None
    for step in [*steps, None]:
        if step is not None and step.tag != "equal":
            first = pending or (step.src_start, step.src_start, step.dest_start, step.dest_start)
            pending = (first[0], step.src_end, first[2], step.dest_end)
            continue
        if pending and pending[0] < pending[1] and pending[2] < pending[3]:
            yield (
                (left[pending[0]].start(), left[pending[1] - 1].end()),
                (right[pending[2]].start(), right[pending[3] - 1].end()),
            )
        pending = None


def _negation(a: Reading, b: Reading) -> Iterator[Difference]:
    """One claim denies what the other says: the word after its "not" stands in the other too."""
    if a.features.negated == b.features.negated:
        return
    denying, other = (a, b) if a.features.negated else (b, a)
    found = _NOT.search(denying.claim.text)
    if found is None:
        return
    denied = content_words(denying.claim.text[found.end() :])[:1]
    named = set(content_words(found[0])) & other.weights.keys()
    if denied and denied[0] in other.weights and not named:
        word = found[0]
        here, there = (word, None) if denying is a else (None, word)
        yield Difference("negation", here, there, agrees=False)


def _modality(a: Reading, b: Reading) -> Iterator[Difference]:
    here, there = a.features.modality, b.features.modality
    if here == there or {here, there} == {"done", "ongoing"}:
        return
    yield Difference(
        "modality",
        _found(_AHEAD, a.claim.text) or here,
        _found(_AHEAD, b.claim.text) or there,
        agrees=False,
    )


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[0] if found else None


def _attribution(a: Reading, b: Reading) -> Iterator[Difference]:
    here, there = a.features.speaker, b.features.speaker
    if here is None or there is None or same_name(here, there):
        return
    agrees = not (attitude(a) and attitude(b))
    yield Difference("attribution", a.claim.speaker, b.claim.speaker, agrees=agrees)


def _wording(a: Reading, b: Reading, known: Sequence[Difference]) -> list[Difference]:
    kind: DifferenceKind = "wording"
    told = {part for known_one in known for part in (known_one.here, known_one.there) if part}
    found: list[tuple[int, Difference]] = []
    for (a_start, a_end), (b_start, b_end) in _replaced(a.claim.text, b.claim.text):
        here, there = a.claim.text[a_start:a_end], b.claim.text[b_start:b_end]
        first, second = content_words(here), content_words(there)
        if first == second or here in told or there in told or not (first and second):
            continue
        found.append((-len(here) - len(there), Difference(kind, here, there, agrees=True)))
    found.sort(key=lambda pair: pair[0])
    return [difference for _, difference in found[:_MOST_WORDING]]
