"""Searching on the main screen: what the search pane asks is answered and shown."""

from typing import TYPE_CHECKING, Final

from textual import on

from reader.panes.search import SearchPane
from reader.screens.going import Going, Place
from reader.work import Found, HitsFound, Misread

if TYPE_CHECKING:
    from textual.timer import Timer

_SETTLE: Final = 0.06
"""Seconds a row must stay chosen before its report is shown."""
_LIST_FIRST: Final = 0.05
"""Seconds after which the open report is searched too: the list is on the screen by then, and
whoever types fast is not held up by what the next key undoes."""
_PAUSE: Final = 0.2
"""Seconds without a key after which another spelling is looked for, where nothing was found."""


class Finding(Going):
    """The part of the main screen that searches and shows what is chosen among the results."""

    def __init__(self) -> None:
        super().__init__()
        self._settling: Timer | None = None
        self._pausing: Timer | None = None
        self._looking: Timer | None = None

    async def furnish(self) -> None:
        """Bring in the other panes, and the first report with them."""
        await super().furnish()
        self.open_first()

    @on(SearchPane.Asked)
    def _asked(self, event: SearchPane.Asked) -> None:
        self.questions.search(event.request)

    @on(Found)
    def _found(self, event: Found) -> None:
        self.search.found(event)
        if self._pausing is not None:
            self._pausing.stop()
        if event.is_scant and event.correction is None:
            self._pausing = self.set_timer(_PAUSE, lambda: self.questions.correct(event))
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(_LIST_FIRST, self._look_in_open)
        self.open_first()

    def _look_in_open(self) -> None:
        """Find what is typed in the open report."""
        if self.article is not None:
            self.questions.hits(self.article, self.search.typed)

    def open_first(self) -> None:
        """Show the first report found, where none is open and there is a pane to show it in."""
        idle = self.furnished and self.article is None and self.going is None
        if idle and self.search.first is not None:
            self.go(Place(self.search.first, pane=self.pane), follow=False)

    @on(Misread)
    def _misread(self, event: Misread) -> None:
        self.search.misread(event)
        self.do_the_rest()

    @on(HitsFound)
    def _hits_found(self, event: HitsFound) -> None:
        if self.article is not None and self.article.id == event.article:
            self.show_hits(event.hits)

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

    def action_accept_correction(self) -> None:
        """Search for the spelling offered."""
        self.search.accept_correction()
