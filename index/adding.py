"""From what a caller names to the record: inputs found, read and stored, each with its outcome."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from index import intake
from index.errors import CancelledError, InputRejectedError
from index.intake import Input
from index.model import Article, Outcome, OutcomeStatus
from index.progress import CancelCheck, Progress, ProgressCallback
from index.store.articles import ArticleStore

BATCH = 200
"""Articles stored in one transaction: short enough that nobody waits for it."""
BATCH_CHARACTERS = 4_000_000


class Adding:
    """One run of reading inputs into the record."""

    def __init__(
        self,
        store: ArticleStore,
        *,
        on_outcome: Callable[[Outcome], None],
        progress: ProgressCallback,
        cancelled: CancelCheck,
        mirror: bool = False,
        stdin: BinaryIO | None = None,
    ) -> None:
        self._store = store
        self._mirror = mirror
        self._on_outcome = on_outcome
        self._progress = progress
        self._cancelled = cancelled
        self._stdin = stdin
        self._done = 0
        self._seen: set[str] = set()

    def run(self, sources: Sequence[str]) -> None:
        """Take in every input found under ``sources``.

        Raises:
            CancelledError: the caller asked to stop; every batch stored by then is kept.
        """
        self._progress(Progress("read", 0, None))
        for item in intake.discover(sources):
            if self._cancelled():
                raise CancelledError("stopped while reading")
            if isinstance(item, InputRejectedError):
                self._reject(item)
            else:
                self._take(item)
        if self._mirror:
            self._forget_gone(sources)

    def _forget_gone(self, sources: Sequence[str]) -> None:
        # A source that is itself out of reach (a disk not mounted) takes nothing with it.
        roots = [Path(source).absolute() for source in sources if Path(source).exists()]
        gone = [
            name for name in self._store.inputs() if name not in self._seen and _gone(name, roots)
        ]
        held = {id_ for name in gone for id_ in self._store.read_from(name)}
        self._store.forget_inputs(gone)
        self._forget(self._store.without_input(held))

    def _forget(self, ids: Sequence[str]) -> None:
        self._store.remove(ids)
        for id_ in ids:
            self._on_outcome(Outcome(id_, "removed", id_, "its file is gone"))

    def _take(self, item: Input) -> None:
        name = None if item.path is None else str(item.path.absolute())
        digest = None
        if item.path is not None and name is not None:
            self._seen.add(name)
            try:
                digest = f"{intake.VERSION}:{intake.fingerprint(item)}"
            except InputRejectedError as rejection:
                self._reject(rejection)
                return
            known = self._store.unchanged(name, digest)
            if known is not None:
                self._unchanged(item, known)
                return
        self._read(item, name, digest)

    def _unchanged(self, item: Input, known: Sequence[str]) -> None:
        for id_ in known:
            self._on_outcome(Outcome(item.name, "unchanged", id_))
        self._advance(len(known))

    def _read(self, item: Input, name: str | None, digest: str | None) -> None:
        before = () if name is None else self._store.read_from(name)
        ids: set[str] = set()
        whole = True
        for batch in _batches(intake.read(item, self._stdin)):
            if self._cancelled():
                raise CancelledError(f"stopped while reading {item.name}")
            articles = [article for article in batch if isinstance(article, Article)]
            stored = self._store.put(articles)
            for taken in batch:
                if isinstance(taken, InputRejectedError):
                    whole = False
                    self._reject(taken)
                else:
                    self._on_outcome(Outcome(item.name, _STATUS[stored[taken.id]], taken.id))
            ids.update(stored)
            self._advance(len(articles))
        if name is None:
            return
        vanished = set(before) - ids
        if vanished and self._mirror and whole:
            self._store.remember_input(name, digest, ids)
            self._forget(self._store.without_input(vanished))
        else:
            self._store.remember_input(name, digest if whole else None, ids | vanished)

    def _advance(self, count: int) -> None:
        self._done += count
        self._progress(Progress("read", self._done, None))

    def _reject(self, rejection: InputRejectedError) -> None:
        self._on_outcome(Outcome(rejection.source, "rejected", None, rejection.reason))


_STATUS: dict[bool | None, OutcomeStatus] = {True: "added", False: "updated", None: "unchanged"}


def _batches(
    items: Iterator[Article | InputRejectedError],
) -> Iterator[list[Article | InputRejectedError]]:
    batch: list[Article | InputRejectedError] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _gone(name: str, roots: Sequence[Path]) -> bool:
    path = Path(name)
    if not any(path == root or root in path.parents for root in roots):
        return False
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
