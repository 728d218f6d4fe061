"""Where in a text a query's words stand, and the cut of the text that shows them best."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.fulltext.analysis import (
    GAP,
    Token,
    chosen_tokens,
    count_tokens,
    fold,
    pieces,
    spaced_token,
    term,
)
from index.fulltext.compile import Element, leaf_elements
from index.fulltext.query import TYPED_FROM
from index.fulltext.scanning import Beginnings, Stretches, beginnings
from index.fulltext.spelling import edits
from index.fulltext.syntax import Fuzzy, Leaf, Phrase, Prefix, Word
from index.model import Article, Snippet, Span

SNIPPET_LENGTH = 200
"""Code points of a snippet, about two lines of a list."""

_LEAD = 40
"""Code points shown before the first hit of a snippet."""

_SPACE = re.compile(r"\s")
_REACH = SNIPPET_LENGTH - _LEAD
_HITS_COUNTED = 5
_LOOKED_AT = 100
"""Hits a snippet may begin with; the hundred first show any article well enough."""

_IRREGULAR = frozenset({"die", "lie", "tie"})

_Place = tuple[int, int]
"""Which pattern, which of its places."""

_Places = tuple[_Place, ...]

_Match = tuple[Token, _Places]

_Begin = tuple[int, bytes, _Places]
"""Where a word begins, the word if that is sure, and the places it fits."""


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
        if stem is not None and stem == self.stem:
            return True
        if self.beginning is not None and surface.startswith(self.beginning):
            return True
        if self.near is None:
            return surface == self.surface
        return surface[:1] == self.near[:1] and edits(self.near, surface, self.edits) <= self.edits


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


class _Judge(dict[str, _Places]):
    """For each word as written the places it fits, found out when it is first met."""

    def __init__(self, patterns: Sequence[_Pattern], openings: tuple[str, ...]) -> None:
        super().__init__()
        self._openings = openings
        self._tests = [
            (test, (number, at))
            for number, pattern in enumerate(patterns)
            for at, test in enumerate(pattern.places)
        ]

    def __missing__(self, raw: str) -> _Places:
        places: _Places = ()
        if fold(raw).startswith(self._openings):
            forms = term(raw)
            surface, stem = forms.surface, forms.stem
            places = tuple([place for test, place in self._tests if test.accepts(surface, stem)])
        self[raw] = places
        return places


class _SureJudge(dict[bytes, _Places]):
    """The same for words read off a layout; those that were not are still to be judged."""

    def __init__(self, judge: _Judge) -> None:
        super().__init__({b"": ((-1, -1),)})
        self._judge = judge

    def __missing__(self, word: bytes) -> _Places:
        places = self[word] = self._judge[word.decode()]
        return places


Found = tuple[int, int, int]
"""One hit: start, end and the number of the query's word or phrase it is for."""


class Finder:
    """Finds a query's words in texts. Keep one for a query: it remembers words it has judged."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._patterns = tuple(_pattern(leaf) for leaf in leaves)
        tests = [test for pattern in self._patterns for test in pattern.places]
        self._openings = tuple({opening for test in tests for opening in test.openings()})
        self._judged = _Judge(self._patterns, self._openings)
        self._sure = _SureJudge(self._judged)
        self._far = max((p.slop for p in self._patterns if len(p.places) > 1), default=0)

    def in_articles(self, articles: Sequence[Article]) -> list[list[Found]]:
        """The hits in each article's text, chrome passed over, in order."""
        texts = [(article.text, pieces(article)) for article in articles]
        if not self._patterns:
            return [[] for _ in texts]
        begun = self._beginnings(texts)
        begins = list(
            zip(begun.offsets, begun.words, map(self._sure.__getitem__, begun.words), strict=True)
        )
        found = []
        at = 0
        for (text, stretches), ends, special in zip(texts, begun.ends, begun.special, strict=True):
            cuts = [at, *(ends or ())]
            at = cuts[-1]
            if ends is None or (special and self._far):
                found.append(self._read(text, stretches))
                continue
            here = [begins[first:last] for first, last in pairwise(cuts)]
            found.append(self._scanned(text, stretches, here, special=special))
        return found

    def in_texts(self, texts: Iterable[str]) -> list[list[Found]]:
        """The hits in texts without chrome, such as titles: they are too short to be scanned."""
        return [self._read(text, [(0, len(text))]) if self._patterns else [] for text in texts]

    def _beginnings(self, texts: Sequence[tuple[str, Stretches]]) -> Beginnings:
        return beginnings(texts, self._openings)

    def _read(self, text: str, stretches: Stretches) -> list[Found]:
        """Judge every word of a text."""
        return self._assembled(list(chosen_tokens(text, stretches, self._judged.__getitem__)))

    def _scanned(
        self, text: str, stretches: Stretches, begins: Sequence[Sequence[_Begin]], *, special: bool
    ) -> list[Found]:
        """Judge only words that begin as some word of the query does."""
        found: list[Found] = []
        matches: list[_Match] = []
        position = 0
        for (start, end), here in zip(stretches, begins, strict=True):
            at = start
            for first, word, fitted in here:
                if not fitted or first < at:
                    continue
                if word:
                    raw, places = text[first : first + len(word)], fitted
                else:
                    raw = spaced_token(text, start, end, first, special=special)
                    places = self._judged[raw]
                    if not places:
                        continue
                before, at = at, first + len(raw)
                if not self._far:
                    found += [(first, at, number) for number, _ in places]
                    continue
                # Positions only tell which words are near each other; farther is far enough.
                position += count_tokens(text, before, first, self._far)
                matches.append((Token(raw, first, at, position), places))
                position += 1
            position += GAP
        return self._assembled(matches) if self._far else found

    def _assembled(self, matches: list[_Match]) -> list[Found]:
        """The spans of the patterns, out of the words that fit their places."""
        found = {
            (start, end, number)
            for number, pattern in enumerate(self._patterns)
            for start, end in _assembled(pattern, number, matches)
        }
        return sorted(found)


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


def snippet(article: Article, found: Sequence[Found]) -> Snippet:
    """The cut of the text that shows most of the query, or its beginning without hits.

    Preferred is the stretch with the most different words of the query, then with the most
    hits, then the earliest.

    Args:
        article: where the hits are.
        found: what :class:`Finder` found in it.
    """
    text = article.text
    if not found:
        return _cut(text, _beginning(article), ())
    anchor = found[_richest(found[:_LOOKED_AT])][0]
    start = max(0, anchor - _LEAD)
    if start:
        space = _SPACE.search(text, start, anchor)
        start = space.end() if space else start
    return _cut(text, start, found)


def _richest(found: Sequence[Found]) -> int:
    """The hit from which the following stretch shows most."""
    patterns = [pattern for _, _, pattern in found]
    most = (len(set(patterns)), min(len(found), _HITS_COUNTED))
    within = dict.fromkeys(patterns, 0)
    best, best_value = 0, (0, 0)
    after = different = 0
    for first, (start, _, pattern) in enumerate(found):
        reach = start + _REACH
        while after < len(found) and (after <= first or found[after][1] <= reach):
            different += not within[patterns[after]]
            within[patterns[after]] += 1
            after += 1
        value = (different, min(after - first, _HITS_COUNTED))
        if value > best_value:
            best, best_value = first, value
            if value == most:
                break
        within[pattern] -= 1
        different -= not within[pattern]
    return best


def _beginning(article: Article) -> int:
    """Where the reporting begins: past chrome, the title and white space."""
    text = article.text
    at = next((start for start, end in pieces(article) if text[start:end].strip()), 0)
    for mark in article.marks:
        if mark.kind == "title" and mark.start <= at + SNIPPET_LENGTH and text[mark.end :].strip():
            at = max(at, mark.end)
    return next((i for i in range(at, len(text)) if not text[i].isspace()), at)


def _cut(text: str, start: int, found: Sequence[Found]) -> Snippet:
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        spaces = [
            space.start() for space in _SPACE.finditer(text, max(start, end - _LEAD) + 1, end + 1)
        ]
        end = spaces[-1] if spaces else end
    inside = tuple(
        Span(max(hit.start, start) - start, min(hit.end, end) - start)
        for hit in spans(hit for hit in found if hit[0] < end and hit[1] > start)
    )
    return Snippet(text[start:end], start, inside)
