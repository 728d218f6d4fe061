"""The shapes of a claim's normal forms: what the comparison of two claims reads.

Values only. How they are read out of text is the business of ``words``, ``numbers``, ``dates``,
``names`` and ``modality``; ``features`` puts them together. All offsets are code points into the
claim's own text, end exclusive.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.model import Span

Modality = Literal["done", "ongoing", "planned", "possible", "wanted", "denied"]
"""How the claim's event stands to the world, by the claim's own words."""


class Placed:
    """What is said by certain words of the claim."""

    __slots__ = ()
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where these words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity(Placed):
    """A number with what it counts.

    Attributes:
        value: the number itself, scale words applied ("1.5 million" is 1500000.0); the middle of
            a range.
        low: the least the words allow; ``-inf`` for "up to 40".
        high: the most the words allow; ``inf`` for "more than 40".
        unit: stem of the noun counted, "percent", "point", an ISO 4217 code in lower case for
            money, "age", "score"; ``None`` where the text names none.
        approximate: the text itself says that the number is rough ("some", "about", "dozens").
        start: where the words begin, bounds and currency included.
        end: just past the words, unit not included.
    """

    value: float
    low: float
    high: float
    unit: str | None
    approximate: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeRef(Placed):
    """A stretch of days the claim names, both ends included."""

    earliest: date
    latest: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name(Placed):
    """A person, place or organisation as named in the claim, with its normal key."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Features:
    """The normal forms of one claim.

    Attributes:
        words: content words in order, stemmed and accent-folded; no stop words, numbers or
            calendar words; the words of names are among them.
        names: names in order of appearance, with keys that meet within the article.
        quantities: numbers in order of appearance.
        times: days and stretches of days in order of appearance.
        negated: whether the claim denies what its other words say.
        modality: whether its event is done, under way, planned, possible, wanted or denied.
        speaker: normal key of whoever said it, ``None`` for the article's own voice.
    """

    words: tuple[str, ...]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeRef, ...]
    negated: bool
    modality: Modality
    speaker: str | None


def significant(value: float) -> int:
    """The number of significant digits of a figure, up to six: 2 of 1,500."""
    return len(f"{abs(value):.6g}".partition("e")[0].replace(".", "").strip("0"))
