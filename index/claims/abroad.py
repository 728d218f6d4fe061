"""Claims in two languages: whether they say the same, by their meaning and their numbers.

Words do not meet across languages; what does is the sentence encoder's vectors, numbers, and the
days both name. Which reports to hold against each other is the business of ``foreign``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isinf

import numpy as np

from index.claims.encoder import Vectors
from index.claims.readings import Reading
from index.model import Comparison, Difference

SAME = 0.52
"""Cosine from which two sentences in two languages say the same, likelier than not. Of the made-up
translations in ``tests/benchmarks/translations.py``, in seven languages, nine in ten lie above it
and no two other sentences of the same events do; sentences on one matter that are no translations
lie around it."""

_STEEP = 14.0
"""How fast the probability goes from 0 to 1 around ``SAME``: 0.05 of cosine is one log odds of
0.7, so that the lowest quarter of translations get 0.8, the middle 0.93."""

CONFLICT = 0.6
"""Cosine from which claims whose numbers differ are the same otherwise."""

_CLOSE = 0.1
"""Relative step between two numbers up to which one may be the other rounded."""

_FEWEST = 2
"""Numbers up to this are "one" and "two" as often as figures, and not compared."""

_TELLING = 20
_UNCOUNTED = 0.08
"""Cosine that a figure only one claim gives takes off: translations keep their figures."""

_SCALES = {
    "tausend": 1e3, "tsd": 1e3, "mille": 1e3, "mil": 1e3, "mila": 1e3, "duizend": 1e3,
    "tysięcy": 1e3, "tysiące": 1e3, "тысяч": 1e3, "тыс": 1e3, "bin": 1e3, "ألف": 1e3, "พัน": 1e3,
    "thousand": 1e3, "หมื่น": 1e4, "แสน": 1e5,
    "million": 1e6, "millionen": 1e6, "mio": 1e6, "millions": 1e6, "millón": 1e6,
    "millones": 1e6, "milione": 1e6, "milioni": 1e6, "milhão": 1e6, "milhões": 1e6,
    "miljoen": 1e6, "milion": 1e6, "miliony": 1e6, "milionów": 1e6, "миллион": 1e6,
    "миллиона": 1e6, "миллионов": 1e6, "млн": 1e6, "milyon": 1e6, "مليون": 1e6, "ล้าน": 1e6,
    "billion": 1e9, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "milliard": 1e9,
    "milliards": 1e9, "miliardo": 1e9, "miliardi": 1e9, "miljard": 1e9, "miliard": 1e9,
    "miliardy": 1e9, "miliardów": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9,
    "млрд": 1e9, "milyar": 1e9, "مليار": 1e9,
}  # fmt: skip
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[.\s\u00a0\u202f’']\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?:\s?(?P<scale>[^\W\d_]+))?"
)
_GROUPS = re.compile(r"[.\s\u00a0\u202f’']")
_NEGATED = {
    "ko": re.compile(r"않|못하|못했|없[다었는을]|아니[라다며]"),
    "ja": re.compile(r"ない|なかった|ません|ず、"),
    "zh": re.compile(r"不|没有|沒有|未"),
    "ru": re.compile(r"\b(?:не|нет|никогда)\b"),
    "ar": re.compile(r"\b(?:لا|لم|لن|ليس|ليست)\b"),
    "th": re.compile(r"ไม่"),
    "de": re.compile(r"\b(?:nicht|kein\w*|nie|niemals)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:pas|jamais|aucune?)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|jamás|ningún|ninguna?)\b", re.IGNORECASE),
    "it": re.compile(r"\b(?:non|mai|nessun\w*)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:não|nunca|nenhuma?)\b", re.IGNORECASE),
    "nl": re.compile(r"\b(?:niet|geen|nooit)\b", re.IGNORECASE),
    "pl": re.compile(r"\b(?:nie|nigdy|żaden|żadn\w+)\b", re.IGNORECASE),
    "tr": re.compile(r"\bdeğil\w*\b|\b\w+(?:ma|me)(?:dı|di|dılar|diler|yacak|yecek)\b"),
}
_ENGLISH_NOT = re.compile(r"\b(?:not|never|no|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_WITH_SCALES_OF_THEIR_OWN = frozenset({"en", "ko", "ja", "zh", "und"})
"""Languages whose numbers ``index.claims.numbers`` reads."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A claim with the language of its report."""

    reading: Reading
    language: str


def across(a: Foreign, b: Foreign, cosine: float) -> Comparison:
    """The verdict on two claims in two languages.

    Args:
        a: one claim.
        b: the other.
        cosine: of their vectors.
    """
    if _one_counts(a, b):
        cosine -= _UNCOUNTED
    chance = 1.0 / (1.0 + exp(-_STEEP * (cosine - SAME)))
    differences = tuple(d for d in (_number(a, b), _negation(a, b)) if d is not None)
    against = [d for d in differences if not d.agrees]
    if against:
        if cosine >= CONFLICT and len(against) == 1:
            return Comparison("conflicts", chance, differences)
        return Comparison("unrelated", 1.0 - min(chance, 0.5), differences)
    if cosine >= SAME:
        return Comparison("corroborates", chance, differences)
    return Comparison("unrelated", 1.0 - chance)


def counterparts(
    here: Sequence[Foreign], there: Sequence[Foreign], vectors: tuple[Vectors, Vectors]
) -> list[tuple[int, int, Comparison]]:
    """The claims of two reports in two languages that are each other's best match."""
    if not here or not there:
        return []
    alike = vectors[0] @ vectors[1].T
    best = (alike == alike.max(axis=1, keepdims=True)) & (alike == alike.max(axis=0))
    found: list[tuple[int, int, Comparison]] = []
    for i, j in np.argwhere(best & (alike >= SAME)).tolist():
        told = across(here[i], there[j], float(alike[i, j]))
        if told.verdict != "unrelated":
            found.append((i, j, told))
    return found


def _number(a: Foreign, b: Foreign) -> Difference | None:
    """The number that stands against the other, where each claim has a single one of its own."""
    here, there = _values(a), _values(b)
    ours = [(x, words) for x, words in here if not any(_near(x, y) for y, _ in there)]
    theirs = [(y, words) for y, words in there if not any(_near(x, y) for x, _ in here)]
    if len(ours) == len(theirs) == 1:
        return Difference("number", ours[0][1], theirs[0][1], agrees=False)
    return None


def _one_counts(a: Foreign, b: Foreign) -> bool:
    """Whether only one claim gives a figure too large to be written out."""
    here, there = (any(value > _TELLING for value, _ in _values(claim)) for claim in (a, b))
    return here != there


def _near(x: float, y: float) -> bool:
    return abs(x - y) <= _CLOSE * max(x, y)


def _values(claim: Foreign) -> list[tuple[float, str]]:
    """The figures of a claim, days and years left out, with their words."""
    text, found = claim.reading.claim.text, claim.reading.features
    if claim.language in _WITH_SCALES_OF_THEIR_OWN:
        return [(q.value, text[q.start : q.end]) for q in found.quantities if q.value > _FEWEST]
    taken = [(time.start, time.end) for time in found.times]
    values: list[tuple[float, str]] = []
    for match in _FIGURE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        whole, _, part = match["number"].partition(",")
        value = float(f"{_GROUPS.sub('', whole)}.{part or 0}")
        scale = _SCALES.get((match["scale"] or "").lower())
        if (1800 <= value < 2100 and "," not in match["number"] and scale is None) or (
            value <= 31 and text[match.end("number") : match.end("number") + 1] == "."
        ):
            continue
        end = match.end() if scale else match.end("number")
        if value > _FEWEST:
            values.append((value * (scale or 1.0), text[match.start() : end]))
    return values


def _negation(a: Foreign, b: Foreign) -> Difference | None:
    """What only one claim denies: with a bound in the other, "less than 40", it denies no more."""
    here, there = _denial(a), _denial(b)
    if (here is None) == (there is None):
        return None
    agrees = _bounded(b, a) if there is None else _bounded(a, b)
    return Difference("negation", here, there, agrees=agrees)


def _bounded(claim: Foreign, other: Foreign) -> bool:
    """Whether a figure that both claims have is but a bound in the first."""
    return any(
        isinf(q.low) != isinf(q.high) and any(_near(q.value, value) for value, _ in _values(other))
        for q in claim.reading.features.quantities
    )


def _denial(claim: Foreign) -> str | None:
    text = claim.reading.claim.text
    found = _NEGATED.get(claim.language, _ENGLISH_NOT).search(text)
    return found[0] if found else None
