"""What narrows the results in the search pane, and how choosing and widening change it.

Plain values: the facets draw them, the pane asks with them.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

from index.asking import Search
from reader.text import UNKNOWN, format_date, one_line

Facet = Literal["source", "date"]
FACETS: Final[tuple[Facet, ...]] = ("source", "date")
_OPENS: Final = (4, 7)
"""Lengths of dates that have finer ones in them: a year's and a month's."""
_LABEL_CELLS: Final = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one facet that results are narrowed to; ``None`` is the unknown one."""

    facet: Facet
    value: str | None

    @property
    def opens(self) -> bool:
        """Whether there are finer values within it: the months of a year, the days of a month."""
        return self.facet == "date" and self.value is not None and len(self.value) in _OPENS

    @property
    def label(self) -> str:
        """The value as the user sees it."""
        if self.value is None:
            return UNKNOWN
        if self.facet == "date":
            return format_date(self.value)
        return one_line(self.value, _LABEL_CELLS)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The values chosen, and the year and month that were opened on the way to finer dates.

    While a year or month is open the dates chosen lie within it, or are just it.
    """

    choices: frozenset[Choice] = frozenset()
    path: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.choices)

    @classmethod
    def of(cls, search: Search) -> "Narrowing":
        """What narrows a search made elsewhere, opened as far as its dates tell."""
        chosen = [Choice("source", value) for value in search.sources]
        chosen += [Choice("date", value) for value in search.dates]
        return cls(frozenset(chosen), _path(search.dates))

    @property
    def within(self) -> str | None:
        """The year or month that is open."""
        return self.path[-1] if self.path else None

    @property
    def words(self) -> str:
        """What is chosen, in words."""
        return ", ".join(sorted(choice.label for choice in self.choices))

    def values(self, facet: Facet) -> tuple[str | None, ...]:
        """What is chosen of one facet, the unknown one first."""
        found = (choice.value for choice in self.choices if choice.facet == facet)
        return tuple(sorted(found, key=lambda value: value or ""))

    def toggled(self, choice: Choice) -> "Narrowing":
        """With a value beside those chosen, or without it where it is one of them."""
        choices = self.choices ^ {choice}
        if choice.facet == "date" and self.within:
            open_one = Choice("date", self.within)
            finer = choices - {open_one}
            choices = finer if _dates(finer) else choices | {open_one}
        return replace(self, choices=choices)

    def opened(self, choice: Choice) -> "Narrowing":
        """Narrowed to a year or month, to choose from the months or days within it."""
        if not choice.opens or choice.value is None:
            return self.toggled(choice)
        others = self.choices - _dates(self.choices)
        return Narrowing(others | {choice}, (*self.path, choice.value))

    def widened(self) -> "Narrowing":
        """Out of the month or year that is open: narrowed to what it lies in."""
        others = self.choices - _dates(self.choices)
        path = self.path[:-1]
        return Narrowing(others | {Choice("date", value) for value in path[-1:]}, path)


def _dates(choices: frozenset[Choice]) -> frozenset[Choice]:
    return frozenset(choice for choice in choices if choice.facet == "date")


def _path(dates: tuple[str | None, ...]) -> tuple[str, ...]:
    """What is to be open so that these dates are seen; nothing where they have little in common."""
    known = [value for value in dates if value]
    if len(known) != len(dates) or not known:
        return ()
    if len(known) == 1 and len(known[0]) in _OPENS:
        return tuple(known)
    months = {value[:7] for value in known}
    return tuple(months) if len(months) == 1 and all(len(value) > 7 for value in known) else ()
