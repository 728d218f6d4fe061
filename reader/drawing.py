"""Marked text for lists and lines: article words in, Textual content out, never markup.

Offsets of marks are into the text as given; control characters go one for one and runs of white
space are drawn as one blank.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import starmap
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.content import Span as StyledSpan

from index.model import Span, Status, StatusCounts
from reader.text import STATUS_GLYPHS, drawable, format_date

MUTED: Final = "$foreground-muted"
ACCENT: Final = "$text-primary"
HIT: Final = "bold underline $text-primary"

STATUS_STYLES: Final[dict[Status, str]] = {
    "corroborated": "bold $text-success",
    "disputed": "bold $text-error",
    "echoed": "$text-warning",
    "single-source": MUTED,
}
STATUS_ORDER: Final[tuple[Status, ...]] = ("corroborated", "disputed", "echoed", "single-source")

Marks = Sequence[tuple[Span, str]]
"""Spans with a style each."""

_BLANKS: Final = re.compile(r"\s+")


def marked(text: str, marks: Marks = (), style: str = "") -> Content:
    """Text safe to draw on one line, with marks over a base style."""
    shown = drawable(text)
    squeezed = " ".join(shown.split())
    content = Content(squeezed, strip_control_codes=False)
    if style:
        content = content.stylize(style)
    if squeezed != shown:
        marks = _moved(shown, marks)
    spans = [StyledSpan(span.start, min(span.end, len(squeezed)), look) for span, look in marks]
    return content.add_spans([span for span in spans if span.start < span.end])


def _moved(shown: str, marks: Marks) -> Marks:
    """The marks where they are once runs of blanks are single and the leading ones gone."""
    cuts = [match for match in _BLANKS.finditer(shown) if match.end() - match.start() > 1]
    lead = len(shown) - len(shown.lstrip())

    def place(offset: int) -> int:
        lost = min(lead, offset)
        for cut in cuts:
            if cut.start() >= offset or cut.start() < lead:
                continue
            lost += min(cut.end(), offset) - cut.start() - 1
        return max(offset - lost, 0)

    return [(Span(place(span.start), place(span.end)), look) for span, look in marks]


def clamped(content: Content, width: int, lines: int) -> list[Content]:
    """Content wrapped to ``width`` cells and cut to ``lines`` lines, with an ellipsis if cut."""
    width = max(width, 2)
    ends = _first_ends(content.plain, width, lines)
    if ends is None:
        wrapped = [line.rstrip() for line in content.wrap(width)]
    else:
        wrapped = [line.rstrip() for line in content.divide([end + 1 for end in ends])]
    if len(wrapped) <= lines:
        return wrapped
    last = wrapped[lines - 1]
    cut = last.truncate(max(width - 1, 1)).rstrip() + Content("…")
    return [*wrapped[: lines - 1], cut]


def _first_ends(text: str, width: int, lines: int) -> list[int] | None:
    """The blanks at which the first lines of a text end; a list of results needs no more of it.

    ``None`` where it takes more to tell: other blanks than single ones, words that fill a line,
    letters that are not one cell wide.
    """
    if " ".join(text.split()) != text:
        return None
    ends: list[int] = []
    start = 0
    while len(ends) < lines and cell_len(text[start:]) > width:
        end = text.rfind(" ", start, start + width + 1)
        after = text.find(" ", end + 1)
        longer = text[start : after if after > 0 else len(text)]
        if end < 0 or cell_len(text[start:end]) > width or cell_len(longer) <= width:
            return None
        ends.append(end)
        start = end + 1
    return ends


def hanging(lead: Content, lines: Iterable[Content]) -> list[Content]:
    """Lines with a lead before the first and as many blanks before the others."""
    blank = Content(" " * lead.cell_length)
    return [(blank if number else lead) + line for number, line in enumerate(lines)]


def stacked(lines: Iterable[Content]) -> Content:
    """Lines as one content."""
    return Content("\n").join(lines)


def parted(parts: Iterable[Content], gap: str = "  ") -> Content:
    """Non-empty parts side by side."""
    return Content(gap).join([part for part in parts if part])


def between(left: Content, right: Content, width: int) -> Content:
    """Two contents at the ends of a line; the left one gives way."""
    room = width - right.cell_length - 2
    if room < 1:
        return left.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    return left + Content(" " * (width - left.cell_length - right.cell_length)) + right


def outlet_and_date(outlet: Content, published: str | None, width: int) -> Content:
    """Both on one line; where it is too narrow the outlet is cut, never the date."""
    date = format_date(published)
    when = Content.styled(f" · {date}", MUTED)
    return outlet.truncate(max(width - when.cell_length, 4), ellipsis=True) + when


def number_of(counts: StatusCounts, status: Status) -> int:
    """How many claims have a status."""
    return {
        "corroborated": counts.corroborated,
        "disputed": counts.disputed,
        "echoed": counts.echoed,
        "single-source": counts.single_source,
    }[status]


def glyph(status: Status) -> Content:
    """A status's sign in its colour."""
    return Content.styled(STATUS_GLYPHS[status], STATUS_STYLES[status])


def tally(counts: StatusCounts, statuses: Sequence[Status] = STATUS_ORDER) -> Content:
    """``9 ● 2 ≠``: how many claims have each of these statuses, none of them left out."""

    def one(status: Status, number: int) -> Content:
        look = STATUS_STYLES[status] if number else MUTED
        return Content.styled(f"{number:,} {STATUS_GLYPHS[status]}", look)

    return parted(starmap(one, ((s, number_of(counts, s)) for s in statuses)))
