"""The drawing half of the reading pane: rows, layers, scrolling, and what to draw again.

It holds what is shown and where the cursor is; what keys and the mouse do is in ``article``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.model import Span, Standing
from reader.panes.caret import Caret, Mode
from reader.panes.layers import Layer
from reader.panes.layout import wrap
from reader.panes.look import Palette
from reader.panes.page import Page
from reader.panes.paint import Signs, paint_header, paint_text
from reader.panes.sheet import Sheet
from reader.text import plural

if TYPE_CHECKING:
    from reader.panes.reading import Reading

_CLEAR: Final = 2
"""Rows kept between the cursor and the pane's edge while there is more text that way."""

_ABOVE: Final = 3
"""Rows left above a passage gone to before the pane has a size."""

_MANY: Final = 256
"""Rows to draw again from which on all are: forgetting each costs more than drawing a screen."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in an article that can be returned to, at any width.

    Attributes:
        top: the first code point on the topmost visible line of text.
        above: how many rows of the header are visible above it.
        cursor: offset of the cursor.
        anchor: offset of the selection's other end, if text is selected.
        mode: how it is being selected.
    """

    top: int = 0
    above: int = 0
    cursor: int = 0
    anchor: int | None = None
    mode: Mode = "none"


TOP: Final = Position(above=1_000)
"""The top of any article, its whole header in view."""


class Canvas(ScrollView):
    """Draws one article line by line; the cost of a change does not grow with the article."""

    ALLOW_SELECT = False
    EMPTY = ("Nothing is open.", "Choose a report in the search pane to read it here.")

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._reading: Reading | None = None
        self._page: Page | None = None
        self._sheet = Sheet()
        self._caret = Caret()
        self._claim: Standing | None = None
        self._passage: Span | None = None
        self._hit: int | None = None
        self._place = TOP
        self._size_set = Size(0, 0)
        self._steering = False
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._palette = Palette(self)

    # Setting the page

    def _set_page(self) -> None:
        """Wrap the article to the pane's width and return to the place being read."""
        size = self.scrollable_content_region.size
        if not size.width or not self.is_attached:
            self._page, self._size_set = None, Size(0, 0)
            return
        self._size_set = size
        self._strips.clear()
        if self._reading is None:
            self._page = None
            self.virtual_size = size
        else:
            reading = self._reading
            self._page = Page.of(reading.article, reading.text, max(size.width - 1, 1))
            self.virtual_size = Size(size.width, self._page.height)
        self._return_to_place()
        self._redraw()

    def _return_to_place(self) -> None:
        if self._page is not None:
            above = min(self._place.above, self._page.above)
            self._scroll_row(self._page.row_of(self._place.top) - above)

    def on_resize(self) -> None:
        """Keep the topmost line where it is, whatever the new width makes of it."""
        if self.scrollable_content_region.size != self._size_set:
            place = self._place
            self._set_page()
            self._place = place

    def _scroll_row(self, row: int) -> None:
        """Bring a row to the top of the pane without moving the cursor along."""
        self._steering = True
        self.scroll_to(y=row, animate=False, force=True)
        self._steering = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note the place read at; a cursor scrolled out of view comes along."""
        super().watch_scroll_y(old_value, new_value)
        page = self._page
        if page is None or self.scrollable_content_region.size != self._size_set:
            return
        row = round(new_value)
        if row < page.above:
            self._place = Position(above=page.above - row) if row else TOP
        else:
            self._place = Position(top=page.layout.starts[page.line_of_row(row)])
        if not self._steering and self._caret.mode == "none":
            self._bring_cursor()
        self._say_status()

    def _bring_cursor(self) -> None:
        """Move the cursor to the nearest row in view."""
        page = self._page
        if page is None:
            return
        top = self.scroll_offset.y
        row = page.row_of(self._caret.offset)
        nearest = min(max(row, top), top + max(self._size_set.height - 1, 0))
        if nearest != row:
            self._move(Caret(page.offset_at(nearest, page.x_of(self._caret.offset))), reveal=False)

    def _reveal(self, start: int, end: int, *, jump: bool = False) -> None:
        """Scroll as little as brings a passage into view; from afar, to a third of the pane."""
        page = self._page
        if page is None:
            # Not seen yet: to be found a few rows below the top once it is.
            self._place = Position(top=start, above=_ABOVE)
            return
        top, view = self.scroll_offset.y, self._size_set.height
        first, last = page.row_of(start), page.row_of(max(end - 1, start))
        clear = min(_CLEAR, (view - 1) // 2)
        low, high = first - clear, last + clear - view + 1
        if high <= top <= low:
            return
        if jump or not -view < first - top < 2 * view or last - first >= view:
            self._scroll_row(first - view // 3)
        elif top > low:
            self._scroll_row(0 if low <= page.above else low)
        else:
            self._scroll_row(min(high, first))

    # The cursor

    def _move(self, caret: Caret, *, reveal: bool = True) -> None:
        """Put the cursor somewhere, with its selection, and draw what changes."""
        before = self._overlays()
        self._caret = caret
        self._claim = self._sheet.claim_at(caret.offset)
        if self._passage and not self._passage.start <= caret.offset < self._passage.end:
            self._passage = None
        if self._hit is not None and self._sheet.stops[self._hit].start != caret.offset:
            self._hit = None
        self._redraw_changes(before, self._overlays())
        if reveal:
            self._reveal(caret.offset, caret.offset)
        self._say_status()

    @property
    def cursor_cell(self) -> Offset | None:
        """Where the terminal's own cursor goes: on the cursor, while that is in view."""
        if self._page is None:
            return None
        row = self._page.row_of(self._caret.offset) - self.scroll_offset.y
        if not 0 <= row < self._size_set.height:
            return None
        return Offset(self._page.x_of(self._caret.offset), row)

    def watch_has_focus(self, focus: bool) -> None:
        """Show the cursor only where keys go."""
        super().watch_has_focus(focus)
        if self._page is not None:
            self._strips.clear()
            self.refresh()

    # Drawing

    def _overlays(self) -> dict[str, Span | None]:
        """What is drawn over the lasting layers, from the lowest to the topmost."""
        caret, page = self._caret, self._page
        claim = self._claim.claim if self._claim else None
        cursor = None
        if page is not None and self.has_focus:
            cursor = Span(caret.offset, page.layout.next(caret.offset))
        return {
            "passage": self._passage,
            "claim": Span(claim.start, claim.end) if claim else None,
            "hit-current": None if self._hit is None else self._sheet.stops[self._hit],
            "selection": caret.selected(page) if page else None,
            "cursor": cursor,
        }

    def _redraw(self) -> None:
        """Draw everything in view again."""
        self._strips.clear()
        self._say_status()
        self.refresh()

    def _redraw_changes(
        self, before: dict[str, Span | None], after: dict[str, Span | None]
    ) -> None:
        """Draw again the rows on which a passing layer has changed."""
        page = self._page
        if page is None:
            return
        rows: set[int] = set()
        for name, old in before.items():
            for start, end in _changed(old, after[name]):
                first, last = page.row_of(start), page.row_of(end)
                if last - first > _MANY:
                    self._redraw()
                    return
                rows.update(range(first, last + 1))
        for row in rows:
            self._strips.discard(row)
            if 0 <= row - self.scroll_offset.y < self._size_set.height:
                self.refresh_line(row)

    def notify_style_update(self) -> None:
        """Take on a new theme."""
        super().notify_style_update()
        self._palette.forget()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        if self._page is None:
            return self._empty_line(y)
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._painted(self._page, row)
        return Strip([*strip, self._thumb(y)], self._page.width + 1)

    def _thumb(self, y: int) -> Segment:
        """One cell of the bar at the right edge: which part of the article is in view.

        Part of the line, because a scroll bar beside it would cost as much as all the text.
        """
        view, height = self._size_set.height, self.virtual_size.height
        first = self.scroll_offset.y * view // height
        last = first + max(view * view // height, 1)
        if height > view and first <= y < last:
            return Segment("▐", self._palette.style("thumb"))
        return Segment(" ", self._palette.style())

    def _empty_line(self, y: int) -> Strip:
        width, height = self.scrollable_content_region.size
        plain = self._palette.style()
        layout = wrap("\n".join(self.EMPTY), max(width - 2, 1))
        line = y - height // 3
        if not 0 <= line < layout.height:
            return Strip.blank(width, plain)
        text = layout.text[slice(*layout.drawn(line))]
        style = self._palette.style("meta" if line else "title")
        gap = Segment(" " * max((width - len(text)) // 2, 0), plain)
        return Strip([gap, Segment(text, style)]).adjust_cell_length(width, plain)

    def _painted(self, page: Page, row: int) -> Strip:
        if row < page.above:
            return paint_header(page, row, self._palette)
        line = row - page.above
        if line >= page.layout.height:
            return Strip.blank(page.width, self._palette.style())
        start, end = page.layout.bounds(line)
        overlays = self._overlays()
        cursor, passage = overlays["cursor"], overlays["passage"]
        passing = [
            Layer(name, (span.start,), (span.end,))
            for name, span in overlays.items()
            if span is not None and span.start < end and start < span.end
        ]
        signs = Signs(
            status=self._sheet.status_at(start, end),
            highlight=self._sheet.highlight_at(start, end),
            passage=bool(passage and passage.start < end and start < passage.end),
        )
        here = cursor is not None and page.layout.line_of(cursor.start) == line
        return paint_text(
            page,
            line,
            [*self._sheet.layers(), *passing],
            signs,
            self._palette,
            cursor=cursor.start if cursor and here else None,
        )

    def hit_words(self) -> str:
        """Which hit of how many the cursor is on: ``hit 3/7``, or ``7 hits`` on none of them."""
        stops = self._sheet.stops
        if self._hit is not None:
            return f"hit {self._hit + 1}/{len(stops)}"
        return plural(len(stops), "hit")

    def _say_status(self) -> None:
        """Tell in the lower edge what is selected, which hit this is and how far along."""
        status = " · ".join(self._status())
        if status != (self.border_subtitle or ""):
            self.border_subtitle = status

    def _status(self) -> Iterator[str]:
        page = self._page
        if page is None:
            return
        if self._caret.mode == "characters":
            yield "selecting"
        if self._caret.mode == "lines":
            yield "selecting lines"
        if colour := self._sheet.highlight_at(self._caret.offset, self._caret.offset + 1):
            yield f"marked {colour}"
        stops = self._sheet.stops
        if stops or self._sheet.finds is not None:
            yield self.hit_words()
        seen = min(self.scroll_offset.y + self._size_set.height, page.height)
        yield f"{round(100 * seen / page.height)}%"


def _changed(old: Span | None, new: Span | None) -> Iterator[tuple[int, int]]:
    """The stretches that only one of two spans covers, ends included."""
    if old == new:
        return
    if old is None or new is None:
        one = old or new
        if one is not None:
            yield one.start, one.end
    elif old.end <= new.start or new.end <= old.start:
        yield old.start, old.end
        yield new.start, new.end
    else:
        if old.start != new.start:
            yield min(old.start, new.start), max(old.start, new.start)
        if old.end != new.end:
            yield min(old.end, new.end), max(old.end, new.end)
