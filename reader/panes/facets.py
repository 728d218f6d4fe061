"""The lines under the results that count them by outlet and by date, and narrow them."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from index.model import FacetCount
from reader.actions import bindings
from reader.drawing import MUTED
from reader.text import UNKNOWN, format_date, one_line

Facet = Literal["source", "date"]
FACETS: Final[tuple[Facet, ...]] = ("source", "date")
_LABEL: Final = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one facet that results are narrowed to; ``None`` is the unknown one."""

    facet: Facet
    value: str | None


class FacetBar(Widget, can_focus=True):
    """Two lines of values with counts; arrow keys move among them, enter or a click toggles."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("facets")]

    counts: reactive[dict[Facet, tuple[FacetCount, ...]]] = reactive(dict)
    chosen: reactive[frozenset[Choice]] = reactive(frozenset)
    _row: reactive[int] = reactive(0)
    _column: reactive[int] = reactive(0)

    class Toggled(Message):
        """The user wants only this value, or no longer."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    class Left(Message):
        """The user is done here."""

    _cursor_x = _LABEL

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's own cursor goes: on the value, as last drawn."""
        return Offset(self._cursor_x, self._row)

    def show(self, sources: tuple[FacetCount, ...], dates: tuple[FacetCount, ...]) -> None:
        """Count other results."""
        self.counts = {"source": sources, "date": dates}
        self.display = any(self.counts.values())

    @property
    def place(self) -> tuple[int, int]:
        """Line and value the cursor is on."""
        return self._row, self._column

    def render(self) -> Content:
        """Both lines, cut to the width, the value under the cursor in view."""
        return Content("\n").join(self._line(row) for row in range(len(FACETS)))

    def _values(self, row: int) -> tuple[FacetCount, ...]:
        return self.counts.get(FACETS[row], ())

    def _line(self, row: int) -> Content:
        facet = FACETS[row]
        values = self._values(row)
        cursor = max(min(self._column, len(values) - 1), 0) if row == self._row else 0
        here = self.has_focus and row == self._row
        room = max(self.size.width - _LABEL - 2, 6)
        first = last = cursor
        # There can be hundreds of values: only as many as are seen are made ready.
        shown = [self._value(facet, value, here) for value in values[cursor : cursor + 1]]
        width = sum(cell.cell_length + 2 for cell in shown)
        while first > 0:
            cell = self._value(facet, values[first - 1], here=False)
            if width + cell.cell_length + 2 > room:
                break
            first -= 1
            width += cell.cell_length + 2
            shown.insert(0, cell)
        while width <= room and last + 1 < len(values):
            last += 1
            shown.append(self._value(facet, values[last], here=False))
            width += shown[-1].cell_length + 2
        lead = "… " if first else ""
        if here:
            before = sum(cell.cell_length + 2 for cell in shown[: cursor - first])
            self._cursor_x = _LABEL + before
        label = Content.styled(f"{facet:<{_LABEL - len(lead)}}{lead}", MUTED)
        line = label + Content("  ").join(shown)
        return line.truncate(max(self.size.width, 1), ellipsis=True)

    def _value(self, facet: Facet, count: FacetCount, here: bool) -> Content:
        choice = Choice(facet, count.value)
        on = choice in self.chosen
        label = choice_label(choice)
        look = Style.from_meta({"facet": facet, "value": count.value})
        text = Content(f"{'✓' if on else ''}{label}").stylize("bold underline" if on else "")
        cell = text + Content.styled(f" {count.count:,}", MUTED)
        return cell.stylize("reverse" if here else "").stylize(look)

    def action_move(self, step: int) -> None:
        """Go to another value of the line."""
        values = self._values(self._row)
        self._column = max(0, min(self._column + step, len(values) - 1))

    def action_line(self, step: int) -> None:
        """Go to the other line; past the first, back to the results."""
        if self._row + step < 0:
            self.action_leave()
            return
        self._row = min(self._row + step, len(FACETS) - 1)
        self._column = 0

    def action_toggle_value(self) -> None:
        """Narrow to the value under the cursor, or no longer."""
        values = self._values(self._row)
        if values:
            value = values[min(self._column, len(values) - 1)].value
            self.post_message(self.Toggled(Choice(FACETS[self._row], value)))

    def action_leave(self) -> None:
        """Go back to the results."""
        self.post_message(self.Left())

    def on_click(self, event: Click) -> None:
        """Narrow to the value clicked."""
        meta = event.style.meta
        if "facet" in meta:
            self.post_message(self.Toggled(Choice(meta["facet"], meta["value"])))


def choice_label(choice: Choice) -> str:
    """A value as the user sees it."""
    if choice.value is None:
        return UNKNOWN
    return format_date(choice.value) if choice.facet == "date" else one_line(choice.value, 24)
