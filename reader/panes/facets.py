"""The lines under the results that count them by outlet and by date, and narrow them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from index.model import FacetCount
from reader.actions import bindings
from reader.drawing import MUTED
from reader.panes.narrowing import FACETS, Choice, Facet, Narrowing

_LABEL: Final = 8


class FacetBar(Widget, can_focus=True):
    """Two lines of values with counts: arrow keys move among them, enter or a click narrows.

    A year opens into its months, a month into its days; the line of dates then begins with a
    cell that leads out again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("facets")]

    counts: reactive[dict[Facet, tuple[FacetCount, ...]]] = reactive(dict)
    narrowing: reactive[Narrowing] = reactive(Narrowing)
    _row: reactive[int] = reactive(0)
    _column: reactive[int] = reactive(0)

    @dataclass
    class Narrowed(Message):
        """The user wants the results narrowed otherwise."""

        narrowing: Narrowing

    class Left(Message):
        """The user is done here."""

    _cursor_x = _LABEL

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's own cursor goes: on the value, as last drawn."""
        return Offset(self._cursor_x, self._row)

    def show(
        self,
        sources: tuple[FacetCount, ...],
        dates: tuple[FacetCount, ...],
        narrowing: Narrowing,
    ) -> None:
        """Count other results."""
        finer = tuple(
            count for count in dates if count.value != narrowing.within or not count.value
        )
        if narrowing.path != self.narrowing.path:
            self._column = min(1, len(finer)) if narrowing.path else 0
        self.narrowing = narrowing
        self.counts = {"source": sources, "date": finer}
        self.display = any(self.counts.values()) or bool(narrowing)

    @property
    def place(self) -> tuple[int, int]:
        """Line and value the cursor is on."""
        return self._row, self._column

    def render(self) -> Content:
        """Both lines, cut to the width, the value under the cursor in view."""
        return Content("\n").join(self._line(row) for row in range(len(FACETS)))

    def _cells(self, row: int) -> Sequence[FacetCount | None]:
        """The values of a line, behind ``None`` for the way out of what is open."""
        values = self.counts.get(FACETS[row], ())
        return (None, *values) if FACETS[row] == "date" and self.narrowing.path else values

    def _line(self, row: int) -> Content:
        """One line: its name, the way out of what is open, as many values as there is room for."""
        facet = FACETS[row]
        cells = self._cells(row)
        cursor = max(min(self._column, len(cells) - 1), 0) if row == self._row else 0
        here = self.has_focus and row == self._row
        pinned = Content("")
        if cells and cells[0] is None:
            pinned = self._cell(facet, None, here and not cursor) + "  "
        first, shown = self._in_view(
            facet,
            cells[1:] if pinned else cells,
            cursor - bool(pinned),
            here=here,
            room=self.size.width - pinned.cell_length,
        )
        if here:
            before = sum(c.cell_length + 2 for c in shown[: max(cursor - bool(pinned) - first, 0)])
            self._cursor_x = _LABEL + (pinned.cell_length + before if cursor or not pinned else 0)
        lead = "… " if first else ""
        label = Content.styled(f"{facet:<{_LABEL - len(lead)}}", MUTED)
        line = label + pinned + Content.styled(lead, MUTED) + Content("  ").join(shown)
        return line.truncate(max(self.size.width, 1), ellipsis=True)

    def _in_view(
        self,
        facet: Facet,
        cells: Sequence[FacetCount | None],
        cursor: int,
        *,
        here: bool,
        room: int,
    ) -> tuple[int, list[Content]]:
        """The values around the cursor that fit, and which of all the first of them is."""
        room = max(room - _LABEL - 2, 6)
        first = last = max(cursor, 0)
        # There can be hundreds of values: only as many as are seen are made ready.
        shown = [self._cell(facet, c, here and cursor >= 0) for c in cells[first : first + 1]]
        width = sum(cell.cell_length + 2 for cell in shown)
        while first > 0:
            cell = self._cell(facet, cells[first - 1], here=False)
            if width + cell.cell_length + 2 > room:
                break
            first -= 1
            width += cell.cell_length + 2
            shown.insert(0, cell)
        while width <= room and last + 1 < len(cells):
            last += 1
            shown.append(self._cell(facet, cells[last], here=False))
            width += shown[-1].cell_length + 2
        return first, shown

    def _cell(self, facet: Facet, count: FacetCount | None, here: bool) -> Content:
        if count is None:
            label = Choice("date", self.narrowing.within).label
            if len(self.narrowing.path) > 1:
                label = label.rpartition(" ")[0]
            cell = Content.styled(f"‹ {label}", "bold").stylize(Style.from_meta({"out": True}))
            return cell.stylize("reverse" if here else "")
        choice = Choice(facet, count.value)
        on = choice in self.narrowing.choices
        look = Style.from_meta({"facet": facet, "value": count.value})
        label = f"{'✓' if on else ''}{self._label(choice)}"
        text = Content(label).stylize("bold underline" if on else "")
        cell = text + Content.styled(f" {count.count:,}", "" if here else MUTED)
        return cell.stylize("reverse" if here else "").stylize(look)

    def _label(self, choice: Choice) -> str:
        """A value's label, without the year where that is said already."""
        within = self.narrowing.within
        said = choice.facet == "date" and within and (choice.value or "").startswith(f"{within}-")
        return choice.label.rpartition(" ")[0] if said else choice.label

    def go_to_line(self, line: int) -> None:
        """Go to the first value of a line."""
        self._row, self._column = max(0, min(line, len(FACETS) - 1)), 0
        self.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lead out only of what is open."""
        del parameters
        return action != "widen" or bool(self.narrowing.path)

    def action_move(self, step: int) -> None:
        """Go to another value of the line."""
        cells = self._cells(self._row)
        self._column = max(0, min(self._column + step, len(cells) - 1))

    def action_line(self, step: int) -> None:
        """Go to the other line; past the first, back to the results."""
        if self._row + step < 0:
            self.action_leave()
            return
        row = min(self._row + step, len(FACETS) - 1)
        if row != self._row:
            self._row = row
            self._column = 0

    def action_toggle_value(self) -> None:
        """Want the value under the cursor too, or no longer."""
        self._narrow(self.narrowing.toggled)

    def action_open_value(self) -> None:
        """Want only the value under the cursor; a year or month opens."""
        self._narrow(self.narrowing.opened)

    def _narrow(self, by: Callable[[Choice], Narrowing]) -> None:
        cells = self._cells(self._row)
        if not cells:
            return
        cell = cells[min(self._column, len(cells) - 1)]
        if cell is None:
            self.action_widen()
        else:
            self.post_message(self.Narrowed(by(Choice(FACETS[self._row], cell.value))))

    def action_widen(self) -> None:
        """Go out of the year or month that is open."""
        self.post_message(self.Narrowed(self.narrowing.widened()))

    def action_leave(self) -> None:
        """Go back to the results."""
        self.post_message(self.Left())

    def on_click(self, event: Click) -> None:
        """Do what enter does on the value clicked."""
        meta = event.style.meta
        if "facet" in meta:
            choice = Choice(meta["facet"], meta["value"])
            self.post_message(self.Narrowed(self.narrowing.opened(choice)))
        elif "out" in meta:
            self.action_widen()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on along the line under the wheel."""
        self._wheel(event.y, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back along the line under the wheel."""
        self._wheel(event.y, -1)

    def _wheel(self, y: int, step: int) -> None:
        if 0 <= y < len(FACETS):
            if y != self._row:
                self._row, self._column = y, 0
            self.action_move(step)
