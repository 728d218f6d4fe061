"""Keeping the library up to its files while a person reads on the main screen."""

from typing import TYPE_CHECKING

from textual import on

from index.progress import Progress
from reader import tempo
from reader.screens.desk import Desk
from reader.text import KEEPS_NOTHING, one_line, plural
from reader.work import Found, Measured, Opened

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.refresh import Refreshed


class Upkeep(Desk):
    """The part of the main screen that takes changed files in."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: tuple[str, ...] = ()
        self._measuring = False
        self._caught = False
        self._behind = False
        """What is derived from the reports was not up to them when last looked at."""
        self._refreshing: Worker[None] | None = None

    @on(Opened)
    async def _opened(self, event: Opened) -> None:
        self.search.empty_because(reading=bool(self.paths))
        library = self.questions.library
        if library is not None and library.keeps_nothing:
            self.notify(KEEPS_NOTHING, title="Only for reading", markup=False, timeout=10)
        if event.front is not None:
            self.title_bar.summary = event.front.summary
            self.post_message(self.search.beginning(event.front))
        else:
            self.call_after_refresh(self.complete)
        if event.front is None or self.search.typed:
            self.search.ask(typing=False)

    @on(Found)
    def _answered(self, event: Found) -> None:
        """Do the rest once there is a list, and what was typed meanwhile is listed too."""
        if event.request.search == self.search.asked:
            self.do_the_rest()

    def do_the_rest(self) -> None:
        """Count and bring in the panes, once: neither must hold up the first list."""
        if not self._measuring:
            self._measuring = True
            # The list asks for a new layout only when it gets its turn, and would be drawn after
            # all that is to come after it.
            self.refresh(layout=True)
            self.call_after_refresh(self._measure)
        self.call_after_refresh(self.complete)

    def _measure(self) -> None:
        self.questions.measure()

    async def complete(self) -> None:
        """Bring in what the first list could do without."""
        if self.furnished:
            return
        await self.furnish()
        self.claims.expect(more=self.title_bar.working)
        self.run_worker(self.draw_highlights(), group="marks", exit_on_error=False)
        if self.paths:
            self._start_refreshing()

    @on(Measured)
    def _measured(self, event: Measured) -> None:
        tempo.settle()
        self.title_bar.summary = event.summary
        self._behind = not event.current
        if not (event.current or self.paths or self._caught):
            self._caught = True
            self._start_refreshing()

    def _start_refreshing(self) -> None:
        self._refreshing = self.run_worker(self._refresh(), group="refresh", exit_on_error=False)

    async def draw_highlights(self) -> None:
        """Show the open report's highlights; see ``Marking``."""
        raise NotImplementedError

    def _set_working(self, working: bool) -> None:
        self.title_bar.progress = None
        self.title_bar.working = working
        self.search.empty_because(reading=working)
        if self.furnished:
            self.claims.expect(more=working)
        self.refresh_bindings()

    def _reached(self, progress: Progress) -> None:
        self.title_bar.progress = progress

    async def _refresh(self) -> None:
        from reader.refresh import refresh

        library = self.questions.library
        if library is None:
            return
        self._set_working(True)
        changed = True
        try:
            done = await refresh(library.folder, self.paths, self._reached)
            changed = done.changed > 0 or self._behind or not self.paths
            self._tell(done)
        finally:
            self._set_working(False)
            self._renew(changed=changed)

    def _renew(self, *, changed: bool = True) -> None:
        """Search and count again; where the library has changed, show the report as it is now."""
        self.search.ask(typing=False)
        self.questions.measure()
        if changed:
            self.reopen()

    def _tell(self, done: "Refreshed") -> None:
        if done.failure:
            self.notify(one_line(done.failure, 500), severity="error", markup=False, timeout=15)
        if done.rejected:
            from reader.screens.rejected import RejectedScreen

            self.app.push_screen(RejectedScreen(done.rejected))
        elif done.changed:
            self.notify(f"{plural(done.changed, 'report')} taken in.", timeout=3)

    def action_read_again(self) -> None:
        """Read the files again, or do what an interrupted reading left undone."""
        if self.title_bar.working:
            self.notify("The files are being read already.", timeout=3)
        else:
            self._start_refreshing()

    def action_stop_refresh(self) -> None:
        """Stop reading files; what is complete is kept."""
        if self._refreshing is not None:
            self._refreshing.cancel()
        self.notify("Stopped. What was read by then is kept.", timeout=5)
