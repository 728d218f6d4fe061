"""Going places on the main screen: which report is open, where in it, and where one has been."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on

from index.model import Report, Span
from reader.history import History
from reader.screens.desk import Desk, PaneName
from reader.work import Loaded, Stood

if TYPE_CHECKING:
    from reader.panes.article import Position


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is, exactly enough to return to it."""

    article: str
    position: "Position | None" = None
    claim: str | None = None
    pane: PaneName = "article"
    span: Span | None = None
    report: int | None = None


class Going(Desk):
    """The part of the main screen that opens reports and finds the way back."""

    def __init__(self) -> None:
        super().__init__()
        self.history: History[Place] = History()
        self.going: Place | None = None
        """Where the reader is going while the report there is loaded."""
        self._hits: tuple[Span, ...] = ()

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
            self.history.leave(present)
        self.settled = follow and place.pane != "search"
        if follow:
            self.show_pane(place.pane)
        if present is None or elsewhere or self.going is not None:
            self.going = place
            self.questions.article(place.article, self.search.typed)
        else:
            self._arrive(place)
            self._choose_claim(place)
        self.refresh_bindings()

    def _arrive(self, place: Place) -> None:
        if place.position is not None and self.article is not None:
            self.reading.restore(_within(place.position, len(self.article.text)))
        elif place.span is not None:
            self.reading.go_to(place.span)

    def _choose_claim(self, place: Place) -> None:
        under = self.reading.claim_at_cursor()
        self.claims.select(place.claim or (under.claim.id if under else None))
        if place.report is not None and self.pane == "claims":
            self.claims.focus_reports(place.report)

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        """Show where the query's words stand in the open report."""
        if hits != self._hits:
            self._hits = hits
            self.reading.set_hits(hits)

    @on(Loaded)
    def _loaded(self, event: Loaded) -> None:
        place = self.going
        if place is None or place.article != event.article.id:
            return
        self.article = event.article
        self.reading.show(event.article)
        self._hits = ()
        self.show_hits(event.hits)
        self.reading.set_highlights(event.highlights)
        self.claims.show(None, opened=True)
        self.search.reading(event.article.id)
        self._arrive(place)
        self.refresh_bindings()

    @on(Stood)
    def _stood(self, event: Stood) -> None:
        if self.article is None or self.article.id != event.article:
            return
        place, self.going = self.going, None
        self.reading.set_claims(event.standings)
        self.claims.show(event.standings, event.origins)
        if place is not None:
            self._choose_claim(place)
        self.refresh_bindings()

    def reopen(self) -> None:
        """Show the open report as it is now, at the same place."""
        if here := self.here():
            self.going = here
            self.questions.article(here.article, self.search.typed)

    def jump(self, report: Report) -> None:
        """Go to the passage of another report."""
        self.go(Place(report.article, span=Span(report.start, report.end)))

    def action_back(self) -> None:
        """Return to where the reader was before the last jump."""
        if (present := self.here()) and (place := self.history.back(present)):
            self.go(place, remember=False)

    def action_forward(self) -> None:
        """Go again where the reader returned from."""
        if (present := self.here()) and (place := self.history.forward(present)):
            self.go(place, remember=False)


def _within(position: "Position", length: int) -> "Position":
    """A place in an article that may have become shorter since."""
    anchor = None if position.anchor is None else min(position.anchor, length)
    cursor, top = min(position.cursor, length), min(position.top, length)
    return replace(position, cursor=cursor, top=top, anchor=anchor)
