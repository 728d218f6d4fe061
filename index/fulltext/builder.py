"""Articles to segments, without an object for each word.

Texts become arrays of word numbers by a vocabulary that outlives the batch; folding and stemming
happen once for each different word, and postings come out of one sort.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.fulltext import dates, segment
from index.fulltext.analysis import GAP, pieces, shorter
from index.fulltext.beginnings import beginnings
from index.fulltext.postings import Array, FieldArrays, build
from index.fulltext.schema import BEGINNINGS, STEMMED
from index.fulltext.vocabulary import NO_STEM, Vocabulary, encoded, sums
from index.model import Article

UNKNOWN_TERM = b"\x00unknown"
"""Indexed in place of a missing source or author; no text can hold it."""

_SURFACE_FIELDS = ("title", "body", "source", "author")


@dataclass(slots=True)
class _Words:
    """One field's words, as the vocabulary numbers them, document after document.

    ``pieces`` are the parts of a text with a gap between them.
    """

    stretches: list[Array] = field(default_factory=list)
    stretches_of_pieces: list[int] = field(default_factory=list)
    pieces_of_documents: list[int] = field(default_factory=list)

    def laid_out(self, vocabulary: Vocabulary) -> tuple[Array, Array, Array]:
        """Words and their positions, and how many of them each document has."""
        stretches = np.concatenate([np.zeros(0, np.uint32), *self.stretches])
        words, counts = vocabulary.words(stretches)
        of_pieces = sums(counts, self.stretches_of_pieces)
        lengths = sums(of_pieces, self.pieces_of_documents)
        within = _ordinals(np.array(self.pieces_of_documents, dtype=np.int64))
        places = _ordinals(lengths) + np.repeat(within * GAP, of_pieces)
        return words, places.astype(np.uint32), lengths


def _ordinals(sizes: Array) -> Array:
    """0, 1, 2 … anew for each size."""
    ordinals: Array = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return ordinals


class Builder:
    """Gathers the articles of one segment and writes it.

    Args:
        folder: the index.
        vocabulary: what is known of words so far; grows.
    """

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._folder = folder
        self._vocabulary = vocabulary
        self._words = {name: _Words() for name in _SURFACE_FIELDS}
        self._ids: list[str] = []
        self._sources: list[str | None] = []
        self._dates: list[dates.Published] = []
        self._missing: dict[str, list[int]] = {"source": [], "author": []}

    def add(self, article: Article) -> None:
        """Take an article in; no other with its id may come."""
        number = len(self._ids)
        self._add("body", article.text, pieces(article))
        for name, value in (
            ("title", article.title),
            ("source", article.source),
            ("author", article.author),
        ):
            self._add(name, value or "", [(0, len(value or ""))])
            if name in self._missing and not value:
                self._missing[name].append(number)
        self._ids.append(article.id)
        self._sources.append(article.source or None)
        self._dates.append(dates.published(article.published))

    def _add(self, name: str, text: str, stretches: list[tuple[int, int]]) -> None:
        words = self._words[name]
        for start, end in stretches:
            parts = [self._vocabulary.stretches(text[a:b]) for a, b in shorter(text, start, end)]
            words.stretches += parts
            words.stretches_of_pieces.append(sum(map(len, parts)))
        words.pieces_of_documents.append(len(stretches))

    def write(self) -> str:
        """Write the segment and return its name; the builder is of no more use then."""
        days = self._dates
        columns = segment.Columns(
            self._ids,
            self._sources,
            np.array([d.first for d in days], dtype=np.int32),
            np.array([d.last for d in days], dtype=np.int32),
            np.array([d.moment for d in days], dtype=np.int64),
        )
        return segment.write(self._folder, columns, self._fields())

    def _fields(self) -> Iterator[segment.Part]:
        yield "id", self._id_field()
        for name in _SURFACE_FIELDS:
            yield from self._text_fields(name)

    def _id_field(self) -> FieldArrays:
        ids = [encoded(article) for article in self._ids]
        terms = sorted(ids)
        rank = {article: number for number, article in enumerate(terms)}
        ranks = np.fromiter((rank[article] for article in ids), np.int64, len(ids))
        return build(ranks, np.arange(len(ids)), None, terms, np.ones(len(ids), np.int64))

    def _text_fields(self, name: str) -> Iterator[segment.Part]:
        numbers, places, lengths = self._words[name].laid_out(self._vocabulary)
        docs = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        missing = np.array(self._missing.get(name, ()), dtype=np.uint32)
        ranks, terms = self._ranked(numbers, self._vocabulary.surfaces)
        if len(missing):
            ranks = np.append(np.zeros(len(missing), ranks.dtype), ranks + 1)
            terms = [UNKNOWN_TERM, *terms]
            docs = np.append(missing, docs)
            places = np.append(np.zeros(len(missing), places.dtype), places)
            lengths[missing] = 1
        arrays = build(ranks, docs, places, terms, lengths)
        yield name, arrays
        if name in BEGINNINGS:
            yield name, beginnings(arrays, BEGINNINGS[name])
        stemmed = STEMMED.get(name)
        if stemmed is not None:
            ranks, terms = self._ranked(numbers, self._vocabulary.stems)
            if terms and terms[0] == NO_STEM:
                kept = ranks > 0
                ranks, docs, terms = ranks[kept] - 1, docs[kept], terms[1:]
            stem_lengths = np.bincount(docs, minlength=len(lengths))
            yield stemmed, build(ranks, docs, None, terms, stem_lengths)

    def _ranked(self, numbers: Array, forms: list[bytes]) -> tuple[Array, list[bytes]]:
        """Word numbers to ranks among the segment's own terms, and those terms in order."""
        used = np.flatnonzero(np.bincount(numbers, minlength=1)) if len(numbers) else numbers
        present = [forms[number] for number in used.tolist()]
        terms = sorted(set(present))
        rank_of = {form: rank for rank, form in enumerate(terms)}
        ranks = np.zeros(len(forms) or 1, np.uint32)
        ranks[used] = np.fromiter(map(rank_of.__getitem__, present), np.uint32, len(present))
        return ranks[numbers], terms
