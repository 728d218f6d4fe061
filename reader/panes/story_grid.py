"""The grid of a story: names led to their columns, a sign for each claim an article makes.

One line a claim, so that the pattern is seen; what a cell says in full is the screen's to show.
It scrolls both ways by itself and always keeps the cell with the cursor in sight.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from index.model import Story, StoryCell, StoryClaim
from reader.actions import bindings
from reader.coverage import Column, cells_by_article, columns, firsts, sign, staircase, status_of
from reader.drawing import MUTED, STATUS_STYLES, marked, parted, stacked

_LEAD: Final = 3
"""Cells before the first column: the bar of the chosen row and a blank for the cursor's bracket."""
_STEP: Final = 2
_APART: Final = 3
_GAP: Final = 3
"""Cells between the last column and the claim."""
_CLAIM: Final = 28
"""Cells a claim must have; columns beyond are scrolled to."""
_STAIRS: Final = 2
"""The names of the columns may take one line in so many."""
_WHEEL: Final = 3


class StoryGrid(Widget, can_focus=True):
    """Claims by articles, with a cursor on one cell."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("grid")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"story-grid--row"}
    DEFAULT_CSS = """
    StoryGrid {
        height: 1fr;
        width: 1fr;
        & > .story-grid--row {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    StoryGrid:ansi > .story-grid--row { background: ansi_default; color: ansi_default; }
    """

    class Moved(Message):
        """The cursor is on another cell."""

    class Chosen(Message):
        """The passage of the cell with the cursor is wanted."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[StoryClaim, ...] = ()
        self.row = 0
        self.column = 0
        self._cells: list[Mapping[str, StoryCell]] = []
        self._had_first: Mapping[str, int] = {}
        self._top = 0
        self._left = 0

    # What is shown

    def show(self, story: Story, rows: Sequence[StoryClaim], at: tuple[str, str]) -> None:
        """Show some claims of a story.

        Args:
            story: whose articles are the columns.
            rows: the claims.
            at: ids of the claim and of the article to put the cursor on, where they are there.
        """
        self.columns = columns(story)
        self.rows = tuple(rows)
        self._cells = [cells_by_article(row) for row in self.rows]
        self._had_first = {info.id: count for info, count in firsts(story)}
        claim, article = at
        holding = (
            n
            for n, row in enumerate(self.rows)
            if any(claim == c.id for cell in row.cells for c in cell.claims)
        )
        self.row = next(holding, 0)
        ids = [column.info.id for column in self.columns]
        self.column = ids.index(article) if article in ids else 0
        self._settle()

    @property
    def claim(self) -> StoryClaim | None:
        """The claim of the row with the cursor."""
        return self.rows[self.row] if self.rows else None

    @property
    def cell(self) -> StoryCell | None:
        """The cell with the cursor; ``None`` where that article lacks the claim."""
        if not self.rows or not self.columns:
            return None
        return self._cells[self.row].get(self.columns[self.column].info.id)

    @property
    def hidden(self) -> tuple[int, int]:
        """How many columns are out of sight, before and behind those shown."""
        seen = self._seen
        return seen.start, len(self.columns) - seen.stop

    # Where things stand

    @property
    def _seen(self) -> range:
        """The columns in sight: as many as leave room for the claims and for their own names."""
        most = max(self.size.height // _STAIRS, 1)
        end = self._left
        used = _LEAD
        for number in range(self._left, min(len(self.columns), self._left + most)):
            used += _APART if self.columns[number].begins else _STEP
            if used > self.size.width - _CLAIM and end > self._left:
                break
            end = number + 1
        return range(self._left, end)

    @property
    def _starts(self) -> list[int]:
        starts: list[int] = []
        for number in self._seen:
            step = _APART if self.columns[number].begins else _STEP
            starts.append(starts[-1] + step if starts else _LEAD)
        return starts

    @property
    def _room(self) -> int:
        return max(self.size.height - len(self._seen), 1)

    def _settle(self) -> None:
        """Bring the cursor into sight and say where it is."""
        self._left = min(self._left, self.column)
        while self.column not in self._seen and self._left < self.column:
            self._left += 1
        while self._left and self.column in self._seen_from(self._left - 1):
            self._left -= 1
        self._top = min(max(self._top, self.row - self._room + 1), self.row)
        self._top = max(min(self._top, len(self.rows) - self._room), 0)
        self.refresh()
        self.post_message(self.Moved())

    def _seen_from(self, left: int) -> range:
        before, self._left = self._left, left
        seen = self._seen
        self._left = before
        return seen if seen.stop >= len(self.columns) else range(0)

    @property
    def cursor_cell(self) -> Offset | None:
        """Where the terminal's own cursor goes: on the sign of the cell."""
        if not self.rows or self.column not in self._seen:
            return None
        x = self._starts[self.column - self._left]
        return Offset(x, len(self._seen) + self.row - self._top)

    # Drawing

    def render(self) -> Content:
        """The names above, the rows in sight below."""
        if not self.rows:
            return Content("")
        shown = [self.columns[number] for number in self._seen]
        lines = [
            self._heading(drawing, column, number == self.column)
            for number, (drawing, column) in zip(
                self._seen, staircase(shown, self._starts), strict=True
            )
        ]
        end = min(self._top + self._room, len(self.rows))
        lines += [self._line(number) for number in range(self._top, end)]
        return stacked(lines)

    def _heading(self, drawing: str, column: Column, here: bool) -> Content:
        name = Content.styled(column.name, "bold underline" if here else "bold")
        parts = [name + Content.styled(f" · {column.date}", MUTED)]
        if count := self._had_first.get(column.info.id):
            parts.append(Content.styled(f"had {count} first", MUTED))
        if column.shares:
            parts.append(Content.styled(f"one origin: {column.shares}", MUTED))
        line = Content.styled(drawing, MUTED) + Content(" ") + parted(parts)
        return line.truncate(max(self.size.width, 1), ellipsis=True)

    def _line(self, number: int) -> Content:
        row, cells, here = self.rows[number], self._cells[number], number == self.row
        starts = self._starts
        line = Content.styled("▌" if here else " ", "bold $primary")
        for place, start in zip(self._seen, starts, strict=True):
            cell = cells.get(self.columns[place].info.id)
            look = STATUS_STYLES[status_of(row, cell)] if cell else MUTED
            drawn = Content.styled(sign(row, cell), look)
            before = start - line.cell_length
            if here and place == self.column:
                drawn = Content("[") + drawn + Content("]")
                before -= 1
            line = line + Content(" " * before) + drawn
        line += Content(" " * (starts[-1] + _GAP - line.cell_length))
        text = marked(row.claim.text, style="bold" if here else "")
        line = (line + text).truncate(self.size.width, ellipsis=True)
        if here and self.has_focus:
            line = line.pad_right(max(self.size.width - line.cell_length, 0))
            line = line.stylize_before(self.get_visual_style("story-grid--row"))
        return line

    # Moving

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by rows and columns."""
        self.go_to(self.row + down, self.column + right)

    def action_edge(self, way: int) -> None:
        """Go to the first or the last claim."""
        self.go_to(0 if way < 0 else len(self.rows) - 1, self.column)

    def action_page(self, way: int) -> None:
        """Move by as many claims as are in sight."""
        self.go_to(self.row + way * max(self._room - 1, 1), self.column)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or on the nearest there is."""
        if self.rows:
            self.row = min(max(row, 0), len(self.rows) - 1)
            self.column = min(max(column, 0), len(self.columns) - 1)
            self._settle()

    def action_choose(self) -> None:
        """Go to the passage of the cell."""
        self.post_message(self.Chosen())

    def on_click(self, event: Click) -> None:
        """Put the cursor on what was clicked; a second click goes to the passage."""
        row = self._top + event.y - len(self._seen)
        if event.y < len(self._seen):
            self.go_to(self.row, self._left + event.y)
        elif row < len(self.rows):
            starts = self._starts
            near = min(range(len(starts)), key=lambda n: abs(starts[n] - event.x))
            inside = event.x <= starts[-1] + 1
            self.go_to(row, self._left + near if inside else self.column)
            if event.chain > 1:
                self.action_choose()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move down."""
        event.stop()
        self.go_to(self.row + _WHEEL, self.column)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move up."""
        event.stop()
        self.go_to(self.row - _WHEEL, self.column)

    def on_resize(self, _event: Resize) -> None:
        """Keep the cursor in sight."""
        if self.rows:
            self._settle()

    def watch_has_focus(self, focus: bool) -> None:
        """Show where keys go."""
        super().watch_has_focus(focus)
        self.refresh()
