"""Our full text beside stock Whoosh, SQLite FTS5, tantivy and Xapian: one run, one table.

    python -m tests.benchmarks.search --articles 20000 --stock 2000 --work DIR

reads ``../shared/data/news_20k.jsonl.gz``; beyond its 20,000 articles it makes more of them
(see :func:`articles`). Each engine indexes the same articles, then answers the same queries,
engine after engine for each query, three times over; a figure is the median over the queries of
the best of the three, in milliseconds of CPU time. Indexes stay in the work folder: a second run
asks them again without building them (``--anew`` builds). Only ours counts all articles found
and both facets every time. ``tantivy`` and Xapian's ``xapian`` are used where they can be
imported.
"""

import argparse
import gzip
import importlib.util
import json
import random
import re
import resource
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.fulltext import distribution
from index.model import Article
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
    parser.add_argument("--anew", action="store_true", help="build the indexes anew")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the indexes")
    return parser.parse_args()


def main() -> None:
    """Index, ask, print."""
    options = _parsed()
    options.work.mkdir(parents=True, exist_ok=True)
    record = Record(options.work / f"record-{options.articles}.db")
    if not len(record):
        record.fill(articles(options.articles))
    run = options.work / f"indexes-{options.articles}"
    if options.anew:
        shutil.rmtree(run, ignore_errors=True)
    run.mkdir(exist_ok=True)
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
        told = run / f"{name}.txt"
        if not told.exists():
            start = time.process_time()
            engine.index(record.all())
            rate = options.articles / (time.process_time() - start)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            size = _size(run / name)
            told.write_text(f"{rate:8.0f} articles a CPU second {size:8.1f} MB, peak {peak} MB")
        print(f"{name:8} {told.read_text()}", flush=True)
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
