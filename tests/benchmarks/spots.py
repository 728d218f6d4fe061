"""Where sentences can be changed: numbers, days and names found by patterns of their own.

What is changed is what two sentences share and each has once, so that a change sets them apart.
"""

import random
import re
from collections.abc import Callable

from index.claims.titles import TITLES
from index.claims.words import STOP_WORDS
from tests.benchmarks.replacements import DAYS, GIVEN, MONTHS, ORGANISATION, PLACED

PUBLISHED = "2013-05-15"
LATER = "2013-05-17"
NEXT_YEAR = "2014-05-20"

Change = Callable[[str, str, random.Random], str | None]
"""Makes another second sentence of two, or ``None`` where it cannot."""

DAY = re.compile(r"\b(?:" + "|".join(DAYS) + r")\b")
DATE = re.compile(r"\b(" + "|".join(MONTHS) + r")(\.?) (\d{1,2})\b(?!,? \d{4})(?![\d,]*\d)")
FULL_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?= \d|, \d{4}|\.|$| (?:and|after|before|when|to|by|with|at) )"
)
MONEY_SCALE = re.compile(r"(?<=\d )(million|billion)\b")
YEAR = re.compile(r"\b(?:in|since|of|by|until) ((?:19|20)\d\d)\b(?! (?:people|troops|jobs))")
PLAIN = re.compile(
    r"(?<![\w$€£.,:/#'’-])(?!(?:1[5-9]|20)\d\d\b)(?<!Oct )(?<!ber )(?<!ary )(?<!uly )(?<!une )"
    r"(?<!ust )(?<!rch )(?<!ril )(?<!May )(\d{1,3}(?:,\d{3})+|\d{1,4})(?![\w%:/,.'’-]*\d)"
    r"(?=[ -](?!only\b)[a-z])(?! (?:to|or|and) [$\d])"
    r"(?! (?:percent|per cent|pct|a\.m|p\.m|million|billion|trillion))"
)
WORD_NUMBER = re.compile(
    r"(?<![\w-])(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
    r"(?= (?!of|percent|million|billion|hundred|thousand|dozen)[a-z]{3,})"
)
SHARE = re.compile(r"(?<![\w$.,-])(\d+(?:\.\d+)?)(?= ?(?:percent|per cent|pct|%))")
MONEY = re.compile(r"(?<=\$)(\d+(?:[.,]\d+)*)(?=(?: (?:million|billion|trillion)|[ ,.]))")
LARGE = re.compile(r"(?<![\w$€£.,])(\d+(?:\.\d+)?)(?= (?:million|billion|trillion))")
PEOPLE = re.compile(r"kill|dead|die|injur|wound|hurt|missing", re.IGNORECASE)
FIGURE = re.compile(r"\d[\d,.]*\d|\d")
CAPITALS = re.compile(
    r"(?<!\. )(?<!^)\b([A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+)+)\b(?!['’]s? [A-Z])"
    r"(?! [A-Z])(?! (?:of|de) [A-Z])"
)
OF_NAME = re.compile(r"\b(?!In|At|From|By|To|On|For)[A-Z][\w.]+ (?:of|for|and|&) (?:the )?$")
AGE = re.compile(r"\b(\d{2})(?=-year-old)")
ACTIVE = re.compile(
    r"^(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)*)(?P<did> (?:sued|beat|accused|attacked|defeated"
    r"|criticized|praised|acquired|bought|met|killed|shot|arrested|fired|replaced|blamed|warned|urged|invaded"
    r"|bombed|threatened|endorsed|denounced|appointed|named|succeeded|edged|overtook|backed"
    r"|rejected|banned|fined|raided|hit|struck) )"
    r"(?P<whom>[A-Z][a-z]+(?: [A-Z][a-z]+)*)(?P<rest>\b.*)$"
)
NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|could|should|can)\b(?! not| only)(?= [a-z])"
)
DENIED = re.compile(r"\b(?:not|no|never|without)\b|n['’]t")
BOUND = re.compile(
    r"(?:than|least|to|about|some|the|an?|of|nearly|over|between|and|until|from|as many as|-) $",
    re.IGNORECASE,
)


def shared(pattern: re.Pattern[str], a: str, b: str) -> re.Match[str] | None:
    """What the pattern finds just once in each, alike in both: its place in the second."""
    here = [found[1] for found in pattern.finditer(a)]
    there = [found for found in pattern.finditer(b) if here.count(found[1]) == 1]
    alone = [f for f in there if sum(f[1] == g[1] for g in pattern.finditer(b)) == 1]
    return alone[0] if alone else None


def put(b: str, found: re.Match[str], text: str) -> str:
    return b[: found.start(1)] + text + b[found.end(1) :]


def stands_free(text: str, found: re.Match[str]) -> bool:
    """Whether a bound or a range can take a number's place: it has none, and counts something."""
    after = text[found.end() :]
    return not (BOUND.search(text[: found.start()]) or re.match(r"-| years from now", after))


def is_person(name: str) -> bool:
    words = name.split()
    return words[0] in GIVEN and not PLACED.search(name) and not ORGANISATION.search(name)


def is_plain(name: str) -> bool:
    """Whether this is a name alone, without a title or the beginning of a sentence."""
    words = [word.lower().strip(".") for word in name.split()]
    return len(words) <= 3 and not any(word in TITLES or word in STOP_WORDS for word in words)


def follows_name(text: str, start: int) -> bool:
    """Whether a word with a capital stands right before, which the name then is a part of."""
    if OF_NAME.search(text[:start]):
        return True
    before = re.search(r"(\S+) $", text[:start])
    if not before:
        return text[max(0, start - 1) : start] in tuple("'’-&")
    word = before[1]
    return word[0].isupper() and word.lower() not in STOP_WORDS and word[-1] not in ",;:."
