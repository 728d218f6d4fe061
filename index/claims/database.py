"""The file the claim index lives in: its tables, and starting it anew where it cannot be read.

Everything in it is derived, so a file that is damaged, or is of another format, is emptied
without asking. Reading never waits, and sees one moment.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import sqlite
from index.errors import LibraryUnusableError

FORMAT = 9
"""Raised with every change to the tables, to what is packed in them, or to what is found."""

_DERIVED = ("synchronous = NORMAL", "cache_size = -32000")
"""A power cut may take the last transactions, which are then worked out again; 32 MB of pages."""

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    visible INTEGER NOT NULL,
    digest BLOB NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    publisher TEXT,
    agency TEXT,
    size INTEGER NOT NULL
);
CREATE UNIQUE INDEX articles_id ON articles (id, visible);
CREATE TABLE packed (
    key INTEGER PRIMARY KEY, claims BLOB NOT NULL, terms BLOB NOT NULL, counts BLOB NOT NULL
);
CREATE TABLE topics (
    key INTEGER PRIMARY KEY,
    terms BLOB NOT NULL,
    particulars BLOB NOT NULL,
    bearings BLOB NOT NULL
);
CREATE TABLE sketches (key INTEGER PRIMARY KEY, runs BLOB NOT NULL);
CREATE TABLE leads (key INTEGER PRIMARY KEY, language TEXT NOT NULL, vector BLOB);
CREATE TABLE standing (
    key INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    stands BLOB NOT NULL,
    corroborated INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    echoed INTEGER NOT NULL,
    single_source INTEGER NOT NULL
);
CREATE TABLE origins (id TEXT PRIMARY KEY, reason TEXT NOT NULL, detail TEXT) WITHOUT ROWID;
CREATE TABLE links (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    i INTEGER NOT NULL,
    j INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    probability REAL NOT NULL,
    differences TEXT NOT NULL,
    PRIMARY KEY (a, b, i, j)
) WITHOUT ROWID;
CREATE INDEX links_b ON links (b, a);
CREATE TABLE scripts (
    a INTEGER NOT NULL, b INTEGER NOT NULL, share REAL NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
"""


class ClaimsDatabase(sqlite.Database):
    """``claims.db`` in a library's folder, usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the file, making it anew where it is missing, damaged or of another format.

        Raises:
            LibraryUnusableError: the folder does not let a file be made.
            LibraryBusyError: another process holds the file for too long.
        """
        path = folder / "claims.db"
        try:
            super().__init__(path, _SCHEMA, FORMAT, _DERIVED)
        except sqlite.UnreadableError:
            _remove(path)
            super().__init__(path, _SCHEMA, FORMAT, _DERIVED)

    def _connect(self) -> sqlite3.Connection:
        connection = super()._connect()
        if self.read_only:
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found != self._format:
                # Of another format, and it cannot be emptied: no claims are known.
                connection.close()
                return self._empty()
        return connection

    def _is_to_make(self, found: int) -> bool:
        return found != self._format

    def _create(self, connection: sqlite3.Connection) -> None:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            connection.execute(f'DROP TABLE "{table}"')
        super()._create(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection on which everything read is of one moment.

        Raises:
            LibraryUnusableError: the file turned out damaged and is empty now.
        """
        try:
            with super().reading() as connection:
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    connection.rollback()
        except sqlite.UnreadableError as error:
            self.renew()
            raise LibraryUnusableError(
                f"{self.path} was damaged ({error.__cause__}) and has been started anew; "
                "run `secondsource reindex` to find the claims again"
            ) from error

    def renew(self) -> None:
        """Start anew without content, in the same file where it is whole: others may have it open.

        Raises:
            LibraryUnusableError: the folder does not let a file be made.
            LibraryBusyError: another process holds the file for too long.
        """
        try:
            with self.writing() as connection:
                whole = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                if whole:
                    self._create(connection)
        except sqlite.UnreadableError:
            whole = False
        if not whole:
            self.close()
            _remove(self.path)
            with self._readable_errors():
                self._prepare()


def connect(path: Path) -> sqlite3.Connection:
    """A connection of its own to the file, as the worker processes need."""
    return sqlite.connect(path, _DERIVED)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            raise LibraryUnusableError(
                f"{path}: {error.strerror or error}; remove it by hand"
            ) from error
