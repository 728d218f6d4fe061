"""Names and numbers of two claims that stand in each other's place; days are left to ``days``.

Two kinds of evidence: the same place in claims worded alike (``alignment``), and, for names, being
all that is left over on either side. Says which can be one and which cannot; whether the claims
are the same otherwise is for ``compare`` to weigh.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from index.claims.alignment import Alignment, Facing
from index.claims.countries import CAPITALS, COUNTRIES
from index.claims.features import Name, Quantity, TimeRef, same_name
from index.claims.figures import Figures, agree, is_part, measured_alike
from index.claims.kinds import (
    Kind,
    is_on_the_map,
    is_people_of,
    is_seat_of,
    kind_in,
    lies_in,
    may_be_one,
    spelled_alike,
)
from index.claims.names import normal_key
from index.claims.readings import Reading
from index.claims.titles import TITLES
from index.claims.told import Told, told
from index.claims.words import content_words, fold
from index.model import Span

_P = TypeVar("_P", Quantity, TimeRef)

VERBATIM = 0.75
"""Share of words in the same place from which claims are told word for word, so that what differs
in a place is what was changed there, though it may be named elsewhere too."""

COPIED = 0.9
"""The same from which a name or day that is also elsewhere in the claim was exchanged all the
same: below, two lists of names may only be in another order."""

_OTHERWISE = 0.55
"""Share of the other words, by weight, that claims with one name exchanged have in common."""

_BESIDE = 12
"""Code points that a title beside a name takes: "Chancellor " and the like."""

SHORT = 32
"""Code points of a place up to which two numbers, or two days, in it are held against each other,
whatever they count and whatever leads to them."""

_ON_THE_MAP: frozenset[Kind] = frozenset({"place", "country", "region"})
_BEINGS: frozenset[Kind] = frozenset({"person", "organisation", "unknown"})
"""Kinds of which names of several words stand for one another: nobody calls a ministry by a
person's full name."""

_SORTS: tuple[frozenset[Kind], ...] = (
    frozenset({"person", "unknown"}),
    frozenset({"place"}),
    frozenset({"country", "region"}),
)
"""Kinds of names that can be held against each other wherever they stand."""

_RANGE = re.compile(r"\d\S*\s?(?:-|–|to|or|and)\s?\S?\d")
_NUMBERED = re.compile(
    r"\b(?P<what>No\.|[Nn]umber|Flight|Route|Highway|Interstate|Article|Section|Chapter|Channel"
    r"|Resolution|Proposition|Game|Week|Group)\s(?P<number>\d+)\b(?!,\d|\s(?:million|billion))"
)
_LABEL = re.compile(r"[A-Za-z]{0,3}[#-]?(\d[\d,.:]*)[A-Za-z%]{0,2}")


def numbers(a: Reading, b: Reading, found: Figures, alike: Alignment) -> Iterator[Told]:
    """Numbers that stand in each other's place though nothing else says they count one thing."""
    taken: set[int] = set()
    for face in alike.replaced:
        x = only_within(found.here, face.here)
        y = only_within(found.there, face.there)
        if x and y and not agree(x, y) and _count_alike(x, y, face):
            taken.add(face.here.start)
            yield told("number", a, b, x.span, y.span, agrees=False)
    labels = list(_labels(a, b, alike, taken)) if alike.verbatim >= VERBATIM else []
    yield from labels or _numbered(a, b)


def _count_alike(x: Quantity, y: Quantity, face: Facing) -> bool:
    """Whether two numbers in one place can count one thing; with no unit, in short places only."""
    if is_part(x) != is_part(y):
        return False
    if x.unit == y.unit and x.unit is not None:
        return True
    return measured_alike(x.unit, y.unit) and longest(face) <= SHORT


def longest(face: Facing) -> int:
    """Code points of the longer side of a place."""
    return max(face.here.end - face.here.start, face.there.end - face.there.start)


def _labels(a: Reading, b: Reading, alike: Alignment, taken: set[int]) -> Iterator[Told]:
    """Figures read as no number of their own: labels ("Flight 370"), hours, ends of ranges."""
    for face in alike.replaced:
        here, there = (
            _LABEL.fullmatch(reading.cut(place))
            for reading, place in ((a, face.here), (b, face.there))
        )
        if not here or not there or here[1].strip(".,:") == there[1].strip(".,:"):
            continue
        if face.here.start not in taken and _are_free(a, b, face):
            yield told("number", a, b, face.here, face.there, agrees=False)


def _are_free(a: Reading, b: Reading, face: Facing) -> bool:
    """Whether two figures have not been held against each other as two numbers, or two days.

    They are neither, or one is read as a number and one as a year, or ends of ranges.
    """
    here, there = _parts_at(a, face.here), _parts_at(b, face.there)
    if {type(part) for part in here}.isdisjoint(type(part) for part in there) and here and there:
        return True
    sides = ((a, here), (b, there))
    return all(_RANGE.search(reading.cut(part)) for reading, parts in sides for part in parts)


def _parts_at(reading: Reading, place: Span) -> list[Quantity | TimeRef]:
    """The numbers and days that a stretch is of."""
    parts: list[Quantity | TimeRef] = [*reading.features.quantities, *reading.features.times]
    return [part for part in parts if part.start < place.end and place.start < part.end]


def _numbered(a: Reading, b: Reading) -> Iterator[Told]:
    """Things told apart by their number ("No. 3", "Flight 370") wherever they stand."""
    ours, theirs = (list(_NUMBERED.finditer(reading.claim.text)) for reading in (a, b))
    if len(ours) != 1 or len(theirs) != 1:
        return
    x, y = ours[0], theirs[0]
    if x["what"].lower() == y["what"].lower() and x["number"] != y["number"]:
        yield told("number", a, b, Span(*x.span("number")), Span(*y.span("number")), agrees=False)


def names(a: Reading, b: Reading, alike: Alignment) -> Iterator[Told]:
    """Names that stand in each other's place, or are the only people left over on either side."""
    copied = alike.verbatim >= COPIED
    left, right = _alone(a, b), _alone(b, a)
    ours = a.features.names if copied else left
    theirs = b.features.names if copied else right
    facing: list[tuple[Name, Name]] = []
    for face in alike.replaced:
        x, y = _filling(a, ours, face.here), _filling(b, theirs, face.there)
        if x and y and not may_be_one(x.key, y.key) and _of_a_kind(a, x, b, y, alike):
            facing.append((x, y))
    if not facing:
        facing = list(_only_ones(a, b, left, right))
    for x, y in facing:
        yield told("name", a, b, x.span, y.span, agrees=spelled_alike(x.key, y.key))


def _only_ones(
    a: Reading, b: Reading, left: Sequence[Name], right: Sequence[Name]
) -> Iterator[tuple[Name, Name]]:
    """People, or places, that are the only ones left over on either side."""
    for sort in _SORTS:
        ours = [name for name in left if kind_in(a.claim.text, name) in sort]
        theirs = [name for name in right if kind_in(b.claim.text, name) in sort]
        if len(ours) == len(theirs) == 1 and _alike_otherwise(a, b, ours[0], theirs[0]):
            yield ours[0], theirs[0]


def _filling(reading: Reading, names_of: Sequence[Name], place: Span) -> Name | None:
    """The name a stretch consists of, but for a title or an article beside it."""
    over = [n for n in reading.features.names if n.start < place.end and place.start < n.end]
    if len(over) == 1 and over[0] in names_of:
        name = over[0]
        if _within(name.span, place):
            spare = (place.end - place.start) - (name.end - name.start)
            return name if spare <= _BESIDE else None
        words = reading.cut(place)
        return Name(normal_key(words), place.start, place.end) if _is_part(words) else None
    bare = fold(reading.cut(place))
    start = place.start + len(bare) - len(bare.rpartition("-")[2])
    bare = bare.rpartition("-")[2]
    if not over and is_on_the_map(bare):
        return Name(COUNTRIES.get(bare) or CAPITALS.get(bare) or bare, start, place.end)
    return None


def _is_part(words: str) -> bool:
    """Whether these words are a part of a name that tells it from others."""
    return all(word[0].isupper() and fold(word) not in TITLES for word in words.split())


def _of_a_kind(a: Reading, x: Name, b: Reading, y: Name, alike: Alignment) -> bool:
    """Whether two names can be names of two things of one kind.

    "The White House" for "Bush", a country for its city and "the Huskies" for a university are
    other words for one thing more often than other things.
    """
    here, there = kind_in(a.claim.text, x), kind_in(b.claim.text, y)
    if (
        _one_has_article(a, x, b, y)
        or lies_in(x.key, y.key, {here, there})
        or is_seat_of(x.key, y.key)
    ):
        return False
    if alike.verbatim >= COPIED:
        return True
    if here != "person" and set(x.key.split()) & set(y.key.split()):
        return False
    if {here, there} <= _BEINGS:
        return here == there != "unknown" or (" " in x.key and " " in y.key)
    if "unknown" not in {here, there}:
        return here == there or {here, there} == {"region", "country"}
    return False


def _one_has_article(a: Reading, x: Name, b: Reading, y: Name) -> bool:
    """Whether "the" stands before one of two names only, as it never does before a person's."""
    if {kind_in(a.claim.text, x), kind_in(b.claim.text, y)} & {"organisation", "country", "region"}:
        return False
    here, there = (
        reading.claim.text[: name.start].lower().endswith(("the ", "a "))
        for reading, name in ((a, x), (b, y))
    )
    return here != there


def _alike_otherwise(a: Reading, b: Reading, x: Name, y: Name) -> bool:
    """Whether two claims that name one person or place each, not the same, say the same otherwise.

    Two people may say one thing, but not one quotation.
    """
    placed = kind_in(a.claim.text, x) in _ON_THE_MAP
    if not placed and (" " not in x.key or " " not in y.key):
        return False
    if may_be_one(x.key, y.key) or _one_has_article(a, x, b, y):
        return False
    quoted = a.claim.direct and b.claim.direct
    if (_spoke(a, x) or _spoke(b, y)) and not quoted:
        return False
    named = set(_stems(a, x)) | set(_stems(b, y))
    here = {word: weight for word, weight in a.general.items() if word not in named}
    there = {word: weight for word, weight in b.general.items() if word not in named}
    shared = sum(weight for word, weight in here.items() if word in there)
    return shared >= _OTHERWISE * max(sum(here.values()), sum(there.values()), 1.0)


def _spoke(reading: Reading, name: Name) -> bool:
    """Whether a name is only there as the speaker's."""
    speaker = reading.features.speaker
    return speaker is not None and same_name(speaker, name.key)


def _alone(reading: Reading, other: Reading) -> list[Name]:
    """Names of one claim that the other does not have in any form."""
    keys = {name.key for name in other.features.names}
    words = set(other.features.words)
    text = reading.claim.text
    return [
        name
        for name in reading.features.names
        if name.key not in keys
        and text[name.end : name.end + 1] != "$"
        and not any(same_name(name.key, key) for key in keys)
        and not words & set(_stems(reading, name))
        and not any(is_people_of(word, words) for word in _stems(reading, name))
    ]


def _stems(reading: Reading, name: Name) -> tuple[str, ...]:
    return content_words(reading.cut(name))


def only_within(parts: Sequence[_P], place: Span) -> _P | None:
    """The one part within a stretch."""
    found = [part for part in parts if _within(part.span, place) or _covers(part, place)]
    return found[0] if len(found) == 1 else None


def _within(part: Span, place: Span) -> bool:
    return place.start <= part.start and part.end <= place.end


def _covers(part: Quantity | TimeRef, place: Span) -> bool:
    """Whether only the middle of a part was exchanged: "more than [40]"."""
    return part.start <= place.start and place.end <= part.end
