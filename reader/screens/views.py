"""The views and dialogs opened over the main screen, and where they lead back to."""

from textual.widget import Widget

from index.model import Claim, Highlight, Report, Span
from reader.panes.facets import FacetBar
from reader.panes.rows import RowList
from reader.screens.going import Going, Place
from reader.screens.marking import Marking


class Views(Marking, Going):
    """The part of the main screen that opens compare, story, highlights, export and help."""

    def action_compare(self) -> None:
        """Set this report and another side by side, at the present claim."""
        from reader.screens.compare import CompareScreen

        library, claim, other = self.questions.library, self.claims.current, self.claims.other
        if library is None or self.article is None or not self.shares_claims:
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
        if self.claims.awaited and not self.claims.standings:
            self.notify("The claims of this report are still being found.", timeout=5)
        elif library is not None and self.article is not None:
            view = StoryScreen(library, self.article, claim.claim.id if claim else None)
            self.app.push_screen(view, self._leave_view)

    def _leave_view(self, passage: Claim | Report | None) -> None:
        if passage is not None:
            self.settled = True
            self.go(Place(passage.article, span=Span(passage.start, passage.end)))

    @property
    def shares_claims(self) -> bool:
        """Whether another report has a claim of the open one."""
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

    def action_jump(self) -> None:
        """Show a letter beside everything in sight and go to the one typed."""
        from reader.screens.jump import JumpScreen, Target, targets

        def chosen(target: Target | None) -> None:
            if target is None:
                return
            if isinstance(target.widget, RowList) and target.row is not None:
                target.widget.focus()
                target.widget.highlighted = target.row
            elif isinstance(target.widget, FacetBar):
                target.widget.go_to_line(target.row or 0)
            else:
                target.widget.focus()

        there = self.query("#query, #results, #facets, #article, #claims-list, #reports-list")
        self.app.push_screen(JumpScreen(targets(there.results(Widget))), chosen)

    def action_query_help(self) -> None:
        """Show how to write a query."""
        from reader.screens.query_help import QueryHelpScreen

        self.app.push_screen(QueryHelpScreen())
