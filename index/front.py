"""The first page of a library: all articles, newest first, as the last update left them.

Kept ready on the disk, so that a reader sees it before search and claims, which take longer to
load than to answer, are there. Derived like them: what cannot be read, or is of another revision
of the record than the present one, counts as none.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.errors import LibraryUnusableError
from index.fulltext import container
from index.fulltext.container import Container, DamagedError
from index.model import (
    ArticleInfo,
    FacetCount,
    FrontPage,
    Hit,
    LibrarySummary,
    SearchResult,
    Snippet,
    Span,
    StatusCounts,
)

FILE_NAME = "front"
FORMAT = 2
ROWS = 50
"""Articles kept: more than the tallest terminal shows."""


def save(folder: Path, page: FrontPage) -> None:
    """Keep a page; where the disk refuses, there is none next time."""
    meta = {"format": FORMAT, "page": asdict(page)}
    with suppress(OSError):
        container.write(folder / FILE_NAME, meta, ())


def load(folder: Path, revision: int) -> FrontPage | None:
    """The page kept of a revision of the record, if that is what is there."""
    try:
        meta = Container(folder / FILE_NAME).meta
        page = meta["page"]
        if meta["format"] != FORMAT or page["revision"] != revision:
            return None
        return FrontPage(
            revision=revision,
            result=_result(page["result"]),
            counts={name: StatusCounts(**counts) for name, counts in page["counts"].items()},
            summary=_summary(page["summary"]),
        )
    except (DamagedError, LibraryUnusableError, LookupError, TypeError, AttributeError):
        return None


def _result(made: Mapping[str, Any]) -> SearchResult:
    return SearchResult(
        query=made["query"],
        hits=tuple(_hit(hit) for hit in made["hits"]),
        total=made["total"],
        sources=tuple(FacetCount(**count) for count in made["sources"]),
        dates=tuple(FacetCount(**count) for count in made["dates"]),
        notes=tuple(made["notes"]),
    )


def _hit(made: Mapping[str, Any]) -> Hit:
    snippet = made["snippet"]
    return Hit(
        info=ArticleInfo(**made["info"]),
        score=made["score"],
        snippet=Snippet(snippet["text"], snippet["start"], _spans(snippet["hits"])),
        title_hits=_spans(made["title_hits"]),
        hits=_spans(made["hits"]),
    )


def _spans(made: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(**span) for span in made)


def _summary(made: Mapping[str, Any]) -> LibrarySummary:
    return LibrarySummary(made["articles"], made["origins"], StatusCounts(**made["claims"]))
