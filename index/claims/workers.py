"""The heavy steps spread over processes: articles to records, reports to links.

Few articles are done in this process, as starting others costs more than it gains. Results come
in the order of the tasks, a bounded number is under way at a time, and workers end with their
parent, hold nothing of its terminal and pass over its interrupts.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.claims.database import connect
from index.claims.linking import Linked, Linker
from index.claims.records import Record, empty_record, record
from index.model import Article

_MOST_PROCESSES = 8
_AHEAD = 2
"""Tasks waiting for each process: enough to keep it busy, few enough to bound the memory."""

T = TypeVar("T")
R = TypeVar("R")

Neighbours = tuple[int, list[tuple[int, float]]]
"""A report's key, and the keys of others with how alike they are."""


@dataclass(frozen=True, slots=True)
class View:
    """Which reports of which file a linker sees.

    ``asked`` are those whose neighbours will be asked for, where they are few.
    """

    path: Path
    without: frozenset[int]
    asked: frozenset[int] | None = None


def make_records(articles: Sequence[Article]) -> list[Record]:
    """Read and pack the claims of several articles.

    A text that defeats the reading is kept without claims: it must not hold up the others.
    """
    made: list[Record] = []
    for article in articles:
        try:
            made.append(record(article))
        except (ValueError, ArithmeticError, LookupError, RecursionError):
            made.append(empty_record(article))
    return made


def find_neighbours(task: tuple[View, Sequence[int]]) -> list[Neighbours]:
    """For each report the others most like it."""
    view, keys = task
    linker = _linker(view)
    return [(key, linker.neighbours(key)) for key in keys]


def find_links(task: tuple[View, Sequence[Neighbours]]) -> list[Linked]:
    """Everything that links each report with the others named for it."""
    view, reports = task
    linker = _linker(view)
    return [linked for key, others in reports for linked in linker.link(key, others)]


class _Open(threading.local):
    """The linker this thread last used: building one reads the whole library's terms."""

    view: View | None = None
    linker: Linker | None = None


_open = _Open()


def _linker(view: View) -> Linker:
    if _open.linker is None or _open.view != view:
        forget_linker()
        _open.linker = Linker(connect(view.path), view.without, view.asked)
        _open.view = view
    return _open.linker


def forget_linker() -> None:
    """Close what ``find_neighbours`` and ``find_links`` keep open in this thread."""
    if _open.linker is not None:
        _open.linker.close()
    _open.view = _open.linker = None


class Pool:
    """Runs tasks in worker processes, or here where there are none."""

    def __init__(self, executor: ProcessPoolExecutor | None, processes: int) -> None:
        self._executor = executor
        self._limit = processes * _AHEAD

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The results of ``function`` over ``tasks``, in order, while later ones are worked on.

        Where processes cannot be started or die, the rest is done here.
        """
        if self._executor is None:
            yield from map(function, tasks)
            return
        waiting: deque[tuple[T, Future[R] | None]] = deque()
        for task in tasks:
            waiting.append((task, self._submit(function, task)))
            if len(waiting) >= self._limit:
                yield self._result(function, *waiting.popleft())
        while waiting:
            yield self._result(function, *waiting.popleft())

    def _submit(self, function: Callable[[T], R], task: T) -> Future[R] | None:
        if self._executor is None:
            return None
        try:
            return self._executor.submit(function, task)
        except BrokenProcessPool:
            self._executor = None
            return None

    def _result(self, function: Callable[[T], R], task: T, future: Future[R] | None) -> R:
        if future is None:
            return function(task)
        try:
            return future.result()
        except BrokenProcessPool:
            self._executor = None
            return function(task)


@contextmanager
def pool(*, parallel: bool) -> Iterator[Pool]:
    """Worker processes for as long as the block runs; none where ``parallel`` is false."""
    processes = min(_processors(), _MOST_PROCESSES) if parallel else 1
    if processes < 2:
        try:
            yield Pool(None, 1)
        finally:
            forget_linker()
        return
    executor = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_detach
    )
    try:
        yield Pool(executor, processes)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        forget_linker()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _detach() -> None:
    """Let go of the parent's terminal, leave interrupts to it, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)
