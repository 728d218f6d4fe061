"""One story out of ``claims.db``: its articles, and which of them makes which claim.

Only the articles of the story are read, whatever the size of the library.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.claims.firsts import by_date, firsts
from index.claims.groups import Node, Tie, groups
from index.claims.pages import FoundLink, Page, links_of, page_of, pages_of, report_of
from index.claims.settling import VERDICTS, are_independent
from index.errors import SecondSourceError
from index.model import (
    ArticleInfo,
    Claim,
    Comparison,
    Origin,
    OriginReason,
    Status,
    Story,
    StoryCell,
    StoryClaim,
    Verdict,
)

NEIGHBOURS = 32
"""Articles taken in beside the one asked about: those that share the most claims with it."""

WHOLE = 64
"""Articles of a library that can be shown as one story without naming any."""

Infos = Callable[[Collection[str]], Mapping[str, ArticleInfo]]


def read_story(
    connection: sqlite3.Connection, articles: Collection[str] | None, infos: Infos
) -> Story:
    """The story an article belongs to, or the one that several make up.

    Args:
        connection: on ``claims.db``, everything on it of one moment.
        articles: one id, whose story is looked for; or several, which are the story; or ``None``
            for every article of a small library.
        infos: gives what is known of articles by id.

    Raises:
        NotFoundError: the index has no such article.
        SecondSourceError: the library is too large to be one story.
    """
    named = sorted(set(_all(connection) if articles is None else articles))
    pages = [page_of(connection, id_) for id_ in named]
    left_out = 0
    if articles is not None and len(pages) == 1:
        others, left_out = _neighbours(connection, pages[0].key)
        pages += pages_of(connection, others).values()
    pages.sort(key=lambda page: page.article)
    links = {page.key: links_of(connection, page.key) for page in pages}
    told = _origins(connection, {page.origin for page in pages})
    known = infos([page.article for page in pages])
    focus = named[0] if articles is not None and len(named) == 1 else None
    return _Telling(pages, links, known, focus).story(told, left_out)


def _all(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM articles WHERE visible LIMIT ?", (WHOLE + 1,)
    ).fetchall()
    if len(rows) > WHOLE:
        raise SecondSourceError(
            f"the library has more than {WHOLE} articles, too many for one story; name an article "
            "to see its story, or several to see them side by side"
        )
    return [id_ for (id_,) in rows]


def _neighbours(connection: sqlite3.Connection, key: int) -> tuple[list[int], int]:
    """Keys of the articles nearest to one, and how many more there are."""
    shared: dict[int, dict[int, float]] = {}
    for link in links_of(connection, key):
        best = shared.setdefault(link.other, {})
        best[link.claim] = max(best.get(link.claim, 0.0), link.probability)
    ranked = sorted(shared, key=lambda other: (-len(shared[other]), -sum(shared[other].values())))
    return ranked[:NEIGHBOURS], max(len(ranked) - NEIGHBOURS, 0)


def _origins(
    connection: sqlite3.Connection, wanted: Iterable[str]
) -> dict[str, tuple[OriginReason, str | None]]:
    query = "SELECT reason, detail FROM origins WHERE id = ?"
    return {id_: connection.execute(query, (id_,)).fetchone() for id_ in sorted(wanted)}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A claim of another article as seen from a row's wording of the claim."""

    node: Node
    verdict: Verdict
    probability: float
    link: FoundLink | None = None


class _Telling:
    """Lays out one story. Articles and claims go by number: ``(place in pages, ordinal)``."""

    def __init__(
        self,
        pages: Sequence[Page],
        links: Mapping[int, Sequence[FoundLink]],
        infos: Mapping[str, ArticleInfo],
        focus: str | None,
    ) -> None:
        self._pages = pages
        self._by_id = {page.article: page for page in pages}
        self._infos = infos
        self._focus = focus
        self._claims = [page.claims() for page in pages]
        places = {page.key: place for place, page in enumerate(pages)}
        self._links: dict[Node, dict[Node, FoundLink]] = {}
        for page in pages:
            for link in links[page.key]:
                if link.other in places:
                    here = (places[page.key], link.claim)
                    there = (places[link.other], link.other_claim)
                    self._links.setdefault(here, {})[there] = link
        self._columns = self._order()
        self._column = {pages[place].article: n for n, place in enumerate(self._columns)}

    def story(self, told: Mapping[str, tuple[OriginReason, str | None]], left_out: int) -> Story:
        """The whole of it."""
        pages = [self._pages[place] for place in self._columns]
        origins = [
            Origin(id_, tuple(p.article for p in pages if p.origin == id_), *told[id_])
            for id_ in dict.fromkeys(page.origin for page in pages)
        ]
        by_time = sorted(pages, key=lambda page: (by_date(self._published(page)), page.article))
        return Story(
            articles=tuple(self._info(page) for page in pages),
            origins=tuple(origins),
            order=tuple(page.article for page in by_time),
            claims=self._rows(),
            left_out=left_out,
        )

    def _published(self, page: Page) -> str | None:
        return self._info(page).published

    def _info(self, page: Page) -> ArticleInfo:
        unknown = ArticleInfo(page.article, None, None, None, None, None, None, 0)
        return self._infos.get(page.article, unknown)

    def _order(self) -> list[int]:
        """Places of the articles, origin by origin, each by date."""

        def date(place: int) -> tuple[tuple[bool, str, str], str]:
            return by_date(self._published(self._pages[place])), self._pages[place].article

        begun: dict[str, tuple[tuple[bool, str, str], str]] = {}
        for place, page in enumerate(self._pages):
            begun[page.origin] = min(begun.get(page.origin, date(place)), date(place))
        return sorted(
            range(len(self._pages)), key=lambda p: (begun[self._pages[p].origin], date(p))
        )

    # Rows

    def _rows(self) -> tuple[StoryClaim, ...]:
        nodes = [
            (place, ordinal)
            for place, claims in enumerate(self._claims)
            for ordinal in range(len(claims))
        ]
        ties = [
            Tie(a, b, VERDICTS[link.verdict] == "corroborates", link.probability)
            for a, links in self._links.items()
            for b, link in links.items()
            if a < b
        ]
        found = [(group, self._row(group)) for group in groups(nodes, ties)]
        found.sort(key=lambda pair: self._rank(pair[1]))
        return tuple(self._unfolded(found))

    def _unfolded(self, found: Iterable[tuple[Sequence[Node], StoryClaim]]) -> Iterable[StoryClaim]:
        """Leave out rows that say nothing new: all their claims stand in rows above."""
        shown: set[str] = set()
        for group, row in found:
            members = {self._claim(node).id for node in group}
            if not members <= shown:
                yield row
                shown.update(claim.id for cell in row.cells for claim in cell.claims)

    def _rank(self, row: StoryClaim) -> tuple[object, ...]:
        """Most shared first, rows of one pattern together, then as the earliest article has it."""
        column = self._column
        pattern = tuple(column[cell.article] for cell in row.cells)
        heard = {self._by_id[cell.article].origin for cell in row.cells}
        makers = sum(cell.verdict == "corroborates" for cell in row.cells)
        place = (row.claim.article != self._focus, -makers, column[row.claim.article])
        return (-len(heard), -len(pattern), pattern, place, row.claim.start)

    def _row(self, group: Sequence[Node]) -> StoryClaim:
        label = self._label(group)
        cells = self._cells(label, group)
        makers = [cell.article for cell in cells if cell.verdict == "corroborates"]
        pages = self._by_id
        own = self._pages[label[0]]
        disputed = any(
            cell.verdict == "conflicts" and _independent(own, pages[cell.article]) for cell in cells
        )
        origins = _sources([pages[article] for article in makers])
        return StoryClaim(
            claim=self._claim(label),
            status=_status(origins, len(makers), disputed=disputed),
            origins=origins,
            cells=tuple(cells),
            first=firsts({article: self._published(pages[article]) for article in makers}),
        )

    def _label(self, group: Sequence[Node]) -> Node:
        """The wording to show: of the article asked about, else the one closest to the others."""

        def closeness(node: Node) -> tuple[bool, float, int, int]:
            links = self._links.get(node, {})
            near = sum(links[other].probability for other in group if other in links)
            focused = self._pages[node[0]].article == self._focus
            return (not focused, -near, self._column[self._pages[node[0]].article], node[1])

        return min(group, key=closeness)

    def _cells(self, label: Node, group: Sequence[Node]) -> list[StoryCell]:
        own = sorted((node for node in group if node[0] == label[0]), key=lambda n: n != label)
        seen = self._seen(label, group)
        cells: list[StoryCell] = []
        for place in self._columns:
            if place == label[0]:
                claims = tuple(map(self._claim, own))
                cells.append(StoryCell(self._pages[place].article, claims, "corroborates"))
            elif place in seen:
                cells.append(self._cell(label[0], place, seen[place]))
        return cells

    def _cell(self, here: int, place: int, seen: Sequence[_Seen]) -> StoryCell:
        nearest = max(seen, key=lambda s: (s.link is not None, s.probability, -s.node[1]))
        alike = sorted(
            (s for s in seen if s.verdict == nearest.verdict),
            key=lambda s: (s is not nearest, s.link is None, -s.probability, s.node),
        )
        claims = tuple(self._claim(s.node) for s in alike)
        comparison = self._comparison(here, place, nearest.link)
        return StoryCell(self._pages[place].article, claims, nearest.verdict, comparison)

    def _seen(self, label: Node, group: Sequence[Node]) -> dict[int, list[_Seen]]:
        """By article, claims that are linked to the wording shown, or to most of its group."""
        direct = self._links.get(label, {})
        met = {*group, *direct, *(other for node in group for other in self._links.get(node, ()))}
        found: dict[int, list[_Seen]] = {}
        for node in sorted(met):
            if node[0] == label[0]:
                continue
            if link := direct.get(node):
                seen = _Seen(node, VERDICTS[link.verdict], link.probability, link)
            elif (by_way := self._by_way(node, group)) is not None:
                seen = by_way
            else:
                continue
            found.setdefault(node[0], []).append(seen)
        return found

    def _by_way(self, node: Node, group: Sequence[Node]) -> _Seen | None:
        links = self._links.get(node, {})
        met = [links[other] for other in group if other in links]
        others = sum(other[0] != node[0] for other in group)
        if node not in group and 2 * len(met) <= others:
            return None
        strength = sum(link.probability for link in met) / max(others, 1)
        conflict = any(VERDICTS[link.verdict] == "conflicts" for link in met)
        return _Seen(node, "conflicts" if conflict else "corroborates", strength)

    def _comparison(self, here: int, there: int, link: FoundLink | None) -> Comparison | None:
        if link is None:
            return None
        return report_of(self._pages[here], self._pages[there], link, None).comparison

    def _claim(self, node: Node) -> Claim:
        return self._claims[node[0]][node[1]]


def _independent(one: Page, other: Page) -> bool:
    return are_independent((one.origin, one.publisher), (other.origin, other.publisher))


def _sources(pages: Iterable[Page]) -> int:
    """How many of these are independent of one another."""
    counted: list[Page] = []
    for page in pages:
        if all(_independent(page, other) for other in counted):
            counted.append(page)
    return len(counted)


def _status(origins: int, makers: int, *, disputed: bool) -> Status:
    if disputed:
        return "disputed"
    if origins > 1:
        return "corroborated"
    return "echoed" if makers > 1 else "single-source"
