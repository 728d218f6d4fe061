"""How often a word stands in each document of a segment, and what BM25F makes of it.

Documents are ascending numbers. Arrays handed out are shared and not to be written to.
"""

# mypy: allow-untyped-calls

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from index.fulltext.postings import CODE_LENGTHS, Array, Field, Ranks

LOOKED_UP: Final = 32
"""Finding one document in a list takes about as long as laying out so many of its entries."""

SPARSE: Final = 12
"""Below one posting for so many documents, sorting them takes less than a place for each."""

K1: Final = 1.2
B: Final = 0.75
"""Whoosh's defaults for BM25F."""

_BYTE: Final = 256


def found_in(listed: Array, docs: Array) -> tuple[Array, Array]:
    """Where in an ascending list documents are, and whether they are there at all."""
    if not len(listed):
        return np.zeros(len(docs), np.int64), np.zeros(len(docs), dtype=bool)
    at = listed.searchsorted(docs.astype(listed.dtype, copy=False))
    at[at == len(listed)] = 0
    return at, listed.take(at) == docs


class Counts(ABC):
    """How often a word, or some words taken together, stand in each document of a segment.

    Attributes:
        count: how many documents hold it.
    """

    count: int

    @property
    @abstractmethod
    def docs(self) -> Array:
        """The documents that hold it, in the type that NumPy indexes by fastest."""

    @abstractmethod
    def some(self, most: int) -> Array:
        """Some of them, about so many where there are more."""

    @property
    @abstractmethod
    def listed(self) -> Array:
        """The frequencies in those documents."""

    @property
    @abstractmethod
    def highest(self) -> int:
        """The highest frequency."""

    @abstractmethod
    def of(self, docs: Array) -> Array:
        """The frequencies in some documents."""

    @abstractmethod
    def among(self, docs: Array) -> Array:
        """For each of some documents whether it holds the word."""

    @abstractmethod
    def add_to(self, mask: Array) -> None:
        """Set the documents that hold it."""


class _Spread(Counts):
    def __init__(self, freqs: Array, count: int) -> None:
        self._freqs = freqs
        self.count = count

    @cached_property
    def docs(self) -> Array:
        return np.flatnonzero(self._freqs != 0)

    def some(self, most: int) -> Array:
        first = len(self._freqs) * most // max(most, self.count)
        return np.flatnonzero(self._freqs[:first] != 0)

    @property
    def listed(self) -> Array:
        return self._freqs.take(self.docs)

    @property
    def highest(self) -> int:
        return int(self._freqs.max(initial=0))

    def of(self, docs: Array) -> Array:
        return self._freqs.take(docs)

    def among(self, docs: Array) -> Array:
        there: Array = self._freqs.take(docs) != 0
        return there

    def add_to(self, mask: Array) -> None:
        mask |= self._freqs != 0


class _Listed(Counts):
    def __init__(self, documents: int, docs: Array, freqs: Array) -> None:
        self.count = len(docs)
        self._documents = documents
        self._docs = docs
        self._freqs = freqs

    @cached_property
    def docs(self) -> Array:
        return self._docs.astype(np.int64)

    def some(self, most: int) -> Array:
        return self._docs[:: self.count // most + 1].astype(np.int64)

    @property
    def listed(self) -> Array:
        return self._freqs

    @property
    def highest(self) -> int:
        return int(self._freqs.max(initial=0))

    @cached_property
    def _spread(self) -> _Spread:
        freqs = np.zeros(self._documents, self._freqs.dtype)
        freqs[self.docs] = self._freqs
        return _Spread(freqs, self.count)

    def _many(self, docs: Array) -> bool:
        return "_spread" in self.__dict__ or len(docs) * LOOKED_UP > self.count

    def of(self, docs: Array) -> Array:
        if self._many(docs):
            return self._spread.of(docs)
        at, there = found_in(self._docs, docs)
        return self._freqs.take(at) * there

    def among(self, docs: Array) -> Array:
        return self._spread.among(docs) if self._many(docs) else found_in(self._docs, docs)[1]

    def add_to(self, mask: Array) -> None:
        mask[self.docs] = True


def of_word(field: Field, rank: int) -> Counts:
    """The counts of one term: a list, laid out when many documents are asked for."""
    return _Listed(field.documents, *field.postings(rank, rank + 1))


def laid_out(freqs: Array, count: int) -> Counts:
    """The counts that these frequencies in all documents are, ``count`` of them not nought."""
    return _Spread(freqs, count)


def of_words(field: Field, ranges: Ranks) -> Counts:
    """The counts of all terms of these ranks together."""
    if len(ranges) == 1 and ranges[0][1] - ranges[0][0] == 1:
        return of_word(field, ranges[0][0])
    found = [field.postings(first, last) for first, last in ranges]
    if not found:
        return _Listed(field.documents, np.zeros(0, np.uint16), np.zeros(0, np.uint8))
    docs, freqs = found[0]
    if len(found) > 1:
        docs = np.concatenate([docs for docs, _ in found])
        freqs = np.concatenate([freqs for _, freqs in found])
    if len(docs) * SPARSE < field.documents:
        return _gathered(field, docs, freqs)
    sums = np.bincount(docs, weights=freqs, minlength=field.documents)
    return _Spread(_narrow(sums), int(np.count_nonzero(sums)))


def _gathered(field: Field, docs: Array, freqs: Array) -> Counts:
    """The same for few postings: sorted, then those of one document added up."""
    order = docs.argsort(kind="stable")
    docs = docs.take(order)
    first = np.flatnonzero(firsts(docs))
    sums = np.add.reduceat(freqs.take(order), first, dtype=np.int64)
    return _Listed(field.documents, docs.take(first), _narrow(sums))


def firsts(ascending: Array) -> Array:
    """For each of some ascending numbers whether it is another than the one before."""
    new = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return new


def _narrow(counts: Array) -> Array:
    """Frequencies in one byte each where that is enough."""
    return counts.astype(np.uint8 if counts.max(initial=0) < _BYTE else np.uint32)


@dataclass(frozen=True, slots=True)
class Weighting:
    """How a frequency becomes a score: BM25F as tables, for one field of one segment.

    Attributes:
        impacts: what the formula makes of a frequency of one byte in a text of a length, before
            idf; at 256 times the frequency plus the length's code.
        norms: the length's part of the formula, by code.
        codes: each document's length code.
        shortest: the length code of the shortest document with a word.
    """

    impacts: Array
    norms: Array
    codes: Array
    shortest: int

    @classmethod
    def of(cls, field: Field, average: float) -> "Weighting":
        """The tables of a field whose texts have so many words on average."""
        norms = K1 * ((1 - B) + B * CODE_LENGTHS / average)
        weights = np.arange(_BYTE, dtype=np.float64)[:, np.newaxis]
        impacts = ((weights * (K1 + 1)) / (weights + norms)).ravel()
        codes = field.lengths
        shortest = int(codes.min(where=codes > 0, initial=_BYTE - 1))
        return cls(impacts, norms, codes, shortest)

    def scores(self, idf: float, freqs: Array, docs: Array) -> Array:
        """The scores of a word of this frequency in each of these documents."""
        codes = self.codes.take(docs)
        if freqs.dtype == np.uint8:
            at = freqs.astype(np.uint16)
            at <<= 8
            at |= codes
            scores: Array = self.impacts.take(at)
        else:
            weights = freqs.astype(np.float64)
            scores = (weights * (K1 + 1)) / (weights + self.norms.take(codes))
        scores *= idf
        return scores

    def bound(self, idf: float, highest: int) -> float:
        """No document with up to this frequency scores higher."""
        impact = (highest * (K1 + 1)) / (highest + float(self.norms[self.shortest]))
        return max(0.0, idf * impact)
