"""Numbers for the words of many texts, so that a text becomes an array without being read twice.

No word holds white space, so a text is first cut there, which is quick, and only a stretch never
seen before is looked at closely: into which words it falls, and what forms they have.
"""

# mypy: allow-untyped-calls

from array import array
from collections.abc import Iterable

import numpy as np

from index.fulltext.analysis import raw_tokens, term
from index.fulltext.postings import Array

NO_STEM = b""
"""In place of the stem of a word that has none."""

_MOST_STRETCHES = 500_000
_MOST_CHARACTERS = 32_000_000
"""Of all stretches together; beside its characters each takes some 150 bytes."""

_MOST_WORDS = 400_000
"""Each takes some 300 bytes, and much more time to make than a stretch."""


class _Words(dict[str, int]):
    """Numbers for raw words, given at first sight, with both forms of each."""

    def __init__(self) -> None:
        super().__init__()
        self.surfaces: list[bytes] = []
        self.stems: list[bytes] = []

    def __missing__(self, raw: str) -> int:
        forms = term(raw)
        number = self[raw] = len(self.surfaces)
        self.surfaces.append(encoded(forms.surface))
        self.stems.append(NO_STEM if forms.stem is None else encoded(forms.stem))
        return number


class _Stretches(dict[str, int]):
    """Numbers for what stands between white space, and the words of each, end to end."""

    def __init__(self, words: _Words) -> None:
        super().__init__()
        self._words = words
        self.characters = 0
        self.numbers = array("I")
        self.starts = array("I", [0])

    def __missing__(self, stretch: str) -> int:
        number = self[stretch] = len(self)
        self.numbers.extend(map(self._words.__getitem__, raw_tokens(stretch)))
        self.starts.append(len(self.numbers))
        self.characters += len(stretch)
        return number


class Vocabulary:
    """The words met so far, and what they are known by: their numbers, and their forms.

    Bounded: :meth:`trim` forgets what has grown too large, and with it every number given.
    """

    def __init__(self) -> None:
        self._words = _Words()
        self._stretches = _Stretches(self._words)

    @property
    def surfaces(self) -> list[bytes]:
        """The surface form of each word, by number."""
        return self._words.surfaces

    @property
    def stems(self) -> list[bytes]:
        """The stem of each word, by number, or :data:`NO_STEM`."""
        return self._words.stems

    def trim(self) -> None:
        """Forget, where there is too much to know, at least the stretches."""
        if len(self._words) > _MOST_WORDS:
            self._words = _Words()
        elif (
            len(self._stretches) <= _MOST_STRETCHES
            and self._stretches.characters <= _MOST_CHARACTERS
        ):
            return
        self._stretches = _Stretches(self._words)

    def stretches(self, text: str) -> Array:
        """The numbers of a text's stretches between white space, in order."""
        found = text.split()
        return np.fromiter(map(self._stretches.__getitem__, found), np.uint32, len(found))

    def words(self, stretches: Array) -> tuple[Array, Array]:
        """The words of some stretches end to end, and how many each stretch has."""
        starts = np.frombuffer(self._stretches.starts, np.uintc).astype(np.int64)
        numbers = np.frombuffer(self._stretches.numbers or array("I", [0]), np.uintc)
        first = starts[stretches]
        counts = starts[stretches.astype(np.int64) + 1] - first
        shift = first - (np.cumsum(counts) - counts)
        return numbers[np.arange(int(counts.sum())) + np.repeat(shift, counts)], counts


def encoded(text: str) -> bytes:
    """A text as it stands in the index."""
    return text.encode("utf-8", "surrogatepass")


def sums(values: Array, sizes: Iterable[int]) -> Array:
    """The sums of so many values each, in order."""
    edges = np.cumsum([0, *sizes])
    return np.diff(np.append(0, np.cumsum(values, dtype=np.int64))[edges])
