"""A list of the user's own work, over the store that keeps it.

Whatever is done with the store is done off this thread, one thing after another, and what it then
holds is shown.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, Literal, Protocol, TypeVar

from index.errors import SecondSourceError
from reader.screens.view import View
from reader.text import one_line


class Undoing(Protocol):
    """A store whose changes can be taken back; each way says what it did."""

    def undo(self) -> str | None:
        """Take back the last change."""

    def redo(self) -> str | None:
        """Make it again."""


T = TypeVar("T")
StoreT = TypeVar("StoreT", bound=Undoing)
HeldT = TypeVar("HeldT")


class Listing(View[T], Generic[T, StoreT, HeldT]):
    """The part of such a list that reads, does, takes back and says what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._read = False
        self._writing = asyncio.Lock()

    def _store(self) -> StoreT:
        """The store, which opening may keep waiting."""
        raise NotImplementedError

    def _look(self, store: StoreT) -> HeldT:
        """Everything listed; asked on another thread."""
        raise NotImplementedError

    def _take(self, held: HeldT) -> None:
        """Keep what is to be listed."""
        raise NotImplementedError

    def _draw(self) -> None:
        """Show it; nothing before it was read."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Read what there is."""
        self._do(lambda _: None)

    def on_resize(self) -> None:
        """Cut the rows anew."""
        self.call_after_refresh(self._draw)

    def action_step(self, way: Literal["undo", "redo"]) -> None:
        """Take back the last change, or make it again."""
        self._do(lambda store: store.undo() if way == "undo" else store.redo(), said=way)

    def _do(self, work: Callable[[StoreT], object], *, said: str | None = None) -> None:
        """Do something with the store, then show what it holds; ``said``: and what was done."""
        self.run_worker(self._done(work, said), exit_on_error=False)

    async def _done(self, work: Callable[[StoreT], object], said: str | None) -> None:
        def done() -> tuple[object, HeldT]:
            store = self._store()
            return work(store), self._look(store)

        async with self._writing:
            try:
                outcome, held = await asyncio.to_thread(done)
            except SecondSourceError as error:
                self.notify(one_line(str(error)), severity="error", markup=False)
                return
        self._take(held)
        self._read = True
        self._draw()
        if said is not None:
            words = f"{said.capitalize()}: {outcome}" if outcome else f"Nothing to {said}."
            self.notify(one_line(words, 100), markup=False, timeout=4)
