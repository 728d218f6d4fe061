"""Count in how many sentences of general news each stem occurs: the engine's background.

    python -m tests.benchmarks.background

writes ``index/claims/background.txt``. Only stems and counts go into the project, and a mark where
a stem is nearly always written with a capital in the middle of sentences. Run it again where the
stemmer or the stop words change.
"""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator

from index.claims.background import NAME, TABLE
from index.claims.sentences import segment
from index.claims.words import content_words, stem
from tests.conftest import SHARED

EVERY = 2
"""Every second article is enough: counts of stems worth keeping move by a few percent."""

FEWEST = 60
"""Stems in fewer sentences than this are all equally rare to the engine."""

CAPITAL = 0.8
"""Share of a stem's occurrences within sentences from which it is a name's."""

_INSIDE = re.compile(r"(?:(?<=[^\W_] )|(?<=, ))[^\W\d_]+")
"""A word within a sentence: not its first, nor behind a quotation mark or a colon."""


def main() -> None:
    """Count and write the table."""
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    sentences = 0
    with gzip.open(SHARED / "data" / "news_20k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if zlib.crc32(article["id"].encode()) % EVERY:
                continue
            text = article["text"]
            for span in segment(text):
                sentences += 1
                said = text[span.start : span.end]
                counts.update(set(content_words(said)))
                for word, capital in _within(said):
                    inside[word] += 1
                    capitals[word] += capital
    kept = sorted((stem, count) for stem, count in counts.items() if count >= FEWEST)
    names = {word for word, count in capitals.items() if count > CAPITAL * inside[word]}
    body = "".join(f"{word} {count}{f' {NAME}' * (word in names)}\n" for word, count in kept)
    TABLE.write_text(f"{sentences} {FEWEST}\n{body}", encoding="utf-8")
    print(f"{len(kept)} stems of {sentences} sentences in {TABLE.name}")


def _within(sentence: str) -> Iterator[tuple[str, bool]]:
    """The words within a sentence by their stems, and whether each has a capital; no headlines."""
    words = _INSIDE.findall(sentence)
    capitals = [word[0].isupper() for word in words]
    if 2 * sum(capitals) < len(words):
        yield from zip((stem(word.lower()) for word in words), capitals, strict=True)


if __name__ == "__main__":
    main()
