"""Where the terminal's own cursor stands: at the focus, in sight.

Screen magnifiers, screen readers and Braille displays follow it. Textual hides it and moves it for
text fields alone; here it is shown, and each time the screen is drawn it goes to where keys go.
"""

from typing import Any, Final, Protocol, runtime_checkable

from rich.cells import cell_len
from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

_SHOWN: Final = "\x1b[?25h\x1b[6 q"
"""Shown, as a steady bar (DECTCEM, DECSCUSR): a block would invert the cell drawn inverted."""
_USUAL: Final = "\x1b[0 q"


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
        return Offset(0, 0)
    area = focused.content_region
    if isinstance(focused, Input):
        before = cell_len(focused.value[: focused.cursor_position])
        cell: Offset | None = Offset(before - focused.scroll_offset.x, 0)
    else:
        cell = focused.cursor_cell if isinstance(focused, HasCursor) else None
    return area.offset + (cell or Offset(0, 0))


class FocusApp(App[None]):
    """An app whose terminal cursor is at the focus."""

    @property
    def cursor_position(self) -> Offset:
        """Where the cursor goes once the screen is drawn."""
        return focus_cell(self.screen) if self.screen_stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _position: Offset) -> None:
        """Widgets of Textual's own ask for theirs; the focus says where it is."""

    def on_mount(self) -> None:
        """Show the cursor now, and again whenever another program had the terminal."""
        self.app_resume_signal.subscribe(self, lambda _app: self._show_cursor())
        self.app_suspend_signal.subscribe(self, lambda _app: self._write(_USUAL))
        self._show_cursor()

    def on_unmount(self) -> None:
        """Leave the terminal its own cursor."""
        self._write(_USUAL)

    def _show_cursor(self) -> None:
        self._write(_SHOWN)
        self.refresh(layout=True)

    def _write(self, sequence: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)
