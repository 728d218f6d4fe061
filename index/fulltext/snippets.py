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
    richest = _richest(hits, cuts)
    made = []
    for article, best, first, last in zip(articles, richest, cuts, cuts[1:], strict=False):
        if first == last:
            made.append(_cut(article.text, _beginning(article), ()))
            continue
        start = _led_in(article.text, hits.bounds[best][0])
        made.append(_cut(article.text, start, hits.bounds[first:last]))
    return made


def _richest(hits: Hits, cuts: Sequence[int]) -> list[int]:
    """For each text the hit from which the following stretch shows most; any without hits."""
    count = cuts[-1]
    if not count:
        return [0] * (len(cuts) - 1)
    texts = np.repeat(np.arange(len(cuts) - 1, dtype=np.int64) << _APART, np.diff(cuts))
    starts, ends = texts + hits.starts[:count], texts + hits.ends[:count]
    # Phrases may reach beyond hits that follow.
    after = np.maximum.accumulate(ends).searchsorted(starts + _REACH, side="right")
    here = np.arange(count)
    np.maximum(after, here + 1, out=after)
    values = np.minimum(after - here, _HITS_COUNTED)
    values += (_HITS_COUNTED + 1) * _different(hits, here, after)
    # Of equals the first: the higher the place, the less it adds.
    values = values * count + (count - 1 - here)
    first = np.minimum(cuts[:-1], count - 1)
    best: list[int] = (count - 1 - np.maximum.reduceat(values, first) % count).tolist()
    return best


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


def _cut(text: str, start: int, found: Sequence[tuple[int, int]]) -> Snippet:
    end = min(len(text), start + LENGTH)
    if end < len(text):
        lowest = max(start, end - _LEAD) + 1
        space = max(text.rfind(space, lowest, end + 1) for space in _SPACES)
        end = space if space >= 0 else end
    shown = [
        (max(first, start) - start, min(last, end) - start)
        for first, last in found
        if first < end and last > start
    ]
    return Snippet(text[start:end], start, joined(shown))
