"""Keeping what is derived from the record up to it: full text first, then claims."""

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from index.errors import DerivedLostError
from index.model import Article
from index.progress import CancelCheck, Progress, ProgressCallback, Stage
from index.store.articles import ArticleStore


class Derived(Protocol):
    """Something that can be rebuilt from the record and knows the revision it reflects."""

    @property
    def as_of(self) -> int:
        """The revision reflected; negative where there is nothing yet."""

    def update(
        self,
        articles: Iterable[Article],
        *,
        forget: set[str],
        since: int,
        as_of: int,
        total: int | None,
        progress: ProgressCallback,
        cancelled: CancelCheck,
    ) -> None:
        """Take in what changed after ``since``, and reflect ``as_of`` from then on.

        Raises:
            DerivedLostError: it does not reflect ``since`` any more.
        """


def bring_up(
    store: ArticleStore,
    parts: Iterable[Callable[[], Derived]],
    *,
    progress: ProgressCallback,
    cancelled: CancelCheck,
) -> bool:
    """Bring each derived part up to the record.

    A part that is stopped in between keeps its last complete state and is brought up next time.

    Returns:
        Whether there was anything to do.
    """
    behind = False
    for part in parts:
        derived = part()
        try:
            behind |= _bring_up(store, derived, progress, cancelled)
        except DerivedLostError:
            # Found out only when it was to be written: what it reflects is another now.
            behind |= _bring_up(store, derived, progress, cancelled)
    return behind


def _bring_up(
    store: ArticleStore, derived: Derived, progress: ProgressCallback, cancelled: CancelCheck
) -> bool:
    since = derived.as_of
    changes = store.changes(since)
    if changes.revision == since:
        return False
    derived.update(
        store.each(changes.changed),
        forget=set(changes.removed),
        since=since,
        as_of=changes.revision,
        total=len(changes.changed),
        progress=progress,
        cancelled=cancelled,
    )
    return True


class StageClock:
    """Passes progress on and keeps the wall seconds each stage took."""

    def __init__(self, progress: ProgressCallback) -> None:
        self._forward = progress
        self._stage: Stage | None = None
        self._since = time.monotonic()
        self._seconds: dict[Stage, float] = {}

    def __call__(self, progress: Progress) -> None:
        """Take note of the stage and report it onwards."""
        if progress.stage != self._stage:
            self._close()
            self._stage = progress.stage
        self._forward(progress)

    def _close(self) -> None:
        now = time.monotonic()
        if self._stage is not None:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._since = now

    def seconds(self) -> tuple[tuple[Stage, float], ...]:
        """Wall seconds by stage, in the order the stages were first seen."""
        self._close()
        self._stage = None
        return tuple(self._seconds.items())
