"""Where in texts words begin in one of some ways: all texts in one pass.

The layouts of the texts (:mod:`index.fulltext.layouts`) are laid end to end and all their words
looked at together, which takes a list's twenty articles hardly longer than one.
"""

# mypy: allow-untyped-calls

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from index.fulltext.analysis import folded_in_place
from index.fulltext.layouts import (
    APOSTROPHE,
    FOREIGN,
    GAP,
    JOINER,
    LETTER,
    Layout,
    Stretches,
    layouts,
)
from index.fulltext.postings import Array

_WORD: Final = 16
"""A word read off the layout is shorter; of longer ones there are few."""

_FIRST: Final = np.tri(_WORD, _WORD, -1, dtype=np.uint8)
"""In each row as many ones as its number."""

_CONTRACTED: Final = np.isin(np.arange(256), [ord(letter) for letter in "stdm"])
"""What may end a word behind an apostrophe, as in "can't"; "they're" is read from the text."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Where words begin as they should.

    Attributes:
        offsets: of all of them, text after text, ascending within a stretch.
        words: each word, folded, as an array of bytes; empty where it is to be read from the text.
        sizes: the characters of each word; 0 where it is to be read from the text.
        openings: which of the openings asked for it was found by, -1 where that is not known.
        ends: for each text, where each of its stretches ends among the offsets; ``None`` for a
            text that was not looked at.
        special: for each text, whether it has marks inside words or scripts without spaces.
    """

    offsets: Array
    words: Array
    sizes: Array
    openings: Array
    ends: list[list[int] | None]
    special: list[bool]


def beginnings(
    texts: Sequence[tuple[str, Stretches]], openings: Sequence[bytes], others: Sequence[str]
) -> Beginnings:
    """Find where words begin in one of some ways.

    Args:
        texts: each with the stretches of it to look at; a word may begin where one does.
        openings: how words begin, from :func:`plain`; if there are none, as ``others`` say.
        others: how words begin, folded, in any script.
    """
    if not openings:
        return _one_by_one(texts, others)
    made = layouts(texts)
    joined = b"".join([bytes([GAP]), *[layout.letters for layout in made], bytes(2 * _WORD)])
    letters = np.frombuffer(joined, np.uint8)
    bases = [*accumulate([len(layout.letters) for layout in made], initial=1)]
    at, by = _where(made, bases, letters, openings)
    odd = np.setdiff1d(_odd(letters, openings), at) if bytes([LETTER]) in joined else at[:0]
    if len(odd):
        at, by = np.concatenate([at, odd]), np.concatenate([by, np.full(len(odd), -1)])
    if len(odd) or len(openings) > 1:
        order = at.argsort()
        at, by = at.take(order), by.take(order)
    based = [*zip(bases, made, strict=False)]
    ends = [base + end for base, layout in based for end in layout.ends]
    shifts = [shift - base for base, layout in based for shift in layout.shifts]
    cuts = at.searchsorted(ends).tolist()
    counts = [last - first for first, last in pairwise([0, *cuts])]
    offsets = at + np.repeat(np.array(shifts, np.int64), counts)
    words, sizes = _words(letters, at)
    each = iter(cuts)
    of_texts: list[list[int] | None] = [[next(each) for _ in layout.ends] for layout in made]
    return Beginnings(offsets, words, sizes, by, of_texts, [layout.special for layout in made])


def plain(openings: Iterable[str]) -> list[bytes]:
    """Openings as far as they are letters and digits of ASCII, without those another begins.

    None at all where one has no such beginning: they are then to be looked for as they are.
    """
    known = sorted({_letters(opening)[:_WORD] for opening in openings})
    if not all(known):
        return []
    kept: list[bytes] = []
    for opening in known:
        if not kept or not opening.startswith(kept[-1]):
            kept.append(opening)
    return kept


def _letters(opening: str) -> bytes:
    """The letters and digits an opening begins with, if they are ASCII."""
    size = next((i for i, character in enumerate(opening) if not character.isalnum()), None)
    return opening[:size].encode() if opening.isascii() else b""


def _where(
    made: Sequence[Layout], bases: Sequence[int], letters: Array, openings: Sequence[bytes]
) -> tuple[Array, Array]:
    """Where words begin as they should, opening by opening, and by which they do."""
    pairs = np.concatenate([layout.pairs for layout in made])
    bounds = np.array([*accumulate([len(layout.pairs) for layout in made], initial=0)])
    words = np.concatenate([layout.words for layout in made])
    starts = np.array(bases[:-1])
    found = []
    for opening in openings:
        if len(opening) > 1:
            some = np.flatnonzero(pairs == (opening[0] << 8 | opening[1]))
        else:
            some = np.flatnonzero(pairs >> 8 == opening[0])
        cuts = some.searchsorted(bounds)
        at = words.take(some) + starts.repeat(cuts[1:] - cuts[:-1])
        for i in range(2, len(opening)):
            at = at.compress(letters.take(at + i) == opening[i])
        found.append(at)
    return np.concatenate(found), np.repeat(np.arange(len(found)), [*map(len, found)])


def _odd(letters: Array, openings: Sequence[bytes]) -> Array:
    """Where words may begin as they should that have what is no single letter of ASCII."""
    at = np.flatnonzero(letters == LETTER)
    # After a letter, a word may begin with a mark only where an acronym has ended.
    before = letters.take(at - 2)
    marks = at[(before == JOINER) | (before == APOSTROPHE)]
    for _ in range(max(map(len, openings))):
        at = at - (letters.take(at - 1) > APOSTROPHE)
    first = letters.take(at)
    fits = (first == LETTER) | np.isin(first, [opening[0] for opening in openings])
    return np.unique(np.concatenate([at[fits], marks]))


def _words(letters: Array, at: Array) -> tuple[Array, Array]:
    """The words that begin at these places and their sizes, empty where that is not sure.

    What may join words does so only between two letters or digits.
    """
    rows = letters.take(at[:, np.newaxis] + np.arange(_WORD))
    # Where all are letters, and where the first is none, this is 0.
    sizes = (rows > FOREIGN).argmin(axis=1)
    end = at + sizes
    after, second, third = letters.take(end), letters.take(end + 1), letters.take(end + 2)
    ended = (after == GAP) | ((after <= APOSTROPHE) & (second <= APOSTROPHE))
    owned = (after == APOSTROPHE) & _CONTRACTED.take(second) & (third <= APOSTROPHE)
    owned &= sizes < _WORD - 2
    sure = (letters.take(at - 1) == GAP) | (letters.take(at - 2) <= APOSTROPHE)
    sure &= (sizes > 0) & (ended | owned)
    joined = np.flatnonzero(owned & sure)
    rows[joined, sizes.take(joined)] = ord("'")
    sizes[joined] += 2
    sizes *= sure
    rows *= _FIRST.take(sizes, axis=0)
    return rows.view(f"S{_WORD}").ravel(), sizes


def _one_by_one(texts: Sequence[tuple[str, Stretches]], openings: Sequence[str]) -> Beginnings:
    """The same for openings of any script."""
    offsets: list[int] = []
    ends: list[list[int] | None] = []
    for text, stretches in texts:
        folded = folded_in_place(text)
        if folded is None:
            ends.append(None)
            continue
        cuts: list[int] = []
        for start, end in stretches:
            offsets += sorted(set(_found(folded, openings, start, end)))
            cuts.append(len(offsets))
        ends.append(cuts)
    count = len(offsets)
    none = np.zeros(count, np.int64)
    special = [False] * len(texts)
    return Beginnings(
        np.array(offsets, np.int64), np.zeros(count, f"S{_WORD}"), none, none - 1, ends, special
    )


def _found(folded: str, openings: Sequence[str], start: int, end: int) -> Iterator[int]:
    for opening in openings:
        at = folded.find(opening, start, end)
        while at >= 0:
            if at == start or not folded[at - 1].isalnum():
                yield at
            at = folded.find(opening, at + 1, end)
