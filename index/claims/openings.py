"""Names of a sentence that stands alone, where capitals by themselves do not tell.

A report shows by its other sentences whether the word that opens one is a name. A bare sentence
has none, and a headline may give every word a capital: there it is asked of news at large which
words are nearly always written with one.
"""

import re

from index.claims.background import background
from index.claims.countries import CAPITALS
from index.claims.forms import Name
from index.claims.names import NO_NAMES, normal_key, opens_sentence, owner
from index.claims.titles import NOT_NAMES, TITLES
from index.claims.words import STOP_WORDS, fold, stem

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEXT = re.compile(r"(?:['’]s?)?(?: (?P<more>[^\W\d_a-z]|&)|\S| |$)")
_SHORTEST = 4
"""Letters of a word that, unknown to news at large, is taken for a name."""

_ENDINGS = ("s", "ing", "ed", "ly")
"""What ends ordinary words that are too rare to be known."""

_HEADLINE = 0.8
"""Share of longer words with a capital from which a sentence is set as a headline."""

_LONG = 4
"""Letters from which headlines give a word its capital, small words or not."""

_FEWEST = 3
"""Ordinary words with a capital, at least, in a headline: three names make none."""


def names_alone(text: str, found: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names of a bare sentence.

    Args:
        text: the sentence.
        found: its names as read by capitals.

    Returns:
        Names in order: of a headline those of it in small letters, and the words that open a
        sentence or a quotation where they are names; no lone letters.
    """
    calm = _calmed(text)
    named = [n for n in (found if calm == text else NO_NAMES.find(calm)) if n.end - n.start > 1]
    opening = (name for name in _opening(text) if not any(_over(name, other) for other in named))
    return tuple(sorted((*named, *opening), key=lambda name: name.start))


def is_ordinary(word: str) -> bool:
    """Whether a word, in any letters, is one that news writes small within a sentence."""
    known = stem(word.lower())
    return word.lower() in STOP_WORDS or (
        known in background().stems and known not in background().names
    )


def _over(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _opening(text: str) -> list[Name]:
    """Lone words that open a sentence or a quotation and are names."""
    found: list[Name] = []
    for word in _WORD.finditer(text):
        if not word.group()[0].isupper() or not opens_sentence(text, word.start()):
            continue
        bare = owner(word.group())
        end = word.start() + len(bare)
        following = _NEXT.match(text, end)
        if _is_name(fold(bare)) and not (following and following["more"]):
            key = normal_key(bare)
            found.append(Name(CAPITALS.get(key, key), word.start(), end))
    return found


def _is_name(word: str) -> bool:
    if word in STOP_WORDS or word in NOT_NAMES or word in TITLES:
        return False
    known = stem(word)
    if known in background().stems:
        return known in background().names
    return len(word) >= _SHORTEST and not word.endswith(_ENDINGS)


def _calmed(text: str) -> str:
    """A headline with its ordinary words in small letters; any other text as it is."""
    words = list(_WORD.finditer(text))
    longer = [word for word in words if len(word.group()) >= _LONG]
    capitals = [word for word in longer if word.group()[0].isupper()]
    if len(capitals) < _HEADLINE * len(longer):
        return text
    ordinary = [
        word for word in words if word.group().istitle() and is_ordinary(owner(word.group()))
    ]
    if len(ordinary) < _FEWEST:
        return text
    letters = list(text)
    for word in ordinary:
        letters[word.start()] = letters[word.start()].lower()
    return "".join(letters)
