"""How two claims qualify one thing: "large-scale weapons", "weapons of mass destruction".

Looks at the words right around a noun that both have. Adjectives before it and an "of" behind it
make the phrase; a phrase that only one claim qualifies is no difference, for it may just be the
longer one.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from index.claims.listing import word_set
from index.claims.readings import Reading
from index.claims.words import STOP_WORDS, content_words, fold, stem
from index.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BEFORE = 3
"""Words before a noun that may qualify it."""

_BEHIND = 3
"""Words of an "of" phrase behind it."""

_NO_ADJECTIVE = word_set("""
    new other same own first last next more most least such many several some few further total full
    """)
_VERBAL = ("ing", "ed")
_TELLING = 0.3
"""How telling, from 0 to 1, a noun must be in news at large for its qualities to matter."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    place: Span
    head: str
    qualities: frozenset[str]


def qualified(a: Reading, b: Reading) -> Iterator[tuple[Span, Span]]:
    """Where two claims qualify one noun in words of which none is the other's."""
    nouns = {word for word, told in a.general.items() if told >= _TELLING and word in b.general}
    if not nouns:
        return
    theirs: dict[str, list[_Phrase]] = {}
    for phrase in _phrases(b, nouns):
        theirs.setdefault(phrase.head, []).append(phrase)
    for phrase in _phrases(a, nouns) if theirs else ():
        for other in theirs.get(phrase.head, ()):
            apart = phrase.qualities.isdisjoint(b.general) and other.qualities.isdisjoint(a.general)
            if apart and _letters(a, phrase.place) != _letters(b, other.place):
                yield phrase.place, other.place
                break


def _letters(reading: Reading, place: Span) -> str:
    """A phrase without what parts its words: "re-election bid" is "reelection bid"."""
    return "".join(filter(str.isalnum, reading.cut(place).lower()))


def _phrases(reading: Reading, nouns: Set[str]) -> Iterator[_Phrase]:
    """Those of the nouns, by their stems, that a claim qualifies, each with what does."""
    text = reading.claim.text
    words = list(_WORD.finditer(text))
    names = [(name.start, name.end) for name in reading.features.names]
    for at, word in enumerate(words):
        written = word.group()
        if not written.islower() or written.endswith(_VERBAL):
            continue
        head = stem(written)
        if head not in nouns or any(s <= word.start() < e for s, e in names):
            continue
        if _goes_on(text, words, at):
            continue
        first = at
        while (
            first > 0 and at - first < _BEFORE and _qualifies(text, words[first - 1], words[first])
        ):
            first -= 1
        last = _of_phrase(text, words, at)
        around = [*words[first:at], *words[at + 1 : last + 1]]
        qualities = frozenset(s for w in around for s in content_words(w.group()))
        if qualities:
            yield _Phrase(Span(words[first].start(), words[last].end()), head, qualities)


def _goes_on(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word only belongs to the noun behind it: "gun" of "gun laws"."""
    if at + 1 == len(words) or text[words[at].end() : words[at + 1].start()] != " ":
        return False
    following = words[at + 1].group()
    return following.islower() and following not in STOP_WORDS and not following.endswith("ed")


def _first_adjective(text: str, words: list[re.Match[str]], at: int) -> int:
    first = at
    while first > max(0, at - _BEFORE) and _qualifies(text, words[first - 1], words[first]):
        first -= 1
    return first


def _qualifies(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a word is an adjective of the one behind it, as far as its looks tell."""
    written = fold(word.group())
    if text[word.end() : following.start()] != " " or not word.group()[0].islower():
        return False
    if written in STOP_WORDS or written in _NO_ADJECTIVE:
        return False
    return "-" in written or not written.endswith(("ing", "ed", "ly", "s"))


def _of_phrase(text: str, words: list[re.Match[str]], at: int) -> int:
    """The last word of an "of" phrase behind a noun, or the noun itself."""
    if at + 2 >= len(words) or words[at + 1].group() != "of":
        return at
    last = at + 1
    while last + 1 < len(words) and last - at - 1 < _BEHIND:
        word = words[last + 1]
        gap = text[words[last].end() : word.start()]
        if gap != " " or not word.group()[0].islower() or fold(word.group()) in STOP_WORDS:
            break
        last += 1
    return last if last > at + 1 else at
