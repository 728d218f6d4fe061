"""What indexing costs beside stock Whoosh, and what one more article and opening cost.

    python -m tests.benchmarks.indexing --work DIR [--articles N …] [--stock N] [--json FILE]

For each number of articles (20,000 and 100,000 by default; made by
:func:`tests.benchmarks.search.articles`, and kept in DIR) everything is a process of its own:

* indexing all of them in one update and one process, in CPU seconds, with that process's peak
  memory; reading them from the record is measured by itself and taken off;
* the same as ``add`` does it, spread over processes, in wall seconds;
* stock Whoosh, its own writer and codec on the same schema, before and after that, on the first
  ``--stock`` of the same articles: its time per article only grows with their number;
* adding one article, fifty times over: wall milliseconds until it has been found, in a process
  that has the index open, merges included;
* opening: wall milliseconds after the modules are loaded, and the memory the process grows by,
  mapped pages included, through opening and through every query of the search benchmark.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from index.fulltext import FullText
from index.model import Article
from tests.benchmarks.engines import Ours, Record, Stock
from tests.benchmarks.search import articles, cases
from tests.conftest import PROJECT

ONE_BY_ONE = 50
Figures = dict[str, float]


def _cpu() -> float:
    """CPU seconds of this process."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def _resident() -> float:
    """Megabytes of memory of this process, mapped pages included."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("no VmRSS in /proc/self/status: memory is measured on Linux only")


def _reading(record: Record, count: int) -> tuple[float, int]:
    """CPU seconds to read the articles, and the bytes of their titles and texts."""
    began, size = _cpu(), 0
    for article in islice(record.all(), count):
        size += len(article.text.encode()) + len((article.title or "").encode())
    return _cpu() - began, size


def ours(record: Record, count: int, folder: Path) -> Figures:
    """Index everything anew."""
    reading, size = _reading(record, count)
    shutil.rmtree(folder, ignore_errors=True)
    began, clock = _cpu(), time.perf_counter()
    Ours(folder, record).index(islice(record.all(), count))
    spent, waited = _cpu() - began - reading, time.perf_counter() - clock
    written = sum(path.stat().st_size for path in folder.iterdir())
    return {
        "articles a CPU second": count / spent,
        "CPU ms an article": 1000 * spent / count,
        "wall s in one process": waited,
        "its peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "index / text": written / size,
        "text, MB": size / 1e6,
    }


def spread(record: Record, count: int, folder: Path) -> Figures:
    """Index everything anew, in several processes where there are several processors."""
    shutil.rmtree(folder, ignore_errors=True)
    clock = time.perf_counter()
    FullText(folder).update(islice(record.all(), count), forget=(), as_of=1, total=count)
    return {"wall s in several": time.perf_counter() - clock}


def stock(record: Record, count: int, folder: Path) -> Figures:
    """Index the first articles with stock Whoosh."""
    reading, _ = _reading(record, count)
    shutil.rmtree(folder, ignore_errors=True)
    began = _cpu()
    Stock(folder).index(islice(record.all(), count))
    return {"articles a CPU second": count / (_cpu() - began - reading)}


def one(record: Record, _count: int, folder: Path) -> Figures:
    """Add articles one by one to a copy of the index."""
    _load(record)
    waits = []
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        copy = Path(work) / "index"
        shutil.copytree(folder, copy)
        index = FullText(copy)
        index.warm()
        for number, article in enumerate(_others(record)):
            clock = time.perf_counter()
            index.update([article], forget=(), as_of=2 + number, since=1 + number)
            index.search(f"more{number}", lambda _ids: {}, limit=1)
            waits.append(1000 * (time.perf_counter() - clock))
    return {
        "one article more, median ms": statistics.median(waits),
        "one article more, longest ms": max(waits),
    }


def _load(record: Record) -> None:
    """Load what indexing and searching need, so that it is not measured."""
    with tempfile.TemporaryDirectory() as small:
        first = FullText(Path(small))
        first.update(islice(record.all(), 2), forget=(), as_of=1)
        first.search('"of the" OR th*', lambda _ids: {}, limit=1)


def _others(record: Record) -> Iterator[Article]:
    for number, article in enumerate(islice(record.all(), ONE_BY_ONE)):
        yield replace(article, id=f"more{number}", text=f"{article.text} more{number}")


def opening(record: Record, _count: int, folder: Path) -> Figures:
    """Open the index and ask it everything."""
    _load(record)
    asked = cases(record)
    before, clock = _resident(), time.perf_counter()
    engine = Ours(folder, record)
    engine.warm()
    opened = 1000 * (time.perf_counter() - clock)
    at_first = _resident()
    for each in asked.values():
        for case in each:
            engine.search(case)
    return {
        "opening, ms": opened,
        "memory added by opening, MB": at_first - before,
        "and by every query, MB": _resident() - before,
    }


PARTS: dict[str, Callable[[Record, int, Path], Figures]] = {
    "ours": ours,
    "spread": spread,
    "stock": stock,
    "one": one,
    "open": opening,
}


def _part(name: str, work: Path, count: int, taken: int, folder: str) -> Figures:
    """One part in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.indexing", "--work", str(work)]
    command += ["--part", name, folder, "--articles", str(count), "--stock", str(taken)]
    told = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE)
    figures: Figures = json.loads(told.stdout)
    return figures


def measure(work: Path, count: int, taken: int) -> Figures:
    """Every figure for so many articles."""
    before = _part("stock", work, count, taken, "stock")["articles a CPU second"]
    figures = _part("ours", work, count, taken, f"indexing-{count}")
    after = _part("stock", work, count, taken, "stock")["articles a CPU second"]
    peer = (before + after) / 2
    figures[f"stock Whoosh, {taken} articles, a CPU second"] = peer
    figures["times stock Whoosh"] = figures["articles a CPU second"] / peer
    for name in ("spread", "one", "open"):
        figures |= _part(name, work, count, taken, f"indexing-{count}")
    return figures


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="a folder for record and indexes")
    parser.add_argument("--articles", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--stock", type=int, default=2_000, help="articles stock Whoosh indexes")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--part", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    options = _parsed()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.part:
        name, folder = options.part
        count = options.articles[0]
        record = Record(options.work / f"record-{count}.db")
        taken = options.stock if name == "stock" else count
        print(json.dumps(PARTS[name](record, taken, options.work / folder)))
        return
    columns: dict[int, Figures] = {}
    for count in options.articles:
        record = Record(options.work / f"record-{count}.db")
        if not len(record):
            record.fill(articles(count))
        columns[count] = measure(options.work, count, options.stock)
    print(f"{'':44}" + "".join(f"{count:>12,}" for count in columns))
    for name in next(iter(columns.values())):
        print(f"{name:44}" + "".join(f"{column[name]:12.2f}" for column in columns.values()))
    if options.json:
        options.json.write_text(json.dumps(columns, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
