"""The reading pane: one article, its layers, a cursor, a selection.

Draws line by line, so that what a key costs does not grow with the article. It knows nothing of
libraries and searches: it is shown an article, hits, claims and highlights, and says by
messages what the reader does with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Final, Literal

from textual import events
from textual.binding import BindingType
from textual.message import Message

from index.model import Article, Highlight, Span, Standing
from reader.panes.canvas import TOP, Canvas, Position
from reader.panes.caret import Caret, Ground, Mode, Motion, travel
from reader.panes.keys import ARTICLE_BINDINGS, SHARED_BINDINGS
from reader.panes.look import COMPONENTS, CSS
from reader.panes.motion import word_at
from reader.panes.reading import Reading, nearest
from reader.panes.sheet import COLOURS, Sheet

__all__ = ["ARTICLE_BINDINGS", "COLOURS", "ArticlePane", "Position"]

_PAGES: Final[tuple[Motion, ...]] = ("page_down", "page_up", "half_down", "half_up")
_SETTLED: Final = 0.3
"""Seconds after which an article is taken to be read rather than passed over."""


class ArticlePane(Canvas, can_focus=True):
    """Shows one article; see the messages for what it reports."""

    BINDINGS: ClassVar[list[BindingType]] = [*ARTICLE_BINDINGS, *SHARED_BINDINGS]
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS

    @dataclass
    class CursorMoved(Message):
        """The reader moved the cursor."""

        offset: int

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ArticlePane.CursorMoved)

    @dataclass
    class ClaimReached(Message):
        """The reader moved the cursor into another claim.

        Not sent for ``go_to`` and ``restore``: who calls them knows.
        """

        standing: Standing

        def can_replace(self, message: Message) -> bool:
            """Only the last claim matters."""
            return isinstance(message, ArticlePane.ClaimReached)

    @dataclass
    class MarkRequested(Message):
        """The reader wants this passage marked, or unmarked where it is already."""

        span: Span

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._grabbed = False
        self._sliding = False

    # What the app shows here

    def show(self, article: Article | None) -> None:
        """Show an article from its top, without layers; ``None`` empties the pane."""
        self._reading = Reading(article) if article else None
        self._sheet = Sheet([(mark.start, mark.end) for mark in article.marks] if article else [])
        self._caret = Caret()
        self._claim = self._passage = self._hit = None
        self._place = TOP
        self._set_page()
        if self._reading is not None and self.is_attached:
            self.set_timer(_SETTLED, partial(self._prepare, self._reading))

    def _prepare(self, reading: Reading) -> None:
        """Find the sentences of an article stayed with, before the first key that needs them."""
        if reading is self._reading:
            len(reading.sentence_starts)

    def set_hits(self, spans: Sequence[Span]) -> None:
        """Replace the search hits."""
        self._sheet.set_hits(spans)
        if self._sheet.finds is None:
            self._hit = None
        self._redraw()

    def set_claims(self, standings: Sequence[Standing]) -> None:
        """Replace the claims."""
        self._sheet.set_claims(standings)
        self._claim = self._sheet.claim_at(self._caret.offset)
        self._redraw()

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Replace the highlights."""
        self._sheet.set_highlights(highlights)
        self._redraw()

    def go_to(self, span: Span, *, select: bool = False) -> None:
        """Put the cursor on a passage, bring it into view and mark it, or select it.

        The mark stays until the cursor leaves the passage. Does not report ``ClaimReached``.
        """
        if self._reading is None:
            return
        end = len(self._reading.text)
        span = Span(min(span.start, end), min(span.end, end))
        self._caret = Caret(span.start)
        if select and span.end > span.start:
            last = max(span.end - 1, span.start)
            self._caret = Caret(last, anchor=span.start, mode="characters")
        self._passage = None if select else span
        self._claim = self._sheet.claim_at(span.start)
        self._hit = None
        self._reveal(span.start, span.end, jump=True)
        self._redraw()

    @property
    def position(self) -> Position:
        """Where the reader is."""
        caret = self._caret
        return replace(self._place, cursor=caret.offset, anchor=caret.anchor, mode=caret.mode)

    def restore(self, position: Position) -> None:
        """Return to a place taken from ``position`` while the same article was shown."""
        self._caret = Caret(position.cursor, position.anchor, position.mode)
        self._passage = self._hit = None
        self._claim = self._sheet.claim_at(position.cursor)
        self._place = position
        self._return_to_place()
        self._redraw()

    # What is under the cursor

    def selection_span(self) -> Span | None:
        """The selected text without white space at its ends."""
        if self._reading is None or self._page is None:
            return None
        selected = self._caret.selected(self._page)
        return self._reading.trimmed(selected.start, selected.end) if selected else None

    def sentence_span(self) -> Span:
        """The sentence at the cursor; empty where there is no text."""
        return self._reading.sentence_at(self._caret.offset) if self._reading else Span(0, 0)

    def claim_at_cursor(self) -> Standing | None:
        """The claim the cursor is in."""
        return self._claim

    def passage_span(self) -> Span | None:
        """What marking and copying take: the selection, else the claim, else the sentence."""
        if selected := self.selection_span():
            return selected
        if self._claim is not None:
            return Span(self._claim.claim.start, self._claim.claim.end)
        sentence = self.sentence_span()
        return sentence if sentence.end > sentence.start else None

    # Moving

    def next_hit(self, step: int) -> None:
        """Go to the next hit, or the one before for a negative step, around the ends."""
        spans = self._sheet.stops
        index = nearest(spans, self._caret.offset, step)
        if index is None:
            self.notify("Nothing to go to: no hits in this article.", timeout=3)
            return
        self._go_to_hit(index)

    def next_claim(self, step: int) -> None:
        """Go to the next claim, or the one before for a negative step."""
        standing = self._sheet.claim_from(self._caret.offset, step)
        if standing is None:
            self.notify("No further claim this way.", timeout=3)
            return
        self._move(self._caret.at(standing.claim.start))

    def action_move(self, motion: Motion) -> None:
        """Move the cursor; a selection begun by ``v`` or ``V`` goes with it."""
        caret = self._caret
        if caret.mode == "held":
            caret = replace(caret, anchor=None, mode="none")
        self._travel(motion, caret)

    def action_extend(self, motion: Motion) -> None:
        """Move the cursor and select what it passes."""
        caret = self._caret
        self._travel(motion, caret if caret.mode != "none" else caret.selecting("held"))

    def action_select(self, mode: Mode) -> None:
        """Begin a selection, change between characters and lines, or end it."""
        caret = self._caret
        if caret.mode == mode:
            self._move(caret.at(caret.offset))
        else:
            self._move(caret.selecting(mode))

    def action_select_sentence(self) -> None:
        """Select the whole sentence at the cursor."""
        span = self.sentence_span()
        if span.end > span.start:
            self._move(Caret(span.end - 1, anchor=span.start, mode="characters"))

    def action_cancel(self) -> None:
        """End the selection, else the find, else the mark on a passage."""
        if self._caret.mode != "none":
            self._move(self._caret.at(self._caret.offset))
        elif self._sheet.finds is not None:
            self.end_find()
        else:
            self._passage = None
            self._redraw()

    def action_next_hit(self, step: int) -> None:
        """See ``next_hit``."""
        self.next_hit(step)

    def action_next_claim(self, step: int) -> None:
        """See ``next_claim``."""
        self.next_claim(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the screen where the pane has no use for it now."""
        del parameters
        if action == "select_sentence":
            return self._caret.mode != "none"
        if action == "cancel":
            return bool(
                self._caret.mode != "none" or self._sheet.finds is not None or self._passage
            )
        return True

    # Marking, copying, finding

    def action_mark(self) -> None:
        """Ask for the selection, else the claim, else the sentence to be marked."""
        span = self.passage_span()
        if span is not None:
            self.post_message(self.MarkRequested(span))
            self._move(self._caret.at(self._caret.offset))

    def action_copy(self) -> None:
        """Send the selection, else the claim, else the sentence to the terminal's clipboard."""
        span = self.passage_span()
        if span is None or self._reading is None:
            return
        self.app.copy_to_clipboard(self._reading.text[span.start : span.end])
        words = len(self._reading.text[span.start : span.end].split())
        self.notify(f"{words} words sent to the terminal's clipboard.", timeout=3)
        self._move(self._caret.at(self._caret.offset))

    def find(self, query: str, origin: int) -> int:
        """Show where a query stands in the article and go to the first match past ``origin``.

        Returns:
            How many matches there are.
        """
        if self._reading is None:
            return 0
        finds = self._reading.find(query)
        self._hit = None
        self._sheet.set_finds(finds)
        index = nearest(finds, origin - 1, 1)
        if index is not None:
            self._go_to_hit(index)
        self._redraw()
        return len(finds)

    def end_find(self) -> None:
        """Forget the find; the search hits are shown again."""
        self._hit = None
        self._sheet.set_finds(None)
        self._redraw()

    def action_find(self) -> None:
        """Open the find bar."""
        from reader.panes.find_bar import FindBar

        if self._reading is not None:
            self.app.push_screen(FindBar(self))

    def action_outside(self, tool: Literal["editor", "pager"]) -> None:
        """Open a copy of the article in the user's editor or pager, at the cursor."""
        from reader.outside import open_outside

        if self._reading is not None:
            open_outside(self.app, tool, self._reading.article, self._caret.offset)

    # Carrying it out

    def _go_to_hit(self, index: int) -> None:
        caret = self._caret.at(self._sheet.stops[index].start)
        self._hit = None
        before = self._overlays()
        self._caret, self._hit = caret, index
        self._redraw_changes(before, self._overlays())
        self._move(caret)

    def _travel(self, motion: Motion, caret: Caret) -> None:
        """Move by a motion; by pages the view goes as far as the cursor."""
        if self._reading is None or self._page is None:
            return
        ground = Ground(self._reading, self._page, self._size_set.height)
        moved = travel(motion, caret, ground)
        if motion in _PAGES:
            rows = self._page.row_of(moved.offset) - self._page.row_of(self._caret.offset)
            self._scroll_row(self.scroll_offset.y + rows)
        self._move(moved)

    def _move(self, caret: Caret, *, reveal: bool = True) -> None:
        moved, claim = caret.offset != self._caret.offset, self._claim
        super()._move(caret, reveal=reveal)
        if moved:
            self.post_message(self.CursorMoved(caret.offset))
        if self._claim is not None and self._claim is not claim:
            self.post_message(self.ClaimReached(self._claim))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the button goes down; with shift, select up to there."""
        if self._page is None or event.button != 1:
            return
        if event.x >= self._page.width:
            self._sliding = True
            self._slide(event.y)
            self.capture_mouse()
            return
        offset = self._offset_under(event)
        if event.shift:
            self._move(replace(self._caret.selecting("held"), offset=offset, goal=None))
        else:
            self._move(self._caret.at(offset), reveal=False)
        self._grabbed = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is dragged over; past an edge the text scrolls."""
        if self._sliding:
            self._slide(event.y)
        if not self._grabbed or self._page is None:
            return
        offset = self._offset_under(event)
        if offset != self._caret.offset:
            self._move(replace(self._caret.selecting("held"), offset=offset, goal=None))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End a drag."""
        if self._grabbed or self._sliding:
            self._grabbed = self._sliding = False
            self.release_mouse()

    def _slide(self, y: int) -> None:
        """Bring the part of the article into view that the bar's cell ``y`` stands for."""
        height = self.virtual_size.height
        self.scroll_to(y=y * height // max(self._size_set.height, 1), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click, the sentence on a triple click."""
        if self._reading is None or event.button != 1:
            return
        if event.chain == 2:
            span = word_at(self._reading.text, self._caret.offset)
            self._move(Caret(max(span.end - 1, span.start), anchor=span.start, mode="held"))
        elif event.chain == 3:
            self.action_select_sentence()

    def _offset_under(self, event: events.MouseEvent) -> int:
        page = self._page
        return page.offset_at(event.y + self.scroll_offset.y, event.x) if page else 0
