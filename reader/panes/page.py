"""One article set at one width: the rows of its header and text, and where each offset is.

Geometry only. Row 0 is the first line of the header; the text begins below it.
"""

from dataclasses import dataclass
from typing import Final

from index.model import Article
from reader.panes.layout import Layout, displayed, wrap
from reader.text import byline, title_of

MEASURE: Final = 88
"""Widest line of text in cells. Longer lines are slow to read: print keeps to 45-90 characters
(Bringhurst, The Elements of Typographic Style, 2.1.2)."""

GUTTER: Final = 3
"""Cells left of the text: the claim's glyph, the highlight's bar, a blank."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One row above the text; ``kind`` is ``title``, ``meta`` or ``blank``."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of an article in a pane ``width`` cells wide, its text column at ``left``."""

    width: int
    left: int
    header: tuple[HeaderRow, ...]
    layout: Layout

    @classmethod
    def of(cls, article: Article, text: str, width: int) -> "Page":
        """Set an article.

        Args:
            article: for its header.
            text: its text as displayed.
            width: of the pane in cells; the text takes at most ``MEASURE`` of them.
        """
        column = max(min(width - GUTTER - 1, MEASURE), 1)
        left = GUTTER + max(width - GUTTER - 1 - column, 0) // 2
        rows = [
            *_header_rows(title_of(article), column, "title"),
            *_header_rows(byline(article), column, "meta"),
            HeaderRow("", "blank"),
        ]
        return cls(width, left, tuple(rows), wrap(text, column))

    @property
    def above(self) -> int:
        """The number of rows above the text."""
        return len(self.header)

    @property
    def height(self) -> int:
        """The number of rows, with one to spare below the text."""
        return self.above + self.layout.height + 1

    def row_of(self, offset: int) -> int:
        """The row an offset is drawn on."""
        return self.above + self.layout.line_of(offset)

    def line_of_row(self, row: int) -> int:
        """The line of text nearest to a row."""
        return min(max(row - self.above, 0), self.layout.height - 1)

    def offset_at(self, row: int, x: int) -> int:
        """The offset drawn nearest to a cell of the pane."""
        return self.layout.offset_at(self.line_of_row(row), max(x - self.left, 0))

    def x_of(self, offset: int) -> int:
        """The cell of the pane where an offset is drawn."""
        return self.left + self.layout.cell_of(offset)


def _header_rows(text: str, width: int, kind: str) -> list[HeaderRow]:
    layout = wrap(displayed(text), width)
    return [
        HeaderRow(layout.text[slice(*layout.drawn(line))], kind) for line in range(layout.height)
    ]
