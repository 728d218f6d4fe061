"""Names, numbers and days of two claims that stand in each other's place.

Two kinds of evidence: the same place in claims worded alike (``alignment``), and, for names and
days, being all that is left over on either side. Says which can be one and which cannot; whether
the claims are the same otherwise is for ``compare`` to weigh.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from index.claims.alignment import Alignment, Facing
from index.claims.countries import COUNTRIES
from index.claims.features import Name, Quantity, TimeRef, same_name
from index.claims.figures import Figures, agree, measured_alike
from index.claims.kinds import Kind, is_on_the_map, kind_of, may_be_one, spelled_alike
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

_LEAD = 3
"""Content words before a date that tell of what it is the day."""

_SHORT = 32
"""Code points of a place up to which two numbers, or two days, in it are held against each other,
whatever they count and whatever leads to them."""

_ON_THE_MAP: frozenset[Kind] = frozenset({"place", "country", "region"})
_WIDER: tuple[set[Kind], ...] = ({"place", "country"}, {"place", "region"})
"""A city and what it may lie in."""

_BEINGS: frozenset[Kind] = frozenset({"person", "organisation", "unknown"})
"""Kinds of which names of several words stand for one another: nobody calls a ministry by a
person's full name."""

_SORTS: tuple[frozenset[Kind], ...] = (
    frozenset({"person", "unknown"}),
    frozenset({"place"}),
    frozenset({"country", "region"}),
)
"""Kinds of names that can be held against each other wherever they stand."""

_FORMS = re.compile(
    r"(?P<weekday>\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
    r"|(?P<day>\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d"
    r"|\d\d?(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-\d\d-\d\d)"
    r"|(?P<month>\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b)"
    r"|(?P<year>\b\d{4}$)"
    r"|(?P<week>\b(?:last|next|this) week\b)|(?P<of_year>\b(?:last|next|this) month\b)"
    r"|(?P<ago>\b\w+ (?:day|week|month|year|decade)s? (?:ago|earlier|from now)\b)"
    r"|(?P<years>\b(?:last|next|this) year\b)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"[a-z]+day\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d+", re.IGNORECASE
)
_ENDS = re.compile(r"\b(\d\d?)\s?[-–]\s?(\d\d?)\b")
_AGO = re.compile(r"\b(?P<count>\w+) (?P<unit>day|week|month|year|decade)s? ago\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:at least|more than|less than|about|around|some|almost|nearly|over|roughly)\s+$",
    re.IGNORECASE,
)
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
        x = _only(found.here, face.here)
        y = _only(found.there, face.there)
        if x and y and not agree(x, y) and _count_alike(x, y, face):
            taken.add(face.here.start)
            yield told("number", a, b, _span(x), _span(y), agrees=False)
    labels = list(_labels(a, b, alike, taken)) if alike.verbatim >= VERBATIM else []
    yield from labels or _numbered(a, b)


def _count_alike(x: Quantity, y: Quantity, face: Facing) -> bool:
    """Whether two numbers in one place can count one thing; with no unit, in short places only."""
    if x.unit == y.unit and x.unit is not None:
        return True
    return measured_alike(x.unit, y.unit) and _longest(face) <= _SHORT


def _longest(face: Facing) -> int:
    """Code points of the longer side of a place."""
    return max(face.here.end - face.here.start, face.there.end - face.there.start)


def _labels(a: Reading, b: Reading, alike: Alignment, taken: set[int]) -> Iterator[Told]:
    """Figures read as no number of their own: labels ("Flight 370"), hours, ends of ranges."""
    for face in alike.replaced:
        here, there = (
            _LABEL.fullmatch(reading.claim.text[place.start : place.end])
            for reading, place in ((a, face.here), (b, face.there))
        )
        if not here or not there or here[1].strip(".,:") == there[1].strip(".,:"):
            continue
        if face.here.start not in taken and _is_free(a, face.here) and _is_free(b, face.there):
            yield told("number", a, b, face.here, face.there, agrees=False)


def _is_free(reading: Reading, place: Span) -> bool:
    """Whether a figure is none of the claim's numbers and days, or one end of a range of them."""
    parts: list[Quantity | TimeRef] = [*reading.features.quantities, *reading.features.times]
    over = [part for part in parts if part.start < place.end and place.start < part.end]
    return all(_RANGE.search(reading.claim.text[part.start : part.end]) for part in over)


def _numbered(a: Reading, b: Reading) -> Iterator[Told]:
    """Things told apart by their number ("No. 3", "Flight 370") wherever they stand."""
    ours, theirs = (list(_NUMBERED.finditer(reading.claim.text)) for reading in (a, b))
    if len(ours) != 1 or len(theirs) != 1:
        return
    x, y = ours[0], theirs[0]
    if x["what"].lower() == y["what"].lower() and x["number"] != y["number"]:
        yield told("number", a, b, Span(*x.span("number")), Span(*y.span("number")), agrees=False)


def dates(a: Reading, b: Reading, alike: Alignment, *, close: bool) -> Iterator[Told]:
    """Days that cannot be one: in one place, or the only ones left over.

    Args:
        a: one claim.
        b: the other.
        alike: how their words face each other.
        close: hold days left over against each other whatever stands before them. Claims of
            reports must have a word in common there: "told the Post on Tuesday" and "the summary
            released Sunday" are days of two happenings.
    """
    left = [t for t in a.features.times if not any(_one_day(a, t, b, u) for u in b.features.times)]
    right = [u for u in b.features.times if not any(_one_day(a, t, b, u) for t in a.features.times)]
    pairs = [
        (x, y)
        for x, y in _left_over(a, b, left, right)
        if close or alike.verbatim >= VERBATIM or _led_alike(a, x, b, y)
    ]
    if not pairs:
        copied = alike.verbatim >= COPIED
        ours = a.features.times if copied else left
        theirs = b.features.times if copied else right
        for face in alike.replaced:
            x, y = _only(ours, face.here), _only(theirs, face.there)
            if not x or not y or _form(a, x) != _form(b, y) or _one_day(a, x, b, y):
                continue
            if close or _longest(face) <= _SHORT or _led_alike(a, x, b, y):
                pairs.append((x, y))
    for x, y in pairs:
        if _form(a, x) is not None and not (_is_bound(a, x) or _is_bound(b, y)):
            yield told("date", a, b, _span(x), _span(y), agrees=False)


def _led_alike(a: Reading, x: TimeRef, b: Reading, y: TimeRef) -> bool:
    """Whether a telling word stands shortly before both of two dates, or both begin."""
    here, there = (
        content_words(reading.claim.text[: when.start])[-_LEAD:]
        for reading, when in ((a, x), (b, y))
    )
    return bool(set(here) & set(there)) or (not here and not there)


def _is_bound(reading: Reading, when: TimeRef) -> bool:
    """Whether a date is only said to be about then, at the earliest or at the latest."""
    return _BOUND.search(reading.claim.text[: when.start]) is not None


def _left_over(
    a: Reading, b: Reading, left: Sequence[TimeRef], right: Sequence[TimeRef]
) -> Iterator[tuple[TimeRef, TimeRef]]:
    """Days left over that are the only ones written in their way on either side."""
    for x in left:
        form = _form(a, x)
        same = [y for y in right if _form(b, y) == form]
        if len(same) == 1 and sum(_form(a, other) == form for other in left) == 1:
            yield x, same[0]


def _form(reading: Reading, when: TimeRef) -> str | None:
    """How a date is written: only dates written alike are held against each other.

    "Friday" and "last night" may be one day in two newsrooms' clocks; "Friday" and "Thursday"
    are two.
    """
    found = _FORMS.search(_cut(reading, when))
    return found.lastgroup if found else None


def _one_day(a: Reading, x: TimeRef, b: Reading, y: TimeRef) -> bool:
    """Whether two stretches can be one: they overlap, or have a weekday, month or year in common.

    A "Monday" still ahead is resolved to another day than one gone by, and a month without its
    year to another year.
    """
    if fold(_cut(a, x)) == fold(_cut(b, y)):
        return True
    if _other_ends(a, x, b, y):
        return False
    if x.earliest <= y.latest and y.earliest <= x.latest:
        return True
    here, there = (
        set(_CALENDAR.findall(fold(_cut(reading, when)))) for reading, when in ((a, x), (b, y))
    )
    return bool(here) and bool(there) and (here <= there or there <= here)


def _other_ends(a: Reading, x: TimeRef, b: Reading, y: TimeRef) -> bool:
    """Whether two stretches written alike are told apart by their numbers, though they overlap."""
    here, there = (_ENDS.search(_cut(reading, when)) for reading, when in ((a, x), (b, y)))
    if here and there:
        return here.groups() != there.groups()
    here, there = (_AGO.search(_cut(reading, when)) for reading, when in ((a, x), (b, y)))
    return bool(
        here
        and there
        and here["unit"].lower() == there["unit"].lower()
        and fold(here["count"]) != fold(there["count"])
        and here["count"].isdigit() == there["count"].isdigit()
    )


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
        yield told("name", a, b, _span(x), _span(y), agrees=spelled_alike(x.key, y.key))


def _only_ones(
    a: Reading, b: Reading, left: Sequence[Name], right: Sequence[Name]
) -> Iterator[tuple[Name, Name]]:
    """People, or places, that are the only ones left over on either side."""
    for sort in _SORTS:
        ours = [name for name in left if _kind(a, name) in sort]
        theirs = [name for name in right if _kind(b, name) in sort]
        if len(ours) == len(theirs) == 1 and _alike_otherwise(a, b, ours[0], theirs[0]):
            yield ours[0], theirs[0]


def _filling(reading: Reading, names_of: Sequence[Name], place: Span) -> Name | None:
    """The name a stretch consists of, but for a title or an article beside it."""
    over = [n for n in reading.features.names if n.start < place.end and place.start < n.end]
    if len(over) == 1 and over[0] in names_of:
        name = over[0]
        if _within(_span(name), place):
            spare = (place.end - place.start) - (name.end - name.start)
            return name if spare <= _BESIDE else None
        words = reading.claim.text[place.start : place.end]
        return Name(normal_key(words), place.start, place.end) if _is_part(words) else None
    bare = fold(reading.claim.text[place.start : place.end])
    if not over and is_on_the_map(bare):
        return Name(COUNTRIES.get(bare, bare), place.start, place.end)
    return None


def _is_part(words: str) -> bool:
    """Whether these words are a part of a name that tells it from others."""
    return all(word[0].isupper() and fold(word) not in TITLES for word in words.split())


def _of_a_kind(a: Reading, x: Name, b: Reading, y: Name, alike: Alignment) -> bool:
    """Whether two names can be names of two things of one kind.

    "The White House" for "Bush", a country for its city and "the Huskies" for a university are
    other words for one thing more often than other things.
    """
    here, there = _kind(a, x), _kind(b, y)
    if _one_has_article(a, x, b, y) or _holds(x, y, {here, there}):
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


def _holds(x: Name, y: Name, kinds: set[Kind]) -> bool:
    """Whether one may lie in the other: the wider is less precise, not another place."""
    return kinds in _WIDER or (kinds == {"region", "country"} and "united states" in {x.key, y.key})


def _one_has_article(a: Reading, x: Name, b: Reading, y: Name) -> bool:
    """Whether "the" stands before one of two names only, as it never does before a person's."""
    if {_kind(a, x), _kind(b, y)} & {"organisation", "country", "region"}:
        return False
    here, there = (
        reading.claim.text[: name.start].lower().endswith(("the ", "a "))
        for reading, name in ((a, x), (b, y))
    )
    return here != there


def _kind(reading: Reading, name: Name) -> Kind:
    before = reading.claim.text[max(0, name.start - 24) : name.start]
    return kind_of(name.key, before)


def _alike_otherwise(a: Reading, b: Reading, x: Name, y: Name) -> bool:
    """Whether two claims that name one person or place each, not the same, say the same otherwise.

    Two people may say one thing, but not one quotation.
    """
    placed = _kind(a, x) in _ON_THE_MAP
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
        and not any(_derived(word, words) for word in _stems(reading, name))
    ]


def _stems(reading: Reading, name: Name) -> tuple[str, ...]:
    return content_words(_cut(reading, name))


def _derived(word: str, words: set[str]) -> bool:
    """Whether a country's people or adjective is there in its stead ("Kenya", "Kenyan")."""
    return any(len(w) > 3 and (w.startswith(word[:4]) and word.startswith(w[:4])) for w in words)


def _only(parts: Sequence[_P], place: Span) -> _P | None:
    """The one part within a stretch."""
    found = [part for part in parts if _within(_span(part), place) or _covers(part, place)]
    return found[0] if len(found) == 1 else None


def _cut(reading: Reading, part: TimeRef | Name) -> str:
    return reading.claim.text[part.start : part.end]


def _span(part: Quantity | TimeRef | Name) -> Span:
    return Span(part.start, part.end)


def _within(part: Span, place: Span) -> bool:
    return place.start <= part.start and part.end <= place.end


def _covers(part: Quantity | TimeRef, place: Span) -> bool:
    """Whether only the middle of a part was exchanged: "more than [40]"."""
    return part.start <= place.start and place.end <= part.end
