"""One indexed field of one segment: sorted terms and their postings as flat arrays.

========== =====================================================================
``terms``   the terms' UTF-8 bytes in byte order, end to end
``ends``    where each term's bytes end
``starts``  where each term's postings start; one more than there are terms
``docs``    a posting's document number, ascending within a term
``freqs``   how often the term stands in that document, up to 255 in one byte
``often``   postings with a higher frequency, ascending, and ``oftener`` that frequency
``spots``   where each term's positions start; one more than there are terms
``places``  the positions, in the order of the postings
``lengths`` for each document, Whoosh's one-byte code of how many terms it has
========== =====================================================================

Neighbouring terms lie next to each other, so every posting of a prefix is one slice. Integers
take the narrowest type that holds the largest of them.
"""

# mypy: allow-untyped-calls

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.fulltext import stock
from index.fulltext.container import Block, Container, DamagedError

Array = npt.NDArray[Any]

Ranks = list[tuple[int, int]]
"""Ranks of terms taken together as one word: half-open, apart, in order."""

_FREQUENT = 255
"""Only stop words in long articles stand more often; one byte for all others halves the array."""

_LOOKED_UP = 1024
"""Terms of which it is remembered where they are."""

_SIGNPOSTED = 256
"""Every so many terms one is kept in memory, to begin a search from."""

CODE_LENGTHS = np.array([stock.byte_to_length(code) for code in range(256)], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class FieldArrays:
    """A field ready to be written. ``spots`` and ``places`` are ``None`` without positions."""

    terms: list[bytes]
    starts: Array
    docs: Array
    freqs: Array
    spots: Array | None
    places: Array | None
    lengths: Array
    total_length: int

    def blocks(self, name: str) -> Iterator[Block]:
        """The arrays as blocks of a container, each named after the field."""
        sizes = np.fromiter(map(len, self.terms), np.int64, len(self.terms))
        often = np.flatnonzero(self.freqs > _FREQUENT)
        yield Block(f"{name}.terms", "u1", memoryview(b"".join(self.terms)))
        yield from (
            block(f"{name}.{part}", array)
            for part, array in (
                ("ends", np.cumsum(sizes)),
                ("starts", self.starts),
                ("docs", self.docs),
                ("freqs", np.minimum(self.freqs, _FREQUENT)),
                ("often", often),
                ("oftener", self.freqs[often]),
                ("spots", self.spots),
                ("places", self.places),
            )
            if array is not None
        )
        yield Block(f"{name}.lengths", "u1", memoryview(self.lengths.tobytes()))


def block(name: str, array: Array) -> Block:
    """An array of counts or offsets, in the narrowest unsigned type that holds it."""
    top = int(array.max()) if len(array) else 0
    kind = next(k for k, b in (("u1", 8), ("<u2", 16), ("<u4", 32), ("<u8", 64)) if top < 1 << b)
    exact = np.ascontiguousarray(array.astype(kind, copy=False))
    return Block(name, kind, memoryview(_buffer(exact)))


def _buffer(array: Array) -> Any:
    """The bytes of an array, not copied."""
    return array.view(np.uint8)


def array_of(container: Container, name: str) -> Array:
    """An array of a container, mapped, not copied; checked."""
    kind, data = container.raw(name)
    return np.frombuffer(data, dtype=kind)


class Long:
    """A long array of a container, mapped, of which each part is checked before its first use."""

    def __init__(self, container: Container, name: str) -> None:
        self._guarded = container.guarded(name)
        self._array = np.frombuffer(self._guarded.data, dtype=self._guarded.kind)

    def __len__(self) -> int:
        return len(self._array)

    def part(self, start: int, end: int) -> Array:
        """The elements from one to before another."""
        self._guarded.check(start, end)
        return self._array[start:end]

    def whole(self) -> Array:
        """All of them."""
        return self.part(0, len(self))


class Field:
    """A field of a segment on disk, mapped.

    Where its terms are and how many postings each has is checked when it is opened, postings and
    positions when they are asked for.

    Attributes:
        total_length: the number of terms in all documents together, deleted ones included.
    """

    def __init__(self, container: Container, name: str, documents: int, total_length: int) -> None:
        self._blob = container.raw(f"{name}.terms")[1]
        self._ends = array_of(container, f"{name}.ends")
        self.starts = array_of(container, f"{name}.starts")
        self._docs = Long(container, f"{name}.docs")
        self._freqs = Long(container, f"{name}.freqs")
        self._often = array_of(container, f"{name}.often")
        self._oftener = array_of(container, f"{name}.oftener")
        self.lengths = array_of(container, f"{name}.lengths")
        self.has_positions = f"{name}.places" in container.names
        self.total_length = total_length
        self.documents = documents
        self._looked_up: dict[bytes, int | None] = {}
        if self.has_positions:
            self.spots = array_of(container, f"{name}.spots")
            self._places = Long(container, f"{name}.places")
        if len(self.starts) != len(self._ends) + 1 or len(self.lengths) != documents:
            raise DamagedError(f"{container.path.name}: the arrays of {name} do not fit together")

    def __len__(self) -> int:
        return len(self._ends)

    @cached_property
    def _term_ends(self) -> memoryview:
        # Plain indexing of a memoryview is several times as fast as of a NumPy array.
        ends: Any = self._ends
        return memoryview(ends)

    @cached_property
    def _term_starts(self) -> memoryview:
        starts: Any = self.starts
        return memoryview(starts)

    @cached_property
    def _frequent(self) -> memoryview:
        often: Any = self._often
        return memoryview(often)

    def term(self, ordinal: int) -> bytes:
        """The term of this rank."""
        ends = self._term_ends
        return bytes(self._blob[ends[ordinal - 1] if ordinal else 0 : ends[ordinal]])

    def terms(self, first: int, last: int) -> list[bytes]:
        """The terms of these ranks."""
        ends = [int(self._ends[first - 1]) if first else 0, *self._ends[first:last].tolist()]
        blob, base = bytes(self._blob[ends[0] : ends[-1]]), ends[0]
        return [blob[a - base : b - base] for a, b in pairwise(ends)]

    def terms_at(self, ranks: Array) -> list[bytes]:
        """The terms of some ranks."""
        starts = np.where(ranks > 0, self._ends[ranks - 1], 0).tolist() if len(ranks) else []
        ends = self._ends[ranks].tolist()
        blob = self._blob
        return [bytes(blob[a:b]) for a, b in zip(starts, ends, strict=True)]

    def lower_bound(self, term: bytes) -> int:
        """The rank of the first term not below ``term``."""
        at = bisect_left(self._signposts, term)
        low = max(0, (at - 1) * _SIGNPOSTED)
        high = min(len(self), at * _SIGNPOSTED)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _signposts(self) -> list[bytes]:
        return self.terms_at(np.arange(0, len(self), _SIGNPOSTED))

    def find(self, term: bytes) -> int | None:
        """The rank of ``term``, if it is here."""
        if term in self._looked_up:
            return self._looked_up[term]
        rank = self.lower_bound(term)
        found = rank if rank < len(self) and self.term(rank) == term else None
        if len(self._looked_up) >= _LOOKED_UP:
            self._looked_up = {}
        self._looked_up[term] = found
        return found

    def single(self, term: bytes) -> Ranks:
        """The rank of ``term`` as a range; empty when it is not here."""
        rank = self.find(term)
        return [] if rank is None else [(rank, rank + 1)]

    def frequency(self, term: bytes) -> int:
        """How many documents hold ``term``."""
        rank = self.find(term)
        return 0 if rank is None else self._term_starts[rank + 1] - self._term_starts[rank]

    def prefix(self, prefix: bytes) -> tuple[int, int]:
        """The ranks of all terms that begin so: first, and one past the last."""
        first = self.lower_bound(prefix)
        stem = prefix.rstrip(b"\xff")
        if not stem:
            return first, len(self)
        return first, self.lower_bound(stem[:-1] + bytes([stem[-1] + 1]))

    def sizes(self, first: int, last: int) -> Array:
        """The lengths in bytes of the terms of these ranks."""
        before = self._ends[first - 1 : last - 1] if first else np.append(0, self._ends[: last - 1])
        return self._ends[first:last].astype(np.int64) - before

    def postings(self, first: int, last: int) -> tuple[Array, Array]:
        """Documents and frequencies of the terms of these ranks, term after term."""
        start, end = self._term_starts[first], self._term_starts[last]
        return self._docs.part(start, end), self._frequencies(start, end)

    def size(self, first: int, last: int) -> int:
        """How many postings the terms of these ranks have."""
        size: int = self._term_starts[last] - self._term_starts[first]
        return size

    def _frequencies(self, start: int, end: int) -> Array:
        freqs = self._freqs.part(start, end)
        low = bisect_left(self._frequent, start)
        high = bisect_left(self._frequent, end, low)
        if low == high:
            return freqs
        exact = freqs.astype(np.uint32)
        exact[self._often[low:high] - start] = self._oftener[low:high]
        return exact

    @property
    def docs(self) -> Array:
        """The document of every posting."""
        return self._docs.whole()

    @property
    def freqs(self) -> Array:
        """The frequency of every posting."""
        return self._frequencies(0, len(self._docs))

    @property
    def places(self) -> Array:
        """Every position."""
        return self._places.whole()

    def positions(self, first: int, last: int) -> Array:
        """The positions of the terms of these ranks, in the order of their postings."""
        return self._places.part(int(self.spots[first]), int(self.spots[last]))


def length_codes(lengths: Array) -> Array:
    """Whoosh's one-byte codes of field lengths: exact when small, coarser as they grow."""
    values, inverse = np.unique(lengths, return_inverse=True)
    codes = np.array([stock.length_to_byte(int(value)) for value in values], dtype=np.uint8)
    return codes[inverse]


def build(
    ranks: Array, docs: Array, places: Array | None, terms: list[bytes], lengths: Array
) -> FieldArrays:
    """Postings from one entry a word: sort once, then cut where the key changes.

    Args:
        ranks: each word's term, as an index into ``terms``.
        docs: each word's document, ascending.
        places: each word's position, ascending within a document; ``None`` to keep none.
        terms: the terms in byte order, each used at least once.
        lengths: words in each document.
    """
    doc_bits = max(1, len(lengths).bit_length())
    place_bits = int(places.max()).bit_length() if places is not None and len(places) else 0
    if len(terms).bit_length() + doc_bits + place_bits > 64:
        raise ValueError("too many terms, documents and positions for one segment")
    keys = ranks.astype(np.uint64) << np.uint64(doc_bits)
    keys |= docs.astype(np.uint64)
    if places is not None:
        keys <<= np.uint64(place_bits)
        keys |= places.astype(np.uint64)
    keys.sort()
    sorted_places = None
    if places is not None:
        sorted_places = (keys & np.uint64((1 << place_bits) - 1)).astype(np.uint32)
        keys >>= np.uint64(place_bits)
    changed = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=changed[1:])
    first = np.flatnonzero(changed)
    freqs = np.diff(first, append=len(keys))
    keys = keys[first]
    posting_ranks = (keys >> np.uint64(doc_bits)).astype(np.int64)
    starts = np.searchsorted(posting_ranks, np.arange(len(terms) + 1))
    spots = None
    if sorted_places is not None:
        spots = np.append(first, len(sorted_places))[starts]
    documents = (keys & np.uint64((1 << doc_bits) - 1)).astype(np.uint32)
    total = int(lengths.sum())
    codes = length_codes(lengths)
    return FieldArrays(terms, starts, documents, freqs, spots, sorted_places, codes, total)
