"""How rare a word is in news at large: the weight of a shared word.

A handful of reports on one event has no word statistics of its own worth the name, and weights
that moved with every article added would make yesterday's links wrong today. So weights come
from a fixed table, counted over general English news by ``tests/benchmarks/background.py``:
stems and the number of sentences each occurs in, no text. Which stems are nearly always written
with a capital is kept beside them: where a sentence begins, the capital itself does not tell.
"""

import math
import zlib
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

TABLE = Path(__file__).with_name("background.txt")

NAME = "n"
"""What stands behind the count of a stem that is a name's."""

Hashes = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]


_MOST_NAMES = 65_536


class _Names(dict[str, int]):
    """The names of stems, each worked out when it is first asked for."""

    def __missing__(self, stem: str) -> int:
        if len(self) >= _MOST_NAMES:
            self.clear()
        name = self[stem] = zlib.crc32(stem.encode())
        return name


_names = _Names()


def term_hash(stem: str) -> int:
    """A stem's stable 32-bit name. Two stems in 100,000 share one, which costs nothing."""
    return _names[stem]


def term_hashes(stems: Iterable[str]) -> set[int]:
    """The distinct names of stems."""
    return set(map(_names.__getitem__, stems))


class Telling(dict[str, float]):
    """How telling stems are, 0 to 1: those not in it are as telling as can be."""

    def __missing__(self, _stem: str) -> float:
        return 1.0


class Background:
    """Weights of stems: inverse sentence frequency, scaled to 1 for what the table has not.

    Attributes:
        stems: the weight of each stem, above 0 and at most 1.
        names: the stems that are written with a capital within a sentence as well.
    """

    def __init__(
        self,
        sentences: int,
        fewest: int,
        counts: dict[str, int],
        names: Collection[str] = (),
    ) -> None:
        self.names = frozenset(names)
        top = math.log(sentences / (fewest / 2))
        self.stems = Telling(
            (stem, math.log(sentences / count) / top) for stem, count in counts.items()
        )
        order = sorted((term_hash(stem), weight) for stem, weight in self.stems.items())
        self._hashes = np.array([pair[0] for pair in order], dtype=np.uint32)
        self._values = np.array([pair[1] for pair in order], dtype=np.float32)

    def weights(self, hashes: Hashes) -> Weights:
        """The weights of many stems named by ``term_hash``."""
        if not self._hashes.size:
            return np.ones(hashes.shape, dtype=np.float32)
        places = np.searchsorted(self._hashes, hashes)
        places[places == self._hashes.size] = 0
        known = self._hashes[places] == hashes
        return np.where(known, self._values[places], np.float32(1.0)).astype(np.float32)


@cache
def background() -> Background:
    """The table that ships with the engine, read once a process."""
    head, *rows = TABLE.read_text(encoding="utf-8").splitlines()
    sentences, fewest = map(int, head.split())
    parts = [row.split(" ") for row in rows]
    counts = {part[0]: int(part[1]) for part in parts}
    return Background(sentences, fewest, counts, {part[0] for part in parts if part[2:] == [NAME]})
