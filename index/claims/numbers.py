"""Quantities in a text: numbers in digits and words, with what they count and how exactly.

English number words; digits with comma thousands. Years, days, clock times, ordinals, labels
("Flight 370", "Article 5") and telephone numbers are not quantities.
"""

import re
from collections.abc import Sequence
from math import inf

from index.claims.forms import Quantity, TimeRef
from index.claims.listing import word_list, word_set
from index.claims.words import STOP_WORDS, stem

ROUGHLY = 0.1
"""How far "about", "some", "around" reach, as a share of the value: reports of one event round
to one or two digits, which moves a figure by up to a tenth."""

_ONES = {
    word: number
    for number, word in enumerate(
        word_list("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """)
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        word_list("""
    twenty thirty forty fifty sixty seventy eighty ninety
    """),
        start=2,
    )
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
_SHORT |= {"t": 1e12}
_VAGUE = {
    "dozens": (24.0, 120.0),
    "scores": (40.0, 120.0),
    "hundreds": (200.0, 2e3),
    "thousands": (2e3, 2e4),
    "millions": (2e6, 2e7),
    "billions": (2e9, 2e10),
    "tens of thousands": (2e4, 2e5),
    "tens of millions": (2e7, 2e8),
    "hundreds of thousands": (2e5, 2e6),
    "hundreds of millions": (2e8, 2e9),
}
"""Plural scale words: from two of the scale up to where the next one would be said."""

_FRACTION_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5}
_FRACTION_PARTS |= {"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

_CURRENCY_SIGNS = {
    "$": "usd",
    "us$": "usd",
    "a$": "aud",
    "au$": "aud",
    "c$": "cad",
    "ca$": "cad",
    "nz$": "nzd",
    "hk$": "hkd",
    "s$": "sgd",
    "r$": "brl",
    "€": "eur",
    "£": "gbp",
    "¥": "jpy",
    "₩": "krw",
    "₹": "inr",
    "₽": "rub",
    "₺": "try",
    "₪": "ils",
    "₴": "uah",
    "₦": "ngn",
}
_CURRENCY_NAMES = {
    "dollar": "usd",
    "buck": "usd",
    "euro": "eur",
    "pound sterling": "gbp",
    "yen": "jpy",
    "won": "krw",
    "yuan": "cny",
    "renminbi": "cny",
    "ruble": "rub",
    "rouble": "rub",
    "rupee": "inr",
    "franc": "chf",
    "peso": "mxn",
    "krona": "sek",
    "shekel": "ils",
    "lira": "try",
    "hryvnia": "uah",
    "naira": "ngn",
}
_CODES = "usd eur gbp jpy krw cny rub inr chf mxn sek nok dkk ils try uah ngn aud cad nzd brl zar"
_CODE_SET = frozenset(_CODES.split())

_WORD_NUMBER = (
    r"(?:(?:" + "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)]) + r")"
    r"|(?:an?\s+)?(?:hundred|thousand|million|billion|trillion|dozen))"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SIGN = r"(?:(?:US|AU?|CA?|NZ|HK|S|R)?\$|[€£¥₩₹₽₺₪₴₦])"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_NUMBER = (
    r"(?:" + _DIGITS + r"(?:[\s-]?[½¼¾⅓⅔⅛]|\s[1-9]/[2-9]\b)?|[½¼¾⅓⅔⅛])"
    r"(?:(?:[\s-]?" + _SCALE + r"\b)+|\s?(?:k|mn|mln|m|bn|b|trn|tn|t)\b(?![’'.]))?"
)
_WORDS = (
    r"\b" + _WORD_NUMBER + r"(?:(?:[\s-]+|\s+and\s+)(?:" + _WORD_NUMBER + r"))*\b"
    r"(?:\s+and\s+a\s+half(?:\s+" + _SCALE + r")?)?"
)
_VAGUE_WORDS = (
    r"\b(?:(?:tens|hundreds)\s+of\s+(?:thousands|millions)|(?:many\s+)?(?:dozens|scores(?=\s+of)"
    r"|hundreds|thousands|millions|billions)|(?:several|a\s+few|many|a\s+couple(?:\s+of)?)\s+"
    + _SCALE
    + r"|(?:a\s+)?couple\s+of(?=\s+[a-z])|(?:a\s+)?half[\s-]?(?:a[\s-])?(?:dozen|million"
    r"|billion|hundred|trillion))\b"
)
_PARTS = (
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?"
    r"(?:half|halves|thirds?|quarters?|(?:four|fif|six|seven|eigh|nin|ten)ths?)"
    r"(?=[\s-](?:of|point|percentage|per|an?\b|the\b|as\b|its\b|his\b|their\b))"
)
_FIGURE = re.compile(
    rf"(?P<sign>{_SIGN}\s?|\b(?:USD|EUR|GBP)\s?)?"
    rf"(?:(?P<vague>{_VAGUE_WORDS})|(?P<parts>{_PARTS})|(?P<digits>{_NUMBER})|(?P<words>{_WORDS}))",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\d|[½¼¾⅓⅔⅛]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty"
    r"|hundreds?|thousands?|illions?|dozens?|scores|half|halves|thirds?|quarters?|couple|[fx]ths?)\b",
    re.IGNORECASE,
)

_AT_LEAST = (
    r"more\s+than|over|at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|upwards?\s+of"
    r"|exceed(?:s|ed|ing)?|above|in\s+excess\s+of|a\s+minimum\s+of|greater\s+than|surpass(?:es|ed"
    r"|ing)|top(?:ped|ping|s)|past|beyond|minimum"
)
_AT_MOST = (
    r"up\s+to|as\s+(?:many|much)\s+as|at\s+most|no\s+more\s+than|not\s+more\s+than|fewer\s+than"
    r"|less\s+than|under|below|a\s+maximum\s+of|a\s+max\s+of|maximum"
)
_ROUGH = (
    r"about|around|roughly|some|approximately|approx\.?|an?\s+estimated|estimated|circa|ca?\.|~|≈"
    r"|or\s+so|somewhere\s+around|in\s+the\s+region\s+of|an?\s+reported|more\s+or\s+less"
)
_NEARLY = r"nearly|almost|close\s+to|just\s+(?:under|below)|approaching|just\s+shy\s+of"
_BEFORE = re.compile(
    rf"(?:\b(?P<nearly>{_NEARLY})|\b(?P<low>(?:just\s+|well\s+)?(?:{_AT_LEAST}))"
    rf"|\b(?P<high>{_AT_MOST})|(?:\b|(?=[~≈]))(?P<rough>{_ROUGH}))"
    r"\s*(?:(?:a|an|the|another|their|his|its|first|last|past|total\s+of|some|about|around)\s+)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<low>\+|[\s-]plus\b|\s+(?:or|and)\s+(?:more|above|higher|older|over)\b|\s+at\s+least\b)"
    r"|(?P<high>\s+(?:or|and)\s+(?:fewer|less|under|below|younger)\b|\s+at\s+most\b)"
    r"|(?P<rough>\s+or\s+so\b|-?odd\b|-?ish\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s?(?P<sep>[-–—]|to|and|or)\s?$|\s(?P<wide>to|and|or)\s$|\s(?:and|to)\s(?:as\s+(?:many|much)"
    r"\s+as|up\s+to)\s$",
    re.IGNORECASE,
)
_RANGE_LEAD = re.compile(r"\b(?P<lead>between|from|anywhere\s+from)\s+$", re.IGNORECASE)

_PERCENT = re.compile(r"\s?%|[\s-](?:percent|per\s?cent|pct)\b(?!age)", re.IGNORECASE)
_POINTS = re.compile(r"[\s-](?:(?P<p>percentage|basis)[\s-])?points?\b", re.IGNORECASE)
_AGE = re.compile(r"[\s-]years?[\s-]olds?\b|[\s-]months?[\s-]olds?\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:\baged?|\bage\s+of)\s+$|[A-Z][\w’'-]+,\s+$")
_AGE_AFTER = re.compile(r"\s?(?:,|\)|\.(?=\s|$)|$)")
_CLOCK = re.compile(r":\d\d|\s?(?:[ap]\.?m\b|o['’]clock|hours?\s+GMT)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|s\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:No|Nos|Number|Article|Section|Chapter|Flight|Highway|Route|Interstate|Room|Apollo"
    r"|Boeing|Airbus|Windows|Channel|Level|Phase|Type|Title|Resolution|Proposition|Prop|Amendment"
    r"|Rule|Page|Tier|Grade|District|Precinct|Ward|Unit|Pier|Gate|Terminal|Line|Exit|World\s+War"
    r"|Super\s+Bowl|Act|Bill|Form|Part|Volume|Episode|Season|Chapter|Stage|Group|Formula|Class"
    r"|Area|Zone|Building|Block|Apartment|Suite|Box|Figure|Table|Step|Day|Week|Game|Round"
    r"|magnitude-)\.?\s*#?|[#@/\\:_]|[A-Za-z]-|[A-Za-z.])$"
)
_LABELS = frozenset({"magnitude"})
_MAGNITUDE = re.compile(r"\bmagnitude(?:\s+of)?[\s-]+$", re.IGNORECASE)
_UNIT_WORD = re.compile(r"[\s-]+([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_UNIT_STOP = STOP_WORDS - {"more", "other", "others", "such"} | word_set("""
    killed died injured wounded arrested sent reported dead missing last first next
    """)
_IRREGULAR_PLURALS = word_set("""
    people men women children police troops feet teeth mice cattle personnel staff aircraft
    servicemen servicewomen policemen lawmen gunmen firefighters spokesmen businessmen
    congressmen fishermen countrymen sheep deer fish crew
    """)
_SKIPPED_UNIT_WORDS = frozenset({"of", "the", "more", "other", "such", "those", "these", "its"})
_SINGULAR_UNITS = word_set("""
    kilometre kilometer km mile meter metre m cm mm foot inch yard acre hectare ton tonne kg
    kilogram gram pound ounce litre liter gallon barrel mph kph knot degree hour minute second
    day week month year decade century night percent mw gw kw watt megawatt gigawatt point
    """)


def quantities(text: str, *, skip: Sequence[TimeRef] = ()) -> tuple[Quantity, ...]:
    """The quantities ``text`` states, in order.

    Args:
        text: any text.
        skip: stretches already read as days and years; numbers inside them are not quantities.
    """
    if not _HINT.search(text):
        return ()
    figures = [
        figure
        for match in _FIGURE.finditer(text)
        if (figure := _figure(match, text, skip)) is not None
    ]
    return tuple(_joined(figures, text))


class _Figure:
    """One number as written: its words' place, its value and what bounds the words themselves."""

    __slots__ = ("approximate", "end", "high", "low", "scaled", "start", "unit", "value")

    def __init__(self, start: int, end: int, value: float) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.low = value
        self.high = value
        self.approximate = False
        self.unit: str | None = None
        self.scaled = 1.0


def _figure(match: re.Match[str], text: str, skip: Sequence[TimeRef]) -> _Figure | None:
    start, end = match.span()
    if any(ref.start < end and start < ref.end for ref in skip):
        return None
    figure = _read(match, text)
    if figure is None:
        return None
    sign = (match["sign"] or "").strip().lower()
    if sign:
        figure.unit = _CURRENCY_SIGNS.get(sign, sign)
    return figure


def _read(match: re.Match[str], text: str) -> _Figure | None:
    if match["digits"]:
        return _digits(match, text)
    if match["words"]:
        return _in_words(match, text)
    if match["vague"]:
        return _vague(match)
    return _part(match)


def _digits(match: re.Match[str], text: str) -> _Figure | None:
    start, end = match.start("digits"), match.end()
    before = text[max(0, start - 14) : start]
    if not match["sign"] and _LABEL.search(before):
        return None
    if _CLOCK.match(text, end) or _ORDINAL.match(text, end):
        return None
    if end < len(text) and (
        text[end].isalpha() or (text[end] in ".,:/" and text[end + 1 : end + 2].isdigit())
    ):
        return None
    raw = match["digits"].lower()
    found = re.match(_DIGITS, raw)
    value = float(found.group().replace(",", "")) if found else 0.0
    rest = raw[found.end() :] if found else raw
    for glyph, part in _GLYPHS.items():
        if glyph in rest:
            value += part
    fraction = re.match(r"\s([1-9])/([2-9])", rest)
    if fraction:
        value += int(fraction[1]) / int(fraction[2])
    figure = _Figure(match.start(), end, value)
    scale = 1.0
    for word in re.findall(r"[a-z]+", rest):
        scale *= _SCALES.get(word) or _SHORT.get(word) or 1.0
    _scale(figure, scale, decimals=len(found.group().partition(".")[2]) if found else 0)
    return figure


def _scale(figure: _Figure, scale: float, *, decimals: int) -> None:
    """Apply a scale word: "1.5 million" is known to its last digit, not to the unit."""
    figure.value *= scale
    half = scale * 10.0**-decimals / 2 if scale >= 1000 else 0.0
    figure.low, figure.high = figure.value - half, figure.value + half
    figure.scaled = scale


def _in_words(match: re.Match[str], text: str) -> _Figure | None:
    raw = match["words"].lower()
    if raw == "one" and not _counts_one(match, text):
        return None
    value = _word_value(raw)
    return _Figure(match.start(), match.end(), value)


def _counts_one(match: re.Match[str], text: str) -> bool:
    """Whether "one" is a number here: before a noun, not "one of", "no one", "this one"."""
    following = _UNIT_WORD.match(text, match.end())
    if following is None or following[1].lower() in STOP_WORDS:
        return False
    before = text[max(0, match.start() - 8) : match.start()].split()
    return not before or before[-1].lower() not in {"no", "this", "that", "any", "every", "each"}


def _word_value(raw: str) -> float:
    """The value of number words: "twenty-one", "three hundred and five", "a million"."""
    half = " and a half" in raw
    raw = raw.replace(" and a half", "")
    total = current = last_scale = 0.0
    for word in re.findall(r"[a-z]+", raw):
        if word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
            last_scale = 100.0
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current, last_scale = 0.0, _SCALES[word]
    value = total + current
    return value + (last_scale or 1) / 2 if half else value


def _vague(match: re.Match[str]) -> _Figure:
    raw = " ".join(match["vague"].lower().replace("-", " ").split()).removeprefix("many ")
    figure = _Figure(match.start(), match.end(), 0.0)
    scale = next((size for word, size in _SCALES.items() if raw.endswith(word)), 1.0)
    if raw in _VAGUE:
        figure.low, figure.high = _VAGUE[raw]
    elif "half" in raw:
        figure.value = scale / 2
        figure.low = figure.high = figure.value
        return figure
    elif "couple" in raw:
        figure.low, figure.high = 2 * scale, 3 * scale
    else:
        figure.low, figure.high = 2 * scale, 9 * scale
    figure.value = (figure.low * figure.high) ** 0.5
    figure.approximate = True
    return figure


def _part(match: re.Match[str]) -> _Figure | None:
    words = re.findall(r"[a-z]+", match["parts"].lower())
    parts = _FRACTION_PARTS.get(words[-1]) or _FRACTION_PARTS.get(words[-1].removesuffix("s"))
    if parts is None:
        return None
    count = _ONES.get(words[0], 1) if len(words) > 1 else 1
    return _Figure(match.start(), match.end(), count / parts)


def _joined(figures: list[_Figure], text: str) -> list[Quantity]:
    """Figures with their bounds and units, ranges made one."""
    found: list[Quantity] = []
    at = 0
    while at < len(figures):
        figure = figures[at]
        following = figures[at + 1] if at + 1 < len(figures) else None
        if following and _is_range(figure, following, text):
            found.append(_as_range(figure, following, text))
            at += 2
            continue
        if following and text[figure.end : following.start] in {"-", "–"}:
            found += [_as_score(figure), _as_score(following)]
            at += 2
            continue
        found.append(_finished(figure, text))
        at += 1
    return found


def _is_range(one: _Figure, two: _Figure, text: str) -> bool:
    between = text[one.end : two.start]
    if len(between) > 14 or one.approximate or two.approximate:
        return False
    leads = _RANGE_LEAD.search(text[max(0, one.start - 15) : one.start])
    gap = between.strip().lower()
    low = one.value * (two.scaled if one.scaled == 1 and one.value < two.value else 1)
    if low >= two.value and not one.value < two.value:
        return False
    if leads:
        return gap in {"and", "to", "-", "–"}
    if gap in {"to", "or"}:
        return True
    if gap in {"-", "–", "—"}:
        return _unit(two, text) is not None or one.unit is not None
    return False


def _as_range(one: _Figure, two: _Figure, text: str) -> Quantity:
    if one.scaled == 1 and two.scaled > 1 and one.value * two.scaled < two.value:
        one.value *= two.scaled
    two.unit = two.unit or one.unit
    lead = _RANGE_LEAD.search(text[max(0, one.start - 15) : one.start])
    start = one.start - (len(lead.group()) if lead else 0)
    return Quantity(
        (one.value + two.value) / 2,
        one.value,
        two.value,
        _unit(two, text),
        False,
        start,
        two.end,
    )


def _as_score(figure: _Figure) -> Quantity:
    return Quantity(
        figure.value, figure.value, figure.value, "score", False, figure.start, figure.end
    )


def _finished(figure: _Figure, text: str) -> Quantity:
    start, end = figure.start, figure.end
    lead_from = max(0, start - 40)
    before = _BEFORE.search(text[lead_from:start])
    after = _AFTER.match(text, end)
    if before:
        start = lead_from + before.start()
        _bound(figure, before.lastgroup)
    elif after:
        end = after.end()
        _bound(figure, after.lastgroup)
    figure.end = end
    unit = _unit(figure, text)
    value, low, high = (round(number, 9) for number in (figure.value, figure.low, figure.high))
    return Quantity(value, low, high, unit, figure.approximate, start, end)


def _bound(figure: _Figure, kind: str | None) -> None:
    if kind == "low":
        figure.high = inf
        figure.low = figure.value
    elif kind == "high":
        figure.low = -inf
        figure.high = figure.value
    elif kind == "nearly":
        figure.approximate = True
        figure.low, figure.high = figure.value * (1 - ROUGHLY), figure.value
    else:
        figure.approximate = True
        figure.low = min(figure.low, figure.value * (1 - ROUGHLY))
        figure.high = max(figure.high, figure.value * (1 + ROUGHLY))


def _unit(figure: _Figure, text: str) -> str | None:
    """What a figure counts: money, percent, points, an age, or the noun after it."""
    end = figure.end
    if _PERCENT.match(text, end):
        return "percent"
    if figure.unit:
        return figure.unit
    if _AGE.match(text, end) or (
        0 < figure.value < 120
        and _AGE_BEFORE.search(text[max(0, figure.start - 30) : figure.start])
        and _AGE_AFTER.match(text, end)
    ):
        return "age"
    points = _POINTS.match(text, end)
    if points:
        return f"{points['p'].lower()} point" if points["p"] else "point"
    if _MAGNITUDE.search(text[max(0, figure.start - 24) : figure.start]):
        return "magnitude"
    return _noun(text, end, one=figure.value == 1 or text[end : end + 1] == "-")


def _noun(text: str, end: int, *, one: bool) -> str | None:
    """The stem of the noun counted: the first plural within five words, before any verb."""
    at = end
    first: str | None = None
    for _ in range(6):
        found = _UNIT_WORD.match(text, at)
        if found is None:
            break
        word = found[1]
        lower = word.lower().removesuffix("'s").removesuffix("’s")
        at = found.end()
        if first is None and lower in _SKIPPED_UNIT_WORDS:
            continue
        currency = _CURRENCY_NAMES.get(lower) or _CURRENCY_NAMES.get(lower.removesuffix("s"))
        if currency and (lower.endswith("s") or lower in {"won", "yen", "yuan", "renminbi"}):
            return currency
        if first is None and lower in _CODE_SET:
            return lower
        if lower in _UNIT_STOP:
            break
        if lower in _SINGULAR_UNITS or _is_plural(lower):
            return stem(lower.rpartition("-")[2])
        first = first or lower
    return stem(first) if one and first else None


def _is_plural(word: str) -> bool:
    if word in _IRREGULAR_PLURALS or word.endswith(("men", "people")):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
