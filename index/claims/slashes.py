"""Days written in digits with slashes: "21/10/2024", "10/21/24".

Half the world writes the day first, the other half the month. A date of which one number is no
month says it by itself; for the others what else the report writes has to. One that neither
settles is left unread, never guessed.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from index.claims.forms import TimeRef
from index.claims.intervals import Anchor, Calendar
from index.model import Span

Order = Literal["day first", "month first"]

_DATE = re.compile(
    r"(?<![\d/.,-])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:1[6-9]|20)?\d\d)"
    r"(?![\d/]|[.,-]\d)"
)


def order_of(text: str, published: str | None) -> Order | None:
    """The order in which an article writes its days; ``None`` where it does not show.

    Args:
        text: the article's text.
        published: its date, ISO 8601: written in the text, it shows the order too.
    """
    if "/" not in text:
        return None
    anchor = Anchor.read(published)
    shown: set[Order] = set()
    for found in _DATE.finditer(text):
        possible = _readings(found, anchor)
        if len(possible) == 2:
            # Of the two days that can be meant, one is that of the report.
            possible = {order: day for order, day in possible.items() if day == anchor.day}
        if found["first"] != found["second"] and len(possible) == 1:
            shown |= set(possible)
    return shown.pop() if len(shown) == 1 else None


def slashed(text: str, anchor: Anchor, order: Order | None) -> Calendar:
    """The days of a text that are written so, and the stretches that hold one, read or not.

    Args:
        text: any text.
        anchor: the article's date; years of two digits are left unread without it.
        order: the order the article writes them in, where it shows.
    """
    if "/" not in text:
        return Calendar()
    return Calendar(
        tuple(_days(text, anchor, order)),
        tuple(Span(found.start(), found.end()) for found in _DATE.finditer(text)),
    )


def _days(text: str, anchor: Anchor, order: Order | None) -> Iterator[TimeRef]:
    for found in _DATE.finditer(text):
        possible = _readings(found, anchor)
        if len(set(possible.values())) == 1:
            day: date | None = next(iter(possible.values()))
        else:
            day = possible.get(order) if order else None
        if day is not None:
            yield TimeRef(day, day, found.start(), found.end())


def _readings(found: re.Match[str], anchor: Anchor) -> dict[Order, date]:
    """The days that can be meant, by the order of the numbers."""
    year = _year(found["year"], anchor)
    if year is None:
        return {}
    first, second = int(found["first"]), int(found["second"])
    orders: tuple[tuple[Order, int, int], ...] = (
        ("day first", second, first),
        ("month first", first, second),
    )
    possible: dict[Order, date] = {}
    for order, month, day in orders:
        try:
            possible[order] = date(year, month, day)
        except ValueError:
            continue
    return possible


def _year(digits: str, anchor: Anchor) -> int | None:
    """Of the years that end so, the one nearest to the article's, which must be known."""
    if len(digits) == 4:
        return int(digits)
    if anchor.year is None:
        return None
    behind = (anchor.year - int(digits) + 50) % 100 - 50
    return anchor.year - behind
