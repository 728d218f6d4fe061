"""The ground the main screen stands on: the panes, which of them are seen, and what is open.

The parts of the main screen (``marking``, ``upkeep``, ``main``) build on it and meet only here.
"""

from typing import TYPE_CHECKING, ClassVar, Final, Literal, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import DescendantFocus, Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from reader.panes.bars import KeyBar, TabStrip, TitleBar
from reader.panes.search import SearchPane
from reader.work import Questions

if TYPE_CHECKING:
    from index.model import Article
    from reader.panes.article import ArticlePane
    from reader.panes.claims import ClaimsPane

PaneName = Literal["search", "article", "claims"]
PANES: Final[tuple[PaneName, ...]] = ("search", "article", "claims")

WIDE: Final = 100
"""Columns from which the panes stand side by side."""


SMALLEST: Final = Size(50, 12)
"""Columns and rows from which the reader can be read in."""


def is_tiny(size: Size) -> bool:
    """Whether nothing can be read in a window of this size."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class Desk(Screen[None]):
    """Three panes, a title line and a line of keys.

    The first frame holds the search pane alone; the others, which have nothing to show yet, are
    loaded and mounted after it by ``furnish``.
    """

    AUTO_FOCUS: ClassVar[str | None] = "#query"

    def __init__(self) -> None:
        super().__init__()
        self.questions = Questions(self)
        self.article: Article | None = None
        self.furnished = False
        self.pane: PaneName = "search"
        self.settled = False
        """The reader has been in the open report, so that leaving it is worth remembering."""

    def compose(self) -> ComposeResult:
        """Lines above and below, panes between."""
        yield TitleBar(id="title")
        yield TabStrip(id="tabs")
        with Horizontal(id="panes"):
            yield SearchPane(id="search", classes="-present")
        yield KeyBar(id="keys")

    async def furnish(self) -> None:
        """Mount the panes the first frame could do without."""
        from reader.panes.article import ArticlePane
        from reader.panes.claims import ClaimsPane

        panes = self.query_one("#panes", Horizontal)
        await panes.mount(ArticlePane(id="article"), ClaimsPane(id="claims"))
        self.furnished = True
        self._arrange()
        self.refresh_bindings()

    def do_the_rest(self) -> None:
        """Bring in what the first list could do without; see ``Upkeep``."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Close the library."""
        if self.questions.library is not None:
            self.questions.library.close()

    def reopen(self) -> None:
        """Show the open report as it is now, at the same place."""
        raise NotImplementedError

    @property
    def search(self) -> SearchPane:
        """The search pane."""
        return self.query_one(SearchPane)

    @property
    def reading(self) -> "ArticlePane":
        """The article pane."""
        return cast("ArticlePane", self.query_one("#article"))

    @property
    def claims(self) -> "ClaimsPane":
        """The claims pane."""
        return cast("ClaimsPane", self.query_one("#claims"))

    @property
    def title_bar(self) -> TitleBar:
        """The line above."""
        return self.query_one(TitleBar)

    @property
    def key_bar(self) -> KeyBar:
        """The line below."""
        return self.query_one(KeyBar)

    def on_resize(self, event: Resize) -> None:
        """Panes side by side where there is room, else the present one alone."""
        self.set_class(event.size.width < WIDE, "-narrow")
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.has_class("-narrow")
        tabs = self.query_one(TabStrip)
        _show(tabs, shown=narrow)
        tabs.pane = self.pane
        for name in PANES:
            for pane in self.query(f"#{name}"):
                _show(pane, shown=not narrow or name == self.pane)
                pane.set_class(name == self.pane, "-present")

    def show_pane(self, name: PaneName) -> None:
        """Show a pane and give it the focus."""
        if not self.furnished:
            return
        self.pane = name
        self._arrange()
        if name == "search":
            self.search.focus_results()
        elif name == "claims":
            self.claims.focus_claims()
        else:
            self.reading.focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Follow the focus, whoever moved it."""
        for name in PANES:
            if any(pane.id == name for pane in event.widget.ancestors_with_self):
                self.pane = name
                self.settled = self.settled or name != "search"
                self._arrange()

    @on(TabStrip.Picked)
    def _tab_picked(self, event: TabStrip.Picked) -> None:
        if event.pane in PANES:
            self.show_pane(event.pane)

    def action_pane(self, name: PaneName) -> None:
        """Go to a pane."""
        self.show_pane(name)

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane, around the end."""
        self.show_pane(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def action_focus_query(self) -> None:
        """Type a query."""
        self.pane = "search"
        self._arrange()
        self.search.focus_query()


def _show(widget: Widget, *, shown: bool) -> None:
    """Show or hide, laying the screen out anew only where that changes anything."""
    if widget.display != shown:
        widget.display = shown
