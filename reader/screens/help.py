"""The help screen: every action with its keys as they are now, and what the signs mean."""

from collections.abc import Collection, Mapping, Sequence, Set
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static

from index.model import Status
from reader.actions import ACTIONS, CONTEXT_TITLES, Action, Context, actions, key_names, keys_of
from reader.drawing import MUTED, STATUS_ORDER, glyph, hanging, stacked
from reader.hints import HINTS
from reader.settings import keys_file

_KEYS: Final = 16
_CARD, _SHARE, _AROUND = 100, 96, 7
"""The card's width in cells, at most that share of the screen in percent, and what of it is padding
and scroll bar: as the style sheet has it."""
_MEANINGS: Final[dict[Status, str]] = {
    "corroborated": "at least one independent source reports it too",
    "disputed": "an independent source puts it so that both cannot hold",
    "echoed": "other reports have it, but all of one origin",
    "single-source": "only here",
}


class Card(ModalScreen[None]):
    """Something to read and close."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,f2,enter", "dismiss", "close"),
        Binding("j,down", "scroll('scroll_down')", "down"),
        Binding("k,up", "scroll('scroll_up')", "up"),
        Binding("ctrl+d,pagedown,space", "scroll('scroll_page_down')", "page down"),
        Binding("ctrl+u,pageup", "scroll('scroll_page_up')", "page up"),
        Binding("g,home", "scroll('scroll_home')", "top"),
        Binding("G,end", "scroll('scroll_end')", "end"),
    ]

    def title_line(self) -> str:
        """What the card is about."""
        raise NotImplementedError

    def body(self) -> Content:
        """What it says."""
        raise NotImplementedError

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's own cursor goes: on the first word in sight."""
        return self.query_one("#card").content_region.offset

    @property
    def room(self) -> int:
        """Cells a line of the text has."""
        return max(min(_CARD, self.app.size.width * _SHARE // 100) - _AROUND, 20)

    def beside(self, lead: Content, text: Content) -> Content:
        """A lead and a text beside it, whose further lines stand below its first."""
        lines = text.wrap(max(self.room - lead.cell_length, 8))
        return stacked(hanging(lead, [line.rstrip() for line in lines]))

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self.query_one("#card-body", Static).update(self.body())

    def compose(self) -> ComposeResult:
        """A title, the text, how to leave."""
        with VerticalScroll(id="card", can_focus=False):
            yield Static(
                Content.styled(self.title_line(), "bold $text-primary")
                + Content.styled("   esc closes", MUTED),
                id="card-title",
            )
            yield Static(self.body(), id="card-body")

    def action_scroll(self, way: str) -> None:
        """Scroll the text."""
        getattr(self.query_one("#card"), way)(animate=False)


class HelpScreen(Card):
    """Every key, by where it works; what works where it was opened comes first."""

    def __init__(self, keymap: Mapping[str, str], here: Collection[str] = ()) -> None:
        """A card of keys.

        Args:
            keymap: the user's own keys, by action.
            here: the actions that work where it is opened.
        """
        super().__init__()
        self._keymap_shown = keymap
        alive = {action.context for action in ACTIONS if action.id in here}
        self._contexts = sorted(CONTEXT_TITLES, key=lambda context: _rank(context, alive))

    def title_line(self) -> str:
        """What the card is about."""
        return "Keys"

    def body(self) -> Content:
        """Keys by context, the signs, where the keymap lies."""
        parts = [self._signs()]
        parts += [self._section(context) for context in self._contexts]
        parts.append(self._hints())
        parts.append(
            Content.styled("Other keys of your own: a line like ", MUTED)
            + Content('mark = ["m", "space"]')
            + Content.styled(f" in {keys_file()}, with the names given at the right; ", MUTED)
            + Content("secondsource keys --write")
            + Content.styled(" begins that file.", MUTED)
        )
        return Content("\n\n").join(parts)

    @property
    def contexts(self) -> Sequence[Context]:
        """Where the keys listed work, in the order they are listed."""
        return self._contexts

    def _signs(self) -> Content:
        lines = [self.beside(glyph(s) + " ", Content(f"{s}: {_MEANINGS[s]}")) for s in STATUS_ORDER]
        return Content("\n").join([Content.styled("Signs", "bold underline"), *lines])

    def _hints(self) -> Content:
        lines = [Content(hint.text(self._keymap_shown)) for hint in HINTS]
        return Content("\n").join([Content.styled("Hints", "bold underline"), *lines])

    def _section(self, context: Context) -> Content:
        lines = [Content.styled(CONTEXT_TITLES[context], "bold underline")]
        lines += [self._line(action) for action in actions(context)]
        return Content("\n").join(lines)

    def _line(self, action: Action) -> Content:
        keys = key_names(keys_of(action, self._keymap_shown))
        width = min(_KEYS, self.room // 4)
        return self.beside(
            Content.styled(f"{keys:<{width}} ", "bold $text-primary"),
            Content(action.description) + Content.styled(f"  {action.id}", MUTED),
        )


def _rank(context: Context, alive: Set[Context]) -> int:
    """What one part of the screen has comes before what works everywhere, the rest after both."""
    if context not in alive:
        return 2
    return 1 if context in {"app", "main", "list"} else 0
