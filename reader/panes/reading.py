"""What the pane knows of the article being read, whatever the width: text, sentences, finds."""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import islice
from typing import Final

from index.model import Article, Span
from reader.panes.layout import displayed
from reader.panes.motion import paragraphs, span_at

FINDS: Final = 2_000
"""Matches kept of one find, so that typing one common letter stays as fast as a rare word."""

_QUOTES: Final = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")


class Reading:
    """An article with what is worked out of its text once, when first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = displayed(article.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the article as the engine cuts them."""
        from index.claims.sentences import segment

        return segment(self.article.text, self.article.marks)

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """Where each sentence begins."""
        return tuple(span.start for span in self.sentences)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of the text."""
        return paragraphs(self.text)

    @cached_property
    def paragraph_starts(self) -> tuple[int, ...]:
        """Where each paragraph begins."""
        return tuple(span.start for span in self.paragraphs)

    @cached_property
    def _folded(self) -> str:
        return _fold(self.text)

    def sentence_at(self, offset: int) -> Span:
        """The sentence at or nearest before an offset, or the paragraph where none is found.

        An article of chrome alone has no sentences.
        """
        found = span_at(self.sentences, offset)
        if found is None:
            found = span_at(self.paragraphs, offset)
        return found or Span(0, len(self.text))

    def find(self, query: str) -> tuple[Span, ...]:
        """Where a query stands in the text, letter by letter.

        Case, accents, the shape of quotes and dashes and the length of white space do not
        matter. At most ``FINDS`` matches.
        """
        words = _fold(displayed(query)).split()
        if not words:
            return ()
        pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
        matches = islice(pattern.finditer(self._folded), FINDS)
        return tuple(Span(match.start(), match.end()) for match in matches)

    def trimmed(self, start: int, end: int) -> Span | None:
        """A stretch without the white space at its ends; nothing where that is all of it."""
        kept = self.text[start:end]
        start += len(kept) - len(kept.lstrip())
        kept = kept.strip()
        return Span(start, start + len(kept)) if kept else None


def nearest(spans: tuple[Span, ...], offset: int, step: int) -> int | None:
    """The index of the next span past an offset, or before it, around the ends."""
    if not spans:
        return None
    if step > 0:
        index = bisect_right(spans, offset, key=lambda span: span.start)
    else:
        index = bisect_right(spans, offset - 1, key=lambda span: span.start) - 1
    return index % len(spans)


def _fold(text: str) -> str:
    """One code point for one: without accents, with straight quotes and plain hyphens."""
    return _BEYOND_ASCII.sub(_fold_one, text)


def _fold_one(match: re.Match[str]) -> str:
    character = match[0]
    if character in _QUOTES:
        return _QUOTES[character]
    parts = unicodedata.normalize("NFD", character)
    accented = len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:])
    return parts[0] if accented else character
