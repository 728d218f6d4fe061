"""One segment of the index: the fields and columns of some articles, in one container.

A segment is never changed once written. Columns hold what a search needs of every article
without its text: id, source, days covered by its date, and the moment to sort by.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import CancelledError
from index.fulltext import container, dates
from index.fulltext.beginnings import BeginningArrays, Beginnings, beginnings
from index.fulltext.container import Block, Container, DamagedError
from index.fulltext.merging import merge
from index.fulltext.postings import Array, Field, FieldArrays, array_of, block
from index.fulltext.schema import BEGINNINGS, TEXT_FIELDS
from index.progress import CancelCheck

_SEARCH_COST = 50
"""Finding one id by halving costs some fifty times as much as reading one in passing."""

_LONGEST_MONTH = 30
"""Days from a month's first to its last."""

NO_SOURCE = 0
"""The source code of articles without a source; others count from one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of each document beside its words."""

    ids: list[str]
    sources: list[str | None]
    first: Array
    last: Array
    moment: Array

    def blocks(self) -> list[Block]:
        """The columns as blocks of a container."""
        names = sorted({source for source in self.sources if source is not None})
        codes = {name: code for code, name in enumerate(names, start=1)}
        found = np.array(
            [NO_SOURCE if s is None else codes[s] for s in self.sources], dtype=np.int64
        )
        return [
            *_strings("ids", self.ids),
            *_strings("sources", names),
            block("source", found),
            Block("first", "<i4", memoryview(self.first.astype("<i4").tobytes())),
            Block("last", "<i4", memoryview(self.last.astype("<i4").tobytes())),
            Block("moment", "<i8", memoryview(self.moment.astype("<i8").tobytes())),
        ]


def _strings(name: str, values: Sequence[str]) -> list[Block]:
    encoded = [value.encode("utf-8", "surrogatepass") for value in values]
    ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
    return [Block(name, "u1", memoryview(b"".join(encoded))), block(f"{name}.ends", ends)]


Part = tuple[str, FieldArrays | BeginningArrays]
"""The name of a field, and its postings or the beginnings of its words."""


def write(folder: Path, columns: Columns, parts: Iterable[Part]) -> str:
    """Write a segment and return its name; ``parts`` are made and written one by one."""
    name = secrets.token_hex(8)
    lengths: dict[str, int] = {}

    def blocks() -> Iterator[Block]:
        yield from columns.blocks()
        for field_name, arrays in parts:
            if isinstance(arrays, FieldArrays):
                lengths[field_name] = arrays.total_length
            yield from arrays.blocks(field_name)

    meta = {"documents": len(columns.ids), "lengths": lengths}
    container.write(path_of(folder, name), meta, blocks())
    return name


def path_of(folder: Path, name: str) -> Path:
    """Where a segment lies."""
    return folder / f"{name}.segment"


class Segment:
    """A segment on disk, mapped.

    Raises:
        DamagedError: when it is not there or not whole.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.container = Container(path_of(folder, name))
        meta = self.container.meta
        try:
            self.documents = int(meta["documents"])
            totals = {str(k): int(v) for k, v in dict(meta["lengths"]).items()}
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedError(f"{name}: the header lacks what a segment has") from error
        if set(totals) != set(TEXT_FIELDS):
            raise DamagedError(f"{name}: has other fields than this version writes")
        self._totals = totals
        self.source = array_of(self.container, "source")
        self.first = array_of(self.container, "first")
        self.last = array_of(self.container, "last")
        self.moment = array_of(self.container, "moment")
        self._ids = self.container.raw("ids")[1]
        self._id_ends = array_of(self.container, "ids.ends")
        columns = (self.source, self.first, self.last, self.moment, self._id_ends)
        if any(len(column) != self.documents for column in columns):
            raise DamagedError(f"{name}: its columns do not fit together")

    @property
    def words(self) -> int:
        """Words of all texts together."""
        return self._totals["body"]

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name."""
        return {name: self._field(name) for name in self._totals}

    @cached_property
    def beginnings(self) -> dict[str, Beginnings]:
        """What is summed up in advance, by field."""
        return {name: Beginnings(self.container, name, self.documents) for name in BEGINNINGS}

    @cached_property
    def _of_ids(self) -> Field:
        """The field of ids, alone all that an update needs of the segments there are."""
        return Field(self.container, "id", self.documents, self._totals["id"])

    def _field(self, name: str) -> Field:
        if name == "id":
            return self._of_ids
        return Field(self.container, name, self.documents, self._totals[name])

    @cached_property
    def stamp(self) -> Array:
        """Each document's date as a number such as 20241021.

        20241000 where the month alone is known, 20240000 where the year is; 0 without a date.
        """
        days = (self.first.astype(np.int64) - dates.EPOCH).astype("datetime64[D]")
        months = days.astype("datetime64[M]")
        years = months.astype("datetime64[Y]").astype(np.int64) + 1970
        month = months.astype(np.int64) % 12 + 1
        day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
        length = self.last - self.first
        stamps = years * 10_000 + (length <= _LONGEST_MONTH) * month * 100 + (length == 0) * day
        return np.where(self.first == dates.UNKNOWN, 0, stamps).astype(np.int32)

    @cached_property
    def sources(self) -> list[str]:
        """The names of the sources; code ``n`` is at ``n - 1``."""
        ends = array_of(self.container, "sources.ends").tolist()
        blob = bytes(self.container.raw("sources")[1])
        return [
            blob[a:b].decode("utf-8", "surrogatepass")
            for a, b in zip([0, *ends], ends, strict=False)
        ]

    @cached_property
    def _ends_of_ids(self) -> memoryview:
        ends: Any = self._id_ends
        return memoryview(ends)

    def id_of(self, document: int) -> str:
        """The article's id."""
        ends = self._ends_of_ids
        raw = bytes(self._ids[ends[document - 1] if document else 0 : ends[document]])
        return raw.decode("utf-8", "surrogatepass")

    def documents_of(self, articles: Collection[str]) -> list[int]:
        """The documents of those articles that are here."""
        field = self._of_ids
        wanted = {article.encode("utf-8", "surrogatepass") for article in articles}
        if len(wanted) * _SEARCH_COST > len(field):
            wanted.intersection_update(field.terms(0, len(field)))
        ranks = [rank for article in wanted if (rank := field.find(article)) is not None]
        return [int(field.postings(rank, rank + 1)[0][0]) for rank in ranks]


def merged(
    folder: Path, segments: Sequence[Segment], keeps: Sequence[Array], cancelled: CancelCheck
) -> str:
    """Write one segment in place of several, without the documents not kept; its name.

    Raises:
        CancelledError: ``cancelled``, asked before each field, said so.
    """
    ids = [
        segment.id_of(int(document))
        for segment, keep in zip(segments, keeps, strict=True)
        for document in np.flatnonzero(keep)
    ]
    sources = [
        None if code == NO_SOURCE else segment.sources[int(code) - 1]
        for segment, keep in zip(segments, keeps, strict=True)
        for code in segment.source[keep]
    ]
    columns = Columns(
        ids,
        sources,
        np.concatenate([s.first[keep] for s, keep in zip(segments, keeps, strict=True)]),
        np.concatenate([s.last[keep] for s, keep in zip(segments, keeps, strict=True)]),
        np.concatenate([s.moment[keep] for s, keep in zip(segments, keeps, strict=True)]),
    )
    return write(folder, columns, _merged_fields(segments, keeps, cancelled))


def _merged_fields(
    segments: Sequence[Segment], keeps: Sequence[Array], cancelled: CancelCheck
) -> Iterator[Part]:
    for name in TEXT_FIELDS:
        if cancelled():
            raise CancelledError("merging was stopped; the index is as it was before")
        arrays = merge([segment.fields[name] for segment in segments], keeps)
        yield name, arrays
        if name in BEGINNINGS:
            yield name, beginnings(arrays, BEGINNINGS[name])
        del arrays
        for each in segments:
            each.container.release()
