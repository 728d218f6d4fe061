"""What reading and cleaning cost, and how much of real news they take for chrome.

Run with ``python -m tests.benchmarks.intake`` from the project's root. One row a corpus: articles,
milliseconds of CPU an article (reading, metadata and marks; marks alone), peak memory of the
process, and the share of the text marked, by kind. Reads ``../shared/data``.
"""

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.errors import InputRejectedError
from index.intake import discover, mark, read
from index.model import Article
from tests.benchmarks.corpora import DATA

CORPORA = ("basil_articles", "ecbplus_articles", "news_20k")


def articles(path: Path) -> list[Article]:
    """Every article of a file; a rejection ends the measurement."""
    found = []
    for item in discover([str(path)]):
        for outcome in [item] if isinstance(item, InputRejectedError) else read(item):
            if isinstance(outcome, InputRejectedError):
                raise SystemExit(str(outcome))
            found.append(outcome)
    return found


def share(marked: int, characters: int) -> str:
    """A share of the text in percent."""
    return f"{100 * marked / characters:.2f} %"


def measure(table: Table, path: Path) -> None:
    """Add the row of one corpus."""
    begun = time.process_time()
    found = articles(path)
    reading = time.process_time() - begun
    begun = time.process_time()
    for article in found:
        mark(article.text, article.title)
    marking = time.process_time() - begun
    kinds: Counter[str] = Counter()
    for article in found:
        for each in article.marks:
            kinds[each.kind] += each.end - each.start
    characters = sum(len(article.text) for article in found)
    by_kind = ", ".join(f"{kind} {share(count, characters)}" for kind, count in kinds.most_common())
    table.add_row(
        path.name,
        f"{len(found):,}",
        f"{characters / len(found):,.0f}",
        f"{1000 * reading / len(found):.2f}",
        f"{1000 * marking / len(found):.2f}",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
        share(kinds.total(), characters),
        by_kind,
    )


def main() -> None:
    """Measure every corpus that is here and print the table."""
    table = Table(
        "corpus", "articles", "characters", "read ms", "mark ms", "peak MB", "marked", "by kind"
    )
    for name in CORPORA:
        path = DATA / f"{name}.jsonl.gz"
        if path.exists():
            measure(table, path)
        else:
            print(f"{path}: not here, not measured", file=sys.stderr)
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
