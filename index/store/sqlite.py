"""One way to open an SQLite file: write-ahead log, a connection a thread, readable errors."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusyError, LibraryUnusableError

BUSY_SECONDS = 10.0
"""How long a statement waits for another process's transaction, all of which are short."""

_SECONDS_BETWEEN_TRIES = 0.02


class Database:
    """An SQLite file used from several threads and processes.

    Each thread has a connection of its own, so that readers never wait for one another.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Open ``path``, creating it with ``schema`` where it is new.

        Args:
            path: the file.
            schema: SQL that makes the tables; run once, in one transaction.
            version: the format's number, kept in ``user_version``.

        Raises:
            LibraryUnusableError: the file is no database, is damaged or is of another format.
        """
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        with self._readable_errors():
            self._prepare(schema, version)

    def _prepare(self, schema: str, version: int) -> None:
        found = self._version()
        if found == 0:
            # Another process may be making the file at this moment: look again once it is ours.
            with self.writing() as connection:
                found = self._version()
                if found == 0:
                    for statement in schema.split(";"):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {version}")
                    found = version
        if found != version:
            raise LibraryUnusableError(
                f"{self.path}: written in format {found}, this version reads format {version}; "
                "use the Second Source that wrote it, or another --library"
            )

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, in autocommit mode."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, its failures told as errors of the library."""
        with self._readable_errors():
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block or nothing of it."""
        with self._readable_errors():
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if result_code(error) == sqlite3.SQLITE_BUSY:
                raise LibraryBusyError(
                    f"{self.path} is being written by another process; try again when it is done"
                ) from error
            raise LibraryUnusableError(f"{self.path}: {error}") from error
        except sqlite3.DatabaseError as error:
            raise LibraryUnusableError(
                f"{self.path}: {error}; move the file away to start anew, or restore a copy"
            ) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()


def write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a file to the write-ahead log; SQLite itself does not wait for others here."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if result_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_SECONDS_BETWEEN_TRIES)
        else:
            return


def result_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
