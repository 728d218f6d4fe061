"""The stretches an article falls into before anything is known of sentences: its lines.

In a text wrapped to a fixed width the stretches are its paragraphs instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_ENDS = tuple(".!?:;…\"'”’)]。」』！？")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or paragraph without the space around it; ``text`` is the article's at its place."""

    start: int
    end: int
    text: str


def split(text: str) -> tuple[Unit, ...]:
    """The stretches of a text that are not blank, in their order."""
    lines = []
    for found in _LINE.finditer(text):
        words = found.group()
        stripped = words.strip()
        if stripped:
            start = found.start() + len(words) - len(words.lstrip())
            lines.append(Unit(start, start + len(stripped), stripped))
    return _paragraphs(text, lines) if _is_wrapped(text, lines) else tuple(lines)


def _is_wrapped(text: str, lines: Sequence[Unit]) -> bool:
    """Whether lines break where the column ends: most run on, of much the same length."""
    if len(lines) < 6 or max(len(line.text) for line in lines) > 120:
        return False
    running_on = sum(
        len(line.text) >= 45 and not line.text.endswith(_ENDS) and not _parted(text, line, after)
        for line, after in pairwise(lines)
    )
    return running_on * 2 > len(lines)


def _parted(text: str, line: Unit, after: Unit) -> bool:
    """Whether a blank line stands between two lines."""
    between = text[line.end : after.start]
    return max(between.count("\n"), between.count("\r")) > 1


def _paragraphs(text: str, lines: Sequence[Unit]) -> tuple[Unit, ...]:
    joined: list[Unit] = []
    first = lines[0]
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        if after is None or _parted(text, line, after):
            joined.append(Unit(first.start, line.end, text[first.start : line.end]))
            first = after or line
    return tuple(joined)
