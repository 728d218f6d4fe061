"""In which documents words stand one after the other, by their positions.

A place is a document and a position in one number, so that the words of a phrase are found
beside each other by adding one. Of words known to the letter, the documents that hold them all are
found before any position is looked at. Where a word may be any of several, the rarest comes
first; of the others only those documents are looked at where the ones before stand together,
unless that are most of them.
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

_LISTED: Final = 8
"""Looking up a document in a list takes about as long as marking so many of the list."""


def exact_docs(field: Field, ranks: Sequence[int]) -> tuple[Array, list[Array]]:
    """The documents where terms follow each other, and how often each term stands in those.

    Args:
        field: where to look.
        ranks: the terms' ranks, in the order of the phrase.
    """
    postings = [field.postings(rank, rank + 1) for rank in ranks]
    first, *others = sorted(range(len(ranks)), key=lambda i: len(postings[i][0]))
    docs = postings[first][0]
    held = {first: np.arange(len(docs))}
    for i in others:
        kept, at = _common(field.documents, docs, postings[i][0])
        docs = docs.take(kept)
        held = {j: places.take(kept) for j, places in held.items()} | {i: at}
    if not len(docs):
        return docs, []
    begins = _counted_places(field, ranks[first], postings[first][1], held[first]) - first
    for i in others:
        begins = _both(_counted_places(field, ranks[i], postings[i][1], held[i]) - i, begins)
    found = _documents(begins)
    freqs = [postings[i][1].take(held[i].take(found)) for i in range(len(ranks))]
    return docs.take(found).astype(np.int64), freqs


def _common(documents: int, docs: Array, others: Array) -> tuple[Array, Array]:
    """Where in two ascending lists the documents are that both hold."""
    if len(docs) * _LISTED < len(others):
        at, there = found_in(others, docs)
        return np.flatnonzero(there), at.compress(there)
    both = _mask(documents, others).take(docs), _mask(documents, docs).take(others)
    return np.flatnonzero(both[0]), np.flatnonzero(both[1])


def _counted_places(field: Field, rank: int, freqs: Array, held: Array) -> Array:
    """The sorted places of a term in some of its documents, which count up from nought.

    Args:
        field: where to look.
        rank: the term's.
        freqs: how often it stands in each of its documents.
        held: which of those to look at.
    """
    positions = field.positions(rank, rank + 1)
    if len(held) < len(freqs):
        at, freqs = _stretches(freqs, held)
        positions = positions.take(at)
    places = (np.arange(len(held)) << _POSITION_BITS).repeat(freqs)
    places |= positions
    return places


def _stretches(freqs: Array, kept: Array) -> tuple[Array, Array]:
    """Which of all positions are those of some documents, and how many each of these has.

    Args:
        freqs: how many positions each document has, one document's after the other's.
        kept: which documents, ascending.
    """
    ends = freqs.cumsum(dtype=np.int64).take(kept)
    sizes = freqs.take(kept)
    at = (ends - sizes.cumsum(dtype=np.int64)).repeat(sizes)
    at += np.arange(len(at))
    return at, sizes


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
        kept = np.flatnonzero(_mask(field.documents, docs).take(holding))
    at, sizes = _stretches(freqs, kept)
    places = np.repeat(holding.take(kept).astype(np.int64) << _POSITION_BITS, sizes)
    places |= field.positions(*ranks).take(at)
    if ranks[1] - ranks[0] > 1:
        places.sort()
    return places


def _mask(documents: int, docs: Array) -> Array:
    mask = np.zeros(documents, dtype=bool)
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
        there = _mask(field.documents, other).take(docs) if many else found_in(other, docs)[1]
        docs = docs.compress(there)
    return docs


def _near(reached: Array, following: Array, slop: int) -> Array:
    """Places of ``following`` that are at most ``slop`` positions after one reached."""
    if not len(reached):
        return reached
    at = np.searchsorted(reached, following) - 1
    near = (at >= 0) & (following - reached[at] <= slop)
    return following[near]
