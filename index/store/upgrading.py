"""Making an SQLite file ready that must not be lost: whole, ours, and of the present format.

A file of an older format is brought forward; one of a newer format or of another program is
left alone; a damaged one is set aside under a clear name and never written over.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from index.errors import LibraryBusyError, LibraryUnusableError
from index.sqlite import (
    BUSY_SECONDS,
    Database,
    connect_reading,
    is_read_only,
    result_code,
    write_ahead,
)

Migrations = Sequence[Sequence[str]]
"""Each entry takes a file from the format of its index to the next one."""

DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""Result codes that say that a file itself is bad, rather than the way to it."""


class _DamagedError(Exception):
    """The file opens but its pages do not hold together."""


def lasting(path: Path, *, application: int, migrations: Migrations) -> Database:
    """Open the file once it is ready; see :func:`prepare`.

    Where nothing can be written, it is only read; a missing one is taken for an empty one.

    Raises:
        LibraryUnusableError: the file cannot be used; the error says where a damaged one went.
        LibraryBusyError: another process does not let go of it.
    """
    prepare(path, application=application, migrations=migrations)
    schema = ";".join(statement for statements in migrations for statement in statements)
    return Database(path, schema, len(migrations))


def prepare(path: Path, *, application: int, migrations: Migrations) -> None:
    """Make the file ready, creating it and its folder where they are missing.

    Args:
        path: the file.
        application: the number that tells our files from others' (``application_id``).
        migrations: how to reach the present format, which is their number.

    Raises:
        LibraryUnusableError: the file cannot be used; the error says where a damaged one went.
        LibraryBusyError: another process does not let go of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_read_only(path):
            _look(path, application, migrations)
            return
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as file:
            _check(file, path, application, len(migrations))
            file.execute("PRAGMA synchronous = FULL")
            _migrate(file, application, migrations)
    except OSError as error:
        raise LibraryUnusableError(
            f"{path.parent}: {error.strerror or error}; choose a folder you can write to"
        ) from error
    except _DamagedError as error:
        raise _set_aside(path) from error
    except sqlite3.DatabaseError as error:
        if result_code(error) in DAMAGED:
            raise _set_aside(path) from error
        if result_code(error) == sqlite3.SQLITE_BUSY:
            raise LibraryBusyError(
                f"{path} is being written by another process; try again when it is done"
            ) from error
        raise LibraryUnusableError(f"{path}: {error}; choose a folder you can write to") from error


def _look(path: Path, application: int, migrations: Migrations) -> None:
    """Check a file that cannot be written to, if it is there."""
    if not path.exists():
        return
    try:
        with closing(connect_reading(path)) as file:
            _check(file, path, application, len(migrations))
    except (_DamagedError, sqlite3.DatabaseError) as error:
        reason = "damaged" if isinstance(error, _DamagedError) else error
        # It cannot be set aside either.
        raise LibraryUnusableError(
            f"{path}: {reason}; copy the library to a folder that can be written to"
        ) from error


def _check(file: sqlite3.Connection, path: Path, application: int, newest: int) -> None:
    # One snapshot: another process may be making the file at this moment.
    file.execute("BEGIN")
    version = file.execute("PRAGMA user_version").fetchone()[0]
    made_by = file.execute("PRAGMA application_id").fetchone()[0]
    empty = not file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    found = file.execute("PRAGMA quick_check(1)").fetchone()[0]
    file.execute("COMMIT")
    if made_by != application and not empty:
        raise LibraryUnusableError(f"{path} is not a file of Second Source; move it away")
    if version > newest:
        raise LibraryUnusableError(
            f"{path} was written by a newer Second Source (format {version}, this version reads "
            f"{newest}); upgrade Second Source to use it"
        )
    if found != "ok":
        raise _DamagedError


def _migrate(file: sqlite3.Connection, application: int, migrations: Migrations) -> None:
    """Bring the file forward, one transaction for all steps; another process may be first."""
    if file.execute("PRAGMA user_version").fetchone()[0] == len(migrations):
        return
    write_ahead(file)
    file.execute("BEGIN IMMEDIATE")
    version = file.execute("PRAGMA user_version").fetchone()[0]
    for statements in migrations[version:]:
        for statement in statements:
            file.execute(statement)
    file.execute(f"PRAGMA application_id = {application}")
    file.execute(f"PRAGMA user_version = {len(migrations)}")
    file.execute("COMMIT")


def _set_aside(path: Path) -> LibraryUnusableError:
    """Move a damaged file and its log out of the way, under a name that was free."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return LibraryUnusableError(
        f"{path} was damaged and has been set aside as {aside.name}; start again for "
        f"an empty one, or rescue it first: sqlite3 {aside} .recover"
    )
