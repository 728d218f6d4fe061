"""The filter over the list of highlights: what is typed, as a selection of them."""

import re
from collections.abc import Sequence
from typing import Final

from reader.export.gather import Selection
from reader.panes.sheet import COLOURS

_FIELD: Final = re.compile(
    r'(?<!\S)(?:(colour|color|tag|note|source|outlet|is):|(#))("[^"]*"?|\S*)', re.IGNORECASE
)
_NAMES: Final = {"color": "colour", "outlet": "source", "#": "tag"}


def selection(typed: str) -> Selection:
    """Which highlights are meant.

    ``colour:green``, ``tag:ferry`` or ``#ferry``, ``note:words``, ``source:outlet`` and
    ``is:orphan`` look where they say, with quotes around several words; all else is looked for
    in passage, note, tags, title and outlet.
    """
    fields: dict[str, list[str]] = {}
    for match in _FIELD.finditer(typed):
        name = (match[1] or match[2]).lower()
        value = match[3].strip('"').strip()
        if value:
            fields.setdefault(_NAMES.get(name, name), []).append(value)
    colours = frozenset(c for v in fields.get("colour", ()) for c in _colours(v))
    return Selection(
        colours=colours,
        text=" ".join(_FIELD.sub(" ", typed).split()),
        tagged=tuple(fields.get("tag", ())),
        noted=tuple(fields.get("note", ())),
        sources=tuple(fields.get("source", ())),
        orphans_only=any("orphan".startswith(v.lower()) for v in fields.get("is", ())),
        typed=typed.strip(),
    )


def _colours(begun: str) -> Sequence[str]:
    """The colours that begin so; where none does, the word, which no highlight has."""
    return [colour for colour in COLOURS if colour.startswith(begun.lower())] or [begun]


def with_next(typed: str, field: str, values: Sequence[str]) -> str:
    """The filter with the next of some values for a field: after the last, with none.

    Args:
        typed: the filter.
        field: ``colour`` or ``tag``.
        values: what there is to choose from, in order.
    """
    there = re.compile(rf'(?<!\S){field}:("[^"]*"?|\S*)\s*', re.IGNORECASE)
    match = there.search(typed)
    now = match[1].strip('"') if match else ""
    after = list(values).index(now) + 1 if now in values else 0
    rest = there.sub("", typed).strip()
    if match and after in {0, len(values)}:
        return rest
    value = values[after] if values else ""
    written = f'{field}:"{value}"' if " " in value else f"{field}:{value}"
    return f"{written} {rest}".strip() if value else rest
