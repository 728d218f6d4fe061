"""Count in how many sentences of general news each stem occurs: the engine's background.

    python -m tests.benchmarks.background

writes ``index/claims/background.txt``. Only stems and counts go into the project. Run it again
where the stemmer or the stop words change.
"""

import gzip
import json
import zlib
from collections import Counter

from index.claims.background import TABLE
from index.claims.sentences import segment
from index.claims.words import content_words
from tests.conftest import SHARED

EVERY = 2
"""Every second article is enough: counts of stems worth keeping move by a few percent."""

FEWEST = 60
"""Stems in fewer sentences than this are all equally rare to the engine."""


def main() -> None:
    """Count and write the table."""
    counts: Counter[str] = Counter()
    sentences = 0
    with gzip.open(SHARED / "data" / "news_20k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if zlib.crc32(article["id"].encode()) % EVERY:
                continue
            text = article["text"]
            for span in segment(text):
                sentences += 1
                counts.update(set(content_words(text[span.start : span.end])))
    kept = sorted((stem, count) for stem, count in counts.items() if count >= FEWEST)
    body = "".join(f"{stem} {count}\n" for stem, count in kept)
    TABLE.write_text(f"{sentences} {FEWEST}\n{body}", encoding="utf-8")
    print(f"{len(kept)} stems of {sentences} sentences in {TABLE.name}")


if __name__ == "__main__":
    main()
