"""Where in a text a query's words stand, and the cut of the text that shows them best."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.fulltext.analysis import (
    GAP,
    JOINERS,
    Token,
    chosen_tokens,
    count_tokens,
    fold,
    folded_in_place,
    pieces,
    spaced_token,
    term,
)
from index.fulltext.compile import Element, leaf_elements
from index.fulltext.query import TYPED_FROM
from index.fulltext.spelling import edits
from index.fulltext.syntax import Fuzzy, Leaf, Phrase, Prefix, Word
from index.model import Article, Snippet, Span

SNIPPET_LENGTH = 200
"""Code points of a snippet, about two lines of a list."""

_LEAD = 40
"""Code points shown before the first hit of a snippet."""

_REACH = SNIPPET_LENGTH - _LEAD
_HITS_COUNTED = 5
_LOOKED_AT = 100
"""Hits a snippet may begin with; the hundred first show any article well enough."""

_LETTERED_WORD = re.compile(r"[^\W_]+(?:'(?:s|t|re|ve|ll|d|m)(?![^\W_]))?")

_IRREGULAR = frozenset({"die", "lie", "tie"})

_Place = tuple[int, int]
"""Which pattern, which of its places."""

_Match = tuple[Token, tuple[_Place, ...]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    places: tuple["_Test", ...]
    slop: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Test:
    """What a word must be like to stand in a place of a pattern."""

    surface: str | None = None
    stem: str | None = None
    beginning: str | None = None
    near: str | None = None
    edits: int = 0

    def openings(self) -> set[str]:
        """How, folded, a word that fits may begin.

        Stemming changes no more than the last two letters of what it leaves, never the first
        and, but for three words ("dying" to "die"), not the second.
        """
        found = {text for text in (self.surface, self.beginning) if text is not None}
        if self.stem is not None:
            sure = 1 if self.stem in _IRREGULAR or len(self.stem) < 3 else 2
            found.add(self.stem[: max(sure, len(self.stem) - 2)])
        if self.near is not None:
            found.add(self.near[:1])
        # Of a number only the first digit is sure: a comma may follow it.
        return {text[:1] if text[:1].isdigit() else text for text in found}

    def accepts(self, surface: str, stem: str | None) -> bool:
        if self.surface is not None and surface == self.surface:
            return True
        if self.stem is not None and stem == self.stem:
            return True
        if self.beginning is not None and surface.startswith(self.beginning):
            return True
        return (
            self.near is not None
            and surface[:1] == self.near[:1]
            and edits(self.near, surface, self.edits) <= self.edits
        )


def _pattern(leaf: Leaf) -> _Pattern:
    match leaf:
        case Word():
            forms = term(leaf.raw)
            if forms.stem is None:
                return _Pattern(tuple(map(_place, leaf_elements(leaf))), 1, whole=True)
            typed = leaf.typed and len(forms.surface) >= TYPED_FROM
            beginning = forms.surface if typed else None
            return _Pattern((_Test(stem=forms.stem, beginning=beginning),), 1, whole=True)
        case Phrase():
            places = tuple(map(_place, leaf_elements(leaf)))
            return _Pattern(places, leaf.slop, whole=leaf.slop == 1)
        case Prefix():
            return _Pattern((_Test(beginning=term(leaf.raw).surface),), 1, whole=True)
        case Fuzzy():
            surface = term(leaf.raw).surface
            return _Pattern((_Test(near=surface, edits=leaf.edits),), 1, whole=True)


def _place(element: Element) -> _Test:
    if element.beginning:
        return _Test(beginning=element.text)
    return _Test(surface=element.text)


Found = tuple[int, int, int]
"""One hit: start, end and the number of the query's word or phrase it is for."""


class Finder:
    """Finds a query's words in texts. Keep one for a query: it remembers words it has judged."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._patterns = tuple(_pattern(leaf) for leaf in leaves)
        self._judged: dict[str, tuple[_Place, ...]] = {}
        tests = [test for pattern in self._patterns for test in pattern.places]
        self._openings = tuple({opening for test in tests for opening in test.openings()})
        self._lettered = all(map(str.isalpha, self._openings))
        self._far = max((p.slop for p in self._patterns if len(p.places) > 1), default=0)

    def in_article(self, article: Article) -> tuple[Found, ...]:
        """The hits in an article's text, chrome passed over, in order."""
        return self._find(article.text, pieces(article))

    def in_text(self, text: str) -> tuple[Found, ...]:
        """The hits in a text without chrome, such as a title."""
        return self._find(text, [(0, len(text))])

    def _find(self, text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
        if not self._patterns:
            return ()
        matches = self._scanned(text, stretches)
        if matches is None:
            matches = self._read(text, stretches)
        found = {
            (start, end, number)
            for number, pattern in enumerate(self._patterns)
            for start, end in _assembled(pattern, number, matches)
        }
        return tuple(sorted(found))

    def _word(self, folded: str, text: str, start: int, end: int, begin: int) -> str | None:
        """The word that begins here, folded where that is quicker; ``None`` if none does."""
        match = _LETTERED_WORD.match(folded, begin, end) if self._lettered else None
        if match is None or match.end() - begin == 1:
            return spaced_token(text, start, end, begin)
        if begin > start and folded[begin - 1] in JOINERS:
            return spaced_token(text, start, end, begin)
        return match[0]

    def _judge(self, raw: str) -> tuple[_Place, ...]:
        known = self._judged.get(raw)
        if known is not None:
            return known
        places: tuple[_Place, ...] = ()
        if fold(raw).startswith(self._openings):
            forms = term(raw)
            places = tuple(
                (number, at)
                for number, pattern in enumerate(self._patterns)
                for at, test in enumerate(pattern.places)
                if test.accepts(forms.surface, forms.stem)
            )
        self._judged[raw] = places
        return places

    def _read(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[_Match]:
        """Judge every word of the text."""
        return list(chosen_tokens(text, stretches, self._judge))

    def _scanned(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[_Match] | None:
        """Judge only words that begin as some word of the query does.

        ``None`` where words cannot be told by their first letters; see
        :func:`~index.fulltext.analysis.folded_in_place`.
        """
        folded = folded_in_place(text)
        if folded is None:
            return None
        matches: list[_Match] = []
        position = 0
        for start, end in stretches:
            at = start
            for begin in _beginnings(folded, self._openings, start, end):
                word = self._word(folded, text, start, end, begin) if begin >= at else None
                if word is None or not (places := self._judge(word)):
                    continue
                # Positions only tell which words are near each other; farther is far enough.
                position += count_tokens(text, at, begin, self._far) if self._far else 0
                matches.append((Token(word, begin, begin + len(word), position), places))
                position += 1
                at = begin + len(word)
            position += GAP
        return matches


def _beginnings(folded: str, openings: Sequence[str], start: int, end: int) -> list[int]:
    """Where, between the bounds, a word may begin in one of these ways; ascending."""
    found: list[int] = []
    for opening in openings:
        at = folded.find(opening, start, end)
        while at >= 0:
            if at == start or not folded[at - 1].isalnum():
                found.append(at)
            at = folded.find(opening, at + 1, end)
    return sorted(set(found)) if len(openings) > 1 else found


def _assembled(pattern: _Pattern, number: int, matches: Sequence[_Match]) -> list[tuple[int, int]]:
    """The spans of one pattern, out of the words that fit its places."""
    first = [token for token, places in matches if (number, 0) in places]
    if len(pattern.places) == 1:
        return [(token.start, _end(pattern, token)) for token in first]
    chains = [[token] for token in first]
    for at in range(1, len(pattern.places)):
        here = [token for token, places in matches if (number, at) in places]
        chains = _lengthened(chains, here, pattern.slop)
    if pattern.whole:
        return [(chain[0].start, _end(pattern, chain[-1])) for chain in chains]
    return [(token.start, token.end) for chain in chains for token in chain]


def _lengthened(chains: list[list[Token]], here: list[Token], slop: int) -> list[list[Token]]:
    """Each token after the nearest chain before it, where that is near enough."""
    longer: list[list[Token]] = []
    at = -1
    for token in here:
        while at + 1 < len(chains) and chains[at + 1][-1].position < token.position:
            at += 1
        if at >= 0 and token.position - chains[at][-1].position <= slop:
            longer.append([*chains[at], token])
    return longer


def _end(pattern: _Pattern, last: Token) -> int:
    beginning = pattern.places[-1].beginning
    if beginning is not None and term(last.raw).unspaced:
        return last.start + 1
    return last.end


def spans(found: Iterable[Found]) -> tuple[Span, ...]:
    """Hits without their patterns, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(Span(start, end) for start, end in joined)


def snippet(article: Article, found: Sequence[Found], hits: Sequence[Span]) -> Snippet:
    """The cut of the text that shows most of the query, or its beginning without hits.

    Preferred is the stretch with the most different words of the query, then with the most
    hits, then the earliest.

    Args:
        article: where the hits are.
        found: what :class:`Finder` found in it.
        hits: the same as :func:`spans` gives it.
    """
    text = article.text
    if not found:
        return _cut(text, _beginning(article), ())
    anchor = found[_richest(found[:_LOOKED_AT])][0]
    start = max(0, anchor - _LEAD)
    if start:
        start = next((i for i in range(start, anchor) if text[i].isspace()), start - 1) + 1
    return _cut(text, start, hits)


def _richest(found: Sequence[Found]) -> int:
    """The hit from which the following stretch shows most."""
    within: Counter[int] = Counter()
    best, best_value = 0, (0, 0)
    after = 0
    for first, (start, _, pattern) in enumerate(found):
        while after < len(found) and (after <= first or found[after][1] <= start + _REACH):
            within[found[after][2]] += 1
            after += 1
        value = (len(within), min(after - first, _HITS_COUNTED))
        if value > best_value:
            best, best_value = first, value
        within[pattern] -= 1
        if not within[pattern]:
            del within[pattern]
    return best


def _beginning(article: Article) -> int:
    """Where the reporting begins: past chrome, the title and white space."""
    text = article.text
    at = next((start for start, end in pieces(article) if text[start:end].strip()), 0)
    for mark in article.marks:
        if mark.kind == "title" and mark.start <= at + SNIPPET_LENGTH and text[mark.end :].strip():
            at = max(at, mark.end)
    return next((i for i in range(at, len(text)) if not text[i].isspace()), at)


def _cut(text: str, start: int, hits: Sequence[Span]) -> Snippet:
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        gap = next(
            (i for i in range(end, max(start + 1, end - _LEAD), -1) if text[i].isspace()), end
        )
        end = gap
    inside = tuple(
        Span(max(hit.start, start) - start, min(hit.end, end) - start)
        for hit in hits
        if hit.start < end and hit.end > start
    )
    return Snippet(text[start:end], start, inside)
