"""The search pane: a query, what it finds as it is typed, and how to narrow it.

It asks and shows; who answers is the screen's affair.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Input, Static

from index.asking import Search
from index.model import FrontPage, Hit, Sort
from reader.actions import bindings
from reader.drawing import MUTED
from reader.panes.facets import FacetBar
from reader.panes.found import (
    NO_REPORTS,
    ORDERS,
    READING,
    beginning,
    misread,
    note,
    nothing,
    only_begins,
)
from reader.panes.lines import Lines
from reader.panes.narrowing import Narrowing
from reader.panes.query import QueryInput
from reader.panes.results import result_row
from reader.panes.rows import RowList, room_for_rows, say
from reader.text import one_line
from reader.work import Found, Misread, Request

if TYPE_CHECKING:
    from textual.timer import Timer

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


class SearchPane(Vertical):
    """Query, results, facets."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("results")]

    @dataclass
    class Asked(Message):
        """A search is wanted."""

        request: Request

    @dataclass
    class Previewed(Message):
        """A report is chosen in the list."""

        article: str

    @dataclass
    class Settled(Message):
        """The user is done typing a search, or goes to something it found."""

        search: Search
        found: int | None

    @dataclass
    class Entered(Message):
        """A report is wanted to read."""

        article: str

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(id=id, classes=classes)
        self.sort: Sort = "relevance"
        self.narrowing = Narrowing()
        self._limit = FEWEST
        self._resting: Timer | None = None
        self._found: Found | None = None
        self._width = 0
        self._open: str | None = None
        self._reading = False
        self._beginning = False
        self._entering = False
        self._furnished = False

    def compose(self) -> ComposeResult:
        """The query, and a note where the results will be."""
        with Horizontal(id="query-line"):
            yield Static("/", id="query-sign")
            yield QueryInput()
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
        hits = self._found.answer.result.hits if self._found else ()
        return hits[0].info.id if hits else None

    @property
    def chosen(self) -> str | None:
        """The report whose row is chosen."""
        return self._rows.chosen

    def choose(self, article: str | None) -> None:
        """Choose a report's row, if it is listed."""
        if article is not None:
            self._rows.choose(article)

    @property
    def typed(self) -> str:
        """The query as typed."""
        return self._input.value

    @property
    def asked(self) -> Search:
        """What is searched for now."""
        narrowing = self.narrowing
        return Search(self.typed, narrowing.values("source"), narrowing.values("date"), self.sort)

    def recent(self, queries: tuple[str, ...]) -> None:
        """Offer these queries, asked before, to be called back; the latest first."""
        self._input.recent = queries
        self.screen.refresh_bindings()

    def begin(self, search: Search) -> None:
        """Search for something else: its query, selected, what narrows it, its order."""
        self.narrowing, self.sort = Narrowing.of(search), search.sort
        self._limit = self._seen_rows()
        with self.prevent(Input.Changed):
            self._input.value = search.query
        self._input.select_all()
        self.ask(typing=False)

    def ask(self, *, typing: bool = True) -> None:
        """Search for what is typed and chosen now."""
        typing = typing or self._beginning
        cursor = self._input.cursor_position
        request = Request(self.asked, self._limit, typing, self.narrowing.within, cursor)
        self.post_message(self.Asked(request))

    def _seen_rows(self) -> int:
        """How many rows can be seen at once."""
        return max(self.size.height // _LINES, FEWEST)

    def beginning(self, front: FrontPage) -> Found:
        """The answer to no query at all, kept ready."""
        self._limit = self._seen_rows()
        return beginning(front, self._limit)

    def found(self, found: Found) -> None:
        """Show what was found, unless the query has changed since."""
        if found.request.search != self.asked:
            return
        self._input.offer(found.request.typed, found.completion)
        if only_begins(self._found, found):
            self._beginning = True
            return
        answer, before = found.answer, self.correction
        self._found = found
        self._input.remove_class("-misread")
        if (before is None) != (found.correction is None):
            self.screen.refresh_bindings()
        self.query_one(FacetBar).show(answer.sources, answer.dates, self.narrowing)
        self._draw()
        if self._resting is not None:
            self._resting.stop()
        if len(answer.result.hits) < min(answer.result.total, FIRST):
            self._resting = self.set_timer(_REST, partial(self._add_rows, found.request))

    def _add_rows(self, answered: Request) -> None:
        """Find the rows below those seen, unless something else was asked meanwhile."""
        if answered.search == self.asked and self._limit < FIRST:
            self._limit = FIRST
            self.ask(typing=answered.typing)

    def _draw(self) -> None:
        found = self._found
        if found is None:
            return
        hits = found.answer.result.hits
        self._width = room_for_rows(self)
        self._rows.fill([(hit.info.id, self._row(hit)) for hit in hits], self._chosen_row(hits))
        self._rows.display = bool(hits)
        if hits and (self._entering or self._rows.has_focus):
            self._rows.focus()
            if self._rows.highlighted is None:
                self._rows.action_first()
        elif self._rows.has_focus:
            self._input.focus()
        self._entering = False
        empty = self.query_one("#no-results", Static)
        empty.display = not hits
        if not hits:
            say(empty, self._nothing())
        self._say_note()

    def _say_note(self) -> None:
        if self._found is None:
            return
        lines = [note(self._found, self.narrowing, self.app._keymap)]
        if offered := self._input.offered:
            lines.insert(0, offered.truncate(max(self._width, 10), ellipsis=True))
        say(self.query_one("#note", Static), Content("\n").join(line for line in lines if line))

    def _chosen_row(self, hits: tuple[Hit, ...]) -> str | None:
        """The row to keep chosen: the one that was, or else the open report's."""
        there = {hit.info.id for hit in hits}
        return next((row for row in (self._rows.chosen, self._open) if row in there), None)

    def _row(self, hit: Hit) -> Lines:
        counts = self._found.answer.claims.get(hit.info.id) if self._found else None
        return result_row(hit, counts, self._width)

    def empty_because(self, *, reading: bool) -> None:
        """Say whether the library is still being filled."""
        self._reading = reading

    def unusable(self, problem: str) -> None:
        """Say that there is no library to search, and why."""
        self.query_one("#note", Static).update(Content.styled(one_line(problem), "$text-error"))

    def _nothing(self) -> Content:
        """Why the list is empty and what to do about it."""
        if self._reading and not self.typed:
            return Content(READING)
        if self._found is None or not (self.typed or self.narrowing):
            return Content(NO_REPORTS)
        return nothing(self._found, self.narrowing, self.app._keymap, reading=self._reading)

    def misread(self, trouble: Misread) -> None:
        """Point at the trouble under the query; what was found before stays."""
        if trouble.request.search != self.asked:
            return
        shown = self._found.request.typed if self._found and self._rows.display else None
        scrolled = self._input.scroll_offset.x
        self._input.add_class("-misread")
        said = misread(trouble, scrolled=scrolled, width=self._width, shown=shown)
        self.query_one("#note", Static).update(said)

    def reading(self, article: str | None) -> None:
        """Choose the open report's row, if it is listed and the list is not in use."""
        self._open = article
        if not self._rows.has_focus and article is not None:
            self._rows.choose(article)

    def enter(self) -> None:
        """Go to the results as soon as there are any."""
        if self._found and self._found.request.search == self.asked:
            self.focus_results()
        else:
            self._entering = True

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
        """Sort the next way."""
        orders = tuple(ORDERS)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
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
        self._beginning = self._entering = False
        self.ask()

    @on(Input.Submitted, "#query")
    @on(QueryInput.Left)
    def _leave(self, event: Message) -> None:
        event.stop()
        self._settle()
        self._go_to_results()

    def _settle(self) -> None:
        asked, found = self.asked, self._found
        known = found.answer.result.total if found and found.request.search == asked else None
        self.post_message(self.Settled(asked, known))

    def _go_to_results(self) -> None:
        self.ask(typing=False)
        self.focus_results()
        if self._furnished and self._rows.display and self._rows.highlighted is None:
            self._rows.action_first()

    @on(QueryInput.Cleared)
    def _clear(self, event: QueryInput.Cleared) -> None:
        event.stop()
        if not (self.typed or self.narrowing):
            self._go_to_results()
            return
        self.narrowing = Narrowing()
        if self.typed:
            self._input.value = ""
        else:
            self.ask()

    @on(QueryInput.Offered)
    def _offered(self, event: QueryInput.Offered) -> None:
        event.stop()
        self._say_note()
        self.screen.refresh_bindings()

    @property
    def correction(self) -> str | None:
        """The query offered instead of the one typed."""
        return self._found.correction if self._found else None

    def accept_correction(self) -> None:
        """Search for the spelling offered."""
        if self.correction:
            self._input.value = self.correction
            self._input.action_end()

    @on(RowList.Chosen, "#results")
    def _preview(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Previewed(event.row))

    @on(RowList.EndNear, "#results")
    def _more(self, event: RowList.EndNear) -> None:
        """List more before the end of those listed is reached."""
        event.stop()
        listed = self._rows.option_count
        if self._found and self._found.answer.result.total > listed and self._limit <= listed:
            self._limit = listed + PAGE
            self.ask(typing=False)

    @on(RowList.OptionSelected, "#results")
    def _enter(self, event: RowList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self._settle()
            self.post_message(self.Entered(event.option_id))

    @on(FacetBar.Narrowed)
    def _narrow(self, event: FacetBar.Narrowed) -> None:
        event.stop()
        self.narrowing = event.narrowing
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
