"""Days and stretches of days that a text names, resolved against the article's own date.

Gregorian calendar, English month and weekday names, digits in the common orders. What cannot
be resolved without an article's date is left out, never guessed.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.claims.far_east import far_eastern, has_dates
from index.claims.forms import TimeRef
from index.claims.intervals import (
    Anchor,
    Calendar,
    Interval,
    months_back,
    nearest,
    part_of,
    period,
    single,
    whole_month,
)
from index.claims.listing import word_list, word_set
from index.claims.months import MONTH, MONTH_WORDS, month_number
from index.claims.slashes import Order, slashed
from index.claims.words import letters
from index.model import Span

_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SMALL = {
    word: number
    for number, word in enumerate(
        word_list("""
    zero one two three four five six seven eight nine ten eleven twelve
    """)
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}

_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_TIME = re.compile(
    rf"(?:"
    rf"(?P<iso>(?P<iy>{_YEAR})(?:-(?P<im>0?[1-9]|1[0-2])-(?P<id>{_DAY})"
    rf"|\.\s?(?P<im2>0?[1-9]|1[0-2])\.\s?(?P<id2>{_DAY})"
    rf"|/(?P<im3>0?[1-9]|1[0-2])/(?P<id3>{_DAY}))\b)"
    rf"|(?P<md>(?P<mm>{MONTH})\s+(?P<mday>{_DAY})(?:st|nd|rd|th)?\b"
    rf"(?:\s?[-–]\s?(?P<mday2>{_DAY})\b)?(?:,?\s+(?P<my>{_YEAR})\b)?)"
    rf"|(?P<dm>(?:the\s+)?(?P<dday>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<dmon>{MONTH})"
    rf"(?:,?\s+(?P<dy>{_YEAR})\b)?)"
    rf"|(?P<mon>(?:(?P<mpart>early|mid|late)[- ])?(?:(?P<mrel>last|next|this|in|since|by|until|of)"
    rf"\s+)?(?P<mname>{MONTH})(?:,?\s+(?P<myear>{_YEAR})\b)?)"
    rf"|(?P<wd>(?:(?P<wrel>last|next|this|coming)\s+)?(?P<wday>{_WEEKDAY})\b)"
    rf"|(?P<ago>(?<!ty-)(?P<n>\d{{1,3}}|an?\s+couple\s+of|couple\s+of|an?|one|two|three|four|five|six|seven"
    rf"|eight|nine|ten|eleven|twelve)\s+(?P<aunit>day|week|month|year|decade)s?\s+"
    rf"(?P<dir>ago|earlier|from\s+now))"
    rf"|(?P<day>yesterday|today|tonight|tomorrow|this\s+(?:morning|afternoon|evening)|last\s+night"
    rf"|overnight)"
    rf"|(?P<rel>(?:(?P<part>early|earlier|late|later|mid)\s+)?(?P<which>last|past|previous|next"
    rf"|coming|this)\s+(?P<unit>week|month|year|weekend))"
    rf"|(?P<quarter>(?:the\s+)?(?:(?P<qth>first|second|third|fourth)[\s-]quarter|Q(?P<qn>[1-4]))"
    rf"(?:,?\s+(?:of\s+)?(?P<qy>{_YEAR})\b)?)"
    rf"|(?P<weekend>(?:over|at|during|on)\s+the\s+weekend)"
    rf"|(?P<decade>the\s+(?:early\s+|mid-|late\s+)?(?P<dec>(?:1[6-9]|20)\d0)['’]?s)"
    rf"|(?P<span>(?P<from>{_YEAR})\s?[-–]\s?(?P<to>(?:1[6-9]|20)?\d\d)(?![\d,.:%-]*\d|-))"
    rf"|(?P<year>(?:(?P<ypart>early|mid|late)[- ])?(?P<yy>{_YEAR})(?![\d,.:%-]*\d|s\b|-\w))"
    rf")",
    re.IGNORECASE,
)
_TRIGGERS = (
    MONTH_WORDS
    | frozenset(_WEEKDAYS)
    | word_set("""
    day days week weeks month months year years weekend decade decades yesterday today tonight
    tomorrow morning afternoon evening night overnight quarter q
    """)
)
_TOKEN = re.compile(r"(?<![^\W_])(?:[A-Za-z]+|\d+)")
_STARTS = (
    MONTH_WORDS
    | frozenset(_WEEKDAYS)
    | frozenset(_SMALL)
    | word_set("""
    last next this coming past previous early earlier late later mid in since by until of the a an
    couple yesterday today tonight tomorrow overnight over at during on first second third fourth q
    """)
)
"""Words a date can begin with."""

_WORDS_BEFORE = 4
"""Words from the first of a date to the month, weekday, unit or year that makes it one, at most:
"an couple of years ago", "the 3rd of May"."""

_DATE_DIGITS = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|during|after|before|through|the|this|that|an?|his|her|its|their"
    r"|our|early|mid|late|summer|fall|autumn|winter|spring)|['’]s|[(–—])\s*$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|members|[a-z]+(?:[^su\W]s|ies))\b"
)


def times(text: str, published: str | None = None, *, ahead: bool = False) -> tuple[TimeRef, ...]:
    """The days ``text`` names, in order.

    Args:
        text: any text.
        published: ISO 8601 date of the article, at the precision known.
        ahead: the text speaks of what is to come, so a bare weekday is the next one rather
            than the last; the day of publication itself counts for both.

    Returns:
        Intervals of whole days, both ends included.
    """
    return calendar_of(text, published, ahead=ahead).times


_BUSINESS = re.compile(
    r"\b(?:profits?|earn\w*|sales|revenues?|growth|gdp|econom\w+|income|loss(?:es)?|results|exports"
    r"|inflation|percent|dividend)\b|%|[$€£¥]",
    re.IGNORECASE,
)
_QUARTERS = ("first", "second", "third", "fourth")
_NOTHING = Calendar()


class _NoDateError(Exception):
    """What matched is another word or number: "may", "2000 troops"."""


def calendar_of(
    text: str,
    published: str | None = None,
    *,
    ahead: bool = False,
    order: Order | None = None,
) -> Calendar:
    """As ``times``, with the stretches that hold no numbers to count.

    ``order`` is that of days written with slashes, where the article shows it.
    """
    if has_dates(text):
        return far_eastern(text, Anchor.read(published))
    if "/" in text:
        return slashed(text, Anchor.read(published), order).with_others(
            _in_words(text, published, ahead)
        )
    return _in_words(text, published, ahead)


def _in_words(text: str, published: str | None, ahead: bool) -> Calendar:
    if not _DATE_DIGITS.search(text) and _TRIGGERS.isdisjoint(letters(text)):
        return _NOTHING
    anchor = Anchor.read(published)
    found: list[TimeRef] = []
    stretches: list[Span] = []
    for match in _candidates(text):
        try:
            interval = _READERS[match.lastgroup or ""](match, text, anchor, ahead)
        except _NoDateError:
            continue
        except (ValueError, OverflowError):
            interval = None
        stretches.append(Span(match.start(), match.end()))
        if interval is not None:
            found.append(TimeRef(interval[0], interval[1], match.start(), match.end()))
    return Calendar(tuple(found), tuple(stretches))


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Everything that may be a date, in order, tried only where one can begin."""
    if text.isascii():
        words: list[str] = _TOKEN.findall(text.lower())
    else:
        words = [token.lower() for token in _TOKEN.findall(text)]
    near = [
        at
        for at, word in enumerate(words)
        if word in _TRIGGERS or (len(word) == 4 and word.isdigit())
    ]
    if not near:
        return
    places: list[int] = []
    first = 0
    for key in near:
        first = max(first, key - _WORDS_BEFORE)
        places += [
            at for at in range(first, key + 1) if words[at] in _STARTS or words[at].isdigit()
        ]
        first = key + 1
    starts = [token.start() for token in _TOKEN.finditer(text)]
    end = 0
    for at in places:
        match = _TIME.match(text, starts[at]) if starts[at] >= end else None
        if match is not None:
            end = match.end()
            yield match


def _iso(match: re.Match[str], _text: str, _anchor: Anchor, _ahead: bool) -> Interval | None:
    month = match["im"] or match["im2"] or match["im3"]
    day = match["id"] or match["id2"] or match["id3"]
    return single(date(int(match["iy"]), int(month), int(day)))


def _day_of_month(
    anchor: Anchor, month: str, day: str, last: str | None, year: str | None
) -> Interval | None:
    number = month_number(month)
    first = date(int(year), number, int(day)) if year else nearest(anchor, number, int(day))
    if first is None:
        return None
    return first, first.replace(day=max(int(last), first.day)) if last else first


def _md(match: re.Match[str], _text: str, anchor: Anchor, _ahead: bool) -> Interval | None:
    if match["mm"].islower():
        raise _NoDateError
    return _day_of_month(anchor, match["mm"], match["mday"], match["mday2"], match["my"])


def _dm(match: re.Match[str], _text: str, anchor: Anchor, _ahead: bool) -> Interval | None:
    if match["dmon"].islower():
        raise _NoDateError
    return _day_of_month(anchor, match["dmon"], match["dday"], None, match["dy"])


def _mon(match: re.Match[str], text: str, anchor: Anchor, ahead: bool) -> Interval | None:
    name = match["mname"]
    if name.islower() or not _means_month(match, text):
        raise _NoDateError
    month = month_number(name)
    if match["myear"]:
        return part_of(whole_month(int(match["myear"]), month), match["mpart"])
    if anchor.day is None:
        return whole_month(anchor.year, month) if anchor.year else None
    year = anchor.day.year
    relation = (match["mrel"] or "").lower()
    if relation == "next" or (ahead and relation != "last"):
        year += month < anchor.day.month
    elif relation != "this":
        year -= month > anchor.day.month
    return part_of(whole_month(year, month), match["mpart"])


def _means_month(match: re.Match[str], text: str) -> bool:
    """Whether a bare month name is one: "May", "March" and "Jan" are other words too."""
    if match["myear"] or match["mrel"] or match["mpart"]:
        return True
    name = match["mname"].rstrip(".").lower()
    before = text[max(0, match.start() - 12) : match.start()].split()
    led = bool(before) and before[-1].lower() in {"in", "since", "by", "until", "of", "from", "to"}
    return led or (len(name) > 4 and name not in {"march", "april", "august"})


def _wd(match: re.Match[str], _text: str, anchor: Anchor, ahead: bool) -> Interval | None:
    if match["wday"].islower():
        raise _NoDateError
    if anchor.day is None:
        return None
    weekday = _WEEKDAYS[match["wday"].lower()]
    relation = (match["wrel"] or "").lower()
    behind = (anchor.day.weekday() - weekday) % 7
    if relation == "last":
        return single(anchor.day - timedelta(behind or 7))
    if relation in {"next", "coming"} or (ahead and behind):
        return single(anchor.day + timedelta(7 - behind))
    return single(anchor.day - timedelta(behind))


def _ago(match: re.Match[str], _text: str, anchor: Anchor, _ahead: bool) -> Interval | None:
    if anchor.day is None or match["dir"].lower() == "earlier":
        return None
    raw = " ".join(match["n"].lower().split())
    count = int(raw) if raw.isdigit() else _SMALL.get(raw, 2)
    if match["dir"].lower() != "ago":
        count = -count
    unit = match["aunit"].lower()
    if unit == "day":
        return single(anchor.day - timedelta(count))
    if unit == "week":
        middle = anchor.day - timedelta(7 * count)
        return middle - timedelta(3), middle + timedelta(3)
    if unit == "month":
        return months_back(anchor.day, count)
    year = anchor.day.year - count * (10 if unit == "decade" else 1)
    return date(year, 1, 1), date(year, 12, 31)


def _day(match: re.Match[str], _text: str, anchor: Anchor, _ahead: bool) -> Interval | None:
    if anchor.day is None:
        return None
    word = " ".join(match["day"].lower().split())
    if word in {"last night", "overnight"}:
        return anchor.day - timedelta(1), anchor.day
    return single(anchor.day + timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0)))


def _rel(match: re.Match[str], _text: str, anchor: Anchor, _ahead: bool) -> Interval | None:
    if anchor.day is None:
        return None
    step = {"next": 1, "coming": 1, "this": 0}.get(match["which"].lower(), -1)
    whole = period(anchor.day, match["unit"].lower(), step)
    part = (match["part"] or "").lower()
    if part == "earlier":
        return whole[0], max(whole[0], anchor.day)
    if part == "later":
        return min(max(whole[0], anchor.day), whole[1]), whole[1]
    return part_of(whole, part or None)


def _quarter(match: re.Match[str], text: str, anchor: Anchor, _ahead: bool) -> Interval | None:
    """Three months of the year named, else of the last such quarter that had begun.

    Games have quarters too: without a year the text must speak of business.
    """
    if not match["qy"] and not _BUSINESS.search(text):
        raise _NoDateError
    number = int(match["qn"] or _QUARTERS.index(match["qth"].lower()) + 1)
    year = int(match["qy"]) if match["qy"] else anchor.year
    if year is None:
        return None
    first = whole_month(year, 3 * number - 2)
    if not match["qy"] and anchor.day is not None and first[0] > anchor.day:
        year -= 1
    return date(year, 3 * number - 2, 1), whole_month(year, 3 * number)[1]


def _weekend(_match: re.Match[str], _text: str, anchor: Anchor, ahead: bool) -> Interval | None:
    return period(anchor.day, "weekend", int(ahead) - 1) if anchor.day else None


def _decade(match: re.Match[str], _text: str, _anchor: Anchor, _ahead: bool) -> Interval | None:
    year = int(match["dec"])
    return date(year, 1, 1), date(year + 9, 12, 31)


def _year(match: re.Match[str], text: str, _anchor: Anchor, _ahead: bool) -> Interval | None:
    """A bare number in the range of years is one unless it counts the noun after it."""
    led = _YEAR_BEFORE.search(text[max(0, match.start() - 14) : match.start()])
    if not led and not match["ypart"]:
        glued = match.start() > 0 and text[match.start() - 1] in "$€£¥₩.,:/#"
        if glued or _COUNTED_AFTER.match(text, match.end()):
            raise _NoDateError
    year = int(match["yy"])
    return part_of((date(year, 1, 1), date(year, 12, 31)), match["ypart"])


def _span(match: re.Match[str], _text: str, _anchor: Anchor, _ahead: bool) -> Interval | None:
    """Years with a dash between: "2014-15", "1914–1918"."""
    first, last = int(match["from"]), int(match["to"])
    if last < 100:
        last += first - first % 100
    if not first < last <= first + 100:
        raise _NoDateError
    return date(first, 1, 1), date(last, 12, 31)


_READERS = {
    "span": _span,
    "quarter": _quarter,
    "weekend": _weekend,
    "iso": _iso,
    "md": _md,
    "dm": _dm,
    "mon": _mon,
    "wd": _wd,
    "ago": _ago,
    "day": _day,
    "rel": _rel,
    "decade": _decade,
    "year": _year,
}
