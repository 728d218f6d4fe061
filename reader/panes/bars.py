"""The lines around the panes: the title above, the tabs of a narrow terminal, the keys below."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from textual.binding import ActiveBinding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from index.model import LibrarySummary
from index.progress import Progress, Stage
from reader.actions import Action, by_id, key_name
from reader.drawing import MUTED, between, parted
from reader.text import plural

_STAGES: Final[dict[Stage, str]] = {
    "read": "reading files",
    "index": "indexing",
    "claims": "finding claims",
    "link": "linking claims",
}
_BAR_CELLS: Final = 10


class TitleBar(Widget):
    """The name, the size of the library, how far the reading of files is, and where help is."""

    summary: reactive[LibrarySummary | None] = reactive(None)
    progress: reactive[Progress | None] = reactive(None)
    working: reactive[bool] = reactive(False)

    def on_mount(self) -> None:
        """Follow the focus: not every key works in every place."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Name and size left, help right."""
        left = [Content.styled("Second Source", "bold $text-primary")]
        if self.working:
            left.append(self._work())
        elif self.summary is not None:
            left.append(Content.styled(self._extent(self.summary), MUTED))
        keys = parted([_key(self, "palette"), _key(self, "help")])
        return between(parted(left, "   "), keys, self.size.width)

    def _extent(self, summary: LibrarySummary) -> str:
        reports = plural(summary.articles, "report")
        if not summary.articles:
            return reports
        origins = plural(summary.origins, "origin")
        return f"{reports} · {origins} · {plural(summary.claims.total, 'claim')}"

    def _work(self) -> Content:
        progress = self.progress
        stop = _cell(_shown_key(self, "stop-reading"), "stop", "stop-reading")
        if progress is None:
            return parted([Content.styled("looking for changed files …", MUTED), stop])
        words = Content(_STAGES[progress.stage])
        if not progress.total:
            return parted([words + f" {progress.done:,}", stop])
        share = min(progress.done / progress.total, 1)
        full = round(share * _BAR_CELLS)
        bar = Content.styled("━" * full, "$text-primary") + Content.styled(
            "─" * (_BAR_CELLS - full), MUTED
        )
        return parted([words, bar, Content(f"{progress.done:,} of {progress.total:,}"), stop])

    def on_click(self, event: Click) -> None:
        """Do what was clicked."""
        _run_clicked(self, event)


class TabStrip(Widget):
    """The panes' names on a terminal too narrow to show them all, the present one marked."""

    NAMES: Final = (("search", "Search"), ("article", "Article"), ("claims", "Claims"))

    pane: reactive[str] = reactive("search")

    class Picked(Message):
        """A pane's name was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def render(self) -> Content:
        """The names, each with its key."""
        return parted([self._tab(i, *name) for i, name in enumerate(self.NAMES, 1)], "  ")

    def _tab(self, number: int, pane: str, name: str) -> Content:
        on = pane == self.pane
        text = Content(f"{'▸' if on else ' '}{number} {name} ")
        look = "bold underline $text-primary" if on else MUTED
        return text.stylize(look, 1, len(text) - 1).stylize(Style.from_meta({"pane": pane}))

    def on_click(self, event: Click) -> None:
        """Go to the pane clicked."""
        if pane := event.style.meta.get("pane"):
            self.post_message(self.Picked(pane))


class ViewTitle(Widget):
    """The line above a view: its name, what it shows, how to leave it and where help is."""

    DEFAULT_CSS = "ViewTitle { height: 1; padding: 0 1; background: $surface; }"

    words: reactive[str] = reactive("")

    def __init__(self, title: str, close: str) -> None:
        """A title line.

        Args:
            title: the view's name.
            close: the action that leaves it.
        """
        super().__init__()
        self._title = title
        self._close = close

    def on_mount(self) -> None:
        """Follow the focus: not every key works in every place."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Name and words left, keys right."""
        left = [Content.styled(self._title, "bold $text-primary")]
        left.append(Content.styled(self.words, MUTED))
        leave = _cell(_shown_key(self, self._close), "close", self._close)
        keys = parted([leave, _key(self, "help")])
        return between(parted(left, "   "), keys, self.content_size.width)

    def on_click(self, event: Click) -> None:
        """Do what was clicked."""
        _run_clicked(self, event)


class KeyBar(Widget):
    """What the keys do here, as many as there is room for, and how many passages are marked."""

    DEFAULT_CSS = "KeyBar { height: 1; padding: 0 1; background: $surface; }"

    marked: reactive[int] = reactive(0)

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Keys left, marks right."""
        right = Content.styled(f"{self.marked:,} marked", MUTED) if self.marked else Content("")
        room = self.content_size.width - right.cell_length - 2
        shown: list[Content] = []
        used = 0
        for cell in self._cells():
            if used + cell.cell_length > room:
                break
            shown.append(cell)
            used += cell.cell_length + 2
        return between(parted(shown), right, self.content_size.width)

    def _cells(self) -> list[Content]:
        table = by_id()
        keys: dict[str, list[str]] = {}
        for key, active in alive_bindings(self.screen):
            keys.setdefault(active.binding.id or "", []).append(key)
        alive = [table[name] for name in keys if name in table and table[name].rank]
        cells = []
        for action in sorted(alive, key=lambda action: action.rank):
            shown = _first(action, keys[action.id])
            if action.pair in keys:
                shown += f"/{_first(table[action.pair], keys[action.pair])}"
            cells.append(_cell(shown, action.label, action.id))
        return cells

    def on_click(self, event: Click) -> None:
        """Do what was clicked."""
        _run_clicked(self, event)


def alive_bindings(screen: Screen[Any]) -> Iterator[tuple[str, ActiveBinding]]:
    """The keys that do something now, without those the focused field would take as text."""
    focused = screen.focused
    for key, active in screen.active_bindings.items():
        shown = key_name(key)
        typed = focused is not None and focused.check_consume_key(
            key, shown if len(shown) == 1 and shown.isascii() else None
        )
        if active.enabled and not typed:
            yield key, active


def _cell(key: str, label: str, action: str) -> Content:
    text = Content.styled(key, "bold $text-primary") + Content.styled(f" {label}", MUTED)
    return text.stylize(Style.from_meta({"action": action}))


def _shown_key(widget: Widget, action_id: str) -> str:
    keys = [key for key, active in alive_bindings(widget.screen) if active.binding.id == action_id]
    return _first(by_id()[action_id], keys)


def _first(action: Action, alive: Sequence[str]) -> str:
    """The key to show: the first of the table's that works here, or of the user's own."""
    preferred = [key for key in action.keys if key in alive]
    return key_name((preferred or alive or action.keys)[0])


def _key(widget: Widget, action_id: str) -> Content:
    return _cell(_shown_key(widget, action_id), by_id()[action_id].label, action_id)


def _run_clicked(widget: Widget, event: Click) -> None:
    if action := event.style.meta.get("action"):
        widget.post_message(Pressed(action))


class Pressed(Message):
    """An action was clicked on a bar."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
