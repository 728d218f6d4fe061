"""Quantities in a text: numbers with what they count, and how exactly the words pin them down.

Bounds ("more than", "up to"), approximations ("some", "about"), ranges, scores, money, shares,
ages, and the noun counted. Numbers themselves are read by ``numerals``.
"""

import re
from collections.abc import Sequence
from math import inf

from index.claims.forms import Quantity, significant
from index.claims.listing import word_list, word_set
from index.claims.numerals import Figure, figures
from index.claims.units import CODES, CURRENCIES, DOLLARS, SIGNS
from index.claims.words import STOP_WORDS, stem
from index.model import Span

ROUGHLY = (0.1, 0.1, 0.05, 0.01)
"""How far "about", "some", "around" reach, as a share of the value, by its significant digits:
reports of one event round to one or two, which moves a figure by up to a tenth, but nobody who
writes "about 4,185" means 4,815. More digits reach as far as four."""

NEARLY = 0.15
"""The same for what a figure is said to be just below."""

_AT_LEAST = (
    r"more\s+than|over(?!\s+(?:the|their|his|its|last|past)\b)|at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|upwards?\s+of"
    r"|exceed(?:s|ed|ing)?|above|in\s+excess\s+of|a\s+minimum\s+of|greater\s+than|surpass(?:es|ed"
    r"|ing)|topp?(?:ed|ing|s)"
)
_AT_MOST = (
    r"up\s+to|as\s+(?:many|much)\s+as|at\s+most|no\s+more\s+than|not\s+more\s+than|fewer\s+than"
    r"|less\s+than|under|below|a\s+maximum\s+of"
)
_ROUGH = (
    r"about|around|roughly|some|approximately|approx\.?|estimated|circa|c\.|somewhere\s+around"
    r"|in\s+the\s+region\s+of|more\s+or\s+less|[~≈]"
)
_NEARLY = r"nearly|almost|close\s+to|just\s+(?:under|below|shy\s+of)|approaching"
_BEFORE = re.compile(
    rf"(?:(?<![\w-])(?P<nearly>{_NEARLY})|(?<![\w-])(?P<low>(?:(?:just|well|far)\s+)?(?:{_AT_LEAST}))"
    rf"|(?<![\w-])(?P<high>{_AT_MOST})|(?<![\w-])(?P<rough>{_ROUGH}))"
    r"\s*(?:(?:an?|the|another|their|his|its|first|last|past|total\s+of|some|about|around)\s+)*$",
    re.IGNORECASE,
)
_BEFORE_ENDS = tuple(
    word_list("""
    than over least of exceed exceeds exceeded exceeding above surpasses surpassed surpassing tops
    topped topping to as most under below about around roughly some approximately
    approx approx. estimated circa c. less nearly almost approaching ~ ≈ a an the another their his
    its first last past
    """)
)
"""How what the pattern above finds must end: most figures stand behind other words."""

_AFTER = re.compile(
    r"(?P<low>\+|[\s-]plus\b|\s+(?:or|and)\s+(?:more|above|higher|older|over)\b|\s+at\s+least\b)"
    r"|(?P<high>\s+(?:or|and)\s+(?:fewer|less|under|below|younger)\b|\s+at\s+most\b)"
    r"|(?P<rough>\s+or\s+so\b|-?odd\b|-?ish\b)",
    re.IGNORECASE,
)
_RANGE_LEAD = re.compile(
    r"(?:\b(?P<verb>\w+)\s+)?\b(?P<lead>between|(?:anywhere\s+)?from)\s+$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?:rose|rise[ns]?|rising|fell|fall(?:s|en|ing)?|dropp?(?:ed|ing|s)?|climb(?:ed|ing|s)?|grew|grown"
    r"|jump(?:ed|ing|s)?|increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|rates?"
    r"|rais(?:e[sd]?|ing)|cut(?:s|ting)?|lower(?:ed|ing)?|up|down|reduc(?:e[sd]?|ing)|went|toll)$",
    re.IGNORECASE,
)
_ODDS = re.compile(
    r"\b(?P<one>one)\s+(?:in|out\s+of)\s+(?:every\s+)?$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?%|[\s-](?:percent|per\s?cent|pct)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:(?:\s+of)?\s+an?)?[\s-](?:(?P<p>percentage|basis)[\s-])?points?\b", re.IGNORECASE
)
_DEGREES = re.compile(
    r"\s?(?:[°º]|degrees?)\s?(?P<scale>C(?:elsius|entigrade)?|F(?:ahrenheit)?)\b", re.IGNORECASE
)
_AGE = re.compile(r"[\s-](?:years?|months?|weeks?|days?)[\s-]olds?\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:\baged?|\bage\s+of)\s+$|[^\W\d_][\w’'-]+,\s+$")
_AT_AGE = re.compile(r"\b(?:at\s+the|the|at)\s+age\s+of\s+$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"\s?(?:[,;)]|\.(?=\s|$)|$|(?:and|or)\b)")
_MAGNITUDE = re.compile(r"\bmagnitude(?:\s+of)?[\s-]+$|^[\s-]magnitude\b", re.IGNORECASE)
_UNIT_WORD = re.compile(r"[\s-]*(km/hr?\b)|[\s-]+([^\W\d_]+(?:['’-][^\W\d_]+)*)", re.IGNORECASE)
_AN_HOUR = re.compile(r"[\s-](?:per|an)[\s-]hour\b", re.IGNORECASE)
_SPEEDS = {"mile": "mph", "miles": "mph", "km": "kph"} | dict.fromkeys(
    ("kilometer", "kilometers", "kilometre", "kilometres", "km/h", "km/hr"), "kph"
)
"""What a distance an hour is called."""

_UNIT_STOP = (STOP_WORDS - {"more", "other", "others", "such"}) | word_set("""
    strong plus odd killed died injured wounded arrested sent reported dead missing last first next
    """)
_PLURALS = word_set("""
    people men women children police troops feet teeth mice cattle personnel staff aircraft
    servicemen servicewomen policemen sheep deer fish crew
    """)
_SKIPPED = word_set("of the more other such those these its his her their")
_MEASURES = word_set("""
    kilometre kilometer km mile meter metre cm mm foot inch yard acre hectare ton tonne kg kilogram
    gram pound ounce litre liter gallon barrel mph kph knot degree hour minute second day week month
    year decade century night mw gw kw watt megawatt gigawatt
    """)
_SAME_UNIT = {"person": "people", "persons": "people", "individuals": "people"}


def quantities(text: str, *, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """The quantities ``text`` states, in order.

    Args:
        text: any text.
        skip: stretches already read as days and years; numbers inside them are not quantities.

    Returns:
        Quantities whose ``start:end`` include bounds and currency signs. A number with a scale
        word is known to its last digit only ("1.5 million" is 1.45 to 1.55 million); an exact
        number has equal bounds; "about" reaches ``ROUGHLY`` either way.
    """
    found = list(figures(text, skip))
    return tuple(_joined(found, text)) if found else ()


def _joined(found: list[Figure], text: str) -> list[Quantity]:
    """Figures with their bounds and units; ranges made one, scores told apart."""
    made: list[Quantity] = []
    at = 0
    while at < len(found):
        figure = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _is_range(figure, following, text):
            made.append(_range(figure, following, text))
            at += 2
        elif following and _is_score(figure, following, text):
            made += [_counted(figure, "score"), _counted(following, "score")]
            at += 2
        elif following and _is_share(figure, following, text):
            made.append(_share(figure.value, following, figure.start))
            at += 2
        else:
            if following and text[figure.end : following.start].strip() == "to":
                figure.unit = figure.unit or _unit(following, text)
            made.append(_finished(figure, text))
            at += 1
    return made


def _counted(figure: Figure, unit: str | None) -> Quantity:
    return Quantity(
        round(figure.value, 9),
        round(figure.low, 9),
        round(figure.high, 9),
        unit,
        figure.approximate,
        figure.start,
        figure.end,
    )


def _is_score(one: Figure, two: Figure, text: str) -> bool:
    together = text[one.end : two.start] in {"-", "–"}
    return together and max(one.value, two.value) < 1000 and two.unit is None


def _is_range(one: Figure, two: Figure, text: str) -> bool:
    """Whether two figures are the ends of one range: "between 5 and 7", "5-7 percent"."""
    gap = text[one.end : two.start].strip().lower()
    if gap not in {"and", "to", "or", "-", "–", "—"} or one.approximate or two.approximate:
        return False
    shared = two.scaled if one.scaled == 1 else 1.0
    lead = _RANGE_LEAD.search(text[max(0, one.start - 30) : one.start])
    falls = one.value >= two.value and one.value * shared >= two.value
    if falls and not (lead and lead["lead"].lower() == "between"):
        return False
    if lead:
        return not (lead["lead"].lower() == "from" and _CHANGE.match(lead["verb"] or ""))
    if gap in {"to", "or"}:
        return True
    return gap != "and" and (one.unit is not None or _unit(two, text) is not None)


def _range(one: Figure, two: Figure, text: str) -> Quantity:
    low, high = one.value, two.value
    if one.scaled == 1 and two.scaled > 1 and low * two.scaled < high:
        low *= two.scaled
    low, high = min(low, high), max(low, high)
    two.unit = two.unit or one.unit
    lead_from = max(0, one.start - 30)
    lead = _RANGE_LEAD.search(text[lead_from : one.start])
    start = lead_from + lead.start("lead") if lead else one.start
    return Quantity((low + high) / 2, low, high, _unit(two, text), False, start, two.end)


def _finished(figure: Figure, text: str) -> Quantity:
    """A single figure with what stands around it."""
    lead_from = max(0, figure.start - 40)
    lead = text[lead_from : figure.start]
    odds = "one" in lead.lower() and _ODDS.search(lead)
    if odds and figure.value > 1 and figure.unit is None:
        return _share(1.0, figure, lead_from + odds.start())
    unit = _unit(figure, text)
    hinted = lead.rstrip().lower().endswith(_BEFORE_ENDS)
    before = _BEFORE.search(lead) if hinted else None
    after = None if before else _AFTER.match(text, figure.end)
    if before:
        figure.start = lead_from + before.start()
        _bound(figure, before.lastgroup)
    elif after:
        figure.end = after.end()
        _bound(figure, after.lastgroup)
        unit = unit or _unit(figure, text)
    return _counted(figure, unit)


def _is_share(one: Figure, two: Figure, text: str) -> bool:
    gap = " ".join(text[one.end : two.start].lower().split())
    return gap in {"out of", "out of every", "in every"} and 0 < one.value < two.value


def _share(part: float, whole: Figure, start: int) -> Quantity:
    """A part of a whole as one figure: "one in five", "three out of four"."""
    share = round(part / whole.value, 9)
    return Quantity(share, share, share, "share", False, start, whole.end)


def _bound(figure: Figure, kind: str | None) -> None:
    """Widen a figure by the words of bound around it."""
    value = figure.value
    if kind == "low":
        figure.low, figure.high = value, inf
    elif kind == "high":
        figure.low, figure.high = -inf, value
    elif kind == "nearly":
        figure.approximate = True
        figure.low, figure.high = min(figure.low, value * (1 - NEARLY)), value
    else:
        figure.approximate = True
        reach = _reach(value)
        figure.low = min(figure.low, value - reach)
        figure.high = max(figure.high, value + reach)


def _reach(value: float) -> float:
    """How far from a figure "about" it may be; of two to nine, to where the next is nearer."""
    size = abs(value)
    scale = next((scale for scale in (1e12, 1e9, 1e6) if size >= scale), 1.0)
    reach = size * ROUGHLY[min(max(significant(size), 1), len(ROUGHLY)) - 1]
    return max(reach, 0.5 * scale) if 2 <= size / scale < 10 else reach


def _unit(figure: Figure, text: str) -> str | None:
    """What a figure counts: money, percent, points, an age, or the noun after it."""
    end = figure.end
    if _PERCENT.match(text, end):
        return "percent"
    if figure.unit:
        return SIGNS.get(figure.unit, figure.unit)
    degrees, points = _DEGREES.match(text, end), _POINTS.match(text, end)
    if degrees:
        return "celsius" if degrees["scale"].lower().startswith("c") else "fahrenheit"
    if points:
        return f"{points['p'].lower()} point" if points["p"] else "point"
    lead = text[max(0, figure.start - 30) : figure.start]
    if _is_age(figure, lead, text):
        return "age"
    magnitude = _MAGNITUDE.search(lead) or _MAGNITUDE.search(text[end : end + 12])
    return (
        "magnitude"
        if magnitude
        else _noun(text, end, one=figure.value == 1 or text[end : end + 1] == "-")
    )


def _is_age(figure: Figure, lead: str, text: str) -> bool:
    if _AGE.match(text, figure.end):
        return True
    if not 0 < figure.value < 120:
        return False
    if _AT_AGE.search(lead):
        return True
    if not _AGE_AFTER.match(text, figure.end):
        return False
    before = _AGE_BEFORE.search(lead)
    return before is not None and (lead[before.start()].isupper() or "age" in before.group())


def _noun(text: str, end: int, *, one: bool) -> str | None:
    """The stem of the noun counted: the first plural within six words, before any verb."""
    at = end
    first: str | None = None
    partitive = False
    for _ in range(6):
        found = _UNIT_WORD.match(text, at)
        if found is None:
            break
        word = (found[1] or found[2]).lower().removesuffix("'s").removesuffix("’s")
        at = found.end()
        if word in _SPEEDS and (found[1] or _AN_HOUR.match(text, at)):
            return _SPEEDS[word]
        if first is None and word in _SKIPPED:
            partitive = partitive or word == "of"
            continue
        if word in CURRENCIES or (first is None and word in CODES):
            money = CURRENCIES.get(word, word)
            return DOLLARS.get(first or "", money) if money == "usd" else money
        if word in _UNIT_STOP and not (partitive and word not in STOP_WORDS):
            break
        if word in _MEASURES or word.rpartition("-")[2] in _MEASURES or _is_plural(word):
            return _unit_stem(word)
        if first is not None and word.endswith("ed"):
            break
        first = word
    return _unit_stem(first) if one and first else None


def _unit_stem(word: str) -> str:
    last = word.rpartition("-")[2]
    return stem(_SAME_UNIT.get(last, last))


def _is_plural(word: str) -> bool:
    if word in _PLURALS or word.endswith(("men", "people")):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
