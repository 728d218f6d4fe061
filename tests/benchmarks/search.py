"""Our full text beside stock Whoosh, SQLite FTS5, tantivy and Xapian: one run, one table.

    python -m tests.benchmarks.search --articles 20000 --stock 2000 --work DIR

reads ``../shared/data/news_20k.jsonl.gz``; beyond its 20,000 articles it makes more of them
(see :func:`articles`). Each engine indexes the same articles, then answers the same queries,
engine after engine for each query, three times over; a figure is the median over the queries of
the best of the three, in milliseconds of CPU time. Only ours counts all articles found and both
facets every time. ``tantivy`` and Xapian's ``xapian`` are used where they can be imported.
"""

import argparse
import gzip
import importlib
import importlib.util
import json
import random
import re
import resource
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from index.fulltext import FullText, distribution
from index.model import Article
from tests.conftest import SHARED

ROWS = 20
SEED = 20_241_021
QUERIES = 25
TITLES = 12
KEYSTROKES = 28
_WORD = re.compile(r"[A-Za-z]{2,}")


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


class Engine(Protocol):
    """What is measured of an engine."""

    name: str

    def index(self, taken: Iterator[Article]) -> None: ...
    def search(self, case: Case) -> int: ...


def articles(count: int) -> Iterator[Article]:
    """The real articles, then more made of them.

    A made article joins the halves of two real ones. Words seen only once in the real articles,
    half of all different words there, are spelt anew in each round, so that the vocabulary goes
    on growing as it does in real text (Heaps' law with an exponent of about 0.65).
    """
    real = list(_real(count))
    yield from real[:count]
    if count <= len(real):
        return
    seen = Counter(word for article in real for word in set(_WORD.findall(article.text)))
    lonely = {word for word, number in seen.items() if number == 1}
    chance = random.Random(SEED)
    for number in range(len(real), count):
        round_ = number // len(real)
        a, b = chance.choice(real), chance.choice(real)
        text = a.text[: len(a.text) // 2] + "\n" + b.text[len(b.text) // 2 :]

        def anew(match: re.Match[str], round_: int = round_) -> str:
            word = match[0]
            return word[:3] + "aeiou"[round_ % 5] + word[3:] if word in lonely else word

        yield Article(
            id=f"made{number}",
            title=a.title,
            source=b.source,
            author=a.author,
            published=b.published,
            text=_WORD.sub(anew, text),
        )


def _real(count: int) -> Iterator[Article]:
    path = SHARED / "data" / "news_20k.jsonl.gz"
    if not path.exists():
        raise SystemExit(f"{path}: the articles are not here; nothing to measure")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= count:
                return
            yield Article(**json.loads(line))


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

    def __init__(self, folder: Path, record: Record) -> None:
        self._full_text = FullText(folder)
        self._record = record

    def index(self, taken: Iterator[Article]) -> None:
        self._full_text.update(taken, forget=(), as_of=1)

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
        result = self._full_text.search(query, load, limit=ROWS, sort=sort, typing=case.typed)
        return result.total


class Stock:
    """Stock Whoosh: its own writer, codec and collectors, on the same schema."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._store = importlib.import_module("whoosh.index")
        self._query = importlib.import_module("whoosh.query")
        schema = importlib.import_module("index.fulltext.schema").schema()
        self._index = self._store.create_in(str(folder), schema)
        self._searcher: Any = None

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
            wanted = q.Phrase("body", [w.lower() for w in case.words])
        elif case.kind == "prefix":
            wanted = q.Prefix("body", case.words[0].lower())
        else:
            parts = [word(w) for w in case.words]
            if case.typed:
                parts[-1] = q.Prefix("body", case.words[-1].lower())
            wanted = (q.Or if case.kind == "or" else q.And)(parts)
        if case.source:
            wanted = q.And([wanted, q.Phrase("source", _WORD.findall(case.source.lower()))])
        options: dict[str, Any] = {"sortedby": "moment", "reverse": True} if case.by_date else {}
        return len(list(self._searcher.search(wanted, limit=ROWS, **options)))


class Fts5:
    """SQLite's full text, porter stemming, contents inside."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._db = sqlite3.connect(folder / "fts.db")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize='porter unicode61')"
        )
        self._db.execute("CREATE TABLE m (id INTEGER PRIMARY KEY, source TEXT, day TEXT)")

    def index(self, taken: Iterator[Article]) -> None:
        for number, a in enumerate(taken, start=1):
            self._db.execute(
                "INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)", (number, a.title, a.text)
            )
            self._db.execute("INSERT INTO m VALUES (?, ?, ?)", (number, a.source, a.published))
        self._db.commit()

    def search(self, case: Case) -> int:
        quoted = [f'"{word}"' for word in case.words]
        if case.kind == "phrase":
            match = f'"{" ".join(case.words)}"'
        else:
            if case.kind == "prefix" or case.typed:
                quoted[-1] += "*"
            match = (" OR " if case.kind == "or" else " ").join(quoted)
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
        folder.mkdir()
        self._t: Any = importlib.import_module("tantivy")
        builder = self._t.SchemaBuilder()
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("source", tokenizer_name="raw", fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        self._schema = builder.build()
        self._index = self._t.Index(self._schema, path=str(folder))
        self._searcher: Any = None

    def index(self, taken: Iterator[Article]) -> None:
        when = importlib.import_module("index.fulltext.dates").published
        writer = self._index.writer(256_000_000, 1)
        for a in taken:
            writer.add_document(
                self._t.Document(
                    title=a.title or "", body=a.text, source=a.source or "",
                    day=when(a.published).first,
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
            parts.append(query.regex_query(self._schema, "body", words.pop().lower() + ".*"))
        if case.kind in {"or", "phrase"}:
            text = f'"{" ".join(words)}"' if case.kind == "phrase" else " ".join(words)
            parts.append(self._index.parse_query(text, ["title", "body"]))
        else:
            parts += [self._index.parse_query(f'"{word}"', ["title", "body"]) for word in words]
        if case.source:
            parts.append(query.term_query(self._schema, "source", case.source))
        if case.year:
            first = importlib.import_module("datetime").date(case.year, 1, 1).toordinal()
            kind = self._t.FieldType.Integer
            parts.append(query.range_query(self._schema, "day", kind, first, first + 365))
        wanted = self._all_of(parts) if len(parts) > 1 else parts[0]
        options = {"order_by_field": "day"} if case.by_date else {}
        result = self._searcher.search(wanted, ROWS, **options)
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
            document.set_data(a.text)
            self._db.add_document(document)
        self._db.commit()

    def search(self, case: Case) -> int:
        parser, x = self._parser, self._x
        joined = {"phrase": f'"{" ".join(case.words)}"', "or": " OR ".join(case.words)}
        text = joined.get(case.kind, " AND ".join(case.words))
        flags = parser.FLAG_DEFAULT | parser.FLAG_WILDCARD
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
        found = enquire.get_mset(0, ROWS)
        if case.snippets:
            for match in found:
                found.snippet(match.document.get_data().decode(), 200)
        return int(found.get_matches_estimated())


def cases(record: Record) -> dict[str, list[Case]]:
    """The queries of each class, drawn from the articles themselves."""
    chance = random.Random(SEED)
    sample = [a for a, _ in zip(record.all(), range(3000), strict=False) if a.title]
    seen = Counter(w.lower() for a in sample for w in set(_WORD.findall(a.text)))
    often = [w for w, n in seen.items() if len(w) > 3 and 0.05 < n / len(sample) < 0.4]
    rarely = [w for w, n in seen.items() if len(w) > 4 and n <= 2]
    pairs = []
    while len(pairs) < QUERIES:
        words = _WORD.findall(chance.choice(sample).text)
        at = chance.randrange(max(1, len(words) - 1))
        pair = tuple(word.lower() for word in words[at : at + 2])
        if len(pair) == 2 and all(len(word) > 3 for word in pair):
            pairs.append(pair)
    common = [chance.choice(often) for _ in range(QUERIES)]
    sources = [a.source for a in sample if a.source]
    typed = []
    for article in chance.sample(sample, TITLES):
        title = " ".join(_WORD.findall(article.title or ""))
        for end in range(2, min(len(title), KEYSTROKES)):
            if title[end - 1] != " " and len(title[:end].split()[-1]) > 1:
                typed.append(Case("and", tuple(title[:end].split()), typed=True, snippets=True))
    return {
        "rare": [Case("and", (chance.choice(rarely),)) for _ in range(QUERIES)],
        "common": [Case("and", (word,)) for word in common],
        "AND of 2": [Case("and", pair) for pair in pairs],
        "OR of 3": [Case("or", tuple(chance.sample(often, 3))) for _ in range(QUERIES)],
        "phrase": [Case("phrase", pair) for pair in pairs],
        "prefix of 4": [Case("prefix", (word[:4],)) for word in common],
        "prefix of 2": [Case("prefix", (word[:2],)) for word in common],
        "by date": [Case("and", (word,), by_date=True) for word in common],
        "filtered": [
            Case("and", (word,), source=chance.choice(sources), year=chance.randint(2013, 2019))
            for word in common
        ],
        "20 snippets": [Case("and", (word,), snippets=True) for word in common],
        "keystrokes": typed,
    }


def measured(engines: Sequence[Engine], asked: Sequence[Case]) -> dict[str, list[float]]:
    """CPU milliseconds of each query on each engine: the best of three, interleaved."""
    best: dict[str, list[float]] = {engine.name: [1e9] * len(asked) for engine in engines}
    for _ in range(3):
        for number, case in enumerate(asked):
            for engine in engines:
                start = time.process_time()
                engine.search(case)
                spent = (time.process_time() - start) * 1000
                best[engine.name][number] = min(best[engine.name][number], spent)
    return best


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--stock", type=int, default=0, help="also stock Whoosh, up to so many")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the indexes")
    return parser.parse_args()


def main() -> None:
    """Index, ask, print."""
    options = _parsed()
    options.work.mkdir(parents=True, exist_ok=True)
    record = Record(options.work / f"record-{options.articles}.db")
    if not len(record):
        record.fill(articles(options.articles))
    run = options.work / f"run-{time.time_ns()}"
    run.mkdir()
    makers: list[tuple[str, Callable[[Path], Engine]]] = [
        ("ours", lambda folder: Ours(folder, record)),
        ("fts5", Fts5),
    ]
    makers += [("tantivy", Tantivy)] if importlib.util.find_spec("tantivy") else []
    makers += [("xapian", Xapian)] if importlib.util.find_spec("xapian") else []
    makers += [("whoosh", Stock)] if options.stock >= options.articles else []
    print(f"{options.articles} articles, {distribution()}")
    engines: list[Engine] = []
    for name, make in makers:
        engine = make(run / name)
        start = time.process_time()
        engine.index(record.all())
        spent = time.process_time() - start
        rate, size = options.articles / spent, _size(run / name)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:8} {rate:8.0f} articles a CPU second {size:8.1f} MB, peak so far {peak} MB")
        engines.append(engine)
    print(f"\n{'median (p95) CPU ms':20}" + "".join(f"{e.name:>18}" for e in engines))
    for title, asked in cases(record).items():
        best = measured(engines, asked)
        row = ""
        for engine in engines:
            times = sorted(best[engine.name])
            row += f"{statistics.median(times):10.2f} ({times[int(len(times) * 0.95)]:5.1f})"
        print(f"{title:20}{row}", flush=True)


if __name__ == "__main__":
    main()
