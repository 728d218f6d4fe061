"""Where in texts words begin in one of some ways: all texts in one pass.

Each text is laid out with a byte for every code point, letters folded and everything else
nought. Laid end to end, the texts are then searched for all beginnings at once, which takes a
list's twenty articles hardly longer than a plain search takes one.
"""

# mypy: allow-untyped-calls

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.fulltext.analysis import JOINERS, fold, folded_in_place, is_special, is_unspaced
from index.fulltext.postings import Array

Stretches = Sequence[tuple[int, int]]

_GAP, _JOINER, _LETTER, _FOREIGN = 0, 1, 2, 3
"""Bytes for what belongs to no word; for what ends a word or not, to be looked at closely; for
what stands in words but is no single letter of ASCII; and for letters of other scripts. Higher
bytes are letters and digits."""

_WORD: Final = 14
"""A word read off the layout is shorter; of longer ones there are few."""

_FIRST: Final = np.tri(_WORD, _WORD, -1, dtype=np.uint8)
"""In each row as many ones as its number."""

_EIGHT: Final = 8
"""Bytes looked at in one go."""


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


_ASCII: Final = bytes(_byte(chr(code)) for code in range(128)) + bytes(128)


class _Table:
    """What stands for the characters met so far, by code point."""

    _CODES: Final = 0x110000
    _PLAIN: Final = 128
    _MARK, _UNSPACED, _UNMET = 253, 254, 255

    def __init__(self) -> None:
        self._bytes = np.full(self._CODES, self._UNMET, np.uint8)
        self._bytes[: self._PLAIN] = np.frombuffer(_ASCII[: self._PLAIN], np.uint8)

    def laid_out(self, text: str) -> tuple[bytes, bool]:
        """A byte for each character of a text, and whether any is special."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        letters = self._bytes.take(codes)
        highest = letters.max(initial=0)
        if highest < self._PLAIN:
            return letters.tobytes(), False
        if highest == self._UNMET:
            self._meet(set(codes.compress(letters == self._UNMET).tolist()))
            return self.laid_out(text)
        letters[letters == self._MARK] = _LETTER
        letters[letters == self._UNSPACED] = _JOINER
        return letters.tobytes(), True

    def _meet(self, codes: set[int]) -> None:
        for code in codes:
            character = chr(code)
            byte = _byte(character)
            if is_special(character):
                byte = self._UNSPACED if is_unspaced(character) else self._MARK
            self._bytes[code] = byte


_TABLE: Final = _Table()


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

    offsets: Array
    words: list[bytes]
    ends: list[list[int] | None]
    special: list[bool]


def beginnings(texts: Sequence[tuple[str, Stretches]], openings: Sequence[str]) -> Beginnings:
    """Find where words begin in one of some ways.

    Args:
        texts: each with the stretches of it to look at; a word may begin where one does.
        openings: how words begin, folded.
    """
    letters = _shortest(_letters(opening) for opening in openings)
    if not all(letters):
        return _one_by_one(texts, openings)
    pieces: list[tuple[bytes, int, int]] = []
    specials = []
    for text, stretches in texts:
        laid_out, special = (
            (text.encode().translate(_ASCII), False) if text.isascii() else _TABLE.laid_out(text)
        )
        pieces += [(laid_out, start, end) for start, end in stretches]
        specials.append(special)
    offsets, words, cuts = _in_pieces(pieces, letters)
    ends: list[list[int] | None] = [[next(cuts) for _ in stretches] for _, stretches in texts]
    return Beginnings(offsets, words, ends, specials)


def _letters(opening: str) -> bytes:
    """The letters and digits an opening begins with, if they are ASCII."""
    size = next((i for i, character in enumerate(opening) if not character.isalnum()), None)
    return opening[:size].encode() if opening.isascii() else b""


def _shortest(openings: Iterable[bytes]) -> list[bytes]:
    """Those that do not begin with another."""
    kept: list[bytes] = []
    for opening in sorted({opening[:_WORD] for opening in openings}):
        if not kept or not opening.startswith(kept[-1]):
            kept.append(opening)
    return kept


def _in_pieces(
    pieces: Sequence[tuple[bytes, int, int]], openings: Sequence[bytes]
) -> tuple[Array, list[bytes], Iterator[int]]:
    """Offsets and words, and where each piece ends among them."""
    gap = bytes([_GAP])
    joined = gap.join([gap, *(layout[start:end] for layout, start, end in pieces), gap * _WORD * 3])
    letters = np.frombuffer(joined, np.uint8)
    at = _where(letters, openings)
    if bytes([_LETTER]) in joined:
        at = np.unique(np.concatenate([at, _odd(letters, openings)]))
    starts = np.array([start for _, start, _ in pieces], dtype=np.int64)
    sizes = np.array([end - start + 1 for _, start, end in pieces], dtype=np.int64)
    ends = np.cumsum(sizes) + 1
    cuts = at.searchsorted(ends, side="right")
    shifts = np.repeat(ends - sizes + 1 - starts, np.diff(cuts, prepend=0))
    return at - shifts, _words(letters, at), iter(cuts.tolist())


def _where(letters: Array, openings: Sequence[bytes]) -> Array:
    """Where a letter that no other precedes begins as it should."""
    size = (len(letters) - _WORD) // _EIGHT * _EIGHT
    before = letters[:size] <= _JOINER
    pairs: dict[bytes, list[bytes]] = {}
    for opening in openings:
        pairs.setdefault(opening[:2], []).append(opening)
    found = []
    for pair, whole in pairs.items():
        here = letters[1 : size + 1] == pair[0]
        here &= before
        if len(pair) > 1:
            here &= letters[2 : size + 2] == pair[1]
        at = _true(here) + 1
        found += [_going_on(letters, at, opening) for opening in whole]
    return np.sort(np.concatenate(found)) if len(found) > 1 else found[0]


def _true(mask: Array) -> Array:
    """Where a mask is set, which is in few places; its length is a multiple of eight."""
    some = np.flatnonzero(mask.view(np.uint64))
    rows, columns = np.nonzero(mask.reshape(-1, _EIGHT).take(some, axis=0))
    return some.take(rows) * _EIGHT + columns


def _going_on(letters: Array, at: Array, opening: bytes) -> Array:
    """Those of some places where the letters after the second are those of an opening too."""
    for i in range(2, len(opening)):
        at = at.compress(letters.take(at + i) == opening[i])
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
    words = [b""] * len(offsets)
    return Beginnings(np.array(offsets, np.int64), words, ends, [False] * len(texts))


def _found(folded: str, openings: Sequence[str], start: int, end: int) -> Iterator[int]:
    for opening in openings:
        at = folded.find(opening, start, end)
        while at >= 0:
            if at == start or not folded[at - 1].isalnum():
                yield at
            at = folded.find(opening, at + 1, end)
