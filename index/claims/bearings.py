"""When a report is from and which days it names, as far as that tells its event from another.

Two reports on two quakes share their vocabulary; what they seldom share is the year they are of
and a day of the year. Many reports that come without a date still name some of these. Reads the
whole text, marked parts too, where the date of a report most often stands.
"""

import re
from dataclasses import dataclass

import numpy as np

from index.claims.months import month_number

_MONTH = (
    r"\b(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)

_MONTH_DAY = re.compile(rf"{_MONTH}\s(\d\d?)(?!\d)", re.ASCII)
_DAY_MONTH = re.compile(rf"(?<!\d)(\d\d?)(?:st|nd|rd|th)?\s{_MONTH}", re.ASCII)
_YEAR = re.compile(r"(?<![\d$€£,.-])(?:19|20)\d\d(?![\d%]|[,.]\d)", re.ASCII)

_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Bearings:
    """What a report says of when it is from.

    Attributes:
        year: of its date, or else the latest it names; 0 where it names none.
        days: days of the year it names, each 32 times the number of the month plus the day.
        counts: whether its claims give any figures.
    """

    year: int
    days: frozenset[int]
    counts: bool

    @classmethod
    def of(cls, text: str, published: str | None, *, counts: bool) -> "Bearings":
        """Read a report.

        Args:
            text: the whole of it.
            published: its date, ISO 8601, where that is known.
            counts: whether its claims give any figures.
        """
        if published is not None and published[:4].isdecimal():
            year = int(published[:4])
        else:
            year = max(map(int, _YEAR.findall(text)), default=0)
        named = [
            *_MONTH_DAY.findall(text),
            *((month, day) for day, month in _DAY_MONTH.findall(text)),
        ]
        days = frozenset(
            32 * month_number(month) + int(day)
            for month, day in named
            if 0 < int(day) <= _LONGEST_MONTH
        )
        return cls(year, days, counts)

    def pack(self) -> bytes:
        """These as bytes."""
        return np.array([self.year, self.counts, *sorted(self.days)], dtype=np.uint16).tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> "Bearings":
        """What ``pack`` made bytes of."""
        year, counts, *days = np.frombuffer(packed, dtype=np.uint16).tolist()
        return cls(year, frozenset(days), bool(counts))
