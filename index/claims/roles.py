"""Who did it to whom: claims that have the doer and the one it was done to the other way round.

Reads the order of words around a verb that both claims have: what stands before an active verb
does it, what stands after a passive one and "by" does. No parser: where the words around the verb
are not plainly the same two, nothing is said.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.claims.listing import word_set
from index.claims.names import same_name
from index.claims.readings import Reading
from index.claims.words import STOP_WORDS, fold, stem
from index.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_BE = word_set("is are was were been be being got gets")
_MUTUAL = frozenset(
    map(
        stem,
        word_set("""
        meet marry divorce fight join discuss talk agree share speak trade tie draw play face clash
        cooperate negotiate partner ally border date match resemble contact accompany
        """),
    )
)
"""Stems of verbs that both parties do to each other."""

_REACH = 4
"""Words between a verb and the name it belongs to."""


@dataclass(frozen=True, slots=True)
class _Party:
    """A name, or a noun, and its place."""

    key: str
    place: Span
    word: int


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb by its stem with its doer and whom it is done to."""

    verb: str
    doer: _Party
    object: _Party


def exchanged(a: Reading, b: Reading) -> tuple[Span, Span] | None:
    """Where the doer of one claim and the doer of the other stand, if they changed places."""
    if a.claim.text == b.claim.text:
        return None
    keys = {name.key for reading in (a, b) for name in reading.features.names}
    if len(keys) < 2:
        return None
    theirs = list(_acts(b, keys))
    for x in _acts(a, keys) if theirs else ():
        for y in theirs:
            if x.verb == y.verb and _crossed(x, y):
                return x.doer.place, y.doer.place
    return None


def _crossed(x: _Act, y: _Act) -> bool:
    return (
        same_name(x.doer.key, y.object.key)
        and same_name(x.object.key, y.doer.key)
        and not same_name(x.doer.key, y.doer.key)
    )


def _acts(reading: Reading, keys: Set[str]) -> Iterator[_Act]:
    """Every verb between two names with no other between, and which of them does it."""
    text = reading.claim.text
    words, folded, starts = _words(text)
    for before, after in pairwise(_parties(reading, words, keys)):
        first = bisect_left(starts, before.place.end)
        between = range(first, after.word)
        if not 1 <= len(between) <= 2 * _REACH or _broken(text, before, after):
            continue
        for at in between:
            verb = stem(folded[at])
            if not _is_verb(folded[at], words[at].group()) or verb in _MUTUAL:
                continue
            tail = folded[at + 1 : after.word]
            lead = folded[first:at]
            if len(tail) > _REACH or len(lead) > _REACH:
                continue
            if "by" in tail:
                if (lead and lead[-1] in _BE) or (len(lead) > 1 and lead[-2] in _BE):
                    yield _Act(verb, after, before)
            elif not _BE.intersection(lead[-1:]):
                yield _Act(verb, before, after)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[list[re.Match[str]], list[str], list[int]]:
    """The words of a text, folded, and where they start; a claim is held against many others."""
    words = list(_WORD.finditer(text))
    return words, [fold(word.group()) for word in words], [word.start() for word in words]


def _broken(text: str, before: _Party, after: _Party) -> bool:
    """Whether a clause ends between two names."""
    between = text[before.place.end : after.place.start]
    return any(mark in between for mark in ',;:()“”"—–') or " and " in between


def _is_verb(word: str, written: str) -> bool:
    return written[0].islower() and word not in STOP_WORDS and len(word) > 2


def _parties(reading: Reading, words: Sequence[re.Match[str]], keys: Set[str]) -> Iterator[_Party]:
    """The names, and the word a claim opens with where the other claim shows it to be one."""
    starts = {word.start(): at for at, word in enumerate(words)}
    names = {name.start: name for name in reading.features.names}
    if words and words[0].start() not in names and fold(words[0].group()) in keys:
        yield _Party(fold(words[0].group()), Span(*words[0].span()), 0)
    for name in names.values():
        if name.start in starts:
            yield _Party(name.key, name.span, starts[name.start])
