"""Our full text beside stock Whoosh, SQLite FTS5, tantivy and Xapian: one run, one table.

    python -m tests.benchmarks.search --work DIR [--articles N …] [--json FILE]

reads ``../shared/data/news_20k.jsonl.gz``; beyond its 20,000 articles it makes more of them
(see :func:`articles`). For each number of articles (2,000, 20,000 and 100,000 by default) each
engine indexes the same ones, then answers the same queries, engine after engine for each query,
three times over; a figure is the median over the queries, each taken by its best of the three, in
milliseconds of CPU time. For typed titles there is also the time that 95 of 100 keys stay under.
Then how many times as long ours takes as each other engine, class by class and as the geometric
mean, by CPU time and by the clock; and how the time of each grows with the articles.

What each engine does is said in :mod:`tests.benchmarks.engines`. Indexes stay in the work folder:
a second run asks them again without building them (``--anew`` builds). ``tantivy`` and Xapian's
``xapian`` are used where they can be imported. Two are slow at it: Xapian indexes up to
``--xapian`` articles (20,000 by default), stock Whoosh up to ``--stock`` (2,000), and since a key
can take the latter seconds it is asked only the first few queries of each class, once.
``--json`` keeps the figures for ``python -m tests.benchmarks.search_chart``.
"""

import argparse
import gzip
import importlib.util
import json
import random
import re
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.fulltext import distribution
from index.model import Article
from index.store.articles import ArticleStore
from tests.benchmarks.engines import (
    WORD,
    Case,
    Engine,
    Fts5,
    Ours,
    Record,
    Stock,
    Tantivy,
    Xapian,
)
from tests.conftest import SHARED

SEED = 20_241_021
QUERIES = 25
TITLES = 12
KEYSTROKES = 28
ROUNDS = 3
STOCK_QUERIES = 5
TYPED = "typed titles, snippets"
TYPED_P95 = "the same, 95th percentile"


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
    seen = Counter(word for article in real for word in set(WORD.findall(article.text)))
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
            text=WORD.sub(anew, text),
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


def cases(record: Record) -> dict[str, list[Case]]:
    """The queries of each class, drawn from the articles themselves."""
    chance = random.Random(SEED)
    sample = [a for a, _ in zip(record.all(), range(3000), strict=False) if a.title]
    seen = Counter(w.lower() for a in sample for w in set(WORD.findall(a.text)))
    often = [w for w, n in seen.items() if len(w) > 3 and 0.05 < n / len(sample) < 0.4]
    rarely = [w for w, n in seen.items() if len(w) > 4 and n <= 2]
    pairs: list[tuple[str, ...]] = []
    while len(pairs) < QUERIES:
        words = WORD.findall(chance.choice(sample).text)
        at = chance.randrange(max(1, len(words) - 1))
        pair = tuple(word.lower() for word in words[at : at + 2])
        if len(pair) == 2 and all(len(word) > 3 for word in pair):
            pairs.append(pair)
    common = [chance.choice(often) for _ in range(QUERIES)]
    sources = [a.source for a in sample if a.source]
    typed: list[Case] = []
    for article in chance.sample(sample, TITLES):
        title = " ".join(WORD.findall(article.title or ""))
        typed += [
            Case("and", tuple(title[:end].split()), typed=True, snippets=True)
            for end in range(2, min(len(title), KEYSTROKES))
            if title[end - 1] != " " and len(title[:end].split()[-1]) > 1
        ]
    of_20 = [Case("and", (word,)) for word in common]
    return {
        "rare word": [Case("and", (chance.choice(rarely),)) for _ in range(QUERIES)],
        "common word": of_20,
        "two words": [Case("and", pair) for pair in pairs],
        "any of three": [Case("or", tuple(chance.sample(often, 3))) for _ in range(QUERIES)],
        "phrase": [Case("phrase", pair) for pair in pairs],
        "4-letter beginning": [Case("prefix", (word[:4],)) for word in common],
        "2-letter beginning": [Case("prefix", (word[:2],)) for word in common],
        "newest first": [replace(case, by_date=True) for case in of_20],
        "one outlet, one year": [
            replace(case, source=chance.choice(sources), year=chance.randint(2013, 2019))
            for case in of_20
        ],
        "two facets": [replace(case, facets=True) for case in of_20],
        "20 snippets": [replace(case, snippets=True) for case in of_20],
        TYPED: typed,
        "typed titles, snippets, facets": [replace(case, facets=True) for case in typed],
    }


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds of one engine on one class: medians by CPU time and by the clock."""

    cpu: float
    wall: float


Table = dict[str, dict[str, Figure]]
"""By class, then by engine."""


def measured(engines: Sequence[Engine], asked: Sequence[Case]) -> dict[str, list[Figure]]:
    """Each query on each engine, the best of some rounds, interleaved."""
    best: dict[str, list[Figure]] = {engine.name: [] for engine in engines}
    for round_ in range(ROUNDS):
        for number, case in enumerate(asked):
            for engine in engines:
                if isinstance(engine, Stock) and (round_ or number >= STOCK_QUERIES):
                    continue
                cpu, wall = time.process_time(), time.perf_counter()
                engine.search(case)
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                figures = best[engine.name]
                if round_:
                    cpu = min(cpu, figures[number].cpu / 1000)
                    wall = min(wall, figures[number].wall / 1000)
                    figures[number] = Figure(cpu * 1000, wall * 1000)
                else:
                    figures.append(Figure(cpu * 1000, wall * 1000))
    return best


def _median(figures: Sequence[Figure]) -> Figure:
    return Figure(
        statistics.median(figure.cpu for figure in figures),
        statistics.median(figure.wall for figure in figures),
    )


def _high(figures: Sequence[Figure]) -> Figure:
    at = int(len(figures) * 0.95)
    return Figure(
        sorted(figure.cpu for figure in figures)[at], sorted(figure.wall for figure in figures)[at]
    )


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _kept(record: Record, folder: Path) -> ArticleStore:
    """The articles as a library keeps them."""
    folder.mkdir(exist_ok=True)
    store = ArticleStore(folder)
    if not store.count():
        batch: list[Article] = []
        for article in record.all():
            batch.append(article)
            if len(batch) == 1000:
                store.put(batch)
                batch = []
        store.put(batch)
    return store


def _engines(options: argparse.Namespace, count: int, record: Record) -> list[Engine]:
    """Those that are here, their indexes built."""
    run: Path = options.work / f"indexes-{count}"
    if options.anew:
        shutil.rmtree(run, ignore_errors=True)
    run.mkdir(exist_ok=True)
    store = _kept(record, options.work / f"library-{count}")
    makers: list[tuple[str, Callable[[Path], Engine]]] = [
        ("ours", lambda folder: Ours(folder, store)),
        ("fts5", Fts5),
    ]
    makers += [("tantivy", Tantivy)] if importlib.util.find_spec("tantivy") else []
    if importlib.util.find_spec("xapian") and options.xapian >= count:
        makers += [("xapian", Xapian)]
    makers += [("whoosh", Stock)] if options.stock >= count else []
    engines: list[Engine] = []
    for name, make in makers:
        engine = make(run / name)
        told = run / f"{name}.txt"
        if not told.exists() or (isinstance(engine, Ours) and not engine.is_built):
            start = time.process_time()
            engine.index(record.all())
            rate = count / (time.process_time() - start)
            told.write_text(f"{rate:8.0f} articles a CPU second {_size(run / name):8.1f} MB")
        print(f"{name:8} {told.read_text()}", flush=True)
        engines.append(engine)
    return engines


def _asked(engines: Sequence[Engine], record: Record) -> Table:
    table: Table = {}
    for title, asked in cases(record).items():
        best = measured(engines, asked)
        table[title] = {name: _median(figures) for name, figures in best.items()}
        if title == TYPED:
            table[TYPED_P95] = {name: _high(figures) for name, figures in best.items()}
    return table


def _ratio(table: Table, other: str, by: str) -> float:
    """How many times as long ours takes as another engine, the geometric mean over classes."""
    ratios = [
        getattr(row["ours"], by) / getattr(row[other], by)
        for title, row in table.items()
        if title != TYPED_P95
    ]
    return statistics.geometric_mean(ratios)


def _shown(count: int, table: Table) -> None:
    names = list(next(iter(table.values())))
    others = [name for name in names if name != "ours"]
    heads = [f"{count:,} articles", *names, *(f"ours/{name}" for name in others)]
    print(f"\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    for title, row in table.items():
        times = [f"{row[name].cpu:.2f}" for name in names]
        ratios = [f"{row['ours'].cpu / row[name].cpu:.2f}" for name in others]
        print(f"| {' | '.join([title, *times, *ratios])} |")
    for by, title in (("cpu", "geometric mean"), ("wall", "geometric mean by the clock")):
        ratios = [f"{_ratio(table, name, by):.2f}" for name in others]
        print(f"| {' | '.join([title, *('' for _ in names), *ratios])} |", flush=True)


def _growth(tables: dict[int, Table]) -> None:
    few, many = sorted(tables)[-2:]
    names = list(next(iter(tables[few].values())))
    names = [name for name in names if name in next(iter(tables[many].values()))]
    print(
        f"\n| {many:,} articles / {few:,} | {' | '.join(names)} |\n|{' --- |' * (len(names) + 1)}"
    )
    for title, row in tables[many].items():
        grown = [f"{row[name].cpu / tables[few][title][name].cpu:.1f}" for name in names]
        print(f"| {' | '.join([title, *grown])} |")


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    parser.add_argument("--stock", type=int, default=2_000, help="stock Whoosh up to so many")
    parser.add_argument("--xapian", type=int, default=20_000, help="Xapian up to so many")
    parser.add_argument("--anew", action="store_true", help="build the indexes anew")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the indexes")
    return parser.parse_args()


def main() -> None:
    """Index, ask, print."""
    options = _parsed()
    options.work.mkdir(parents=True, exist_ok=True)
    print(distribution())
    tables: dict[int, Table] = {}
    for count in options.articles:
        record = Record(options.work / f"record-{count}.db")
        if not len(record):
            record.fill(articles(count))
        print(f"\n{count:,} articles")
        tables[count] = _asked(_engines(options, count, record), record)
        _shown(count, tables[count])
    if len(tables) > 1:
        _growth(tables)
    if options.json:
        kept = {
            str(count): {
                title: {name: [figure.cpu, figure.wall] for name, figure in row.items()}
                for title, row in table.items()
            }
            for count, table in tables.items()
        }
        options.json.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
