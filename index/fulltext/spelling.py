"""Edit distances: which of some words a mistyped one was probably meant to be."""

from collections.abc import Iterable, Sequence

import numpy as np


def edits(a: str, b: str, limit: int) -> int:
    """Edits from ``a`` to ``b``, swapping two neighbours counted as one; ``limit + 1`` for more."""
    # Most searches need no distances, and loading it takes some 20 ms.
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b, score_cutoff=limit))


def within(words: Sequence[str], word: str, limit: int) -> list[int]:
    """Which of ``words`` are within ``limit`` edits of ``word``, as positions."""
    if not words:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    distances = process.cdist([word], words, scorer=OSA.distance, score_cutoff=limit)
    return np.flatnonzero(distances[0] <= limit).tolist()


def tolerance(word: str) -> int:
    """How many edits a word of this length may be away and still be the same word mistyped."""
    return 1 if len(word) < 5 else 2


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to ``word`` within its tolerance, the earliest of equals."""
    limit = tolerance(word)
    ranked = [
        (edits(word, candidate, limit), i, candidate) for i, candidate in enumerate(candidates)
    ]
    best = min(ranked, default=None)
    return best[2] if best is not None and best[0] <= limit else None
