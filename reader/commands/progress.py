"""Long work on the command line: how it shows where it is, and how it is stopped."""

import json
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, Literal, TypeAlias, get_args

from index.progress import CancelCheck, Progress, ProgressCallback, Stage, ignore_progress

Mode: TypeAlias = Literal["auto", "bar", "json", "none"]
MODES: Final = get_args(Mode)

STAGES: Final[dict[Stage, str]] = {
    "read": "reading",
    "index": "indexing",
    "claims": "finding claims",
    "link": "linking claims",
}
_SECONDS_BETWEEN_LINES: Final = 0.5


@contextmanager
def shown(mode: Mode) -> Iterator[ProgressCallback]:
    """Show progress on stderr while the block runs."""
    if mode == "json":
        lines = _Lines()
        yield lines
        lines.finish()
    elif mode == "bar" or (mode == "auto" and sys.stderr.isatty()):
        with _bars() as bars:
            yield bars
    else:
        yield ignore_progress


class _Lines:
    """A JSON line each half second and at the end of each stage."""

    def __init__(self) -> None:
        self._last: Progress | None = None
        self._written: Progress | None = None
        self._at = 0.0

    def __call__(self, progress: Progress) -> None:
        if self._last is not None and self._last.stage != progress.stage:
            self.finish()
        self._last = progress
        if self._written is None or time.monotonic() - self._at >= _SECONDS_BETWEEN_LINES:
            self.finish()

    def finish(self) -> None:
        """Write the latest state unless it is written."""
        if self._last is None or self._last == self._written:
            return
        state = {"stage": self._last.stage, "done": self._last.done, "total": self._last.total}
        sys.stderr.write(json.dumps(state) + "\n")
        sys.stderr.flush()
        self._written, self._at = self._last, time.monotonic()


@contextmanager
def _bars() -> Iterator[ProgressCallback]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    tasks: dict[Stage, TaskID] = {}
    with Bars(
        TextColumn("{task.description}", justify="right"),
        BarColumn(),
        MofNCompleteColumn(),
        # What is left of this stage, and once it is done how long it took.
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
        # Data must not be drawn among the bars where it goes elsewhere.
        redirect_stdout=sys.stdout.isatty(),
    ) as bars:

        def update(progress: Progress) -> None:
            if progress.stage not in tasks:
                name = STAGES[progress.stage]
                tasks[progress.stage] = bars.add_task(name, total=progress.total)
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield update


@contextmanager
def stoppable() -> Iterator[CancelCheck]:
    """Let the first Ctrl-C stop the block where it is safe, and a second one at once.

    Yields:
        What tells the work that it should stop.
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop.is_set
        return

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        sys.stderr.write("stopping …\n")

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def seconds_line(seconds: tuple[tuple[Stage, float], ...]) -> str:
    """How long each stage took: ``12.3 s: reading 0.4, indexing 3.1``."""
    total = sum(took for _, took in seconds)
    stages = ", ".join(f"{STAGES[stage]} {took:.1f}" for stage, took in seconds)
    return f"{total:.1f} s: {stages}" if stages else f"{total:.1f} s"
