"""What stands in a window too small to read in, until the app finds it larger."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.screens.desk import SMALLEST


class TinyScreen(ModalScreen[None]):
    """Says so; everything under it stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.quit", "Leave")]
    DEFAULT_CSS = """
    TinyScreen { align: center middle; background: $background; }
    TinyScreen > Static { width: auto; max-width: 100%; height: auto; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """The one thing to say."""
        yield Static(self._words(), markup=False)

    def _words(self) -> str:
        size = self.app.size
        return (
            f"{size.width} × {size.height} is too small.\n"
            f"Make the window at least {SMALLEST.width} × {SMALLEST.height}.\n"
            "Your place is kept; q leaves."
        )

    def on_resize(self) -> None:
        """Say how small it is now."""
        self.query_one(Static).update(self._words())
