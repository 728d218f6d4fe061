"""Days of two claims that stand in each other's place.

Evidence as in ``facing``: the same place in claims worded alike, or being all that is left over of
their kind on either side. Only days written alike are held against each other.
"""

import re
from collections.abc import Iterator, Sequence

from index.claims.alignment import Alignment
from index.claims.facing import COPIED, SHORT, VERBATIM, longest, only_within
from index.claims.features import TimeRef
from index.claims.months import FULL_MONTH
from index.claims.readings import Reading
from index.claims.told import Told, told
from index.claims.when import ONE_DAY
from index.claims.words import content_words, fold

_LEAD = 3
"""Content words before a date that tell of what it is the day."""

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
_MONTH = re.compile(FULL_MONTH)
_APART = 2
"""Days between two stretches from which they are two, in any newsroom's clock."""

_WEEKS = 14
"""Days up to which a weekday may be meant of another week."""

_CALENDAR_FORMS: tuple[set[str | None], ...] = ({"weekday", "day"}, {"weekday", "month"})
"""Ways of writing days of which one is a date."""

_CALENDAR = re.compile(
    r"[a-z]+day\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d+", re.IGNORECASE
)
_ENDS = re.compile(r"\b(\d\d?)\s?[-–]\s?(\d\d?)\b")
_AGO = re.compile(r"\b(?P<count>\w+) (?P<unit>day|week|month|year|decade)s? ago\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:at least|more than|less than|about|around|some|almost|nearly|over|roughly)\s+$",
    re.IGNORECASE,
)


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
            x, y = only_within(ours, face.here), only_within(theirs, face.there)
            if not x or not y or _form(a, x) != _form(b, y) or _one_day(a, x, b, y):
                continue
            if close or longest(face) <= SHORT or _led_alike(a, x, b, y):
                pairs.append((x, y))
    if not pairs:
        yield from _months(a, b, alike)
        yield from _by_calendar(a, b, alike) if close else ()
    for x, y in pairs:
        if _form(a, x) is not None and not (_is_bound(a, x) or _is_bound(b, y)):
            yield told("date", a, b, x.span, y.span, agrees=False)


def _months(a: Reading, b: Reading, alike: Alignment) -> Iterator[Told]:
    """Two months in one place, by their names alone: some are words, or people's names, as well."""
    for face in alike.replaced:
        here, there = a.cut(face.here), b.cut(face.there)
        if here != there and _MONTH.fullmatch(here) and _MONTH.fullmatch(there):
            yield told("date", a, b, face.here, face.there, agrees=False)


def _by_calendar(a: Reading, b: Reading, alike: Alignment) -> Iterator[Told]:
    """Days written in two ways, one as a date, which the reports' own dates tell apart.

    Only those in one place, or the only ones of either claim. "Tuesday" may be that of another
    week.
    """
    if a.published == ONE_DAY or not a.published or not b.published:
        return
    pairs = [
        (only_within(a.features.times, f.here), only_within(b.features.times, f.there))
        for f in alike.replaced
    ]
    if len(a.features.times) == len(b.features.times) == 1:
        pairs = [(a.features.times[0], b.features.times[0])]
    for x, y in pairs:
        if x and y and {_form(a, x), _form(b, y)} in _CALENDAR_FORMS and _are_apart(x, y):
            yield told("date", a, b, x.span, y.span, agrees=False)


def _are_apart(x: TimeRef, y: TimeRef) -> bool:
    """Whether days lie between two stretches, other than whole weeks between two days."""
    gap = max((y.earliest - x.latest).days, (x.earliest - y.latest).days)
    single = x.earliest == x.latest and y.earliest == y.latest
    return gap >= _APART and not (single and gap % 7 == 0 and gap <= _WEEKS)


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
    found = _FORMS.search(reading.cut(when))
    return found.lastgroup if found else None


def _one_day(a: Reading, x: TimeRef, b: Reading, y: TimeRef) -> bool:
    """Whether two stretches can be one: they overlap, or have a weekday, month or year in common.

    A "Monday" still ahead is resolved to another day than one gone by, and a month without its
    year to another year.
    """
    if fold(a.cut(x)) == fold(b.cut(y)):
        return True
    if _other_ends(a, x, b, y):
        return False
    if x.earliest <= y.latest and y.earliest <= x.latest:
        return True
    here, there = (
        set(_CALENDAR.findall(fold(reading.cut(when)))) for reading, when in ((a, x), (b, y))
    )
    return bool(here) and bool(there) and (here <= there or there <= here)


def _other_ends(a: Reading, x: TimeRef, b: Reading, y: TimeRef) -> bool:
    """Whether two stretches written alike are told apart by their numbers, though they overlap."""
    here, there = (_ENDS.search(reading.cut(when)) for reading, when in ((a, x), (b, y)))
    if here and there:
        return here.groups() != there.groups()
    here, there = (_AGO.search(reading.cut(when)) for reading, when in ((a, x), (b, y)))
    return bool(
        here
        and there
        and here["unit"].lower() == there["unit"].lower()
        and fold(here["count"]) != fold(there["count"])
        and here["count"].isdigit() == there["count"].isdigit()
    )
