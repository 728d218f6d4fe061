"""Texts as bytes in which words are quickly found: one for every code point, letters folded.

What belongs to no word is nought. Beside the bytes stands where words begin, and with which two
letters, so that looking for the words of a query passes over words rather than letters. While a
query is typed the same texts come again and again: layouts of the last ones are kept.
"""

# mypy: allow-untyped-calls

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from index.fulltext.analysis import JOINERS, fold, is_special, is_unspaced
from index.fulltext.postings import Array
from index.recent import Recent

Stretches = Sequence[tuple[int, int]]

GAP, JOINER, APOSTROPHE, LETTER, FOREIGN = 0, 1, 2, 3, 4
"""Bytes for what belongs to no word; for what ends a word or not, to be looked at closely, the
apostrophe apart; for what stands in words but is no single letter of ASCII; and for letters of
other scripts. Higher bytes are letters and digits."""

_APOSTROPHES: Final = "'\u2019"

_KEPT: Final = 128
_KEPT_LENGTH: Final = 50_000
"""Characters of the longest text kept: each takes up to five bytes."""


def _byte(character: str) -> int:
    """What stands for a character, special ones aside."""
    if character in JOINERS:
        return APOSTROPHE if character in _APOSTROPHES else JOINER
    if not character.isalnum():
        return GAP
    folded = fold(character)
    if not folded[:1].isascii():
        return FOREIGN
    return ord(folded) if len(folded) == 1 else LETTER


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
        letters[letters == self._MARK] = LETTER
        letters[letters == self._UNSPACED] = JOINER
        return letters.tobytes(), True

    def _meet(self, codes: set[int]) -> None:
        for code in codes:
            character = chr(code)
            byte = _byte(character)
            if is_special(character):
                byte = self._UNSPACED if is_unspaced(character) else self._MARK
            self._bytes[code] = byte


_TABLE: Final = _Table()


class Layout(NamedTuple):
    """A text laid out, as far as it is to be looked at.

    Attributes:
        text: the text.
        stretches: what of it is looked at.
        letters: the bytes of its stretches, each with a gap after it.
        ends: where each stretch ends in them, its gap included.
        shifts: for each stretch how much further its characters stand in the text.
        words: where words begin in them, as far as bytes can tell.
        pairs: the first two bytes of each word, as 256 times the first plus the second.
        special: whether the text has marks inside words or scripts without spaces.
    """

    text: str
    stretches: Stretches
    letters: bytes
    ends: tuple[int, ...]
    shifts: tuple[int, ...]
    words: Array
    pairs: Array
    special: bool


_kept: Final[Recent[int, Layout]] = Recent(_KEPT)
"""By the identity of the texts, which their layouts hold fast: working out the hash of a new text
takes a good part of the time of laying it out."""


def layouts(texts: Sequence[tuple[str, Stretches]]) -> list[Layout]:
    """The layouts of some texts, each of the stretches of it that are to be looked at."""
    known = _kept.known([id(text) for text, _ in texts])
    found = {
        number: layout
        for number, (text, stretches) in enumerate(texts)
        if (layout := known.get(id(text))) is not None
        and layout.text is text
        and layout.stretches == stretches
    }
    missing = [number for number in range(len(texts)) if number not in found]
    made = _laid_out([texts[number] for number in missing])
    _kept.keep({id(new.text): new for new in made if len(new.text) <= _KEPT_LENGTH})
    found.update(zip(missing, made, strict=True))
    return [found[number] for number in range(len(texts))]


def _laid_out(texts: Sequence[tuple[str, Stretches]]) -> list[Layout]:
    """Layouts made anew, the words of all texts looked for in one pass."""
    if not texts:
        return []
    gap = bytes([GAP])
    parts: list[bytes] = []
    specials: list[bool] = []
    for text, stretches in texts:
        whole, special = (
            (text.encode().translate(_ASCII), False) if text.isascii() else _TABLE.laid_out(text)
        )
        parts.append(gap.join([*(whole[start:end] for start, end in stretches), b""]))
        specials.append(special)
    letters = np.frombuffer(b"".join([gap, *parts, gap]), np.uint8)
    within = letters > APOSTROPHE
    words = np.flatnonzero(within[1:] > within[:-1])
    words += 1
    pairs = letters.take(words).astype(np.uint16)
    pairs <<= 8
    pairs |= letters[1:].take(words)
    bases = np.cumsum([len(gap), *map(len, parts)]).tolist()
    cuts = words.searchsorted(bases).tolist()
    words = words.astype(np.int32)
    made = []
    for i, (first, last) in enumerate(pairwise(cuts)):
        at = words[first:last] - bases[i]
        text, stretches = texts[i]
        ends, shifts = _bounds(stretches)
        made.append(
            Layout(
                text, stretches, parts[i], ends, shifts, at, pairs[first:last].copy(), specials[i]
            )
        )
    return made


def _bounds(stretches: Stretches) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if len(stretches) == 1:
        start, end = stretches[0]
        return (end - start + 1,), (start,)
    ends, shifts, at = [], [], 0
    for start, end in stretches:
        shifts.append(start - at)
        at += end - start + 1
        ends.append(at)
    return tuple(ends), tuple(shifts)
