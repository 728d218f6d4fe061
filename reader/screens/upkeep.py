"""Keeping the library up to its files while a person reads on the main screen."""

from typing import TYPE_CHECKING

from textual import on

from index.progress import Progress
from reader.screens.desk import Desk
from reader.text import one_line, plural
from reader.work import CaughtUp, Opened, Reached

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.refresh import Refreshed


class Upkeep(Desk):
    """The part of the main screen that takes changed files in."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: tuple[str, ...] = ()
        self._begun = False
        self._refreshing: Worker[None] | None = None

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self.title_bar.summary = event.summary
        self.search.empty_because(reading=not self._begun and bool(self.paths))
        self.search.ask(typing=False)
        self.run_worker(self.draw_highlights(), group="marks", exit_on_error=False)
        if self._begun:
            return
        self._begun = True
        if self.paths:
            self._refreshing = self.run_worker(
                self._refresh(), group="refresh", exit_on_error=False
            )
        elif not event.current:
            self._set_working(True)
            self.questions.catch_up()

    async def draw_highlights(self) -> None:
        """Show the open report's highlights; see ``Marking``."""
        raise NotImplementedError

    def _set_working(self, working: bool) -> None:
        self.title_bar.progress = None
        self.title_bar.working = working
        self.refresh_bindings()

    def _reached(self, progress: Progress) -> None:
        self.title_bar.progress = progress

    async def _refresh(self) -> None:
        from reader.refresh import refresh

        library = self.questions.library
        if library is None:
            return
        self._set_working(True)
        try:
            done = await refresh(library.folder, self.paths, self._reached)
        finally:
            self._set_working(False)
            self.search.empty_because(reading=False)
            self.questions.measure()
        self._tell(done)
        if done.changed:
            self.reopen()

    def _tell(self, done: "Refreshed") -> None:
        if done.failure:
            self.notify(one_line(done.failure, 500), severity="error", markup=False, timeout=15)
        if done.rejected:
            from reader.screens.rejected import RejectedScreen

            self.app.push_screen(RejectedScreen(done.rejected))
        elif done.changed:
            self.notify(f"{plural(done.changed, 'report')} taken in.", timeout=3)

    @on(Reached)
    def _part_reached(self, event: Reached) -> None:
        self._reached(event.progress)

    @on(CaughtUp)
    def _caught_up(self, _event: CaughtUp) -> None:
        self._set_working(False)
        self.questions.measure()
        self.reopen()

    def action_stop_refresh(self) -> None:
        """Stop reading files; what is complete is kept."""
        self.questions.stop_catching_up()
        if self._refreshing is not None:
            self._refreshing.cancel()
        self.notify("Stopped. What was read by then is kept.", timeout=5)
