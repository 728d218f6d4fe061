"""From two reports to the links between their claims: candidates, comparison, one-to-one choice.

Works on the packed articles of an open database and keeps what it unpacked for a while, so that
the same code links one new article and twenty thousand. Writes nothing.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from index.claims.background import Telling
from index.claims.candidates import Terms, claim_pairs, near_pairs
from index.claims.compare import FACING, SAME, Pair, by_words, in_reports, judge
from index.claims.events import DISPUTED, SURE, Ties, cosine, one_event, squares
from index.claims.figures import figures
from index.claims.neighbours import Reports
from index.claims.packing import lines_of, pack_differences
from index.claims.readings import Reading, Spread
from index.claims.records import reading_of
from index.claims.scorer_model import scorer
from index.claims.scoring import Evidence, Scores, evidence, weights
from index.claims.scoring_features import Prepared, prepare
from index.claims.scripts import script_share
from index.claims.when import days_from
from index.model import Comparison, Verdict

_T = TypeVar("_T")

_DOUBT = 0.4
"""Share of the usual doubt allowed where one of two claims is of something only planned."""

_UNPACKED = 1_200
"""Reports kept unpacked: some 25 kB each before a claim is read."""

_READ = 30_000
"""Claims kept read, of all reports unpacked: some 2.5 kB each."""

_PREPARED = 4
"""Claims that one made ready for the scorer takes the room of."""

_FLAT = 6_000
"""Reports whose term arrays are kept: about 20 MB."""


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two claims worth comparing; ``support`` is how alike they are by their own words alone."""

    i: int
    j: int
    found: Evidence
    support: float


@dataclass(frozen=True, slots=True)
class _Match:
    i: int
    j: int
    found: Evidence
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
        """Index the reports of a database.

        Args:
            connection: an open claims database.
            without: keys of reports to pass over.
            asked: keys of the reports whose neighbours will be asked for; of all by default.
        """
        self._connection = connection
        left_out = set(without)
        rows = connection.execute("SELECT key, terms FROM topics ORDER BY key")
        topics = [(key, terms) for key, terms in rows if key not in left_out]
        self._keys = [key for key, _ in topics]
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._reports = Reports(
            [np.frombuffer(terms, dtype=np.uint32) for _, terms in topics],
            None if asked is None else [self._places[key] for key in asked],
        )
        self._terms: OrderedDict[int, Terms] = OrderedDict()
        self._unpacked: OrderedDict[int, _Unpacked] = OrderedDict()
        self._room = _Room()

    def close(self) -> None:
        """Close the connection it was given."""
        self._connection.close()

    def names(self) -> dict[int, str]:
        """The ids of the reports by their keys."""
        rows = self._connection.execute("SELECT key, id FROM articles").fetchall()
        return {key: name for key, name in rows if key in self._places}

    def neighbours(self, key: int) -> list[tuple[int, float]]:
        """Keys of the reports most like this one, with how alike they are."""
        return [
            (self._keys[found.place], found.likeness)
            for found in self._reports.neighbours(self._places[key])
        ]

    def link(self, key: int, others: Sequence[tuple[int, float]]) -> list[Linked]:
        """Compare one report with others; those with nothing in common are left out."""
        flat = [self._flat(other) for other, _ in others]
        pairs = claim_pairs(self._flat(key), flat, [likeness for _, likeness in others])
        linked: list[Linked] = []
        for (other, likeness), candidates in zip(others, pairs, strict=True):
            if candidates:
                found = self._between(key, other, candidates, likeness)
                if found.links:
                    linked.append(found)
        return linked

    def _between(
        self, key: int, other: int, candidates: Sequence[tuple[int, int]], likeness: float
    ) -> Linked:
        here, there = self._unpack(key), self._unpack(other)
        if there.article < here.article:
            key, other, here, there = other, key, there, here
            candidates = sorted((j, i) for i, j in candidates)
        found = _measured(here, there, candidates)
        ties = self._ties((key, other), likeness, found)
        event = one_event(weights().events, ties)
        if event >= SURE:
            found = _facing(here, there, near_pairs(self._flat(key), self._flat(other)))
        else:
            # Most neighbours are on something else: only what nearly repeats itself can be shown.
            found = [candidate for candidate in found if candidate.support >= SAME]
        pairs = [Pair(here.prepared(c.i), there.prepared(c.j), c.found.figures) for c in found]
        told = in_reports(pairs, event) if event >= SURE else by_words(pairs)
        scored = [_Match(c.i, c.j, c.found, scores) for c, scores in zip(found, told, strict=True)]
        matches = [match for match in scored if match.strength >= FACING]
        links: list[Link] = []
        first: list[tuple[int, int]] = []
        for match, free in choose(matches, scorer().shown):
            if free == 2 and match.strength >= SAME:
                # Told in the same order, weaker matches too speak for one script.
                first.append((match.i, match.j))
            dispute = event >= DISPUTED and free > 0
            if not dispute and match.scores.agree < scorer().shown:
                # Whatever sets the two apart, neither verdict would be shown.
                continue
            a, b = here.reading(match.i), there.reading(match.j)
            verdict = judge(a, b, match.found.figures, match.scores, event)
            if worth_showing(verdict, match.scores, dispute=dispute):
                packed = pack_differences(verdict.differences)
                links.append(Link(match.i, match.j, verdict.verdict, verdict.probability, packed))
        alike = script_share(first, len(here), len(there))
        return Linked(key, other, tuple(links), alike)

    def readings(self, key: int) -> list[Reading]:
        """The claims of a report, ready for comparing."""
        report = self._unpack(key)
        return [report.reading(ordinal) for ordinal in range(len(report))]

    def ties(self, key: int, other: int, likeness: float) -> Ties:
        """What speaks for two reports being on one event."""
        here, there = self._unpack(key), self._unpack(other)
        (candidates,) = claim_pairs(self._flat(key), [self._flat(other)], [likeness])
        return self._ties((key, other), likeness, _measured(here, there, candidates))

    def facing(self, key: int, other: int) -> list[tuple[int, int]]:
        """The claims that are compared where two reports are held to be on one event."""
        return near_pairs(self._flat(key), self._flat(other))

    def _ties(self, keys: tuple[int, int], likeness: float, found: Sequence["_Candidate"]) -> Ties:
        here, there = (self._unpack(key) for key in keys)
        return Ties(
            likeness=likeness,
            particulars=cosine(here.particulars, there.particulars),
            matches=one_to_one([(c.support, c.i, c.j) for c in found if c.support >= SAME]),
            claims=min(len(here), len(there)),
            days=days_from(here.published, there.published),
        )

    def _flat(self, key: int) -> Terms:
        known = self._terms.get(key)
        if known is None:
            row = self._connection.execute(
                "SELECT terms, counts FROM packed WHERE key = ?", (key,)
            ).fetchone()
            known = Terms.of(
                np.frombuffer(row[0], dtype=np.uint32), np.frombuffer(row[1], dtype=np.uint16)
            )
        _keep(self._terms, key, known, _FLAT)
        return known

    def _unpack(self, key: int) -> "_Unpacked":
        known = self._unpacked.get(key)
        if known is None:
            row = self._connection.execute(
                "SELECT id, published, claims, particulars FROM articles"
                " JOIN packed USING (key) JOIN topics USING (key) WHERE key = ?",
                (key,),
            ).fetchone()
            telling = Spread(self._flat(key).repeated, len(lines := lines_of(row[2])))
            known = _Unpacked(row[:2], lines, row[3], telling, self._room)
            self._make_room()
            self._unpacked[key] = known
        self._unpacked.move_to_end(key)
        return known

    def _make_room(self) -> None:
        """Let go of what was used longest ago."""
        kept = self._unpacked
        while kept and (len(kept) >= _UNPACKED or self._room.taken > _READ):
            _, oldest = kept.popitem(last=False)
            oldest.leave()


class _Room:
    """How many claims are kept read, over all reports unpacked."""

    __slots__ = ("taken",)

    def __init__(self) -> None:
        self.taken = 0


class _Unpacked:
    """A report's claims, each read when it is first compared."""

    __slots__ = (
        "_lines",
        "_prepared",
        "_readings",
        "_room",
        "_telling",
        "article",
        "particulars",
        "published",
    )

    def __init__(
        self,
        named: tuple[str, str | None],
        lines: list[str],
        particulars: bytes,
        telling: Telling,
        room: _Room,
    ) -> None:
        """Take a report by its id and date, with how telling its words are within it."""
        self.article, self.published = named
        self.particulars = squares(np.frombuffer(particulars, dtype=np.uint32))
        self._lines = lines
        self._readings: dict[int, Reading] = {}
        self._prepared: dict[int, Prepared] = {}
        self._telling = telling
        self._room = room

    def __len__(self) -> int:
        return len(self._lines)

    def leave(self) -> None:
        """Give back the room it takes; what is still read of it counts no more."""
        self._room.taken -= len(self._readings) + _PREPARED * len(self._prepared)
        self._room = _Room()

    def reading(self, ordinal: int) -> Reading:
        known = self._readings.get(ordinal)
        if known is None:
            line = self._lines[ordinal]
            known = reading_of(self.article, self.published, line, self._telling)
            self._readings[ordinal] = known
            self._room.taken += 1
        return known

    def prepared(self, ordinal: int) -> Prepared:
        known = self._prepared.get(ordinal)
        if known is None:
            known = self._prepared[ordinal] = prepare(self.reading(ordinal))
            self._room.taken += _PREPARED
        return known


def _measured(
    here: _Unpacked, there: _Unpacked, pairs: Sequence[tuple[int, int]]
) -> list[_Candidate]:
    """The evidence on each pair of claims."""
    support = weights().support
    found = ((i, j, evidence(here.reading(i), there.reading(j))) for i, j in pairs)
    return [_Candidate(i, j, parts, support(parts.values)) for i, j, parts in found]


def _facing(
    here: _Unpacked, there: _Unpacked, pairs: Sequence[tuple[int, int]]
) -> list[_Candidate]:
    """The pairs of claims of reports on one event, whose words alone decide nothing."""
    numbers = ((i, j, figures(here.reading(i), there.reading(j))) for i, j in pairs)
    return [_Candidate(i, j, Evidence((), paired), 0.0) for i, j, paired in numbers]


def _keep(kept: OrderedDict[int, _T], key: int, value: _T, limit: int) -> None:
    """Keep what was used last, up to ``limit``."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > limit:
        kept.popitem(last=False)


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
