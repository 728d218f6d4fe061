"""How far apart two reports were published. Knows nothing of the days their claims name."""

from datetime import UTC, date, datetime

ONE_DAY = "2001-01-03"
"""Where neither date is known two sentences are read as of one day, so that weekdays differ."""

_DAY = 86_400.0


def days_from(earlier: str | None, later: str | None) -> float | None:
    """Days from the first publication to the second, negative when it came before.

    Args:
        earlier: ISO 8601 at any precision.
        later: the same.

    Returns:
        Days, with a fraction where both give a time; ``None`` where either is unknown or known
        no better than to the month.
    """
    if not earlier or not later or len(earlier) < 10 or len(later) < 10:
        return None
    try:
        if len(earlier) > 10 and len(later) > 10:
            return (_moment(later) - _moment(earlier)).total_seconds() / _DAY
        first, second = date.fromisoformat(earlier[:10]), date.fromisoformat(later[:10])
    except ValueError:
        return None
    return float((second - first).days)


def _moment(published: str) -> datetime:
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
