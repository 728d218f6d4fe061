"""How one found report looks in the list."""

from collections.abc import Iterable
from typing import Final

from textual.content import Content

from index.model import Hit, Span, Status, StatusCounts
from reader.drawing import (
    HIT,
    MUTED,
    Marks,
    clamped,
    marked,
    number_of,
    outlet_and_date,
    parted,
    tally,
)
from reader.panes.lines import Lines
from reader.text import NO_TITLE, source_of

_SNIPPET_LINES: Final = 2
_TITLE_LINES: Final = 2
_SHOWN: Final[tuple[Status, ...]] = ("corroborated", "disputed")


def result_row(hit: Hit, counts: StatusCounts | None, width: int) -> Lines:
    """Title, outlet and date, standing of its claims, and the words around the hits.

    Args:
        hit: the report found.
        counts: how its claims stand, where known.
        width: cells there are.
    """
    title = marked(hit.info.title or "", _hits(hit.title_hits), "bold")
    if not title:
        title = Content.styled(NO_TITLE, f"italic {MUTED}")
    lines = clamped(title, width, _TITLE_LINES) + _facts(hit, counts, width)
    if hit.hits or not hit.info.title:
        snippet = marked(hit.snippet.text, _hits(hit.snippet.hits))
        lines += clamped(snippet, width, _SNIPPET_LINES)
    return Lines([*lines, Content("")])


def _hits(spans: Iterable[Span]) -> Marks:
    return [(span, HIT) for span in spans]


def _facts(hit: Hit, counts: StatusCounts | None, width: int) -> list[Content]:
    """Outlet, date and standing, on one line where they fit and two where not."""
    outlet = Content.styled(source_of(hit.info), MUTED)
    facts = outlet_and_date(outlet, hit.info.published, width)
    standing = _standing(counts)
    together = parted([facts, standing])
    if together.cell_length <= width:
        return [together]
    return [line for line in (facts, standing) if line]


def _standing(counts: StatusCounts | None) -> Content:
    shown = [s for s in _SHOWN if counts and number_of(counts, s)]
    return tally(counts, shown) if counts else Content("")
