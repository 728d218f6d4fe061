"""Pairs of sentences of which one was altered: what is a conflict, and what only looks like one.

Made by rule from real sentences. A pair is either two wordings of one claim from two newsrooms
(``told twice``) or one sentence and itself. An alteration puts another number, sum, share, date,
weekday, year, person, place or organisation in one's place, denies what was said, turns a verb
into its opposite, or exchanges who did it with whom it was done to. A harmless change rounds,
bounds or respells a number, lets a toll rise with the days, widens its scope, adds a year to an
age a year later, shortens or lengthens a name, makes a date more precise. The rules read text
with patterns of their own, so that what the engine overlooks is altered all the same.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.claims.titles import TITLES
from index.claims.words import STOP_WORDS
from tests.benchmarks.replacements import (
    ALIASES,
    CITIES,
    DAYS,
    GIVEN,
    MONTHS,
    NATIONS,
    OPPOSITES,
    ORGANISATION,
    ORGANISATIONS,
    PEOPLE,
    PLACED,
    in_words,
)

PUBLISHED = "2013-05-15"
LATER = "2013-05-17"
NEXT_YEAR = "2014-05-20"

_DAY = re.compile(r"\b(?:" + "|".join(DAYS) + r")\b")
_DATE = re.compile(r"\b(" + "|".join(MONTHS) + r")(\.?) (\d{1,2})\b(?!,? \d{4})(?![\d,]*\d)")
_YEAR = re.compile(r"\b(?:in|since|of|by|until) ((?:19|20)\d\d)\b(?! (?:people|troops|jobs))")
_PLAIN = re.compile(
    r"(?<![\w$€£.,:/#'’-])(?!(?:1[5-9]|20)\d\d\b)(?<!Oct )(?<!ber )(?<!ary )(?<!uly )(?<!une )"
    r"(?<!ust )(?<!rch )(?<!ril )(?<!May )(\d{1,3}(?:,\d{3})+|\d{1,4})(?![\w%:/,.'’-]*\d)"
    r"(?=[ -](?!only\b)[a-z])(?! (?:to|or|and) [$\d])"
    r"(?! (?:percent|per cent|pct|a\.m|p\.m|million|billion|trillion))"
)
_WORD_NUMBER = re.compile(
    r"(?<![\w-])(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
    r"(?= (?!of|percent|million|billion|hundred|thousand|dozen)[a-z]{3,})"
)
_SHARE = re.compile(r"(?<![\w$.,-])(\d+(?:\.\d+)?)(?= ?(?:percent|per cent|pct|%))")
_MONEY = re.compile(r"(?<=\$)(\d+(?:[.,]\d+)*)(?=(?: (?:million|billion|trillion)|[ ,.]))")
_LARGE = re.compile(r"(?<![\w$€£.,])(\d+(?:\.\d+)?)(?= (?:million|billion|trillion))")
_PEOPLE = re.compile(r"kill|dead|die|injur|wound|hurt|missing", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_CAPITALS = re.compile(
    r"(?<!\. )(?<!^)\b([A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+)+)\b(?!['’]s? [A-Z])"
    r"(?! [A-Z])(?! (?:of|de) [A-Z])"
)
_OF_NAME = re.compile(r"\b(?!In|At|From|By|To|On|For)[A-Z][\w.]+ (?:of|for|and|&) (?:the )?$")
_AGE = re.compile(r"\b(\d{2})(?=-year-old)")
_ACTIVE = re.compile(
    r"^(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)*)(?P<did> (?:sued|beat|accused|attacked|defeated"
    r"|criticized|praised|acquired|bought|met|killed|shot|arrested|fired|replaced|blamed|warned|urged|invaded"
    r"|bombed|threatened|endorsed|denounced|appointed|named|succeeded|edged|overtook|backed"
    r"|rejected|banned|fined|raided|hit|struck) )"
    r"(?P<whom>[A-Z][a-z]+(?: [A-Z][a-z]+)*)(?P<rest>\b.*)$"
)
_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|could|should|can)\b(?! not| only)(?= [a-z])"
)
_DENIED = re.compile(r"\b(?:not|no|never|without)\b|n['’]t")
_BOUND = re.compile(r"(?:than|least|to|about|some|the|of|nearly|over|-) $")


@dataclass(frozen=True, slots=True)
class Altered:
    """Two sentences, what was done to the second, when each was published, how the second was."""

    a: str
    b: str
    change: str
    conflict: bool
    a_date: str | None = PUBLISHED
    b_date: str | None = PUBLISHED
    was: str | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where the second sentence was changed."""
        before = self.was or self.b
        start = _in_common(before, self.b)
        tail = _in_common(before[start:][::-1], self.b[start:][::-1])
        return start, len(self.b) - tail


def _in_common(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


_Change = Callable[[str, str, random.Random], str | None]


def altered(pairs: Sequence[tuple[str, str]], seed: int = 17) -> Iterator[Altered]:
    """Every alteration and harmless change that fits each pair, one of a kind."""
    chooser = random.Random(seed)
    names = sorted({name for _, b in pairs for name in _CAPITALS.findall(b) if _is_plain(name)})
    for a, b in pairs:
        if not _agree_on_figures(a, b):
            continue
        dated = PUBLISHED if chooser.random() < 0.5 else None
        if a != b:
            yield Altered(a, b, "unaltered", False, dated, dated, b)
        for change, make in ALTERATIONS.items():
            made = make(a, b, chooser)
            if made and made not in (a, b):
                yield Altered(a, made, change, True, dated, dated, b)
        made = _borrowed(a, b, chooser, names)
        if made:
            yield Altered(a, made, "borrowed name", True, dated, dated, b)
        for change, (make, later) in HARMLESS.items():
            made = make(a, b, chooser)
            if made and made not in (a, b):
                first = PUBLISHED if later else dated
                yield Altered(a, made, change, False, first, later or dated, b)


def _agree_on_figures(a: str, b: str) -> bool:
    """Whether two sentences have the same digits and days: data call much else the same."""
    same_figures = set(_FIGURE.findall(a)) == set(_FIGURE.findall(b))
    return same_figures and set(_DAY.findall(a)) == set(_DAY.findall(b))


def _shared(pattern: re.Pattern[str], a: str, b: str) -> re.Match[str] | None:
    """What the pattern finds just once in each, alike in both: its place in the second."""
    here = [found[1] for found in pattern.finditer(a)]
    there = [found for found in pattern.finditer(b) if here.count(found[1]) == 1]
    alone = [f for f in there if sum(f[1] == g[1] for g in pattern.finditer(b)) == 1]
    return alone[0] if alone else None


def _put(b: str, found: re.Match[str], text: str) -> str:
    return b[: found.start(1)] + text + b[found.end(1) :]


def _number(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_PLAIN, a, b)
    return found and _put(b, found, _other(found[1], chooser))


def _other(written: str, chooser: random.Random) -> str:
    """A number well away from this one, written the same way."""
    digits = len(written.partition(".")[2])
    value = float(written.replace(",", ""))
    other = round(value * chooser.choice([0.4, 0.6, 0.75, 1.3, 1.6, 2.5]), digits)
    if other == value or other <= 0:
        other = value + chooser.choice([1, 2, 3])
    return f"{other:,.{digits}f}" if "," in written or value < 1000 else f"{other:.0f}"


def _number_by_one(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_PLAIN, a, b)
    if not found or not 2 <= int(found[1].replace(",", "")) < 40:
        return None
    return _put(b, found, str(int(found[1]) + chooser.choice([-1, 1])))


def _word_number(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_WORD_NUMBER, a, b)
    others = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"]
    return found and _put(b, found, chooser.choice([w for w in others if w != found[1]]))


def _share(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_SHARE, a, b)
    return found and _put(b, found, _other(found[1], chooser))


def _sum(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_MONEY, a, b) or _shared(_LARGE, a, b)
    return found and _put(b, found, _other(found[1], chooser))


def _weekday(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(re.compile(f"({_DAY.pattern})"), a, b)
    return found and _put(b, found, chooser.choice([day for day in DAYS if day != found[1]]))


def _date(a: str, b: str, chooser: random.Random) -> str | None:
    here = _DATE.findall(a)
    found = list(_DATE.finditer(b))
    if len(found) != 1 or here != [found[0].groups()]:
        return None
    day = chooser.choice([d for d in range(1, 29) if abs(d - int(found[0][3])) > 1])
    return b[: found[0].start(3)] + str(day) + b[found[0].end(3) :]


def _year(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_YEAR, a, b)
    return found and _put(b, found, str(int(found[1]) + chooser.choice([-7, -3, -2, -1, 1, 2])))


def _is_person(name: str) -> bool:
    words = name.split()
    return words[0] in GIVEN and not PLACED.search(name) and not ORGANISATION.search(name)


def _is_plain(name: str) -> bool:
    """Whether this is a name alone, without a title or the beginning of a sentence."""
    words = [word.lower().strip(".") for word in name.split()]
    return len(words) <= 3 and not any(word in TITLES or word in STOP_WORDS for word in words)


def _follows_name(text: str, start: int) -> bool:
    """Whether a word with a capital stands right before, which the name then is a part of."""
    if _OF_NAME.search(text[:start]):
        return True
    before = re.search(r"(\S+) $", text[:start])
    if not before:
        return text[max(0, start - 1) : start] in tuple("'’-&")
    word = before[1]
    return word[0].isupper() and word.lower() not in STOP_WORDS and word[-1] not in ",;:."


def _person(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_CAPITALS, a, b)
    if not found or not _is_person(found[1]):
        return None
    surname = found[1].split()[-1]
    other = chooser.choice([p for p in PEOPLE if not set(p.split()) & set(f"{a} {b}".split())])
    return None if b.count(surname) != 1 else _put(b, found, other)


def _surname(a: str, b: str, chooser: random.Random) -> str | None:
    """As ``_person``, where only a surname with a title or at a verb is written."""
    pattern = re.compile(
        r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|President|Judge|Mayor)\.? ([A-Z][a-z]{3,})\b(?! [A-Z])"
    )
    found = _shared(pattern, a, b)
    if not found or b.count(found[1]) != 1:
        return None
    return _put(b, found, chooser.choice(PEOPLE).split()[-1])


def _place(a: str, b: str, chooser: random.Random) -> str | None:
    for pool in (CITIES, NATIONS):
        pattern = re.compile(r"\b(" + "|".join(pool) + r")\b(?! [A-Z])(?!['’])")
        found = _shared(pattern, a, b)
        if found and not _follows_name(b, found.start()):
            return _put(b, found, chooser.choice([p for p in pool if p not in a + b]))
    return None


def _organisation(a: str, b: str, chooser: random.Random) -> str | None:
    found = _shared(_CAPITALS, a, b)
    if (
        not found
        or not ORGANISATION.search(found[1].split()[-1])
        or _follows_name(b, found.start())
        or re.match(r" (?:of|for|in|and) |-", b[found.end() :])
    ):
        return None
    others = [name for name in ORGANISATIONS if name.split()[0] not in a + b]
    return _put(b, found, chooser.choice(others))


def _borrowed(a: str, b: str, chooser: random.Random, names: Sequence[str]) -> str | None:
    """Another pair's name for one of several words; people for people."""
    found = _shared(_CAPITALS, a, b)
    if (
        not found
        or _follows_name(b, found.start())
        or re.match(r" (?:of|and) |-", b[found.end() :])
    ):
        return None
    person = _is_person(found[1])
    known = set(re.findall(r"\w+", f"{a} {b}"))
    fit = [n for n in names if _is_person(n) == person and not known & set(n.split())]
    return _put(b, found, chooser.choice(fit)) if fit and b.count(found[1]) == 1 else None


def _denied(a: str, b: str, _chooser: random.Random) -> str | None:
    here, there = _NOT.findall(a), list(_NOT.finditer(b))
    if len(there) != 1 or len(here) != 1 or _DENIED.search(a + b):
        return None
    return b[: there[0].end()] + " not" + b[there[0].end() :]


def _opposite(a: str, b: str, _chooser: random.Random) -> str | None:
    words = [
        word for word in OPPOSITES if all(re.search(rf"\b{word}\b(?! to|['’]t)", t) for t in (a, b))
    ]
    if len(words) != 1 or len(re.findall(rf"\b{words[0]}\b", b)) != 1:
        return None
    return re.sub(rf"\b{words[0]}\b", OPPOSITES[words[0]], b)


def _exchanged(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _ACTIVE.match(b)
    if not found or found["who"] not in a or found["whom"] not in a:
        return None
    return f"{found['whom']}{found['did']}{found['who']}{found['rest']}"


ALTERATIONS: dict[str, _Change] = {
    "number": _number,
    "number by one": _number_by_one,
    "number word": _word_number,
    "share": _share,
    "sum": _sum,
    "weekday": _weekday,
    "date": _date,
    "year": _year,
    "person": _person,
    "surname": _surname,
    "place": _place,
    "organisation": _organisation,
    "denied": _denied,
    "opposite": _opposite,
    "exchanged": _exchanged,
}


def _toll(a: str, b: str) -> re.Match[str] | None:
    found = _shared(_PLAIN, a, b)
    if not found or not _PEOPLE.search(a) or not _PEOPLE.search(b):
        return None
    near = b[found.end() :]
    return (
        found
        if re.match(r" (?:people|men|women|children|others|students|passengers)", near)
        else None
    )


def _rounded(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(_PLAIN, a, b)
    value = int(found[1].replace(",", "")) if found else 0
    if not found or value < 100 or value % 10 == 0:
        return None
    return _put(b, found, f"about {int(round(value, 2 - len(str(value)))):,}")


def _rounded_share(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(_SHARE, a, b)
    if not found or "." not in found[1] or float(found[1]) < 5 or found[1].endswith(".5"):
        return None
    return _put(b, found, f"about {round(float(found[1]))}")


def _bounded(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(_PLAIN, a, b)
    value = int(found[1].replace(",", "")) if found else 0
    if not found or value < 10 or _BOUND.search(b[: found.start()]):
        return None
    return _put(b, found, f"at least {int(value * 0.9):,}")


def _spelled(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(_PLAIN, a, b)
    words = in_words(int(found[1].replace(",", ""))) if found else None
    return _put(b, found, words) if found and words else None


def _risen(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _toll(a, b)
    return found and _put(b, found, f"{int(int(found[1].replace(',', '')) * 1.4) + 1:,}")


def _rescoped(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _toll(a, b)
    if not found:
        return None
    more = _put(b, found, f"{int(found[1].replace(',', '')) + 1:,}")
    return re.sub(r"\s*[.!]?\s*$", ", including the gunman.", more)


def _aged(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(_AGE, a, b)
    return found and _put(b, found, str(int(found[1]) + 1))


def _alias(a: str, b: str, _chooser: random.Random) -> str | None:
    for name, alias in ALIASES.items():
        pattern = re.compile(rf"\b({re.escape(name)})(?!\w)(?! [A-Z])")
        found = _shared(pattern, a, b)
        if found:
            return _put(b, found, alias)
    return None


def _by_surname(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(_CAPITALS, a, b)
    if not found or found[1].split()[0] not in GIVEN:
        return None
    return _put(b, found, found[1].split()[-1])


def _precise_day(a: str, b: str, _chooser: random.Random) -> str | None:
    found = _shared(re.compile(f"({_DAY.pattern})"), a, b)
    return found and _put(b, found, f"{found[1]} morning")


def _respelled_share(a: str, b: str, _chooser: random.Random) -> str | None:
    made = re.sub(r"(\d) percent\b", r"\1%", b)
    return made if made != b else None


HARMLESS: dict[str, tuple[_Change, str | None]] = {
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
}

NAMES = frozenset({"person", "surname", "place", "organisation", "borrowed name"})
"""Alterations of a name."""

PARTS = NAMES | {
    *("number", "number by one", "number word", "share", "sum", "weekday", "date", "year"),
}
"""Alterations of one number, date or name."""
