"""The cursor of the reading pane and where each motion takes it. Pure.

The cursor is a block on a drawn character; a selection runs from the anchor to the cursor, both
characters included, as vi's does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from index.model import Span
from reader.panes.motion import (
    next_end,
    next_start,
    next_word,
    previous_start,
    previous_word,
    word_end,
)
from reader.panes.page import Page
from reader.panes.reading import Reading

Mode = Literal["none", "held", "characters", "lines"]
"""Whether text is being selected: not; while shift or the mouse button is held; by character or
by line until ended."""

Motion = Literal[
    "left",
    "right",
    "up",
    "down",
    "word",
    "word_back",
    "sentence",
    "sentence_back",
    "paragraph",
    "paragraph_back",
    "line_start",
    "line_end",
    "top",
    "bottom",
    "page_down",
    "page_up",
    "half_down",
    "half_up",
]


@dataclass(frozen=True, slots=True)
class Caret:
    """The cursor, the other end of a selection if there is one, and the cell to keep to.

    ``goal`` is the cell of the pane that motion by line aims for, ``None`` for where it is.
    """

    offset: int = 0
    anchor: int | None = None
    mode: Mode = "none"
    goal: int | None = None

    def selected(self, page: Page) -> Span | None:
        """The selected text."""
        if self.anchor is None or self.mode == "none":
            return None
        first, last = sorted((self.anchor, self.offset))
        if self.mode == "lines":
            start, _ = page.layout.bounds(page.layout.line_of(first))
            _, end = page.layout.bounds(page.layout.line_of(last))
            return Span(start, end)
        return Span(first, max(page.layout.next(last), first))

    def at(self, offset: int) -> "Caret":
        """The cursor elsewhere, nothing selected."""
        return Caret(offset)

    def selecting(self, mode: Mode) -> "Caret":
        """The same cursor with a selection begun, or going on in another mode."""
        anchor = self.offset if self.anchor is None else self.anchor
        return replace(self, anchor=anchor, mode=mode)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a motion moves over: the text, its lines, and how many of them are in view."""

    reading: Reading
    page: Page
    view: int


def travel(motion: Motion, caret: Caret, ground: Ground) -> Caret:
    """The cursor after a motion, its anchor where it was."""
    if motion in _ROWS:
        goal = ground.page.x_of(caret.offset) if caret.goal is None else caret.goal
        line = ground.page.layout.line_of(caret.offset) + _ROWS[motion](ground.view)
        row = min(max(line, 0), ground.page.layout.height - 1) + ground.page.above
        return replace(caret, offset=ground.page.offset_at(row, goal), goal=goal)
    last = ground.page.layout.previous(len(ground.reading.text))
    forwards = caret.anchor is not None and caret.anchor <= caret.offset
    places = _ENDS if forwards and motion in _ENDS else _PLACES
    offset = places[motion](caret.offset, ground)
    return replace(caret, offset=min(max(offset, 0), last), goal=None)


def _line_end(offset: int, ground: Ground) -> int:
    layout = ground.page.layout
    start, end = layout.drawn(layout.line_of(offset))
    return max(layout.previous(end), start)


_ROWS: Final[dict[Motion, Callable[[int], int]]] = {
    "up": lambda _: -1,
    "down": lambda _: 1,
    "page_up": lambda view: -max(view - 2, 1),
    "page_down": lambda view: max(view - 2, 1),
    "half_up": lambda view: -max(view // 2, 1),
    "half_down": lambda view: max(view // 2, 1),
}

_PLACES: Final[dict[Motion, Callable[[int, Ground], int]]] = {
    "left": lambda offset, ground: ground.page.layout.previous(offset),
    "right": lambda offset, ground: ground.page.layout.next(offset),
    "word": lambda offset, ground: next_word(ground.reading.text, offset),
    "word_back": lambda offset, ground: previous_word(ground.reading.text, offset),
    "sentence": lambda offset, ground: next_start(
        ground.reading.sentence_starts, offset, len(ground.reading.text)
    ),
    "sentence_back": lambda offset, ground: previous_start(ground.reading.sentence_starts, offset),
    "paragraph": lambda offset, ground: next_start(
        ground.reading.paragraph_starts, offset, len(ground.reading.text)
    ),
    "paragraph_back": lambda offset, ground: previous_start(
        ground.reading.paragraph_starts, offset
    ),
    "line_start": lambda offset, ground: ground.page.layout.starts[
        ground.page.layout.line_of(offset)
    ],
    "line_end": _line_end,
    "top": lambda _offset, _ground: 0,
    "bottom": lambda _offset, ground: len(ground.reading.text),
}

# A selection that grows by a word or a sentence ends with it, not on the next one's first letter.
_ENDS: Final[dict[Motion, Callable[[int, Ground], int]]] = {
    "word": lambda offset, ground: word_end(ground.reading.text, offset),
    "sentence": lambda offset, ground: next_end(
        ground.reading.sentences, offset, len(ground.reading.text)
    ),
    "paragraph": lambda offset, ground: next_end(
        ground.reading.paragraphs, offset, len(ground.reading.text)
    ),
}
