"""What a query, or a part of one, matches in one segment; scores only where they are asked for.

Which documents match is known of all of them, exactly: totals and facets are counted on it. A
score is worked out for the documents somebody asks about, and every part says beforehand how
high its scores can be, so that most documents need none (:mod:`index.fulltext.ranking`).

Documents are ascending numbers. Arrays handed out are shared and not to be written to.
"""

# mypy: allow-untyped-calls

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from index.fulltext.counts import Counts, Weighting, firsts, found_in
from index.fulltext.postings import Array

FEW: Final = 2000
"""Documents up to which parts are asked about each rather than laid out."""


class Matches(ABC):
    """Documents that match: a subclass knows ``docs`` or fills a mask.

    Attributes:
        documents: how many documents the segment has.
        size: no more documents match; known without looking at them.
    """

    documents: int
    size: int

    @cached_property
    def bound(self) -> float:
        """No document scores higher."""
        raise NotImplementedError

    @cached_property
    def docs(self) -> Array:
        """The documents that match."""
        return np.flatnonzero(self.mask)

    @cached_property
    def mask(self) -> Array:
        """For each document whether it matches."""
        mask = np.zeros(self.documents, dtype=bool)
        self.add_to(mask)
        return mask

    @cached_property
    def count(self) -> int:
        """How many documents match."""
        return int(np.count_nonzero(self.mask))

    def some(self, most: int) -> Array:
        """Some of the documents that match, about so many where there are more."""
        return self.docs[:: len(self.docs) // most + 1]

    def add_to(self, mask: Array) -> None:
        """Set the documents that match."""
        mask[self.docs] = True

    def among(self, docs: Array) -> Array:
        """For each of some documents whether it matches."""
        return self.mask.take(docs)

    @abstractmethod
    def scores(self, docs: Array) -> Array:
        """The scores of some documents; nought for those that do not match."""

    @property
    def own(self) -> Array:
        """The scores of all documents that match, in the order of ``docs``."""
        return self.scores(self.docs)

    def addends(self) -> "tuple[Matches, ...]":
        """Parts whose scores add up to this one's, for every document that matches."""
        return (self,)


class _Scored(Matches):
    def __init__(self, documents: int, docs: Array, scores: Array) -> None:
        self.documents = documents
        self.docs = docs
        self.count = self.size = len(docs)
        self._scores = scores

    @cached_property
    def bound(self) -> float:
        return float(self._scores.max(initial=0.0))

    def among(self, docs: Array) -> Array:
        return found_in(self.docs, docs)[1]

    def scores(self, docs: Array) -> Array:
        at, there = found_in(self.docs, docs)
        return self._scores.take(at) * there if self.count else np.zeros(len(docs))

    @property
    def own(self) -> Array:
        return self._scores


class _Level(Matches):
    def __init__(self, mask: Array, score: float) -> None:
        self.documents = len(mask)
        self.mask = mask
        self.count = self.size = int(np.count_nonzero(mask))
        self.bound = score

    def add_to(self, mask: Array) -> None:
        mask |= self.mask

    def scores(self, docs: Array) -> Array:
        return self.mask.take(docs) * self.bound

    @property
    def own(self) -> Array:
        return np.full(self.count, self.bound)


class _Words(Matches):
    def __init__(self, counts: Counts, weighting: Weighting, idf: float, boost: float) -> None:
        self.documents = len(weighting.codes)
        self.count = self.size = counts.count
        self._counts = counts
        self._weighting = weighting
        self._idf = idf
        self._boost = boost

    @cached_property
    def bound(self) -> float:
        return max(0.0, self._weighting.bound(self._idf, self._counts.highest) * self._boost)

    @cached_property
    def docs(self) -> Array:
        return self._counts.docs

    def some(self, most: int) -> Array:
        return self._counts.some(most)

    def add_to(self, mask: Array) -> None:
        self._counts.add_to(mask)

    def among(self, docs: Array) -> Array:
        return self._counts.among(docs)

    def scores(self, docs: Array) -> Array:
        return self._weighted(self._counts.of(docs), docs)

    @property
    def own(self) -> Array:
        return self._weighted(self._counts.listed, self._counts.docs)

    def _weighted(self, freqs: Array, docs: Array) -> Array:
        scores = self._weighting.scores(self._idf, freqs, docs)
        if self._boost != 1.0:
            scores *= self._boost
        return scores


class _Compound(Matches):
    def __init__(self, documents: int, parts: Sequence[Matches], boost: float) -> None:
        self.documents = documents
        self._parts = parts
        self._boost = boost

    @cached_property
    def bound(self) -> float:
        return max(0.0, sum([part.bound for part in self._parts]) * self._boost)

    def _summed(self, docs: Array) -> Array:
        total = np.zeros(len(docs))
        for part in self._parts:
            if part.size:
                total += part.scores(docs)
        if self._boost != 1.0:
            total *= self._boost
        return total


class _Either(_Compound):
    def __init__(self, documents: int, parts: Sequence[Matches], boost: float) -> None:
        super().__init__(documents, parts, boost)
        self.size = sum(part.size for part in parts)

        parts = sorted((part for part in parts if part.size), key=lambda part: -part.size)
        self._most, self._others = (parts[0], parts[1:]) if parts else (nothing(documents), [])
        # Otherwise documents are laid out in a mask.
        self._is_listed = sum(part.size for part in self._others) <= FEW

    @cached_property
    def _others_docs(self) -> Array:
        """What the lesser parts match, ascending, perhaps more than once."""
        if len(self._others) == 1:
            return self._others[0].docs
        docs = np.concatenate([np.zeros(0, np.int64), *(part.docs for part in self._others)])
        docs.sort()
        return docs

    @cached_property
    def docs(self) -> Array:
        if not self._is_listed or "mask" in self.__dict__:
            return np.flatnonzero(self.mask)
        return _with(self._most.docs, self._others_docs)

    @cached_property
    def count(self) -> int:
        if not self._is_listed or "mask" in self.__dict__:
            return int(np.count_nonzero(self.mask))
        if not self._others:
            return self._most.count
        docs = self._others_docs
        fresh = ~self._most.among(docs)
        fresh[1:] &= docs[1:] != docs[:-1]
        return self._most.count + int(np.count_nonzero(fresh))

    def add_to(self, mask: Array) -> None:
        for part in self._parts:
            part.add_to(mask)

    def among(self, docs: Array) -> Array:
        if "mask" in self.__dict__ or len(docs) > FEW:
            return self.mask.take(docs)
        there = np.zeros(len(docs), dtype=bool)
        for part in self._parts:
            there |= part.among(docs)
        return there

    def scores(self, docs: Array) -> Array:
        return self._summed(docs)

    @property
    def own(self) -> Array:
        if not self._is_listed:
            return self._summed(self.docs)
        total = np.zeros(len(self.docs))
        for part in self._parts:
            docs = part.docs
            if len(docs) == len(total):
                total += part.own
            else:
                total[self.docs.searchsorted(docs)] += part.own
        return total * self._boost if self._boost != 1.0 else total

    def addends(self) -> tuple[Matches, ...]:
        if self._boost != 1.0:
            return (self,)
        # A part that is itself several adds only where all of it matches: it stays whole.
        return tuple(
            addend
            for part in self._parts
            for addend in (part.addends() if isinstance(part, _Either) else (part,))
        )


def _with(docs: Array, others: Array) -> Array:
    """Documents, ascending, and others put in where they are not there yet."""
    fresh = others.compress(~found_in(docs, others)[1])
    if not len(fresh):
        return docs
    fresh = fresh.compress(firsts(fresh))
    places = docs.searchsorted(fresh) + np.arange(len(fresh))
    known = np.ones(len(docs) + len(fresh), dtype=bool)
    known[places] = False
    both = np.empty(len(known), np.int64)
    both[known], both[places] = docs, fresh
    return both


class _Every(_Compound):
    def __init__(self, documents: int, parts: Sequence[Matches], boost: float) -> None:
        super().__init__(documents, parts, boost)
        self.size = min(part.size for part in parts)

    @cached_property
    def docs(self) -> Array:
        parts = sorted(self._parts, key=lambda part: part.size)
        if parts[0].size > FEW:
            return np.flatnonzero(self.mask)
        docs = parts[0].docs
        for part in parts[1:]:
            docs = docs.compress(part.among(docs))
        return docs

    @cached_property
    def count(self) -> int:
        return int(np.count_nonzero(self.mask)) if self.size > FEW else len(self.docs)

    @cached_property
    def mask(self) -> Array:
        if self.size <= FEW:
            mask = np.zeros(self.documents, dtype=bool)
            mask[self.docs] = True
            return mask
        mask = self._parts[0].mask.copy()
        for part in self._parts[1:]:
            mask &= part.mask
        return mask

    def scores(self, docs: Array) -> Array:
        return self._summed(docs) * self.among(docs)

    @property
    def own(self) -> Array:
        return self._summed(self.docs)

    def addends(self) -> tuple[Matches, ...]:
        if self._boost != 1.0:
            return (self,)
        return tuple(addend for part in self._parts for addend in part.addends())


def scored(documents: int, docs: Array, scores: Array) -> Matches:
    """Documents with a score each."""
    return _Scored(documents, docs, scores)


def nothing(documents: int) -> Matches:
    """No document."""
    return _Scored(documents, np.zeros(0, np.int64), np.zeros(0))


def level(mask: Array, score: float) -> Matches:
    """Documents that all score the same."""
    return _Level(mask, score)


def words(counts: Counts, weighting: Weighting, idf: float, boost: float) -> Matches:
    """Documents that hold a word, or any of some words that count as one."""
    return _Words(counts, weighting, idf, boost)


def either(documents: int, parts: Sequence[Matches], boost: float) -> Matches:
    """Documents that match any part, with the sum of the scores of those they match."""
    return _Either(documents, parts, boost)


def every(documents: int, parts: Sequence[Matches], boost: float) -> Matches:
    """Documents that match all parts, one at least, with the sum of their scores."""
    return _Every(documents, parts, boost)
