"""The claims of a library and who else makes them: the room's one door.

Answers from what the last update left; all work is done by ``updating``. Derived from the
articles throughout: where its file is missing or damaged it starts empty, with ``as_of`` -1.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from index.claims.database import ClaimsDatabase
from index.claims.pages import links_of, page_of, pages_of, report_of
from index.claims.settling import VERDICTS, unpack_stands
from index.claims.story import read_story
from index.errors import DerivedLostError
from index.model import (
    Article,
    ArticleInfo,
    Origin,
    OriginReason,
    Report,
    Standing,
    StatusCounts,
    Story,
)
from index.progress import CancelCheck, ProgressCallback, ignore_progress, never_cancelled

PASSAGES = 3
"""Passages of one other article given for a claim: headline, lead and body may all repeat it."""

NEVER = -2
"""A state no index is ever of."""

_NOTHING = -1
"""The revision that an index without any article reflects."""

Infos = Callable[[Collection[str]], Mapping[str, ArticleInfo]]


class ClaimIndex:
    """Claims, links, origins and statuses of a library; usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open ``claims.db`` in a library's folder, making it anew where it cannot be read."""
        self._database = ClaimsDatabase(folder)
        self._shared: tuple[int, Mapping[str, int]] = (NEVER, {})

    @property
    def as_of(self) -> int:
        """The revision of the record this index reflects; -1 where there is none."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'as_of'").fetchone()
        return int(row[0]) if row else _NOTHING

    def update(
        self,
        articles: Iterable[Article],
        *,
        forget: Collection[str],
        as_of: int,
        since: int = _NOTHING,
        total: int | None = None,
        progress: ProgressCallback = ignore_progress,
        cancelled: CancelCheck = never_cancelled,
    ) -> None:
        """Take in new and changed articles, forget others, and link all claims.

        All of it becomes visible at once at the end. Work grows with the articles given, not
        with the library.

        Args:
            articles: new ones, and changed ones whole.
            forget: ids of articles that are gone.
            as_of: the revision of the record reflected afterwards.
            since: the revision that the articles and ids are all changes after.
            total: number of articles, where known.
            progress: told of the stages "claims" and "link", in articles.
            cancelled: asked often.

        Raises:
            CancelledError: the caller asked to stop; nothing of this update is visible.
            LibraryBusyError: another process is writing to the index.
            LibraryUnusableError: the index cannot be written.
            DerivedLostError: the index is older than ``since``.
        """
        if self.as_of < since:
            raise DerivedLostError(
                f"{self._database.path}: the claims are older than they were; find them anew with"
                " 'secondsource reindex'"
            )
        # What makes claims takes long to load, and whoever only reads them does without.
        from index.claims.updating import Update

        run = Update(self._database, total=total, progress=progress, cancelled=cancelled)
        run.run(articles, forget, as_of)

    def standings(self, article: str, infos: Infos) -> tuple[Standing, ...]:
        """The claims of an article in its order, each with what every other report says of it.

        Reports are sorted independent ones first, then by probability; of each other article
        the best passages are given, up to ``PASSAGES`` that agree.

        Args:
            article: the article's id.
            infos: gives what is known of other articles by id.

        Raises:
            NotFoundError: the index has no such article.
        """
        with self._database.reading() as connection:
            own = page_of(connection, article)
            links = links_of(connection, own.key)
            pages = pages_of(connection, {link.other for link in links})
        known = infos({page.article for page in pages.values()})
        reports: dict[int, list[Report]] = {}
        given: Counter[tuple[int, int]] = Counter()
        for link in sorted(links, key=lambda link: (-link.probability, link.other_claim)):
            agrees = VERDICTS[link.verdict] == "corroborates"
            given[link.claim, link.other] += agrees
            if not agrees or given[link.claim, link.other] <= PASSAGES:
                page = pages[link.other]
                told = report_of(own, page, link, known.get(page.article))
                reports.setdefault(link.claim, []).append(told)
        return tuple(
            Standing(claim, stand.status, stand.origins, _sorted(reports.get(i, ())))
            for i, (claim, stand) in enumerate(
                zip(own.claims(), unpack_stands(own.stands), strict=True)
            )
        )

    def story(self, articles: Collection[str] | None, infos: Infos) -> Story:
        """The story an article belongs to, or the one several make up; see ``read_story``.

        Raises:
            NotFoundError: the index has no such article.
            SecondSourceError: ``None`` was given and the library is too large to be one story.
        """
        with self._database.reading() as connection:
            return read_story(connection, articles, infos)

    def counts(self, articles: Collection[str]) -> Mapping[str, StatusCounts]:
        """How many claims of each status these articles have; unknown ones are left out."""
        found: dict[str, StatusCounts] = {}
        with self._database.reading() as connection:
            for article in articles:
                row = connection.execute(
                    "SELECT corroborated, disputed, echoed, single_source"
                    " FROM articles JOIN standing USING (key) WHERE id = ? AND visible",
                    (article,),
                ).fetchone()
                if row:
                    found[article] = StatusCounts(*row)
        return found

    def shared(self) -> Mapping[str, int]:
        """How many corroborated claims each article has, of those that have any.

        The same object as long as the index is the same.
        """
        as_of = self.as_of
        if self._shared[0] != as_of:
            with self._database.reading() as connection:
                rows = connection.execute(
                    "SELECT id, corroborated FROM standing JOIN articles USING (key)"
                    " WHERE visible AND corroborated"
                ).fetchall()
            self._shared = (as_of, dict(rows))
        return self._shared[1]

    def totals(self) -> StatusCounts:
        """How many claims of each status the whole library has."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT total(corroborated), total(disputed), total(echoed), total(single_source)"
                " FROM standing"
            ).fetchone()
        return StatusCounts(*(int(value) for value in row))

    def origins(self) -> tuple[Origin, ...]:
        """The independent origins; every article is in exactly one."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT standing.origin, articles.id FROM standing JOIN articles USING (key)"
                " WHERE visible ORDER BY articles.id"
            ).fetchall()
            told: dict[str, tuple[OriginReason, str | None]] = {
                name: (reason, detail)
                for name, reason, detail in connection.execute(
                    "SELECT id, reason, detail FROM origins"
                )
            }
        members: dict[str, list[str]] = {}
        for origin, article in rows:
            members.setdefault(origin, []).append(article)
        return tuple(Origin(name, tuple(ids), *told[name]) for name, ids in members.items())

    def origin_count(self) -> int:
        """How many independent origins the library has."""
        with self._database.reading() as connection:
            (count,) = connection.execute("SELECT count(*) FROM origins").fetchone()
        return int(count)

    def clear(self) -> None:
        """Forget everything; the next update starts from nothing."""
        self._database.renew()

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _sorted(reports: Iterable[Report]) -> tuple[Report, ...]:
    return tuple(
        sorted(reports, key=lambda r: (not r.independent, -r.comparison.probability, r.article))
    )
