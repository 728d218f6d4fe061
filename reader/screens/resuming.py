"""Taking up where the reader left off, and keeping where that is."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on

from index.asking import Search
from reader.screens.desk import PANES, PaneName
from reader.screens.finding import Finding
from reader.screens.going import Place
from reader.work import Failed, Loaded, Opened

if TYPE_CHECKING:
    from reader.panes.article import Position
    from reader.session import Session, Spot

_EVERY: Final = 2.0
"""Seconds between two looks at whether there is something new to keep: what a crash can cost."""


class Resuming(Finding):
    """The part of the main screen that outlives the process."""

    library_folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.fresh = False
        """Begin anew rather than where the reader left off."""
        self._kept: Session | None = None
        self._resumed: Session | None = None
        """The session to take up again, until its report is open."""

    def look_back(self) -> None:
        """Read where the reader left off, unless a beginning anew is wanted."""
        from reader.session import load
        from reader.settings import load_preferences

        preferences = load_preferences()
        for problem in preferences.problems:
            self.notify(problem, title="Settings", severity="warning", markup=False, timeout=15)
        if not self.fresh and preferences.resume:
            self._resumed = self._kept = load(self.library_folder)

    @on(Opened)
    def _search_again(self) -> None:
        session = self._resumed
        if session is None:
            return
        if self.search.typed:
            # The reader has begun something else already.
            self._resumed = None
        elif session.search != Search():
            self.search.begin(session.search)

    async def furnish(self) -> None:
        """Bring in the other panes, and keep from now on where the reader is."""
        await super().furnish()
        self.set_interval(_EVERY, self._keep)

    def open_first(self) -> None:
        """Open the report that was open, once there is a pane for it; else the first found."""
        session = self._resumed
        if session is None or session.article is None:
            self._resumed = None
            super().open_first()
        elif self.furnished and self.article is None and self.going is None:
            elsewhere = self.search.asked != session.search or self.pane != "search"
            self._take_up(session, session.article, follow=not elsewhere)

    def _take_up(self, session: "Session", article: str, *, follow: bool) -> None:
        pane: PaneName = session.pane if session.pane in PANES else "search"
        place = Place(
            article,
            _position(session.spot),
            session.claim,
            pane,
            report=session.report if session.focus == "reports-list" else None,
        )
        self.search.choose(session.row)
        self.go(place, follow=follow and pane != "search", remember=False)
        if follow and session.focus == "results":
            self.search.enter()

    @on(Failed)
    def _vanished(self, event: Failed) -> None:
        """Take the first report found where the one that was open is gone."""
        if self._resumed is not None and not event.fatal:
            self._resumed = None
            self.call_later(self.open_first)

    @on(Loaded)
    def _taken_up(self) -> None:
        """From now on what is open is the reader's choice."""
        self._resumed = None

    # Keeping

    def session(self) -> "Session":
        """Where the reader is now."""
        from reader.session import Session

        here, focused = self.here(), self.focused
        return Session(
            search=self.search.asked,
            pane=self.pane,
            focus=focused.id if focused else None,
            row=self.search.chosen,
            article=here.article if here else None,
            spot=_spot(here.position) if here and here.position else None,
            claim=here.claim if here else None,
            report=here.report if here else None,
        )

    async def _keep(self) -> None:
        from reader.session import save

        session = self.session()
        if session != self._kept and self._resumed is None:
            self._kept = session
            await asyncio.to_thread(save, self.library_folder, session)

    def keep_now(self) -> None:
        """Keep where the reader is before leaving."""
        from reader.session import save

        if self.furnished and self._resumed is None:
            save(self.library_folder, self.session())


def _position(spot: "Spot | None") -> "Position | None":
    from reader.panes.article import Position

    if spot is None:
        return None
    mode = spot.mode if spot.mode in {"characters", "lines", "held"} else "none"
    return Position(spot.top, spot.above, spot.cursor, spot.anchor, mode)  # type: ignore[arg-type]


def _spot(position: "Position") -> "Spot":
    from reader.session import Spot

    return Spot(position.top, position.above, position.cursor, position.anchor, position.mode)
