"""Finding the few hashes that matter among very many, and other steps on flat arrays of hashes."""

import numpy as np
import numpy.typing as npt

from index.claims.background import Hashes

Ints = npt.NDArray[np.int64]

_BITS = 16
"""A table of 256 kB stays near the processor, and where a report's thousand words are looked for,
one stranger in seventy meets one of them there."""

_LOW = np.uint32((1 << _BITS) - 1)


class Sieve:
    """Tells which of many hashes are among a given few.

    A binary search for every one of them costs most where next to none are found, which is the
    rule between two reports; a look into a table by a hash's low bits settles nearly all.
    """

    def __init__(self, wanted: Hashes) -> None:
        """Take the hashes to look for, distinct and sorted."""
        self._wanted = wanted
        self._places = np.full(1 << _BITS, -1, dtype=np.int32)
        self._places[wanted & _LOW] = np.arange(wanted.size, dtype=np.int32)

    def found(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Where in ``hashes`` one of those wanted stands, and which it is, by its place."""
        told = self._places[hashes & _LOW]
        at = np.flatnonzero(told >= 0)
        places, seen = told[at].astype(np.int64), hashes[at]
        other = np.flatnonzero(self._wanted[places] != seen)
        if other.size:
            # A stranger, or one of two wanted that share their low bits.
            again = np.searchsorted(self._wanted, seen[other])
            places[other] = np.minimum(again, self._wanted.size - 1)
            sure = self._wanted[places] == seen
            at, places = at[sure], places[sure]
        return at, places


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers of several ranges, one after the other."""
    if not lengths.size or not lengths.sum():
        return np.zeros(0, dtype=np.int64)
    ends = np.cumsum(lengths)
    offsets = np.repeat(starts - (ends - lengths), lengths)
    result: Ints = np.arange(int(ends[-1])) + offsets
    return result
