"""The index's folder: which segments make up the present state, and how it becomes the next.

``current`` names the segments, the documents of them that no longer count, and the revision of
the record all this reflects. It is replaced whole, after everything it names is on the disk: a
stop at any moment leaves the state before or the state after. Readers keep the files they have
mapped; a new state is noticed by the file's identity, which costs one ``stat``.

Nothing here needs NumPy.
"""

import os
import re
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.fulltext import container
from index.fulltext.container import Block, Container, DamagedError

FORMAT = 5
"""Raised whenever what is written, or how words are cut, changes: older indexes are rebuilt."""

CURRENT = "current"
NO_REVISION = -1

_NAME = re.compile(r"[0-9a-f]{16}")

Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class State:
    """One complete state of the index.

    Attributes:
        as_of: the revision of the record it reflects.
        generation: counts the states.
        deleted: for each segment, in order, the documents that no longer count, ascending.
    """

    as_of: int = NO_REVISION
    generation: int = 0
    deleted: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def prepare(folder: Path) -> None:
    """Make the folder, readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def signature(folder: Path) -> Signature | None:
    """What identifies the present state, ``None`` where there is none."""
    try:
        # Asked at every search: joining paths as objects takes longer than the system does.
        found = os.stat(f"{folder}/{CURRENT}")  # noqa: PTH116
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def load(folder: Path) -> State:
    """Read the present state.

    Raises:
        DamagedError: when there is none, or none of this format.
    """
    file = Container(folder / CURRENT)
    try:
        if int(file.meta["format"]) != FORMAT:
            raise DamagedError("written by another version")
        state = State(
            int(file.meta["as_of"]),
            int(file.meta["generation"]),
            {name: _numbers(file, name) for name in _names(file.meta["segments"])},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError("the index's list of segments is not readable") from error
    file.verify()
    return state


def _names(value: object) -> list[str]:
    if not isinstance(value, list):
        raise DamagedError("the index's list of segments is not readable")
    names = [str(name) for name in value]
    if not all(_NAME.fullmatch(name) for name in names) or len(set(names)) < len(names):
        raise DamagedError("the index names a segment as no segment is named")
    return names


def _numbers(file: Container, name: str) -> tuple[int, ...]:
    kind, data = file.raw(name)
    if kind != "<u4":
        raise DamagedError("deletions are of another type")
    return struct.unpack(f"<{data.nbytes // 4}I", data)


def commit(folder: Path, state: State) -> None:
    """Make a state the present one, after everything it names is on the disk."""
    container.fsync_folder(folder)
    meta = {
        "format": FORMAT,
        "as_of": state.as_of,
        "generation": state.generation,
        "segments": list(state.deleted),
    }
    blocks = [
        Block(name, "<u4", memoryview(struct.pack(f"<{len(numbers)}I", *numbers)))
        for name, numbers in state.deleted.items()
    ]
    container.write(folder / CURRENT, meta, blocks)
    container.fsync_folder(folder)


def sweep(folder: Path, state: State) -> None:
    """Remove what no state needs: segments merged away and leftovers of a stopped writer.

    Readers that have them mapped keep them; where the platform forbids removing a mapped file,
    a later sweep gets it.
    """
    kept = {f"{name}.segment" for name in state.deleted} | {CURRENT}
    for path in folder.iterdir():
        known = path.name.endswith((".segment", ".new"))
        if known and path.name not in kept:
            with suppress(OSError):
                path.unlink()


def drop(folder: Path) -> None:
    """Make no state the present one; a writer at work is not disturbed."""
    with suppress(FileNotFoundError):
        (folder / CURRENT).unlink()


def clear(folder: Path) -> None:
    """Remove the present state, then its files; no writer may be at work."""
    drop(folder)
    if folder.is_dir():
        sweep(folder, State())
