"""Numbers as written, in digits and English words, to values. Knows nothing of units or bounds.

Also tells numbers from what only looks like one: years and days (given by the caller), clock
times, ordinals, labels ("Flight 370", "Article 5"), code names ("F-16").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.claims.listing import word_list, word_set
from index.claims.words import STOP_WORDS, letters, places
from index.model import Span

ONES = {
    word: number
    for number, word in enumerate(
        word_list("""
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen
        """)
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        word_list("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
KNOWN = 0.1
"""How far, at most, a figure before a scale word is left open: nobody has 1.5 million for a
million."""

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

_WORD_NUMBER = (
    "(?:(?:" + "|".join([*TENS, *sorted(ONES, key=len, reverse=True)]) + ")"
    r"|(?:an?\s+)?(?:hundred|thousand|million|billion|trillion|dozen))"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
_SIGN = r"(?:(?:US|AU?|CA?|NZ|HK|S|R)?\$|[€£¥₩₹₽₺₪₴₦]|(?<![a-z])Rs\.?(?=\s?\d))"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)"
_NUMBER = (
    r"(?:" + _DIGITS + r"(?:[\s-]?[½¼¾⅓⅔⅛]|\s[1-9]/[2-9]\b)?|[½¼¾⅓⅔⅛])"
    r"(?:(?:[\s-]?" + _SCALE + r"s?\b)+|\s?(?:k|mn|mln|m|bn|b|trn|tn)\b(?!['’]))?"
)
_WORDS = (
    _WORD_NUMBER + r"(?:(?:[\s-]+|(?<=red|and|ion)\s+and\s+)(?:" + _WORD_NUMBER + r"))*\b"
    r"(?:\s+and\s+a\s+half(?:\s+" + _SCALE + r"\b)?)?"
)
_VAGUE_WORDS = (
    r"(?:(?:tens|hundreds)\s+of\s+(?:thousands|millions)|(?:many\s+)?(?:dozens|scores(?=\s+of)"
    r"|hundreds|thousands|millions|billions)|(?:several|a\s+few|many|a\s+couple(?:\s+of)?)\s+"
    + _SCALE
    + r"|(?:a\s+)?couple\s+of(?=\s+[a-z])|(?:a\s+)?half[\s-]?(?:a[\s-])?(?:dozen|million"
    r"|billion|hundred|trillion))\b"
)
_PARTS = (
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?"
    r"(?:half|halves|thirds?|quarters?|(?:four|fif|six|seven|eigh|nin|ten)ths?)"
    r"(?=[\s-](?:of|point|percentage|per|an?\b|the\b|as\b|its\b|his\b|their\b))"
    r"|(?:two\sthirds|(?:two|three|four)\sfifths)\b"
    r"|(?:one|two|three|four|five|six|seven|eight|nine)-(?:thirds?|quarters?|(?:four|fif|six|seven"
    r"|eigh|nin|ten)ths?)\b"
)
_FIGURE = re.compile(
    rf"(?P<sign>{_SIGN}\s?|(?:USD|EUR|GBP)\s?)?"
    rf"(?:(?P<vague>{_VAGUE_WORDS})|(?P<parts>(?:{_PARTS}))|(?P<digits>{_NUMBER})|(?P<words>{_WORDS}))",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:(?<![a-z])(?:US|AU?|CA?|NZ|HK|S|R))?\$|[€£¥₩₹₽₺₪₴₦]|(?<![a-z])Rs\.?(?=\s?\d)|\d"
    r"|(?<![\w.])\.(?=\d)|[½¼¾⅓⅔⅛]",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[\d½¼¾⅓⅔⅛]")
_WORD = re.compile(r"[a-z]+")
_TRIGGERS = (
    frozenset(ONES)
    | TENS.keys()
    | SCALES.keys()
    | {scale + "s" for scale in SCALES}
    | word_set("""
    half halves third thirds quarter quarters fourths fifth fifths sixths tenths tens scores couple
    several many
    """)
)
_STARTERS = _TRIGGERS | {"usd", "eur", "gbp"}
_ARTICLES = frozenset({"a", "an"})
_AFTER_ARTICLE = _TRIGGERS | word_set("few fourth sixth seventh eighth ninth tenth")
_ARTICLE = re.compile(r"an?(?![a-z])", re.IGNORECASE)
_A_FEW = re.compile(
    r"an?\s+(?:few\s+|couple\s+|half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|hundred|thousand|million|billion|trillion|dozen)",
    re.IGNORECASE,
)
_NOT_COUNTED_BY_ONE = STOP_WORDS | word_set("another time day hand thing side point way")
"""What follows "one" in phrases that count nothing: "one another", "on the one hand"."""

_PERIOD_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|final|last|next|this|each|every|per|past|previous|current"
    r"|same|that)\s+$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"[A-Z]\w*\s(?:of\s)?$")
_CLOCK = re.compile(r":\d\d|\s?(?:[ap]\.m\b|[ap]m\b|o['’]clock|hours?\s+GMT)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:Nos?|Number|Article|Section|Chapter|Flight|Highway|Route|Interstate|Room|Apollo"
    r"|Boeing|Airbus|Windows|Channel|Level|Phase|Type|Title|Resolution|Proposition|Prop|Amendment"
    r"|Rule|Page|Tier|Grade|District|Precinct|Ward|Unit|Pier|Gate|Terminal|Line|Exit|War|Bowl|Act"
    r"|Form|Part|Volume|Episode|Season|Stage|Group|Formula|Class|Area|Zone|Building|Block|Apartment"
    r"|Suite|Box|Figure|Table|Step|Day|Week|Game|Round|page|chapter|verse|number)\.?\s*#?"
    r"|[#@/\\:_]|[A-Za-z]-|[A-Za-zÀ-ɏ]|\w\.)$"
)
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_GLUED_ON = re.compile(rf"(?![{_CJK}])[^\W\d_]|[.,:/]\d")
_CJK_SCALES = {
    "천": 1e3,
    "千": 1e3,
    "만": 1e4,
    "万": 1e4,
    "萬": 1e4,
    "억": 1e8,
    "亿": 1e8,
    "億": 1e8,
}
_CJK_SCALES |= {"조": 1e12, "兆": 1e12}
_CJK_NUMBER = re.compile(r"(?:\d[\d,.]*\s?[천千만万萬억亿億조兆]+\s?)+(?:\d[\d,.]*)?")
_CJK_PART = re.compile(r"(\d[\d,.]*)\s?([천千만万萬억亿億조兆]*)")
_CODE_NAME = re.compile(r"\b[A-Z]{2,6}\s$")
_LENGTH_AFTER = re.compile(r"\s(?:tall|high|deep|wide|long|away|wave|from|above|below)\b")


@dataclass(slots=True)
class Figure:
    """One number as written: where it stands, its value, and what its own words leave open.

    ``scaled`` is the scale word's factor, 1 without one; ``unit`` a currency sign before it.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    approximate: bool = False
    scaled: float = 1.0
    unit: str | None = None


def figures(text: str, skip: Sequence[Span]) -> Iterator[Figure]:
    """The numbers of ``text`` in order, outside the stretches in ``skip``."""
    at = 0
    for start in _starts(text):
        if start < at:
            continue
        match = _FIGURE.match(text, start)
        if match is None:
            continue
        far = None if text.isascii() else _CJK_NUMBER.match(text, start)
        if far is not None:
            at = far.end()
            yield _far_eastern(far)
            continue
        covering = next((ref for ref in skip if ref.start < match.end() and start < ref.end), None)
        if covering is not None:
            at = covering.end
            continue
        at = match.end()
        figure = _read(match, text)
        if figure is not None:
            figure.unit = (match["sign"] or "").strip().lower() or None
            yield figure


def _far_eastern(match: re.Match[str]) -> Figure:
    """A number with the scales of Chinese, Japanese and Korean: "1만 2천", "3.5億"."""
    value = scale = 0.0
    for digits, scales in _CJK_PART.findall(match.group()):
        factor = 1.0
        for sign in scales:
            factor *= _CJK_SCALES[sign]
        value += float(digits.rstrip(".,").replace(",", "") or 0) * factor
        scale = max(scale, factor)
    end = match.start() + len(match.group().rstrip())
    return Figure(match.start(), end, value, value, value, scaled=scale)


def _starts(text: str) -> list[int]:
    """Where a number can begin: at digits, currency signs, and the number words of the text."""
    spelled = letters(text)
    if not _DIGIT.search(text) and _TRIGGERS.isdisjoint(spelled):
        return []
    starts = [found.start() for found in _START.finditer(text)]
    starters = _STARTERS & spelled
    if not _AFTER_ARTICLE.isdisjoint(spelled):
        starters |= _ARTICLES & spelled
    starts += [start for start in places(text, starters) if _is_start(text, start)]
    starts.sort()
    return starts


def _is_start(text: str, start: int) -> bool:
    """Whether a number word begins a number here, and is no part of another word or of a name."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
        return False
    if text[start - 1 : start] == "-" and text[max(0, start - 2)].isalpha():
        return False
    if text[start].isupper() and _NAMED_BEFORE.search(text[max(0, start - 24) : start]):
        return False
    return _ARTICLE.match(text, start) is None or _A_FEW.match(text, start) is not None


def _read(match: re.Match[str], text: str) -> Figure | None:
    if match["digits"]:
        return _in_digits(match, text)
    if match["words"]:
        return _in_words(match, text)
    if match["vague"]:
        return _vague(match)
    return _part(match, text)


def _exactly(match: re.Match[str], value: float) -> Figure:
    return Figure(match.start(), match.end(), value, value, value)


def _in_digits(match: re.Match[str], text: str) -> Figure | None:
    start, end = match.start("digits"), match.end()
    if not match["sign"] and _LABEL.search(text[max(0, start - 14) : start]):
        return None
    if _CLOCK.match(text, end) or _ORDINAL.match(text, end) or _GLUED_ON.match(text, end):
        return None
    raw = match["digits"].lower()
    if raw.isdigit() and _CODE_NAME.search(text[max(0, start - 8) : start]):
        return None
    found = re.match(_DIGITS, raw)
    written = found.group().replace(",", "") if found else "0"
    rest = raw[found.end() :] if found else raw
    value = float(written) + sum(part for glyph, part in _GLYPHS.items() if glyph in rest)
    fraction = re.match(r"\s([1-9])/([2-9])", rest)
    if fraction:
        value += int(fraction[1]) / int(fraction[2])
    scale = 1.0
    for word in _WORD.findall(rest):
        scale *= SCALES.get(word.rstrip("s")) or _SHORT.get(word) or 1.0
    if rest.strip() == "m" and not match["sign"] and _LENGTH_AFTER.match(text, end):
        scale = 1.0
    figure = _exactly(match, value * scale)
    figure.scaled = scale
    if scale >= 1000:
        half = min(scale * 10.0 ** -len(written.partition(".")[2]) / 2, figure.value * KNOWN)
        figure.low, figure.high = figure.value - half, figure.value + half
    return figure


def _in_words(match: re.Match[str], text: str) -> Figure | None:
    raw = match["words"].lower()
    if raw == "one" and not _counts_one(match, text):
        return None
    if _GLUED_ON.match(text, match.end()):
        return None
    value, scale = word_value(raw)
    figure = _exactly(match, value)
    figure.scaled = scale
    return figure


def _counts_one(match: re.Match[str], text: str) -> bool:
    """Whether "one" is a number here: before a noun, not "one of", "no one", "this one"."""
    following = re.match(r"[\s-]+([^\W\d_]+)", text[match.end() : match.end() + 30])
    if following is None or following[1].lower() in _NOT_COUNTED_BY_ONE:
        return False
    before = text[max(0, match.start() - 8) : match.start()].split()
    return not before or before[-1].lower() not in {"no", "this", "that", "any", "every", "each"}


def word_value(raw: str) -> tuple[float, float]:
    """The value of number words and their largest scale: "twenty-one" is (21, 1)."""
    half = " and a half" in raw
    raw = raw.replace(" and a half", "")
    total = current = 0.0
    scale = 1.0
    for word in _WORD.findall(raw):
        if word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
            scale = max(scale, 100.0)
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current, scale = 0.0, max(scale, SCALES[word])
    return total + current + (scale / 2 if half else 0.0), scale


def _vague(match: re.Match[str]) -> Figure:
    raw = " ".join(match["vague"].lower().replace("-", " ").split()).removeprefix("many ")
    scale = next((size for word, size in SCALES.items() if raw.endswith(word)), 1.0)
    if "half" in raw:
        return _exactly(match, scale / 2)
    if raw in _VAGUE:
        low, high = _VAGUE[raw]
    elif "couple" in raw:
        low, high = 2 * scale, 3 * scale
    else:
        low, high = 2 * scale, 9 * scale
    value = round((low * high) ** 0.5, 6)
    return Figure(match.start(), match.end(), value, low, high, approximate=True, scaled=scale)


def _part(match: re.Match[str], text: str) -> Figure | None:
    start = match.start()
    if _PERIOD_BEFORE.search(text[max(0, start - 12) : start]):
        return None
    words = _WORD.findall(match["parts"].lower())
    parts = _FRACTION_PARTS.get(words[-1]) or _FRACTION_PARTS.get(words[-1].removesuffix("s"))
    if parts is None:
        return None
    count = ONES.get(words[0], 1) if len(words) > 1 else 1
    return _exactly(match, count / parts)
