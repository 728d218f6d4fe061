"""The claims pane: what the open report asserts, how each claim stands, and who else has it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from index.model import Origin, Report, Standing, Status, StatusCounts
from reader.actions import bindings
from reader.drawing import (
    MUTED,
    STATUS_ORDER,
    STATUS_STYLES,
    number_of,
    parted,
)
from reader.panes.reports import claim_row, ordered, report_row
from reader.panes.rows import RowList, room_for_rows
from reader.text import STATUS_GLYPHS, disagreeing, standing_line

Order = Literal["status", "position", "sources", "disagreement"]
ORDERS: Final[tuple[Order, ...]] = ("status", "position", "sources", "disagreement")
_FILTERS: Final[tuple[Status | None, ...]] = (None, *STATUS_ORDER)


class ClaimsPane(Vertical):
    """Claims above, the other reports of the chosen one below."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("claims", "reports")]

    class Chosen(Message):
        """A claim is chosen in the list."""

        def __init__(self, standing: Standing) -> None:
            super().__init__()
            self.standing = standing

    class Jumped(Message):
        """The passage of another report is wanted."""

        def __init__(self, report: Report) -> None:
            super().__init__()
            self.report = report

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self.order: Order = "status"
        self.status: Status | None = None
        self._standings: tuple[Standing, ...] = ()
        self.origins: Mapping[str, Origin] = {}
        self._reports: list[Report] = []
        self._reported: str | None = None
        self._known = False
        self._open = False
        self.awaited = False
        """Claims are being found in the background: having none may mean having none yet."""
        self._width = 0

    def compose(self) -> ComposeResult:
        """Claims above, reports below."""
        yield Static(id="claims-head")
        yield RowList(id="claims-list")
        yield Static(id="no-claims")
        with Vertical(id="claim-reports"):
            yield Static(id="claim-head")
            yield RowList(id="reports-list")

    def on_mount(self) -> None:
        """Nothing is open yet."""
        self.show(None)

    @property
    def _claims(self) -> RowList:
        return self.query_one("#claims-list", RowList)

    @property
    def _list(self) -> RowList:
        return self.query_one("#reports-list", RowList)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every claim of the open report, as far as they are known."""
        return self._standings

    @property
    def current(self) -> Standing | None:
        """The chosen claim."""
        return self._find(self._claims.chosen)

    def _find(self, claim: str | None) -> Standing | None:
        return next((s for s in self._standings if s.claim.id == claim), None)

    def show(
        self,
        standings: Sequence[Standing] | None,
        origins: Mapping[str, Origin] | None = None,
        *,
        opened: bool = False,
    ) -> None:
        """Show the claims of another article.

        Args:
            standings: its claims, or ``None`` while they are not known.
            origins: the origins their reports belong to.
            opened: an article is open, so its claims are on their way.
        """
        self._known = standings is not None
        self._open = opened or self._known
        self._standings = tuple(standings or ())
        self.origins = origins or {}
        if self.status and not any(s.status == self.status for s in self._standings):
            self.status = None
        self._draw(None)

    def expect(self, *, more: bool) -> None:
        """Be told whether claims are still being found."""
        self.awaited = more
        self.query_one("#no-claims", Static).update(Content.styled(self._nothing(), MUTED))

    def select(self, claim: str | None) -> None:
        """Choose a claim without telling anyone, taking the filter off if that hides it."""
        if claim is None or claim == self._claims.chosen or self._find(claim) is None:
            return
        if claim not in {standing.claim.id for standing in self._shown()}:
            self.status = None
            self._draw(claim)
        else:
            self._claims.choose(claim)
            self._draw_reports()

    def _shown(self) -> list[Standing]:
        shown = [s for s in self._standings if self.status in {None, s.status}]
        if self.order == "status":
            shown.sort(key=lambda s: (STATUS_ORDER.index(s.status), -s.origins))
        elif self.order == "sources":
            shown.sort(key=lambda s: -s.origins)
        elif self.order == "disagreement":
            shown.sort(key=lambda s: (-disagreeing(s), -s.origins))
        return shown

    def _draw(self, chosen: str | None) -> None:
        shown = self._shown()
        self._width = room_for_rows(self)
        self.query_one("#claims-head", Static).update(self._head())
        self._claims.fill([(s.claim.id, claim_row(s, self._width)) for s in shown], chosen)
        self._claims.display = bool(shown)
        nothing = self.query_one("#no-claims", Static)
        nothing.display = not shown
        nothing.update(Content.styled(self._nothing(), MUTED))
        self._draw_reports()

    def _nothing(self) -> str:
        if not self._open:
            return "Open a report to see which of its claims other sources make too."
        if not self._known:
            return "comparing …"
        if self.awaited:
            return "No claims yet: they are still being found."
        return "No claims were found in this report."

    def _head(self) -> Content:
        counts = StatusCounts(
            *(sum(s.status == status for s in self._standings) for status in STATUS_ORDER)
        )

        def one(status: Status) -> Content:
            number = number_of(counts, status)
            look = STATUS_STYLES[status] if number else MUTED
            text = Content.styled(f"{number:,} {STATUS_GLYPHS[status]}", look)
            if status == self.status:
                text = text.stylize("reverse")
            return text.stylize(Style.from_meta({"status": status}))

        order = "" if self.order == "status" else f"by {self.order}"
        tallies = parted([one(status) for status in STATUS_ORDER]) if self._known else Content("")
        return parted(
            [Content.styled("Claims", "bold"), tallies, Content.styled(order, MUTED)], "   "
        )

    def _draw_reports(self) -> None:
        standing = self.current
        box = self.query_one("#claim-reports", Vertical)
        box.display = standing is not None
        if standing is None:
            self._reports, self._reported = [], None
            self._list.fill([], None)
            return
        same = standing.claim.id == self._reported
        chosen = self._list.chosen if same else "0" if self._list.has_focus else None
        self._reported = standing.claim.id
        self._reports = ordered(standing.reports)
        head = Content.styled(standing_line(standing), f"bold {STATUS_STYLES[standing.status]}")
        self.query_one("#claim-head", Static).update(head)
        rows = [
            (str(number), report_row(standing, report, self.origins, self._width))
            for number, report in enumerate(self._reports)
        ]
        self._list.display = bool(rows)
        self._list.fill(rows, chosen)
        if not same:
            self._list.scroll_to(y=0, animate=False, force=True)

    def next_claim(self, step: int) -> None:
        """Choose another claim of the list."""
        self._claims.focus()
        if step > 0:
            self._claims.action_cursor_down()
        else:
            self._claims.action_cursor_up()

    def focus_claims(self) -> None:
        """Go to the claims, choosing one if none is."""
        self._claims.focus()
        if self._claims.highlighted is None and self._claims.option_count:
            self._claims.action_first()

    @property
    def report(self) -> int | None:
        """The number of the chosen report, while the reports have the focus."""
        chosen = self._list.chosen if self._list.has_focus else None
        return int(chosen) if chosen else None

    @property
    def other(self) -> Report | None:
        """The chosen report, while the reports have the focus."""
        return None if self.report is None else self._reports[self.report]

    def focus_reports(self, report: int) -> None:
        """Go to one of the reports of the chosen claim."""
        if self._reports:
            self._list.choose(str(report))
            self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the claims work in the claims, keys of the reports in the reports."""
        del parameters
        if action == "reports":
            return self._claims.has_focus and bool(self._reports)
        if action == "leave_reports":
            return self._list.has_focus
        return True

    def action_reports(self) -> None:
        """Go to the other reports of the claim."""
        if self._reports:
            self._list.focus()
            if self._list.highlighted is None:
                self._list.action_first()
        else:
            self.notify("No other report has this claim.", timeout=3)

    def action_leave_reports(self) -> None:
        """Go back to the claims."""
        self._claims.focus()

    def action_filter_claims(self) -> None:
        """Show the next status that any claim has, then all again."""
        there = [f for f in _FILTERS if f is None or any(s.status == f for s in self._standings)]
        place = there.index(self.status) if self.status in there else 0
        self._filter(there[(place + 1) % len(there)])

    def _filter(self, status: Status | None) -> None:
        self.status = status
        chosen = self._claims.chosen
        self._draw(chosen)
        if self.current is None and self._claims.option_count:
            self._claims.action_first()

    def action_order_claims(self) -> None:
        """Order the claims another way."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._draw(self._claims.chosen)

    @on(RowList.Chosen, "#claims-list")
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._draw_reports()
        if standing := self.current:
            self.post_message(self.Chosen(standing))

    @on(RowList.OptionSelected, "#claims-list")
    def _selected(self, event: RowList.OptionSelected) -> None:
        event.stop()
        self.action_reports()

    @on(RowList.Chosen, "#reports-list")
    def _report_chosen(self, event: RowList.Chosen) -> None:
        event.stop()

    @on(RowList.OptionSelected, "#reports-list")
    def _jump(self, event: RowList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Jumped(self._reports[int(event.option_id)]))

    def on_click(self, event: Click) -> None:
        """A click on a count shows only those, a second one all."""
        status = event.style.meta.get("status")
        if status in STATUS_ORDER:
            self._filter(None if status == self.status else status)

    def on_resize(self, _event: Resize) -> None:
        """Rows are cut to the width."""
        if room_for_rows(self) != self._width:
            self.call_after_refresh(lambda: self._draw(self._claims.chosen))
