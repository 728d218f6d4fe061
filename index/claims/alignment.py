"""Two texts word by word: what stands in the place of what, and how much of them is the same.

Works on words as written, folded; knows nothing of names, numbers or meaning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from index.claims.words import fold
from index.model import Span

_TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Facing:
    """A stretch of one text and what stands for it in the other; empty where nothing does."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the words of two texts face each other.

    Attributes:
        facing: stretches that differ, in order.
        verbatim: share of the words, taken together, that are the same in the same order, 0 to 1.
    """

    facing: tuple[Facing, ...]
    verbatim: float

    @property
    def replaced(self) -> Iterator[Facing]:
        """Stretches that differ and are there in both."""
        return (f for f in self.facing if f.here.start < f.here.end and f.there.start < f.there.end)


@lru_cache(maxsize=64)
def align(a: str, b: str) -> Alignment:
    """Align two texts with the fewest words exchanged, added and left out."""
    (left, ours), (right, theirs) = _tokens(a), _tokens(b)
    steps = Levenshtein.opcodes(ours, theirs)
    found: list[Facing] = []
    same = 0
    pending: tuple[int, int, int, int] | None = None
    for step in [*steps, None]:
        if step is not None and step.tag != "equal":
            first = pending or (step.src_start, step.src_start, step.dest_start, step.dest_start)
            pending = (first[0], step.src_end, first[2], step.dest_end)
            continue
        if step is not None:
            same += step.src_end - step.src_start
        if pending:
            here = _stretch(left, pending[0], pending[1], len(a))
            found.append(Facing(here, _stretch(right, pending[2], pending[3], len(b))))
        pending = None
    return Alignment(tuple(found), 2 * same / max(1, len(left) + len(right)))


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """The words of a text, and the same folded; a claim is held against many others in turn."""
    found = list(_TOKEN.finditer(text))
    return found, [fold(token[0]) for token in found]


def _stretch(tokens: list[re.Match[str]], first: int, end: int, length: int) -> Span:
    """The words from ``first`` up to ``end``; where there are none, the place between words."""
    if first < end:
        return Span(tokens[first].start(), tokens[end - 1].end())
    at = tokens[first].start() if first < len(tokens) else length
    return Span(at, at)
