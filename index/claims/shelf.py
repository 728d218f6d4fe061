"""Reports of an open database, unpacked as far as they are asked for and kept while in use.

Most reports another is held against turn out to be on something else, by their words, names and
days alone: what that takes lies apart from their claims, which are unpacked when they are compared
and read one by one. Compares nothing itself.
"""

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from index.claims.background import Telling
from index.claims.bearings import Bearings
from index.claims.candidates import Terms
from index.claims.events import Particulars
from index.claims.packing import lines_of
from index.claims.readings import Reading, Spread
from index.claims.records import reading_of
from index.claims.scoring_features import Prepared, prepare
from index.recent import Recent

_UNPACKED = 1_200
"""Reports kept unpacked: some 25 kB each before a claim is read."""

_READ = 30_000
"""Claims kept read, of all reports unpacked: some 2.5 kB each."""

_PREPARED = 4
"""Claims that one made ready for the scorer takes the room of."""

_FLAT = 10_000
"""Reports whose term arrays are kept: some 7 kB each."""

_HEADS = 2_000
"""Reports whose heads are kept: some 5 kB each, nearly all for their particulars."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a report without its claims.

    Attributes:
        article: the report's id.
        published: its date, ISO 8601.
        particulars: its names, numbers and days.
        bearings: when it is from, by its own words.
    """

    article: str
    published: str | None
    particulars: Particulars
    bearings: Bearings


class Shelf:
    """Gets reports out of the database by their keys; lets go of those not used for long."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take an open claims database, which is only read."""
        self._connection = connection
        self._terms: Recent[int, Terms] = Recent(_FLAT)
        self._heads: Recent[int, Head] = Recent(_HEADS)
        self._unpacked: OrderedDict[int, Unpacked] = OrderedDict()
        self._room = _Room()

    def terms(self, key: int) -> Terms:
        """The words of a report's claims, by their hashes."""
        return self._terms.of(key, lambda: self._read_terms(key))

    def head(self, key: int) -> Head:
        """What is known of a report without its claims."""
        return self._heads.of(key, lambda: self._read_head(key))

    def report(self, key: int) -> "Unpacked":
        """A report with its claims, still to be read."""
        known = self._unpacked.get(key)
        if known is None:
            (claims,) = self._connection.execute(
                "SELECT claims FROM packed WHERE key = ?", (key,)
            ).fetchone()
            terms, lines = self.terms(key), lines_of(claims)
            said = dict(zip(terms.repeated.tolist(), terms.said.tolist(), strict=True))
            known = Unpacked(self.head(key), lines, Spread(said, len(lines)), self._room)
            self._make_room()
            self._unpacked[key] = known
        self._unpacked.move_to_end(key)
        return known

    def _read_terms(self, key: int) -> Terms:
        hashes, counts = self._connection.execute(
            "SELECT terms, counts FROM packed WHERE key = ?", (key,)
        ).fetchone()
        return Terms.of(
            np.frombuffer(hashes, dtype=np.uint32), np.frombuffer(counts, dtype=np.uint16)
        )

    def _read_head(self, key: int) -> Head:
        article, published, particulars, bearings = self._connection.execute(
            "SELECT id, published, particulars, bearings FROM articles JOIN topics USING (key)"
            " WHERE key = ?",
            (key,),
        ).fetchone()
        found = Particulars.of(np.frombuffer(particulars, dtype=np.uint32))
        return Head(article, published, found, Bearings.unpack(bearings))

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


class Unpacked:
    """A report's claims, each read when it is first compared."""

    __slots__ = ("_lines", "_prepared", "_readings", "_room", "_telling", "head")

    def __init__(self, head: Head, lines: list[str], telling: Telling, room: _Room) -> None:
        """Take a report and its packed claims, with how telling its words are within it."""
        self.head = head
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
        """A claim, ready for comparing."""
        known = self._readings.get(ordinal)
        if known is None:
            line = self._lines[ordinal]
            known = reading_of(self.head.article, self.head.published, line, self._telling)
            self._readings[ordinal] = known
            self._room.taken += 1
        return known

    def prepared(self, ordinal: int) -> Prepared:
        """A claim, ready for the scorer."""
        known = self._prepared.get(ordinal)
        if known is None:
            known = self._prepared[ordinal] = prepare(self.reading(ordinal))
            self._room.taken += _PREPARED
        return known
