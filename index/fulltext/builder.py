"""Articles to segments, without an object for each word.

Texts become arrays of word numbers by one dictionary that lives as long as the writer; folding
and stemming happen once for each different word, and postings come out of one sort.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.fulltext import dates, segment
from index.fulltext.analysis import GAP, pieces, raw_tokens, shorter, term
from index.fulltext.postings import Array, FieldArrays, beginnings, build
from index.fulltext.schema import BEGINNINGS, STEMMED
from index.model import Article

BATCH_CHARACTERS = 24_000_000
"""Text gathered before a segment is written; sorting it takes some 12 times as many bytes."""

BATCH_DOCUMENTS = 20_000
VOCABULARY_LIMIT = 1_000_000
UNKNOWN_TERM = b"\x00unknown"
"""Indexed in place of a missing source or author; no text can hold it."""

_NO_STEM = b""
_SURFACE_FIELDS = ("title", "body", "source", "author")


class _Vocabulary(dict[str, int]):
    """Numbers for raw words, given at first sight, with both forms of each."""

    def __init__(self) -> None:
        super().__init__()
        self.surfaces: list[bytes] = []
        self.stems: list[bytes] = []

    def __missing__(self, raw: str) -> int:
        forms = term(raw)
        number = self[raw] = len(self.surfaces)
        self.surfaces.append(_bytes(forms.surface))
        self.stems.append(_NO_STEM if forms.stem is None else _bytes(forms.stem))
        return number


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@dataclass(slots=True)
class _Words:
    """One field's words of the batch: numbers and positions, document after document."""

    numbers: list[Array] = field(default_factory=list)
    places: list[Array] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def add(self, numbers: Array, places: Array) -> None:
        self.numbers.append(numbers)
        self.places.append(places)
        self.lengths.append(len(numbers))


class Builder:
    """Gathers articles and writes them as one segment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._vocabulary = _Vocabulary()
        self._start()

    def _start(self) -> None:
        self._words = {name: _Words() for name in _SURFACE_FIELDS}
        self._ids: list[str] = []
        self._sources: list[str | None] = []
        self._dates: list[dates.Published] = []
        self._characters = 0
        self._missing: dict[str, list[int]] = {"source": [], "author": []}

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def full(self) -> bool:
        """Whether the batch should be written before more is added."""
        return self._characters >= BATCH_CHARACTERS or len(self) >= BATCH_DOCUMENTS

    def add(self, article: Article) -> int:
        """Take an article into the batch; its document number there."""
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
        self._characters += len(article.text)
        return number

    def _add(self, name: str, text: str, stretches: list[tuple[int, int]]) -> None:
        numbers = [np.zeros(0, np.uint32)]
        sizes = []
        for start, end in stretches:
            cuts = [self._numbered(text[a:b]) for a, b in shorter(text, start, end)]
            numbers += cuts
            sizes.append(sum(map(len, cuts)))
        places = np.arange(sum(sizes), dtype=np.uint32)
        places += np.repeat(np.arange(len(sizes), dtype=np.uint32) * GAP, sizes)
        self._words[name].add(np.concatenate(numbers), places)

    def _numbered(self, text: str) -> Array:
        raw = raw_tokens(text)
        return np.fromiter(map(self._vocabulary.__getitem__, raw), np.uint32, len(raw))

    def write(self) -> str:
        """Write the batch as a segment, begin another, and return the segment's name."""
        days = self._dates
        columns = segment.Columns(
            self._ids,
            self._sources,
            np.array([d.first for d in days], dtype=np.int32),
            np.array([d.last for d in days], dtype=np.int32),
            np.array([d.moment for d in days], dtype=np.int64),
        )
        name = segment.write(self._folder, columns, self._fields())
        if len(self._vocabulary) > VOCABULARY_LIMIT:
            self._vocabulary = _Vocabulary()
        self._start()
        return name

    def _fields(self) -> Iterator[tuple[str, FieldArrays]]:
        yield "id", self._id_field()
        for name in _SURFACE_FIELDS:
            yield from self._text_fields(name)

    def _id_field(self) -> FieldArrays:
        encoded = [_bytes(article) for article in self._ids]
        terms = sorted(encoded)
        rank = {article: number for number, article in enumerate(terms)}
        ranks = np.fromiter((rank[article] for article in encoded), np.int64, len(encoded))
        every = np.arange(len(encoded))
        return build(ranks, every, None, terms, np.ones(len(encoded), np.int64))

    def _text_fields(self, name: str) -> Iterator[tuple[str, FieldArrays]]:
        words = self._words[name]
        numbers = np.concatenate(words.numbers) if words.numbers else np.zeros(0, np.uint32)
        places = np.concatenate(words.places) if words.places else np.zeros(0, np.uint32)
        lengths = np.array(words.lengths, dtype=np.int64)
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
            yield BEGINNINGS[name], beginnings(arrays)
        stemmed = STEMMED.get(name)
        if stemmed is not None:
            ranks, terms = self._ranked(numbers, self._vocabulary.stems)
            if terms and terms[0] == _NO_STEM:
                kept = ranks > 0
                ranks, docs, terms = ranks[kept] - 1, docs[kept], terms[1:]
            stem_lengths = np.bincount(docs, minlength=len(lengths))
            yield stemmed, build(ranks, docs, None, terms, stem_lengths)

    def _ranked(self, numbers: Array, forms: list[bytes]) -> tuple[Array, list[bytes]]:
        """Word numbers to ranks among the batch's own terms, and those terms in order."""
        used = np.flatnonzero(np.bincount(numbers, minlength=1)) if len(numbers) else numbers
        present = [forms[number] for number in used.tolist()]
        terms = sorted(set(present))
        rank_of = {form: rank for rank, form in enumerate(terms)}
        ranks = np.zeros(len(forms) or 1, np.uint32)
        ranks[used] = np.fromiter(map(rank_of.__getitem__, present), np.uint32, len(present))
        return ranks[numbers], terms
