"""The main screen: search, article and claims side by side, or one at a time where narrow.

It passes between the panes what one says and another needs, and keeps where the reader has been.
What a pane shows is the pane's affair; what the library answers comes through ``Questions``.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from index.model import Span
from reader.actions import ON_MAIN, Action, Context, bindings, by_id
from reader.panes.bars import Pressed
from reader.panes.facets import FacetBar
from reader.panes.query import QueryInput
from reader.panes.rows import RowList
from reader.screens.hinting import Hinting
from reader.screens.keeping import Keeping
from reader.screens.resuming import Resuming
from reader.screens.upkeep import Upkeep
from reader.screens.views import Views
from reader.text import one_line
from reader.work import Failed

if TYPE_CHECKING:
    from reader.panes.article import ArticlePane
    from reader.panes.claims import ClaimsPane


class MainScreen(Resuming, Keeping, Hinting, Views, Upkeep):
    """Three panes, a title line and a line of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("main")]

    def __init__(
        self,
        library_folder: Path,
        highlights_folder: Path | None,
        paths: tuple[str, ...],
        *,
        fresh: bool = False,
    ) -> None:
        super().__init__()
        self.paths = paths
        self.fresh = fresh
        self.library_folder = library_folder
        self._folders = (library_folder, highlights_folder)

    def on_mount(self) -> None:
        """Do the rest once the first frame is drawn."""
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        self.questions.open(*self._folders)
        self.look_back()
        await self.search.furnish()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.going = None
        self.notify(one_line(event.problem), severity="error", markup=False, timeout=10)
        if event.fatal:
            self.search.unusable(event.problem)
        self.do_the_rest()

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
            "back": bool(self.history.behind),
            "forward": bool(self.history.ahead),
            "accept_correction": bool(self.search.correction),
            "dismiss_hint": self.hint is not None,
            "stop_refresh": self.title_bar.working,
            "compare": self.shares_claims,
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
            self.going = None
            problem = one_line(f"{type(event.worker.error).__name__}: {event.worker.error}", 300)
            self.notify(problem, severity="error", markup=False, timeout=15)
            if event.worker.group in {"open", "search"}:
                self.search.unusable(problem)
                self.do_the_rest()
