"""Which words two passages share, for drawing only.

What the difference *means* (a number, a name, a denial) is the engine's to say and comes with
the comparison; this only finds the words on the screen.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import starmap
from typing import Final

from index.model import Difference, Span

_WORD: Final = re.compile(r"\w+(?:[-'’.,]\w+)*")
_TELLING: Final = 4
"""Letters from which a word shared alone is worth marking; shorter ones only in a run."""


def shared_words(here: str, there: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of the words two passages share in the same order, in each of them."""
    left = [Span(*match.span()) for match in _WORD.finditer(here)]
    right = [Span(*match.span()) for match in _WORD.finditer(there)]
    matcher = SequenceMatcher(
        a=[here[span.start : span.end].casefold() for span in left],
        b=[there[span.start : span.end].casefold() for span in right],
        autojunk=False,
    )
    mine: list[Span] = []
    theirs: list[Span] = []
    for block in matcher.get_matching_blocks():
        words = left[block.a : block.a + block.size]
        if not words or not _worth_marking(here, words):
            continue
        mine.append(Span(words[0].start, words[-1].end))
        others = right[block.b : block.b + block.size]
        theirs.append(Span(others[0].start, others[-1].end))
    return tuple(mine), tuple(theirs)


def _worth_marking(text: str, words: list[Span]) -> bool:
    if len(words) > 1:
        return True
    word = text[words[0].start : words[0].end]
    return len(word) >= _TELLING or any(map(str.isdigit, word))


def named_differences(
    text: str, differences: Iterable[Difference], *, there: bool
) -> tuple[tuple[Span, Difference], ...]:
    """Where a passage holds the words in which it differs; differences it lacks are left out.

    Args:
        text: the passage.
        differences: those of its comparison.
        there: true for the other report's passage, false for the claim read.
    """

    def find(difference: Difference) -> tuple[Span, Difference] | None:
        words = difference.there if there else difference.here
        start = text.find(words) if words else -1
        return None if start < 0 or words is None else (Span(start, start + len(words)), difference)

    return tuple(found for found in map(find, differences) if found is not None)


def gaps(length: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    """What ``spans``, sorted and apart, leave uncovered of a text of this length."""
    edges = [0]
    for span in spans:
        edges += (span.start, span.end)
    edges.append(length)
    return tuple(
        starmap(Span, ((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b))
    )
