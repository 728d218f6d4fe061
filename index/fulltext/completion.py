"""What a query being typed could go on with: names of fields, outlets of the library, dates."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from index.asking import Completion
from index.fulltext.analysis import fold, raw_tokens
from index.model import FacetCount

FIELDS: Final = ("source", "title", "author", "date")
_FEWEST: Final = 3
"""Letters from which a word may be the beginning of a field's name."""
_MOST: Final = 8
_QUOTES: Final = re.compile('["“”]')
_SPECIAL: Final = re.compile(r"[\s()\"“”:~*,]|^-")
_VALUE: Final = re.compile(
    r'(?:^|[\s(\-])(source|date):("?)([^"\s()]*|(?<=")[^"]*)$', re.IGNORECASE
)
_WORD: Final = re.compile(r"(?:^|[\s(\-])([^\W\d_]+)$")
_DATES: Final = ("today", "yesterday", '"last week"', '"last month"', '"last 7 days"', "unknown")


def complete(
    query: str,
    at: int,
    outlets: Callable[[], tuple[FacetCount, ...]],
    years: Callable[[], tuple[FacetCount, ...]],
) -> Completion | None:
    """What could stand at the cursor instead of what is typed there.

    Args:
        query: as typed.
        at: the cursor, as an offset into it.
        outlets: every outlet of the library with its articles, the most frequent first.
        years: the years it has articles of, the latest first.
    """
    before = query[:at]
    if value := _VALUE.search(before):
        field, quote, begun = value.groups()
        start = value.start(2)
        end = at + 1 if quote and query[at : at + 1] == '"' else at
        named = _outlets(begun, outlets()) if field.lower() == "source" else _dates(begun, years())
        values = tuple(dict.fromkeys(v for v in named if v != query[start:end]))[:_MOST]
        return Completion(start, end, values) if values else None
    if word := _WORD.search(before):
        begun = word[1].lower()
        names = [f"{n}:" for n in FIELDS if len(begun) >= _FEWEST and n.startswith(begun)]
        if names and f"{begun}:" not in names:
            return Completion(word.start(1), at, tuple(names))
    return None


def _outlets(begun: str, outlets: tuple[FacetCount, ...]) -> Iterator[str]:
    """Outlets whose name begins so, then those with another word that does."""
    wanted = fold(begun)
    names = (count.value for count in outlets if count.value and raw_tokens(count.value))
    named = [(name, fold(name)) for name in names]
    for name, folded in named:
        if folded.startswith(wanted):
            yield _written(name)
    for name, folded in named:
        if any(word.startswith(wanted) for word in folded.split()[1:]):
            yield _written(name)
    if "unknown".startswith(wanted) and any(count.value is None for count in outlets):
        yield "unknown"


def _dates(begun: str, years: tuple[FacetCount, ...]) -> Iterator[str]:
    wanted = begun.lower()
    for value in (*_DATES, *(count.value for count in years)):
        if value and value.strip('"').startswith(wanted):
            yield value


def _written(name: str) -> str:
    """A name as it can stand behind a colon."""
    plain = " ".join(_QUOTES.sub(" ", name).split())
    return f'"{plain}"' if _SPECIAL.search(plain) or plain.lower() == "unknown" else plain
