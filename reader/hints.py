"""Hints for who is new here: one for each place, shown once, always to be found in the help."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reader.actions import first_key
from reader.settings import remember, remembered

Place = Literal["query", "results", "article", "claims"]

_SEEN: Final = "hints"
_KEY: Final = re.compile(r"\{([a-z.-]+)\}")


@dataclass(frozen=True, slots=True)
class Hint:
    """What helps in one place; actions named in braces are shown by their keys."""

    place: Place
    words: str

    def text(self, keymap: Mapping[str, str]) -> str:
        """The hint with the keys as they are under a keymap."""
        return _KEY.sub(lambda match: first_key(match[1], keymap), self.words)


HINTS: Final[tuple[Hint, ...]] = (
    Hint(
        "query",
        "Type to search: what is found follows each key. {newer-query} goes there, {query-help} "
        "shows how to write a query, {palette} finds any command.",
    ),
    Hint(
        "results",
        "{down} and {up} look through the reports, {choose} opens one to read it. {narrow} narrows "
        "them by outlet or date, {search} goes back to the query.",
    ),
    Hint(
        "article",
        "{next-claim} and {previous-claim} walk through the claims, {claim-reports} goes to who "
        "else reports one, {mark} marks it. {story} shows the whole story.",
    ),
    Hint(
        "claims",
        "{choose} opens the other reports of a claim, then the passage in one of them; {back} "
        "comes back. {compare} sets both reports side by side.",
    ),
)

_PLACES: Final[Mapping[str, Place]] = {
    "query": "query",
    "results": "results",
    "facets": "results",
    "article": "article",
    "claims-list": "claims",
    "reports-list": "claims",
}


def hint_for(widget: str | None) -> Hint | None:
    """The hint for the part of the screen that has the keys, by its id."""
    place = _PLACES.get(widget or "")
    return next((hint for hint in HINTS if hint.place == place), None)


def seen() -> frozenset[str]:
    """The places whose hints were shown before."""
    return frozenset((remembered(_SEEN) or "").split())


def note_seen(places: frozenset[str]) -> None:
    """Remember that these places' hints were shown."""
    remember(_SEEN, " ".join(sorted(places)))
