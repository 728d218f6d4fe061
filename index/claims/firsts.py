"""Who published first, as far as the dates can tell.

Nothing is guessed: where one date is known to the day only, two reports of that day are level.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

_ISO: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ].+)?)?)?")
_DAY: Final = 10


def firsts(published: Mapping[str, str | None]) -> tuple[str, ...]:
    """The articles that none of the others is known to precede.

    Args:
        published: dates by article, ISO 8601 at any precision.

    Returns:
        Ids in the order given; none where no date is known.
    """
    known = {id_: date for id_, date in published.items() if date and _ISO.fullmatch(date)}
    return tuple(
        id_
        for id_, date in known.items()
        if not any(_precedes(other, date) for other in known.values())
    )


def by_date(published: str | None) -> tuple[bool, str, str]:
    """A key that sorts dates, the earliest first and unknown ones last."""
    if not published or not _ISO.fullmatch(published):
        return (True, "", "")
    moment = _moment(published)
    return (False, published[:_DAY], moment.isoformat() if moment else "")


def _precedes(one: str, other: str) -> bool:
    moments = (_moment(one), _moment(other))
    if moments[0] and moments[1]:
        return moments[0] < moments[1]
    shared = min(len(one), len(other), _DAY)
    return one[:shared] < other[:shared]


def _moment(published: str) -> datetime | None:
    """The time of publication, where one is given; UTC where it names no zone."""
    if len(published) <= _DAY:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
