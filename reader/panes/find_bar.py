"""The bar under an article in which to type what to find there. Finds at every key."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label

if TYPE_CHECKING:
    from reader.panes.article import ArticlePane


class FindBar(ModalScreen[None]):
    """One line over the lower edge of the pane; the article stays in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to where you were"),
        Binding("down,ctrl+n", "step(1)", "Next match"),
        Binding("up", "step(-1)", "Match before"),
    ]
    DEFAULT_CSS = """
    FindBar {
        background: transparent;
        & > Horizontal {
            position: absolute;
            height: 1;
            background: $surface;
            & > Label { width: auto; padding: 0 1; color: $text-muted; }
            & > Input {
                width: 1fr;
                height: 1;
                border: none;
                padding: 0;
                background: $surface;
                background-tint: transparent;
            }
        }
    }
    """

    def __init__(self, pane: "ArticlePane") -> None:
        super().__init__()
        self._pane = pane
        self._before = pane.position

    def compose(self) -> ComposeResult:
        """The word, what is typed, how many matches."""
        with Horizontal():
            yield Label("find")
            yield Input(compact=True, select_on_focus=False)
            yield Label("", id="matches")

    def on_mount(self) -> None:
        """Lie over the pane's lower edge."""
        self._lie_over_pane()

    def on_resize(self, _event: events.Resize) -> None:
        """Stay over it."""
        self.call_after_refresh(self._lie_over_pane)

    def _lie_over_pane(self) -> None:
        area = self._pane.region
        bar = self.query_one(Horizontal)
        bar.styles.width = area.width
        bar.styles.offset = (area.x, max(area.bottom - 1, 0))

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        count = self._pane.find(event.value, self._before.cursor)
        self._say(count if event.value.strip() else None)

    def _say(self, count: int | None) -> None:
        words = "" if count is None else self._pane.hit_words()
        self.query_one("#matches", Label).update(words)

    def action_step(self, step: int) -> None:
        """Go to another match without leaving the bar."""
        if self.query_one(Input).value.strip():
            self._pane.next_hit(step)
            self._say(1)

    @on(Input.Submitted)
    def _keep(self) -> None:
        if not self.query_one(Input).value.strip():
            self._pane.end_find()
        self.dismiss(None)

    def action_leave(self) -> None:
        """Forget the find and return to the place before it."""
        self._pane.end_find()
        self._pane.restore(self._before)
        self.dismiss(None)
