"""Where the cursor goes in a text: by word, sentence and paragraph.

Pure functions over the text and sorted spans. Motion by line and by drawn character is the
layout's, which knows the width.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from index.model import Span

# A run of letters and digits with inner apostrophes, or a run of one script that is written
# without blanks: kanji, hiragana or katakana.
_WORD: Final = re.compile(
    "[\u3400-\u9fff]+|[\u3040-\u309f]+|[\u30a0-\u30ff]+"
    "|(?:(?![\u3040-\u30ff\u3400-\u9fff])\\w)+(?:['’](?:(?![\u3040-\u30ff\u3400-\u9fff])\\w)+)*"
)
_PARAGRAPH_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LOOK_BACK: Final = 256


def next_word(text: str, offset: int) -> int:
    """The start of the next word; the end of the text where there is none."""
    here = word_at(text, offset)
    match = _WORD.search(text, max(offset + 1, here.end))
    return match.start() if match else len(text)


def previous_word(text: str, offset: int) -> int:
    """The start of this word or, from there, of the one before; 0 where there is none."""
    reach = _LOOK_BACK
    while True:
        start = max(offset - reach, 0)
        found = [match.start() for match in _WORD.finditer(text, start, offset)]
        # The first word found may have begun before the look back did.
        if len(found) > 1 or not start:
            return found[-1] if found else 0
        reach *= 2


def word_at(text: str, offset: int) -> Span:
    """The word an offset is in, or the one character there where it is in none."""
    start = max(offset - _LOOK_BACK, 0)
    for match in _WORD.finditer(text, start):
        if match.start() > offset:
            break
        if offset < match.end():
            return Span(match.start(), match.end())
    return Span(min(offset, len(text)), min(offset + 1, len(text)))


def next_start(starts: Sequence[int], offset: int, end: int) -> int:
    """The first of sorted starts past ``offset``, else ``end``."""
    index = bisect_right(starts, offset)
    return starts[index] if index < len(starts) else end


def previous_start(starts: Sequence[int], offset: int) -> int:
    """The last of sorted starts before ``offset``, else 0."""
    index = bisect_left(starts, offset)
    return starts[index - 1] if index else 0


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The one of sorted spans apart from each other that an offset is in.

    Between two spans it is the one before, before them all the first.
    """
    if not spans:
        return None
    return spans[max(bisect_right(spans, offset, key=lambda span: span.start) - 1, 0)]


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, without the white space around them.

    Blank lines part them; where there is none, every line break does.
    """
    breaks = list(_PARAGRAPH_BREAK.finditer(text.rstrip()))
    if not breaks:
        breaks = list(re.finditer(r"\s*\n\s*", text.rstrip()))
    found: list[Span] = []
    start = len(text) - len(text.lstrip())
    for match in breaks:
        if match.start() > start:
            found.append(Span(start, match.start()))
        start = max(start, match.end())
    end = len(text.rstrip())
    if end > start:
        found.append(Span(start, end))
    return tuple(found)
