"""What the app does about the terminal it runs on: its cursor, and how fast it takes things in.

The terminal's own cursor is followed by screen magnifiers, screen readers and Braille displays.
Textual hides it and moves it for text fields alone; here it is shown, and each time the screen is
drawn it goes to where keys go.

A terminal at the end of a slow line takes in less than is drawn. Frames it has not taken in yet are
not followed by more of them: the app stays quick, and draws all once the line is free.
"""

from functools import partial
from queue import Queue
from typing import Any, Final, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

_SHOWN: Final = "\x1b[?25h\x1b[6 q"
"""Shown, as a steady bar (DECTCEM, DECSCUSR): a block would invert the cell drawn inverted."""
_USUAL: Final = "\x1b[0 q"
_AHEAD: Final = 6
"""Pieces of output that may wait, of which a frame is one to three: two frames or more."""
_LOOK_AGAIN: Final = 0.05
"""Seconds after which to see whether a slow terminal has caught up."""


@runtime_checkable
class HasCursor(Protocol):
    """A widget with a cursor of its own."""

    @property
    def cursor_cell(self) -> Offset | None:
        """The cell of the widget's content it stands on; ``None`` where that is out of sight."""


def focus_cell(screen: Screen[Any]) -> Offset:
    """The cell of the screen where keys go; the focused widget's first where it has no cursor."""
    focused = screen.focused
    if focused is None:
        return (screen.cursor_cell if isinstance(screen, HasCursor) else None) or Offset(0, 0)
    area = focused.content_region
    if isinstance(focused, Input):
        before = cell_len(focused.value[: focused.cursor_position])
        cell: Offset | None = Offset(before - focused.scroll_offset.x, 0)
    else:
        cell = focused.cursor_cell if isinstance(focused, HasCursor) else None
    return area.offset + (cell or Offset(0, 0))


class TerminalApp(App[None]):
    """An app whose terminal cursor is at the focus, and which waits for a slow terminal."""

    _owing = False

    @property
    def cursor_position(self) -> Offset:
        """Where the cursor goes once the screen is drawn."""
        return focus_cell(self.screen) if self.screen_stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _position: Offset) -> None:
        """Widgets of Textual's own ask for theirs; the focus says where it is."""

    def on_mount(self) -> None:
        """Show the cursor now, and again whenever another program had the terminal."""
        self.app_resume_signal.subscribe(self, lambda _app: self._take_back())
        self.app_suspend_signal.subscribe(self, lambda _app: self._write(_USUAL))
        self._write(_SHOWN)

    def on_unmount(self) -> None:
        """Leave the terminal its own cursor."""
        self._write(_USUAL)

    def action_shell(self) -> None:
        """Stop, as Ctrl+Z does with other programs, until the shell goes on with it."""
        if self._driver is not None and self._driver.can_suspend:
            self.action_suspend_process()
        else:
            self.notify("This terminal cannot be left to a shell.", timeout=8)

    def copy_to_clipboard(self, text: str) -> None:
        """Send text to the terminal's clipboard; nobody can tell whether it arrives."""
        from reader.outside import to_tmux

        super().copy_to_clipboard(text)
        if not self.is_web:
            self.run_worker(partial(to_tmux, text), thread=True, exit_on_error=False)

    def _take_back(self) -> None:
        self._write(_SHOWN)
        self.screen.refresh()

    def _write(self, sequence: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw, unless the terminal is behind: then all is drawn once it has caught up."""
        if renderable is None or waiting(self._driver) <= _AHEAD:
            super()._display(screen, renderable)
        elif not self._owing:
            self._owing = True
            self.set_timer(_LOOK_AGAIN, self._pay)

    def _pay(self) -> None:
        if waiting(self._driver):
            self.set_timer(_LOOK_AGAIN, self._pay)
        else:
            self._owing = False
            self.screen.refresh()


def waiting(driver: Driver | None) -> int:
    """How many pieces of output the terminal has not taken in yet; 0 where nobody knows."""
    writer = getattr(driver, "_writer_thread", None)
    queue = getattr(writer, "_queue", None)
    return queue.qsize() if isinstance(queue, Queue) else 0
