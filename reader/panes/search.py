"""The search pane: a query, what it finds as it is typed, and how to narrow it.

It asks and shows; who answers is the screen's affair.
"""

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Static

from index.model import FrontPage, Hit, Sort
from reader.actions import bindings
from reader.drawing import MUTED, parted
from reader.panes.facets import FACETS, Choice, Facet, FacetBar, choice_label
from reader.panes.lines import Lines
from reader.panes.results import result_row
from reader.panes.rows import RowList, room_for_rows, say
from reader.text import one_line, plural
from reader.work import Found, Misread, Request

if TYPE_CHECKING:
    from textual.timer import Timer

_LOOSE: Final = re.compile(r"\bOR\b")
"""What binds looser than the words of a query standing side by side."""
_QUOTES: Final = str.maketrans(dict.fromkeys('"“”', " "))

_LINES: Final = 4
"""Lines of most rows, at least: a title, its facts, a line of the text and a blank."""
FEWEST: Final = 6
"""Rows shown at each key, at least; else as many as can be seen, so that typing stays light."""
_REST: Final = 0.5
"""Seconds without a key after which the typing rests."""
FIRST: Final = 24
"""Rows shown once the typing rests."""
PAGE: Final = 50
"""Rows added each time the end is reached."""


class QueryInput(Input):
    """The query being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("query")]

    virtual_size = Reactive(Size(0, 0))
    """No reason to lay the screen out anew at each key: the field's own size is fixed."""

    class Left(Message):
        """The user is done typing."""

    class Cleared(Message):
        """The user wants to begin anew."""

    class Corrected(Message):
        """The user takes the spelling offered."""

    def action_leave_query(self) -> None:
        """Go to the results."""
        self.post_message(self.Left())

    def action_clear_query(self) -> None:
        """Empty the query and what narrows it; leave it if there is neither."""
        self.post_message(self.Cleared())

    def action_accept_correction(self) -> None:
        """Take the spelling offered."""
        self.post_message(self.Corrected())


class SearchPane(Vertical):
    """Query, results, facets."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("results")]

    class Asked(Message):
        """A search is wanted."""

        def __init__(self, request: Request) -> None:
            super().__init__()
            self.request = request

    class Previewed(Message):
        """A report is chosen in the list."""

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    class Entered(Message):
        """A report is wanted to read."""

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(id=id, classes=classes)
        self.sort: Sort = "relevance"
        self.choices: frozenset[Choice] = frozenset()
        self._limit = FEWEST
        self._resting: Timer | None = None
        self._found: Found | None = None
        self._width = 0
        self._open: str | None = None
        self._reading = False
        self._beginning = False
        self._furnished = False

    def compose(self) -> ComposeResult:
        """The query, and a note where the results will be."""
        with Horizontal(id="query-line"):
            yield Static("/", id="query-sign")
            yield QueryInput(
                placeholder="search the reports", id="query", compact=True, select_on_focus=False
            )
        yield Static(Content.styled("opening the library …", MUTED), id="note")

    async def furnish(self) -> None:
        """Bring in what shows results, which the first frame can do without."""
        parts = (RowList(id="results"), Static(id="no-results"), FacetBar(id="facets"))
        for part in parts:
            part.display = False
        await self.mount_all(parts)
        self._furnished = True

    @property
    def _input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @property
    def _rows(self) -> RowList:
        return self.query_one("#results", RowList)

    @property
    def first(self) -> str | None:
        """The first report of those found."""
        hits = self._found.result.hits if self._found else ()
        return hits[0].info.id if hits else None

    @property
    def typed(self) -> str:
        """The query as typed."""
        return self._input.value

    def ask(self, *, typing: bool = True) -> None:
        """Search for what is typed and chosen now."""
        typing = typing or self._beginning
        query, offset = narrowed(self.typed, self.choices, typing=typing)
        request = Request(
            query=query,
            offset=offset,
            typed=self.typed,
            sort=self.sort,
            limit=self._limit,
            typing=typing,
        )
        self.post_message(self.Asked(request))

    def _seen_rows(self) -> int:
        """How many rows can be seen at once."""
        return max(self.size.height // _LINES, FEWEST)

    def beginning(self, front: FrontPage) -> Found:
        """The answer to no query at all, kept ready."""
        self._limit = self._seen_rows()
        request = Request("", 0, "", self.sort, self._limit, typing=False)
        result = replace(front.result, hits=front.result.hits[: self._limit])
        return Found(request, result, front.counts, result)

    def found(self, found: Found) -> None:
        """Show what was found, unless the query has changed since."""
        if found.request.typed != self.typed:
            return
        if self._only_begins(found):
            self._beginning = True
            return
        self._found = found
        self._input.remove_class("-misread")
        facets = self.query_one(FacetBar)
        facets.chosen = self.choices
        facets.show(found.whole.sources, found.whole.dates)
        self._draw()
        if self._resting is not None:
            self._resting.stop()
        if len(found.result.hits) < min(found.result.total, FIRST):
            self._resting = self.set_timer(_REST, partial(self._add_rows, found.request))

    def _add_rows(self, answered: Request) -> None:
        """Find the rows below those seen, unless something else was asked meanwhile."""
        if answered.typed == self.typed and self._limit < FIRST:
            self._limit = FIRST
            self.ask(typing=answered.typing)

    def _only_begins(self, found: Found) -> bool:
        """Whether the last word is none of its own but begins words, which are listed already."""
        before = self._found
        return (
            before is not None
            and before.request.typing
            and before.request.query == found.request.query
            and bool(before.result.hits)
            and not found.result.hits
        )

    def _draw(self) -> None:
        if self._found is None:
            return
        hits = self._found.result.hits
        self._width = room_for_rows(self)
        self._rows.fill([(hit.info.id, self._row(hit)) for hit in hits], self._chosen_row(hits))
        self._rows.display = bool(hits)
        nothing = self.query_one("#no-results", Static)
        nothing.display = not hits
        if not hits:
            say(nothing, self._nothing())
        say(self.query_one("#note", Static), self._note())

    def _chosen_row(self, hits: tuple[Hit, ...]) -> str | None:
        """The row to keep chosen: the one that was, or else the open report's."""
        there = {hit.info.id for hit in hits}
        return next((row for row in (self._rows.chosen, self._open) if row in there), None)

    def _row(self, hit: Hit) -> Lines:
        counts = self._found.counts.get(hit.info.id) if self._found else None
        return result_row(hit, counts, self._width)

    def _note(self) -> Content:
        """How many were found, how they are sorted, and what was read differently."""
        if self._found is None:
            return Content("")
        result = self._found.result
        if not result.hits:
            count = ""
        elif not self.typed and not self.choices:
            count = f"all {plural(result.total, 'report')}, newest first"
        else:
            count = plural(result.total, "report")
            count += " by date" if self.sort == "date" else " by relevance"
        lines = [Content.styled(count, MUTED)]
        lines += [Content.styled(one_line(note), f"italic {MUTED}") for note in result.notes]
        if self._found.whole.correction and result.hits:
            lines.append(_correction(self._found.whole.correction))
        return Content("\n").join(lines)

    def empty_because(self, *, reading: bool) -> None:
        """Say whether an empty library is still being filled."""
        self._reading = reading

    def unusable(self, problem: str) -> None:
        """Say that there is no library to search, and why."""
        self.query_one("#note", Static).update(Content.styled(one_line(problem), "$text-error"))

    def _nothing(self) -> Content:
        """Why the list is empty and what to do about it."""
        if self._reading and not self.typed:
            return Content("Reading the files. The reports appear here when they are indexed.")
        if self._found is None or not (self.typed or self.choices):
            return Content(
                "No reports here yet.\n\n"
                "Leave with q and take some in:\n\n"
                "  secondsource add FOLDER\n\n"
                "or open them directly:\n\n"
                "  secondsource FOLDER"
            )
        within = ", ".join(sorted(choice_label(choice) for choice in self.choices))
        where = f" within {one_line(within, 60)}" if within else ""
        lines = [Content(f"Nothing found for “{one_line(self.typed, 60)}”{where}.")]
        if self._found.whole.correction:
            lines += [Content(""), _correction(self._found.whole.correction)]
        lines += [
            Content(""),
            Content.styled("esc empties the query, f2 shows how to write one.", MUTED),
        ]
        return Content("\n").join(lines)

    def misread(self, misread: Misread) -> None:
        """Point at the trouble under the query; what was found before stays."""
        if misread.request.typed != self.typed:
            return
        shift = misread.request.offset
        error = misread.error
        start = max(error.start - shift, 0)
        before = Content(one_line(self.typed)[:start]).cell_length
        column = min(max(before - self._input.scroll_offset.x, 0), max(self._width - 1, 0))
        carets = "^" * max(1, min(error.end - error.start, 20))
        self._input.add_class("-misread")
        self.query_one("#note", Static).update(
            Content.styled(" " * column + carets, "$text-error")
            + "\n"
            + Content.styled(one_line(error.problem), "$text-error")
        )

    def reading(self, article: str | None) -> None:
        """Choose the open report's row, if it is listed and the list is not in use."""
        self._open = article
        if not self._rows.has_focus and article is not None:
            self._rows.choose(article)

    def focus_query(self) -> None:
        """Type a query: the old one is kept and selected."""
        self._input.focus()
        self._input.select_all()

    def focus_results(self) -> None:
        """Go to the results, or to the query where there are none."""
        if self._furnished and self._rows.display and self._rows.option_count:
            self._rows.focus()
        else:
            self._input.focus()

    def action_sort_results(self) -> None:
        """Sort the other way."""
        self.sort = "date" if self.sort == "relevance" else "relevance"
        self.ask(typing=False)

    def action_narrow(self) -> None:
        """Go to the facets."""
        facets = self.query_one(FacetBar)
        if facets.display:
            facets.focus()

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._limit = self._seen_rows()
        self._beginning = False
        self.ask()

    @on(Input.Submitted, "#query")
    @on(QueryInput.Left)
    def _leave(self, event: Message) -> None:
        event.stop()
        self._go_to_results()

    def _go_to_results(self) -> None:
        self.ask(typing=False)
        self.focus_results()
        if self._furnished and self._rows.display and self._rows.highlighted is None:
            self._rows.action_first()

    @on(QueryInput.Cleared)
    def _clear(self, event: QueryInput.Cleared) -> None:
        event.stop()
        if not (self.typed or self.choices):
            self._go_to_results()
            return
        self.choices = frozenset()
        if self.typed:
            self._input.value = ""
        else:
            self.ask()

    @on(QueryInput.Corrected)
    def _correct(self, event: QueryInput.Corrected) -> None:
        event.stop()
        if self._found and self._found.whole.correction:
            self._input.value = self._found.whole.correction
            self._input.action_end()

    @on(RowList.Chosen, "#results")
    def _preview(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Previewed(event.row))
        at_end = self._rows.highlighted == self._rows.option_count - 1
        if at_end and self._found and self._found.result.total > self._rows.option_count:
            self._limit = self._rows.option_count + PAGE
            self.ask(typing=False)

    @on(RowList.OptionSelected, "#results")
    def _enter(self, event: RowList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Entered(event.option_id))

    @on(FacetBar.Toggled)
    def _toggle(self, event: FacetBar.Toggled) -> None:
        event.stop()
        self.choices ^= {event.choice}
        self._limit = FIRST
        self.ask(typing=False)

    @on(FacetBar.Left)
    def _leave_facets(self, event: FacetBar.Left) -> None:
        event.stop()
        self._go_to_results()

    def on_resize(self, _event: Resize) -> None:
        """Rows are cut to the width."""
        if room_for_rows(self) != self._width:
            self.call_after_refresh(self._draw)


def _correction(text: str) -> Content:
    return parted(
        [
            Content("Did you mean ") + Content.styled(one_line(text), "bold") + Content("?"),
            Content.styled("^y", "bold $text-primary"),
        ]
    )


def narrowed(typed: str, choices: frozenset[Choice], *, typing: bool) -> tuple[str, int]:
    """A query narrowed to facet values, in the query language.

    Args:
        typed: the query as typed.
        choices: values of one facet widen each other, those of another narrow.
        typing: it is still being typed, so that a group around it stays open.

    Returns:
        The whole query and where in it the typed one begins.
    """
    parts = []
    for facet in FACETS:
        values = sorted(c.value or "" for c in choices if c.facet == facet)
        terms = [_term(facet, value) for value in values]
        if terms:
            parts.append(terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})")
    lead = "".join(f"{part} " for part in parts)
    if not lead or not _LOOSE.search(typed):
        return lead + typed, len(lead)
    return f"{lead}({typed}{'' if typing else ')'}", len(lead) + 1


def _term(facet: Facet, value: str) -> str:
    words = value.translate(_QUOTES).strip()
    if not words:
        return f"{facet}:unknown"
    return f'{facet}:"{words}"' if facet == "source" else f"{facet}:{words}"
