"""A Whoosh query evaluated on one segment at a time, whole arrays at once.

Scores are those of Whoosh's BM25F and its matchers: the formula, the one-byte lengths and the
global statistics are the same, term for term. A kind of query not known here is handed to its
own matcher, so every Whoosh query has an answer.
"""

# mypy: allow-untyped-calls

from dataclasses import dataclass
from functools import reduce
from math import log
from typing import Any

import numpy as np

from index.fulltext import stock
from index.fulltext.codec import Leaf, LeafReader
from index.fulltext.postings import CODE_LENGTHS, Array, Field
from index.fulltext.queries import AnyOf, Beginning, DayRange, Filter, OpenPhrase
from index.fulltext.schema import BEGINNINGS

K1 = 1.2
B = 0.75
"""Whoosh's defaults for BM25F."""

_REMEMBERED = 6
"""Parts of recent queries kept for each segment: at most 16 bytes a document each."""

_SPARSE = 20
"""Looking up one document costs some twenty times as much as writing one down in order."""

_POSITION_BITS = np.int64(32)


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of one segment in ascending order, each with its score."""

    docs: Array
    scores: Array


_NOTHING = Found(np.zeros(0, np.int64), np.zeros(0))

Ranges = list[tuple[int, int]]
"""Ranks of terms taken together as one word: half-open, apart, in order."""


class Evaluator:
    """Answers queries on one segment.

    Args:
        subsearcher: Whoosh's searcher of the segment.
        top: Whoosh's searcher of the whole index, for its statistics.
        leaves: all segments, for statistics of words taken together.
        shared: what the evaluators of one search tell each other; empty at first.
    """

    def __init__(
        self, subsearcher: Any, top: Any, leaves: list[Leaf], shared: dict[Any, Any]
    ) -> None:
        self._shared = shared
        self._searcher = subsearcher
        self._top = top
        self._leaves = leaves
        reader: LeafReader = subsearcher.reader()
        self.leaf = reader.leaf

    def find(self, wanted: stock.Query) -> Found:
        """The documents that match, deleted ones left out."""
        found = self._evaluate(wanted)
        live = self.leaf.live
        if live is None or not len(found.docs):
            return found
        there = live[found.docs]
        return Found(found.docs[there], found.scores[there])

    def _evaluate(self, wanted: stock.Query) -> Found:
        answer = {
            stock.Term: self._term,
            stock.And: self._and,
            stock.Or: self._or,
            stock.Not: self._not,
            stock.Phrase: self._phrase,
            OpenPhrase: self._phrase,
            Beginning: self._together,
            AnyOf: self._together,
            stock.ConstantScoreQuery: self._constant,
            Filter: self._constant,
            DayRange: self._days,
            stock.Every: self._every,
        }.get(type(wanted), self._by_matcher)
        return answer(wanted)

    def _by_matcher(self, wanted: Any) -> Found:
        matcher = wanted.matcher(self._searcher, self._searcher.context())
        docs: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return Found(np.array(docs, np.int64), np.array(scores, np.float64))

    def _every(self, wanted: Any) -> Found:
        if wanted.fieldname is not None:
            return self._by_matcher(wanted)
        number = self.leaf.documents
        return Found(np.arange(number), np.full(number, float(wanted.boost)))

    def _days(self, wanted: Any) -> Found:
        segment = self.leaf.segment
        docs = np.flatnonzero((segment.first >= wanted.first) & (segment.last <= wanted.last))
        return Found(docs, np.ones(len(docs)))

    def _constant(self, wanted: Any) -> Found:
        docs = self._evaluate(wanted.child).docs
        return Found(docs, np.full(len(docs), float(wanted.score)))

    def _term(self, wanted: Any) -> Found:
        field = self.leaf.field(wanted.fieldname)
        term = _bytes(wanted.text)
        rank = field.find(term)
        if rank is None:
            return _NOTHING
        docs, freqs = field.postings(rank, rank + 1)
        scores = self._scores(wanted.fieldname, self._idf(wanted.fieldname, term), docs, freqs)
        return Found(docs, scores * wanted.boost if wanted.boost != 1.0 else scores)

    def _idf(self, field: str, term: bytes) -> float:
        return float(self._top.idf(field, term))

    def _scores(self, field_name: str, idf: float, docs: Array, freqs: Array) -> Array:
        field = self.leaf.field(field_name)
        impacts = self._impacts(field_name, freqs.dtype == np.uint8)
        codes = field.lengths[docs]
        if freqs.dtype == np.uint8:
            at = freqs.astype(np.uint16)
            at <<= 8
            at |= codes
            scores: Array = idf * impacts[at]
        else:
            weights = freqs.astype(np.float64)
            scores = idf * ((weights * (K1 + 1)) / (weights + impacts[codes]))
        return scores

    def _impacts(self, field_name: str, whole: bool) -> Array:
        """What BM25F makes of a frequency in a text of a length, before idf.

        For every frequency and length code of one byte where ``whole``, else only the length's
        part of the formula.
        """
        cache: dict[Any, Array] = self._top._idf_cache
        key = (field_name, "impacts" if whole else "norms")
        if key not in cache:
            average = self._top.avg_field_length(field_name) or 1
            norms = K1 * ((1 - B) + B * CODE_LENGTHS / average)
            cache[field_name, "norms"] = norms
            weights = np.arange(256, dtype=np.float64)[:, np.newaxis]
            cache[field_name, "impacts"] = ((weights * (K1 + 1)) / (weights + norms)).ravel()
        return cache[key]

    def _together(self, wanted: Any) -> Found:
        docs, freqs = self._joined(self.leaf, wanted)
        if not len(docs):
            return _NOTHING
        scores = self._scores(wanted.fieldname, self._joint_idf(wanted), docs, freqs)
        return Found(docs, scores * wanted.boost if wanted.boost != 1.0 else scores)

    def _joined(self, leaf: Leaf, wanted: Any) -> tuple[Array, Array]:
        """Documents holding any of the words, and how often all of them together."""
        key = (id(leaf), wanted)
        if key not in self._shared:
            self._shared[key] = _summed(leaf, *_ranges(leaf, wanted))
        found: tuple[Array, Array] = self._shared[key]
        return found

    def _joint_idf(self, wanted: Any) -> float:
        """Whoosh's idf, for words counted as one: documents holding any of them."""
        frequency = sum(len(self._joined(leaf, wanted)[0]) for leaf in self._leaves)
        return log(self._top.doc_count_all() / (frequency + 1)) + 1

    def _and(self, wanted: Any) -> Found:
        found = [self._remembered(part) for part in wanted.subqueries]
        parts = sorted(found, key=lambda part: len(part.docs))
        docs, scores = parts[0].docs, parts[0].scores
        for part in parts[1:]:
            if not len(docs):
                return _NOTHING
            both, others = self._looked_up(part, docs)
            docs, scores = docs[both], scores[both] + others
        return Found(docs, scores * wanted.boost if wanted.boost != 1.0 else scores)

    def _remembered(self, part: Any) -> Found:
        """A part's documents, kept for the next keystroke, which changes the last word only."""
        memory = self.leaf.memory
        found: Found | None = memory.get(part)
        if found is None:
            found = self._evaluate(part)
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[part] = found
        return found

    def _looked_up(self, part: Found, docs: Array) -> tuple[Array, Array]:
        """Which of ``docs`` are in ``part`` too, and their scores there."""
        if len(docs) * _SPARSE < len(part.docs):
            at = np.searchsorted(part.docs, docs)
            at[at == len(part.docs)] = 0
            both = part.docs[at] == docs
            return both, part.scores[at[both]]
        present = np.zeros(self.leaf.documents, dtype=bool)
        present[part.docs] = True
        scores = np.zeros(self.leaf.documents)
        scores[part.docs] = part.scores
        both = present[docs]
        return both, scores[docs[both]]

    def _or(self, wanted: Any) -> Found:
        if getattr(wanted, "minmatch", 0) or getattr(wanted, "scale", None):
            return self._by_matcher(wanted)
        totals = np.zeros(self.leaf.documents)
        present = np.zeros(self.leaf.documents, dtype=bool)
        for part in wanted.subqueries:
            found = self._evaluate(part)
            totals[found.docs] += found.scores
            present[found.docs] = True
        docs = np.flatnonzero(present)
        scores = totals[docs]
        return Found(docs, scores * wanted.boost if wanted.boost != 1.0 else scores)

    def _not(self, wanted: Any) -> Found:
        out = np.ones(self.leaf.documents, dtype=bool)
        out[self._evaluate(wanted.query).docs] = False
        docs = np.flatnonzero(out)
        return Found(docs, np.ones(len(docs)))

    def _phrase(self, wanted: Any) -> Found:
        name = wanted.fieldname
        field = self.leaf.field(name)
        terms = [_bytes(word) for word in wanted.words]
        elements = [_single(field, term) for term in terms]
        if isinstance(wanted, OpenPhrase):
            first, last = field.prefix(terms[-1])
            elements[-1] = [(first, last)] if first < last else []
        if not all(elements):
            return _NOTHING
        docs = self._phrase_docs(field, elements, wanted.slop)
        scores = np.zeros(len(docs))
        for term, element in zip(terms, elements, strict=True):
            holding, freqs = _summed(self.leaf, field, element)
            at = np.searchsorted(holding, docs)
            idf = self._idf(name, term)
            if element[0][1] - element[0][0] > 1:
                idf = self._joint_idf(Beginning(name, term))
            scores += self._scores(name, idf, docs, freqs[at])
        return Found(docs, scores * wanted.boost if wanted.boost != 1.0 else scores)

    def _phrase_docs(self, field: Field, elements: list[Ranges], slop: int) -> Array:
        candidates = np.ones(self.leaf.documents, dtype=bool)
        for element in elements:
            mask = np.zeros(self.leaf.documents, dtype=bool)
            mask[field.postings(*element[0])[0]] = True
            candidates &= mask
        if not candidates.any():
            return np.zeros(0, np.int64)
        keys = [_places(field, element[0], candidates) for element in elements]
        ends = _adjacent(keys) if slop == 1 else reduce(lambda a, b: _near(a, b, slop), keys)
        return np.unique(ends >> _POSITION_BITS)


def _summed(leaf: Leaf, field: Field, ranges: Ranges) -> tuple[Array, Array]:
    """Documents holding any of the terms, and how often all of them together."""
    if len(ranges) == 1 and ranges[0][1] - ranges[0][0] == 1:
        return field.postings(*ranges[0])
    counts = np.zeros(leaf.documents)
    for first, last in ranges:
        docs, freqs = field.postings(first, last)
        counts += np.bincount(docs, weights=freqs, minlength=leaf.documents)
    found = np.flatnonzero(counts)
    freqs = counts[found]
    return found, freqs.astype(np.uint8 if freqs.max(initial=0) < 256 else np.uint32)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _single(field: Field, term: bytes) -> Ranges:
    rank = field.find(term)
    return [] if rank is None else [(rank, rank + 1)]


def _ranges(leaf: Leaf, wanted: Any) -> tuple[Field, Ranges]:
    """Where the postings of words taken together are, and in which field."""
    field = leaf.field(wanted.fieldname)
    if isinstance(wanted, AnyOf):
        return field, [r for term in wanted.terms_ for r in _single(field, term)]
    text = _bytes(wanted.text)
    if wanted.fieldname in BEGINNINGS:
        summed = leaf.field(BEGINNINGS[wanted.fieldname])
        at = _single(summed, text)
        if at:
            return summed, at
    first, last = field.prefix(text)
    return field, [(first, last)] if first < last else []


def _places(field: Field, ranks: tuple[int, int], candidates: Array) -> Array:
    """Sorted keys (document, position) of the terms of these ranks in candidate documents."""
    docs, freqs = field.postings(*ranks)
    wide = freqs.astype(np.int64)
    ends = np.cumsum(wide)
    kept = candidates[docs]
    sizes = wide[kept]
    shift = (ends - wide)[kept] - (np.cumsum(sizes) - sizes)
    places = field.positions(*ranks)[np.repeat(shift, sizes) + np.arange(int(sizes.sum()))]
    keys = (np.repeat(docs[kept].astype(np.int64), sizes) << _POSITION_BITS) | places
    if ranks[1] - ranks[0] > 1:
        keys.sort()
    return keys


def _adjacent(keys: list[Array]) -> Array:
    """Keys of the first words of exact runs; starts from the rarest word."""
    order = sorted(range(len(keys)), key=lambda i: len(keys[i]))
    starts = keys[order[0]] - order[0]
    for i in order[1:]:
        wanted = starts + i
        at = np.searchsorted(keys[i], wanted)
        at[at == len(keys[i])] = 0
        starts = starts[keys[i][at] == wanted]
    return starts


def _near(reached: Array, following: Array, slop: int) -> Array:
    """Keys of ``following`` that stand at most ``slop`` positions after a key reached."""
    if not len(reached):
        return reached
    at = np.searchsorted(reached, following) - 1
    near = (at >= 0) & (following - reached[at] <= slop)
    return following[near]
