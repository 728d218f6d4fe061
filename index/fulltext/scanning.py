"""Where in texts words begin in one of some ways: all texts in one pass.

Each text is laid out with a byte for every code point, letters folded and everything else
nought. Laid end to end, the texts are then searched for all beginnings at once, which takes a
list's twenty articles hardly longer than a plain search takes one.
"""

# mypy: allow-untyped-calls

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from index.fulltext.analysis import JOINERS, fold, folded_in_place, is_special, is_unspaced
from index.fulltext.postings import Array

Stretches = Sequence[tuple[int, int]]

_ASCII: Final = 127

_KEPT_LENGTH: Final = 50_000
"""Longer texts are laid out anew each time."""

_GAP, _JOINER, _LETTER, _FOREIGN = 0, 1, 2, 3
"""Bytes for what belongs to no word; for what ends a word or not, to be looked at closely; for
what stands in words but is no single letter of ASCII; and for letters of other scripts. Higher
bytes are letters and digits."""

_WORD: Final = 14
"""A word read off the layout is shorter; of longer ones there are few."""

_FIRST: Final = np.tri(_WORD, _WORD, -1, dtype=np.uint8)
"""In each row as many ones as its number."""


def _byte(character: str) -> int:
    """What stands for a character, special ones aside."""
    if character in JOINERS:
        return _JOINER
    if not character.isalnum():
        return _GAP
    folded = fold(character)
    if not folded[:1].isascii():
        return _FOREIGN
    return ord(folded) if len(folded) == 1 else _LETTER


_TABLE: Final = bytes(_byte(chr(code)) for code in range(256))


@lru_cache(maxsize=1 << 12)
def _strange(code: int) -> int | None:
    """The byte for a character that the table would mistake."""
    character = chr(code)
    if is_special(character):
        return _JOINER if is_unspaced(character) else _LETTER
    byte = _byte(character)
    return None if byte == (_TABLE[code] if code < len(_TABLE) else _GAP) else byte


@dataclass(frozen=True, slots=True)
class _Layout:
    """A text with a byte for every code point, and whether it has special characters."""

    letters: bytes
    special: bool


def _laid_out(text: str) -> _Layout:
    if text.isascii():
        return _Layout(text.encode().translate(_TABLE), special=False)
    text = text.replace("\u2019", "'")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    # Characters beyond Latin-1 become question marks, which are gaps.
    letters = bytearray(text.encode("latin-1", "replace").translate(_TABLE))
    special = False
    for code in set(codes[codes > _ASCII].tolist()):
        byte = _strange(code)
        if byte is not None:
            np.frombuffer(letters, np.uint8)[codes == code] = byte
            special = special or is_special(chr(code))
    return _Layout(bytes(letters), special)


# While a query is typed the same texts come first again and again.
_kept = lru_cache(maxsize=128)(_laid_out)


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Where words begin as they should.

    Attributes:
        offsets: of all of them, text after text, ascending within a stretch.
        words: each word, folded; empty where it is to be read from the text.
        ends: for each text, where each of its stretches ends among the offsets; ``None`` for a
            text that was not looked at.
        special: for each text, whether it has marks inside words or scripts without spaces.
    """

    offsets: list[int]
    words: list[bytes]
    ends: list[list[int] | None]
    special: list[bool]


def beginnings(texts: Sequence[tuple[str, Stretches]], openings: Sequence[str]) -> Beginnings:
    """Find where words begin in one of some ways.

    Args:
        texts: each with the stretches of it to look at; a word may begin where one does.
        openings: how words begin, folded.
    """
    letters = [_letters(opening) for opening in openings]
    if not all(letters):
        return _one_by_one(texts, openings)
    layouts = [_kept(text) if len(text) <= _KEPT_LENGTH else _laid_out(text) for text, _ in texts]
    pieces = [
        (layout.letters, start, end)
        for layout, (_, stretches) in zip(layouts, texts, strict=True)
        for start, end in stretches
    ]
    offsets, words, cuts = _in_pieces(pieces, letters)
    ends: list[list[int] | None] = [[next(cuts) for _ in stretches] for _, stretches in texts]
    return Beginnings(offsets, words, ends, [layout.special for layout in layouts])


def _letters(opening: str) -> bytes:
    """The letters and digits an opening begins with, if they are ASCII."""
    size = next((i for i, character in enumerate(opening) if not character.isalnum()), None)
    return opening[:size].encode() if opening.isascii() else b""


def _in_pieces(
    pieces: Sequence[tuple[bytes, int, int]], openings: Sequence[bytes]
) -> tuple[list[int], list[bytes], Iterator[int]]:
    """Offsets and words, and where each piece ends among them."""
    gap = bytes([_GAP])
    joined = (
        gap * 2 + gap.join(layout[start:end] for layout, start, end in pieces) + gap * _WORD * 2
    )
    letters = np.frombuffer(joined, np.uint8)
    found = [_where(letters, opening) for opening in openings]
    if bytes([_LETTER]) in joined:
        found.append(_odd(letters, openings))
    at = np.unique(np.concatenate(found)) if len(found) > 1 else found[0]
    starts = np.array([start for _, start, _ in pieces], dtype=np.int64)
    sizes = np.array([end - start + 1 for _, start, end in pieces], dtype=np.int64)
    ends = np.cumsum(sizes) + 1
    cuts = at.searchsorted(ends, side="right")
    shifts = np.repeat(ends - sizes + 1 - starts, np.diff(cuts, prepend=0))
    return (at - shifts).tolist(), _words(letters, at), iter(cuts.tolist())


def _where(letters: Array, opening: bytes) -> Array:
    """Where a letter that no other precedes begins so."""
    size = len(letters) - _WORD
    here = letters[1:size] == opening[0]
    here &= letters[: size - 1] <= _JOINER
    if len(opening) > 1:
        here &= letters[2 : size + 1] == opening[1]
    at = np.flatnonzero(here) + 1
    for i in range(2, min(len(opening), _WORD)):
        at = at[letters.take(at + i) == opening[i]]
    return at


def _odd(letters: Array, openings: Sequence[bytes]) -> Array:
    """Where words may begin as they should that have what is no single letter of ASCII."""
    at = np.flatnonzero(letters == _LETTER)
    # After a letter, a word may begin with a mark only where an acronym has ended.
    marks = at[letters.take(at - 2) == _JOINER]
    for _ in range(max(map(len, openings))):
        at = at - (letters.take(at - 1) > _JOINER)
    first = letters.take(at)
    fits = (first == _LETTER) | np.isin(first, [opening[0] for opening in openings])
    return np.concatenate([at[fits], marks])


def _words(letters: Array, at: Array) -> list[bytes]:
    """The words that begin at these places, empty where that is not sure.

    What may join words does so only between two letters or digits.
    """
    rows = letters.take(at[:, np.newaxis] + np.arange(-2, _WORD + 1))
    letters = rows[:, 2 : _WORD + 2]
    # Where all are letters, and where the first is none, this is 0.
    sizes = (letters > _FOREIGN).argmin(axis=1)
    each = np.arange(len(rows))
    before, after = rows[:, 1], rows[each, sizes + 2]
    sure = (before == _GAP) | (rows[:, 0] <= _JOINER)
    sure &= (after == _GAP) | ((after == _JOINER) & (rows[each, sizes + 3] <= _JOINER))
    sizes *= sure
    words = letters * _FIRST.take(sizes, axis=0)
    found: list[bytes] = words.view(f"S{_WORD}").ravel().tolist()
    return found


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
    return Beginnings(offsets, [b""] * len(offsets), ends, [False] * len(texts))


def _found(folded: str, openings: Sequence[str], start: int, end: int) -> Iterator[int]:
    for opening in openings:
        at = folded.find(opening, start, end)
        while at >= 0:
            if at == start or not folded[at - 1].isalnum():
                yield at
            at = folded.find(opening, at + 1, end)
