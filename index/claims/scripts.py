"""Two renderings of one script: the same assertions in the same order, in other words.

Two newsrooms that cover one event order and choose its facts each in their own way; two
translations of one text do not. Reads links between claims only, no words.
"""

from bisect import bisect_left
from collections.abc import Sequence

FEWEST = 5
"""Assertions in common below which their order may be chance."""

SHARE = 0.7
"""Share of the shorter report's claims that the other has, in the same order."""

OF_LONGER = 0.5
"""The same of the longer report, so that a brief is no rendering of a long read. Of BASIL's 300
reports on 100 events, written apart, no two come near both: the nearest have 0.54 of the shorter
and 0.44 of the longer in one order."""

CLEARLY = 0.02
"""Probability by which a match must be the better to be the better for certain: a report tells of
one call three times, and which of these is the other's headline is a matter of order."""


def as_good(matches: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The matches than which neither of their claims has a clearly better one.

    Args:
        matches: probability of each, and its claims as ordinals in either report.
    """
    here: dict[int, float] = {}
    there: dict[int, float] = {}
    for strength, i, j in matches:
        here[i] = max(strength, here.get(i, 0.0))
        there[j] = max(strength, there.get(j, 0.0))
    return [(i, j) for p, i, j in matches if p >= max(here[i], there[j]) - CLEARLY]


def script_share(pairs: Sequence[tuple[int, int]], here: int, there: int) -> float:
    """How far two reports make the same assertions in the same order.

    Args:
        pairs: matched claims, as ordinals in either report.
        here: number of claims of the first report.
        there: of the second.

    Returns:
        The share of the shorter report's claims in the longest run of matches in order, or 0
        where that is too little to tell.
    """
    longest = _longest_rise(sorted((i, -j) for i, j in pairs))
    share = longest / max(1, min(here, there))
    of_longer = longest / max(1, here, there)
    return share if longest >= FEWEST and share >= SHARE and of_longer >= OF_LONGER else 0.0


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> int:
    """Length of the longest strictly increasing run (patience sorting)."""
    tops: list[int] = []
    for _, negative in pairs:
        at = bisect_left(tops, -negative)
        tops[at : at + 1] = [-negative]
    return len(tops)
