"""Asking for a name: one line, what is there already, enter takes it."""

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.drawing import MUTED
from reader.text import one_line


class NameScreen(ModalScreen[str | None]):
    """Closes with the name given, or ``None`` if left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close without saving"),
    ]
    DEFAULT_CSS = """
    NameScreen {
        align: center middle;
        background: $background 60%;
        & > #naming {
            width: 64;
            max-width: 96%;
            height: auto;
            padding: 1 3;
            background: $surface;
        }
        #name { background: $background; margin-top: 1; }
        #name-said { height: auto; min-height: 1; padding-top: 1; }
    }
    """

    def __init__(self, title: str, what: str, proposed: str, taken: Collection[str]) -> None:
        """A dialog.

        Args:
            title: what the name is for.
            what: the thing to be named, in words.
            proposed: a name to begin with.
            taken: names that stand for something already, which would be replaced.
        """
        super().__init__()
        self._title = title
        self._what = what
        self._proposed = proposed
        self._taken = taken

    def compose(self) -> ComposeResult:
        """What is named, the name, what it would replace."""
        with Vertical(id="naming"):
            yield Static(
                Content.styled(self._title, "bold $text-primary")
                + Content.styled("   enter saves · esc closes", MUTED)
            )
            yield Static(Content.styled(one_line(self._what, 200), MUTED))
            yield Input(self._proposed, compact=True, id="name", max_length=80)
            yield Static("", id="name-said")

    @on(Input.Changed, "#name")
    def _changed(self, event: Input.Changed) -> None:
        name = " ".join(event.value.split())
        said = f"“{one_line(name)}” is there already and would be replaced; undo brings it back."
        self.query_one("#name-said", Static).update(Content(said if name in self._taken else ""))

    @on(Input.Submitted, "#name")
    def _named(self, event: Input.Submitted) -> None:
        if name := " ".join(event.value.split()):
            self.dismiss(name)
        else:
            self.query_one("#name-said", Static).update(Content("Type a name."))
