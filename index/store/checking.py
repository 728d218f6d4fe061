"""Looking at a library's files without touching them: for ``doctor``."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.sqlite import connect_reading, is_read_only, result_code
from index.store.upgrading import DAMAGED

FILES = ("articles.db", "highlights.db", "searches.db", "claims.db")
"""The SQLite files of a library, those that cannot be rebuilt first."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is no good, in one line; ``damaged``: it is the file, not the way to it."""

    reason: str
    damaged: bool


def problem_with(path: Path) -> Problem | None:
    """What is wrong with an SQLite file; ``None``: nothing found.

    The whole file is read, none of it is written.
    """
    try:
        with closing(_opened(path)) as file:
            found = file.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return Problem(str(error), damaged=result_code(error) in DAMAGED)
    return None if found == "ok" else Problem(str(found).splitlines()[-1], damaged=True)


def _opened(path: Path) -> sqlite3.Connection:
    if is_read_only(path):
        return connect_reading(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2.0)


def set_aside(folder: Path) -> tuple[Path, ...]:
    """Damaged files that were set aside here, oldest first."""
    return tuple(sorted(path for path in folder.glob("*.damaged-*") if path.suffix != ".db-shm"))
