"""Where the cursor goes in a text: by word, sentence and paragraph.

Pure functions over the text and sorted spans. Motion by line and by drawn character is the
layout's, which knows the width.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from index.model import Span

# A run of letters and digits with inner apostrophes, or a run of one script that is written
# without blanks: kanji, hiragana or katakana.
_WORD: Final = re.compile(
    "[\u3400-\u9fff]+|[\u3040-\u309f]+|[\u30a0-\u30ff]+"
    "|(?:(?![\u3040-\u30ff\u3400-\u9fff])\\w)+(?:['’](?:(?![\u3040-\u30ff\u3400-\u9fff])\\w)+)*"
)
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK: Final = re.compile(r"\n\s*")
_LOOK_BACK: Final = 256
_LONGEST: Final = 65_536
"""How far back a word's beginning is looked for: longer ones are no words but data."""


def next_word(text: str, offset: int) -> int:
    """The start of the next word; the end of the text where there is none."""
    here = word_at(text, offset)
    match = _WORD.search(text, max(offset + 1, here.end))
    return match.start() if match else len(text)


def previous_word(text: str, offset: int) -> int:
    """The start of this word or, from there, of the one before; 0 where there is none."""
    found = _words_from_before(text, offset, lambda match: match.start() < offset)
    return found.start if found else 0


def word_at(text: str, offset: int) -> Span:
    """The word an offset is in, or the one character there where it is in none."""
    found = _words_from_before(text, offset, lambda match: match.start() <= offset)
    if found and offset < found.end:
        return found
    return Span(min(offset, len(text)), min(offset + 1, len(text)))


def _words_from_before(
    text: str, offset: int, wanted: Callable[[re.Match[str]], bool]
) -> Span | None:
    """The last word wanted, reading on from some way before an offset."""
    reach = _LOOK_BACK
    while True:
        start = max(offset - reach, 0)
        found = list(takewhile(wanted, _WORD.finditer(text, start)))
        # The first word found may have begun before the look back did.
        if len(found) > 1 or not start or reach > _LONGEST:
            return Span(*found[-1].span()) if found else None
        reach *= 2


def word_end(text: str, offset: int) -> int:
    """The last character of this word or, from there, of the next one."""
    here = word_at(text, offset)
    if offset < here.end - 1:
        return here.end - 1
    start = next_word(text, offset)
    return word_at(text, start).end - 1 if start < len(text) else start


def next_end(spans: Sequence[Span], offset: int, end: int) -> int:
    """The last offset of the first of sorted spans that reaches past ``offset``, else ``end``."""
    index = bisect_right(spans, offset + 1, key=lambda span: span.end)
    return spans[index].end - 1 if index < len(spans) else end


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
    whole = text.rstrip()
    breaks = list(_BLANK_LINE.finditer(whole)) or list(_LINE_BREAK.finditer(whole))
    starts = [len(text) - len(text.lstrip()), *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), len(whole)]
    found: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        if kept := text[start:end].rstrip():
            found.append(Span(start, start + len(kept)))
    return tuple(found)
