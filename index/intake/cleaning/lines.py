"""What a line is by its own words, wherever it stands."""

from collections.abc import Callable

from index.intake import bylines, dates, outlets
from index.intake.cleaning import captions, sections, widgets
from index.model import MarkKind

_BY_WORDS: tuple[tuple[MarkKind, Callable[[str], object]], ...] = (
    ("copyright", outlets.is_copyright),
    ("sign-off", outlets.sign_off),
    ("section", sections.is_section),
    ("byline", bylines.parse),
    ("caption", captions.is_caption),
    ("widget", widgets.is_widget),
)
"""What tells each kind of line, in the order of asking: the plainest first."""

_LONGEST = 600
"""Code points; a longer line holds reporting, whatever else is on it."""


def kind(line: str, *, at_edge: bool) -> MarkKind | None:
    """What a line is as a whole, ``None`` for reporting and for what only its place could tell.

    Args:
        line: the line without the space around it.
        at_edge: whether it stands near the top or the end, where more may stand beside a
            date and a source named alone is the article's.
    """
    if len(line) > _LONGEST:
        return None
    for name, tells in _BY_WORDS:
        if tells(line):
            return name
    dated = dates.date_line(line)
    if dated and (at_edge or not dated.rest):
        return "dateline"
    return "byline" if at_edge and outlets.labelled(line) else None
