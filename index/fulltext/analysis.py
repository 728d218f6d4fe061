"""Text to terms: what counts as a word, how it is written in the index, and where it stood.

Two forms of every word are indexed. The *surface* form folds case, accents and width and is
what phrases, prefixes and fuzzy words are matched against, so that a phrase in quotes stays
exact; the *stem* is what a bare word is matched against. Runs of Han, kana, Hangul and of
South-East Asian scripts written without spaces become overlapping pairs of characters, one for
each character, the last alone.

A word's position is its ordinal among all words of the text, stop words included, so that
``"interest rates"`` does not match "interest in rates". Chrome is passed over and leaves a gap
of :data:`GAP` positions that no phrase spans.
"""

# mypy: allow-untyped-calls

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TypeVar

from index.model import Article
from index.stemming import stem

_Chosen = TypeVar("_Chosen")

GAP = 128
KEPT_MARKS = frozenset({"title", "caption"})

_UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff\uff66-\uff9f\u1100-\u11ff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3"
)
# Combining marks are no word characters to ``re``, yet words contain them: accents written
# apart, Hebrew and Arabic points, Indic vowel signs; soft hyphens and joiners stand inside words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd"
    "\u0c00-\u0c04\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83"
    "\u0dca-\u0ddf\u00ad\u200c\u200d"
)


def _token_pattern(character: str, letter: str, first: str = "") -> re.Pattern[str]:
    contraction = rf"(?:['\u2019](?:s|t|re|ve|ll|d|m|S|T|RE|VE|LL|D|M)(?!{character}))?"
    # Words of two letters and more come first: the other forms cannot begin so, and are few.
    return re.compile(
        rf"{first}{letter}{character}+{contraction}"
        rf"|{letter}(?:\.{letter})+(?![^\W_])"
        rf"|\d{{1,3}}(?:,\d{{3}})+(?![,\d])(?:\.\d+)?{character}*"
        rf"|\d+(?:\.\d+)+{character}*"
        rf"|{character}+{contraction}"
    )


# Most texts need only the plain pattern, which is several times as fast.
_PLAIN_TOKEN = _token_pattern(r"[^\W_]", r"[^\W\d_]")


@cache
def _any_token() -> re.Pattern[str]:
    # Takes some 20 ms to make, which a library without such texts never needs.
    return _token_pattern(
        rf"(?:(?![{_UNSPACED}])[^\W_]|[{_MARKS}])",
        rf"(?:(?![{_UNSPACED}])[^\W\d_])",
        rf"[{_UNSPACED}]+|",
    )


@cache
def _special_character() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}{_MARKS}]")


@cache
def _unspaced_character() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]")


# Wide classes take milliseconds to make; said by what is left out, they take next to none.
# None of the special characters is among Latin, Greek and Cyrillic letters and usual signs.
_PERHAPS_SPECIAL = re.compile("[^\x00-\xac\xae-\u02ff\u0370-\u0482\u1e00-\u200b\u200e-\u2bff]")
# All letters beyond ASCII, and little else: one class, so that scanning is quick.
_FOREIGN = re.compile(
    "[^\x00-\xa9\xab\xac\xae-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u200b\u200e-\u206f\u218c-\u2bff]"
)
JOINERS = ".,'\u2019"
_IGNORABLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d"))
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"\u2019": "'"}
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_STEMMABLE = re.compile(r"[a-z]{3,}")
# Longest word worth an entry: beyond it lies no language, only data dumped into a text.
WORD_LIMIT = 64
_KEPT_LENGTH = 50_000
_JOINED_LENGTH = 100
# Characters of the longest acronym or number: a text without white space is not read again
# and again from its beginning.

_WHITE_SPACE = re.compile(r"\s")

_STOP_WORDS = """
    a an and are as at be been but by for from had has have he her his i if in into is it its
    no not of on or she so than that the their them then there these they this those to was
    we were which will with would you
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Term:
    """The index's two forms of one word.

    ``stem`` is ``None`` for stop words and unspaced scripts, found by their surface alone.
    """

    surface: str
    stem: str | None
    unspaced: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as written, where it stands and how many words precede it."""

    raw: str
    start: int
    end: int
    position: int


def fold(text: str) -> str:
    """Case, accents and width folded; other differences kept."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_IGNORABLE)).casefold()
    bare = "".join(c for c in apart if not _is_accent(unicodedata.combining(c)))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))


def _is_accent(combining_class: int) -> bool:
    # 10-35: Hebrew and Arabic points; 200-240: accents set over, under and through letters.
    # What is left out, such as Indic viramas (9) and kana voicing (8), makes another word.
    return 10 <= combining_class <= 35 or combining_class >= 200


@lru_cache(maxsize=1 << 15)
def term(raw: str) -> Term:
    """The forms of one raw token, as cut by :func:`raw_tokens` or :func:`tokens`."""
    folded = fold(raw)[:WORD_LIMIT]
    if is_unspaced(raw):
        return Term(folded or raw, None, True)
    if folded[:1].isdigit():
        folded = _GROUPED.sub(lambda m: m[0].replace(",", ""), folded, count=1)
    if folded in STOP_WORDS:
        return Term(folded, None, False)
    return Term(folded or raw, _stem(folded), False)


def _stem(folded: str) -> str:
    base = folded.removesuffix("'s")
    if base and base != folded:
        folded = base
    return stem(folded) if _STEMMABLE.fullmatch(folded) else folded


def shorter(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of a text in parts of a bounded length, cut at white space where there is any.

    The tokens are the same: none holds white space.
    """
    while end - start > _KEPT_LENGTH:
        match = _WHITE_SPACE.search(text, start + _KEPT_LENGTH, end)
        if match is None:
            break
        yield start, match.start()
        start = match.start()
    yield start, end


def _is_plain(text: str) -> bool:
    if text.isascii() or not _PERHAPS_SPECIAL.search(text):
        return True
    return not _special_character().search(text)


def raw_tokens(text: str) -> list[str]:
    """The raw tokens of a text in order, one a position: the indexer's fast way through."""
    if _is_plain(text):
        return _PLAIN_TOKEN.findall(text)
    found: list[str] = _any_token().findall(text)
    spread: list[str] = []
    for raw in found:
        if is_unspaced(raw):
            spread += [raw[i : i + 2] for i in range(len(raw))]
        else:
            spread.append(raw)
    return spread


def tokens(text: str, start: int = 0, end: int | None = None, position: int = 0) -> Iterator[Token]:
    """The tokens of ``text[start:end]`` with offsets into ``text``.

    Positions count up from ``position``. The same tokens as :func:`raw_tokens` of that slice.
    """
    piece = text[start:end]
    pattern = _PLAIN_TOKEN if _is_plain(piece) else _any_token()
    for match in pattern.finditer(piece):
        raw = match[0]
        at = start + match.start()
        if is_unspaced(raw):
            for i in range(len(raw)):
                pair = raw[i : i + 2]
                yield Token(pair, at + i, at + i + len(pair), position)
                position += 1
        else:
            yield Token(raw, at, at + len(raw), position)
            position += 1


def pieces(article: Article) -> list[tuple[int, int]]:
    """The stretches of an article's text that search looks at: all but the chrome."""
    kept: list[tuple[int, int]] = []
    at = 0
    for mark in article.marks:
        if mark.kind in KEPT_MARKS:
            continue
        if at < mark.start:
            kept.append((at, mark.start))
        at = max(at, mark.end)
    if at < len(article.text):
        kept.append((at, len(article.text)))
    return kept


def chosen_tokens(
    text: str, stretches: Sequence[tuple[int, int]], choose: Callable[[str], _Chosen]
) -> Iterator[tuple[Token, _Chosen]]:
    """The tokens ``choose`` makes something of, with that; positions as the index has them."""
    position = 0
    for start, end in stretches:
        piece = text[start:end]
        pattern = _PLAIN_TOKEN if _is_plain(piece) else _any_token()
        for match in pattern.finditer(piece):
            raw = match[0]
            if pattern is not _PLAIN_TOKEN and is_unspaced(raw):
                at = start + match.start()
                for i in range(len(raw)):
                    pair = raw[i : i + 2]
                    chosen = choose(pair)
                    if chosen:
                        yield Token(pair, at + i, at + i + len(pair), position + i), chosen
                position += len(raw)
                continue
            chosen = choose(raw)
            if chosen:
                at = start + match.start()
                yield Token(raw, at, at + len(raw), position), chosen
            position += 1
        position += GAP


def is_special(character: str) -> bool:
    """Whether a character is of an unspaced script, or a mark that stands inside words."""
    if not _PERHAPS_SPECIAL.match(character):
        return False
    return _special_character().match(character) is not None


def is_unspaced(text: str) -> bool:
    """Whether a text begins with a character of a script written without spaces."""
    if text.isascii() or not _PERHAPS_SPECIAL.match(text):
        return False
    return _unspaced_character().match(text) is not None


def folded_in_place(text: str) -> str | None:
    """A text folded letter by letter, every offset kept.

    ``None`` where that cannot be: combining marks, unspaced scripts, and letters that fold to
    two. Where it can, every word's folded form is its stretch of the folded text, but for the
    commas of numbers.
    """
    if text.isascii():
        return text.lower()
    return _kept_fold(text) if len(text) <= _KEPT_LENGTH else _fold_in_place(text)


def _fold_in_place(text: str) -> str | None:
    try:
        folded = _FOREIGN.sub(_folded_letter, text.replace("\u2019", "'")).lower()
    except _NotInPlaceError:
        return None
    return folded if len(folded) == len(text) else None


# While a query is typed the same texts come first again and again.
_kept_fold = lru_cache(maxsize=128)(_fold_in_place)


class _NotInPlaceError(Exception):
    pass


def _folded_letter(match: re.Match[str]) -> str:
    return _letter_in_place(match[0])


@lru_cache(maxsize=1 << 10)
def _letter_in_place(letter: str) -> str:
    special = is_special(letter)
    if not letter.isalnum() and not special:
        return letter
    folded = fold(letter)
    if special or len(folded) != 1:
        raise _NotInPlaceError
    return folded


def spaced_token(text: str, start: int, end: int, at: int, *, special: bool = False) -> str:
    """The token that begins at ``at``, which is no unspaced character; empty if none does.

    Looks back to white space, but not far; ``start`` and ``end`` bound the stretch.

    Args:
        text: where to look.
        start: where the stretch begins.
        end: where it ends.
        at: where to look.
        special: whether the text has marks inside words or scripts without spaces.
    """
    pattern = _any_token() if special else _PLAIN_TOKEN
    before = text[at - 1] if at > start else " "
    if not special and before.isalnum():
        return ""
    if not special and before not in JOINERS:
        found = pattern.match(text, at, end)
        return found[0] if found else ""
    begin = at
    lowest = max(start, at - _JOINED_LENGTH)
    while begin > lowest and not text[begin - 1].isspace():
        begin -= 1
    for match in pattern.finditer(text, begin, end):
        if match.start() >= at:
            return match[0] if match.start() == at else ""
    return ""


def count_tokens(text: str, start: int, end: int, most: int) -> int:
    """How many tokens a stretch of a text without unspaced scripts and marks has, to ``most``."""
    return sum(1 for _ in islice(_PLAIN_TOKEN.finditer(text, start, end), most))
