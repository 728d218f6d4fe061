"""Changes to one of two sentences that leave them saying the same.

Numbers rounded, bounded, given as a range, spelled out, converted; sums and days written in other
ways; tolls that rise with the days or count more in; ages a year later; names shortened,
lengthened, called by a short form, by title, by people or seat for a country.
"""

import random
import re
from datetime import date, timedelta

from index.claims.nicknames import are_called_alike
from tests.benchmarks.replacements import (
    ALIASES,
    DAYS,
    GIVEN,
    LANDS,
    SEATS,
    UNITS,
    in_words,
)
from tests.benchmarks.spots import (
    AGE,
    CAPITALS,
    DATE,
    DAY,
    LATER,
    NEXT_YEAR,
    PEOPLE,
    PLAIN,
    PUBLISHED,
    SHARE,
    Change,
    put,
    shared,
    stands_free,
)

_MEASURE = re.compile(
    r"(?<![\w$.,-])(?<!to )(?<!and )(?<!or )((\d+(?:,\d{3})*)([ -])(" + "|".join(UNITS) + r"))\b"
)
_SUM = re.compile(r"(\$(\d+(?:\.\d+)?) (million|billion))\b")
_ON_DAY = re.compile(r"\b(on (" + "|".join(DAYS) + r"))\b(?! (?:night|morning|evening|afternoon))")
_AHEAD = re.compile(r"\b(?:will|would|next|set|due|to be|scheduled|expected|plans?|is to|are to)\b")
_STATE = re.compile(
    r"\b("
    + "|".join(LANDS)
    + r")(?= (?:has|had|said|says|will|is|was|and|would|agreed|wants|denied)\b)"
)
_TITLED = re.compile(
    r"\b((?:President|Sen\.|Gov\.|Rep\.|Mr\.|Mrs\.|Senator|Judge) )(?=[A-Z][a-z]+\b)"
)


def _plain(a: str, b: str) -> tuple[re.Match[str] | None, int]:
    """A plain number in both, where it stands in the second, and its value."""
    found = shared(PLAIN, a, b)
    return found, int(found[1].replace(",", "")) if found else 0


def _toll(a: str, b: str) -> re.Match[str] | None:
    found = shared(PLAIN, a, b)
    if not found or not PEOPLE.search(a) or not PEOPLE.search(b):
        return None
    near = b[found.end() :]
    return (
        found
        if re.match(r" (?:people|men|women|children|others|students|passengers)", near)
        else None
    )


def _rounded(a: str, b: str, _chooser: random.Random) -> str | None:
    found, value = _plain(a, b)
    if not found or value < 100 or value % 10 == 0:
        return None
    return put(b, found, f"about {int(round(value, 2 - len(str(value)))):,}")


def _rounded_share(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(SHARE, a, b)
    if not found or "." not in found[1] or float(found[1]) < 5 or found[1].endswith(".5"):
        return None
    return put(b, found, f"about {round(float(found[1]))}")


def _bounded(a: str, b: str, _chooser: random.Random) -> str | None:
    found, value = _plain(a, b)
    if not found or value < 10 or not stands_free(b, found):
        return None
    return put(b, found, f"at least {int(value * 0.9):,}")


def _spelled(a: str, b: str, _chooser: random.Random) -> str | None:
    found, value = _plain(a, b)
    words = in_words(value) if found else None
    return put(b, found, words) if found and words else None


def _risen(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _toll(a, b)
    return found and put(b, found, f"{int(int(found[1].replace(',', '')) * 1.4) + 1:,}")


def _rescoped(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _toll(a, b)
    if not found:
        return None
    more = put(b, found, f"{int(found[1].replace(',', '')) + 1:,}")
    return re.sub(r"\s*[.!]?\s*$", ", including the gunman.", more)


def _aged(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(AGE, a, b)
    return found and put(b, found, str(int(found[1]) + 1))


def _alias(a: str, b: str, _chooser: random.Random) -> str | None:
    for name, alias in ALIASES.items():
        pattern = re.compile(rf"\b({re.escape(name)})(?!\w)(?! [A-Z])")
        found = shared(pattern, a, b)
        if found:
            return put(b, found, alias)
    return None


def _by_surname(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(CAPITALS, a, b)
    if not found or found[1].split()[0] not in GIVEN:
        return None
    return put(b, found, found[1].split()[-1])


def _precise_day(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(re.compile(f"({DAY.pattern})"), a, b)
    return found and put(b, found, f"{found[1]} morning")


def _respelled_share(a: str, b: str, _chooser: random.Random) -> str | None:
    made = re.sub(r"(\d) percent\b", r"\1%", b)
    return made if made != b else None


def _nearly(a: str, b: str, chooser: random.Random) -> str | None:
    found, value = _plain(a, b)
    if not found or value < 35 or value % 10 < 6 or not stands_free(b, found):
        return None
    step = 10 ** max(1, len(str(value)) - 2)
    word = chooser.choice(["nearly", "almost", "just under"])
    return put(b, found, f"{word} {(value // step + 1) * step:,}")


def _ranged(a: str, b: str, _chooser: random.Random) -> str | None:
    found, value = _plain(a, b)
    if not found or value < 12 or not stands_free(b, found):
        return None
    reach = max(2, value // 20)
    return put(b, found, f"between {value - reach:,} and {value + reach:,}")


def _converted(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(_MEASURE, a, b)
    if not found:
        return None
    unit, worth = UNITS[found[4]]
    value = int(found[2].replace(",", "")) * worth
    if value < 10:
        return None
    return put(b, found, f"{round(value, 2 - len(str(int(value)))):,.0f}{found[3]}{unit}")


def _sum_otherwise(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(_SUM, a, b)
    if not found:
        return None
    value = float(found[2]) * {"million": 1e6, "billion": 1e9}[found[3]]
    forms = (f"${found[2]}{found[3][0]}", f"{found[2]} {found[3]} dollars", f"${value:,.0f}")
    return put(b, found, chooser.choice(forms))


def _sum_rounded(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(_SUM, a, b)
    if not found or "." not in found[2] or float(found[2]) < 5:
        return None
    return put(b, found, f"about ${round(float(found[2]))} {found[3]}")


def _date_turned(a: str, b: str, _chooser: random.Random) -> str | None:
    here, found = DATE.findall(a), list(DATE.finditer(b))
    if len(found) != 1 or here != [found[0].groups()]:
        return None
    return b[: found[0].start()] + f"{found[0][3]} {found[0][1]}" + b[found[0].end() :]


def _day_dated(a: str, b: str, _chooser: random.Random) -> str | None:
    """The date of a weekday gone by."""
    found = shared(_ON_DAY, a, b)
    if not found or _AHEAD.search(a) or _AHEAD.search(b):
        return None
    published = date.fromisoformat(PUBLISHED)
    day = published - timedelta((published.weekday() - DAYS.index(found[2])) % 7)
    return put(b, found, f"on {day:%B} {day.day}")


def _day_last(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(_ON_DAY, a, b)
    if not found or _AHEAD.search(a) or _AHEAD.search(b):
        return None
    return put(b, found, f"last {found[2]}")


def _short_given(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(CAPITALS, a, b)
    given = found[1].split()[0] if found else ""
    short = sorted(n for n in GIVEN if are_called_alike(given.lower(), n.lower()))
    if not found or not short:
        return None
    return put(b, found, found[1].replace(given, chooser.choice(short), 1))


def _government(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(_STATE, a, b)
    if not found:
        return None
    the = "The" if found.start() == 0 else "the"
    return put(b, found, f"{the} {LANDS[found[1]]} government")


def _seat(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(_STATE, a, b)
    return put(b, found, SEATS[found[1]]) if found and found[1] in SEATS else None


def _untitled(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(_TITLED, a, b)
    return found and put(b, found, "")


HARMLESS: dict[str, tuple[Change, str | None]] = {
    "rounded": (_rounded, None),
    "rounded share": (_rounded_share, None),
    "bounded": (_bounded, None),
    "in words": (_spelled, None),
    "risen": (_risen, LATER),
    "rescoped": (_rescoped, None),
    "a year older": (_aged, NEXT_YEAR),
    "alias": (_alias, None),
    "surname only": (_by_surname, None),
    "day more precise": (_precise_day, None),
    "percent sign": (_respelled_share, None),
    "nearly": (_nearly, None),
    "range": (_ranged, None),
    "converted": (_converted, None),
    "sum otherwise": (_sum_otherwise, None),
    "sum rounded": (_sum_rounded, None),
    "date turned": (_date_turned, None),
    "day dated": (_day_dated, PUBLISHED),
    "last day": (_day_last, PUBLISHED),
    "short given name": (_short_given, None),
    "government": (_government, None),
    "seat": (_seat, None),
    "title dropped": (_untitled, None),
}
"""Each change, with when the second report was from where that matters."""
