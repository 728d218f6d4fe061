"""Why two claims are linked, in their own words: what they share and where they differ, as spans.

Data for whoever draws it; what a difference means comes with the comparison.
"""

import re
from collections.abc import Iterable, Set
from typing import Final

from index.model import Difference, Span

_WORD: Final = re.compile(r"\w+(?:[-'’.,]\w+)*")
_BINDING_WORDS: Final = """
    a about after also an and are as at be because been but by did do for from had has have he her
    his how in into is it its may more not of on or our out over own said say says she so some such
    than that the their them then there they this to up was we were what when which while who whom
    will with would
"""
_BINDING: Final = frozenset(_BINDING_WORDS.split())
"""English words whose being shared says nothing."""


def shared_words(here: str, there: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of the words two passages share, in each of them, wherever they stand.

    Words that hold a sentence together count only between two others that are shared.
    """
    mine, theirs = _words(here), _words(there)
    common = {key for key, _ in mine} & {key for key, _ in theirs}
    return _runs(mine, common), _runs(theirs, common)


def _words(text: str) -> list[tuple[str, Span]]:
    return [(match[0].casefold(), Span(*match.span())) for match in _WORD.finditer(text)]


def _runs(words: list[tuple[str, Span]], common: Set[str]) -> tuple[Span, ...]:
    """Neighbouring shared words as one span, from a telling one to a telling one."""
    runs: list[Span] = []
    start: int | None = None
    end = 0
    for key, span in words:
        if key not in common:
            if start is not None:
                runs.append(Span(start, end))
            start = None
        elif key not in _BINDING:
            start = span.start if start is None else start
            end = span.end
    if start is not None:
        runs.append(Span(start, end))
    return tuple(runs)


def named_differences(
    text: str, differences: Iterable[Difference], *, there: bool
) -> tuple[tuple[Span, Difference], ...]:
    """Where a passage holds the words in which it differs; differences it lacks are left out.

    Args:
        text: the passage.
        differences: those of its comparison.
        there: true for the other report's passage, false for the claim read.
    """
    placed = (
        (_place(text, difference.there if there else difference.here), difference)
        for difference in differences
    )
    return tuple((span, difference) for span, difference in placed if span is not None)


def _place(text: str, words: str | None) -> Span | None:
    """Where words stand in a text as whole words, else anywhere: "40" is not in "1,400"."""
    if not words:
        return None
    whole = re.compile(rf"(?<![\w.,]){re.escape(words)}(?![\w]|[.,]\d)").search(text)
    start = whole.start() if whole else text.find(words)
    return None if start < 0 else Span(start, start + len(words))
