"""Reports in different languages that may be on one event, and the links between their claims.

For libraries of several languages: loading this takes long. A report's title and first claims are
encoded once and kept, and reports of different languages are held against each other that were
published within ``WINDOW`` days, or of which one has no date.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np
import numpy.typing as npt

from index.claims.abroad import Foreign, counterparts
from index.claims.encoder import Encoder, Vectors, load_encoder
from index.claims.languages import UNKNOWN
from index.claims.linking import Link, Linked
from index.claims.packing import lines_of, pack_differences
from index.claims.records import reading_of
from index.claims.scripts import script_share

WINDOW = 3.0
"""Days between two reports beyond which they are hardly the news of one event."""

DATED = 0.42
"""Cosine of title and lead from which dated reports are on one event: of the made-up reports in
``tests/benchmarks/translations.py``, those of one event lie above 0.5, those of two below 0.4."""

UNDATED = 0.5
"""The same where a date is missing."""

NEIGHBOURS = 8
"""Reports of another language that a report is held against."""

FEWEST = 2
"""Claims that must meet before any is linked: one sentence alike is no event."""

_LEAD = 3
"""Claims that stand for what a report is about."""

_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class _Report:
    key: int
    article: str
    language: str
    published: str | None


def foreign_links(
    connection: sqlite3.Connection, new: Sequence[int], check: Callable[[], None]
) -> list[Linked]:
    """Link new reports with those of other languages.

    Args:
        connection: inside the transaction of an update.
        new: keys of the reports that are new.
        check: called often; raises to stop.
    """
    encoder = load_encoder().encoder
    if encoder is None:
        return []
    reports = [
        _Report(*row)
        for row in connection.execute(
            "SELECT key, id, language, published FROM leads JOIN articles USING (key)"
            " WHERE language != ? ORDER BY id",
            (UNKNOWN,),
        )
    ]
    run = _Run(connection, encoder, check)
    return [
        linked for a, b in _pairs(run, reports, frozenset(new)) if (linked := run.between(a, b))
    ]


def _pairs(
    run: "_Run", reports: Sequence[_Report], new: frozenset[int]
) -> list[tuple[_Report, _Report]]:
    """Reports of different languages worth comparing, in the order of their ids."""
    days = np.array([_day(report.published) for report in reports])
    names = sorted({report.language for report in reports})
    spoken = np.array([names.index(report.language) for report in reports])
    near: dict[int, npt.NDArray[np.int64]] = {}
    for place, report in enumerate(reports):
        if report.key in new:
            apart = np.abs(days - days[place])
            near[place] = np.flatnonzero((spoken != spoken[place]) & ~(apart > WINDOW))
    wanted = set(near).union(*(others.tolist() for others in near.values()))
    leads = run.leads([reports[place].key for place in sorted(wanted)])
    found: set[tuple[int, int]] = set()
    for place, others in near.items():
        if others.size:
            theirs = np.stack([leads[reports[other].key] for other in others.tolist()])
            alike = theirs @ leads[reports[place].key]
            enough = alike >= np.where(np.isnan(days[others] - days[place]), UNDATED, DATED)
            best = np.argsort(-np.where(enough, alike, -1.0), kind="stable")[:NEIGHBOURS]
            chosen = others[best[enough[best]]].tolist()
            found |= {(min(place, other), max(place, other)) for other in chosen}
    return [(reports[first], reports[second]) for first, second in sorted(found)]


def _day(published: str | None) -> float:
    """The day of publication as a number of days, NaN where it is unknown."""
    try:
        return float(date.fromisoformat((published or "")[:10]).toordinal())
    except ValueError:
        return nan


class _Run:
    """One round of linking; encodes every text once."""

    def __init__(
        self, connection: sqlite3.Connection, encoder: Encoder, check: Callable[[], None]
    ) -> None:
        self._connection = connection
        self._encoder = encoder
        self._check = check
        self._claims: dict[int, tuple[list[Foreign], Vectors]] = {}

    def leads(self, keys: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of what these reports are about, kept in the file from then on."""
        known = dict(
            self._connection.execute("SELECT key, vector FROM leads WHERE vector IS NOT NULL")
        )
        found = {key: np.frombuffer(known[key], dtype=np.float32) for key in keys if key in known}
        missing = [key for key in keys if key not in known]
        for at in range(0, len(missing), _AT_ONCE):
            self._check()
            batch = missing[at : at + _AT_ONCE]
            vectors = self._encoder.encode([self._lead(key) for key in batch])
            for key, vector in zip(batch, vectors, strict=True):
                found[key] = vector
                self._connection.execute(
                    "UPDATE leads SET vector = ? WHERE key = ?", (vector.tobytes(), key)
                )
        return found

    def _lead(self, key: int) -> str:
        title, claims = self._connection.execute(
            "SELECT title, claims FROM articles JOIN packed USING (key) WHERE key = ?", (key,)
        ).fetchone()
        readings = [reading_of("", None, line) for line in lines_of(claims)[:_LEAD]]
        return "\n".join([*filter(None, [title]), *(r.claim.text for r in readings)])

    def between(self, a: _Report, b: _Report) -> Linked | None:
        """The links between two reports, if enough of their claims meet."""
        self._check()
        here, there = self._of(a), self._of(b)
        found = counterparts(here[0], there[0], (here[1], there[1]))
        if len(found) < min(FEWEST, len(here[0]), len(there[0])):
            return None
        links = tuple(
            Link(i, j, told.verdict, told.probability, pack_differences(told.differences))
            for i, j, told in found
        )
        alike = script_share([(link.i, link.j) for link in links], len(here[0]), len(there[0]))
        return Linked(a.key, b.key, links, alike) if links else None

    def _of(self, report: _Report) -> tuple[list[Foreign], Vectors]:
        known = self._claims.get(report.key)
        if known is None:
            (claims,) = self._connection.execute(
                "SELECT claims FROM packed WHERE key = ?", (report.key,)
            ).fetchone()
            said = [
                Foreign(reading_of(report.article, report.published, line), report.language)
                for line in lines_of(claims)
            ]
            vectors = self._encoder.encode([claim.reading.claim.text for claim in said])
            known = self._claims[report.key] = (said, vectors)
        return known
