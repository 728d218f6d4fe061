"""Near-copies: sketches of articles' word runs and the pairs of articles that share them.

A sketch keeps a fixed share of a text's hashed five-word runs (FracMinHash, Irber et al. 2022):
unlike a classic MinHash signature it estimates containment, so a copy that was cut, or has a
page of something else around it, is still found. Says nothing of who copied whom.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.claims.words import fold
from index.model import Article, Mark

RUN = 5
"""Words in a run. Runs of five are rare enough between strangers and survive light editing."""

KEPT = 256
"""Most runs kept of one article: estimates of containment within about 0.04."""

SAME_TEXT = 0.45
"""Share of the smaller text's (weighted) runs found in the other from which it is a copy."""

SAME_TEXT_PLAIN = 0.8
"""The same without weights: a text carried by dozens of outlets has no rare runs of its own."""

FEWEST = 6
"""Shared runs below this prove nothing, however short the text."""

_EVERYWHERE = 48
"""Holders of one run from which only neighbours in article order are paired, which keeps a text
with thousands of copies linear; union-find joins the chain."""

_NEIGHBOURS = 6
_LEVELS = 12
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

_PLAIN = bytes(c if chr(c).isalnum() and c < 128 else 32 for c in range(256))
"""Cuts plain text as ``_TOKEN`` does."""

Sketch = npt.NDArray[np.uint32]
_Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles, by their places in the input, and how much of the smaller the larger holds."""

    first: int
    second: int
    share: float


def sketch(article: Article) -> Sketch:
    """The sampled, hashed word runs of an article's reporting, marks left out; sorted."""
    words = list(map(zlib.crc32, _tokens(article.text, article.marks)))
    if len(words) < RUN:
        return np.zeros(0, dtype=np.uint32)
    hashes = np.array(words, dtype=np.uint64)
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for offset in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + runs.size]
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    unique = np.unique((runs >> np.uint64(32)).astype(np.uint32))
    return unique[: np.searchsorted(unique, _limit(_level_for(unique.size)))]


def _tokens(text: str, marks: Sequence[Mark]) -> list[bytes]:
    kept: list[str] = []
    at = 0
    for mark in marks:
        kept.append(text[at : mark.start])
        at = mark.end
    kept.append(text[at:])
    folded = fold(" ".join(kept))
    if any(char.isalnum() for char in set(folded) if not char.isascii()):
        return " ".join(_TOKEN.findall(folded)).encode().split()
    return folded.encode("ascii", "replace").translate(_PLAIN).split()


def _level_for(runs: int) -> int:
    """How often the sample is halved: level n keeps one run in 2**n."""
    level = 0
    while runs >> level > KEPT and level < _LEVELS - 1:
        level += 1
    return level


def _limit(level: int) -> int:
    return (1 << 32) >> level


def _levels(sketches: Sequence[Sketch]) -> npt.NDArray[np.int64]:
    """The sampling level of each sketch, read back from its size and its largest hash.

    A level read too low by chance only means that more of the hash range is compared than was
    sampled at the next level, where the sketch has nothing either way.
    """
    tops = np.array([int(s[-1]) if s.size else 0 for s in sketches], dtype=np.int64)
    full = np.array([s.size > KEPT // 2 - KEPT // 8 for s in sketches])
    levels = np.zeros(len(sketches), dtype=np.int64)
    for level in range(1, _LEVELS):
        levels[(tops < _limit(level)) & full] = level
    return levels


def copies(sketches: Sequence[Sketch]) -> list[Copy]:
    """The pairs of articles of which one holds most of the other's text.

    Runs that many articles share weigh less, by the root of their number: what thirty strangers
    have in common is boilerplate. Work grows with the number of articles, not of pairs.
    """
    sizes = np.array([s.size for s in sketches], dtype=np.int64)
    if len(sketches) < 2 or not sizes.sum():
        return []
    runs = np.concatenate(sketches)
    owners = np.repeat(np.arange(len(sketches), dtype=np.uint32), sizes)
    levels = _levels(sketches)
    count = _counts(runs, sizes, int(levels.max()) + 1)
    hashes, articles = _held_by_several(runs, owners)
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: hashes.size])
    holders = np.diff(np.r_[starts, hashes.size])
    weights = 1.0 / np.sqrt(np.maximum(holders - 1, 1))
    mass = count - _lightness(hashes, articles, np.repeat(1.0 - weights, holders), count.shape)
    left, right, shared = _shared_runs(articles, starts, holders, weights)
    return _judge(left, right, shared, (mass, count), levels)


def _held_by_several(runs: Sketch, owners: Sketch) -> tuple[_Pairs, _Pairs]:
    """The runs that more than one article has, each with its holders, in order.

    Nineteen in twenty have one holder and pair no articles: what follows need not see them.
    """
    keys = runs.astype(np.uint64) << np.uint64(32)
    keys |= owners
    keys.sort()
    same = (keys[1:] ^ keys[:-1]) < np.uint64(1 << 32)
    shared = keys[np.r_[False, same] | np.r_[same, False]]
    return (shared >> np.uint64(32)).astype(np.int64), (shared & np.uint64(0xFFFFFFFF)).astype(
        np.int64
    )


def _counts(runs: Sketch, sizes: _Pairs, levels: int) -> npt.NDArray[np.float64]:
    """Number of each article's runs that each sampling level would keep."""
    ends = np.cumsum(sizes)
    count = np.empty((levels, sizes.size))
    count[0] = sizes
    for level in range(1, levels):
        kept = np.zeros(runs.size + 1, dtype=np.int32)
        np.cumsum(runs < _limit(level), dtype=np.int32, out=kept[1:])
        count[level] = kept[ends] - kept[ends - sizes]
    return count


def _lightness(
    hashes: _Pairs, articles: _Pairs, lighter: npt.NDArray[np.float64], shape: tuple[int, ...]
) -> npt.NDArray[np.float64]:
    """How much less than their number the runs of each article weigh, at each sampling level."""
    less = np.zeros(shape)
    for level in range(shape[0]):
        end = int(np.searchsorted(hashes, _limit(level)))
        less[level] = np.bincount(articles[:end], lighter[:end], shape[1])
    return less


def _shared_runs(
    articles: _Pairs, starts: _Pairs, holders: _Pairs, weights: npt.NDArray[np.float64]
) -> tuple[_Pairs, _Pairs, npt.NDArray[np.float64]]:
    """Every (article, article, weight) for a shared run: all pairs, or neighbours of a crowd."""
    left: list[_Pairs] = [np.zeros(0, dtype=np.int64)]
    right: list[_Pairs] = [np.zeros(0, dtype=np.int64)]
    shared: list[npt.NDArray[np.float64]] = [np.zeros(0)]
    several = holders > 1
    starts, holders, weights = starts[several], holders[several], weights[several]
    for step in range(1, _EVERYWHERE):
        crowd = holders > _EVERYWHERE
        fits = (holders > step) & (~crowd | (step <= _NEIGHBOURS))
        if not fits.any():
            break
        lengths = holders[fits] - step
        ends = np.cumsum(lengths)
        within = np.arange(int(ends[-1])) - np.repeat(ends - lengths, lengths)
        at = np.repeat(starts[fits], lengths) + within
        left.append(articles[at])
        right.append(articles[at + step])
        shared.append(np.repeat(weights[fits], lengths))
    return np.concatenate(left), np.concatenate(right), np.concatenate(shared)


def _judge(
    left: _Pairs,
    right: _Pairs,
    shared: npt.NDArray[np.float64],
    totals: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    levels: npt.NDArray[np.int64],
) -> list[Copy]:
    mass, count = totals
    if not left.size:
        return []
    pairs, place = np.unique(left << 32 | right, return_inverse=True)
    runs = np.bincount(place)
    weight = np.bincount(place, shared)
    first, second = pairs >> 32, pairs & 0xFFFFFFFF
    level = np.maximum(levels[first], levels[second])
    weighted = weight / np.minimum(mass[level, first], mass[level, second])
    plain = runs / np.minimum(count[level, first], count[level, second])
    same = (runs >= FEWEST) & ((weighted >= SAME_TEXT) | (plain >= SAME_TEXT_PLAIN))
    return [
        Copy(int(a), int(b), min(1.0, float(share)))
        for a, b, share in zip(first[same], second[same], plain[same], strict=True)
    ]
