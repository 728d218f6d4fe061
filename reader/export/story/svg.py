"""A story's grid as a picture: signs by shape and colour, names led to their columns."""

import re
from collections.abc import Iterator
from html import escape as escape_xml
from typing import Final

from index.model import Status, Story, StoryCell, StoryClaim
from reader.coverage import (
    LEGEND,
    Column,
    cells_by_article,
    columns,
    first_line,
    sign,
    status_of,
    summary,
)
from reader.text import STATUS_GLYPHS, drawable, one_line

_STEP: Final = 22
"""Pixels from one column or line to the next."""
_APART: Final = 10
"""Pixels more between two origins."""
_MARGIN: Final = 20
_LETTER: Final = 7.3
"""Pixels a letter takes at most, on average, in the font asked for."""
_WIDTH: Final = 78
"""Letters of a claim on one line; more lines follow."""

_COLOURS: Final[dict[Status, str]] = {
    "corroborated": "#2e8b3d",
    "disputed": "#c0392b",
    "echoed": "#a87900",
    "single-source": "#777777",
}
_STYLE: Final = """<style>
svg { background: #ffffff; }
text { font: 13px "DejaVu Sans", Verdana, sans-serif; fill: #222222; }
.aside { fill: #666666; font-size: 11px; }
.head { font-size: 16px; font-weight: bold; }
.lead { stroke: #999999; fill: none; }
.band { fill: #f3f3f0; }
</style>"""
_ILLEGAL: Final = re.compile("[\ufffe\uffff\U0001fffe-\U0001ffff]")


def _escape(text: str) -> str:
    return escape_xml(_ILLEGAL.sub("\ufffd", drawable(text)), quote=True)


def render(story: Story) -> str:
    """The grid as one picture."""
    return "\n".join(_Picture(story).lines()) + "\n"


class _Picture:
    """Where everything stands: names above, signs left, claims right."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._columns = columns(story)
        self._places: list[int] = []
        x = _MARGIN + 6
        for number, column in enumerate(self._columns):
            x += (_STEP + (_APART if column.begins else 0)) if number else 0
            self._places.append(x)
        self._text = (self._places[-1] if self._places else _MARGIN) + _STEP
        self._top = _MARGIN + 50 + len(self._columns) * _STEP
        self._wrapped = [_wrap(row.claim.text) for row in story.claims]

    def lines(self) -> Iterator[str]:
        """The elements of the file."""
        bottom = self._top + sum(self._height(n) for n in range(len(self._wrapped)))
        width, height = round(self._text + _WIDTH * _LETTER + _MARGIN), bottom + 50
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img">'
        )
        yield f"<title>{_escape('Who reports what: ' + summary(self._story))}</title>"
        yield _STYLE
        yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        yield _words(_MARGIN, _MARGIN + 8, "Who reports what", "head")
        yield _words(_MARGIN, _MARGIN + 28, summary(self._story), "aside")
        for number, column in enumerate(self._columns):
            yield from self._name(number, column)
        y = self._top
        for number, row in enumerate(self._story.claims):
            if number % 2 == 0:
                yield (
                    f'<rect class="band" x="{_MARGIN - 6}" y="{y}" '
                    f'width="{width - 2 * _MARGIN + 12}" height="{self._height(number)}"/>'
                )
            yield from self._row(row, number, y)
            y += self._height(number)
        yield from self._legend(bottom + 26)
        yield "</svg>"

    def _height(self, number: int) -> int:
        first = first_line(self._story, self._story.claims[number])
        return len(self._wrapped[number]) * 17 + (15 if first else 0) + 9

    def _name(self, number: int, column: Column) -> Iterator[str]:
        x, y = self._places[number], _MARGIN + 50 + number * _STEP
        end = self._text - 6
        yield f'<path class="lead" d="M{x} {self._top - 4}V{y}H{end}"/>'
        why = f"  (one origin: {column.shares})" if column.shares else ""
        yield _words(self._text, y + 4, one_line(column.label + why, _WIDTH))

    def _row(self, row: StoryClaim, number: int, y: int) -> Iterator[str]:
        cells = cells_by_article(row)
        for x, column in zip(self._places, self._columns, strict=True):
            if cell := cells.get(column.info.id):
                yield _sign(x, y + 18, row, cell, column)
        lines = self._wrapped[number]
        for line, words in enumerate(lines):
            yield _words(self._text, y + 18 + line * 17, words)
        if first := first_line(self._story, row):
            yield _words(self._text, y + 16 + len(lines) * 17, one_line(first, _WIDTH), "aside")

    def _legend(self, y: int) -> Iterator[str]:
        x = float(_MARGIN)
        for status, meaning in LEGEND:
            yield (
                f'<text x="{x:.0f}" y="{y}" fill="{_COLOURS[status]}" '
                f'style="fill: {_COLOURS[status]}">{STATUS_GLYPHS[status]}</text>'
            )
            yield _words(round(x) + 14, y, meaning, "aside")
            x += 34 + len(meaning) * 6.2


def _words(x: int, y: int, words: str, kind: str = "") -> str:
    class_ = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{class_}>{_escape(words)}</text>'


def _sign(x: int, y: int, row: StoryClaim, cell: StoryCell, column: Column) -> str:
    colour = _COLOURS[status_of(row, cell)]
    told = _escape(f"{column.label}: {one_line(cell.claims[0].text)}")
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" style="fill: {colour}; font-weight: bold">'
        f"<title>{told}</title>{sign(row, cell)}</text>"
    )


def _wrap(text: str) -> list[str]:
    """Lines of at most ``_WIDTH`` cells; a wide letter takes two."""
    from textual.content import Content

    return [line.plain.rstrip() for line in Content(one_line(text)).wrap(_WIDTH)] or [""]
