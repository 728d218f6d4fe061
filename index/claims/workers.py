"""The heavy steps spread over processes: articles to records, reports to links.

Few articles are done in this process, as starting others costs more than it gains.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from index import processes
from index.claims.database import connect
from index.claims.linking import Linked, Linker
from index.claims.records import Record, empty_record, record
from index.model import Article
from index.processes import Pool

_MOST_PROCESSES = 8

Neighbours = tuple[int, list[tuple[int, float]]]
"""A report's key, and the keys of others with how alike they are."""


_DEFEATS = (ValueError, ArithmeticError, LookupError, RecursionError)
"""What a text nobody thought of may raise."""


@dataclass(frozen=True, slots=True)
class View:
    """Which reports of which file a linker sees.

    ``asked`` are those whose neighbours will be asked for, where they are few.
    """

    path: Path
    without: frozenset[int]
    asked: frozenset[int] | None = None


def make_records(articles: Sequence[Article]) -> list[Record]:
    """Read and pack the claims of several articles.

    A text that defeats the reading is kept without claims: it must not hold up the others.
    """
    made: list[Record] = []
    for article in articles:
        try:
            made.append(record(article))
        except _DEFEATS:
            made.append(empty_record(article))
    return made


def find_neighbours(task: tuple[View, Sequence[int]]) -> list[Neighbours]:
    """For each report the others most like it."""
    view, keys = task
    linker = _linker(view)
    return [(key, linker.neighbours(key)) for key in keys]


def find_links(task: tuple[View, Sequence[Neighbours]]) -> list[Linked]:
    """Everything that links each report with the others named for it.

    Two reports that defeat the comparing are not linked: they must not hold up the others.
    """
    view, reports = task
    linker = _linker(view)
    linker.forget_neighbours()
    found: list[Linked] = []
    for key, others in reports:
        try:
            found += linker.link(key, others)
        except _DEFEATS:
            found += _links_one_by_one(linker, key, others)
    return found


def _links_one_by_one(
    linker: Linker, key: int, others: Sequence[tuple[int, float]]
) -> Iterator[Linked]:
    for other in others:
        with suppress(*_DEFEATS):
            yield from linker.link(key, [other])


class _Open(threading.local):
    """The linker this thread last used: building one reads the whole library's terms."""

    view: View | None = None
    linker: Linker | None = None


_open = _Open()


def _linker(view: View) -> Linker:
    if _open.linker is None or _open.view != view:
        forget_linker()
        _open.linker = Linker(connect(view.path), view.without, view.asked)
        _open.view = view
    return _open.linker


def forget_linker() -> None:
    """Close what ``find_neighbours`` and ``find_links`` keep open in this thread."""
    if _open.linker is not None:
        _open.linker.close()
    _open.view = _open.linker = None


@contextmanager
def pool(*, parallel: bool) -> Iterator[Pool]:
    """Worker processes for as long as the block runs; none where ``parallel`` is false."""
    try:
        with processes.pool(most=_MOST_PROCESSES if parallel else 1) as workers:
            yield workers
    finally:
        forget_linker()
