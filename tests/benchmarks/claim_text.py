"""What reading sentences, claims and normal forms costs, and how many there are.

Run from the project's root::

    python -m tests.benchmarks.claim_text [ARTICLES]

Reads the first ARTICLES (500) of ``../shared/data/news_20k.jsonl.gz``; CPU time of one process.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from time import process_time

from index.claims.dates import times
from index.claims.extract import read
from index.claims.features import NameBook, content_words, features, name_book
from index.claims.modality import is_negated, modality
from index.claims.numbers import quantities
from index.claims.sentences import segment
from index.intake import mark
from index.model import Article, Claim
from tests.benchmarks.corpora import rows


def articles(count: int) -> Iterator[Article]:
    """The first ``count`` articles of the news collection, marked as intake marks them."""
    for row in islice(rows("news_20k"), count):
        yield Article(
            row["id"],
            row["text"],
            title=row["title"],
            published=row["published"],
            marks=mark(row["text"], row["title"]),
        )


def main(count: int) -> None:
    """Print counts per article, then milliseconds an article and microseconds a claim."""
    read_in = list(articles(count))
    start = process_time()
    sentences = sum(len(segment(article.text, article.marks)) for article in read_in)
    segmenting = process_time() - start
    start = process_time()
    readings = [read(article) for article in read_in]
    extracting = process_time() - start
    start = process_time()
    books = [name_book(article) for article in read_in]
    naming = process_time() - start
    claims = [
        (article, book, claim)
        for article, book, reading in zip(read_in, books, readings, strict=True)
        for claim in reading.claims
    ]
    words = sum(len(article.text.split()) for article in read_in)
    spoken = sum(claim.speaker is not None for _, _, claim in claims)
    print(f"articles {count}, words an article {words / count:.0f}")
    print(f"sentences an article {sentences / count:.1f}, claims {len(claims) / count:.1f}")
    print(f"claims with a speaker {spoken / len(claims):.1%}")
    print(f"segment   {segmenting / count * 1e3:7.2f} ms an article")
    print(f"read      {extracting / count * 1e3:7.2f} ms an article (sentences and names within)")
    print(f"name_book {naming / count * 1e3:7.2f} ms an article")
    runs: dict[str, Callable[[Article, NameBook, Claim], object]] = {
        "words": lambda _a, _b, c: content_words(c.text),
        "times": lambda a, _b, c: times(c.text, a.published),
        "quantities": lambda _a, _b, c: quantities(c.text),
        "modality": lambda _a, _b, c: (modality(c.text), is_negated(c.text)),
        "names": lambda _a, b, c: b.find(c.text),
        "features": lambda a, b, c: features(
            c.text, published=a.published, speaker=c.speaker, names=b
        ),
    }
    for name, run in runs.items():
        start = process_time()
        for article, book, claim in claims:
            run(article, book, claim)
        print(f"{name:10}{(process_time() - start) / len(claims) * 1e6:7.1f} us a claim")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
