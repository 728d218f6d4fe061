"""The cut of a text that shows best what was searched for."""

# mypy: allow-untyped-calls

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.fulltext.analysis import pieces
from index.fulltext.hits import Hits, joined
from index.fulltext.postings import Array
from index.model import Article, Snippet

LENGTH: Final = 200
"""Code points of a snippet, about two lines of a list."""

_LEAD: Final = 40
"""Code points shown before the first hit of a snippet."""

_REACH: Final = LENGTH - _LEAD
_HITS_COUNTED: Final = 5
_SPACES: Final = (" ", "\n", "\u00a0", "\t")
_APART: Final = np.int64(32)
"""Bits by which one text's offsets are moved away from those of the one before."""


def snippets(articles: Sequence[Article], hits: Hits) -> list[Snippet]:
    """For each article the cut that shows most of the query, or its beginning without hits.

    Preferred is the stretch with the most different words of the query, then with the most
    hits, then the earliest.

    Args:
        articles: where the hits are.
        hits: what was found in their texts, in this order.
    """
    cuts = hits.cuts[: len(articles) + 1]
    found = _Placed(hits, cuts)
    starts = []
    for article, best, first, last in zip(articles, found.richest(), cuts, cuts[1:], strict=False):
        anchor = int(hits.starts[best]) if first < last else None
        starts.append(_beginning(article) if anchor is None else _led_in(article.text, anchor))
    ends = [_end(article.text, start) for article, start in zip(articles, starts, strict=True)]
    shown = found.within(starts, ends)
    return [
        Snippet(article.text[start:end], start, joined(_cut(hits.between(*those), start, end)))
        for article, start, end, those in zip(articles, starts, ends, shown, strict=True)
    ]


class _Placed:
    """Hits as places in all texts together, each text far from the one before."""

    def __init__(self, hits: Hits, cuts: Sequence[int]) -> None:
        self._hits = hits
        self._cuts = cuts
        self._texts = np.arange(len(cuts) - 1, dtype=np.int64) << _APART
        count = cuts[-1]
        texts = np.repeat(self._texts, np.diff(cuts))
        self._starts = texts + hits.starts[:count]
        # Phrases may reach beyond hits that follow.
        self._reached = np.maximum.accumulate(texts + hits.ends[:count])

    def richest(self) -> list[int]:
        """For each text the hit from which the following stretch shows most; any without hits."""
        cuts, count = self._cuts, len(self._starts)
        if not count:
            return [0] * (len(cuts) - 1)
        after = self._reached.searchsorted(self._starts + _REACH, side="right")
        here = np.arange(count)
        np.maximum(after, here + 1, out=after)
        values = np.minimum(after - here, _HITS_COUNTED)
        values += (_HITS_COUNTED + 1) * _different(self._hits, here, after)
        # Of equals the first: the higher the place, the less it adds.
        values = values * count + (count - 1 - here)
        first = np.minimum(cuts[:-1], count - 1)
        best: list[int] = (count - 1 - np.maximum.reduceat(values, first) % count).tolist()
        return best

    def within(self, starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int, int]]:
        """For each text the hits among which all are that reach into a stretch of it."""
        first = self._reached.searchsorted(self._texts + starts, side="right")
        last = self._starts.searchsorted(self._texts + ends)
        return list(zip(first.tolist(), np.maximum(first, last).tolist(), strict=True))


def _different(hits: Hits, here: Array, after: Array) -> Array:
    """How many of the query's words and phrases are among the hits from one to another."""
    codes = hits.codes[: len(here)]
    different = np.zeros(len(here), np.int64)
    for number in frozenset().union(*hits.fits):
        shown = np.array([number in fits for fits in hits.fits])
        before = np.zeros(len(here) + 1, np.int64)
        np.cumsum(shown.take(codes), out=before[1:])
        different += before.take(after) > before.take(here)
    return different


def _led_in(text: str, anchor: int) -> int:
    """Where a snippet begins that is to show what stands at ``anchor``: after white space."""
    start = max(0, anchor - _LEAD)
    if not start:
        return start
    spaces = [at for space in _SPACES if (at := text.find(space, start, anchor)) >= 0]
    return min(spaces) + 1 if spaces else start


def _beginning(article: Article) -> int:
    """Where the reporting begins: past chrome, the title and white space."""
    text = article.text
    at = next((start for start, end in pieces(article) if text[start:end].strip()), 0)
    for mark in article.marks:
        if mark.kind == "title" and mark.start <= at + LENGTH and text[mark.end :].strip():
            at = max(at, mark.end)
    return next((i for i in range(at, len(text)) if not text[i].isspace()), at)


def _end(text: str, start: int) -> int:
    """Where a snippet ends that begins at ``start``: before white space."""
    end = start + LENGTH
    if end >= len(text):
        return len(text)
    lowest = max(start, end - _LEAD) + 1
    space = max([text.rfind(space, lowest, end + 1) for space in _SPACES])
    return space if space >= 0 else end


def _cut(found: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """What of these is within a stretch, counted from its start."""
    return [
        (max(first, start) - start, min(last, end) - start) for first, last in found if last > start
    ]
