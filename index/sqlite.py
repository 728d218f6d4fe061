"""One way to open an SQLite file: write-ahead log, a connection a thread, readable errors.

A file on a medium that cannot be written to is opened for reading alone.

Knows no tables: those are the business of the rooms that keep something in such a file.
"""

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from index.errors import LibraryBusyError, LibraryUnusableError, ReadOnlyError

BUSY_SECONDS = 10.0
"""How long a statement waits for another process's transaction, all of which are short."""

LASTING = ("synchronous = FULL", "foreign_keys = ON")
"""Pragmas of a connection to what must not be lost: on the disk when a transaction ends."""

_SECONDS_BETWEEN_TRIES = 0.02


class UnreadableError(LibraryUnusableError):
    """The file is no database, is damaged or is of another format."""


class Database:
    """An SQLite file used from several threads and processes.

    Each thread has a connection of its own, so that readers never wait for one another.
    """

    def __init__(
        self,
        path: Path,
        schema: str,
        version: int,
        pragmas: Sequence[str] = LASTING,
        upgrades: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """Open ``path``, creating it with ``schema`` where it is new.

        Where nothing can be written, a file that is there is read, and one that is missing is
        taken for an empty one.

        Args:
            path: the file.
            schema: SQL that makes the tables; run once, in one transaction.
            version: the format's number, kept in ``user_version``; not 0.
            pragmas: settings of each connection.
            upgrades: SQL that takes a file of an older format to the next one, by the older; run
                in one transaction.

        Raises:
            UnreadableError: the file is no database, is damaged or is of another format.
            LibraryUnusableError: it cannot be opened or made.
            LibraryBusyError: another process does not let go of it.
        """
        self.path = path
        self.read_only = is_read_only(path)
        self._schema = schema
        self._format = version
        self._pragmas = tuple(pragmas)
        self._upgrades = upgrades
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        # Closed at the latest when nobody has it any more; at exit other threads may be reading.
        weakref.finalize(self, _close, self._connections).atexit = False
        try:
            with self._readable_errors():
                self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        if self._is_to_make(self._version()):
            # Another process may be making the file at this moment: look again once it is ours.
            with self.writing() as connection:
                if self._is_to_make(self._version()):
                    self._create(connection)
        while (found := self._version()) in self._upgrades:
            with self.writing() as connection:
                # Another process may have been quicker.
                if self._version() == found:
                    self._run(connection, self._upgrades[found], found + 1)
        if found != self._format:
            raise UnreadableError(
                f"{self.path}: written in format {found}, this version reads format "
                f"{self._format}; use the Second Source that wrote it, or another --library"
            )

    def _is_to_make(self, found: int) -> bool:
        return found == 0

    def _create(self, connection: sqlite3.Connection) -> None:
        self._run(connection, self._schema, self._format)

    def _run(self, connection: sqlite3.Connection, script: str, version: int) -> None:
        for statement in script.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, in autocommit mode."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        if not self.read_only:
            return connect(self.path, self._pragmas)
        if self.path.exists():
            return connect_reading(self.path)
        return self._empty()

    def _empty(self) -> sqlite3.Connection:
        """A connection to what stands for a file that is not there and cannot be made."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._run(connection, self._schema, self._format)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, its failures told as errors of the library."""
        with self._readable_errors():
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block or nothing of it.

        Raises:
            ReadOnlyError: nothing can be written there.
        """
        if self.read_only:
            raise ReadOnlyError(self.path)
        with self._readable_errors():
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # Unlike a ROLLBACK, no error where SQLite has ended the transaction by itself.
                connection.rollback()
                raise

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if result_code(error) == sqlite3.SQLITE_BUSY:
                raise LibraryBusyError(
                    f"{self.path} is being written by another process; try again when it is done"
                ) from error
            raise LibraryUnusableError(
                f"{self.path}: {error}; see that the disk has room and its folder can be written to"
            ) from error
        except sqlite3.DatabaseError as error:
            raise UnreadableError(
                f"{self.path}: {error}; move the file away to start anew, or restore a copy"
            ) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            _close(self._connections)
        self._local = threading.local()


def _close(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()


def connect(path: Path, pragmas: Sequence[str] = LASTING) -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any thread, to an existing or new file.

    Raises:
        sqlite3.Error: whatever SQLite says.
    """
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        write_ahead(connection)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def is_read_only(path: Path) -> bool:
    """Whether a file, or what SQLite puts beside it, cannot be written in a folder that is there.

    Judged by the powers the process acts with: those of root reach everywhere but on a medium
    mounted for reading.
    """

    def refuses(place: Path) -> bool:
        acting = os.access in os.supports_effective_ids
        return place.exists() and not os.access(place, os.W_OK, effective_ids=acting)

    return refuses(path.parent) or refuses(path)


def connect_reading(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there and cannot be written to, usable from any thread.

    Raises:
        sqlite3.Error: whatever SQLite says.
    """
    log = path.with_name(f"{path.name}-wal")
    # With nothing in its log the file is whole by itself. SQLite has to be told so: it would make
    # a log to see whether somebody is writing.
    whole = not log.exists() or not log.stat().st_size
    how = "immutable=1" if whole else "mode=ro"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


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
