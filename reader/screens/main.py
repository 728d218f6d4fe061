"""The main screen: search, article and claims side by side, or one at a time where narrow.

It passes between the panes what one says and another needs, and keeps where the reader has been.
What a pane shows is the pane's affair; what the library answers comes through ``Questions``.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from index.model import Claim, Highlight, Report, Span
from reader.actions import ON_MAIN, Action, Context, bindings, by_id
from reader.history import History
from reader.panes.bars import Pressed
from reader.panes.facets import FacetBar
from reader.panes.rows import RowList
from reader.panes.search import QueryInput, SearchPane
from reader.screens.desk import PaneName
from reader.screens.marking import Marking
from reader.screens.upkeep import Upkeep
from reader.text import one_line
from reader.work import Failed, Found, HitsFound, Loaded, Misread, Stood

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.panes.article import ArticlePane, Position
    from reader.panes.claims import ClaimsPane

_SETTLE: Final = 0.06
"""Seconds a row must stay chosen before its report is shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is, exactly enough to return to it."""

    article: str
    position: "Position | None" = None
    claim: str | None = None
    pane: PaneName = "article"
    span: Span | None = None
    report: int | None = None


class MainScreen(Marking, Upkeep):
    """Three panes, a title line and a line of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("main")]

    def __init__(
        self, library_folder: Path, highlights_folder: Path | None, paths: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.paths = paths
        self._folders = (library_folder, highlights_folder)
        self._history: History[Place] = History()
        self._going: Place | None = None
        self._settling: Timer | None = None
        self._hits: tuple[Span, ...] = ()

    def on_mount(self) -> None:
        """Do the rest once the first frame is drawn."""
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        self.questions.open(*self._folders)
        await self.search.furnish()

    async def furnish(self) -> None:
        """Bring in the other panes, and the first report with them."""
        await super().furnish()
        self._open_first()

    # Searching

    @on(SearchPane.Asked)
    def _asked(self, event: SearchPane.Asked) -> None:
        self.questions.search(event.request)

    @on(Found)
    def _found(self, event: Found) -> None:
        self.search.found(event)
        if self.article is not None and event.request.typed == self.search.typed:
            self.questions.hits(self.article, event.request.typed)
        self._open_first()

    def _open_first(self) -> None:
        """Show the first report found, where none is open and there is a pane to show it in."""
        idle = self.furnished and self.article is None and self._going is None
        if idle and self.search.first is not None:
            self.go(Place(self.search.first, pane=self.pane), follow=False)

    @on(Misread)
    def _misread(self, event: Misread) -> None:
        self.search.misread(event)

    @on(HitsFound)
    def _hits_found(self, event: HitsFound) -> None:
        if self.article is not None and self.article.id == event.article:
            self._show_hits(event.hits)

    def _show_hits(self, hits: tuple[Span, ...]) -> None:
        if hits != self._hits:
            self._hits = hits
            self.reading.set_hits(hits)

    @on(SearchPane.Previewed)
    def _previewed(self, event: SearchPane.Previewed) -> None:
        if self._settling is not None:
            self._settling.stop()
        place = Place(event.article, pane="search")
        self._settling = self.set_timer(_SETTLE, lambda: self.go(place, follow=False))

    @on(SearchPane.Entered)
    def _entered(self, event: SearchPane.Entered) -> None:
        if self._settling is not None:
            self._settling.stop()
        self.go(Place(event.article))

    # Going places

    def here(self) -> Place | None:
        """Where the reader is now."""
        if self.article is None:
            return None
        claim = self.claims.current
        return Place(
            self.article.id,
            self.reading.position,
            claim.claim.id if claim else None,
            self.pane,
            report=self.claims.report,
        )

    def go(self, place: Place, *, follow: bool = True, remember: bool = True) -> None:
        """Go to a place in a report.

        Args:
            place: where to.
            follow: give its pane the focus.
            remember: keep the present place to come back to, if the reader had settled there.
        """
        present = self.here()
        elsewhere = present is not None and present.article != place.article
        if remember and present and self.settled and (elsewhere or place.span):
            self._history.leave(present)
        self.settled = follow and place.pane != "search"
        if follow:
            self.show_pane(place.pane)
        if present is None or elsewhere or self._going is not None:
            self._going = place
            self.questions.article(place.article, self.search.typed)
        else:
            self._arrive(place)
            self._choose_claim(place)
        self.refresh_bindings()

    def _arrive(self, place: Place) -> None:
        if place.position is not None:
            self.reading.restore(place.position)
        elif place.span is not None:
            self.reading.go_to(place.span)

    def _choose_claim(self, place: Place) -> None:
        under = self.reading.claim_at_cursor()
        self.claims.select(place.claim or (under.claim.id if under else None))
        if place.report is not None and self.pane == "claims":
            self.claims.focus_reports(place.report)

    @on(Loaded)
    def _loaded(self, event: Loaded) -> None:
        place = self._going
        if place is None or place.article != event.article.id:
            return
        self.article = event.article
        self.reading.show(event.article)
        self._hits = ()
        self._show_hits(event.hits)
        self.reading.set_highlights(event.highlights)
        self.claims.show(None, opened=True)
        self.search.reading(event.article.id)
        self._arrive(place)
        self.refresh_bindings()

    @on(Stood)
    def _stood(self, event: Stood) -> None:
        if self.article is None or self.article.id != event.article:
            return
        place, self._going = self._going, None
        self.reading.set_claims(event.standings)
        self.claims.show(event.standings, event.origins)
        if place is not None:
            self._choose_claim(place)
        self.refresh_bindings()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self._going = None
        self.notify(one_line(event.problem), severity="error", markup=False, timeout=10)
        if event.fatal:
            self.search.unusable(event.problem)
            self.call_after_refresh(self.complete)

    def reopen(self) -> None:
        """Show the open report as it is now, at the same place."""
        if here := self.here():
            self._going = here
            self.questions.article(here.article, self.search.typed)

    def action_back(self) -> None:
        """Return to where the reader was before the last jump."""
        if (present := self.here()) and (place := self._history.back(present)):
            self.go(place, remember=False)

    def action_forward(self) -> None:
        """Go again where the reader returned from."""
        if (present := self.here()) and (place := self._history.forward(present)):
            self.go(place, remember=False)

    # Claims and hits

    def on_article_pane_claim_reached(self, event: "ArticlePane.ClaimReached") -> None:
        """Choose the claim the reader has come to."""
        if self.pane != "claims":
            self.claims.select(event.standing.claim.id)
            self.refresh_bindings()

    def on_claims_pane_chosen(self, event: "ClaimsPane.Chosen") -> None:
        """Show the chosen claim in its article."""
        self.reading.go_to(Span(event.standing.claim.start, event.standing.claim.end))
        self.refresh_bindings()

    def on_claims_pane_jumped(self, event: "ClaimsPane.Jumped") -> None:
        """Go to the passage chosen."""
        self.jump(event.report)

    def jump(self, report: Report) -> None:
        """Go to the passage of another report."""
        self.go(Place(report.article, span=Span(report.start, report.end)))

    def action_next_hit(self, step: int) -> None:
        """Go to another search hit."""
        self.reading.next_hit(step)

    def action_next_claim(self, step: int) -> None:
        """Go to another claim."""
        if self.pane == "claims":
            self.claims.next_claim(step)
        else:
            self.reading.next_claim(step)

    def action_claim_reports(self) -> None:
        """Go to the other reports of the claim under the cursor."""
        self.pane = "claims"
        self._arrange()
        self.claims.focus_reports(0)

    def action_compare(self) -> None:
        """Set this report and another side by side, at the present claim."""
        from reader.screens.compare import CompareScreen

        library, claim, other = self.questions.library, self.claims.current, self.claims.other
        if library is None or self.article is None or not self._shares_claims:
            return
        view = CompareScreen(
            library,
            self.article,
            self.claims.standings,
            self.claims.origins,
            claim=claim.claim.id if claim else None,
            other=other.article if other else None,
        )
        self.app.push_screen(view, self._leave_view)

    def action_story(self) -> None:
        """Show which source of this report's story makes which claim."""
        from reader.screens.story import StoryScreen

        library, claim = self.questions.library, self.claims.current
        if library is not None and self.article is not None:
            view = StoryScreen(library, self.article, claim.claim.id if claim else None)
            self.app.push_screen(view, self._leave_view)

    def _leave_view(self, passage: Claim | Report | None) -> None:
        if passage is not None:
            self.settled = True
            self.go(Place(passage.article, span=Span(passage.start, passage.end)))

    @property
    def _shares_claims(self) -> bool:
        return any(standing.reports for standing in self.claims.standings)

    def action_highlights(self) -> None:
        """List what was marked; going to one can be taken back."""
        from reader.screens.highlights import HighlightsScreen

        def chosen(highlight: Highlight | None) -> None:
            self.run_worker(self.draw_highlights(), group="marks", exit_on_error=False)
            if highlight is not None:
                self.settled = True
                span = Span(highlight.quote.start, highlight.quote.end)
                self.go(Place(highlight.article, span=span))

        if self.questions.library is not None:
            self.app.push_screen(HighlightsScreen(self.questions.library, self.article), chosen)

    def action_export(self) -> None:
        """Export what was marked."""
        from reader.screens.export import ExportScreen

        if self.questions.library is not None:
            self.app.push_screen(ExportScreen(self.questions.library, self.article))

    def action_query_help(self) -> None:
        """Show how to write a query."""
        from reader.screens.query_help import QueryHelpScreen

        self.app.push_screen(QueryHelpScreen())

    # The table of actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        del parameters
        if not self.furnished:
            return action in {"focus_query", "query_help"}
        if action in {"mark", "copy", "next_hit", "next_claim", "open_original", "story"}:
            return self.article is not None
        reports = bool((current := self.claims.current) and current.reports)
        useful = {
            "back": bool(self._history.behind),
            "forward": bool(self._history.ahead),
            "stop_refresh": self.title_bar.working,
            "compare": self._shares_claims,
            "claim_reports": reports,
        }
        return useful.get(action, True)

    def node_of(self, context: Context) -> DOMNode:
        """The widget an action of a context runs on."""
        focused = self.focused
        nodes: dict[Context, Widget] = {
            "query": self.query_one(QueryInput),
            "results": self.search,
            "facets": self.query_one(FacetBar),
            "article": self.reading,
            "claims": self.claims,
            "reports": self.claims,
            "list": focused if isinstance(focused, RowList) else self.query_one("#results"),
        }
        return self.app if context == "app" else nodes.get(context, self)

    def can_perform(self, action: Action) -> bool:
        """Whether an action does anything now, wherever the focus is."""
        if not self.furnished or action.context not in ON_MAIN | {"app", "main"}:
            return False
        node = self.node_of(action.context)
        name = action.method.split("(")[0]
        return node is self.claims or node.check_action(name, ()) is True

    async def perform(self, action: Action) -> None:
        """Do an action chosen by name, with the focus where it works."""
        node = self.node_of(action.context)
        if action.context == "results":
            self.show_pane("search")
        elif action.context in {"claims", "reports"} and self.pane != "claims":
            self.show_pane("claims")
        elif isinstance(node, Widget) and node.focusable and node is not self:
            node.focus()
        await self.app.run_action(action.method, default_namespace=node)

    @on(Pressed)
    async def _pressed(self, event: Pressed) -> None:
        await self.perform(by_id()[event.action])

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what broke instead of breaking with it."""
        if event.state == WorkerState.ERROR:
            self._going = None
            problem = one_line(f"{type(event.worker.error).__name__}: {event.worker.error}", 300)
            self.notify(problem, severity="error", markup=False, timeout=15)
            if event.worker.group in {"open", "search"}:
                self.search.unusable(problem)
                self.call_after_refresh(self.complete)
