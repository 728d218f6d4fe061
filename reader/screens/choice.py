"""One of a few: a list in which moving is choosing, readable without colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """Options one below the other, exactly one of them chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,space", "choose(1)", "Choose the next"),
        Binding("up,k", "choose(-1)", "Choose the one before"),
    ]
    DEFAULT_CSS = "Choice { height: auto; width: 1fr; }"

    index: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """Another option was chosen."""

        choice: "Choice"
        index: int

        @property
        def control(self) -> "Choice":
            """The list it was chosen in."""
            return self.choice

    def __init__(self, options: Sequence[str], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.options = tuple(options)

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        """A line an option."""
        return len(self.options)

    def render(self) -> Content:
        """The options; the chosen one has a dot and, where keys go here, a bar."""
        return Content("\n").join(self._line(number) for number in range(len(self.options)))

    def _line(self, number: int) -> Content:
        chosen = number == self.index
        bar = "▌" if chosen and self.has_focus else " "
        line = Content(f"{bar}{'(•)' if chosen else '( )'} {self.options[number]}")
        if chosen:
            line = line.stylize("bold $text-primary" if self.has_focus else "bold")
        return line

    def action_choose(self, step: int) -> None:
        """Choose the next option or the one before, around the ends."""
        self.index = (self.index + step) % len(self.options)

    def on_click(self, event: Click) -> None:
        """Choose the option clicked."""
        if 0 <= event.y < len(self.options):
            self.index = event.y

    def watch_index(self, index: int) -> None:
        """Say what was chosen."""
        self.post_message(self.Chosen(self, index))

    def watch_has_focus(self, focus: bool) -> None:
        """Show where keys go."""
        super().watch_has_focus(focus)
        self.refresh()

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's own cursor goes: on the option chosen."""
        return Offset(1, self.index)
