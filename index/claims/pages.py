"""Reading one article's claims and links out of ``claims.db``, as the panes show them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from index.claims.packing import claim_of, claims_of, lines_of, unpack_differences
from index.claims.settling import VERDICTS, are_independent
from index.errors import NotFoundError
from index.model import ArticleInfo, Claim, Comparison, Report


@dataclass(frozen=True, slots=True)
class Page:
    """One article of the index: its claims, still packed, and how they stand."""

    key: int
    article: str
    publisher: str | None
    origin: str
    stands: bytes
    lines: tuple[str, ...]

    def claim(self, ordinal: int) -> Claim:
        """The claim of that number, counted from 0."""
        return claim_of(self.article, self.lines[ordinal])

    def claims(self) -> list[Claim]:
        """All claims, in order."""
        return claims_of(self.article, self.lines)


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link seen from one side; ``swapped`` where it was stored from the other."""

    claim: int
    other: int
    other_claim: int
    verdict: int
    probability: float
    differences: str
    swapped: bool


_PAGE = (
    "SELECT key, id, publisher, origin, stands, claims"
    " FROM articles JOIN packed USING (key) JOIN standing USING (key)"
)

_MINE = "SELECT i, b, j, verdict, probability, differences FROM links WHERE a = ?"
_THEIRS = "SELECT j, a, i, verdict, probability, differences FROM links WHERE b = ?"


def page_of(connection: sqlite3.Connection, article: str) -> Page:
    """The page of an article.

    Raises:
        NotFoundError: the index has no such article.
    """
    row = connection.execute(f"{_PAGE} WHERE id = ? AND visible", (article,)).fetchone()
    if row is None:
        raise NotFoundError(
            f"{article}: no claims are known of this article; see `secondsource search` for ids"
        )
    return _page(row)


def pages_of(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, Page]:
    """The pages of several articles by their keys."""
    return {
        key: _page(connection.execute(f"{_PAGE} WHERE key = ?", (key,)).fetchone()) for key in keys
    }


def _page(row: tuple[int, str, str | None, str, bytes, bytes]) -> Page:
    return Page(*row[:5], tuple(lines_of(row[5])))


def links_of(connection: sqlite3.Connection, key: int) -> list[FoundLink]:
    """Every link of an article's claims, seen from it."""
    found: list[FoundLink] = []
    for query, swapped in ((_MINE, False), (_THEIRS, True)):
        for claim, other, other_claim, verdict, probability, told in connection.execute(
            query, (key,)
        ):
            found.append(FoundLink(claim, other, other_claim, verdict, probability, told, swapped))
    return found


def report_of(own: Page, other: Page, link: FoundLink, info: ArticleInfo | None) -> Report:
    """What the other article says about a claim of this one."""
    claim = other.claim(link.other_claim)
    return Report(
        article=other.article,
        title=info.title if info else None,
        source=info.source if info else None,
        published=info.published if info else None,
        start=claim.start,
        end=claim.end,
        text=claim.text,
        comparison=Comparison(
            VERDICTS[link.verdict],
            link.probability,
            unpack_differences(link.differences, swapped=link.swapped),
        ),
        origin=other.origin,
        independent=are_independent((own.origin, own.publisher), (other.origin, other.publisher)),
    )
