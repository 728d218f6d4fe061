"""The user's highlights: the one file that must never be lost, and its journal.

Every change is journalled, so that a removed highlight can always be brought back. Articles may
change or go; a highlight carries its words and its citation and stays.
"""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from index.errors import NotFoundError
from index.model import Article, Highlight, Quote, Span
from index.store.anchoring import anchor, quote_at
from index.store.journal import Journal, Step
from index.store.journalled import JournalledStore

FILE_NAME: Final = "highlights.db"

_APPLICATION: Final = 0x32534843
_MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """CREATE TABLE highlights (
            id TEXT PRIMARY KEY, article TEXT NOT NULL, fingerprint TEXT,
            orphan INTEGER NOT NULL, body TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX highlights_by_article ON highlights (article)",
        """CREATE TABLE history (
            step INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, action TEXT NOT NULL,
            highlight TEXT NOT NULL, before TEXT, after TEXT,
            state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'overtaken'))
        )""",
        "CREATE INDEX history_by_state ON history (state, step)",
    ),
)
"""Each entry takes the file from the format of its index to the next one."""

_JOURNAL: Final = Journal("history", "highlight")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A highlight as stored: with the digest of the text it was marked in, where known."""

    highlight: Highlight
    fingerprint: str | None


class HighlightStore(JournalledStore):
    """Highlights in ``highlights.db``; see :class:`JournalledStore`."""

    file_name = FILE_NAME
    application = _APPLICATION
    migrations = _MIGRATIONS
    journal = _JOURNAL

    def add(
        self,
        article: Article,
        span: Span,
        *,
        note: str = "",
        tags: Iterable[str] = (),
        colour: str = "yellow",
    ) -> Highlight:
        """Mark a passage.

        Raises:
            ValueError: the span is empty or reaches beyond the article's text.
        """
        now = _now()
        highlight = Highlight(
            id=str(uuid.uuid4()),
            article=article.id,
            quote=quote_at(article.text, span),
            title=article.title,
            source=article.source,
            author=article.author,
            published=article.published,
            url=article.url,
            path=article.path,
            created=now,
            modified=now,
            note=note,
            tags=tuple(tags),
            colour=colour,
        )
        with self._database.writing() as connection:
            _change(connection, "mark", None, _Entry(highlight, _fingerprint(article.text)))
        return highlight

    def remove(self, id: str) -> Highlight:  # noqa: A002
        """Take a highlight away; the journal keeps it.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._database.writing() as connection:
            before = _require(connection, id)
            _change(connection, "remove", before, None)
        return before.highlight

    def restore(self, highlight: Highlight) -> None:
        """Bring a removed highlight back as it was; nothing happens where it is present."""
        with self._database.writing() as connection:
            if _entry(connection, highlight.id) is None:
                _change(connection, "restore", None, _Entry(highlight, None))

    def update(
        self,
        id: str,  # noqa: A002
        *,
        note: str | None = None,
        tags: Iterable[str] | None = None,
        colour: str | None = None,
    ) -> Highlight:
        """Change what is given of a highlight's note, tags and colour.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._database.writing() as connection:
            before = _require(connection, id)
            old = before.highlight
            changed = replace(
                old,
                note=old.note if note is None else note,
                tags=old.tags if tags is None else tuple(tags),
                colour=old.colour if colour is None else colour,
            )
            if changed == old:
                return old
            changed = replace(changed, modified=max(_now(), old.modified))
            _change(connection, "edit", before, replace(before, highlight=changed))
        return changed

    def put(self, highlight: Highlight) -> bool:
        """Take in a highlight made elsewhere under its own id, so that twice does no harm.

        One that is here already is replaced unless it was modified later than the newcomer or
        differs in nothing but its dates.

        Returns:
            Whether anything changed.
        """
        with self._database.writing() as connection:
            before = _entry(connection, highlight.id)
            if before is not None:
                old = before.highlight
                same = replace(
                    old,
                    orphan=highlight.orphan,
                    created=highlight.created,
                    modified=highlight.modified,
                )
                if same == highlight or old.modified > highlight.modified:
                    return False
            _change(connection, "import", before, _Entry(highlight, None))
        return True

    def _put_back(self, connection: sqlite3.Connection, step: Step) -> str:
        highlight = _loaded(step.body).highlight
        _store(connection, highlight.id, None if step.there is None else _loaded(step.there))
        return _named(highlight)

    def of_article(self, article: Article) -> tuple[Highlight, ...]:
        """The article's highlights anchored in its present text, in order; orphans come last.

        For every highlight that is no orphan, ``article.text[start:end]`` is its ``exact``
        quote: where the words were touched up since, the quote is given as it reads now.
        The stored quote stays as it was marked.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT body, fingerprint, orphan FROM highlights WHERE article = ?",
                (article.id,),
            ).fetchall()
        fingerprint = _fingerprint(article.text) if rows else None
        anchored = [
            stored.highlight
            if stored.fingerprint == fingerprint
            else _anchored(stored.highlight, article.text)
            for stored in (_loaded(body) for body, _, _ in rows)
        ]
        changed = [
            (now.orphan, now.id)
            for now, (_, _, orphan) in zip(anchored, rows, strict=True)
            if now.orphan != bool(orphan)
        ]
        if changed and not self._database.read_only:
            with self._database.writing() as connection:
                connection.executemany("UPDATE highlights SET orphan = ? WHERE id = ?", changed)
        return tuple(sorted(anchored, key=lambda h: (h.orphan, h.quote.start, h.quote.end, h.id)))

    def all(self) -> tuple[Highlight, ...]:
        """Every highlight, oldest first, each an orphan or not as last seen."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT body, orphan FROM highlights").fetchall()
        found = (replace(_loaded(body).highlight, orphan=bool(orphan)) for body, orphan in rows)
        return tuple(sorted(found, key=lambda h: (h.created, h.id)))

    def get(self, id: str) -> Highlight:  # noqa: A002
        """One highlight, an orphan or not as last seen.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._database.reading() as connection:
            return _require(connection, id).highlight


def _anchored(highlight: Highlight, text: str) -> Highlight:
    span = anchor(highlight.quote, text)
    if span is None:
        return replace(highlight, orphan=True)
    return replace(highlight, quote=quote_at(text, span), orphan=False)


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _named(highlight: Highlight) -> str:
    words = " ".join(highlight.quote.exact.split())
    return f"“{words if len(words) <= 40 else words[:39] + '…'}”"


def _dumped(entry: _Entry) -> str:
    return json.dumps(asdict(entry), separators=(",", ":"))


def _loaded(body: str) -> _Entry:
    stored: dict[str, Any] = json.loads(body)
    fields: dict[str, Any] = stored["highlight"]
    quote = Quote(**fields.pop("quote"))
    tags = tuple(fields.pop("tags"))
    return _Entry(Highlight(**fields, quote=quote, tags=tags), stored["fingerprint"])


def _entry(connection: sqlite3.Connection, id_: str) -> _Entry | None:
    row = connection.execute("SELECT body, orphan FROM highlights WHERE id = ?", (id_,)).fetchone()
    if row is None:
        return None
    stored = _loaded(row[0])
    return replace(stored, highlight=replace(stored.highlight, orphan=bool(row[1])))


def _require(connection: sqlite3.Connection, id_: str) -> _Entry:
    found = _entry(connection, id_)
    if found is None:
        raise NotFoundError(f"no highlight {id_!r}; `secondsource highlights` lists them")
    return found


def _change(
    connection: sqlite3.Connection, action: str, before: _Entry | None, after: _Entry | None
) -> None:
    """Journal a change and make it."""
    entry = after or before
    if entry is None:
        return
    was, became = (None if stored is None else _dumped(stored) for stored in (before, after))
    _JOURNAL.note(connection, _now(), action, was, became, entry.highlight.id)
    _store(connection, entry.highlight.id, after)


def _store(connection: sqlite3.Connection, id_: str, entry: _Entry | None) -> None:
    if entry is None:
        connection.execute("DELETE FROM highlights WHERE id = ?", (id_,))
        return
    connection.execute(
        "INSERT OR REPLACE INTO highlights (id, article, fingerprint, orphan, body) "
        "VALUES (?, ?, ?, ?, ?)",
        (id_, entry.highlight.article, entry.fingerprint, entry.highlight.orphan, _dumped(entry)),
    )
