"""The file the claim index lives in: opening it, and starting it anew where it cannot be.

Everything in it is derived, so a file that cannot be opened, or is of another format, is put
aside without asking. One connection a thread; write-ahead log, so that reading never waits.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusyError, LibraryUnusableError

FORMAT = 4
"""Raised with every change to the tables, to what is packed in them, or to what is found."""

_BUSY_SECONDS = 10.0

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
    key INTEGER PRIMARY KEY, terms BLOB NOT NULL, particulars BLOB NOT NULL
);
CREATE TABLE sketches (key INTEGER PRIMARY KEY, runs BLOB NOT NULL);
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


class ClaimsDatabase:
    """``claims.db`` in a library's folder, usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the file, making it anew where it is missing, damaged or of another format.

        Raises:
            LibraryUnusableError: the folder does not let a file be made.
            LibraryBusyError: another process holds the file for too long.
        """
        self.path = folder / "claims.db"
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        try:
            usable = self._is_usable()
        except sqlite3.Error as error:
            if _is_busy(error):
                raise self._told(error) from error
            usable = False
        if not usable:
            self.renew()

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, in autocommit mode."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path)
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection on which everything read is of one moment."""
        try:
            connection = self.connection
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()
        except sqlite3.OperationalError as error:
            raise self._told(error) from error
        except sqlite3.DatabaseError as error:
            self.renew()
            raise LibraryUnusableError(
                f"{self.path} was damaged ({error}) and has been started anew; "
                "run `secondsource reindex` to find the claims again"
            ) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block or nothing of it."""
        try:
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._told(error) from error

    def renew(self) -> None:
        """Start anew with an empty file.

        Raises:
            LibraryUnusableError: the folder does not let a file be made.
        """
        self.close()
        try:
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self.connection.executescript(
                f"BEGIN IMMEDIATE;\n{_SCHEMA}\nPRAGMA user_version = {FORMAT};\nCOMMIT;"
            )
        except (OSError, sqlite3.Error) as error:
            raise self._told(error) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
            self._connections.clear()
        self._local = threading.local()

    def _is_usable(self) -> bool:
        if not self.path.exists():
            return False
        found = int(self.connection.execute("PRAGMA user_version").fetchone()[0])
        if found != FORMAT:
            return False
        tables = self.connection.execute("SELECT count(*) FROM meta").fetchone()
        return tables is not None

    def _told(self, error: Exception) -> LibraryUnusableError | LibraryBusyError:
        if _is_busy(error):
            return LibraryBusyError(
                f"{self.path} is being written by another process; try again when it is done"
            )
        return LibraryUnusableError(f"{self.path}: {error}; run `secondsource reindex`")


def _is_busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode to an existing or new file."""
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -32000")
    return connection
