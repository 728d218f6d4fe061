"""Bringing ``claims.db`` up to the record: articles in, articles out, links, origins, statuses.

New articles are packed first and kept out of sight; a second step links them and shows them, in
one transaction with everything that follows from them. A stop at any moment leaves the last
complete state, and what was packed by then is used by the next update.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from index.claims.database import ClaimsDatabase
from index.claims.languages import UNKNOWN
from index.claims.linking import Linked
from index.claims.records import Record, digest
from index.claims.settling import VERDICTS, settle
from index.claims.turns import in_turn
from index.claims.workers import (
    View,
    find_links,
    find_neighbours,
    make_records,
    pool,
)
from index.errors import CancelledError
from index.model import Article
from index.processes import Pool
from index.progress import CancelCheck, Progress, ProgressCallback

_PARALLEL_FROM = 60
"""Articles from which worker processes pay for their start, about a second."""

_BATCH = 16
"""Articles a task: a few tenths of a second of work, after which a cancel is heard."""

_TURNS = 48
"""Reports a task of linking: half a second of work, and what was unpacked serves longer."""

T = TypeVar("T")


class Update:
    """One run of bringing the file up to a revision of the record."""

    def __init__(
        self,
        database: ClaimsDatabase,
        *,
        total: int | None,
        progress: ProgressCallback,
        cancelled: CancelCheck,
    ) -> None:
        self._database = database
        self._total = total
        self._progress = progress
        self._cancelled = cancelled

    def run(self, articles: Iterable[Article], forget: Collection[str], as_of: int) -> None:
        """Take in the articles, forget those named, and reflect ``as_of`` from then on.

        Raises:
            CancelledError: the caller asked to stop; nothing of this run is visible.
            LibraryBusyError: another process is writing.
        """
        waiting = iter(articles)
        first = list(islice(waiting, _PARALLEL_FROM))
        parallel = len(first) == _PARALLEL_FROM
        with pool(parallel=parallel) as workers:
            ids = self._pack(workers, chain(first, waiting))
            with self._database.writing() as connection:
                self._link(connection, workers, ids, forget)
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('as_of', ?)", (as_of,))

    def _pack(self, workers: Pool, articles: Iterable[Article]) -> list[str]:
        """Read the articles' claims into records nobody sees yet; returns the articles' ids."""
        known = self._packed()
        ids: list[str] = []
        self._progress(Progress("claims", 0, self._total))
        fresh = (a for a in self._noting(articles, ids) if known.get(a.id) != digest(a))
        for records in workers.map(make_records, _batches(fresh, _BATCH)):
            self._check()
            with self._database.writing() as connection:
                for record in records:
                    _insert(connection, record)
            self._progress(Progress("claims", len(ids), self._total))
        self._progress(Progress("claims", len(ids), self._total or len(ids)))
        return ids

    def _noting(self, articles: Iterable[Article], ids: list[str]) -> Iterator[Article]:
        for article in articles:
            self._check()
            ids.append(article.id)
            yield article

    def _packed(self) -> dict[str, bytes]:
        """Digests of what an update that was stopped left packed."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT id, digest FROM articles WHERE NOT visible"))

    def _link(
        self,
        connection: sqlite3.Connection,
        workers: Pool,
        ids: Sequence[str],
        forget: Collection[str],
    ) -> None:
        hidden = dict(connection.execute("SELECT id, key FROM articles WHERE NOT visible"))
        new = sorted({hidden.pop(name) for name in ids if name in hidden})
        old = _keys(connection, [*forget, *ids]) | set(hidden.values())
        few = frozenset(new) if len(new) < _PARALLEL_FROM else None
        view = View(self._database.path, frozenset(old), few)
        self._progress(Progress("link", 0, len(new)))
        touched = _linked_with(connection, old)
        _drop(connection, old)
        if new:
            touched |= self._insert_links(connection, workers, view, new)
            for linked in _foreign_links(connection, new, self._check):
                touched |= {linked.a, linked.b}
                _insert_linked(connection, linked)
        connection.execute("UPDATE articles SET visible = 1 WHERE NOT visible")
        settle(connection, touched | set(new))
        self._check()

    def _insert_links(
        self, connection: sqlite3.Connection, workers: Pool, view: View, new: Sequence[int]
    ) -> set[int]:
        """Link the new reports with all others; returns the keys of those that were met."""
        met: set[int] = set()
        turns = in_turn(self._pairs(workers, view, new))
        tasks = ((view, batch) for batch in _batches(turns, _TURNS))
        done = 0
        for found in workers.map(find_links, tasks):
            self._check()
            for linked in found:
                met |= {linked.a, linked.b}
                _insert_linked(connection, linked)
            done = min(done + _TURNS, len(turns))
            self._progress(Progress("link", len(new) * done // len(turns), len(new)))
        return met

    def _pairs(self, workers: Pool, view: View, new: Sequence[int]) -> dict[tuple[int, int], float]:
        """The pairs of reports to compare, each once, and how alike they are."""
        found: dict[tuple[int, int], float] = {}
        tasks = ((view, batch) for batch in _batches(new, 4 * _BATCH))
        for batch in workers.map(find_neighbours, tasks):
            self._check()
            for key, others in batch:
                for other, likeness in others:
                    found[min(key, other), max(key, other)] = likeness
        return found

    def _check(self) -> None:
        if self._cancelled():
            raise CancelledError("linking the claims was stopped; what was there before stays")


def _foreign_links(
    connection: sqlite3.Connection, new: Sequence[int], check: Callable[[], None]
) -> list[Linked]:
    """The links of new reports with those of other languages, where the library has any."""
    (languages,) = connection.execute(
        "SELECT count(DISTINCT language) FROM leads WHERE language != ?", (UNKNOWN,)
    ).fetchone()
    if languages < 2:
        return []
    # What compares two languages takes long to load, and most libraries do without.
    from index.claims.foreign import foreign_links

    return foreign_links(connection, new, check)


def _insert(connection: sqlite3.Connection, made: Record) -> None:
    stale = connection.execute(
        "SELECT key FROM articles WHERE id = ? AND NOT visible", (made.article,)
    ).fetchall()
    _drop(connection, {key for (key,) in stale})
    key = connection.execute(
        "INSERT INTO articles (id, visible, digest, title, outlet, published, publisher, agency,"
        " size) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)",
        (
            made.article,
            made.digest,
            made.title,
            made.outlet,
            made.published,
            made.publisher,
            made.agency,
            made.size,
        ),
    ).lastrowid
    connection.execute(
        "INSERT INTO packed VALUES (?, ?, ?, ?)", (key, made.claims, made.terms, made.counts)
    )
    connection.execute(
        "INSERT INTO topics VALUES (?, ?, ?, ?)",
        (key, made.topic, made.particulars, made.bearings),
    )
    connection.execute("INSERT INTO sketches VALUES (?, ?)", (key, made.sketch))
    connection.execute("INSERT INTO leads VALUES (?, ?, NULL)", (key, made.language))


def _insert_linked(connection: sqlite3.Connection, linked: Linked) -> None:
    a, b = linked.a, linked.b
    connection.executemany(
        "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (a, b, link.i, link.j, VERDICTS.index(link.verdict), link.probability, link.differences)
            for link in linked.links
        ],
    )
    if linked.script:
        connection.execute("INSERT OR IGNORE INTO scripts VALUES (?, ?, ?)", (a, b, linked.script))


def _drop(connection: sqlite3.Connection, keys: Collection[int]) -> None:
    one = [(key,) for key in keys]
    for table in ("articles", "packed", "topics", "sketches", "leads", "standing"):
        connection.executemany(f"DELETE FROM {table} WHERE key = ?", one)  # noqa: S608
    for table in ("links", "scripts"):
        connection.executemany(f"DELETE FROM {table} WHERE a = ?", one)  # noqa: S608
        connection.executemany(f"DELETE FROM {table} WHERE b = ?", one)  # noqa: S608


def _keys(connection: sqlite3.Connection, ids: Iterable[str]) -> set[int]:
    """Keys of the articles now visible under these ids."""
    found: set[int] = set()
    for name in set(ids):
        row = connection.execute("SELECT key FROM articles WHERE id = ? AND visible", (name,))
        found |= {key for (key,) in row}
    return found


def _linked_with(connection: sqlite3.Connection, keys: Iterable[int]) -> set[int]:
    """Keys of the reports linked with any of these."""
    met: set[int] = set()
    for key in keys:
        for query in ("SELECT b FROM links WHERE a = ?", "SELECT a FROM links WHERE b = ?"):
            met |= {other for (other,) in connection.execute(query, (key,))}
    return met


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
