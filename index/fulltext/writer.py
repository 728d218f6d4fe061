"""Brings the index from one complete state to the next.

An update writes what is new as segments of their own and makes them part of the present state at
once. What more segments cost every search is made good right after it: several become one, each
time as a step from one complete state to another of the same articles.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from index.errors import CancelledError, DerivedLostError, LibraryBusyError
from index.fulltext import batches
from index.fulltext import folder as folders
from index.fulltext.batches import Built
from index.fulltext.container import DamagedError
from index.fulltext.folder import State
from index.fulltext.segment import Segment, merged
from index.fulltext.tiers import Size, next_merge
from index.model import Article
from index.progress import CancelCheck, Progress, ProgressCallback

LOCK_SECONDS = 10.0

_REPORT_EVERY = 50


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / "write.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryBusyError(
            f"{folder}: another process is writing to the index; wait for it, or stop it"
        ) from error
    try:
        yield
    finally:
        lock.release()


def update(
    folder: Path,
    articles: Iterable[Article],
    *,
    forget: Collection[str],
    as_of: int,
    since: int,
    total: int | None,
    progress: ProgressCallback,
    cancelled: CancelCheck,
) -> None:
    """Index these articles in place of their older selves and forget others, all at once.

    Then merge segments, which changes nothing of what is found.

    Raises:
        CancelledError: the state before stands.
        DerivedLostError: the index is older than ``since``, or damaged and then removed, so
            that the next update begins a new one.
        LibraryBusyError: another process is writing and did not finish in time.
    """
    folders.prepare(folder)
    with _locked(folder):
        before, segments = _opened(folder, since)
        folders.sweep(folder, before)
        work = _Update(folder, before, segments)
        reading = _Reading(articles, total, progress, cancelled)
        try:
            with _checked(folder, tuple(segments.values())):
                work.forget(forget)
                with batches.workers(total) as workers:
                    for built in workers.map(batches.build, batches.batches(folder, reading)):
                        work.take(built)
                work.finish(as_of)
                work.tidy(cancelled)
        except BaseException:
            # Above all where the disk is full: segments that nothing names must not keep it so.
            with suppress(OSError):
                folders.sweep(folder, work.state)
            raise
        reading.tell()


class _Reading:
    """Articles on their way into batches, counted and told of."""

    def __init__(
        self,
        articles: Iterable[Article],
        total: int | None,
        progress: ProgressCallback,
        cancelled: CancelCheck,
    ) -> None:
        self._articles = articles
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def __iter__(self) -> Iterator[Article]:
        self.tell()
        for article in self._articles:
            if self._cancelled():
                raise CancelledError("indexing was stopped; the index is as it was before")
            yield article
            self._done += 1
            if self._done % _REPORT_EVERY == 0:
                self.tell()

    def tell(self) -> None:
        self._progress(Progress("index", self._done, self._total))


def _opened(folder: Path, since: int) -> tuple[State, dict[str, Segment]]:
    """The present state and its segments, none where it cannot be read.

    Raises:
        DerivedLostError: it does not reflect ``since``; what cannot be read is removed.
    """
    try:
        state = folders.load(folder)
        segments = {name: Segment(folder, name) for name in state.deleted}
    except DamagedError as error:
        if since == folders.NO_REVISION:
            return State(), {}
        folders.clear(folder)
        raise _lost(folder, "could not be read") from error
    if state.as_of < since:
        raise _lost(folder, "is older than it was")
    return state, segments


def _lost(folder: Path, what: str) -> DerivedLostError:
    return DerivedLostError(
        f"{folder}: the index {what}; make it anew from the articles with 'secondsource reindex'"
    )


@contextmanager
def _checked(folder: Path, segments: tuple[Segment, ...]) -> Iterator[None]:
    """Tell a damaged index from a mistake of ours, and do away with the former."""
    try:
        yield
    except (DamagedError, LookupError, ValueError, ArithmeticError) as error:
        if all(segment.container.is_sound() for segment in segments):
            raise
        folders.clear(folder)
        raise _lost(folder, "was damaged and has been removed") from error


class _Update:
    def __init__(self, folder: Path, before: State, segments: dict[str, Segment]) -> None:
        self._folder = folder
        self.state = before
        self._segments = segments
        self._deleted = {name: set(numbers) for name, numbers in before.deleted.items()}
        self._added = 0

    def forget(self, articles: Collection[str]) -> None:
        """Let these articles count no more in the segments there are."""
        for name, segment in self._segments.items():
            self._deleted[name].update(segment.documents_of(articles))

    def take(self, built: Built) -> None:
        """Let a segment just written count, in place of the older selves of its articles."""
        self.forget(built.ids)
        self._segments[built.name] = Segment(self._folder, built.name)
        self._deleted[built.name] = set()
        self._added += len(built.ids)

    def finish(self, as_of: int) -> None:
        """Make what there is now the present state."""
        for name in [n for n, s in self._segments.items() if len(self._deleted[n]) == s.documents]:
            self._drop(name)
        self._commit(as_of)

    def _commit(self, as_of: int) -> None:
        self.state = State(
            as_of,
            self.state.generation + 1,
            {name: tuple(sorted(self._deleted[name])) for name in self._segments},
        )
        folders.commit(self._folder, self.state)
        folders.sweep(self._folder, self.state)

    def tidy(self, cancelled: CancelCheck) -> None:
        """Merge as far as it is worth its time; what is merged when it is cancelled is kept.

        Where the disk has no room for it the state is as good as it was.
        """
        with suppress(OSError):
            while group := next_merge([*map(self._size, self._segments)], self._added):
                if not self._merge(group, cancelled):
                    return
                self._commit(self.state.as_of)

    def _size(self, name: str) -> Size:
        segment, dead = self._segments[name], len(self._deleted[name])
        return Size(segment.documents - dead, segment.words, dead, name)

    def _drop(self, name: str) -> None:
        del self._segments[name], self._deleted[name]

    def _merge(self, group: list[str], cancelled: CancelCheck) -> bool:
        """Make one segment of several; false where that was cancelled."""
        order = [name for name in self._segments if name in group]
        segments = [self._segments[name] for name in order]
        keeps = []
        for segment in segments:
            keep = np.ones(segment.documents, dtype=bool)
            keep[sorted(self._deleted[segment.name])] = False
            keeps.append(keep)
        try:
            name = merged(self._folder, segments, keeps, cancelled)
        except CancelledError:
            return False
        for old in order:
            self._drop(old)
        self._segments[name] = Segment(self._folder, name)
        self._deleted[name] = set()
        return True
