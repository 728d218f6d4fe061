"""Who writes: one process at a time, and a name for whoever it is."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from index.errors import LibraryBusyError, LibraryUnusableError, ReadOnlyError
from index.sqlite import is_read_only

LOCK_NAME = "writer.lock"
HOLDER_NAME = "writer.json"
WAIT_SECONDS = 5.0
"""How long a second writer waits before it says who holds the library."""


@contextmanager
def sole_writer(folder: Path, purpose: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the library for writing.

    The lock is the operating system's, so that it ends with its process, however that ends.

    Args:
        folder: the library.
        purpose: what the writing is for, shown to whoever waits.
        wait: seconds to wait for another writer.

    Raises:
        LibraryBusyError: another process kept the library for longer than ``wait``.
        LibraryUnusableError: the folder cannot be written to.
    """
    if is_read_only(folder / LOCK_NAME):
        raise ReadOnlyError(folder)
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK_NAME, timeout=wait)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryBusyError(f"{folder} {_holder(folder)}; try again when it is done") from None
    except OSError as error:
        raise LibraryUnusableError(
            f"{folder}: cannot be written to ({error.strerror or error})"
        ) from error
    try:
        _sign(folder, purpose)
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER_NAME).unlink()
        lock.release()


def _sign(folder: Path, purpose: str) -> None:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    command = " ".join(Path(part).name for part in sys.argv[:2])
    holder = {"pid": os.getpid(), "purpose": purpose, "command": command, "since": since}
    (folder / HOLDER_NAME).write_text(json.dumps(holder), encoding="utf-8")


def _holder(folder: Path) -> str:
    try:
        holder = json.loads((folder / HOLDER_NAME).read_text(encoding="utf-8"))
        pid, purpose = int(holder["pid"]), str(holder["purpose"])
        return f"is held by process {pid} ({purpose}) since {str(holder['since'])[11:16]}"
    except (OSError, ValueError, KeyError, TypeError):
        return "is held by another process"
