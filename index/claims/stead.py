"""Whether a name of one sentence stands where another stands in the other, as numbers.

What is measured for a model to learn from: the words around the two, the part each plays, their
kinds, how many names are left over beside them, how alike the rest is. Every number is symmetric
in the two sentences. Weighs nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from index.claims.alignment import Alignment
from index.claims.features import Name
from index.claims.kinds import (
    Kind,
    in_two_countries,
    is_on_the_map,
    is_people_of,
    is_seat_of,
    kind_in,
    kind_of,
    lies_in,
    may_be_one,
)
from index.claims.listing import word_set
from index.claims.readings import Reading
from index.claims.titles import TITLES
from index.claims.words import STOP_WORDS, content_words, fold, stem

STEAD = (
    "elsewhere_both",
    "elsewhere_one",
    "only_ones_short",
    "unknown_short",
    "before_same",
    "after_same",
    "both_same",
    "near_function",
    "near_content",
    "wide_content",
    "preposition_same",
    "preposition_other",
    "opens_both",
    "opens_one",
    "owner_both",
    "owner_one",
    "speaks_both",
    "speaks_one",
    "apart",
    "one_stretch",
    "stretch",
    "kind_same",
    "kind_other",
    "placed_one",
    "titled_both",
    "titled_one",
    "kind_unknown",
    "words_same",
    "one_word_both",
    "one_word_one",
    "spelling",
    "shares_word",
    "acronym_one",
    "article_one",
    "left_over_less",
    "left_over_more",
    "only_ones",
    "only_of_kind",
    "covered",
    "contained",
)
"""The parts measured, in the order of ``stead``."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_TOKEN = re.compile(r"[^\W\d_]+")
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|[ap]m|[ecmp][ds]t|gmt"
)
_ONE_IN_OTHERS_STEAD: tuple[set[Kind], ...] = (
    {"country", "person"},
    {"country", "surname"},
    {"country", "organisation"},
)
"""Kinds of which one name often stands for the other."""

_ACRONYM = 5
"""Letters of an acronym, at most."""

_NEAR = 3
_WIDE = 6
_PREPOSITIONS = word_set("""
    in at of from by to for with on near against between into about under over after before
    """)
_SAID = word_set("""
    said says say told tells added adds announced according reported spokesman spokeswoman asked
    """)
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class _Around:
    """A name between the words of its sentence, folded."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    owns: bool
    at: float


def left_over(reading: Reading, other: Reading) -> list[Name]:
    """Names of one sentence of which the other has neither a form nor most of the words.

    Of what the other sentence names in another form only, those are left over that tell what is
    whose: "French journalists" beside "France".
    """
    own = {name.key for name in reading.features.names}
    keys = {name.key for name in other.features.names}
    words = set(other.features.words)
    days = reading.features.times
    return _otherwise(reading, other) + [
        name
        for name in reading.features.names
        if name.key not in keys
        and not any(may_be_one(name.key, key) for key in keys - own)
        and not _is_there(content_words(reading.cut(name)), words)
        and not _is_spelled_out(reading.cut(name), other.claim.text)
        and not any(day.start < name.end and name.start < day.end for day in days)
        and not _CALENDAR.fullmatch(name.key)
        and reading.claim.text[name.end : name.end + 1] != "$"
    ]


def _otherwise(reading: Reading, other: Reading) -> list[Name]:
    """Countries in a form of their own, of which the other sentence has another."""
    keys = {name.key for name in other.features.names}
    forms = {fold(other.cut(name)) for name in other.features.names}
    return [
        name
        for name in reading.features.names
        if name.key in keys
        and is_on_the_map(name.key)
        and fold(reading.cut(name)).replace(".", "") not in forms
        and fold(reading.cut(name)) not in forms
    ]


def _is_elsewhere(name: Name, other: Reading) -> bool:
    return any(name.key == one.key for one in other.features.names)


def may_stand(a: Reading, b: Reading, x: Name, y: Name) -> bool:
    """Whether two names can be of two things of one kind at all.

    A city is no other place than its country, only a nearer one; a government, a country and a
    person that heads it are other words for one another.
    """
    if may_be_one(x.key, y.key) or _is_spelled_out(a.cut(x), b.cut(y)):
        return False
    if _is_spelled_out(b.cut(y), a.cut(x)) or is_seat_of(x.key, y.key):
        return False
    if in_two_countries(x.key, y.key):
        return True
    if {kind_of(x.key), kind_of(y.key)} in _ONE_IN_OTHERS_STEAD:
        return False
    return not lies_in(x.key, y.key, {kind_in(a.claim.text, x), kind_in(b.claim.text, y)})


def _is_spelled_out(written: str, text: str) -> bool:
    """Whether this is an acronym of words with capitals that stand in a row in a text."""
    letters = written.replace(".", "")
    if not (letters.isupper() and 1 < len(letters) <= _ACRONYM):
        return False
    capitals = "".join(word[0] if word[0].isupper() else " " for word in _TOKEN.findall(text))
    return letters in capitals or letters in capitals.replace(" ", "")


def _is_there(name: Sequence[str], words: set[str]) -> bool:
    """Whether most words of a name are among others, or its people or adjective is."""
    met = sum(word in words for word in name)
    if 2 * met >= max(1, len(name)):
        return True
    return len(name) == 1 and is_people_of(name[0], words)


def stead(
    a: Reading,
    b: Reading,
    x: Name,
    y: Name,
    *,
    left: tuple[Sequence[Name], Sequence[Name]],
    alike: Alignment,
) -> tuple[float, ...]:
    """Everything measured on two names, in the order of ``STEAD``.

    Args:
        a: one sentence.
        b: the other.
        x: a name of the first that the second does not have.
        y: one of the second that the first does not have.
        left: all such names of either.
        alike: how the words of the two sentences face each other.
    """
    here, there = _around(a, x), _around(b, y)
    kinds = kind_in(a.claim.text, x), kind_in(b.claim.text, y)
    elsewhere = _is_elsewhere(x, b), _is_elsewhere(y, a)
    one_each = len(left[0]) == len(left[1]) == 1
    short = max(len(x.key.split()), len(y.key.split())) == 1
    return (
        *_both(elsewhere),
        float(one_each and short),
        float(short and kinds[0] == kinds[1] == "unknown"),
        *_beside(a, b, here, there),
        *_part(here, there),
        *_place(x, y, here, there, alike),
        *_sort(a, b, x, y, kinds),
        *_others(a, b, left, kinds),
        *_rest(a, b, x, y),
    )


def _around(reading: Reading, name: Name) -> _Around:
    text = reading.claim.text
    before = [fold(w) for w in _WORD.findall(text[: name.start])]
    after = [fold(w) for w in _WORD.findall(re.sub(r"^['’]s?\b", "", text[name.end :]))]
    owns = text[name.end : name.end + 1] in {"'", "’"}
    at = len(before) / max(1, len(before) + len(after))
    return _Around(tuple(before[::-1]), tuple(after), owns, at)


def _plain(words: Sequence[str], count: int) -> list[str]:
    return [word for word in words if word not in _ARTICLES][:count]


def _beside(a: Reading, b: Reading, here: _Around, there: _Around) -> tuple[float, ...]:
    before = [_plain(one.before, 1) for one in (here, there)]
    after = [_plain(one.after, 1) for one in (here, there)]
    same_before, same_after = (
        float(bool(one[0]) and bool(one[1]) and stem(one[0][0]) == stem(one[1][0]))
        for one in (before, after)
    )
    near = [{*one.before[:_NEAR], *one.after[:_NEAR]} for one in (here, there)]
    small = [words & STOP_WORDS for words in near]
    content = [{stem(w) for w in words - STOP_WORDS} for words in near]
    wide = [
        {stem(w) for w in (*one.before[:_WIDE], *one.after[:_WIDE]) if w not in STOP_WORDS}
        for one in (here, there)
    ]
    return (
        same_before,
        same_after,
        same_before * same_after,
        len(small[0] & small[1]) / max(1, min(map(len, small))),
        _share(a, b, *content),
        _share(a, b, *wide),
    )


def _share(a: Reading, b: Reading, here: set[str], there: set[str]) -> float:
    """Weight of the words both have, of the weight of the fewer."""
    masses = [
        sum(reading.general.get(w, 0.3) for w in words)
        for reading, words in ((a, here), (b, there))
    ]
    shared = sum(a.general.get(w, 0.3) for w in here & there)
    return shared / max(0.5, min(masses))


def _part(here: _Around, there: _Around) -> tuple[float, ...]:
    led = [_plain(one.before, 1) for one in (here, there)]
    leads = [words[0] if words and words[0] in _PREPOSITIONS else "" for words in led]
    opens = [not _plain(one.before, 1) for one in (here, there)]
    owns = [here.owns, there.owns]
    speaks = [bool({*one.before[:2], *one.after[:2]} & _SAID) for one in (here, there)]
    return (
        float(leads[0] == leads[1] != ""),
        float(leads[0] != leads[1]),
        *_both(opens),
        *_both(owns),
        *_both(speaks),
    )


def _both(flags: Sequence[bool]) -> tuple[float, float]:
    return float(flags[0] and flags[1]), float(flags[0] != flags[1])


def _place(x: Name, y: Name, here: _Around, there: _Around, alike: Alignment) -> tuple[float, ...]:
    sizes = [
        max(f.here.end - f.here.start, f.there.end - f.there.start)
        for f in alike.replaced
        if f.here.start < x.end
        and x.start < f.here.end
        and f.there.start < y.end
        and y.start < f.there.end
    ]
    longest = max(x.end - x.start, y.end - y.start)
    return (
        abs(here.at - there.at),
        float(bool(sizes)),
        min(1.0, longest / sizes[0]) if sizes else 0.0,
    )


def _sort(a: Reading, b: Reading, x: Name, y: Name, kinds: tuple[Kind, Kind]) -> tuple[float, ...]:
    counts = len(x.key.split()), len(y.key.split())
    written = [a.cut(x), b.cut(y)]
    acronyms = [len(w) > 1 and w.replace(".", "").isupper() for w in written]
    articles = [
        r.claim.text[: n.start].lower().endswith(("the ", " a ")) for r, n in ((a, x), (b, y))
    ]
    known = "unknown" not in kinds
    titled = [
        bool(TITLES & {fold(w) for w in _WORD.findall(r.claim.text[: n.start])[-1:]})
        for r, n in ((a, x), (b, y))
    ]
    return (
        float(known and kinds[0] == kinds[1]),
        float(known and kinds[0] != kinds[1]),
        float(sum(is_on_the_map(n.key) for n in (x, y)) == 1),
        *_both(titled),
        float(kinds[0] == kinds[1] == "unknown"),
        float(counts[0] == counts[1]),
        float(max(counts) == 1),
        float(min(counts) == 1 < max(counts)),
        fuzz.ratio(x.key, y.key) / 100,
        float(bool(set(x.key.split()) & set(y.key.split()))),
        float(acronyms[0] != acronyms[1]),
        float(articles[0] != articles[1]),
    )


def _others(
    a: Reading,
    b: Reading,
    left: tuple[Sequence[Name], Sequence[Name]],
    kinds: tuple[Kind, Kind],
) -> tuple[float, ...]:
    counts = sorted((len({n.key for n in left[0]}), len({n.key for n in left[1]})))
    of_kind = [
        len({n.key for n in names if kind_in(reading.claim.text, n) == kind})
        for reading, names, kind in zip((a, b), left, kinds, strict=True)
    ]
    return (
        min(counts[0], 4) / 4,
        min(counts[1], 4) / 4,
        float(counts == [1, 1]),
        float(of_kind == [1, 1]),
    )


def _rest(a: Reading, b: Reading, x: Name, y: Name) -> tuple[float, float]:
    """How much of the other words, by weight, both sentences have."""
    named = {stem(w) for n in (x, y) for w in n.key.split()}
    here = {w: weight for w, weight in a.general.items() if w not in named}
    there = {w: weight for w, weight in b.general.items() if w not in named}
    shared = sum(weight for word, weight in here.items() if word in there)
    masses = sorted((sum(here.values()), sum(there.values())))
    return shared / max(masses[1], 0.5), shared / max(masses[0], 0.5)
