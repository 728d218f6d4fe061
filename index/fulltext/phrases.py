"""In which documents words stand one after the other, by their positions."""

# mypy: allow-untyped-calls

from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np

from index.fulltext.counts import found_in
from index.fulltext.postings import Array, Field

_POSITION_BITS: Final = np.int64(32)


def phrase_docs(field: Field, elements: Sequence[tuple[int, int]], slop: int) -> Array:
    """The documents where words follow each other, at most ``slop`` positions apart.

    Args:
        field: where to look.
        elements: for each place of the phrase the ranks of the words that may stand there.
        slop: positions from one word to the next at most.
    """
    docs = _holding_all(field, elements)
    if not len(docs):
        return docs
    keys = [_places(field, element, docs) for element in elements]
    ends = _adjacent(keys) if slop == 1 else reduce(lambda a, b: _near(a, b, slop), keys)
    found = ends >> _POSITION_BITS
    return found[np.flatnonzero(np.diff(found, prepend=-1))]


def _holding_all(field: Field, elements: Sequence[tuple[int, int]]) -> Array:
    """Documents with a word in every place."""
    whole = sorted((field.postings(*e)[0] for e in set(elements) if e[1] - e[0] == 1), key=len)
    many = [field.postings(*e)[0] for e in set(elements) if e[1] - e[0] > 1]
    docs = whole[0].astype(np.int64) if whole else np.arange(field.documents)
    for other in whole[1:]:
        docs = docs[found_in(other, docs)[1]]
    for other in many:
        docs = docs[_mask(field, other).take(docs)]
    return docs


def _mask(field: Field, docs: Array) -> Array:
    mask = np.zeros(field.documents, dtype=bool)
    mask[docs.astype(np.int64)] = True
    return mask


def _places(field: Field, ranks: tuple[int, int], docs: Array) -> Array:
    """Sorted keys (document, position) of the terms of these ranks in these documents.

    Each of the documents holds one of the terms.
    """
    holding, freqs = field.postings(*ranks)
    if ranks[1] - ranks[0] == 1:
        kept = found_in(holding, docs)[0]
    else:
        kept = np.flatnonzero(_mask(field, docs).take(holding.astype(np.int64)))
        docs = holding.take(kept).astype(np.int64)
    ends = np.cumsum(freqs, dtype=np.int64).take(kept)
    sizes = freqs.take(kept).astype(np.int64)
    shift = ends - np.cumsum(sizes)
    at = np.repeat(shift, sizes) + np.arange(int(sizes.sum()))
    keys = np.repeat(docs << _POSITION_BITS, sizes) | field.positions(*ranks).take(at)
    if ranks[1] - ranks[0] > 1:
        keys.sort()
    return keys


def _adjacent(keys: list[Array]) -> Array:
    """Keys of the first words of exact runs; starts from the rarest word."""
    order = sorted(range(len(keys)), key=lambda i: len(keys[i]))
    starts = keys[order[0]] - order[0]
    for i in order[1:]:
        starts = starts[found_in(keys[i], starts + i)[1]]
    return starts


def _near(reached: Array, following: Array, slop: int) -> Array:
    """Keys of ``following`` that stand at most ``slop`` positions after a key reached."""
    if not len(reached):
        return reached
    at = np.searchsorted(reached, following) - 1
    near = (at >= 0) & (following - reached[at] <= slop)
    return following[near]
