"""For short beginnings of words, how often all those words stand in each document.

While a query is typed these are the longest slices of a field's postings: at two letters a good
part of all. Summed up in advance, one byte for each document, they are ready as they lie on the
disk. Kept are beginnings of two to nine ASCII letters that more than one word has and that many
documents hold; for others the slice is quick enough.

=========== ==============================================================
``terms``   the beginnings in byte order, end to end
``ends``    where each one's bytes end
``counts``  how many documents hold each
``rows``    for each beginning its frequency in each document, up to 255
``often``   places in ``rows`` with a higher frequency, ascending
``oftener`` that frequency
=========== ==============================================================
"""

# mypy: allow-untyped-calls

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from index.fulltext.container import Block, Container, DamagedError
from index.fulltext.postings import Array, FieldArrays, Long, array_of, block

_SHORTEST: Final = 2
_LONGEST: Final = 9
FREQUENT: Final = 255
FEW: Final = 4096
"""Postings up to which adding them up takes no longer than the rest of a search."""


@dataclass(frozen=True, slots=True)
class BeginningArrays:
    """The beginnings of a field's words ready to be written."""

    terms: list[bytes]
    counts: list[int]
    rows: bytearray
    often: list[int]
    oftener: list[int]

    def blocks(self, name: str) -> Iterator[Block]:
        """The arrays as blocks of a container, each named after the field."""
        yield Block(_part(name, "terms"), "u1", memoryview(b"".join(self.terms)))
        ends = np.cumsum([len(term) for term in self.terms], dtype=np.int64)
        yield block(_part(name, "ends"), ends)
        yield block(_part(name, "counts"), np.array(self.counts, np.int64))
        yield Block(_part(name, "rows"), "u1", memoryview(self.rows))
        yield block(_part(name, "often"), np.array(self.often, np.int64))
        yield block(_part(name, "oftener"), np.array(self.oftener, np.int64))


def _part(name: str, part: str) -> str:
    return f"{name}.beginnings.{part}"


def beginnings(field: FieldArrays, share: int) -> BeginningArrays:
    """The beginnings of a field's words worth keeping.

    Args:
        field: its postings.
        share: kept is what at least one in so many documents holds.
    """
    documents = len(field.lengths)
    made = BeginningArrays([], [], bytearray(), [], [])
    for term, first, last in sorted(_shared(field, max(FEW, documents // share))):
        start, end = int(field.starts[first]), int(field.starts[last])
        docs, freqs = field.docs[start:end], field.freqs[start:end]
        sums = np.bincount(docs, weights=freqs, minlength=documents).astype(np.int64)
        count = int(np.count_nonzero(sums))
        if count * share < documents:
            continue
        often = np.flatnonzero(sums > FREQUENT)
        made.often.extend((often + len(made.rows)).tolist())
        made.oftener.extend(sums[often].tolist())
        made.terms.append(term)
        made.counts.append(count)
        made.rows.extend(np.minimum(sums, FREQUENT).astype(np.uint8).tobytes())
    return made


def _shared(field: FieldArrays, least: int) -> Iterator[tuple[bytes, int, int]]:
    """Beginnings of several words with at least so many postings, and the ranks of those."""
    groups = [(0, len(field.terms))]
    for length in range(1, _LONGEST + 1):
        longer = []
        for low, high in groups:
            last = low
            for term, words in groupby(field.terms[low:high], key=lambda word: word[:length]):
                first, last = last, last + sum(1 for _ in words)
                size = int(field.starts[last]) - int(field.starts[first])
                if len(term) < length or last - first < 2 or size < least:
                    continue
                longer.append((first, last))
                if length >= _SHORTEST and term.isascii():
                    yield term, first, last
        groups = longer


class Beginnings:
    """The beginnings of a field of a segment on disk, mapped; rows are checked when asked for."""

    def __init__(self, container: Container, name: str, documents: int) -> None:
        blob = bytes(container.raw(_part(name, "terms"))[1])
        ends = array_of(container, _part(name, "ends")).tolist()
        terms = [blob[a:b] for a, b in zip([0, *ends], ends, strict=False)]
        counts = array_of(container, _part(name, "counts")).tolist()
        self._rows = Long(container, _part(name, "rows"))
        if len(counts) != len(terms) or len(self._rows) != len(terms) * documents:
            raise DamagedError(f"{container.path.name}: beginnings of {name} do not fit together")
        self._found = {term: (row, counts[row]) for row, term in enumerate(terms)}
        self._often = array_of(container, _part(name, "often")).tolist()
        self._oftener = array_of(container, _part(name, "oftener"))
        self._documents = documents

    def find(self, beginning: bytes) -> tuple[Array, int] | None:
        """The frequency in every document, and how many documents that is not nought in."""
        if beginning not in self._found:
            return None
        row, count = self._found[beginning]
        start = row * self._documents
        freqs = self._rows.part(start, start + self._documents)
        low = bisect_left(self._often, start)
        high = bisect_left(self._often, start + self._documents, low)
        if low < high:
            freqs = freqs.astype(np.uint32)
            places = np.array(self._often[low:high], np.int64)
            freqs[places - start] = self._oftener[low:high]
        return freqs, count
