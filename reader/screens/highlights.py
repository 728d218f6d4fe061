"""The list of everything marked: filter, go to, annotate, recolour, delete, take back."""

from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Label, Static

from index.model import Highlight
from reader.actions import bindings
from reader.drawing import ACCENT, MUTED, clamped, hanging, marked, parted, stacked
from reader.filtering import selection, with_next
from reader.panes.bars import KeyBar, ViewTitle
from reader.panes.rows import RowList, room_for_rows
from reader.panes.sheet import COLOURS
from reader.screens.listing import Listing
from reader.text import format_date, one_line, plural, source_of, title_of

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Article
    from index.store.highlights import HighlightStore
    from reader.export.gather import Selection

T = TypeVar("T")
Field = Literal["note", "tags"]

SHOWN: Final = 200
"""Rows listed at most; beyond, the filter narrows. A key in a longer list could be felt."""

_PASSAGE_LINES: Final = 3
_INKS: Final = {
    "yellow": "#d8b400",
    "green": "#37a84a",
    "blue": "#3d84d8",
    "red": "#d84c4c",
    "purple": "#a05ad0",
}
_ORPHANS: Final = "Orphans: their reports no longer hold these words"


class HighlightsScreen(
    Listing[Highlight | None, "HighlightStore", tuple[Highlight, ...]],
):
    """Closes with the highlight to go to, or ``None``."""

    AUTO_FOCUS = "#marked-list"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("marks")]
    DEFAULT_CSS = """
    HighlightsScreen {
        background: $background;
        & > #marked { height: 1fr; padding: 1 1 0 0; }
        #marked-filter-line, #marked-edit-line { height: 1; padding-left: 1; }
        #marked-filter-line > Label, #marked-edit-line > Label {
            color: $foreground-muted;
            padding-right: 1;
        }
        #marked-filter-line > Input, #marked-edit-line > Input {
            width: 1fr;
            background: $background;
            background-tint: transparent;
        }
        #marked-filter-line:focus-within, #marked-filter-line:focus-within > Input,
        #marked-edit-line, #marked-edit-line > Input { background: $surface; }
        #marked-edit-line { display: none; }
        #marked-list { margin-top: 1; height: 1fr; }
        #marked-none { height: 1fr; padding: 1 2; display: none; }
    }
    """

    def __init__(self, library: "Library", article: "Article | None" = None) -> None:
        """A list of the highlights of a library.

        Args:
            library: whose highlights.
            article: the open article, for the export dialog.
        """
        super().__init__()
        self._library = library
        self._article = article
        self._all: tuple[Highlight, ...] = ()
        self._shown: tuple[Highlight, ...] = ()
        self._editing: tuple[Field, str] | None = None

    def compose(self) -> ComposeResult:
        """Title, filter, rows, the line to edit in, keys."""
        yield ViewTitle("Highlights", "marks.close")
        with Vertical(id="marked"):
            with Horizontal(id="marked-filter-line"):
                yield Label("/")
                yield Input(
                    placeholder="words, or colour:green  tag:ferry  note:…  source:…  is:orphan",
                    compact=True,
                    id="marked-filter",
                )
            yield RowList(id="marked-list")
            yield Static("", id="marked-none")
            with Horizontal(id="marked-edit-line"):
                yield Label("")
                yield Input(compact=True, select_on_focus=False, id="marked-edit")
        yield KeyBar()

    # What is listed

    def _store(self) -> "HighlightStore":
        return self._library.highlights

    def _look(self, store: "HighlightStore") -> tuple[Highlight, ...]:
        return store.all()

    def _take(self, held: tuple[Highlight, ...]) -> None:
        self._all = held

    @property
    def _selection(self) -> "Selection":
        return selection(self._filter.value)

    @property
    def _filter(self) -> Input:
        return self.query_one("#marked-filter", Input)

    @property
    def _chosen(self) -> Highlight | None:
        row = self.query_one(RowList).chosen
        return next((highlight for highlight in self._shown if highlight.id == row), None)

    def _draw(self) -> None:
        if not self._read:
            return
        rows = self.query_one(RowList)
        before = rows.chosen
        places = [highlight.id for highlight in self._shown]
        chosen = self._selection
        wanted = [highlight for highlight in reversed(self._all) if chosen.wants(highlight)]
        wanted.sort(key=lambda highlight: highlight.orphan)
        self._shown = tuple(wanted[:SHOWN])
        width = room_for_rows(rows)
        orphans = sum(highlight.orphan for highlight in wanted)
        found: list[tuple[str, Content]] = []
        for number, highlight in enumerate(self._shown):
            first = highlight.orphan and (not number or not self._shown[number - 1].orphan)
            heading = f"{_ORPHANS} ({orphans})" if first else None
            found.append((highlight.id, _row(highlight, width, heading)))
        here = [highlight.id for highlight in self._shown]
        rows.fill(found, before if before in here else _neighbour(here, places, before))
        rows.display = bool(found)
        if found and self.focused is None:
            # A list that was empty was hidden, and what is hidden cannot keep the focus.
            rows.focus()
        none = self.query_one("#marked-none", Static)
        none.display = not found
        none.update(Content(_NO_MATCH if self._all else _NOTHING))
        self._draw_title(len(wanted), orphans)
        self.refresh_bindings()

    def _draw_title(self, wanted: int, orphans: int) -> None:
        words = [f"{len(self._all):,} marked"]
        if wanted != len(self._all):
            words.append(f"{wanted:,} shown")
        if wanted > SHOWN:
            words[-1] = f"the newest {SHOWN} of {wanted:,} shown, filter for more"
        if orphans:
            words.append(plural(orphans, "orphan"))
        self.query_one(ViewTitle).words = " · ".join(words)

    @on(Input.Changed, "#marked-filter")
    def _filtered(self) -> None:
        self._draw()

    @on(Input.Submitted, "#marked-filter")
    def _to_list(self) -> None:
        self.query_one(RowList).focus()

    def key_down(self, event: Key) -> None:
        """From the filter to the rows; the key moves no further there."""
        if self._filter.has_focus:
            event.stop()
            self._to_list()

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters typed into a field are no commands; some need a passage to work on."""
        del parameters
        if action in {"edit", "colour", "delete"} and self._chosen is None:
            return False
        return action == "leave" or not isinstance(self.focused, Input)

    def action_filter(self) -> None:
        """Type what to look for."""
        self._filter.focus()

    def action_only(self, field: Literal["colour", "tag"]) -> None:
        """Show only one colour or tag, then the next, at last all again."""
        used = {highlight.colour for highlight in self._all}
        values: list[str] = [colour for colour in COLOURS if colour in used]
        if field == "tag":
            values = sorted({tag for highlight in self._all for tag in highlight.tags})
        self._filter.value = with_next(self._filter.value, field, values)

    def action_leave(self) -> None:
        """Leave the field, else the filter, else the list."""
        field = self._filter
        if self._editing is not None:
            self._end_edit()
        elif field.has_focus:
            self._to_list()
        elif field.value:
            field.value = ""
        else:
            self.dismiss(None)

    @on(RowList.OptionSelected, "#marked-list")
    def _go(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        if chosen.orphan:
            self.notify(
                "The report no longer holds these words, so there is no place to go to.", timeout=5
            )
        else:
            self.dismiss(chosen)

    def action_edit(self, field: Field) -> None:
        """Write a note, or tags parted by commas."""
        chosen = self._chosen
        if chosen is None:
            return
        self._editing = (field, chosen.id)
        line = self.query_one("#marked-edit-line")
        line.query_one(Label).update("note" if field == "note" else "tags, parted by commas")
        line.display = True
        editor = self.query_one("#marked-edit", Input)
        editor.value = chosen.note if field == "note" else ", ".join(chosen.tags)
        editor.cursor_position = len(editor.value)
        editor.focus()

    @on(Input.Submitted, "#marked-edit")
    def _edited(self, event: Input.Submitted) -> None:
        if self._editing is None:
            return
        field, highlight = self._editing
        value = event.value.strip()
        self._end_edit()
        if field == "note":
            self._do(lambda store: store.update(highlight, note=value))
        else:
            tags = tuple(dict.fromkeys(tag.strip() for tag in value.split(",") if tag.strip()))
            self._do(lambda store: store.update(highlight, tags=tags))

    def _end_edit(self) -> None:
        self._editing = None
        self.query_one("#marked-edit-line").display = False
        self.query_one(RowList).focus()

    def action_colour(self) -> None:
        """Give the highlight the next colour."""
        if chosen := self._chosen:
            at = COLOURS.index(chosen.colour) if chosen.colour in COLOURS else 0
            colour = COLOURS[(at + 1) % len(COLOURS)]
            self._do(lambda store: store.update(chosen.id, colour=colour))

    def action_delete(self) -> None:
        """Take the highlight away; undo brings it back."""
        if chosen := self._chosen:
            self._do(lambda store: store.remove(chosen.id))
            self.notify("Deleted; u brings it back.", timeout=4)

    def action_export(self) -> None:
        """Export what is listed, or more."""
        from reader.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._library, self._article, self._selection))


_NOTHING: Final = "Nothing is marked yet. In a report, space marks the selection or the sentence."
_NO_MATCH: Final = "Nothing marked matches. Esc clears the filter."


def _row(highlight: Highlight, width: int, heading: str | None) -> Content:
    """Passage, where it is from, note and tags; the colour is named as well as shown."""
    ink = _INKS.get(highlight.colour, _INKS[COLOURS[0]])
    passage = clamped(marked(highlight.quote.exact), width - 2, _PASSAGE_LINES)
    lines = [Content.styled("┃ ", ink) + line for line in passage]
    colour = Content.styled(highlight.colour if highlight.colour in COLOURS else COLOURS[0], ink)
    cited = f"{source_of(highlight)} · {format_date(highlight.published)} · {title_of(highlight)}"
    room = max(width - 2 - colour.cell_length - 2, 8)
    facts = Content.styled(cited, MUTED).truncate(room, ellipsis=True)
    lines.append(Content("  ") + parted([colour, facts]))
    tags = [Content.styled(f"#{one_line(tag)}", ACCENT) for tag in highlight.tags]
    if tags:
        lines.append((Content("  ") + parted(tags, " ")).truncate(width, ellipsis=True))
    if highlight.note:
        note = clamped(marked(highlight.note), width - 8, 2)
        lines.extend(hanging(Content.styled("  note  ", MUTED), note))
    if heading:
        lines.insert(0, Content.styled(heading, "bold"))
    return stacked([*lines, Content("")])


def _neighbour(here: list[str], before: list[str], gone: str | None) -> str | None:
    """The row to choose once the chosen one is gone: the next one left, else the last."""
    if gone in before:
        after = [row for row in before[before.index(gone) :] if row in set(here)]
        if after:
            return after[0]
        return here[-1] if here else None
    return here[0] if here else None
