"""Days: what an article's date covers, and what a person means by a date in a query.

Days are proleptic ordinals (:meth:`datetime.date.toordinal`); a period is its first and last
day. An article is found by a date only where its own date, at the precision known, lies wholly
within: a report dated ``2024-10`` is not claimed for the 21st.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

UNKNOWN = 0
"""The ordinal that stands for no date; real ones start at 1."""

DAY, MONTH, YEAR = 0, 1, 2
"""How exactly a date is known, finer ones lower."""

EPOCH = 719_163
"""The ordinal of 1970-01-01, where other calendars of days begin."""

UNKNOWN_MOMENT = -(1 << 62)

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YEARS = range(1, 10000)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_WEEKDAYS = {
    name.lower(): number
    for names in (calendar.day_name, calendar.day_abbr)
    for number, name in enumerate(names)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_FORMS = (
    r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?",
    r"today|yesterday",
    r"(?:this|last)\s+(?:week|month|year)",
    r"(?:last|past)\s+\d{1,4}\s+(?:day|week|month|year)s?",
    rf"\d{{1,2}}\s+(?:{_MONTH})\.?(?:\s+\d{{4}})?",
    rf"(?:{_MONTH})\.?\s+\d{{1,2}}(?:\s*,?\s+\d{{4}})?(?!\d)",
    rf"(?:{_MONTH})\.?(?:\s+\d{{4}})?",
    rf"(?:last\s+)?(?:{_WEEKDAY})",
)


@cache
def expression() -> re.Pattern[str]:
    """One date expression at a place of a query; the longest form at hand."""
    # Takes some milliseconds to make, which a query without dates need not wait for.
    return re.compile(rf"(?:{'|'.join(_FORMS)})(?![^\W_])(?!-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, ready for columns.

    ``first`` and ``last`` are the days its date covers, :data:`UNKNOWN` without one; ``moment``
    is minutes since year 1 (UTC where a zone is given), for sorting.
    """

    first: int
    last: int
    moment: int


def published(text: str | None) -> Published:
    """Read an article's date; anything that is no date counts as unknown."""
    match = _ISO.match(text or "")
    period = _iso_period(match) if match else None
    if period is None or text is None:
        return Published(UNKNOWN, UNKNOWN, UNKNOWN_MOMENT)
    moment = period.first * 1440
    if "T" in text:
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            return Published(period.first, period.last, moment)
        moment = period.first * 1440 + when.hour * 60 + when.minute
        offset = when.utcoffset()
        if offset is not None:
            moment -= int(offset.total_seconds()) // 60
    return Published(period.first, period.last, moment)


def today() -> date:
    """The day where the reader is."""
    return datetime.now(UTC).astimezone().date()


def understand(expression: str, now: date) -> Period | None:
    """The period a person means on the day ``now``; ``None`` when it is no date."""
    words = " ".join(expression.lower().replace(",", " ").replace(".", " ").split())
    match = re.fullmatch(_ISO, words)
    if match:
        return _iso_period(match)
    for reading in (_relative, _named_day, _named_month):
        period = reading(words, now)
        if period is not None:
            return period
    return None


def _iso_period(match: re.Match[str]) -> Period | None:
    year, month, day = (int(group) if group else None for group in match.groups())
    return _period(year or 0, month, day)


def _period(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    if year not in _YEARS or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return Period(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    length = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= length:
        return None
    first = date(year, month, day or 1).toordinal()
    return Period(first, first if day else first + length - 1)


def _relative(words: str, now: date) -> Period | None:
    today_ = now.toordinal()
    if words == "today":
        return Period(today_, today_)
    if words == "yesterday":
        return Period(today_ - 1, today_ - 1)
    match = re.fullmatch(r"(this|last) (week|month|year)", words)
    if match:
        return _calendar_unit(match[1] == "last", match[2], now)
    match = re.fullmatch(r"(?:last|past) (\d{1,4}) (day|week|month|year)s?", words)
    if match:
        days = int(match[1]) * {"day": 1, "week": 7, "month": 30, "year": 365}[match[2]]
        return Period(max(1, today_ - max(days, 1) + 1), today_)
    match = re.fullmatch(rf"(last )?({_WEEKDAY})", words)
    if match:
        back = (now.weekday() - _WEEKDAYS[match[2]]) % 7
        day = today_ - (back or (7 if match[1] else 0))
        return Period(day, day)
    return None


def _calendar_unit(previous: bool, unit: str, now: date) -> Period | None:
    if unit == "week":
        monday = now.toordinal() - now.weekday() - (7 if previous else 0)
        return Period(monday, monday + 6)
    if unit == "year":
        return _period(now.year - previous)
    inside = now.replace(day=1) - timedelta(days=1 if previous else 0)
    return _period(inside.year, inside.month)


def _named_month(words: str, now: date) -> Period | None:
    match = re.fullmatch(rf"({_MONTH})(?: (\d{{4}}))?", words)
    if not match:
        return None
    month = _MONTHS[match[1]]
    year = int(match[2]) if match[2] else now.year - (month > now.month)
    return _period(year, month)


def _named_day(words: str, now: date) -> Period | None:
    match = re.fullmatch(rf"(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?", words)
    other = re.fullmatch(rf"({_MONTH}) (\d{{1,2}})(?: (\d{{4}}))?", words)
    if match:
        day, month, year = int(match[1]), _MONTHS[match[2]], match[3]
    elif other:
        day, month, year = int(other[2]), _MONTHS[other[1]], other[3]
    else:
        return None
    chosen = int(year) if year else now.year - ((month, day) > (now.month, now.day))
    return _period(chosen, month, day)
