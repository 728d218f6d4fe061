"""What is asked of a library, as one value, and the answer a list of articles is made of.

A search is a query with the outlets and dates it is narrowed to and the order wanted. All of it
can be written in the query language, so that it means the same in the app and on the command
line. Nothing here knows an index.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from index.model import DateStep, FacetCount, SearchResult, Sort, StatusCounts

_LOOSE: Final = re.compile(r"\bOR\b")
"""What binds looser than the words of a query standing side by side."""
_QUOTES: Final = str.maketrans(dict.fromkeys('"“”', " "))
_YEAR: Final = 4
"""Characters of a date known to the year: those within one are counted by month, others by day."""


@dataclass(frozen=True, slots=True)
class Search:
    """A query and what narrows it.

    Outlets widen each other, so do dates; the two narrow each other. ``None`` among them is the
    unknown outlet or date. Dates are ``2024``, ``2024-10`` or ``2024-10-21``.
    """

    query: str = ""
    sources: tuple[str | None, ...] = ()
    dates: tuple[str | None, ...] = ()
    sort: Sort = "relevance"

    @property
    def is_narrowed(self) -> bool:
        """Whether an outlet or a date narrows the query."""
        return bool(self.sources or self.dates)

    def written(self, *, typing: bool = False) -> tuple[str, int]:
        """All of it but the order, in the query language.

        Args:
            typing: the query is still being typed, so that a group around it stays open.

        Returns:
            The whole query and where in it the bare one begins.
        """
        terms = (
            [_term("source", value) for value in _sorted(self.sources)],
            [_term("date", value) for value in _sorted(self.dates)],
        )
        lead = "".join(f"{_either(values)} " for values in terms if values)
        if not lead or not _LOOSE.search(self.query):
            return lead + self.query, len(lead)
        return f"{lead}({self.query}{'' if typing else ')'}", len(lead) + 1


def _sorted(values: Iterable[str | None]) -> list[str]:
    return sorted({value or "" for value in values})


def _either(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _term(field: str, value: str) -> str:
    words = value.translate(_QUOTES).strip()
    if not words:
        return f"{field}:unknown"
    return f'{field}:"{words}"' if field == "source" else f"{field}:{words}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, with the counts it can be narrowed by.

    ``sources`` count what the query finds within the dates chosen, ``dates`` what it finds within
    the outlets chosen, each whatever is chosen of its own kind: what could be chosen beside or
    instead. ``claims`` says how the claims of the articles listed stand.
    """

    result: SearchResult
    claims: Mapping[str, StatusCounts]
    sources: tuple[FacetCount, ...]
    dates: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand in a query at ``start:end``, the likeliest first."""

    start: int
    end: int
    values: tuple[str, ...]


class Searchable(Protocol):
    """What a search is put to; see :class:`index.library.Library`."""

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        sort: Sort = "relevance",
        typing: bool = False,
        facets: bool = True,
        dates: DateStep | None = None,
    ) -> SearchResult:
        """Find articles."""
        ...

    def counts(self, article_ids: Collection[str]) -> Mapping[str, StatusCounts]:
        """How many claims of each status these articles have."""
        ...


def answer(
    library: Searchable, search: Search, *, limit: int, typing: bool, within: str | None
) -> Answer:
    """Search, and count by outlet and date what else could be chosen.

    Args:
        library: what to search.
        search: the query and what narrows it.
        limit: hits at most.
        typing: the query is still being typed.
        within: a year or a month whose months or days are to be counted; all dates otherwise.

    Raises:
        QueryError: the query cannot be understood; its offsets are into what ``written`` gives.
    """
    query, _ = search.written(typing=typing)
    # Where outlets are chosen, both kinds of counts are of other searches.
    counted = not search.sources
    result = library.search(query, limit=limit, sort=search.sort, typing=typing, facets=counted)
    claims = library.counts([hit.info.id for hit in result.hits])
    if not search.is_narrowed and within is None:
        return Answer(result, claims, result.sources, result.dates)

    def count(other: Search, step: DateStep | None = None) -> SearchResult:
        return library.search(other.written(typing=typing)[0], limit=1, typing=typing, dates=step)

    by_source = count(replace(search, sources=())) if search.sources else result
    by_date = count(replace(search, dates=(within,) if within else ()), _step(within))
    return Answer(result, claims, by_source.sources, by_date.dates)


def _step(within: str | None) -> DateStep | None:
    if within is None:
        return None
    return "month" if len(within) == _YEAR else "day"
