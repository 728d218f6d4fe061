"""The segments as Whoosh sees them: a codec's reading half.

Any Whoosh query, matcher or collector works on them.
Writing goes through :mod:`index.fulltext.builder` instead of Whoosh's writer, which would make a
Python object of every posting; nothing here is pickled and nothing is read by unpickling.
"""

# mypy: allow-untyped-calls

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from index.fulltext import stock
from index.fulltext.postings import CODE_LENGTHS, Array, Field
from index.fulltext.segment import Segment
from index.recent import Recent

if TYPE_CHECKING:
    from index.fulltext.counts import Counts, Weighting
    from index.fulltext.matches import Matches

_COLUMNS = ("first", "last", "moment")

_REMEMBERED = 8
"""Parts of queries kept for each segment: at most some twenty bytes a document each."""


class Leaf:
    """A segment and which of its documents still count.

    Attributes:
        live: a mask of the documents not deleted; ``None`` when all are there.
        parts: what recent searches found for parts of their queries.
        counts: how often words taken together stand in the documents, of recent searches.
        weightings: how frequencies become scores, by field.

    What is remembered holds as long as this state of the index is the present one.
    """

    def __init__(self, segment: Segment, deleted: Array) -> None:
        self.segment = segment
        self.parts: Recent[stock.Query, Matches] = Recent(_REMEMBERED)
        self.counts: Recent[Hashable, Counts] = Recent(_REMEMBERED)
        self.weightings: dict[str, Weighting] = {}
        self.deleted = frozenset(deleted.tolist())
        self.live: Array | None = None
        if self.deleted:
            self.live = np.ones(segment.documents, dtype=bool)
            self.live[deleted] = False

    @property
    def documents(self) -> int:
        """All documents, deleted ones included."""
        return self.segment.documents

    def field(self, name: str) -> Field:
        """A field by name."""
        return self.segment.fields[name]


class PostingsMatcher(stock.LeafMatcher):
    """Steps through one term's postings, as Whoosh's own matchers expect."""

    def __init__(
        self, field: Field, rank: int, term: tuple[str, bytes], format_: Any, scorer: Any
    ) -> None:
        self._field = field
        self._rank = rank
        self._term = term
        self.format = format_
        self.scorer = scorer
        docs, freqs = field.postings(rank, rank + 1)
        self._docs, self._freqs = docs.tolist(), freqs.tolist()
        self._at = 0
        self._spots: list[int] | None = None
        self._places: list[int] = []

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> "PostingsMatcher":
        """Another matcher at the same posting."""
        other = PostingsMatcher(self._field, self._rank, self._term, self.format, self.scorer)
        other._at = self._at
        return other

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._at < len(self._docs)

    def id(self) -> int:
        """The document."""
        return int(self._docs[self._at])

    def weight(self) -> float:
        """How often the term stands in the document."""
        return float(self._freqs[self._at])

    def next(self) -> None:
        """Go to the next posting."""
        self._at += 1

    def skip_to(self, id: int) -> None:  # noqa: A002 - the name Whoosh calls it by
        """Go to the first posting at or after a document."""
        if not self.is_active():
            raise stock.ReadTooFar
        while self.is_active() and self.id() < id:
            self._at += 1

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        return iter(self._docs[self._at :])

    def supports(self, astype: str) -> bool:
        """Positions where the field has them; frequencies always."""
        return astype in {"frequency", "weight"} or (
            astype == "positions" and self._field.has_positions
        )

    def value_as(self, astype: str) -> Any:
        """The posting as Whoosh asks for it."""
        if astype == "positions":
            if self._spots is None:
                self._spots = np.append(0, np.cumsum(self._freqs)).tolist()
                self._places = self._field.positions(self._rank, self._rank + 1).tolist()
            return self._places[self._spots[self._at] : self._spots[self._at + 1]]
        return self.weight()

    def value(self) -> bytes:
        """Encoded values are not kept; ask with :meth:`value_as`."""
        return b""

    def skip_to_quality(self, _minquality: float) -> int:
        """Skip nothing: blocks have no bounds of their own."""
        return 0

    def supports_block_quality(self) -> bool:
        """Without blocks there is nothing to skip."""
        return False

    def block_min_length(self) -> int:
        """The shortest document holding the term."""
        return int(_info(self._field, self._rank).min_length() or 0)

    def block_max_length(self) -> int:
        """The longest document holding the term."""
        return int(_info(self._field, self._rank).max_length())

    def block_max_weight(self) -> float:
        """The highest frequency of the term."""
        return float(max(self._freqs))


def _info(field: Field, rank: int) -> stock.TermInfo:
    docs, freqs = field.postings(rank, rank + 1)
    lengths = CODE_LENGTHS[field.lengths[docs]]
    return stock.TermInfo(
        weight=float(freqs.sum()),
        df=len(docs),
        minlength=int(lengths.min()),
        maxlength=int(lengths.max()),
        maxweight=float(freqs.max()),
        minid=int(docs[0]),
        maxid=int(docs[-1]),
    )


class _Cursor(stock.FieldCursor):
    def __init__(self, field: Field) -> None:
        self._field = field
        self._rank = 0

    def first(self) -> str | None:
        self._rank = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        wanted = string if isinstance(string, bytes) else string.encode()
        self._rank = self._field.lower_bound(wanted)
        return self.text()

    def next(self) -> str | None:
        self._rank += 1
        return self.text()

    def is_valid(self) -> bool:
        return self._rank < len(self._field)

    def text(self) -> str | None:
        return self._field.term(self._rank).decode(errors="replace") if self.is_valid() else None

    def term_info(self) -> stock.TermInfo | None:
        return _info(self._field, self._rank) if self.is_valid() else None


class _Terms(stock.TermsReader):
    def __init__(self, leaf: Leaf) -> None:
        self._fields = leaf.segment.fields

    def _rank(self, fieldname: str, text: bytes) -> int | None:
        field = self._fields.get(fieldname)
        return None if field is None else field.find(text)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._rank(*term) is not None

    def cursor(self, fieldname: str, _fieldobj: Any) -> _Cursor:
        return _Cursor(self._fields[fieldname])

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name, field in sorted(self._fields.items()):
            for rank in range(len(field)):
                yield name, field.term(rank)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        field = self._fields[fieldname]
        for rank in range(field.lower_bound(prefix), len(field)):
            yield fieldname, field.term(rank)

    def items(self) -> Iterator[tuple[tuple[str, bytes], stock.TermInfo]]:
        for name, field in sorted(self._fields.items()):
            for rank in range(len(field)):
                yield (name, field.term(rank)), _info(field, rank)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], stock.TermInfo]]:
        field = self._fields[fieldname]
        for rank in range(field.lower_bound(prefix), len(field)):
            yield (fieldname, field.term(rank)), _info(field, rank)

    def term_info(self, fieldname: str, text: bytes) -> stock.TermInfo:
        rank = self._rank(fieldname, text)
        if rank is None:
            raise KeyError((fieldname, text))
        return _info(self._fields[fieldname], rank)

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        rank = self._rank(fieldname, text)
        if rank is None:
            return 0
        starts = self._fields[fieldname].starts
        return int(starts[rank + 1]) - int(starts[rank])

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> PostingsMatcher:
        rank = self._rank(fieldname, text)
        if rank is None:
            raise KeyError((fieldname, text))
        return PostingsMatcher(self._fields[fieldname], rank, (fieldname, text), format_, scorer)

    def indexed_field_names(self) -> Iterable[str]:
        return self._fields.keys()


class _Column(stock.ColumnReader):
    def __init__(self, values: Array) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> int:
        return int(self._values[docnum])

    def __iter__(self) -> Iterator[int]:
        return iter(self._values.tolist())


class _Documents(stock.PerDocumentReader):
    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf

    def doc_count(self) -> int:
        return self._leaf.documents - len(self._leaf.deleted)

    def doc_count_all(self) -> int:
        return self._leaf.documents

    def has_deletions(self) -> bool:
        return bool(self._leaf.deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._leaf.deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._leaf.deleted

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in _COLUMNS

    def list_columns(self) -> Iterable[str]:
        return _COLUMNS

    def column_reader(self, fieldname: str, _column: Any) -> _Column:
        return _Column(getattr(self._leaf.segment, fieldname))

    def _code(self, docnum: int, fieldname: str) -> int:
        return int(self._leaf.field(fieldname).lengths[docnum])

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        code = self._code(docnum, fieldname)
        return int(CODE_LENGTHS[code]) if code else default

    def field_length(self, fieldname: str) -> int:
        return self._leaf.field(fieldname).total_length

    def min_field_length(self, fieldname: str) -> int:
        return int(CODE_LENGTHS[self._leaf.field(fieldname).lengths].min())

    def max_field_length(self, fieldname: str) -> int:
        return int(CODE_LENGTHS[self._leaf.field(fieldname).lengths].max())

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {"id": self._leaf.segment.id_of(docnum)}


class _WhooshSegment(stock.Segment):
    """What Whoosh calls a segment: a name and the deletions."""

    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf
        self.compound = False

    def segment_id(self) -> str:
        return self._leaf.segment.name

    def codec(self) -> "SegmentCodec":
        return SegmentCodec(self._leaf)

    def doc_count_all(self) -> int:
        return self._leaf.documents

    def deleted_count(self) -> int:
        return len(self._leaf.deleted)

    def deleted_docs(self) -> frozenset[int]:
        return self._leaf.deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._leaf.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        raise NotImplementedError("a segment is never changed; deletions are committed anew")


class SegmentCodec:
    """Whoosh's way to one segment's terms and documents."""

    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf

    def terms_reader(self, _storage: Any, _segment: Any) -> _Terms:
        """The inverted index."""
        return _Terms(self._leaf)

    def per_document_reader(self, _storage: Any, _segment: Any) -> _Documents:
        """Lengths, columns and ids."""
        return _Documents(self._leaf)

    def automata(self, _storage: Any, _segment: Any) -> stock.Automata:
        """What Whoosh's own fuzzy queries walk the terms with."""
        return stock.Automata()


class LeafReader(stock.SegmentReader):
    """A Whoosh reader of one segment that still knows its arrays."""

    def __init__(self, leaf: Leaf, schema: stock.Schema, generation: int) -> None:
        self.leaf = leaf
        no_storage: Any = None
        super().__init__(no_storage, schema, _WhooshSegment(leaf), generation=generation)


def reader(leaves: list[Leaf], shared: stock.Schema, generation: int) -> stock.IndexReader:
    """A Whoosh reader over all segments."""
    readers: list[stock.IndexReader] = [LeafReader(leaf, shared, generation) for leaf in leaves]
    if not readers:
        return stock.EmptyReader(shared)
    return readers[0] if len(readers) == 1 else stock.MultiReader(readers, generation=generation)
