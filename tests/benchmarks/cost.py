"""What a library costs: adding 2,000 and 20,000 articles, one more, and asking it.

Run from the project's root::

    python -m tests.benchmarks.cost --work DIR [--sizes N …]

For each size a library is made in DIR from the first articles of ``../shared/data``'s
``news_20k`` by the command itself, and printed: wall and CPU seconds of each stage over all
processes, milliseconds an article, and the most memory all processes had together. Then three
articles of ``basil_articles`` are added, one by one, as files, and the library is asked for the
claims of an article, its story, all origins and all claims; of the three times each the median
is given. DIR must not hold such libraries yet. Linux only.
"""

import argparse
import json
import os
from itertools import islice
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.benchmarks.corpora import rows
from tests.benchmarks.processes import Cost, run

SIZES = (2_000, 20_000)
STAGES = ("read", "index", "claims", "link")
_MEGA = 1_000_000


def main() -> None:
    """Measure every size, then print them side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for the libraries")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    console = Console()
    adding = Table("articles", "stage", "wall s", "CPU s", "CPU ms an article", "peak MB")
    asking = Table("articles", "what", "wall s", "to the first byte s", "CPU s", "MB")
    for size in given.sizes:
        library = given.work / f"library-{size}"
        if library.exists():
            raise SystemExit(f"{library}: is there already; name another --work")
        _add(library, _articles(given.work, size), size, adding)
        _ask(library, given.work, size, asking)
    console.print(adding, asking, f"{os.cpu_count()} processors", sep="\n")


def _articles(work: Path, size: int) -> Path:
    path = work / f"articles-{size}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for row in islice(rows("news_20k"), size):
            file.write(json.dumps(row) + "\n")
    return path


def _add(library: Path, articles: Path, size: int, table: Table) -> None:
    cost = run(["--library", str(library), "add", "--progress", "json", str(articles)])
    for name in STAGES:
        stage = cost.stages[name]
        per = f"{1000 * stage.cpu / size:.2f}"
        table.add_row(f"{size:,}", name, f"{stage.wall:.1f}", f"{stage.cpu:.1f}", per, "")
    table.add_row(
        f"{size:,}",
        "all",
        f"{cost.wall:.1f}",
        f"{cost.cpu:.1f}",
        f"{1000 * cost.cpu / size:.2f}",
        f"{cost.peak / _MEGA:,.0f}",
    )


def _ask(library: Path, work: Path, size: int, table: Table) -> None:
    new = list(islice(rows("basil_articles"), 3))
    added: list[Cost] = []
    for at, row in enumerate(new):
        path = work / f"one-{size}-{at}.txt"
        path.write_text(f"{row['title']}\n\n{row['text']}", encoding="utf-8")
        added.append(run(["--library", str(library), "add", "--progress", "json", str(path)]))
    _row(table, size, "add one article", added)
    for name in STAGES[1:]:
        stages = [cost.stages[name] for cost in added]
        wall, cpu = median(s.wall for s in stages), median(s.cpu for s in stages)
        table.add_row(f"{size:,}", f"  of it {name}", f"{wall:.2f}", "", f"{cpu:.2f}", "")
    asked = next(rows("news_20k"))["id"]
    for name, arguments in (
        ("claims of one", ["claims", asked, "--json"]),
        ("story of one", ["story", asked, "--json"]),
        ("origins", ["origins", "--json"]),
        ("origins as text", ["origins"]),
        ("claims of all", ["claims", "--json"]),
    ):
        times = 1 if name == "claims of all" else 3
        costs = [run(["--library", str(library), *arguments]) for _ in range(times)]
        _row(table, size, name, costs)


def _row(table: Table, size: int, name: str, costs: list[Cost]) -> None:
    table.add_row(
        f"{size:,}",
        name,
        f"{median(cost.wall for cost in costs):.2f}",
        f"{median(cost.first for cost in costs):.2f}",
        f"{median(cost.cpu for cost in costs):.2f}",
        f"{median(cost.peak for cost in costs) / _MEGA:,.0f}",
    )


if __name__ == "__main__":
    main()
