"""The research data as examples: what is fitted on, and what is held back to report on.

Data lies outside the project (see ``tests/conftest.py``); every loader says so where it is not.
"""

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.claims.sentences import segment
from index.intake import articles
from index.model import Article
from tests.conftest import SHARED

DATA = SHARED / "data"


@dataclass(frozen=True, slots=True)
class Example:
    """Two sentences, how far they say the same (0 to 1), and the reports they are from."""

    a: str
    b: str
    label: float
    source: str
    reports: tuple[str, str] | None = None


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one data file."""
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        raise SystemExit(f"{path}: the research data is not here; nothing to measure")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_out(name: str) -> bool:
    """Whether an example is kept for reporting: one in four, by its name."""
    return zlib.crc32(name.encode()) % 4 == 0


@cache
def mrpc(*, held: bool) -> tuple[Example, ...]:
    """MRPC, one part in four held out."""
    return tuple(
        Example(row["text1"], row["text2"], float(row["label"]), "mrpc")
        for row in rows("mrpc_train")
        if held_out(row["id1"]) == held
    )


@cache
def headlines(*, held: bool) -> tuple[Example, ...]:
    """STS headlines with their score as label, one part in four held out."""
    return tuple(
        Example(row["text1"], row["text2"], row["score"] / 5, "headlines")
        for row in rows("sts_headlines")
        if held_out(row["text1"]) == held
    )


@cache
def claimdiff(*, held: bool) -> tuple[Example, ...]:
    """ClaimDiff, related (1) or not (0), one topic in four held out."""
    return tuple(
        Example(row["claim_a"], row["claim_b"], float(row["label"] != "unrelated"), "claimdiff")
        for row in rows("claimdiff_train")
        if held_out(row["topic"]) == held
    )


@cache
def ecb(split: str) -> tuple[Example, ...]:
    """ECB+ sentence pairs: level 2 and up is the same, level 0 is not.

    Level 0 within one event, which is noisy, has the source "ecb-within".
    """
    return tuple(
        Example(
            row["text1"],
            row["text2"],
            float(row["level"] >= 2),
            "ecb-within" if row["level"] == 0 and row["same_subtopic"] else "ecb",
            (row["doc1"], row["doc2"]),
        )
        for row in rows("ecbplus_pairs")
        if row["split"] == split and row["level"] != 1
    )


def ecb_articles(split: str) -> dict[str, tuple[Article, str]]:
    """ECB+ articles by id as intake takes them in, each with the event it is on.

    The data give no title, outlet or date: what is known of them is what intake reads in them.
    """
    return {
        row["id"]: (articles.from_text(row["id"], row["text"]), row["story"])
        for row in rows("ecbplus_articles")
        if row["split"] == split
    }


def basil_articles() -> dict[str, tuple[Article, str]]:
    """BASIL articles by id, each with the story it tells."""
    return {
        row["id"]: (
            Article(
                row["id"],
                row["text"],
                title=row["title"],
                source=row["source"],
                published=row["published"],
                url=row["url"],
            ),
            row["story"],
        )
        for row in rows("basil_articles")
    }


def news_articles(count: int) -> dict[str, tuple[Article, str]]:
    """The first news articles that are not held out, each its own event."""
    found: dict[str, tuple[Article, str]] = {}
    for row in rows("news_20k"):
        if not held_out(row["id"]):
            found[row["id"]] = (Article(**row), row["id"])
        if len(found) == count:
            break
    return found


@cache
def neighbours(count: int = 6_000) -> tuple[Example, ...]:
    """Near negatives: two sentences of one article that share words but are no repeats."""
    chooser = random.Random(7)
    found: list[Example] = []
    for row in rows("news_20k"):
        if not held_out(row["id"]):
            text = row["text"]
            said = [text[span.start : span.end] for span in segment(text)]
            said = [sentence for sentence in said if 40 < len(sentence) < 400]
            pairs = [
                (a, b)
                for i, a in enumerate(said)
                for b in said[i + 1 : i + 12]
                if len(_bag(a) & _bag(b)) >= 2 and len(_bag(a) & _bag(b)) < 0.6 * len(_bag(a))
            ]
            found += [
                Example(*pair, 0.0, "near") for pair in chooser.sample(pairs, min(4, len(pairs)))
            ]
        if len(found) >= count:
            break
    return tuple(found[:count])


def _bag(text: str) -> frozenset[str]:
    return frozenset(word for word in text.lower().split() if len(word) > 4)


@cache
def strangers(count: int = 3_000) -> tuple[Example, ...]:
    """Random negatives: sentences of different articles."""
    chooser = random.Random(11)
    said = [sentence for example in neighbours() for sentence in (example.a, example.b)]
    return tuple(
        Example(chooser.choice(said), chooser.choice(said), 0.0, "random") for _ in range(count)
    )
