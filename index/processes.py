"""Work spread over processes: tasks in, results out in their order.

A bounded number of tasks is under way at a time, and workers end with their parent, hold nothing
of its terminal and pass over its interrupts.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

_AHEAD = 2
"""Tasks waiting for each process: enough to keep it busy, few enough to bound the memory."""

_GARBAGE = 100_000
"""Objects after which a worker looks for cycles to free. What it keeps is acyclic and much of it
stays: looking as often as Python does by itself takes a seventh of the time of linking claims, and
frees nothing."""

T = TypeVar("T")
R = TypeVar("R")


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
            with _uninterrupted():
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
def pool(*, most: int) -> Iterator[Pool]:
    """Worker processes for as long as the block runs: one a processor, but so many at most.

    None where that would be one.
    """
    processes = min(processors(), most)
    if processes < 2:
        yield Pool(None, 1)
        return
    executor = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_start
    )
    try:
        yield Pool(executor, processes)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold an interrupt back until the block ends; a process started in it never sees any.

    Ctrl+C reaches every process of a terminal, those too that still load and cannot pass over it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start() -> None:
    """Make ready for work: all that a worker does differs from its parent in."""
    gc.set_threshold(_GARBAGE)
    _detach()


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
