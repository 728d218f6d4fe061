"""What kind of thing a name is of, and whether two names can be of one thing.

By general knowledge and the look of the name alone; "unknown" where they do not tell.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from index.claims.countries import CAPITALS, COUNTRIES
from index.claims.forms import Name
from index.claims.listing import word_set
from index.claims.names import SMALL_WORDS, same_name
from index.claims.naming import GIVEN
from index.claims.nicknames import are_called_alike
from index.claims.places import CITIES, REGIONS
from index.claims.titles import HONORIFICS, ORGANISED
from index.claims.words import fold

Kind = Literal[
    "country", "region", "place", "person", "organisation", "surname", "given", "unknown"
]

_SPELLING = 70.0
"""Similarity (0 to 100) from which two names facing each other are spellings of one."""

_WITHIN = 85.0
"""The same for a name that is a part of the other, spelled anew."""

_ABBREVIATED = 4
"""Letters of a single word cut short, at most: "Fla.", "Wash."."""

_SHORTEST = 4
"""Letters of a name that can be told to be a spelling of part of another."""

_ONE_SEAT: tuple[set[str], ...] = (
    {"washington", "united states"},
    {"eu", "brussels"},
    {"pentagon", "defense department"},
    {"pentagon", "department of defense"},
    {"foggy bottom", "state department"},
    {"capitol hill", "congress"},
    {"kremlin", "russia"},
    {"scotland yard", "metropolitan police"},
    {"quai d'orsay", "france"},
    {"blue house", "south korea"},
)
"""Seats that stand for who sits there, besides the capitals. Washington is left out of their table
for being a state and a president as often."""

_BEFORE = 24
"""Code points before a name in which a title of it may stand."""

_LANDS = frozenset(COUNTRIES.values())
_WIDER: tuple[set[Kind], ...] = ({"place", "country"}, {"place", "region"})
"""A city and what it may lie in."""

_SEATS_OF_ONE = frozenset(
    {"white house", "kremlin", "downing street", "blue house", "elysee palace"}
)
"""Seats that stand for one person, whoever that is."""

_WORD = re.compile(r"[^\W_]+")
_COMPANY = word_set("""
    corp inc ltd plc llc co company companies group holdings systems industries motors airlines
    airways technologies pharmaceuticals records entertainment communications securities capital
    partners brothers university college hospital institute
    """)


def is_seat_of(x: str, y: str) -> bool:
    """Whether one name, by its key, is a seat that stands for the person the other may be of."""
    seat, other = (x, y) if x in _SEATS_OF_ONE else (y, x)
    return seat in _SEATS_OF_ONE and kind_of(other) in {"person", "surname", "given", "unknown"}


@lru_cache(maxsize=4_096)
def kind_of(key: str, before: str = "") -> Kind:
    """The kind of thing a name is of.

    Args:
        key: its normal key.
        before: the text right before it, in which a title may stand.
    """
    on_the_map = _placed(key)
    if on_the_map is not None:
        return on_the_map
    words = key.split()
    if (ORGANISED | _COMPANY).intersection(words):
        return "organisation"
    titled = bool(HONORIFICS.intersection(fold(word) for word in _WORD.findall(before)[-1:]))
    given = bool(words) and words[0] in GIVEN
    if len(words) > 1:
        return "person" if given or titled else "unknown"
    return "surname" if titled else "given" if given else "unknown"


def kind_in(text: str, name: Name) -> Kind:
    """The kind of thing a name is of where it stands in a text; a capital is a place."""
    if name.key in _LANDS and fold(text[name.start : name.end]) in CAPITALS:
        return "place"
    return kind_of(name.key, text[max(0, name.start - _BEFORE) : name.start])


def in_two_countries(x: str, y: str) -> bool:
    """Whether two names, by their keys, are of countries or capitals: neither holds the other."""
    return x in _LANDS and y in _LANDS


def lies_in(x: str, y: str, kinds: Collection[Kind]) -> bool:
    """Whether one of two names may lie in the other: the wider is less precise, not another place.

    Args:
        x: one name's key.
        y: the other's.
        kinds: what the two are names of.
    """
    if in_two_countries(x, y):
        return False
    of = set(kinds)
    return of in _WIDER or (of == {"region", "country"} and "united states" in {x, y})


def is_people_of(word: str, words: Collection[str]) -> bool:
    """Whether a country's people or adjective is among stems in its stead ("Kenya", "Kenyan")."""
    return any(len(w) > 3 and w.startswith(word[:4]) and word.startswith(w[:4]) for w in words)


def _placed(key: str) -> Kind | None:
    if key in REGIONS:
        return "region"
    if key in CITIES or key in CAPITALS:
        return "place"
    return "country" if key in COUNTRIES else None


def may_be_one(x: str, y: str) -> bool:
    """Whether two names, by their keys, can be one: variants, initials, a people for a country."""
    if same_name(x, y) or abbreviates(x, y) or abbreviates(y, x) or are_called_alike(x, y):
        return True
    here, there = set(x.split()), set(y.split())
    if here <= there or there <= here:
        return True
    if _countries(x) & _countries(y) or {x, y} in _ONE_SEAT or {_own(x), _own(y)} in _ONE_SEAT:
        return True
    if " " in x or " " in y or both_known(x, y):
        return False
    return (x in GIVEN) != (y in GIVEN) or (len(x) > 3 and len(y) > 3 and x[:4] == y[:4])


def _own(key: str) -> str:
    """A name without the country it is of: "us defense department"."""
    first, _, rest = key.removeprefix("u s ").partition(" ")
    return rest if rest and first in COUNTRIES else key.removeprefix("u s ")


def spelled_alike(x: str, y: str) -> bool:
    """Whether two keys are spellings of one name, or one holds the other."""
    if both_known(x, y):
        return False
    if fuzz.ratio(x, y) >= _SPELLING:
        return True
    return min(len(x), len(y)) >= _SHORTEST and fuzz.partial_ratio(x, y) >= _WITHIN


def both_known(x: str, y: str) -> bool:
    """Whether both are places on the map, which however alike are two ("Iran" and "Iraq")."""
    return is_on_the_map(x) and is_on_the_map(y)


def is_on_the_map(key: str) -> bool:
    """Whether this names a country, a state or a city known here."""
    return key in COUNTRIES or key in CAPITALS or key in REGIONS or key in CITIES


def abbreviates(short: str, full: str) -> bool:
    """Whether a name is made of the beginnings of another's words: "bofa", "u.n.", "fla"."""
    letters, words = short.replace(".", ""), full.split()
    if " " in short or both_known(short, full):
        return False
    if len(words) == 1:
        return 1 < len(letters) <= _ABBREVIATED < len(full) and _begins(letters, full)
    telling = [word for word in words if word not in SMALL_WORDS]
    return _is_of_beginnings(letters, words) or _is_of_beginnings(letters, telling)


def _begins(short: str, word: str) -> bool:
    """Whether a short form keeps the first letter of a word and some of the others, in order."""
    rest = iter(word)
    return short[:1] == word[:1] and all(letter in rest for letter in short)


def _is_of_beginnings(letters: str, words: Sequence[str]) -> bool:
    """Whether these letters are a beginning of each word in turn, and nothing else."""
    if not words:
        return not letters
    return any(
        words[0].startswith(letters[:count]) and _is_of_beginnings(letters[count:], words[1:])
        for count in range(1, len(letters) + 1)
    )


def _countries(key: str) -> set[str]:
    """The countries named in a name: "us district court" and "united states" share one."""
    words = key.split()
    runs = [*words, *(" ".join(pair) for pair in pairwise(words))]
    found = {COUNTRIES[run] for run in runs if run in COUNTRIES}
    return found | {COUNTRIES[f"{run}."] for run in runs if f"{run}." in COUNTRIES}
