"""The headline an article opens with, if its text carries one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.intake import bylines, dates, outlets
from index.intake.units import Unit

_LONGEST = 150
"""Code points. Of the 20,000 headlines looked at (US outlets, 2012 to 2021) all but 0.1 % are
shorter; lead sentences printed without a stop are longer."""

_TAG = re.compile(r"[\[【〔<(](?P<tag>[^\[\]【】〔〕<>()]{1,30})[\]】〕>)]\s*")
_ENDS_A_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!:;,。]['\"”’)\]]*$")
_LABEL = re.compile(r"(?:title|headline|subject|제목)\s*:\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline: the index of its unit, its words, and the tag in brackets before it."""

    unit: int
    title: str
    tag: str | None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when the report appeared, and what else stands on it."""

    published: str
    rest: str


def date_line(line: str) -> DateLine | None:
    """What a line gives as date of publication, if it is one that gives nothing but such facts.

    ``rest`` is what remains of it without the date and the words around dates: a name, a photo
    credit, the name of a programme.
    """
    if len(line) > 120:
        return None
    dated = dates.find(line)
    if dated is None:
        return None
    rest = line[: dated[1]] + " " + line[dated[2] :]
    while again := dates.find(rest):
        rest = rest[: again[1]] + " " + rest[again[2] :]
    rest = " ".join(dates.AROUND_DATES.sub(" ", rest).split()).strip(" \t|·•-–—/,.:;()[]<>")
    if len(rest) > 60 or _ENDS_A_SENTENCE.search(rest) or len(rest.split()) > 6:
        return None
    return DateLine(dated[0], rest)


def find(units: Sequence[Unit]) -> Headline | None:
    """The headline among the first units.

    It is short, has no stop, and more text follows it. Lines of date or author before it are
    passed over. A line in another shape that comes first means that there is none.
    """
    for place, unit in enumerate(units[:6]):
        line = unit.text
        if date_line(line) or bylines.parse(line) or outlets.is_copyright(line):
            continue
        tagged = _TAG.match(line)
        if tagged and tagged.end() == len(line):
            continue
        words = line[tagged.end() :] if tagged else line
        if label := _LABEL.match(words):
            words = words[label.end() :]
        return (
            Headline(place, words, tagged["tag"] if tagged else None)
            if _fits(words, units, place)
            else None
        )
    return None


def _fits(words: str, units: Sequence[Unit], place: int) -> bool:
    if len(words) > _LONGEST or _ENDS_A_SENTENCE.search(words) or outlets.dateline(words):
        return False
    if not any(char.isalpha() for char in words) or len(words.split()) < 2:
        return False
    longest = max((len(unit.text) for unit in units[place + 1 :]), default=0)
    return longest > len(words)
