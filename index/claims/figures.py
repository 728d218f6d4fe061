"""Which numbers of two claims are the same number, and which stand against each other.

Rounding, bounds that overlap, another scope and a toll that has risen since are no
disagreements. Reads normal forms and the words around a number; knows nothing of the rest.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor, isfinite, isinf, log10
from typing import Literal

from index.claims.features import Quantity
from index.claims.forms import significant
from index.claims.listing import word_set
from index.claims.readings import Reading
from index.claims.units import DOLLARS, MONEY, convertible, converts
from index.claims.when import days_from
from index.claims.words import content_words

ROUNDING = 0.025
"""Largest relative step that rounding to two significant digits explains between claims that do
not say they round."""

ROUGH = 0.1
"""What measures in two units may be further apart where one is only said to be about so much."""

BOUND = 1.75
"""How many times a figure, at most, may be the bound said of it, or the other way round."""

SAME_BOUND = 1.15
"""The same between two bounds to one side: two writers who bound one figure seldom choose bounds
further apart than rounding."""

_SMALL = 20
"""Bounds below this are not rounded: "more than 10" and "more than 11" are two."""

_NEAR = 36
"""Code points on either side of a number that tell what it is about."""

_FEW_MORE = 3
"""How many more another scope may count in, however small the number."""

_YEAR = 365.25
_MONTH = 30.0
"""Days between reports from which a birthday may well lie between them."""

_FEWEST_WHOLE = 5
"""The least whole number that a figure with decimals is rounded to without a word of it."""

_WHOLE = {"magnitude", "score", "age"}
"""Units of figures that are not rounded so."""

_MEASURES = MONEY | word_set("percent point age score cent") | {"percentage point"}
_SHARES = {"percent", "percentage point"}
"""Units of which writers take one for the other: "a margin of error of 3 percent"."""

_TWO_ENDS = re.compile(r"\w\s?(?:-|–|\bto\b|\bor\b|\band\b)\s?[\w$€£]")
_SCOPE = re.compile(
    r"\b(?:including|excluding|(?:not )?counting|plus|besides|in addition to|the other|among them"
    r"|along with|apart from|as well as|(?:toll|figure|number|total|count|dead)\s+(?:\w+\s+){0,3}"
    r"includes?)\b",
    re.IGNORECASE,
)
_SCOPED = re.compile(rf"{_SCOPE.pattern}|\b(?:in|ex)clud", re.IGNORECASE)
_RISING = re.compile(
    r"kill|dead|death|\bdie[ds]?\b|toll|injur|wound|hurt|casualt|victim|missing|fatal|infect"
    r"|\bcases?\b|displac|evacuat|homeless|arrest|detain|hospitali|rescue|\bbod(?:y|ies)\b"
    r"|destroyed|damaged|burn|scorch|flooded|signatures?|donat|tested positive|\bvotes\b",
    re.IGNORECASE,
)
"""Words about things of which there are more as time goes on."""

_FALLING = re.compile(
    r"missing|unaccounted|trapped|stranded|without (?:power|water)", re.IGNORECASE
)
"""Words about people of whom there are fewer as they are found."""

Pair = tuple[Quantity, Quantity]
_Stand = Literal["same", "against", "updated", "scoped"]


@dataclass(frozen=True, slots=True)
class Figures:
    """How the numbers of two claims pair up.

    Attributes:
        same: pairs that are one number.
        against: pairs about one thing that cannot both hold.
        updated: pairs about one thing of which the later report has more.
        scoped: pairs about one thing counted differently, by the claims' own words.
        here: numbers only the first claim has.
        there: numbers only the second claim has.
    """

    same: tuple[Pair, ...] = ()
    against: tuple[Pair, ...] = ()
    updated: tuple[Pair, ...] = ()
    scoped: tuple[Pair, ...] = ()
    here: tuple[Quantity, ...] = ()
    there: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Around:
    """The words near each number: worked out once, as every number is held against every other."""

    here: Mapping[Quantity, frozenset[str]]
    there: Mapping[Quantity, frozenset[str]]

    def about_one_thing(self, x: Quantity, y: Quantity) -> float:
        """How much two numbers look like two figures for one thing; 0 where they do not."""
        if not measured_alike(x.unit, y.unit) or (x.unit in _MEASURES) != (y.unit in _MEASURES):
            return 0.0
        if is_part(x) != is_part(y):
            return 0.0
        shared = len(self.here[x] & self.there[y])
        same_unit = x.unit is not None and x.unit == y.unit
        return 2.0 * same_unit + shared if same_unit or shared else 0.0


_NONE = Figures()


def figures(a: Reading, b: Reading) -> Figures:
    """Pair the numbers of two claims."""
    left, right = list(a.features.quantities), list(b.features.quantities)
    if not left and not right:
        return _NONE
    same = _take(left, right, _likeness)
    apart = [pair for pair in same if _other_range(a, b, *pair)]
    if apart:
        same = [pair for pair in same if pair not in apart]
    if not apart and (not left or not right):
        return Figures(same=tuple(same), here=tuple(left), there=tuple(right))
    apart += _take(left, right, _in_other_money)
    around = _Around({x: _around(a, x) for x in left}, {y: _around(b, y) for y in right})
    facing = _take(left, right, around.about_one_thing)
    kinds: dict[_Stand, list[Pair]] = {"same": same, "against": apart}
    for x, y in facing:
        kinds.setdefault(_stand(a, b, x, y), []).append((x, y))
    return Figures(
        same=tuple(kinds["same"]),
        against=tuple(kinds["against"]),
        updated=tuple(kinds.get("updated", ())),
        scoped=tuple(kinds.get("scoped", ())),
        here=tuple(left),
        there=tuple(right),
    )


def _other_range(a: Reading, b: Reading, x: Quantity, y: Quantity) -> bool:
    """Whether two ranges, though they overlap, have other ends: "5 to 7" and "6 to 7"."""
    if not (x.low < x.high and y.low < y.high) or x.approximate or y.approximate:
        return False
    if not all(map(isfinite, (x.low, x.high, y.low, y.high))):
        return False
    for reading, part in ((a, x), (b, y)):
        if not _TWO_ENDS.search(reading.cut(part)):
            return False
    ends = ((x.low, y.low), (x.high, y.high))
    return any(abs(one - other) > ROUNDING * max(abs(one), abs(other)) for one, other in ends)


def agree(x: Quantity, y: Quantity) -> bool:
    """Whether two numbers can be one: overlapping bounds, or one the other rounded."""
    if not measured_alike(x.unit, y.unit):
        return False
    if x.unit and y.unit and convertible(x.unit, y.unit):
        rough = ROUGH if x.approximate or y.approximate else 0.0
        return converts(x.value, x.unit, y.value, y.unit, rough)
    if x.low <= y.high and y.low <= x.high:
        return not _far_apart(x, y)
    if isinf(x.low) or isinf(x.high) or isinf(y.low) or isinf(y.high):
        return False
    if x.unit not in _WHOLE and (_is_whole_of(x.value, y.value) or _is_whole_of(y.value, x.value)):
        return True
    return _rounds_to(x.value, y.value) or _rounds_to(y.value, x.value)


def _is_whole_of(exact: float, rounded: float) -> bool:
    """Whether ``rounded`` is the whole number nearest to ``exact``: "11 percent" for 11.3."""
    return (
        exact != floor(exact)
        and rounded == floor(rounded)
        and rounded >= _FEWEST_WHOLE
        and (abs(exact - rounded) <= 0.5)
    )


def _far_apart(x: Quantity, y: Quantity) -> bool:
    """Whether two numbers whose bounds overlap are hardly said of one figure all the same.

    Nobody writes "more than 10" of what another has as 25: a bound is set just short of the
    figure it stands for. Nor are two bounds to one side, of which neither is rounder, set for one
    figure.
    """
    bounds = [isinf(q.low) or isinf(q.high) for q in (x, y)]
    if not any(bounds):
        return False
    less, more = sorted((abs(x.value), abs(y.value)))
    both = (isinf(x.low) and isinf(y.low)) or (isinf(x.high) and isinf(y.high))
    small = more < _SMALL and more == floor(more) and less == floor(less)
    if both and more != less and (small or not _is_rounder(x.value, y.value)):
        return True
    return more > (SAME_BOUND if both else BOUND) * max(less, 1e-9)


def _is_rounder(x: float, y: float) -> bool:
    """Whether one of two figures is the other cut to fewer digits."""
    round_, exact = sorted((abs(x), abs(y)), key=significant)
    if significant(round_) == significant(exact):
        return False
    step = 10.0 ** (floor(log10(round_)) - significant(round_) + 1) if round_ else 0.0
    return abs(exact - round_) < step


def is_part(quantity: Quantity) -> bool:
    """Whether this is a part of some whole ("half", "one in five") and no count."""
    return quantity.unit == "share" or (quantity.unit is None and 0 < quantity.value < 1)


def measured_alike(x: str | None, y: str | None) -> bool:
    """Whether two numbers with these units can count one thing."""
    if x == y or x is None or y is None:
        return True
    if {x, y} == _SHARES:
        return True
    return x not in _MEASURES and y not in _MEASURES


def _rounds_to(exact: float, rounded: float) -> bool:
    """Whether ``rounded`` is ``exact`` to fewer, but at least two, significant digits."""
    if exact <= 0 or rounded <= 0 or abs(exact - rounded) > ROUNDING * max(exact, rounded):
        return False
    if exact < 10 and exact == int(exact):
        return False
    for digits in (2, 3, 4):
        step = 10.0 ** (floor(log10(exact)) - digits + 1)
        if abs(round(exact / step) * step - rounded) < 1e-6 * rounded:
            return abs(exact / step - round(exact / step)) > 1e-9
    return False


def _take(
    left: list[Quantity], right: list[Quantity], score: Callable[[Quantity, Quantity], float]
) -> list[Pair]:
    """Pair off the best first and take the paired out of both lists."""
    scored = [
        (score(x, y), -abs(i - j), i, j) for i, x in enumerate(left) for j, y in enumerate(right)
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    taken: list[Pair] = []
    for _, _, i, j in sorted((found for found in scored if found[0] > 0), reverse=True):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            taken.append((left[i], right[j]))
    left[:] = [x for i, x in enumerate(left) if i not in used_left]
    right[:] = [y for j, y in enumerate(right) if j not in used_right]
    return taken


def _likeness(x: Quantity, y: Quantity) -> float:
    if not agree(x, y):
        return 0.0
    return 1.0 + (x.unit == y.unit) + (x.value == y.value)


def _in_other_money(x: Quantity, y: Quantity) -> float:
    """Whether two sums are one figure in two currencies, the dollars of several lands being one."""
    if x.unit == y.unit or x.unit not in MONEY or y.unit not in MONEY or x.value != y.value:
        return 0.0
    dollars = {"usd", *DOLLARS.values()}
    return 0.0 if x.unit in dollars and y.unit in dollars else 1.0


def _around(reading: Reading, quantity: Quantity) -> frozenset[str]:
    return _words_around(reading.claim.text, quantity.start, quantity.end)


@lru_cache(maxsize=2_048)
def _words_around(text: str, start: int, end: int) -> frozenset[str]:
    """The words near a stretch; a claim's numbers are held against those of many others in turn."""
    before = text[max(0, start - _NEAR) : start]
    after = text[end : end + _NEAR]
    return frozenset((*content_words(before)[-3:], *content_words(after)[:3]))


def _window(reading: Reading, quantity: Quantity) -> str:
    text = reading.claim.text
    return text[max(0, quantity.start - 2 * _NEAR) : quantity.end + 2 * _NEAR]


def _stand(a: Reading, b: Reading, x: Quantity, y: Quantity) -> _Stand:
    days = days_from(a.published, b.published)
    if x.unit == "age" and days is not None and _aged(x, y, days):
        return "same"
    here, there = _window(a, x), _window(b, y)
    counted = x.unit not in _MEASURES
    elsewhere = counted and _scopes(a) != _scopes(b)
    if (_scoped(here, b) != _scoped(there, a) or elsewhere) and _near(x, y):
        return "scoped"
    rising = _RISING.search(here) and _RISING.search(there)
    falling = _FALLING.search(here) and _FALLING.search(there)
    if falling and days and counted:
        return "updated"
    if rising and days and counted and (y.value - x.value) * days > 0:
        return "updated"
    return "against"


def _scoped(near: str, other: Reading) -> bool:
    """Whether words near one number set a scope that the other claim nowhere sets."""
    return bool(_SCOPE.search(near)) and not _scopes(other)


def _scopes(reading: Reading) -> int:
    """How many scopes a claim sets: "including two children, not counting the gunman" sets two."""
    return _scopes_in(reading.claim.text)


@lru_cache(maxsize=2_048)
def _scopes_in(text: str) -> int:
    return sum(1 for _ in _SCOPED.finditer(text))


def _near(x: Quantity, y: Quantity) -> bool:
    """Whether counting some more in or out can make one number of the other."""
    less, more = sorted((x.value, y.value))
    return more <= 2 * less or more - less <= _FEW_MORE


def _aged(x: Quantity, y: Quantity, days: float) -> bool:
    """Whether the later report's age is the earlier one's after that many days."""
    older = (y.value - x.value) if days >= 0 else (x.value - y.value)
    years = abs(days) / _YEAR
    birthday = abs(days) >= _MONTH
    return floor(years) <= older <= floor(years) + birthday
