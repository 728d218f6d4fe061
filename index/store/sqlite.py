"""One way to open an SQLite file: write-ahead log, a connection a thread, readable errors."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusyError, LibraryUnusableError

BUSY_SECONDS = 10.0
"""How long a statement waits for another process's transaction, all of which are short."""


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
        connection = self.connection
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found == 0:
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA user_version = {version};\nCOMMIT;"
            )
        elif found != version:
            raise LibraryUnusableError(
                f"{self.path}: written in format {found}, this version reads format {version}; "
                "use the Second Source that wrote it, or another --library"
            )

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, in autocommit mode."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = WAL")
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
            if "locked" in str(error):
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
