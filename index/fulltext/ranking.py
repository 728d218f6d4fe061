"""Which of the documents found may be among the first, without scoring them all.

Words that are in many documents add little to a score, and words of a title much. Once enough
good documents are known, whatever can only match in the former way is passed over: the idea of
MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), on whole
arrays instead of one document after the other. Nothing is lost by it: bounds are never too low.
"""

# mypy: allow-untyped-calls

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.fulltext.counts import firsts
from index.fulltext.found import Found
from index.fulltext.matches import Matches
from index.fulltext.postings import Array

FEW: Final = 8000
"""Scoring so many documents takes no longer than finding out which to score."""

_GROUPS: Final = 64
"""Keys of which the highest stands for all; with fewer keys than some groups it does not pay."""

SAMPLED: Final = 4096
"""Documents of a part among which those to try are looked for."""

TRIED: Final = 256
"""Documents scored to know what the first must reach."""

_SLACK: Final = 1e-9
"""What adding up in another order may change, as a share of a score, and much more."""


def contenders(keys: Array, limit: int) -> Array:
    """Places of the ``limit`` highest keys, of those that tie with the last, and of a few more.

    The highest keys of so many groups are keys of so many documents: what is below the last of
    those is not among the first.
    """
    size = len(keys) // _GROUPS
    if size < 4 * limit:
        at = len(keys) - limit
        return np.flatnonzero(keys >= np.partition(keys, at)[at])
    highest = keys[: size * _GROUPS].reshape(_GROUPS, size).max(axis=0)
    return np.flatnonzero(keys >= np.partition(highest, size - limit)[size - limit])


def promising(found: Found, limit: int, floor: float) -> Array:
    """The documents that may be among the first, those that tie with the last included.

    Args:
        found: the documents found.
        limit: how many are wanted, at least 1.
        floor: a score that so many others reach already; minus infinity if none do.
    """
    if found.count <= 4 * limit:
        return found.docs
    parts = sorted(
        (part for part in found.matches.addends() if part.size), key=lambda part: -part.bound
    )
    if len(parts) < 2:
        return found.docs
    # What other segments reach is near enough to what this one would.
    floor = (floor if floor > -np.inf else _reached(found, parts, limit)) * (1 - _SLACK)
    return _refined(parts, _within_reach(found, parts, floor), floor)


def _reached(found: Found, parts: Sequence[Matches], limit: int) -> float:
    """A score that at least ``limit`` of the documents reach."""
    for part in parts:
        if part.size < limit:
            continue
        tried = part.some(SAMPLED)
        tried = tried.compress(found.among(tried))
        if len(tried) < limit:
            continue
        most = max(TRIED, 2 * limit)
        if len(tried) > most:
            best = np.argpartition(part.scores(tried), len(tried) - most)[-most:]
            tried = np.sort(tried[best])
        scores = found.matches.scores(tried)
        return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
    return -np.inf


def _within_reach(found: Found, parts: Sequence[Matches], floor: float) -> Array:
    """Documents with at least one of the parts without which the floor is out of reach."""
    together = 0.0
    needed = list(parts)
    while needed and together + needed[-1].bound < floor:
        together += needed.pop().bound
    if len(needed) == len(parts):
        return found.docs
    if sum(part.size for part in needed) <= FEW:
        docs = np.concatenate([np.zeros(0, np.int64), *(part.docs for part in needed)])
        docs.sort()
        docs = docs.compress(firsts(docs))
        return docs.compress(found.among(docs))
    mask = np.zeros(found.leaf.documents, dtype=bool)
    for part in needed:
        part.add_to(mask)
    mask &= found.mask
    return np.flatnonzero(mask)


def _refined(parts: Sequence[Matches], docs: Array, floor: float) -> Array:
    """Documents that can still reach the floor, part by part, the weightiest first."""
    scores = np.zeros(len(docs))
    left = sum(part.bound for part in parts)
    for part in parts[:-1]:
        if len(docs) <= FEW:
            break
        scores += part.scores(docs)
        left -= part.bound
        kept = np.flatnonzero(scores >= floor - left)
        if len(kept) < len(docs):
            docs, scores = docs.take(kept), scores.take(kept)
    return docs
