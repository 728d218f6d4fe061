"""Going to anything in sight by a letter or two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from reader.panes.rows import RowList

_LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""The letters under the fingers first."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to go to: a widget, or a row of a list or line of a widget, and where it is."""

    place: Offset
    widget: Widget
    row: int | None = None


def targets(widgets: Iterable[Widget]) -> Iterable[Target]:
    """What there is to go to in these widgets, as far as it is in sight, from top to bottom."""
    for widget in widgets:
        area = widget.content_region
        if not area or not widget.is_on_screen:
            continue
        if isinstance(widget, RowList):
            for row, line in widget.rows_in_view():
                yield Target(Offset(area.x, area.y + line), widget, row)
        elif area.height > 1 and area.height <= _LINES:
            for line in range(area.height):
                yield Target(Offset(area.x, area.y + line), widget, line)
        else:
            yield Target(area.offset, widget)


_LINES: Final = 2
"""Height of a widget whose lines are gone to one by one, such as the facets."""


def letters(count: int) -> Sequence[str]:
    """As many different labels, of one letter each or of two."""
    if count <= len(_LETTERS):
        return _LETTERS[:count]
    return ["".join(pair) for pair in product(_LETTERS, repeat=2)][:count]


class JumpScreen(ModalScreen[Target | None]):
    """Labels over what is in sight; closes with what was typed for, or ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Stay here")]
    DEFAULT_CSS = """
    JumpScreen { background: $background 30%; layers: labels; }
    JumpScreen > Static {
        layer: labels;
        position: absolute;
        width: auto;
        height: 1;
        background: $warning;
        color: $background;
        text-style: bold reverse;
    }
    JumpScreen:ansi > Static { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, there: Iterable[Target]) -> None:
        super().__init__()
        found = list(there)
        self.labels = dict(zip(letters(len(found)), found, strict=False))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A label at each target."""
        for label, target in self.labels.items():
            shown = Static(Content(f" {label} "), id=f"to-{label}")
            shown.styles.offset = (target.place.x, target.place.y)
            yield shown

    def on_key(self, event: Key) -> None:
        """Take a letter: go where it leads, or leave the labels that begin so."""
        if event.key == "escape":
            return
        event.stop()
        typed = self._typed + event.key
        if typed in self.labels:
            self.dismiss(self.labels[typed])
        elif any(label.startswith(typed) for label in self.labels):
            self._typed = typed
            for label in self.labels:
                self.query_one(f"#to-{label}").display = label.startswith(typed)
        else:
            self.dismiss(None)
