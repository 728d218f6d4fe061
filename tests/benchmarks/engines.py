"""Full-text engines behind one small door, for :mod:`tests.benchmarks.search` to time.

All stem English, search title and body together, rank by BM25 and give the first 20, with the
snippets of those 20 where the case asks for them. Where they do not do quite the same:

========  ====================================================================================
ours      counts all articles found; its snippets show every kind of hit, beginnings included;
          their texts come from an article store as a library has it
fts5      indexes beginnings of 2 to 4 letters; gives no count; contents inside the index
tantivy   counts all articles found; looks beginnings up as regular expressions, which its
          snippets do not show; contents in its own store
xapian    only estimates how many it found, and expands a beginning to 100 words at most
whoosh    stock, on this project's schema: its own writer, codec, matchers and collectors; counts
          dates alone where facets are asked for, and cuts no snippets: it keeps no texts
========  ====================================================================================
"""

import importlib
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from index.fulltext import FullText
from index.model import Article

ROWS = 20
WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to ask. ``words`` are joined by ``kind``; ``typed`` makes the last a prefix."""

    kind: str
    words: tuple[str, ...]
    source: str | None = None
    year: int | None = None
    by_date: bool = False
    typed: bool = False
    snippets: bool = False
    facets: bool = False


class Loads(Protocol):
    """Where articles are kept."""

    def load(self, ids: Sequence[str]) -> Mapping[str, Article]: ...


class Engine(Protocol):
    """What is measured of an engine."""

    name: str

    def index(self, taken: Iterator[Article]) -> None: ...
    def search(self, case: Case) -> int: ...


class Record:
    """The articles by id, on disk, as a library keeps them."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("CREATE TABLE IF NOT EXISTS a (id TEXT PRIMARY KEY, json TEXT)")

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM a").fetchone()[0])

    def fill(self, taken: Iterator[Article]) -> None:
        names = ("id", "title", "source", "author", "published", "text")
        rows = ((a.id, json.dumps([getattr(a, name) for name in names])) for a in taken)
        self._db.executemany("INSERT OR REPLACE INTO a VALUES (?, ?)", rows)
        self._db.commit()

    def all(self) -> Iterator[Article]:
        for (row,) in self._db.execute("SELECT json FROM a ORDER BY rowid"):
            yield _article(row)

    def load(self, ids: Sequence[str]) -> dict[str, Article]:
        marks = ",".join("?" * len(ids))
        found = self._db.execute(f"SELECT json FROM a WHERE id IN ({marks})", ids)
        return {article.id: article for (row,) in found for article in [_article(row)]}


def _article(row: str) -> Article:
    name, title, source, author, published, text = json.loads(row)
    return Article(name, text, title, source, author, published)


class Ours:
    """This project's index, asked through its door."""

    name = "ours"

    def __init__(self, folder: Path, record: Loads) -> None:
        self._full_text = FullText(folder)
        self._record = record

    def index(self, taken: Iterator[Article]) -> None:
        self._full_text.update(taken, forget=(), as_of=1)

    @property
    def is_built(self) -> bool:
        """Whether there is an index this version can read."""
        return self._full_text.as_of >= 0

    def warm(self) -> None:
        """Open the index."""
        self._full_text.warm()

    def search(self, case: Case) -> int:
        glue = {"or": " OR ", "phrase": " "}.get(case.kind, " ")
        query = glue.join(case.words)
        if case.kind == "phrase":
            query = f'"{query}"'
        if case.kind == "prefix":
            query += "*"
        query += f' source:"{case.source}"' if case.source else ""
        query += f" date:{case.year}" if case.year else ""
        load = self._record.load if case.snippets else lambda _ids: {}
        sort: Any = "date" if case.by_date else "relevance"
        result = self._full_text.search(
            query, load, limit=ROWS, sort=sort, typing=case.typed, facets=case.facets
        )
        return result.total


class Stock:
    """Stock Whoosh: its own writer, codec and collectors, on the same schema."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._store = importlib.import_module("whoosh.index")
        self._query = importlib.import_module("whoosh.query")
        schema = importlib.import_module("index.fulltext.schema").schema()
        there = self._store.exists_in(str(folder))
        made = self._store.open_dir(str(folder)) if there else None
        self._index = made or self._store.create_in(str(folder), schema)
        self._searcher: Any = self._index.searcher()

    def index(self, taken: Iterator[Article]) -> None:
        when = importlib.import_module("index.fulltext.dates").published
        writer = self._index.writer(limitmb=256)
        writer.compound = False
        for a in taken:
            date, title, text = when(a.published), a.title or "", a.text
            writer.add_document(
                id=a.id, title=title, title_stem=title, body=text, body_stem=text,
                source=a.source or "", first=date.first, last=date.last, moment=date.moment,
            )  # fmt: skip
        writer.commit()
        self._searcher = self._index.searcher()

    def search(self, case: Case) -> int:
        q = self._query
        stem = importlib.import_module("index.fulltext.analysis").term

        def word(raw: str) -> Any:
            form = stem(raw).stem or raw
            return q.Or([q.Term("body_stem", form), q.Term("title_stem", form, boost=2.0)])

        if case.kind == "phrase":
            words = [w.lower() for w in case.words]
            wanted = q.Or([q.Phrase("body", words), q.Phrase("title", words)])
        elif case.kind == "prefix":
            begun = case.words[0].lower()
            wanted = q.Or([q.Prefix("body", begun), q.Prefix("title", begun)])
        else:
            parts = [word(w) for w in case.words]
            if case.typed:
                parts[-1] = q.Prefix("body", case.words[-1].lower())
            wanted = (q.Or if case.kind == "or" else q.And)(parts)
        if case.source:
            wanted = q.And([wanted, q.Phrase("source", WORD.findall(case.source.lower()))])
        if case.year:
            queries = importlib.import_module("index.fulltext.queries")
            first = date(case.year, 1, 1).toordinal()
            wanted = q.And([wanted, queries.DayRange(first, date(case.year, 12, 31).toordinal())])
        options: dict[str, Any] = {"sortedby": "moment", "reverse": True} if case.by_date else {}
        if case.facets:
            options["groupedby"] = "first"
        return len(list(self._searcher.search(wanted, limit=ROWS, **options)))


class Fts5:
    """SQLite's full text, porter stemming, beginnings indexed, contents inside."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._db = sqlite3.connect(folder / "fts.db")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS t"
            " USING fts5(title, body, tokenize='porter unicode61', prefix='2 3 4')"
        )
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS m (id INTEGER PRIMARY KEY, source TEXT, day TEXT)"
        )

    def index(self, taken: Iterator[Article]) -> None:
        for number, a in enumerate(taken, start=1):
            self._db.execute(
                "INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)", (number, a.title, a.text)
            )
            self._db.execute("INSERT INTO m VALUES (?, ?, ?)", (number, a.source, a.published))
        self._db.execute("INSERT INTO t (t) VALUES ('optimize')")
        self._db.commit()

    def search(self, case: Case) -> int:
        quoted = [f'"{word}"' for word in case.words]
        if case.kind == "phrase":
            match = f'"{" ".join(case.words)}"'
        else:
            if case.kind == "prefix" or case.typed:
                quoted[-1] += "*"
            match = (" OR " if case.kind == "or" else " ").join(quoted)
        if case.facets:
            for column in ("m.source", "substr(m.day, 1, 4)"):
                counted = (
                    f"SELECT {column}, count(*) FROM t JOIN m ON m.id = t.rowid"
                    " WHERE t MATCH ? GROUP BY 1 ORDER BY 2 DESC"
                )
                self._db.execute(counted, (match,)).fetchall()
        shown = "snippet(t, 1, '[', ']', '…', 30)" if case.snippets else "t.rowid"
        if not (case.source or case.year or case.by_date):
            sql = f"SELECT {shown} FROM t WHERE t MATCH ? ORDER BY rank LIMIT {ROWS}"
            return len(self._db.execute(sql, (match,)).fetchall())
        where, values = "", [match]
        if case.source:
            where, values = " AND m.source = ?", [match, case.source]
        if case.year:
            where += f" AND m.day >= '{case.year}' AND m.day < '{case.year + 1}'"
        order = "m.day DESC" if case.by_date else "rank"
        sql = (
            f"SELECT {shown} FROM t JOIN m ON m.id = t.rowid WHERE t MATCH ?{where}"
            f" ORDER BY {order} LIMIT {ROWS}"
        )
        return len(self._db.execute(sql, values).fetchall())


class Tantivy:
    """tantivy by its Python bindings, English stemming, contents stored."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._t: Any = importlib.import_module("tantivy")
        builder = self._t.SchemaBuilder()
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("source", tokenizer_name="raw", fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_integer_field("year", fast=True)
        self._schema = builder.build()
        self._index = self._t.Index(self._schema, path=str(folder))
        self._searcher: Any = self._index.searcher()

    def index(self, taken: Iterator[Article]) -> None:
        when = importlib.import_module("index.fulltext.dates").published
        writer = self._index.writer(256_000_000, 1)
        for a in taken:
            day = when(a.published).first
            writer.add_document(
                self._t.Document(
                    title=a.title or "", body=a.text, source=a.source or "",
                    day=day, year=date.fromordinal(day).year if day else 0,
                )
            )  # fmt: skip
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _all_of(self, parts: Sequence[Any]) -> Any:
        return self._t.Query.boolean_query([(self._t.Occur.Must, part) for part in parts])

    def search(self, case: Case) -> int:
        query = self._t.Query
        words = list(case.words)
        parts = []
        if case.kind == "prefix" or case.typed:
            begun = words.pop().lower() + ".*"
            either = [query.regex_query(self._schema, name, begun) for name in ("title", "body")]
            parts.append(query.boolean_query([(self._t.Occur.Should, part) for part in either]))
        if case.kind in {"or", "phrase"}:
            text = f'"{" ".join(words)}"' if case.kind == "phrase" else " ".join(words)
            parts.append(self._index.parse_query(text, ["title", "body"]))
        else:
            parts += [self._index.parse_query(f'"{word}"', ["title", "body"]) for word in words]
        if case.source:
            parts.append(query.term_query(self._schema, "source", case.source))
        if case.year:
            first = date(case.year, 1, 1).toordinal()
            kind = self._t.FieldType.Integer
            parts.append(query.range_query(self._schema, "day", kind, first, first + 365))
        wanted = self._all_of(parts) if len(parts) > 1 else parts[0]
        options = {"order_by_field": "day"} if case.by_date else {}
        result = self._searcher.search(wanted, ROWS, **options)
        if case.facets:
            counted = {n: {"terms": {"field": n, "size": 10_000}} for n in ("source", "year")}
            self._searcher.aggregate(wanted, counted)
        if case.snippets:
            cutter = self._t.SnippetGenerator.create(self._searcher, wanted, self._schema, "body")
            for _, address in result.hits:
                cutter.snippet_from_doc(self._searcher.doc(address)).to_html()
        return int(result.count or 0)


class Xapian:
    """Xapian by its Python bindings, English stemming."""

    name = "xapian"

    def __init__(self, folder: Path) -> None:
        self._x: Any = importlib.import_module("xapian")
        self._db: Any = self._x.WritableDatabase(str(folder), self._x.DB_CREATE_OR_OPEN)
        self._parser = self._x.QueryParser()
        self._parser.set_database(self._db)
        self._parser.set_stemmer(self._x.Stem("en"))
        self._parser.set_stemming_strategy(self._parser.STEM_SOME)
        self._parser.add_boolean_prefix("source", "S")

    def index(self, taken: Iterator[Article]) -> None:
        generator = self._x.TermGenerator()
        generator.set_stemmer(self._x.Stem("en"))
        for a in taken:
            document = self._x.Document()
            generator.set_document(document)
            generator.index_text(a.title or "", 2)
            generator.increase_termpos()
            generator.index_text(a.text)
            document.add_boolean_term("S" + (a.source or ""))
            document.add_value(0, a.published or "")
            document.add_value(1, a.source or "")
            document.add_value(2, (a.published or "")[:4])
            document.set_data(a.text)
            self._db.add_document(document)
        self._db.commit()

    def search(self, case: Case) -> int:
        parser, x = self._parser, self._x
        joined = {"phrase": f'"{" ".join(case.words)}"', "or": " OR ".join(case.words)}
        text = joined.get(case.kind, " AND ".join(case.words))
        flags = parser.FLAG_DEFAULT | parser.FLAG_WILDCARD
        parser.set_max_expansion(100, x.Query.WILDCARD_LIMIT_MOST_FREQUENT)
        if case.kind == "prefix" or case.typed:
            text += "*"
        wanted = parser.parse_query(text, flags)
        if case.source:
            wanted = x.Query(x.Query.OP_FILTER, wanted, x.Query("S" + case.source))
        if case.year:
            span = x.Query(x.Query.OP_VALUE_RANGE, 0, str(case.year), str(case.year + 1))
            wanted = x.Query(x.Query.OP_FILTER, wanted, span)
        enquire = x.Enquire(self._db)
        enquire.set_query(wanted)
        if case.by_date:
            enquire.set_sort_by_value(0, True)
        if case.facets:
            for spy in (x.ValueCountMatchSpy(1), x.ValueCountMatchSpy(2)):
                enquire.add_matchspy(spy)
        # Spies see what is looked at: with facets all of it has to be.
        found = enquire.get_mset(0, ROWS, self._db.get_doccount() if case.facets else 0)
        if case.snippets:
            for match in found:
                found.snippet(match.document.get_data().decode(), 200)
        return int(found.get_matches_estimated())
