"""Units of measure and of money: by which names they go, and what one is worth in another.

Tables and plain arithmetic; which words of a text are a unit is for ``numbers`` to say.
"""

from types import MappingProxyType

from index.claims.listing import word_set
from index.claims.words import stem

SIGNS = MappingProxyType(
    {
        "$": "usd", "us$": "usd", "a$": "aud", "au$": "aud", "c$": "cad", "ca$": "cad",
        "nz$": "nzd", "hk$": "hkd", "s$": "sgd", "r$": "brl", "€": "eur", "£": "gbp", "¥": "jpy",
        "₩": "krw", "₹": "inr", "rs": "inr", "rs.": "inr", "₽": "rub", "₺": "try", "₪": "ils",
        "₴": "uah", "₦": "ngn",
    }
)  # fmt: skip
"""Signs of money, in lower case, with their ISO 4217 codes."""

CURRENCIES = MappingProxyType(
    {
        "dollars": "usd", "dollar": "usd", "bucks": "usd", "euros": "eur", "euro": "eur",
        "yen": "jpy", "won": "krw", "yuan": "cny", "renminbi": "cny", "rubles": "rub",
        "roubles": "rub", "rupees": "inr", "francs": "chf", "pesos": "mxn", "kronor": "sek",
        "shekels": "ils", "lira": "try", "hryvnia": "uah", "hryvnias": "uah", "naira": "ngn",
        "reais": "brl", "rand": "zar", "dirhams": "aed", "riyals": "sar", "baht": "thb",
        "zloty": "pln", "zlotys": "pln", "ringgit": "myr", "rupiah": "idr", "dong": "vnd",
    }
)  # fmt: skip
CODES = word_set("""
    usd eur gbp jpy krw cny rub inr chf mxn sek nok dkk ils uah ngn aud cad nzd brl zar
    """)
DOLLARS = MappingProxyType(
    {
        "australian": "aud", "canadian": "cad", "zealand": "nzd", "kong": "hkd",
        "singapore": "sgd", "taiwan": "twd",
    }
)  # fmt: skip
"""Words before "dollars" that tell whose."""

MONEY = CODES | frozenset(SIGNS.values()) | frozenset(CURRENCIES.values())
"""All codes that a number of money can have for its unit."""

_MEASURES = {
    "length": {
        "km kilometre kilometer kilometres kilometers": 1000.0,
        "mile miles": 1609.34,
        "metre meter metres meters": 1.0,
        "foot feet ft": 0.3048,
        "yard yards": 0.9144,
        "inch inches": 0.0254,
        "cm centimetre centimeter": 0.01,
    },
    "area": {"acre acres": 0.404686, "hectare hectares": 1.0},
    "mass": {
        "kg kilogram kilograms kilo kilos": 1.0,
        "pound pounds lb lbs": 0.453592,
        "gram grams": 0.001,
        "ounce ounces": 0.0283495,
        "tonne tonnes": 1000.0,
        "ton tons": 950.0,
    },
    "volume": {"litre liter litres liters": 1.0, "gallon gallons": 3.785},
    "speed": {"mph": 1.60934, "kph": 1.0, "knot knots": 1.852},
    "time": {
        "second seconds": 1.0,
        "minute minutes": 60.0,
        "hour hours": 3_600.0,
        "day days": 86_400.0,
        "week weeks": 604_800.0,
        "month months": 2_630_000.0,
        "year years": 31_557_600.0,
        "decade decades": 315_576_000.0,
    },
    "temperature": {"celsius": 1.0, "fahrenheit": 1.0},
}
_OF = {
    stem(word): (sort, worth)
    for sort, units in _MEASURES.items()
    for words, worth in units.items()
    for word in words.split()
}

CONVERTED = 0.06
"""Relative step up to which two measures in two units are one, each rounded in its own."""


def convertible(x: str | None, y: str | None) -> bool:
    """Whether two units are different units of measure, of one sort or two."""
    return x != y and x in _OF and y in _OF


def converts(x: float, x_unit: str, y: float, y_unit: str, rough: float = 0.0) -> bool:
    """Whether a measure in one unit is the other measure in its unit, as far as rounding tells.

    Args:
        x: one measure.
        x_unit: its unit, one of those that are ``convertible``.
        y: the other.
        y_unit: its unit.
        rough: how much further apart they may be, as a share.
    """
    (sort, worth), (other_sort, other_worth) = _OF[x_unit], _OF[y_unit]
    if sort != other_sort:
        return False
    if sort == "temperature":
        celsius, fahrenheit = (x, y) if x_unit == "celsius" else (y, x)
        return abs(celsius * 1.8 + 32.0 - fahrenheit) <= 1.0
    here, there = x * worth, y * other_worth
    return abs(here - there) <= (CONVERTED + rough) * max(here, there)
