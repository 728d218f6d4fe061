"""Pairs of sentences of which one was altered: what is a conflict, and what only looks like one.

Made by rule from real sentence pairs that say the same. An alteration is one number, day or name
put in another's place; a harmless change rounds a number, bounds it, lets a toll rise with the
days, or widens its scope.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.claims.compare import reading
from index.claims.features import Name, Quantity
from index.claims.listing import word_list

DAYS = word_list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_DAY = re.compile(r"\b(?:" + "|".join(DAYS) + r")\b")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PEOPLE = re.compile(r"kill|dead|die|injur|wound|hurt|arrest|missing", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
PEOPLE = ("Oskar Lindqvist", "Petra Novotna", "Emeka Adeyemi", "Ruth Castellan", "Joan Abernathy")
PUBLISHED = "2013-05-15"
LATER = "2013-05-17"


@dataclass(frozen=True, slots=True)
class Altered:
    """Two sentences, what was done to the second, and when each was published."""

    a: str
    b: str
    change: str
    conflict: bool
    a_date: str = PUBLISHED
    b_date: str = PUBLISHED


def altered(pairs: Sequence[tuple[str, str]]) -> Iterator[Altered]:
    """Every alteration and harmless change that fits each pair, one of a kind."""
    chooser = random.Random(17)
    for a, b in pairs:
        if not _agree_on_figures(a, b):
            continue
        yield Altered(a, b, "unaltered", conflict=False)
        for make in (_other_number, _rounded, _bounded, _risen, _rescoped):
            if made := make(a, b, chooser):
                yield made
        if _DAY.findall(a) == _DAY.findall(b) != [] and len(set(_DAY.findall(a))) == 1:
            day = _DAY.findall(b)[0]
            other = chooser.choice([d for d in DAYS if d != day])
            yield Altered(a, b.replace(day, other), "day", conflict=True)
        if made := _other_name(a, b, chooser.choice(PEOPLE)):
            yield made


def _number(a: str, b: str) -> tuple[Quantity, int] | None:
    """The one whole number that both sentences have, as it stands in the second."""
    here = reading("a", a).features.quantities
    there = reading("b", b)
    found = [
        q
        for q in there.features.quantities
        if q.low == q.value == q.high
        and _WHOLE.fullmatch(there.claim.text[q.start : q.end])
        and sum(q.value == other.value for other in here) == 1
    ]
    return (found[0], there.claim.start) if len(found) == 1 and len(here) == 1 else None


def _put(b: str, number: tuple[Quantity, int], text: str) -> str:
    quantity, shift = number
    return b[: shift + quantity.start] + text + b[shift + quantity.end :]


def _other_number(a: str, b: str, chooser: random.Random) -> Altered | None:
    number = _number(a, b)
    if number is None:
        return None
    value = number[0].value
    other = max(1, round(value * chooser.choice([0.4, 0.6, 0.75, 1.3, 1.6, 2.5])))
    other = other if other != value else int(value) + 2
    return Altered(a, _put(b, number, f"{other:,}"), "number", conflict=True)


def _rounded(a: str, b: str, _chooser: random.Random) -> Altered | None:
    number = _number(a, b)
    if number is None or number[0].value < 100 or number[0].value % 10 == 0:
        return None
    digits = len(str(int(number[0].value)))
    rounded = int(round(number[0].value, 2 - digits))
    return Altered(a, _put(b, number, f"about {rounded:,}"), "rounded", conflict=False)


def _bounded(a: str, b: str, _chooser: random.Random) -> Altered | None:
    number = _number(a, b)
    if number is None or number[0].value < 5:
        return None
    less = int(number[0].value * 0.9)
    return Altered(a, _put(b, number, f"at least {less:,}"), "bounded", conflict=False)


def _risen(a: str, b: str, _chooser: random.Random) -> Altered | None:
    number = _number(a, b)
    if number is None or not (_PEOPLE.search(a) and _PEOPLE.search(b)):
        return None
    if number[0].unit in {"age", "percent", "score", "point"}:
        return None
    more = int(number[0].value * 1.4) + 1
    return Altered(a, _put(b, number, f"{more:,}"), "risen", conflict=False, b_date=LATER)


def _rescoped(a: str, b: str, _chooser: random.Random) -> Altered | None:
    number = _number(a, b)
    if number is None or not (_PEOPLE.search(a) and _PEOPLE.search(b)):
        return None
    if number[0].unit in {"age", "percent", "score", "point"}:
        return None
    more = _put(b, number, f"{int(number[0].value) + 1:,}")
    scoped = re.sub(r"\s*[.!]?\s*$", ", including the gunman.", more)
    return Altered(a, scoped, "rescoped", conflict=False)


def _agree_on_figures(a: str, b: str) -> bool:
    """Whether two sentences have the same digits and days: data call much else the same."""
    same_figures = set(_FIGURE.findall(a)) == set(_FIGURE.findall(b))
    return same_figures and set(_DAY.findall(a)) == set(_DAY.findall(b))


def _full_names(text: str) -> list[Name]:
    found = reading("a", text)
    if found.claim.start:
        return []
    return [n for n in found.features.names if len(found.claim.text[n.start : n.end].split()) == 2]


def _other_name(a: str, b: str, person: str) -> Altered | None:
    """The same two-word name in both, another in its place in the second."""
    here = {a[n.start : n.end] for n in _full_names(a)}
    shared = [b[n.start : n.end] for n in _full_names(b) if b[n.start : n.end] in here]
    if len(shared) != 1 or set(person.split()) & set(f"{a} {b}".split()):
        return None
    if b.count(shared[0].split()[-1]) != 1:
        return None
    return Altered(a, b.replace(shared[0], person), "name", conflict=True)
