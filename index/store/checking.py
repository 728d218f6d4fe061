"""Looking at a library's files without touching them: for ``doctor``."""

import sqlite3
from contextlib import closing
from pathlib import Path

FILES = ("articles.db", "highlights.db", "searches.db", "claims.db")
"""The SQLite files of a library, those that cannot be rebuilt first."""


def problem_with(path: Path) -> str | None:
    """What is wrong with an SQLite file, in one line; ``None``: nothing found.

    The whole file is read, none of it is written.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=2.0)) as file:
            found = file.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return str(error)
    return None if found == "ok" else str(found).splitlines()[-1]


def set_aside(folder: Path) -> tuple[Path, ...]:
    """Damaged files that were set aside here, oldest first."""
    return tuple(sorted(path for path in folder.glob("*.damaged-*") if path.suffix != ".db-shm"))
