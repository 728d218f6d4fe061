"""A query read from left to right, and the dates in it; the rest of the language is the parser's.

Where it is still being typed an unfinished date at its end is noted and not used.
"""

import re
from datetime import date
from typing import Final, NoReturn

from index.errors import QueryError
from index.fulltext import dates
from index.fulltext.syntax import Days

QUOTES: Final = '"\u201c\u201d'
RUN: Final = re.compile(rf"[^\s(){QUOTES}]+")
"""What stands between white space, brackets and quotes."""

_SPACE: Final = re.compile(r"\s*")
_BOUND: Final = re.compile(r">=|<=|>|<")


class QueryReader:
    """How far a query has been read.

    Attributes:
        query: as typed.
        typing: its end is taken leniently.
        today: the day relative dates count from.
        at: how far it has been read.
        notes: what of it was passed over.
    """

    def __init__(self, query: str, typing: bool, today: date | None) -> None:
        self.query = query
        self.typing = typing
        self.today = today
        self.at = 0
        self.notes: list[str] = []

    def fail(self, start: int, end: int, problem: str) -> NoReturn:
        """Say where in the query the trouble is."""
        raise QueryError(self.query, start, end, problem)

    def skip(self) -> bool:
        """Pass over white space; true while something is left."""
        match = _SPACE.match(self.query, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.query)

    def days(self, start: int) -> Days | None:
        """The date that stands here, of a field that began at ``start``."""
        value = self.at
        if self.query[value] in QUOTES:
            self.at += 1
        if self.query[self.at :].lower().startswith("unknown"):
            self.at += len("unknown")
            self._close_quote(value)
            return Days(None, None, start, self.at)
        bounds = self._bounds()
        if bounds is not None:
            self._close_quote(value)
        run = RUN.match(self.query, self.at)
        if bounds is None or run is not None:
            self._no_date(value)
            return None
        first, last = bounds
        if first is not None and last is not None and first > last:
            if self.typing and self.at == len(self.query):
                self._no_date(value)
                return None
            self.fail(value, self.at, "this range ends before it begins; swap its two dates")
        return Days(first or 1, last or date.max.toordinal(), start, self.at)

    def _close_quote(self, value: int) -> None:
        if self.query[value] in QUOTES and self.query[self.at : self.at + 1] in {*QUOTES}:
            self.at += 1

    def _bounds(self) -> tuple[int | None, int | None] | None:
        """First and last day of what stands here, a missing one open; ``None``: no date."""
        bound = _BOUND.match(self.query, self.at)
        if bound:
            self.at = bound.end()
        period = self._period()
        if bound:
            return _bounded(bound[0], period) if period else None
        if not self.query.startswith("..", self.at):
            return (period.first, period.last) if period else None
        self.at += 2
        upper = self._period()
        if period is None and upper is None:
            return None
        return period.first if period else None, upper.last if upper else None

    def _period(self) -> dates.Period | None:
        match = dates.expression().match(self.query, self.at)
        period = dates.understand(match[0], self.today or dates.today()) if match else None
        if match is None or period is None or self._unfinished(match):
            return None
        self.at = match.end()
        return period

    def _unfinished(self, match: re.Match[str]) -> bool:
        """Whether a month or day being typed still lacks its second digit."""
        at_end = self.typing and match.end() == len(self.query)
        return at_end and re.search(r"-\d$", match[0]) is not None

    def _no_date(self, value: int) -> None:
        rest = re.compile(rf"[^(){QUOTES}]*" if self.typing else r"[^\s()]*")
        match = rest.match(self.query, value + (self.query[value] in QUOTES))
        end = max(match.end() if match else value, self.at, value)
        if self.typing and end == len(self.query):
            self.at = end
            self.notes.append("the date is not finished yet, so it is not used")
            return
        self.fail(
            value,
            max(end, value + 1),
            "not a date; write date:2024-10-21, date:2024-10, date:2024-10-01..2024-10-31,"
            " date:>=2024-10-21, date:yesterday or date:last week",
        )


def _bounded(sign: str, period: dates.Period) -> tuple[int | None, int | None]:
    match sign:
        case ">":
            return period.last + 1, None
        case ">=":
            return period.first, None
        case "<":
            return None, period.first - 1
        case _:
            return None, period.last
