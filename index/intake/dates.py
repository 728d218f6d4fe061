"""Dates as newsrooms print them, into ISO 8601 at the precision they were given.

Of publication only: dates inside the reporting are the claims' business.
"""

import re
from dataclasses import dataclass
from datetime import date, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"

_ZONES = {
    "z": "+00:00",
    "utc": "+00:00",
    "gmt": "+00:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "kst": "+09:00",
    "jst": "+09:00",
    "edt": "-04:00",
    "est": "-05:00",
    "cdt": "-05:00",
    "mdt": "-06:00",
    "mst": "-07:00",
    "pdt": "-07:00",
    "pst": "-08:00",
}
"""Names of time zones that mean one thing only; "ET", "CST" or "IST" tell nothing certain."""

_TIME = re.compile(
    rf"""(?:T|[\s,(|]*(?:at\s+|오전\s*|(?P<pm>오후)\s*)?)
        (?P<hour>\d{{1,2}})(?::|시\s*)(?P<minute>\d{{2}})분?(?::\d{{2}}(?:\.\d+)?)?
        \s*(?P<half>[ap]\.?m\b\.?)?
        \s*\(?(?P<zone>[+-]\d{{2}}:?\d{{2}}\b|(?:{"|".join(_ZONES)})\b)?""",
    re.VERBOSE | re.IGNORECASE,
)

_AROUND = re.compile(
    r"""\b(?:date|dated|published|publication|posted|updated|modified|created|last|first|on|at|by|time
        |mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day
        |입력|수정|등록|송고|승인|최종수정|기사입력|발행|掲載|更新|公開|発信|发布|时间|时间|来源)\b
        |\d{1,2}:\d{2}|[ap]\.?m\b\.?|\bE[SD]?T\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words and times that stand beside a date of publication and say no more than it does."""

_FORMS = (
    re.compile(
        r"(?<![\d.])(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
    ),
    re.compile(r"(?<![\d.])(?P<year>\d{4})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?"),
    re.compile(
        r"(?P<year>\d{4})\s?[년年]\s?(?P<month>\d{1,2})\s?[월月]\s?(?P<day>\d{1,2})\s?[일日]"
    ),
    re.compile(
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH},?[\s-](?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[./-]|\s/\s)(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})"
        r"(?!\d)"
    ),
)

_WHOLE = (
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})"),
    re.compile(rf"{_MONTH},?\s(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})"),
)
"""Forms that are dates only where nothing else stands beside them."""


def normalise(given: str) -> str | None:
    """The date in a field that holds one, or ``None`` if it cannot be told."""
    given = given.strip()
    for form in _WHOLE:
        if found := form.fullmatch(given):
            return _iso(found)
    dated = find(given)
    return dated[0] if dated else None


def find(line: str) -> tuple[str, int, int] | None:
    """The first date in a line with its time, if any: ISO form, start and end in the line.

    A day and month whose order cannot be told ("03/04/2024") leave the year alone.
    """
    for form in _FORMS:
        found = form.search(line)
        if found is None:
            continue
        day = _iso(found)
        if day is None:
            continue
        clock = _TIME.match(line, found.end())
        moment = _clock(clock) if clock else None
        if clock and moment and len(day) == len("2024-10-21"):
            return f"{day}T{moment}", found.start(), clock.end()
        return day, found.start(), found.end()
    return None


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if not 1600 <= year < 2200:
        return None
    month, day = _month(parts), parts.get("day")
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return f"{year:04}"
        month, day = (second, str(first)) if first > 12 else (first, str(second))
    if month is None:
        return f"{year:04}"
    try:
        whole = date(year, month, int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else f"{year:04}-{month:02}"


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("name"):
        return _MONTHS[name.lower()]
    number = parts.get("month")
    return int(number) if number else None


def _clock(found: re.Match[str]) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = "p" if found["pm"] else (found["half"] or "")[:1].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        clock = time(hour, minute).isoformat("minutes")
    except ValueError:
        return None
    zone = (found["zone"] or "").lower()
    if zone[:1] in {"+", "-"}:
        return f"{clock}{zone[:3]}:{zone[-2:]}"
    return clock + _ZONES.get(zone, "")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when the report appeared, and what else stands on it."""

    published: str
    rest: str


def date_line(line: str) -> DateLine | None:
    """What a line gives as date of publication, if it is one that gives nothing but such facts.

    ``rest`` is what remains of it without the dates and the words around them: a name, a photo
    credit, the name of a programme.
    """
    if len(line) > 120:
        return None
    dated = find(line)
    if dated is None:
        return None
    rest = line
    while found := find(rest):
        rest = f"{rest[: found[1]]} {rest[found[2] :]}"
    rest = " ".join(_AROUND.sub(" ", rest).split()).strip(" \t|·•-–—/,.:;()[]<>")
    words = rest.split()
    if len(rest) > 60 or len(words) > 6 or any(word[0].islower() for word in words):
        return None
    return DateLine(dated[0], rest)


def without_date(line: str) -> str | None:
    """A line without its date and the words around it; ``None`` if it has no date."""
    dated = find(line)
    return _AROUND.sub(" ", line[: dated[1]] + line[dated[2] :]) if dated else None
