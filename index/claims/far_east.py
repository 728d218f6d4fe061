"""Dates as Chinese, Japanese and Korean write them: "2024年10月21日", "10월 21일", "21일"."""

import re
from datetime import date

from index.claims.forms import TimeRef
from index.claims.intervals import (
    Anchor,
    Calendar,
    Interval,
    months_back,
    nearest,
    single,
    whole_month,
)
from index.model import Span

_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_UNIT = re.compile(r"\d\s?[년年월月일日]")
_DATE = re.compile(
    rf"(?:(?P<y>{_YEAR})\s?[년年]\s?)?(?P<m>1[0-2]|0?[1-9])\s?[월月]\s?(?:(?P<d>{_DAY})\s?[일日])?"
    rf"|(?P<y2>{_YEAR})\s?[년年]|(?<![\d월月])(?P<d2>{_DAY})일(?![\w]*간)"
)


def has_dates(text: str) -> bool:
    """Whether ``text`` holds a figure with a sign for year, month or day behind it."""
    return not text.isascii() and _UNIT.search(text) is not None


def far_eastern(text: str, anchor: Anchor) -> Calendar:
    """Dates as Chinese, Japanese and Korean write them: "2024年10月21日", "10월 21일", "21일"."""
    found: list[TimeRef] = []
    stretches: list[Span] = []
    for match in _DATE.finditer(text):
        stretches.append(Span(match.start(), match.end()))
        try:
            interval = _of_parts(
                anchor, match["y"] or match["y2"], match["m"], match["d"] or match["d2"]
            )
        except ValueError:
            interval = None
        if interval is not None:
            found.append(TimeRef(interval[0], interval[1], match.start(), match.end()))
    return Calendar(tuple(found), tuple(stretches))


def _of_parts(
    anchor: Anchor, year: str | None, month: str | None, day: str | None
) -> Interval | None:
    """The days that a year, a month and a day mean, as far as each is given."""
    if month is None and day is None:
        return (date(int(year), 1, 1), date(int(year), 12, 31)) if year else None
    if month is None and day is not None:
        if anchor.day is None:
            return None
        this = anchor.day.replace(day=int(day))
        return single(this) if this <= anchor.day else single(_last_month(this))
    number = int(month or 1)
    if day is not None:
        known = date(int(year), number, int(day)) if year else nearest(anchor, number, int(day))
        return None if known is None else single(known)
    if year or anchor.year:
        return whole_month(int(year or anchor.year or 1), number)
    return None


def _last_month(day: date) -> date:
    first, _last = months_back(day, 1)
    return first.replace(day=day.day)
