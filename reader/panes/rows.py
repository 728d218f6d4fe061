"""The list every pane uses: rows of several lines, a bar beside the one chosen, vi-like keys."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual._widget_navigation import Direction
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import Visual, VisualType, visualize
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.actions import bindings
from reader.panes.lines import Lines

_BAR = "▌ "
_AWAY = "▏ "
"""The bar of the chosen row while keys go elsewhere: thinner, since colour alone tells nothing."""
_BLANK = "  "


_SCROLLBAR = 1

_Look = tuple[VisualStyle, str, int]
"""What the look of a row hangs on: its style, its bar and its width."""
_Drawn = tuple[VisualType, _Look, Sequence[Strip]]
"""What a row says, its look, and its lines as they are drawn."""


def room_for_rows(pane: Widget) -> int:
    """Cells a row has for its text in a list as wide as ``pane``, drawn already or not."""
    return max(pane.content_size.width - len(_BAR) - _SCROLLBAR, 10)


def say(line: Static, content: Content) -> None:
    """Change what a line says, laying the screen out anew only where its height may change."""
    before = str(line.content)
    if before != content.plain:
        wraps = max(len(before), len(content)) > line.content_size.width
        parted = before.count("\n") != content.plain.count("\n")
        line.update(content, layout=wraps or parted or not before or not content)


class RowList(OptionList, inherit_bindings=False):
    """An option list whose chosen row shows without colour too, and which asks for more rows."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    virtual_size = Reactive(Size(0, 0))
    """Unlike every other widget's, no reason by itself to lay the whole screen out anew."""

    class Chosen(Message):
        """The chosen row changed under the user's hand."""

        def __init__(self, rows: "RowList", row: str) -> None:
            super().__init__()
            self.rows = rows
            self.row = row

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

    class EndNear(Message):
        """The end of the rows is nearly in view, or chosen: there may be more to show."""

        def __init__(self, rows: "RowList") -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Once is enough."""
            return isinstance(message, RowList.EndNear)

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        self._drawn: dict[int, _Drawn] = {}
        self._looks: dict[str, _Look] = {}
        super().__init__(id=id, markup=False, compact=True)
        self.auto_links = False
        self._silent: str | None = None

    def watch_virtual_size(self) -> None:
        """A list as high as its rows has another height now."""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say when the end comes near."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and self.max_scroll_y - new_value < self.size.height:
            self.post_message(self.EndNear(self))

    @property
    def chosen(self) -> str | None:
        """The id of the chosen row."""
        option = self.highlighted_option
        return option.id if option else None

    def rows_in_view(self) -> Iterator[tuple[int, int]]:
        """The rows whose first line is in view, each with the line of the list it is on."""
        for row, line in self._index_to_line.items():
            if 0 <= line - self.scroll_offset.y < self.scrollable_content_region.height:
                yield row, line - self.scroll_offset.y

    def fill(self, rows: Sequence[tuple[str, Content | Lines]], chosen: str | None) -> None:
        """Show these rows, each an id and its content, without reporting the choice.

        Where the rows are the same as before but for their content, or more follow, the scroll
        stays.
        """
        before = [option.id for option in self.options]
        if before and before == [row for row, _ in rows[: len(before)]]:
            for index, (option, (_, content)) in enumerate(zip(self.options, rows, strict=False)):
                if not (isinstance(content, Lines) and content.looks_like(option.prompt)):
                    self.replace_option_prompt_at_index(index, content)
            self.add_options([Option(content, id=row) for row, content in rows[len(before) :]])
            self.choose(chosen)
            return
        scroll = self.scroll_y
        kept = bool(self.options) and bool(rows) and self.options[0].id == rows[0][0]
        self.set_options([Option(content, id=row) for row, content in rows])
        self.choose(chosen)
        if kept:
            self.scroll_to(y=scroll, animate=False, immediate=True, force=True)

    def choose(self, row: str | None) -> None:
        """Choose a row without reporting it; ``None`` or a row that is gone chooses none."""
        index = next((i for i, option in enumerate(self.options) if option.id == row), None)
        if row is None or index is None:
            self.highlighted = None
        elif index != self.highlighted:
            self._silent = row
            self.highlighted = index

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell a choice made here from one made by the app."""
        event.stop()
        row = event.option_id
        if row == self._silent:
            self._silent = None
        elif row is not None and row == self.chosen:
            self.post_message(self.Chosen(self, row))
            if self.highlighted == self.option_count - 1:
                self.post_message(self.EndNear(self))

    def _move_page(self, direction: Direction) -> None:
        """A page further, unless the list is too small to be drawn and has no pages."""
        if (self.highlighted or 0) in self._index_to_line:
            super()._move_page(direction)

    @property
    def cursor_cell(self) -> Offset | None:
        """Where the terminal's own cursor goes: on the first line of the chosen row."""
        line = self._index_to_line.get(-1 if self.highlighted is None else self.highlighted)
        if line is None:
            return None
        row = line - self.scroll_offset.y
        return Offset(len(_BAR), max(row, 0)) if row < self.size.height else None

    def _get_left_gutter_width(self) -> int:
        return len(_BAR)

    def notify_style_update(self) -> None:
        """Draw every row anew: what they are coloured by may be another theme."""
        self._drawn.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """A row's line behind its gutter, which holds the bar of the chosen row."""
        cache = self._line_cache  # Brought up to date by ``render_lines``, once for all lines.
        number = self.scroll_offset.y + y
        if number >= len(cache.lines):
            plain = self.get_visual_style("option-list--option").rich_style
            return Strip.blank(self.scrollable_content_region.width, plain)
        index, offset = cache.lines[number]
        return self._row(index)[offset]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in view, all with the looks of this moment."""
        self._looks.clear()
        return super().render_lines(crop)

    def _row(self, index: int) -> Sequence[Strip]:
        """The lines of a row as they are drawn, kept until something about them changes."""
        prompt = self.options[index].prompt
        extra = ""
        if index == self.highlighted:
            extra = "option-list--option-highlighted"
        elif index == self._mouse_hovering_over:
            extra = "option-list--option-hover"
        look = self._looks.get(extra) or self._look(extra)
        kept = self._drawn.get(index)
        if kept is None or kept[0] is not prompt or kept[1] != look:
            kept = self._drawn[index] = (prompt, look, self._draw_row(prompt, index, *look))
        return kept[2]

    def _look(self, extra: str) -> _Look:
        """The style, the bar and the width of rows that are nothing more, or chosen, or hovered."""
        style = self.get_visual_style("option-list--option", *([extra] if extra else []))
        bar = (_BAR if self.has_focus else _AWAY) if extra.endswith("highlighted") else _BLANK
        look = self._looks[extra] = (style, bar, self.scrollable_content_region.width)
        return look

    def _draw_row(
        self, prompt: VisualType, index: int, look: VisualStyle, bar: str, width: int
    ) -> Sequence[Strip]:
        """A row's lines; the last is its blank, which parts it from the next and is never marked.

        Each is put together in one go: lines are most of what is drawn at each key typed.
        """
        meta = Style(meta={"option": index})
        fill = look.rich_style + meta
        edge = Segment(bar, fill + self.get_component_rich_style("row-list--bar", partial=True))
        room = max(width - len(bar), 1)
        drawn = []
        for line in Visual.to_strips(self, visualize(self, prompt), room, None, look)[:-1]:
            words = (Segment(text, (style or fill) + meta) for text, style, _ in line)
            rest = Segment(" " * (room - line.cell_length), fill)
            drawn.append(Strip([edge, *words, rest], width))
        plain = self.get_visual_style("option-list--option").rich_style
        return [*drawn, Strip([Segment(" " * width, plain + meta)], width)]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--bar"}
