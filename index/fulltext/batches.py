"""Articles to segments a batch at a time, in this process or in several."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.fulltext.builder import Builder
from index.fulltext.vocabulary import Vocabulary
from index.model import Article
from index.processes import Pool, pool

_CHARACTERS: Final = 12_000_000
"""Text of a batch: making a segment of it takes some 20 bytes of memory for each character."""

_DOCUMENTS: Final = 20_000

_PARALLEL_FROM: Final = 5_000
"""Articles from which on other processes are worth starting."""

_MOST_PROCESSES: Final = 4
"""Each takes up to 400 MB."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles of different ids, to become one segment of an index."""

    folder: Path
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A segment written, and the ids of the articles in it."""

    name: str
    ids: frozenset[str]


def batches(folder: Path, articles: Iterable[Article]) -> Iterator[Batch]:
    """Articles in batches of a bounded size; of several with one id in a batch the last counts."""
    batch: dict[str, Article] = {}
    characters = 0
    for article in articles:
        batch[article.id] = article
        characters += len(article.text)
        if characters >= _CHARACTERS or len(batch) >= _DOCUMENTS:
            yield Batch(folder, tuple(batch.values()))
            batch, characters = {}, 0
    if batch:
        yield Batch(folder, tuple(batch.values()))


class _Kept(threading.local):
    """The words this thread has met in the batches before: folding and stemming them takes long."""

    vocabulary: Vocabulary | None = None


_kept = _Kept()


def build(batch: Batch) -> Built:
    """Write a batch as a segment."""
    if _kept.vocabulary is None:
        _kept.vocabulary = Vocabulary()
    builder = Builder(batch.folder, _kept.vocabulary)
    for article in batch.articles:
        builder.add(article)
    name = builder.write()
    _kept.vocabulary.trim()
    return Built(name, frozenset(article.id for article in batch.articles))


@contextmanager
def workers(total: int | None) -> Iterator[Pool]:
    """Processes to build so many articles' segments in; none for few, or an unknown number."""
    parallel = total is not None and total >= _PARALLEL_FROM
    try:
        with pool(most=_MOST_PROCESSES if parallel else 1) as those:
            yield those
    finally:
        _kept.vocabulary = None
