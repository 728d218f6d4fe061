"""What found articles can be ordered by other than how well they fit: columns over a segment."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np

from index.fulltext.codec import Leaf
from index.fulltext.dates import UNKNOWN_MOMENT
from index.fulltext.postings import Array

if TYPE_CHECKING:
    from index.fulltext.segment import Segment

_UNRANKED: Final = 0


def newest(leaf: Leaf) -> Array:
    """Larger the later an article was published; undated last."""
    return leaf.segment.moment


def oldest(leaf: Leaf) -> Array:
    """Larger the earlier an article was published; undated last."""
    moments = leaf.segment.moment
    return np.where(moments == UNKNOWN_MOMENT, UNKNOWN_MOMENT, -moments)


class Ranking:
    """An order given from outside, by article; laid out for each segment once.

    Args:
        ranks: a number by article id, the largest first; those without one come last.
    """

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self.ranks = ranks
        self._columns: WeakKeyDictionary[Segment, Array] = WeakKeyDictionary()

    def column(self, leaf: Leaf) -> Array:
        """The ranks of a segment's documents."""
        segment = leaf.segment
        column = self._columns.get(segment)
        if column is None:
            ids = map(segment.id_of, range(len(segment.moment)))
            column = np.array([self.ranks.get(name, _UNRANKED) for name in ids], dtype=np.int64)
            self._columns[segment] = column
        return column
