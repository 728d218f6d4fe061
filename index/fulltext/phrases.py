"""In which documents words stand one after the other, by their positions.

A place is a document and a position in one number, so that the words of a phrase are found
beside each other by adding one. The rarest word comes first; of the others only those documents
are looked at where the ones before stand together, unless that are most of them.
"""

# mypy: allow-untyped-calls

from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np

from index.fulltext.counts import firsts, found_in
from index.fulltext.postings import Array, Field

_POSITION_BITS: Final = np.int64(32)

_CHOSEN: Final = 3
"""Picking out a document's positions takes about as long as laying out those of so many."""

_LOOKED_UP: Final = 4
"""Looking up a place takes about as long as passing over so many when merging."""


def phrase_docs(field: Field, elements: Sequence[tuple[int, int]], slop: int) -> Array:
    """The documents where words follow each other, at most ``slop`` positions apart.

    Args:
        field: where to look.
        elements: for each place of the phrase the ranks of the words that may stand there.
        slop: positions from one word to the next at most.
    """
    ends = _adjacent(field, elements) if slop == 1 else _chained(field, elements, slop)
    return _documents(ends)


def _documents(places: Array) -> Array:
    """The documents of sorted places, each once."""
    docs = places >> _POSITION_BITS
    return docs.compress(firsts(docs))


def _adjacent(field: Field, elements: Sequence[tuple[int, int]]) -> Array:
    """Where exact runs of words begin."""
    sizes = [field.size(*element) for element in elements]
    first, *others = sorted(range(len(elements)), key=sizes.__getitem__)
    begins = _all_places(field, elements[first]) - first
    for i in others:
        if not len(begins):
            break
        docs = _documents(begins)
        if sizes[i] > _CHOSEN * len(docs):
            places = _places(field, elements[i], docs)
        else:
            places = _all_places(field, elements[i])
        begins = _both(places, begins + i) - i
    return begins


def _both(places: Array, wanted: Array) -> Array:
    """The places wanted that are there; both are sorted and free of doubles."""
    if len(wanted) * _LOOKED_UP < len(places):
        return wanted.compress(found_in(places, wanted)[1])
    merged = np.concatenate((places, wanted))
    # A stable sort finds the two runs and merges them.
    merged.sort(kind="stable")
    return merged[1:].compress(merged[1:] == merged[:-1])


def _all_places(field: Field, ranks: tuple[int, int]) -> Array:
    """The sorted places of the terms of these ranks."""
    docs, freqs = field.postings(*ranks)
    places = np.repeat(docs.astype(np.int64) << _POSITION_BITS, freqs)
    places |= field.positions(*ranks)
    if ranks[1] - ranks[0] > 1:
        places.sort()
    return places


def _places(field: Field, ranks: tuple[int, int], docs: Array) -> Array:
    """The sorted places of the terms of these ranks in some documents."""
    holding, freqs = field.postings(*ranks)
    if ranks[1] - ranks[0] == 1:
        at, there = found_in(holding, docs)
        kept = at.compress(there)
    else:
        kept = np.flatnonzero(_mask(field, docs).take(holding))
    ends = np.cumsum(freqs, dtype=np.int64).take(kept)
    sizes = freqs.take(kept).astype(np.int64)
    total = np.cumsum(sizes)
    at = np.repeat(ends - total, sizes)
    at += np.arange(len(at))
    places = np.repeat(holding.take(kept).astype(np.int64) << _POSITION_BITS, sizes)
    places |= field.positions(*ranks).take(at)
    if ranks[1] - ranks[0] > 1:
        places.sort()
    return places


def _mask(field: Field, docs: Array) -> Array:
    mask = np.zeros(field.documents, dtype=bool)
    mask[docs.astype(np.int64)] = True
    return mask


def _chained(field: Field, elements: Sequence[tuple[int, int]], slop: int) -> Array:
    """Where runs of words end that are at most ``slop`` positions apart."""
    docs = _holding_all(field, elements)
    if not len(docs):
        return docs
    return reduce(
        lambda reached, following: _near(reached, following, slop),
        [_places(field, element, docs) for element in elements],
    )


def _holding_all(field: Field, elements: Sequence[tuple[int, int]]) -> Array:
    """Documents with a word in every place."""
    lists = sorted((field.postings(*ranks)[0] for ranks in set(elements)), key=len)
    many = any(last - first > 1 for first, last in elements)
    docs = _documents(np.sort(lists[0].astype(np.int64)) << _POSITION_BITS)
    for other in lists[1:]:
        there = _mask(field, other).take(docs) if many else found_in(other, docs)[1]
        docs = docs.compress(there)
    return docs


def _near(reached: Array, following: Array, slop: int) -> Array:
    """Places of ``following`` that are at most ``slop`` positions after one reached."""
    if not len(reached):
        return reached
    at = np.searchsorted(reached, following) - 1
    near = (at >= 0) & (following - reached[at] <= slop)
    return following[near]
