"""What a query found in one segment, deleted documents left out."""

# mypy: allow-untyped-calls

from functools import cached_property

import numpy as np

from index.fulltext.codec import Leaf
from index.fulltext.matches import Matches
from index.fulltext.postings import Array


class Found:
    """The documents of a segment that match and still count.

    Attributes:
        leaf: the segment.
        matches: what they were found by.
    """

    def __init__(self, leaf: Leaf, matches: Matches) -> None:
        self.leaf = leaf
        self.matches = matches

    @cached_property
    def mask(self) -> Array:
        """For each document whether it was found."""
        mask, live = self.matches.mask, self.leaf.live
        return mask if live is None else mask & live

    @cached_property
    def docs(self) -> Array:
        """The documents found, ascending."""
        docs, live = self.matches.docs, self.leaf.live
        return docs if live is None else docs[live.take(docs)]

    def among(self, docs: Array) -> Array:
        """For each of some documents whether it was found."""
        there, live = self.matches.among(docs), self.leaf.live
        return there if live is None else there & live.take(docs)

    @property
    def scores(self) -> Array:
        """The scores of the documents found, in their order."""
        scores, live = self.matches.own, self.leaf.live
        return scores if live is None else scores[live.take(self.matches.docs)]

    @cached_property
    def count(self) -> int:
        """How many documents were found."""
        if self.leaf.live is None:
            return self.matches.count
        return len(self.docs)

    def counted(self, codes: Array, totals: Array) -> Array:
        """How many of the documents found have each code.

        Args:
            codes: a small number for every document.
            totals: how many of all documents have each, deleted ones included.
        """
        if 2 * self.count <= self.leaf.documents:
            return np.bincount(codes.take(self.docs), minlength=len(totals))
        others = np.flatnonzero(~self.mask)
        return totals - np.bincount(codes.take(others), minlength=len(totals))
