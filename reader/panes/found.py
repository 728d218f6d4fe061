"""What the search pane says about what was found: how many, in which order, what to do else."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from textual.content import Content

from index.asking import Answer, Search
from index.model import FrontPage, Sort
from reader.actions import first_key
from reader.drawing import MUTED, parted
from reader.panes.narrowing import Narrowing
from reader.text import one_line, plural
from reader.work import Found, Misread, Request

ORDERS: Final[Mapping[Sort, str]] = {
    "relevance": "by relevance",
    "date": "newest first",
    "oldest": "oldest first",
    "corroborated": "most corroborated first",
}
"""The orders results can have, in the order a key goes through them, and their names."""

_ASKED: Final = 60
"""Code points of a query that are shown."""

NO_REPORTS: Final = (
    "No reports here yet.\n\n"
    "Leave with q and take some in:\n\n"
    "  secondsource add FOLDER\n\n"
    "or open them directly:\n\n"
    "  secondsource FOLDER"
)
READING: Final = "Reading the files. The reports appear here when they are indexed."


def beginning(front: FrontPage, limit: int) -> Found:
    """The answer to no query at all, as it was kept ready; so many reports of it at most."""
    result = replace(front.result, hits=front.result.hits[:limit])
    answer = Answer(result, front.counts, result.sources, result.dates)
    return Found(Request(Search(), limit, typing=False), answer)


def only_begins(before: Found | None, found: Found) -> bool:
    """Whether the last word is none of its own but begins words, which are listed already."""
    return (
        before is not None
        and before.request.typing
        and before.request.search == found.request.search
        and bool(before.answer.result.hits)
        and not found.answer.result.hits
    )


def note(found: Found, narrowing: Narrowing, keymap: Mapping[str, str]) -> Content:
    """How many were found, how they are sorted, what narrows them, what was read differently.

    Args:
        found: what was found.
        narrowing: what narrows it.
        keymap: the user's own keys, by action.
    """
    result, search = found.answer.result, found.request.search
    lines = []
    if result.hits:
        order = ORDERS[search.sort]
        if search.query or narrowing:
            count = f"{plural(result.total, 'report')} {order}"
        else:
            order = ORDERS["date"] if search.sort == "relevance" else order
            count = f"all {plural(result.total, 'report')}, {order}"
        if narrowing:
            count += f" · {narrowing.words}"
        lines.append(Content.styled(count, MUTED))
    lines += [Content.styled(one_line(said), f"italic {MUTED}") for said in result.notes]
    if found.correction and result.hits:
        lines.append(correction(found.correction, keymap))
    return Content("\n").join(lines)


def nothing(
    found: Found, narrowing: Narrowing, keymap: Mapping[str, str], *, reading: bool
) -> Content:
    """Why nothing was found and what to do about it.

    Args:
        found: the answer without hits.
        narrowing: what narrowed it.
        keymap: the user's own keys, by action.
        reading: the library is still being filled.
    """
    asked = one_line(found.request.search.query, _ASKED)
    where = f" within {one_line(narrowing.words, _ASKED)}" if narrowing else ""
    lines = [Content(f"Nothing found for “{asked}”{where}.")]
    if reading:
        lines.append(Content("The reports are still being read and indexed: there may be more."))
    if found.correction:
        lines += [Content(""), correction(found.correction, keymap)]
    clear = f"{first_key('clear-query', keymap)} empties the query"
    if narrowing:
        clear += " and what narrows it"
    ways = f"{clear}, {first_key('query-help', keymap)} shows how to write one."
    return Content("\n").join([*lines, Content(""), Content.styled(ways, MUTED)])


def correction(text: str, keymap: Mapping[str, str]) -> Content:
    """The spelling offered and the key that takes it."""
    return parted(
        [
            Content("Did you mean ") + Content.styled(one_line(text), "bold") + Content("?"),
            Content.styled(first_key("accept-correction", keymap), "bold $text-primary"),
        ]
    )


def misread(misread: Misread, *, scrolled: int, width: int, shown: str | None) -> Content:
    """Where in the query the trouble is, and what it is.

    Args:
        misread: the query and its trouble.
        scrolled: cells the query's beginning is out of view.
        width: cells there are.
        shown: the query whose results are still listed.
    """
    typed, error = misread.request.typed, misread.error
    start = max(error.start - misread.request.offset, 0)
    before = Content(one_line(typed)[:start]).cell_length
    column = min(max(before - scrolled, 0), max(width - 1, 0))
    carets = "^" * max(1, min(error.end - error.start, 20))
    lines = [
        Content.styled(" " * column + carets, "$text-error"),
        Content.styled(one_line(error.problem), "$text-error"),
    ]
    if shown:
        lines.append(Content.styled(f"Below is what “{one_line(shown, 40)}” finds.", MUTED))
    return Content("\n").join(lines)
