"""One field out of several segments', copied block by block, never sorted.

A term's postings in an earlier segment come before those in a later one, and documents keep
their order, so each block of a term has its place before anything is moved.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from index.fulltext.postings import Array, Field, FieldArrays

_CHUNK = 1 << 21
"""Elements moved at once: bounds what is held beside the arrays themselves."""


def merge(fields: Sequence[Field], keeps: Sequence[Array]) -> FieldArrays:
    """One field out of several segments', in their order, without the documents not kept.

    Beside the result it holds one segment's arrays at a time.

    Args:
        fields: the same field of each segment.
        keeps: for each segment, a mask of the documents to keep.
    """
    parts = []
    base = 0
    for field, keep in zip(fields, keeps, strict=True):
        parts.append(_Part(field, keep, base))
        base += int(keep.sum())
    terms = sorted(set().union(*(part.terms() for part in parts)))
    rank_of = {term: rank for rank, term in enumerate(terms)}
    ranks = [
        np.fromiter((rank_of.get(name, -1) for name in field.terms(0, len(field))), np.int64)
        for field in fields
    ]
    all_starts = [part.starts() for part in parts]
    starts, free = _room(ranks, all_starts, len(terms))
    docs = np.empty(int(starts[-1]), np.uint16 if base <= 1 << 16 else np.uint32)
    freqs = np.empty(int(starts[-1]), np.result_type(*(field.freqs.dtype for field in fields)))
    for part, rank, start in zip(parts, ranks, all_starts, strict=True):
        _scatter(rank, start, (part.docs(), part.freqs()), free, (docs, freqs))
    spots = places = None
    if all(field.has_positions for field in fields):
        all_spots = [part.spots() for part in parts]
        spots, free = _room(ranks, all_spots, len(terms))
        places = np.empty(int(spots[-1]), np.result_type(*(f.places.dtype for f in fields)))
        for part, rank, start in zip(parts, ranks, all_spots, strict=True):
            _scatter(rank, start, (part.places(),), free, (places,))
    codes = np.concatenate([f.lengths[keep] for f, keep in zip(fields, keeps, strict=True)])
    total = int(freqs.sum(dtype=np.int64))
    return FieldArrays(terms, starts, docs, freqs, spots, places, codes, total)


class _Part:
    """One segment's share of a merged field; its arrays are made when asked for."""

    def __init__(self, field: Field, keep: Array, base: int) -> None:
        self._field = field
        self._numbers = (np.cumsum(keep) - 1 + base).astype(np.uint32)
        self._stays = None if keep.all() else keep[field.docs]

    def terms(self) -> Iterator[bytes]:
        """The terms that still have postings."""
        names = self._field.terms(0, len(self._field))
        sizes = np.diff(self.starts()).tolist()
        return (name for name, size in zip(names, sizes, strict=True) if size)

    def starts(self) -> Array:
        if self._stays is None:
            return self._field.starts.astype(np.int64)
        return np.append(0, np.cumsum(self._stays))[self._field.starts]

    def docs(self) -> Array:
        docs = self._field.docs
        return self._numbers[docs if self._stays is None else docs[self._stays]]

    def freqs(self) -> Array:
        freqs = self._field.freqs
        return freqs if self._stays is None else freqs[self._stays]

    def _words_stay(self, stays: Array) -> Array:
        return np.repeat(stays, self._field.freqs)

    def spots(self) -> Array:
        if self._stays is None:
            return self._field.spots.astype(np.int64)
        return np.append(0, np.cumsum(self._words_stay(self._stays)))[self._field.spots]

    def places(self) -> Array:
        places = self._field.places
        return places if self._stays is None else places[self._words_stay(self._stays)]


def _room(ranks: Sequence[Array], starts: Sequence[Array], terms: int) -> tuple[Array, Array]:
    """Where each term's block starts when the segments' blocks lie side by side, twice.

    The second grows as blocks are laid down; it has one place more, for the rank -1 of terms
    that no longer have postings.
    """
    sizes = np.zeros(terms + 1, np.int64)
    for rank, start in zip(ranks, starts, strict=True):
        used = rank >= 0
        np.add.at(sizes, rank[used] + 1, np.diff(start)[used])
    total = np.cumsum(sizes)
    return total, np.append(total[:-1], 0)


def _scatter(
    rank: Array, start: Array, group: tuple[Array, ...], free: Array, out: tuple[Array, ...]
) -> None:
    """Copy one segment's blocks to the free places of their terms, and move those on."""
    lengths = np.diff(start)
    low = 0
    while low < len(lengths):
        limit = int(start[low]) + _CHUNK
        high = max(low + 1, int(np.searchsorted(start, limit, side="right")) - 1)
        size = lengths[low:high]
        shift = free[rank[low:high]] - start[low:high]
        source = np.arange(int(start[low]), int(start[high]))
        target = source + np.repeat(shift, size)
        for source_array, target_array in zip(group, out, strict=True):
            target_array[target] = source_array[int(start[low]) : int(start[high])]
        used = rank[low:high][rank[low:high] >= 0]
        free[used] += size[rank[low:high] >= 0]
        low = high
