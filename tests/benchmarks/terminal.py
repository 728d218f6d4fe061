"""A program on a terminal of its own: what it writes, when, and what then stands on the screen.

The screen is ``pyte``'s (PyPI), a terminal emulator; only what looks at it needs that installed.
"""

import fcntl
import importlib
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.conftest import PROJECT

COLUMNS, LINES = 160, 50


class Terminal:
    """One run of a command, from its start to its end, on a pseudo-terminal.

    Args:
        command: the program and its arguments.
        home: stands for the user's home: nothing of theirs is read or written.
    """

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.began = time.perf_counter()
        self.process, self._file = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.execve(command[0], list(command), _environment(home))
        self._gone = False
        self.written: list[tuple[float, bytes]] = []
        """What was written, piece by piece, each with the seconds since the start."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        if not self._gone:
            os.close(self._file)

    def hang_up(self) -> None:
        """Break the line, as a closed window or a lost connection does."""
        self._gone = True
        os.close(self._file)

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    def worked(self) -> float:
        """Seconds the program's threads have been at work, where Linux says so; else zero."""
        tasks = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._file, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take in the next piece; false if none came in time or the program has ended."""
        if self._gone:
            time.sleep(max(seconds, 0.0))
            return False
        if not select.select([self._file], [], [], max(seconds, 0.0))[0]:
            return False
        try:
            piece = os.read(self._file, 1 << 16)
        except OSError:
            return False
        self.written.append((self.now(), piece))
        return bool(piece)

    def until(self, mark: bytes, seconds: float = 20.0) -> float:
        """When ``mark`` was first written whole, in seconds since the start."""
        seen = b""
        end = self.now() + seconds
        pieces = iter(list(self.written))
        while True:
            when, piece = next(pieces, (0.0, b""))
            if not piece:
                if not self.read(end - self.now()):
                    raise SystemExit(f"{mark!r} did not appear; last came {seen[-300:]!r}")
                when, piece = self.written[-1]
            seen += piece
            if mark in seen:
                return when


def screen() -> tuple[Any, Any]:
    """An emulated screen and the stream that feeds it."""
    try:
        pyte = importlib.import_module("pyte")
    except ImportError:
        raise SystemExit("pyte is not installed here; `pip install pyte` brings it") from None
    drawn = pyte.Screen(COLUMNS, LINES)
    return drawn, pyte.ByteStream(drawn)


def _environment(home: Path) -> dict[str, str]:
    """A usual terminal, and folders of its own in place of the user's."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    own = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    look = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": str(home)}
    return {**kept, **own, **look, "PYTHONPATH": str(PROJECT)}


def reader(library: Path) -> list[str]:
    """The command that opens the app on a library."""
    return [sys.executable, "-m", "reader", "--library", str(library)]
