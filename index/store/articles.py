"""The record: every article as read, whole, with the inputs they came from.

Each change moves one revision number forward. What is derived from the record (full text, claims)
remembers the revision it reflects and asks here what has changed since.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import NotFoundError
from index.model import Article, ArticleInfo, Mark
from index.recent import Recent
from index.sqlite import Database

FILE_NAME = "articles.db"
FORMAT = 2

# Found by id through an index of ids alone: in a table sorted by id, texts and all, a page holds
# so few articles that finding one takes three times as long.
_ARTICLES = """
CREATE TABLE articles (
    id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, digest TEXT NOT NULL,
    title TEXT, source TEXT, author TEXT, published TEXT, url TEXT, path TEXT,
    length INTEGER NOT NULL, marks TEXT NOT NULL, text TEXT NOT NULL
)"""
_BY_REVISION = "CREATE INDEX articles_by_revision ON articles (revision, id)"
_SCHEMA = f"""
{_ARTICLES};
{_BY_REVISION};
CREATE TABLE removed (id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE input_articles (
    input TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (input, article)
) WITHOUT ROWID;
CREATE INDEX input_articles_by_article ON input_articles (article);
CREATE TABLE head (revision INTEGER NOT NULL);
INSERT INTO head VALUES (0);
"""  # noqa: S608 constants only
_UPGRADE = f"""
ALTER TABLE articles RENAME TO articles_before;
{_ARTICLES};
INSERT INTO articles SELECT * FROM articles_before ORDER BY revision, id;
DROP TABLE articles_before;
{_BY_REVISION};
"""  # noqa: S608 constants only

_INFO = "id, title, source, author, published, url, path, length"
_ALL_INFOS = f"SELECT {_INFO} FROM articles ORDER BY published DESC NULLS LAST, id"  # noqa: S608 constants only
_PREFIXED = "SELECT id FROM articles WHERE substr(id, 1, ?) = ? ORDER BY length(id), id LIMIT ?"
_VARIABLES = 500
"""Ids named in one statement; SQLite's oldest limit is 999."""

_UNMARKED = json.dumps([])

_KEPT = 64
_KEPT_LENGTH = 50_000
"""Articles kept as read, and characters of the longest of them: while a query is typed the same
ones are asked for again and again."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has happened to the record after some revision, up to ``revision``."""

    revision: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class ArticleStore:
    """Articles and the inputs they were read from, in one SQLite file."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / FILE_NAME, _SCHEMA, FORMAT, upgrades={1: _UPGRADE})
        self._kept: Recent[tuple[int, str], Article] = Recent(_KEPT)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def put(self, articles: Sequence[Article]) -> dict[str, bool | None]:
        """Store a batch in one transaction.

        Returns:
            For each id: true where the article is new, false where it replaces other content,
            ``None`` where it was there already, the same to the letter.
        """
        latest = {article.id: article for article in articles}
        digests = {id_: _digest(article) for id_, article in latest.items()}
        outcome: dict[str, bool | None] = {}
        with self._database.writing() as connection:
            known = {row[0]: row[1] for row in _by_ids(connection, "SELECT id, digest", latest)}
            for id_ in latest:
                if known.get(id_) == digests[id_]:
                    outcome[id_] = None
                else:
                    outcome[id_] = id_ not in known
            fresh = [latest[id_] for id_, new in outcome.items() if new is not None]
            if fresh:
                revision = _advance(connection)
                connection.executemany(
                    "INSERT OR REPLACE INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                    (_row(article, revision, digests[article.id]) for article in fresh),
                )
                connection.executemany(
                    "DELETE FROM removed WHERE id = ?", [(article.id,) for article in fresh]
                )
        return outcome

    def remove(self, ids: Collection[str]) -> None:
        """Forget articles, leaving word for what is derived from them."""
        if not ids:
            return
        with self._database.writing() as connection:
            revision = _advance(connection)
            connection.executemany("DELETE FROM articles WHERE id = ?", [(id_,) for id_ in ids])
            connection.executemany(
                "DELETE FROM input_articles WHERE article = ?", [(id_,) for id_ in ids]
            )
            connection.executemany(
                "INSERT OR REPLACE INTO removed VALUES (?, ?)", [(id_, revision) for id_ in ids]
            )

    def get(self, id_: str) -> Article:
        """One article, whole.

        Raises:
            NotFoundError: there is none of that id.
        """
        found = self.load([id_])
        if id_ not in found:
            raise NotFoundError(f"no article {id_!r} in this library")
        return found[id_]

    def load(self, ids: Iterable[str]) -> dict[str, Article]:
        """The articles of these ids that are there."""
        with self._database.reading() as connection:
            # Read before the articles: what has changed since then is kept for no later revision.
            revision = _revision(connection)
            keys = [(revision, id_) for id_ in ids]
            known = self._kept.known(keys)
            read = _articles(connection, [key[1] for key in keys if key not in known])
        short = {id_: a for id_, a in read.items() if len(a.text) <= _KEPT_LENGTH}
        self._kept.keep({(revision, id_): article for id_, article in short.items()})
        return {id_: article for (_, id_), article in known.items()} | read

    def each(self, ids: Sequence[str], batch: int = 200) -> Iterator[Article]:
        """The articles of these ids one after the other, a bounded number in memory."""
        for start in range(0, len(ids), batch):
            with self._database.reading() as connection:
                read = _articles(connection, ids[start : start + batch])
            yield from read.values()

    def infos(self, ids: Iterable[str] | None = None) -> dict[str, ArticleInfo]:
        """What lists show, of these articles or of all, newest first."""
        with self._database.reading() as connection:
            if ids is None:
                rows = connection.execute(_ALL_INFOS).fetchall()
            else:
                rows = list(_by_ids(connection, f"SELECT {_INFO}", ids))
        return {row[0]: ArticleInfo(*row) for row in rows}

    def ids_starting(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Up to ``limit`` ids that begin with ``prefix``, an exact one first."""
        with self._database.reading() as connection:
            rows = connection.execute(_PREFIXED, (len(prefix), prefix, limit)).fetchall()
        return tuple(row[0] for row in rows)

    def count(self) -> int:
        """The number of articles."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def revision(self) -> int:
        """The number of the latest change."""
        with self._database.reading() as connection:
            return _revision(connection)

    def changes(self, since: int) -> Changes:
        """What has changed after revision ``since``; a negative one means from nothing."""
        with self._database.reading() as connection:
            connection.execute("BEGIN")
            try:
                revision = _revision(connection)
                changed = connection.execute(
                    "SELECT id FROM articles WHERE revision > ? ORDER BY id", (since,)
                ).fetchall()
                removed = connection.execute(
                    "SELECT id FROM removed WHERE revision > ? ORDER BY id", (since,)
                ).fetchall()
            finally:
                connection.execute("COMMIT")
        return Changes(revision, tuple(row[0] for row in changed), tuple(row[0] for row in removed))

    def unchanged(self, name: str, digest: str) -> tuple[str, ...] | None:
        """The articles of an input last read whole with this digest; ``None`` if it was not."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT digest FROM inputs WHERE name = ?", (name,)).fetchone()
            if row is None or row[0] != digest:
                return None
            return self._articles_of(connection, name)

    def read_from(self, name: str) -> tuple[str, ...]:
        """The articles that came from an input, whenever it was read."""
        with self._database.reading() as connection:
            return self._articles_of(connection, name)

    @staticmethod
    def _articles_of(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
        rows = connection.execute(
            "SELECT article FROM input_articles WHERE input = ? ORDER BY article", (name,)
        ).fetchall()
        return tuple(row[0] for row in rows)

    def remember_input(self, name: str, digest: str | None, articles: Collection[str]) -> None:
        """Keep what an input held; without a digest it will be read again next time."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM inputs WHERE name = ?", (name,))
            connection.execute("INSERT INTO inputs VALUES (?, ?)", (name, digest or ""))
            connection.execute("DELETE FROM input_articles WHERE input = ?", (name,))
            connection.executemany(
                "INSERT OR IGNORE INTO input_articles VALUES (?, ?)",
                [(name, article) for article in articles],
            )

    def inputs(self) -> tuple[str, ...]:
        """The names of all inputs remembered."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name FROM inputs ORDER BY name").fetchall()
        return tuple(row[0] for row in rows)

    def forget_inputs(self, names: Collection[str]) -> None:
        """Forget inputs, but not their articles."""
        with self._database.writing() as connection:
            for name in names:
                connection.execute("DELETE FROM inputs WHERE name = ?", (name,))
                connection.execute("DELETE FROM input_articles WHERE input = ?", (name,))

    def without_input(self, articles: Iterable[str]) -> tuple[str, ...]:
        """Those of these articles that no remembered input holds."""
        held = "SELECT 1 FROM input_articles WHERE article = ?"
        with self._database.reading() as connection:
            return tuple(
                id_
                for id_ in sorted(articles)
                if connection.execute(held, (id_,)).fetchone() is None
            )


def _advance(connection: sqlite3.Connection) -> int:
    connection.execute("UPDATE head SET revision = revision + 1")
    return _revision(connection)


def _revision(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT revision FROM head").fetchone()[0])


def _articles(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Article]:
    select = f"SELECT {_INFO}, marks, text"
    return {row[0]: _article(row) for row in _by_ids(connection, select, ids)}


def _by_ids(
    connection: sqlite3.Connection, select: str, ids: Iterable[str] | Mapping[str, object]
) -> Iterator[tuple[Any, ...]]:
    wanted = list(ids)
    for start in range(0, len(wanted), _VARIABLES):
        chunk = wanted[start : start + _VARIABLES]
        marks = ",".join("?" * len(chunk))
        yield from connection.execute(f"{select} FROM articles WHERE id IN ({marks})", chunk)


def _digest(article: Article) -> str:
    whole = (
        article.text,
        article.title,
        article.source,
        article.author,
        article.published,
        article.url,
        article.path,
        [(mark.start, mark.end, mark.kind) for mark in article.marks],
    )
    return hashlib.blake2b(
        json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def _row(article: Article, revision: int, digest: str) -> tuple[object, ...]:
    marks = json.dumps([(mark.start, mark.end, mark.kind) for mark in article.marks])
    return (
        article.id,
        revision,
        digest,
        article.title,
        article.source,
        article.author,
        article.published,
        article.url,
        article.path,
        len(article.text),
        marks,
        article.text,
    )


def _marks(written: str) -> tuple[Mark, ...]:
    return tuple(Mark(start, end, kind) for start, end, kind in json.loads(written))


def _article(row: tuple[Any, ...]) -> Article:
    id_, title, source, author, published, url, path, _length, marks, text = row
    return Article(
        id=id_,
        text=text,
        title=title,
        source=source,
        author=author,
        published=published,
        url=url,
        path=path,
        marks=() if marks == _UNMARKED else _marks(marks),
    )
