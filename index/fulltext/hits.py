"""Where in texts a query's words stand."""

# mypy: allow-untyped-calls

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

import numpy as np

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
from index.fulltext.layouts import Stretches
from index.fulltext.patterns import Pattern, Test, pattern_of
from index.fulltext.postings import Array
from index.fulltext.scanning import Beginnings, beginnings, plain
from index.fulltext.syntax import Leaf
from index.model import Article, Span

_Place = tuple[int, int]
"""Which pattern, which of its places."""

_Places = tuple[_Place, ...]

_Match = tuple[Token, _Places]

_Begin = tuple[int, bytes, _Places]
"""Where a word begins, the word if that is sure, and the places it fits."""

_UNSURE: Final[_Places] = ((-1, -1),)


class _Judge(dict[str, _Places]):
    """For each word as written the places it fits, found out when it is first met."""

    def __init__(self, patterns: Sequence[Pattern], openings: tuple[str, ...]) -> None:
        super().__init__()
        self._openings = openings
        # By the letter that a word begins with, which every test is sure of.
        self._tests: dict[str, list[tuple[Test, _Place]]] = {}
        for number, pattern in enumerate(patterns):
            for at, test in enumerate(pattern.places):
                for first in {opening[:1] for opening in test.openings()}:
                    self._tests.setdefault(first, []).append((test, (number, at)))

    def __missing__(self, raw: str) -> _Places:
        places: _Places = ()
        if fold(raw).startswith(self._openings):
            places = self.fitting(raw, term(raw).surface)
        self[raw] = places
        return places

    def fitting(self, raw: str, surface: str) -> _Places:
        """The places of a word of this surface form, not remembered."""
        tests = self._tests.get(surface[:1], ())
        return tuple([place for test, place in tests if test.accepts(raw, surface)])


class _SureJudge(dict[bytes, _Places]):
    """The same for words read off a layout, folded; those that were not are still to be judged."""

    def __init__(self, judge: _Judge) -> None:
        super().__init__({b"": _UNSURE})
        self._judge = judge

    def __missing__(self, word: bytes) -> _Places:
        text = word.decode()
        places = self[word] = self._judge.fitting(text, text)
        return places


class _Codes(dict[bytes, int]):
    """A number for the patterns a word read off a layout fits; nought for none."""

    def __init__(self, judge: _SureJudge) -> None:
        super().__init__()
        self._judge = judge
        self.fits: list[frozenset[int]] = [frozenset()]
        self._known: dict[_Places, int] = {(): 0}

    def __missing__(self, word: bytes) -> int:
        places = self._judge[word]
        code = self[word] = UNSURE if places is _UNSURE else self.of(places)
        return code

    def of(self, places: _Places) -> int:
        """The number for these places' patterns."""
        code = self._known.get(places)
        if code is None:
            code = self._known[places] = len(self.fits)
            self.fits.append(frozenset(number for number, _ in places))
        return code


UNSURE: Final = -1

Found = tuple[int, int, int]
"""One hit: start, end and the number of the query's word or phrase it is for."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to look in: the stretches that count, and whether it is a title."""

    text: str
    stretches: Stretches
    title: bool = False


def text_of(article: Article) -> Text:
    """An article's text, chrome passed over."""
    return Text(article.text, pieces(article))


def titles_of(articles: Sequence[Article]) -> Text:
    """The titles of articles as one text, each a stretch of it."""
    titles = [article.title or "" for article in articles]
    stretches, at = [], 0
    for title in titles:
        stretches.append((at, at + len(title)))
        at += len(title) + 1
    return Text("\n".join(titles), stretches, title=True)


@dataclass(frozen=True)
class Hits:
    """All hits in some texts, text after text, in the order of their starts.

    Attributes:
        starts: where each begins in its text.
        ends: where it ends.
        fits: the numbers of the words and phrases of the query each is for.
        codes: for each hit the place of its numbers in ``fits``.
        cuts: the hits of text ``i`` are those from ``cuts[i]`` to ``cuts[i + 1]``.
    """

    starts: Array
    ends: Array
    codes: Array
    fits: list[frozenset[int]]
    cuts: list[int]

    def spans(self, text: int) -> tuple[Span, ...]:
        """The hits in a text, those that overlap joined."""
        return joined(self.between(self.cuts[text], self.cuts[text + 1]))

    def spans_of(self, text: int, stretches: Stretches) -> list[tuple[Span, ...]]:
        """The hits in each stretch of a text, counted from its start, those that overlap joined."""
        first, last = self.cuts[text], self.cuts[text + 1]
        cuts = self.starts[first:last].searchsorted([start for start, _ in stretches]).tolist()
        cuts = [first + cut for cut in cuts] + [last]
        return [
            joined([(a - start, b - start) for a, b in self.between(low, high)])
            for (start, _), low, high in zip(stretches, cuts, cuts[1:], strict=False)
        ]

    def between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Start and end of each hit from one to before another."""
        if first == last:
            return []
        ends = self.ends[first:last].tolist()
        return list(zip(self.starts[first:last].tolist(), ends, strict=True))


class Finder:
    """Finds a query's words in texts. Keep one for a query: it remembers words it has judged.

    Args:
        leaves: the words and phrases; those of a field are looked for in titles only.
    """

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        known = [leaf for leaf in leaves if leaf.field in {None, "title"}]
        self._patterns = tuple(pattern_of(leaf) for leaf in known)
        self._in_titles_only = frozenset(i for i, leaf in enumerate(known) if leaf.field)
        tests = [test for pattern in self._patterns for test in pattern.places]
        self._openings = tuple({opening for test in tests for opening in test.openings()})
        self._plain = plain(self._openings)
        self._judged = _Judge(self._patterns, self._openings)
        self._sure = _SureJudge(self._judged)
        self._codes = _Codes(self._sure)
        self._settled = np.array([*map(self._code_of, self._plain), 0])
        self._far = max((p.slop for p in self._patterns if len(p.places) > 1), default=0)

    def find(self, texts: Sequence[Text]) -> Hits:
        """The hits in each text."""
        if not self._patterns:
            none = np.zeros(0, np.int64)
            return Hits(none, none, none, self._codes.fits, [0] * (len(texts) + 1))
        begun = self._beginnings([(text.text, text.stretches) for text in texts])
        hits = self._phrases(texts, begun) if self._far else self._words(texts, begun)
        if self._in_titles_only:
            hits = self._in_their_field(texts, hits)
        return hits

    def _code_of(self, opening: bytes) -> int:
        """The number for all words that begin so; nought where they are to be judged each."""
        fitting = [
            (test, number, len(pattern.places))
            for number, pattern in enumerate(self._patterns)
            for test in pattern.places
            if any(text.encode().startswith(opening) for text in test.openings())
        ]
        [(test, number, places), *others] = fitting
        settled = not others and places == 1 and (test.beginning or "").encode() == opening
        return self._codes.of(((number, 0),)) if settled else 0

    def _beginnings(self, texts: Sequence[tuple[str, Stretches]]) -> Beginnings:
        return beginnings(texts, self._plain, self._openings)

    def _words(self, texts: Sequence[Text], begun: Beginnings) -> Hits:
        """Single words, without an object for each."""
        if None in begun.ends:
            return self._phrases(texts, begun)
        codes, sizes = self._settled.take(begun.openings), begun.sizes
        codes[sizes == 0] = UNSURE
        judged = np.flatnonzero(codes == 0)
        words = begun.words.take(judged).tolist()
        codes[judged] = np.fromiter(map(self._codes.__getitem__, words), np.int64, len(words))
        cuts = [0]
        for ends in begun.ends:
            cuts.append(ends[-1] if ends else cuts[-1])
        self._make_sure(texts, begun, codes, sizes)
        kept = np.flatnonzero(codes)
        starts = begun.offsets.take(kept)
        at = kept.searchsorted(cuts).tolist()
        return Hits(starts, starts + sizes.take(kept), codes.take(kept), self._codes.fits, at)

    def _make_sure(
        self, texts: Sequence[Text], begun: Beginnings, codes: Array, sizes: Array
    ) -> None:
        """Read from their texts the words that could not be read off the layout."""
        unsure = np.flatnonzero(codes == UNSURE)
        if not len(unsure):
            return
        stretches = [(n, *bounds) for n, text in enumerate(texts) for bounds in text.stretches]
        ends = list(chain.from_iterable(filter(None, begun.ends)))
        of = np.searchsorted(ends, unsure, side="right").tolist()
        words = []
        for first, stretch in zip(begun.offsets.take(unsure).tolist(), of, strict=True):
            number, start, end = stretches[stretch]
            text, special = texts[number].text, begun.special[number]
            words.append(spaced_token(text, start, end, first, special=special))
        codes[unsure] = [self._codes.of(self._judged[raw]) if raw else 0 for raw in words]
        sizes[unsure] = [len(raw) for raw in words]

    def _phrases(self, texts: Sequence[Text], begun: Beginnings) -> Hits:
        """Phrases, and words of texts that cannot be laid out."""
        words = begun.words.tolist()
        fitted = map(self._sure.__getitem__, words)
        begins = list(zip(begun.offsets.tolist(), words, fitted, strict=True))
        found: list[Found] = []
        cuts = [0]
        at = 0
        for text, ends, special in zip(texts, begun.ends, begun.special, strict=True):
            parts = [at, *(ends or ())]
            at = parts[-1]
            if ends is None or (special and self._far):
                found += self._read(text)
            else:
                here = [begins[first:last] for first, last in pairwise(parts)]
                found += self._scanned(text, here, special=special)
            cuts.append(len(found))
        codes = [self._codes.of(((number, 0),)) for _, _, number in found]
        rows = np.array(found, np.int64).reshape(-1, 3)
        return Hits(rows[:, 0], rows[:, 1], np.array(codes, np.int64), self._codes.fits, cuts)

    def _in_their_field(self, texts: Sequence[Text], hits: Hits) -> Hits:
        """Without the hits in texts that are for words looked for in titles."""
        allowed = np.array([bool(fits - self._in_titles_only) for fits in hits.fits])
        titles = np.repeat([text.title for text in texts], np.diff(hits.cuts))
        kept = np.flatnonzero(allowed.take(hits.codes) | titles)
        cuts = kept.searchsorted(hits.cuts).tolist()
        return Hits(
            hits.starts.take(kept), hits.ends.take(kept), hits.codes.take(kept), hits.fits, cuts
        )

    def _read(self, text: Text) -> list[Found]:
        """Judge every word of a text."""
        judged = self._judged.__getitem__
        return self._assembled(list(chosen_tokens(text.text, text.stretches, judged)))

    def _scanned(
        self, text: Text, begins: Sequence[Sequence[_Begin]], *, special: bool
    ) -> list[Found]:
        """Judge only words that begin as some word of the query does."""
        matches: list[_Match] = []
        position = 0
        for (start, end), here in zip(text.stretches, begins, strict=True):
            at = start
            for first, word, fitted in here:
                if not fitted or first < at:
                    continue
                if word:
                    raw, places = text.text[first : first + len(word)], fitted
                else:
                    raw = spaced_token(text.text, start, end, first, special=special)
                    places = self._judged[raw] if raw else ()
                    if not places:
                        continue
                before, at = at, first + len(raw)
                # Positions only tell which words are near each other; farther is far enough.
                position += count_tokens(text.text, before, first, self._far)
                matches.append((Token(raw, first, at, position), places))
                position += 1
            position += GAP
        return self._assembled(matches)

    def _assembled(self, matches: list[_Match]) -> list[Found]:
        """The spans of the patterns, out of the words that fit their places."""
        found = {
            (start, end, number)
            for number, pattern in enumerate(self._patterns)
            for start, end in _assembled(pattern, number, matches)
        }
        return sorted(found)


def _assembled(pattern: Pattern, number: int, matches: Sequence[_Match]) -> list[tuple[int, int]]:
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


def _end(pattern: Pattern, last: Token) -> int:
    beginning = pattern.places[-1].beginning
    if beginning is not None and term(last.raw).unspaced:
        return last.start + 1
    return last.end


def joined(spans: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Stretches in the order of their starts, those that overlap as one."""
    if not spans:
        return ()
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return tuple([Span(start, end) for start, end in apart])
