"""Stretches of days, and reckoning from an article's own date. Reads no text."""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from index.claims.forms import TimeRef
from index.model import Span

Interval = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days a text names, and every stretch that names one, resolved or not."""

    times: tuple[TimeRef, ...] = ()
    stretches: tuple[Span, ...] = ()

    def with_others(self, other: "Calendar") -> "Calendar":
        """The days of both, in order; where two touch, this one's."""

        def apart(place: Span | TimeRef) -> bool:
            return all(
                place.end <= span.start or span.end <= place.start for span in self.stretches
            )

        if not self.stretches:
            return other
        times = (*self.times, *filter(apart, other.times))
        stretches = (*self.stretches, *filter(apart, other.stretches))
        return Calendar(
            tuple(sorted(times, key=lambda when: when.start)),
            tuple(sorted(stretches, key=lambda span: span.start)),
        )


class Anchor:
    """The article's date: a day, or only a year or month."""

    __slots__ = ("day", "year")

    def __init__(self, day: date | None, year: int | None) -> None:
        self.day = day
        self.year = year

    @classmethod
    def read(cls, published: str | None) -> "Anchor":
        """From ISO 8601 at any precision; nothing is known of what cannot be read."""
        if not published:
            return cls(None, None)
        try:
            day = date.fromisoformat(published[:10])
        except ValueError:
            year = published[:4]
            known = year.isascii() and year.isdigit() and MINYEAR <= int(year) <= MAXYEAR
            return cls(None, int(year) if known else None)
        return cls(day, day.year)


def single(day: date) -> Interval:
    """One day as a stretch."""
    return day, day


def nearest(anchor: Anchor, month: int, day: int) -> date | None:
    """The day of that month nearest to the article's date."""
    if anchor.day is None:
        return date(anchor.year, month, day) if anchor.year else None
    reference = anchor.day
    options = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            options.append(date(year, month, day))
        except ValueError:
            continue
    return min(options, key=lambda option: abs(option - reference), default=None)


def whole_month(year: int, month: int) -> Interval:
    """All days of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_back(day: date, count: int) -> Interval:
    """All days of the month so many months before; negative counts lead ahead."""
    index = day.year * 12 + day.month - 1 - count
    return whole_month(index // 12, index % 12 + 1)


def period(day: date, unit: str, step: int) -> Interval:
    """The "week", "month", "year" or "weekend" ``step`` units from the one ``day`` is in."""
    if unit == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    if unit == "month":
        return months_back(day, -step)
    monday = day - timedelta(day.weekday()) + timedelta(7 * step)
    if unit == "week":
        return monday, monday + timedelta(6)
    if step == 0 and day.weekday() == 0:
        monday -= timedelta(7)
    return monday + timedelta(4), monday + timedelta(6)


def part_of(whole: Interval, part: str | None) -> Interval:
    """The early, middle or late third of a stretch."""
    if not part:
        return whole
    third = timedelta(((whole[1] - whole[0]).days + 1) // 3)
    if part.lower() == "early":
        return whole[0], whole[0] + third
    if part.lower() == "late":
        return whole[1] - third, whole[1]
    return whole[0] + third, whole[1] - third
