"""From two reports to the links between their claims: candidates, comparison, one-to-one choice.

Works on the packed articles of an open database and keeps what it unpacked for a while, so that
the same code links one new article and twenty thousand. Writes nothing.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from index.claims.candidates import Met, claim_pairs, near_pairs
from index.claims.compare import (
    FACING,
    SAME,
    Pair,
    at_odds,
    by_words,
    in_reports,
    judge,
    may_conflict,
)
from index.claims.events import Ties, at_most, cosine, one_event
from index.claims.figures import Figures, figures
from index.claims.neighbours import Reports
from index.claims.packing import pack_differences
from index.claims.readings import Reading
from index.claims.scorer_model import scorer
from index.claims.scoring import Evidence, Scores, evidence, weights
from index.claims.scripts import as_good, script_share
from index.claims.shelf import Shelf, Unpacked
from index.claims.when import days_from
from index.model import Comparison, Verdict

_NEARLY = 0.5
"""Cosine of two claims' telling words below which none nearly repeats the other: among 20,000
news articles the lowest of pairs that do is 0.72."""

_DOUBT = 0.4
"""Share of the usual doubt allowed where one of two claims is of something only planned."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims, by their ordinals, that corroborate each other or conflict."""

    i: int
    j: int
    verdict: Verdict
    probability: float
    differences: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything found between two reports, by key; ``script`` is 0 unless they render one.

    The first is the one whose id sorts first: which of two reports is first never depends on
    which came to the library first.
    """

    a: int
    b: int
    links: tuple[Link, ...]
    script: float


class _Candidate(NamedTuple):
    """Two claims worth comparing; ``support`` is how alike they are by their own words alone."""

    i: int
    j: int
    found: Evidence
    support: float


class _Match(NamedTuple):
    """Two claims that may be one, and how likely they are."""

    i: int
    j: int
    figures: Figures
    scores: Scores

    @property
    def strength(self) -> float:
        return max(self.scores.same, self.scores.agree)


class Linker:
    """Finds neighbours and links in one database, which it only reads."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        without: Iterable[int] = (),
        asked: Iterable[int] | None = None,
    ) -> None:
        """Take the reports of a database.

        Args:
            connection: an open claims database.
            without: keys of reports to pass over.
            asked: keys of the reports whose neighbours will be asked for; of all by default.
        """
        self._connection = connection
        left_out = set(without)
        rows = connection.execute("SELECT key FROM topics ORDER BY key")
        self._keys = [key for (key,) in rows if key not in left_out]
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._asked = None if asked is None else [self._places[key] for key in asked]
        self._reports: Reports | None = None
        self._shelf = Shelf(connection)

    def close(self) -> None:
        """Close the connection it was given."""
        self._connection.close()

    def names(self) -> dict[int, str]:
        """The ids of the reports by their keys."""
        rows = self._connection.execute("SELECT key, id FROM articles").fetchall()
        return {key: name for key, name in rows if key in self._places}

    def neighbours(self, key: int) -> list[tuple[int, float]]:
        """Keys of the reports most like this one, with how alike they are."""
        if self._reports is None:
            rows = self._connection.execute("SELECT key, terms FROM topics ORDER BY key")
            topics = [np.frombuffer(t, dtype=np.uint32) for k, t in rows if k in self._places]
            self._reports = Reports(topics, self._asked)
        return [
            (self._keys[found.place], found.likeness)
            for found in self._reports.neighbours(self._places[key])
        ]

    def forget_neighbours(self) -> None:
        """Give back what ``neighbours`` keeps: some 60 MB among 20,000 reports."""
        self._reports = None

    def link(self, key: int, others: Sequence[tuple[int, float]]) -> list[Linked]:
        """Compare one report with others; those with nothing in common are left out."""
        flat = [self._shelf.terms(other) for other, _ in others]
        pairs = claim_pairs(self._shelf.terms(key), flat, [likeness for _, likeness in others])
        linked: list[Linked] = []
        for (other, likeness), met in zip(others, pairs, strict=True):
            if met:
                found = self._between(key, other, met, likeness)
                if found is not None and found.links:
                    linked.append(found)
        return linked

    def _between(self, key: int, other: int, met: Sequence[Met], likeness: float) -> Linked | None:
        if self._shelf.head(other).article < self._shelf.head(key).article:
            key, other = other, key
            met = sorted(Met(j, i, cosine) for i, j, cosine in met)
        nearly = [pair for pair in met if pair.cosine >= _NEARLY]
        most = min(len({pair.i for pair in met}), len({pair.j for pair in met}))
        ties = self._ties(key, other, likeness, most)
        on_two = at_most(weights().events, ties) < scorer().sure
        if on_two and not nearly:
            # Most neighbours are on something else, which is seen without reading their claims.
            return None
        here, there = self._shelf.report(key), self._shelf.report(other)
        verbatim = _verbatim(here, there, nearly) if on_two else []
        if on_two and not verbatim:
            return None
        event = one_event(weights().events, replace(ties, matches=_matches(here, there, met)))
        if event >= scorer().sure:
            near = near_pairs(self._shelf.terms(key), self._shelf.terms(other))
            matches = _facing(here, there, near, event)
        else:
            matches = verbatim or _verbatim(here, there, nearly)
        return _judged((key, here), (other, there), matches, event)

    def readings(self, key: int) -> list[Reading]:
        """The claims of a report, ready for comparing."""
        report = self._shelf.report(key)
        return [report.reading(ordinal) for ordinal in range(len(report))]

    def ties(self, key: int, other: int, likeness: float) -> Ties:
        """What speaks for two reports being on one event."""
        (met,) = claim_pairs(self._shelf.terms(key), [self._shelf.terms(other)], [likeness])
        matches = _matches(self._shelf.report(key), self._shelf.report(other), met)
        return self._ties(key, other, likeness, matches)

    def facing(self, key: int, other: int) -> list[tuple[int, int]]:
        """The claims that are compared where two reports are held to be on one event."""
        return near_pairs(self._shelf.terms(key), self._shelf.terms(other))

    def _ties(self, key: int, other: int, likeness: float, matches: int) -> Ties:
        here, there = self._shelf.head(key), self._shelf.head(other)
        return Ties(
            likeness=likeness,
            particulars=cosine(here.particulars, there.particulars),
            matches=matches,
            claims=min(len(self._shelf.terms(key)), len(self._shelf.terms(other))),
            days=days_from(here.published, there.published),
            here=here.bearings,
            there=there.bearings,
        )


def _measured(here: Unpacked, there: Unpacked, met: Sequence[Met]) -> list[_Candidate]:
    """The pairs of claims that match by their own words alone, with the evidence."""
    support = weights().support
    found = ((i, j, evidence(here.reading(i), there.reading(j))) for i, j, _ in met)
    told = (_Candidate(i, j, parts, support(parts.values)) for i, j, parts in found)
    return [candidate for candidate in told if candidate.support >= SAME]


def _matches(here: Unpacked, there: Unpacked, met: Sequence[Met]) -> int:
    """How many claims of two reports match by their own words alone."""
    return one_to_one([(c.support, c.i, c.j) for c in _measured(here, there, met)])


def _verbatim(here: Unpacked, there: Unpacked, met: Sequence[Met]) -> list[_Match]:
    """The claims that nearly repeat each other: all that can be shown of reports on two things."""
    found = _measured(here, there, met)
    pairs = [Pair(here.prepared(c.i), there.prepared(c.j), c.found.figures) for c in found]
    return _strong([(c.i, c.j) for c in found], pairs, by_words(pairs))


def _facing(
    here: Unpacked, there: Unpacked, near: Sequence[tuple[int, int]], event: float
) -> list[_Match]:
    """The claims of reports on one event that may be the same."""
    pairs = [
        Pair(here.prepared(i), there.prepared(j), figures(here.reading(i), there.reading(j)))
        for i, j in near
    ]
    return _strong(near, pairs, in_reports(pairs, event))


def _strong(
    places: Sequence[tuple[int, int]], pairs: Sequence[Pair], told: Sequence[Scores]
) -> list[_Match]:
    found = zip(places, pairs, told, strict=True)
    matches = [_Match(i, j, pair.figures, scores) for (i, j), pair, scores in found]
    return [match for match in matches if match.strength >= FACING]


def _judged(
    one: tuple[int, Unpacked], other: tuple[int, Unpacked], matches: Sequence[_Match], event: float
) -> Linked:
    """The verdicts on matches that are to be shown."""
    (key, here), (its, there) = one, other
    links: list[Link] = []
    for match, free in choose(matches, scorer().shown):
        a, b = here.reading(match.i), there.reading(match.j)
        dispute = event >= scorer().disputed and free > 0 and may_conflict(a, b)
        alike = match.scores.agree >= scorer().shown
        if not alike and not (dispute and at_odds(a, b, match.figures)):
            # Whatever else sets the two apart, neither verdict would be shown.
            continue
        verdict = judge(a, b, match.figures, match.scores, event)
        if worth_showing(verdict, match.scores, dispute=dispute):
            packed = pack_differences(verdict.differences)
            links.append(Link(match.i, match.j, verdict.verdict, verdict.probability, packed))
    # Told in the same order, weaker matches too speak for one script.
    same = as_good([(m.strength, m.i, m.j) for m in matches if m.strength >= SAME])
    return Linked(key, its, tuple(links), script_share(same, len(here), len(there)))


def choose(matches: Sequence[_Match], again: float) -> list[tuple[_Match, int]]:
    """The matches to look into, best first, each with how many of its two claims were still free.

    A weak match is left out where a claim of it has a better one. From ``again`` on it is kept:
    reports repeat themselves, in headline, lead and body.
    """
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    chosen: list[tuple[_Match, int]] = []
    for match in sorted(matches, key=lambda m: (-m.strength, m.i, m.j)):
        free = (match.i not in taken_here) + (match.j not in taken_there)
        if free == 2 or match.strength >= again:
            taken_here.add(match.i)
            taken_there.add(match.j)
            chosen.append((match, free))
    return chosen


def worth_showing(told: Comparison, scores: Scores, *, dispute: bool) -> bool:
    """Whether a verdict is sure enough to be shown, given whether a dispute would be.

    Something planned beside something done is shown as the difference it is where all else is
    the surer to be the same: what the difference takes from the probability does not hide it.
    """
    if told.verdict == "corroborates":
        doubt = 1.0 - scorer().shown
        return scores.agree >= 1.0 - doubt * (_DOUBT if told.probability < scores.agree else 1.0)
    return dispute and told.verdict == "conflicts"


def one_to_one(matches: Sequence[tuple[float, int, int]]) -> int:
    """How many of the matches stand when each claim has its best only, best first."""
    here: set[int] = set()
    there: set[int] = set()
    for _, i, j in sorted(matches, reverse=True):
        if i not in here and j not in there:
            here.add(i)
            there.add(j)
    return len(here)
