"""A Whoosh query evaluated on one segment at a time, whole arrays at once.

Scores are those of Whoosh's BM25F and its matchers: the formula, the one-byte lengths and the
global statistics are the same, term for term. A kind of query not known here is handed to its
own matcher, so every Whoosh query has an answer.
"""

# mypy: allow-untyped-calls

from functools import partial
from math import log
from typing import Any

import numpy as np

from index.fulltext import counts, matches, stock
from index.fulltext.codec import Leaf, LeafReader
from index.fulltext.counts import Counts, Weighting
from index.fulltext.matches import Matches
from index.fulltext.phrases import exact_docs, phrase_docs
from index.fulltext.queries import AnyOf, Beginning, DayRange, Filter, OpenPhrase


class Evaluator:
    """Answers queries on one segment.

    Args:
        subsearcher: Whoosh's searcher of the segment.
        top: Whoosh's searcher of the whole index, for its statistics.
        leaves: all segments, for statistics of words taken together.
    """

    def __init__(self, subsearcher: Any, top: Any, leaves: list[Leaf]) -> None:
        self._searcher = subsearcher
        self._top = top
        self._leaves = leaves
        reader: LeafReader = subsearcher.reader()
        self.leaf = reader.leaf
        self._documents = self.leaf.documents
        self._answers = {
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
        }

    def find(self, wanted: stock.Query) -> Matches:
        """What matches, deleted documents included."""
        return self._answers.get(type(wanted), self._by_matcher)(wanted)

    def _by_matcher(self, wanted: Any) -> Matches:
        matcher = wanted.matcher(self._searcher, self._searcher.context())
        docs: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        found = np.array(docs, np.int64), np.array(scores, np.float64)
        return matches.scored(self._documents, *found)

    def _none(self) -> Matches:
        return matches.nothing(self._documents)

    def _every(self, wanted: Any) -> Matches:
        if wanted.fieldname is not None:
            return self._by_matcher(wanted)
        return matches.level(np.ones(self._documents, dtype=bool), float(wanted.boost))

    def _days(self, wanted: Any) -> Matches:
        segment = self.leaf.segment
        return matches.level((segment.first >= wanted.first) & (segment.last <= wanted.last), 1.0)

    def _constant(self, wanted: Any) -> Matches:
        return matches.level(self.find(wanted.child).mask, float(wanted.score))

    def _not(self, wanted: Any) -> Matches:
        return matches.level(~self.find(wanted.query).mask, 1.0)

    def _and(self, wanted: Any) -> Matches:
        if not wanted.subqueries:
            return self._none()
        # Kept for the next keystroke, which changes the last part only.
        parts = [self.leaf.parts.of(part, partial(self.find, part)) for part in wanted.subqueries]
        return matches.every(self._documents, parts, float(wanted.boost))

    def _or(self, wanted: Any) -> Matches:
        if getattr(wanted, "minmatch", 0) or getattr(wanted, "scale", None):
            return self._by_matcher(wanted)
        parts = [self.find(part) for part in wanted.subqueries]
        return matches.either(self._documents, parts, float(wanted.boost))

    def _term(self, wanted: Any) -> Matches:
        field = self.leaf.field(wanted.fieldname)
        term = _bytes(wanted.text)
        rank = field.find(term)
        if rank is None:
            return self._none()
        idf = self._rarity(wanted.fieldname, term)
        weighting = self._weighting(wanted.fieldname)
        return matches.words(counts.of_word(field, rank), weighting, idf, float(wanted.boost))

    def _together(self, wanted: Any) -> Matches:
        joined = self._joined(self.leaf, wanted)
        if not joined.count:
            return self._none()
        # Whoosh's idf, for words counted as one: documents holding any of them.
        idf = self._idf(sum(self._joined(leaf, wanted).count for leaf in self._leaves))
        weighting = self._weighting(wanted.fieldname)
        return matches.words(joined, weighting, idf, float(wanted.boost))

    def _joined(self, leaf: Leaf, wanted: Any) -> Counts:
        """How often the words all together stand in each document of a segment."""
        which = wanted.terms_ if isinstance(wanted, AnyOf) else wanted.text
        return leaf.counts.of((wanted.fieldname, which), lambda: _counted(leaf, wanted))

    def _rarity(self, field_name: str, term: bytes) -> float:
        """Whoosh's idf of a word in the whole index."""
        return self._idf(sum([leaf.field(field_name).frequency(term) for leaf in self._leaves]))

    def _idf(self, frequency: int) -> float:
        return log(self._top.doc_count_all() / (frequency + 1)) + 1

    def _weighting(self, field_name: str) -> Weighting:
        """The tables of a field, made once for a state of the index."""
        made = self.leaf.weightings.get(field_name)
        if made is None:
            average = self._top.avg_field_length(field_name) or 1
            made = Weighting.of(self.leaf.field(field_name), average)
            self.leaf.weightings[field_name] = made
        return made

    def _phrase(self, wanted: Any) -> Matches:
        terms = [_bytes(word) for word in wanted.words]
        if wanted.slop == 1 and not isinstance(wanted, OpenPhrase):
            return self._exact_phrase(wanted, terms)
        name = wanted.fieldname
        field = self.leaf.field(name)
        elements = [field.single(term) for term in terms]
        words: list[stock.Query] = [stock.Term(name, term) for term in terms]
        if isinstance(wanted, OpenPhrase):
            first, last = field.prefix(terms[-1])
            elements[-1] = [(first, last)] if first < last else []
            words[-1] = Beginning(name, terms[-1])
        if not all(elements):
            return self._none()
        docs = phrase_docs(field, [element[0] for element in elements], wanted.slop)
        scores = np.zeros(len(docs))
        if len(docs):
            for word in words:
                scores += self.find(word).scores(docs)
        return matches.scored(self._documents, docs, scores * wanted.boost)

    def _exact_phrase(self, wanted: Any, terms: list[bytes]) -> Matches:
        name = wanted.fieldname
        field = self.leaf.field(name)
        ranks = [rank for term in terms if (rank := field.find(term)) is not None]
        if len(ranks) < len(terms):
            return self._none()
        docs, freqs = exact_docs(field, ranks)
        scores = np.zeros(len(docs))
        if len(docs):
            weighting = self._weighting(name)
            for term, counted in zip(terms, freqs, strict=True):
                scores += weighting.scores(self._rarity(name, term), counted, docs)
        return matches.scored(self._documents, docs, scores * wanted.boost)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _counted(leaf: Leaf, wanted: Any) -> Counts:
    """How often words taken together stand in each document of a segment."""
    field = leaf.field(wanted.fieldname)
    if isinstance(wanted, AnyOf):
        return counts.of_words(field, [r for term in wanted.terms_ for r in field.single(term)])
    text = _bytes(wanted.text)
    summed = leaf.segment.beginnings.get(wanted.fieldname)
    known = summed.find(text) if summed else None
    if known:
        return counts.laid_out(*known)
    first, last = field.prefix(text)
    return counts.of_words(field, [(first, last)] if first < last else [])
