"""The headline an article opens with, if its text carries one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.intake import bylines, outlets
from index.intake.cleaning import lines
from index.intake.units import Unit

_TOP = 6
_LONGEST = 150
"""Code points. Lead sentences printed without a stop are longer."""

_TAG = re.compile(r"[\[【〔<(](?P<tag>[^\[\]【】〔〕<>()]{1,30})[\]】〕>)]\s*")
_ENDS_A_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!:;,。]['\"”’)\]]*$")
_HOLDS_A_STOP = re.compile(
    r"(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\b[A-Z])(?<!\b[A-Z][a-z])"
    r"[.!?]['\"”’)]*\s+[|A-Z“\"]"
)
_SUMMARY = re.compile(r"(?:story highlights|key (?:points|takeaways))\b", re.IGNORECASE)
_LABEL = re.compile(r"(?:title|headline|subject|제목)\s*:\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline: the index of its unit, its words, and the tag in brackets before it."""

    unit: int
    title: str
    tag: str | None


def find(units: Sequence[Unit]) -> Headline | None:
    """The headline among the first units.

    It is short, one sentence without a stop, and longer text follows it. Chrome before it is
    passed over; reporting before it means that there is none.
    """
    for place, unit in enumerate(units[:_TOP]):
        if lines.kind(unit.text, at_edge=True):
            continue
        tagged = _TAG.match(unit.text)
        words = unit.text[tagged.end() :] if tagged else unit.text
        if label := _LABEL.match(words):
            words = words[label.end() :]
        if not _fits(words, units[place + 1 :]):
            return None
        return Headline(place, words, tagged["tag"] if tagged else None)
    return None


def _fits(words: str, after: Sequence[Unit]) -> bool:
    if len(words) > _LONGEST or _ENDS_A_SENTENCE.search(words) or _HOLDS_A_STOP.search(words):
        return False
    if _SUMMARY.match(words) or outlets.dateline(words) or bylines.are_names(words):
        return False
    spaced = words.isascii()
    if sum(map(str.isalpha, words)) < 6 or (spaced and len(words.split()) < 3):
        return False
    return max((len(unit.text) for unit in after), default=0) > len(words)
