"""The user's searches: those saved under a name, with a journal, and those asked lately.

What is saved is the user's work like the highlights beside it, and every change is journalled.
What was asked is a convenience and can be forgotten at will.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from index.asking import Search
from index.errors import NotFoundError, SecondSourceError
from index.store.journal import Journal, Step
from index.store.journalled import JournalledStore

FILE_NAME: Final = "searches.db"
KEPT: Final = 500
"""Searches asked that are remembered; older ones are forgotten."""
NAME_LENGTH: Final = 80
"""Characters of a name at most."""

_APPLICATION: Final = 0x32535353
_MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "CREATE TABLE saved (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE journal (
            step INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, action TEXT NOT NULL,
            before TEXT, after TEXT,
            state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'overtaken'))
        )""",
        "CREATE INDEX journal_by_state ON journal (state, step)",
        """CREATE TABLE asked (
            number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
            found INTEGER
        )""",
    ),
)
"""Each entry takes the file from the format of its index to the next one."""

_JOURNAL: Final = Journal("journal")


class NameTakenError(SecondSourceError):
    """A saved search of that name is there already."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name; ``saved`` is UTC, ISO 8601."""

    name: str
    search: Search
    saved: str


@dataclass(frozen=True, slots=True)
class AskedSearch:
    """A search asked before, when last (UTC, ISO 8601), and how many articles it found then."""

    search: Search
    asked: str
    found: int | None


class SearchStore(JournalledStore):
    """Searches in ``searches.db``; see :class:`JournalledStore`."""

    file_name = FILE_NAME
    application = _APPLICATION
    migrations = _MIGRATIONS
    journal = _JOURNAL

    # Saved

    def all(self) -> tuple[SavedSearch, ...]:
        """Every saved search, by name."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT body FROM saved").fetchall()
        return tuple(sorted(map(_loaded, _firsts(rows)), key=lambda s: s.name.casefold()))

    def get(self, name: str) -> SavedSearch:
        """The search of that name; capitals aside where only one is meant.

        Raises:
            NotFoundError: there is none.
        """
        every = self.all()
        named = [saved for saved in every if saved.name == name]
        named = named or [s for s in every if s.name.casefold() == name.casefold()]
        if len(named) != 1:
            raise NotFoundError(f"no saved search {name!r}; `secondsource searches` lists them")
        return named[0]

    def save(self, name: str, search: Search) -> SavedSearch:
        """Keep a search under a name, in place of what that name stood for.

        Raises:
            ValueError: the name is empty.
        """
        made = SavedSearch(_checked(name), search, _now())
        with self._database.writing() as connection:
            before = _find(connection, made.name)
            _change(connection, "save", before, made)
        return made

    def rename(self, name: str, new: str) -> SavedSearch:
        """Give a saved search another name.

        Raises:
            NotFoundError: there is none of that name.
            NameTakenError: another one has the new name.
            ValueError: the new name is empty.
        """
        new = _checked(new)
        with self._database.writing() as connection:
            before = _require(connection, name)
            if new != name and _find(connection, new) is not None:
                raise NameTakenError(f"a search called {new!r} is there already; choose another")
            after = SavedSearch(new, before.search, before.saved)
            if after != before:
                _change(connection, "rename", before, after)
        return after

    def remove(self, name: str) -> SavedSearch:
        """Take a saved search away; the journal keeps it.

        Raises:
            NotFoundError: there is none of that name.
        """
        with self._database.writing() as connection:
            before = _require(connection, name)
            _change(connection, "delete", before, None)
        return before

    def _put_back(self, connection: sqlite3.Connection, step: Step) -> str:
        _store(connection, _maybe(step.gone), _maybe(step.there))
        return f"“{_loaded(step.body).name}”"

    # Asked

    def asked(self, limit: int = KEPT) -> tuple[AskedSearch, ...]:
        """What was asked, the latest first, each search once."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT body, at, found FROM asked ORDER BY number DESC LIMIT ?", (limit,)
            ).fetchall()
        return tuple(AskedSearch(_search(json.loads(body)), at, found) for body, at, found in rows)

    def note(self, search: Search, found: int | None = None) -> None:
        """Remember that a search was asked; one asked before is the latest now.

        In a folder that cannot be written to it is forgotten at once: it is a convenience.
        """
        if self._database.read_only or not (search.query.strip() or search.is_narrowed):
            return
        body = _dumped(asdict(search))
        with self._database.writing() as connection:
            connection.execute("DELETE FROM asked WHERE body = ?", (body,))
            connection.execute(
                "INSERT INTO asked (body, at, found) VALUES (?, ?, ?)", (body, _now(), found)
            )
            connection.execute(
                "DELETE FROM asked WHERE number <= (SELECT max(number) FROM asked) - ?", (KEPT,)
            )

    def forget(self, searches: Iterable[Search] | None = None) -> int:
        """Forget that searches were asked; all of them by default. Says how many it forgot."""
        with self._database.writing() as connection:
            if searches is None:
                return connection.execute("DELETE FROM asked").rowcount
            bodies = [(_dumped(asdict(search)),) for search in searches]
            return connection.executemany("DELETE FROM asked WHERE body = ?", bodies).rowcount


def _checked(name: str) -> str:
    name = " ".join(name.split())[:NAME_LENGTH]
    if not name:
        raise ValueError("a saved search needs a name")
    return name


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _firsts(rows: Iterable[tuple[str]]) -> Iterable[str]:
    return (body for (body,) in rows)


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))


def _search(stored: dict[str, Any]) -> Search:
    return Search(stored["query"], tuple(stored["sources"]), tuple(stored["dates"]), stored["sort"])


def _loaded(body: str) -> SavedSearch:
    stored: dict[str, Any] = json.loads(body)
    return SavedSearch(stored["name"], _search(stored["search"]), stored["saved"])


def _maybe(body: str | None) -> SavedSearch | None:
    return None if body is None else _loaded(body)


def _find(connection: sqlite3.Connection, name: str) -> SavedSearch | None:
    row = connection.execute("SELECT body FROM saved WHERE name = ?", (name,)).fetchone()
    return None if row is None else _loaded(row[0])


def _require(connection: sqlite3.Connection, name: str) -> SavedSearch:
    found = _find(connection, name)
    if found is None:
        raise NotFoundError(f"no saved search {name!r}; `secondsource searches` lists them")
    return found


def _change(
    connection: sqlite3.Connection,
    action: str,
    before: SavedSearch | None,
    after: SavedSearch | None,
) -> None:
    """Journal a change and make it."""
    was, became = (None if s is None else _dumped(asdict(s)) for s in (before, after))
    _JOURNAL.note(connection, _now(), action, was, became)
    _store(connection, before, after)


def _store(
    connection: sqlite3.Connection, gone: SavedSearch | None, there: SavedSearch | None
) -> None:
    if gone is not None:
        connection.execute("DELETE FROM saved WHERE name = ?", (gone.name,))
    if there is not None:
        connection.execute(
            "INSERT OR REPLACE INTO saved (name, body) VALUES (?, ?)",
            (there.name, _dumped(asdict(there))),
        )
