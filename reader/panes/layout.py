"""Where each character of a text stands when it is wrapped to a width.

Pure geometry, measured in terminal cells as Textual measures them: wide, combining and joined
characters count as what the terminal draws. It knows neither styles nor widgets.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rich.cells import cell_len, split_graphemes

from reader.text import drawable

TAB: Final = 4
"""Cells between tab stops, counted from the start of a line."""

_CROWD: Final = 64
"""Code points a cell may hold on average before a line is cut: text made of thousands of
combining marks must not make one line as long as the article."""

# One cell each whatever stands beside them: a line of these needs no measuring. Latin, Greek,
# Cyrillic, typographic punctuation, currency signs, box drawing and the replacement character.
_PLAIN: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0373\u0384-\u0482\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2500-\u25fc\ufffd]*"
)
# Where a word may be parted: not in figures such as 1990-1995.
_DASHED: Final = re.compile(r"[^\W\d_][-–—](?=[^\W_])")
# Tabs and line feeds have no width of their own and must not be taken for accents.
_PIECES: Final = re.compile("[\t\n]|[^\t\n]+")
# Joiners with nothing to join: what comes after one would be measured as nothing.
_IDLE_JOINER: Final = re.compile("(?<!\\S)\u200d|\u200d(?!\\S)")
_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Scripts written without blanks between words: a line may end after any of these characters.
_UNSPACED: Final = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# What must not begin a line: closing brackets, stops, small kana (JLREQ, cl-02 to cl-09).
_NOT_FIRST: Final = frozenset(
    "、。，．・：；？！）」』】〕〉》〙〗゛゜ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
)
# What must not end a line: opening brackets (JLREQ, cl-01).
_NOT_LAST: Final = frozenset("（「『【〔〈《〘〖")
_BLANK: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"


class Cluster(NamedTuple):
    """Code points ``start:end`` drawn as one character at ``cell``, ``width`` cells wide."""

    start: int
    end: int
    cell: int
    width: int


def displayed(text: str) -> str:
    """The text as it is drawn: one code point for one, line feeds its only breaks, safe."""
    flat = _BREAKS.sub(lambda match: " \n" if len(match[0]) == 2 else "\n", text)
    safe = drawable(flat, keep="\n\t")
    return _IDLE_JOINER.sub("\u200c", safe) if "\u200d" in safe else safe


def clusters(text: str, start: int, end: int) -> Iterator[Cluster]:
    """The characters of one line as drawn, left to right in the text's own order."""
    if _PLAIN.fullmatch(text, start, end):
        for index in range(start, end):
            yield Cluster(index, index + 1, index - start, 1)
        return
    cell = 0
    for piece in _PIECES.finditer(text, start, end):
        at = piece.start()
        tab = piece[0] == "\t"
        parts = [(0, 1, TAB - cell % TAB)] if tab else split_graphemes(piece[0])[0]
        for first, last, width in parts:
            yield Cluster(at + first, at + last, cell, width)
            cell += width


@dataclass(frozen=True, slots=True)
class Layout:
    """A text wrapped to ``width`` cells.

    Line ``i`` holds the code points from ``starts[i]`` up to ``starts[i + 1]``, so that every
    offset is on exactly one line. White space at a line's end, the line break among it, may
    hang past the width and is then not drawn.
    """

    text: str
    width: int
    starts: Sequence[int]

    @property
    def height(self) -> int:
        """The number of lines, at least one."""
        return len(self.starts)

    def bounds(self, line: int) -> tuple[int, int]:
        """The code points that belong to a line."""
        following = line + 1
        end = self.starts[following] if following < len(self.starts) else len(self.text)
        return self.starts[line], end

    def drawn(self, line: int) -> tuple[int, int]:
        """The code points of a line that are drawn: without the white space at its end."""
        start, end = self.bounds(line)
        kept = self.text[start:end].rstrip(_BLANK + "\n")
        return start, start + len(kept)

    def line_of(self, offset: int) -> int:
        """The line an offset is on; offsets past the text are on the last."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def clusters(self, line: int) -> list[Cluster]:
        """The drawn characters of a line."""
        return list(clusters(self.text, *self.drawn(line)))

    def is_plain(self, line: int) -> bool:
        """Whether every drawn character of a line is one code point in one cell."""
        return _PLAIN.fullmatch(self.text, *self.drawn(line)) is not None

    def cell_of(self, offset: int) -> int:
        """The cell within its line where an offset is drawn.

        An offset in the white space past the drawn text has the cell it would have, at most
        ``width``.
        """
        start, end = self.bounds(self.line_of(offset))
        if _PLAIN.fullmatch(self.text, start, min(offset, end)):
            return min(offset - start, self.width)
        cell = 0
        for cluster in clusters(self.text, start, end):
            if offset < cluster.end:
                break
            cell = cluster.cell + cluster.width
        return min(cell, self.width)

    def offset_at(self, line: int, cell: int) -> int:
        """The offset of the character drawn at a cell, the line's last one beyond its end."""
        start, end = self.drawn(line)
        if end == start:
            return start
        found = start
        for cluster in clusters(self.text, start, end):
            if cluster.cell > cell:
                break
            found = cluster.start
        return found

    def next(self, offset: int) -> int:
        """The offset of the drawn character after the one at ``offset``; the end at the end."""
        start, end = self.bounds(self.line_of(offset))
        if _PLAIN.fullmatch(self.text, start, min(offset + 2, end)):
            return min(offset + 1, len(self.text))
        for cluster in clusters(self.text, start, end):
            if cluster.start > offset:
                return cluster.start
        return end

    def previous(self, offset: int) -> int:
        """The offset of the drawn character before the one at ``offset``; 0 at the start."""
        line = self.line_of(offset)
        if offset <= self.starts[line] and line:
            line -= 1
        found = self.starts[line]
        for cluster in clusters(self.text, *self.bounds(line)):
            if cluster.start >= offset:
                break
            found = cluster.start
        return found


def wrap(text: str, width: int) -> Layout:
    """Wrap displayed text to a width in cells.

    Lines end at white space, after a hyphen or dash inside a word, and between characters of
    scripts that do without blanks; a word wider than the width is cut. A single character wider
    than the width has a line of its own.

    Args:
        text: as ``displayed`` returns it.
        width: in cells, at least 1.
    """
    width = max(width, 1)
    starts = array("L", [0])
    position = 0
    for end in _paragraph_ends(text):
        while (position := _line_end(text, position, end, width)) < end:
            starts.append(position)
        if end < len(text) or (end and text[end - 1] == "\n"):
            starts.append(end)
    return Layout(text, width, starts)


def _paragraph_ends(text: str) -> Iterator[int]:
    position = 0
    while (found := text.find("\n", position)) >= 0:
        position = found + 1
        yield position
    if position < len(text):
        yield len(text)


def _line_end(text: str, start: int, end: int, width: int) -> int:
    """Where the line from ``start`` ends, white space that hangs over included."""
    reach = min(start + width, end - (text[end - 1] == "\n"))
    plain = _PLAIN.fullmatch(text, start, reach) is not None
    fits = reach if plain else _fitting(text, start, end, width)
    hanging = _past_blank(text, fits, end)
    if hanging >= end or hanging > fits:
        return hanging
    return (_plain_break if plain else _break_before)(text, start, fits)


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Up to where the text fits a width, at least one character."""
    # Most characters take at least one cell: measure a little more than could fit, then on.
    reach = min(end, start + width + 8)
    while True:
        fits = start
        for cluster in clusters(text, start, reach):
            if cluster.cell + cluster.width > width and fits > start:
                # A character cut off by the reach would be measured short.
                return fits
            fits = cluster.end
        if reach >= end or reach - start > _CROWD * width:
            return fits
        reach = min(end, start + 2 * (reach - start))


def _past_blank(text: str, position: int, end: int) -> int:
    while position < end and text[position] in _BLANK + "\n":
        position += 1
    return position


def _plain_break(text: str, start: int, fits: int) -> int:
    """As ``_break_before``, for a line of plain characters: most lines there are."""
    place = max(text.rfind(" ", start, fits) + 1, start)
    for match in _DASHED.finditer(text, place, fits + 1):
        place = match.end()
    return place if place > start else fits


def _break_before(text: str, start: int, fits: int) -> int:
    """The last place between ``start`` and ``fits`` where a line may end, else ``fits``."""
    for place in range(fits, start, -1):
        if _may_break(text, place):
            return place
    return fits


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before in _BLANK:
        return bool(cell_len(after))
    if before in "-–—":
        return after.isalnum() and place > 1 and text[place - 2].isalpha()
    if after in _NOT_FIRST or before in _NOT_LAST or not cell_len(after):
        return False
    return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
