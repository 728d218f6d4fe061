"""The list of searches: those saved under a name, then those asked lately."""

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Label, Static

from index.asking import Search
from reader.actions import bindings
from reader.drawing import ACCENT, MUTED, clamped, parted
from reader.panes.bars import KeyBar, ViewTitle
from reader.panes.found import ORDERS
from reader.panes.lines import Lines
from reader.panes.rows import RowList, room_for_rows
from reader.screens.keeping import in_words
from reader.screens.listing import Listing
from reader.text import format_date, one_line, plural

if TYPE_CHECKING:
    from index.library import Library
    from index.store.searches import AskedSearch, SavedSearch, SearchStore

SHOWN: Final = 50
"""Searches of each kind listed at most; the filter finds the rest."""
_NOTHING: Final = (
    "No searches yet.\n\nWhat you search for is remembered here once you go to its results. "
    "Ctrl+S on the main screen keeps a search under a name."
)
_NO_MATCH: Final = "No search holds these words. Esc clears the filter."
Task = Literal["save", "rename"]
Held = tuple[tuple["SavedSearch", ...], tuple["AskedSearch", ...]]


class SearchesScreen(Listing[Search | None, "SearchStore", "Held"]):
    """Closes with the search to run, or ``None``."""

    AUTO_FOCUS = "#searches-filter"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("searches")]
    DEFAULT_CSS = """
    SearchesScreen {
        background: $background;
        & > #searches { height: 1fr; padding: 1 1 0 0; }
        #searches-filter-line, #searches-name-line { height: 1; padding-left: 1; }
        #searches-filter-line > Label, #searches-name-line > Label {
            color: $foreground-muted;
            padding-right: 1;
        }
        #searches-filter-line > Input, #searches-name-line > Input {
            width: 1fr;
            background: $background;
            background-tint: transparent;
        }
        #searches-filter-line:focus-within, #searches-filter-line:focus-within > Input,
        #searches-name-line, #searches-name-line > Input { background: $surface; }
        #searches-name-line { display: none; }
        #searches-list { margin-top: 1; height: 1fr; }
        #searches-none { height: 1fr; padding: 1 2; display: none; }
    }
    """

    def __init__(self, library: "Library") -> None:
        """A list of the searches kept with a library."""
        super().__init__()
        self._library = library
        self._saved: tuple[SavedSearch, ...] = ()
        self._asked: tuple[AskedSearch, ...] = ()
        self._rows_of: dict[str, SavedSearch | AskedSearch] = {}
        self._naming: tuple[Task, SavedSearch | AskedSearch] | None = None

    def compose(self) -> ComposeResult:
        """Title, filter, rows, the line for a name, keys."""
        yield ViewTitle("Searches", "searches.close")
        with Vertical(id="searches"):
            with Horizontal(id="searches-filter-line"):
                yield Label("/")
                yield Input(
                    placeholder="filter by name or words", compact=True, id="searches-filter"
                )
            yield RowList(id="searches-list")
            yield Static("", id="searches-none")
            with Horizontal(id="searches-name-line"):
                yield Label("name")
                yield Input(compact=True, select_on_focus=False, id="searches-name", max_length=80)
        yield KeyBar()

    # What is listed

    def _store(self) -> "SearchStore":
        return self._library.searches

    def _look(self, store: "SearchStore") -> Held:
        return store.all(), store.asked()

    def _take(self, held: Held) -> None:
        self._saved, self._asked = held

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _filter(self) -> Input:
        return self.query_one("#searches-filter", Input)

    @property
    def _chosen(self) -> "SavedSearch | AskedSearch | None":
        return self._rows_of.get(self._rows.chosen or "")

    def _wanted(self, *words: str) -> bool:
        typed = self._filter.value.casefold().split()
        held = " ".join(words).casefold()
        return all(word in held for word in typed)

    def _draw(self) -> None:
        if not self._read:
            return
        saved = [s for s in self._saved if self._wanted(s.name, in_words(s.search))]
        asked = [a for a in self._asked if self._wanted(in_words(a.search))]
        more = max(len(saved), len(asked)) > SHOWN
        saved, asked = saved[:SHOWN], asked[:SHOWN]
        width = room_for_rows(self._rows)
        before = self._rows.chosen
        self._rows_of = {f"saved {s.name}": s for s in saved}
        self._rows_of |= {f"asked {number}": a for number, a in enumerate(asked)}
        rows = [(f"saved {s.name}", _saved_row(s, width, not n)) for n, s in enumerate(saved)]
        rows += [(f"asked {n}", _asked_row(a, width, not n)) for n, a in enumerate(asked)]
        chosen = before if before in self._rows_of else next(iter(self._rows_of), None)
        self._rows.fill(rows, chosen)
        self._rows.display = bool(rows)
        none = self.query_one("#searches-none", Static)
        none.display = not rows
        none.update(Content(_NO_MATCH if self._saved or self._asked else _NOTHING))
        if self.focused is None:
            # What was hidden cannot keep the focus.
            (self._rows if rows else self._filter).focus()
        words = f"{len(self._saved):,} saved · {len(self._asked):,} asked lately"
        if more:
            words += f" · the first {SHOWN} shown, filter for more"
        self.query_one(ViewTitle).words = words
        self.refresh_bindings()

    @on(Input.Changed, "#searches-filter")
    def _filtered(self) -> None:
        self._draw()
        self._rows.action_first()

    @on(Input.Submitted, "#searches-filter")
    @on(RowList.OptionSelected, "#searches-list")
    def _run(self) -> None:
        if (chosen := self._chosen) is not None:
            self.dismiss(chosen.search)

    def key_down(self, event: Key) -> None:
        """From the filter to the rows; the key moves no further there."""
        if self._filter.has_focus and self._rows.display:
            event.stop()
            self._rows.focus()

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters typed into a field are no commands; some need a search of one kind."""
        del parameters
        if action == "leave":
            return True
        if isinstance(self.focused, Input):
            return False
        named = hasattr(self._chosen, "name")
        useful = {"rename": named, "save": self._chosen is not None and not named}
        useful |= {"delete": self._chosen is not None, "forget": bool(self._asked)}
        return useful.get(action, True)

    def action_filter(self) -> None:
        """Type what to look for."""
        self._filter.focus()

    def action_leave(self) -> None:
        """Leave the name, else the filter's words, else the list."""
        if self._naming is not None:
            self._end_naming()
        elif self._filter.value:
            self._filter.value = ""
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Keep a search asked lately under a name."""
        if (chosen := self._chosen) is not None:
            self._ask_name("save", chosen, one_line(chosen.search.query, 80))

    def action_rename(self) -> None:
        """Give a saved search another name."""
        if (chosen := self._chosen) is not None:
            self._ask_name("rename", chosen, getattr(chosen, "name", ""))

    def _ask_name(self, task: Task, chosen: "SavedSearch | AskedSearch", proposed: str) -> None:
        self._naming = (task, chosen)
        self.query_one("#searches-name-line").display = True
        field = self.query_one("#searches-name", Input)
        field.value = proposed
        field.cursor_position = len(proposed)
        field.focus()

    @on(Input.Submitted, "#searches-name")
    def _named(self, event: Input.Submitted) -> None:
        if self._naming is None or not event.value.strip():
            return
        task, chosen = self._naming
        name = event.value
        self._end_naming()
        if task == "save":
            self._do(lambda store: store.save(name, chosen.search))
        else:
            old = getattr(chosen, "name", "")
            self._do(lambda store: store.rename(old, name))

    def _end_naming(self) -> None:
        self._naming = None
        self.query_one("#searches-name-line").display = False
        self._rows.focus()

    def action_delete(self) -> None:
        """Take a saved search away, which undo brings back; or forget one asked."""
        chosen = self._chosen
        if chosen is None:
            return
        name = getattr(chosen, "name", None)
        if name is None:
            self._do(lambda store: store.forget([chosen.search]))
        else:
            self._do(lambda store: store.remove(name))
            self.notify("Deleted; u brings it back.", timeout=4)

    def action_forget(self) -> None:
        """Forget everything asked; what is saved stays."""
        self._do(lambda store: store.forget())
        self.notify("What was asked is forgotten; what is saved stays.", timeout=4)


def _saved_row(saved: "SavedSearch", width: int, first: bool) -> Lines:
    name = Content.styled(one_line(saved.name), f"bold {ACCENT}").truncate(width, ellipsis=True)
    facts = f"{in_words(saved.search)} · {ORDERS[saved.search.sort]}"
    lines = [name, *clamped(Content.styled(facts, MUTED), width, 2)]
    return _row(lines, "Saved", first)


def _asked_row(asked: "AskedSearch", width: int, first: bool) -> Lines:
    words = clamped(Content(in_words(asked.search)), width, 2)
    facts = [Content.styled(format_date(asked.asked), MUTED)]
    if asked.found is not None:
        facts.insert(0, Content.styled(plural(asked.found, "report"), MUTED))
    return _row([*words, parted(facts, " · ")], "Asked lately", first)


def _row(lines: list[Content], heading: str, first: bool) -> Lines:
    if first:
        lines = [Content.styled(heading, "bold underline"), *lines]
    return Lines([*lines, Content("")])
