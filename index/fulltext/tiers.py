"""Which segments to make one of next, so that there are few of them and adding one more is cheap.

Segments of about one size are merged four at a time, as in Lucene's tiered policy: an article is
written again some log4(n) times in all. A small update merges only what takes a fraction of a
second; what is larger waits for a larger update, or until there are too many segments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DOCUMENTS: Final = 65_535
"""Documents of one segment at most, so that a document number fits 16 bits."""

_WORDS: Final = 60_000_000
"""Words of text in a merged segment at most: merging takes some ten bytes of memory for each."""

_AT_ONCE: Final = 4
_ALIKE: Final = 4
"""How many times as large as the smallest of a tier its largest may be."""
_SMALL: Final = 8
"""Documents up to which sizes do not matter."""

_CHEAP: Final = 4096
"""Documents a small update may merge; a large one may merge four times what it added."""

_MANY: Final = 16
"""Segments from which on any may be merged: each costs every search some tenths of a
millisecond."""


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """How large a segment is.

    Attributes:
        live: its documents that still count.
        words: words of text in it, those of the others included.
        dead: its documents that no longer count.
        name: the segment's.
    """

    live: int
    words: int
    dead: int
    name: str


def next_merge(sizes: Sequence[Size], added: int) -> list[str]:
    """The segments to make one of next: none, several, or one that is half dead.

    Args:
        sizes: of all segments.
        added: how many documents the update brought that gives the occasion.
    """
    limit = DOCUMENTS if len(sizes) >= _MANY else min(DOCUMENTS, max(_CHEAP, 4 * added))
    ordered = sorted(sizes)
    for size in ordered:
        if size.dead > size.live and size.live <= limit:
            return [size.name]
    for at in range(len(ordered) - _AT_ONCE + 1):
        tier = _tier(ordered[at:], limit)
        if len(tier) >= _AT_ONCE:
            return [size.name for size in tier]
    return []


def _tier(ordered: Sequence[Size], limit: int) -> list[Size]:
    """The first of the segments and those after it that are alike, as many as fit together."""
    tier: list[Size] = []
    live = words = 0
    for size in ordered:
        live, words = live + size.live, words + size.words
        alike = size.live <= _ALIKE * max(ordered[0].live, _SMALL)
        if not alike or live > limit or words > _WORDS:
            break
        tier.append(size)
    return tier
