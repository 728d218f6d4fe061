"""Pairs of sentences of which one was altered: what is a conflict, and what only looks like one.

Made by rule from real sentences. A pair is either two wordings of one claim from two newsrooms
(``told twice``) or one sentence and itself. An alteration puts another number, sum, share, date,
weekday, month, year, currency, person, people, place, company or organisation in one's place,
denies what was said, turns a verb into its opposite, or exchanges who did it with whom it was done
to. What is harmless is made by ``harmless``. The rules read text with patterns of their own, so
that what the engine overlooks is altered all the same.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.harmless import HARMLESS
from tests.benchmarks.replacements import (
    AGENCIES,
    CITIES,
    COMPANIES,
    DAYS,
    NATIONS,
    OPPOSITES,
    ORGANISATION,
    ORGANISATIONS,
    PEOPLE,
    PEOPLES,
)
from tests.benchmarks.spots import (
    ACTIVE,
    CAPITALS,
    DATE,
    DAY,
    DENIED,
    FIGURE,
    FULL_MONTH,
    LARGE,
    MONEY,
    MONEY_SCALE,
    NOT,
    PLAIN,
    PUBLISHED,
    SHARE,
    WORD_NUMBER,
    YEAR,
    Change,
    follows_name,
    is_person,
    is_plain,
    put,
    shared,
)


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


def altered(pairs: Sequence[tuple[str, str]], seed: int = 17) -> Iterator[Altered]:
    """Every alteration and harmless change that fits each pair, one of a kind."""
    chooser = random.Random(seed)
    names = sorted({name for _, b in pairs for name in CAPITALS.findall(b) if is_plain(name)})
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
    same_figures = set(FIGURE.findall(a)) == set(FIGURE.findall(b))
    return same_figures and set(DAY.findall(a)) == set(DAY.findall(b))


def _number(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(PLAIN, a, b)
    return found and put(b, found, _other(found[1], chooser))


def _other(written: str, chooser: random.Random) -> str:
    """A number well away from this one, written the same way."""
    digits = len(written.partition(".")[2])
    value = float(written.replace(",", ""))
    other = round(value * chooser.choice([0.4, 0.6, 0.75, 1.3, 1.6, 2.5]), digits)
    if other == value or other <= 0:
        other = value + chooser.choice([1, 2, 3])
    return f"{other:,.{digits}f}" if "," in written or value < 1000 else f"{other:.0f}"


def _number_by_one(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(PLAIN, a, b)
    if not found or not 2 <= int(found[1].replace(",", "")) < 40:
        return None
    return put(b, found, str(int(found[1]) + chooser.choice([-1, 1])))


def _word_number(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(WORD_NUMBER, a, b)
    others = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"]
    return found and put(b, found, chooser.choice([w for w in others if w != found[1]]))


def _share(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(SHARE, a, b)
    return found and put(b, found, _other(found[1], chooser))


def _sum(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(MONEY, a, b) or shared(LARGE, a, b)
    return found and put(b, found, _other(found[1], chooser))


def _weekday(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(re.compile(f"({DAY.pattern})"), a, b)
    return found and put(b, found, chooser.choice([day for day in DAYS if day != found[1]]))


def _date(a: str, b: str, chooser: random.Random) -> str | None:
    here = DATE.findall(a)
    found = list(DATE.finditer(b))
    if len(found) != 1 or here != [found[0].groups()]:
        return None
    day = chooser.choice([d for d in range(1, 29) if abs(d - int(found[0][3])) > 1])
    return b[: found[0].start(3)] + str(day) + b[found[0].end(3) :]


def _year(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(YEAR, a, b)
    return found and put(b, found, str(int(found[1]) + chooser.choice([-7, -3, -2, -1, 1, 2])))


def _person(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(CAPITALS, a, b)
    if not found or not is_person(found[1]):
        return None
    surname = found[1].split()[-1]
    other = chooser.choice([p for p in PEOPLE if not set(p.split()) & set(f"{a} {b}".split())])
    return None if b.count(surname) != 1 else put(b, found, other)


def _surname(a: str, b: str, chooser: random.Random) -> str | None:
    """As ``_person``, where only a surname with a title or at a verb is written."""
    pattern = re.compile(
        r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|President|Judge|Mayor)\.? ([A-Z][a-z]{3,})\b(?! [A-Z])"
    )
    found = shared(pattern, a, b)
    if not found or b.count(found[1]) != 1:
        return None
    return put(b, found, chooser.choice(PEOPLE).split()[-1])


def _place(a: str, b: str, chooser: random.Random) -> str | None:
    return _of_pool(CITIES, a, b, chooser) or _of_pool(NATIONS, a, b, chooser)


def _people(a: str, b: str, chooser: random.Random) -> str | None:
    return _of_pool(PEOPLES, a, b, chooser)


def _company(a: str, b: str, chooser: random.Random) -> str | None:
    return _of_pool(COMPANIES, a, b, chooser) or _of_pool(AGENCIES, a, b, chooser)


def _of_pool(pool: Sequence[str], a: str, b: str, chooser: random.Random) -> str | None:
    """One name of a pool for another of it."""
    pattern = re.compile(r"\b(" + "|".join(pool) + r")\b(?! [A-Z])(?!-)")
    found = shared(pattern, a, b)
    if not found or follows_name(b, found.start()):
        return None
    return put(b, found, chooser.choice([p for p in pool if p not in a + b]))


def _month(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(FULL_MONTH, a, b)
    months = FULL_MONTH.pattern.partition("(")[2].partition(")")[0].split("|")
    return found and put(b, found, chooser.choice([m for m in months if m != found[1]]))


def _magnitude(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(MONEY_SCALE, a, b)
    return found and put(b, found, {"million": "billion"}.get(found[1], "million"))


def _currency(a: str, b: str, _chooser: random.Random) -> str | None:
    found = shared(MONEY, a, b)
    if not found or b[: found.start()].endswith(("A$", "C$", "S$")):
        return None
    return b[: found.start() - 1] + "€" + b[found.start() :]


def _organisation(a: str, b: str, chooser: random.Random) -> str | None:
    found = shared(CAPITALS, a, b)
    if (
        not found
        or not ORGANISATION.search(found[1].split()[-1])
        or follows_name(b, found.start())
        or re.match(r" (?:of|for|in|and) |-", b[found.end() :])
    ):
        return None
    others = [name for name in ORGANISATIONS if name.split()[0] not in a + b]
    return put(b, found, chooser.choice(others))


def _borrowed(a: str, b: str, chooser: random.Random, names: Sequence[str]) -> str | None:
    """Another pair's name for one of several words: people for people, organisations for such."""
    found = shared(CAPITALS, a, b)
    if not found or follows_name(b, found.start()) or re.match(r" (?:of|and) |-", b[found.end() :]):
        return None
    kind = _kind(found[1])
    known = set(re.findall(r"\w+", f"{a} {b}"))
    fit = [n for n in names if kind and _kind(n) == kind and not known & set(n.split())]
    return put(b, found, chooser.choice(fit)) if fit and b.count(found[1]) == 1 else None


def _kind(name: str) -> str | None:
    """Whether a name is a person's or an organisation's, as far as the rules can tell."""
    if is_person(name):
        return "person"
    return "organisation" if ORGANISATION.search(name.rsplit(maxsplit=1)[-1]) else None


def _denied(a: str, b: str, _chooser: random.Random) -> str | None:
    here, there = NOT.findall(a), list(NOT.finditer(b))
    if len(there) != 1 or len(here) != 1 or DENIED.search(a + b):
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
    found = ACTIVE.match(b)
    if not found or found["who"] not in a or found["whom"] not in a:
        return None
    return f"{found['whom']}{found['did']}{found['who']}{found['rest']}"


ALTERATIONS: dict[str, Change] = {
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
    "people": _people,
    "company": _company,
    "month": _month,
    "magnitude": _magnitude,
    "currency": _currency,
    "denied": _denied,
    "opposite": _opposite,
    "exchanged": _exchanged,
}


NAMES = frozenset(
    {"person", "surname", "place", "organisation", "people", "company", "borrowed name"}
)
"""Alterations of a name."""

PARTS = NAMES | {
    *("number", "number by one", "number word", "share", "sum", "magnitude", "currency"),
    *("weekday", "date", "month", "year"),
}
"""Alterations of one number, date or name."""
