"""One file that holds named arrays and a little metadata: the only thing the index reads back.

The layout is plain so that nothing in it can run: a fixed preamble (magic, format version,
place, length and CRC-32 of the header), the arrays as raw little-endian bytes, each starting at a
multiple of 64, and a JSON header that names every array with its type, count, offset and the
CRC-32 of each 64 KiB of it. It stands at the end so that arrays can be written one by one as they
are made.

Opening maps the file and checks the preamble, the header and every bound; it does not read the
arrays, so it costs the same for ten articles and for a hundred thousand. What is read of an array
is compared with its checksums before it is first used, some 20 microseconds for each 64 KiB once;
``verify`` reads everything.

It knows nothing of articles or postings, and needs no NumPy to be opened.
"""

import base64
import errno
import json
import mmap
import os
import stat
import struct
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.errors import LibraryUnusableError

MAGIC = b"2NDSRC\r\n"
VERSION = 3
_PREAMBLE = struct.Struct("<8sIQII")
_ALIGN = 64
_SIZES = {"u1": 1, "<u2": 2, "<u4": 4, "<u8": 8, "<i4": 4, "<i8": 8}
_HEADER_LIMIT = 64 << 20
_STRETCH: Final = 1 << 16
"""Bytes of an array under one checksum: few enough that a short list of postings stays cheap."""
_PASSING: Final = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
"""Troubles of the machine that say nothing about the file: no reason to count it as damaged."""

Meta = Mapping[str, Any]


class DamagedError(Exception):
    """A file of the index is missing, cut short, of another version, or not what it claims.

    Never leaves ``index.fulltext``: the index is derived, so the way out is to rebuild it.
    """


@dataclass(frozen=True, slots=True)
class Block:
    """One array on its way into a container: ``kind`` is a NumPy type string such as ``<u4``."""

    name: str
    kind: str
    data: memoryview


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    count: int
    offset: int
    checksums: tuple[int, ...]

    @property
    def size(self) -> int:
        return self.count * _SIZES[self.kind]


def fsync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power cut, where the platform can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, meta: Meta, blocks: Iterable[Block]) -> None:
    """Write a container so that ``path`` is either the old file or the whole new one.

    The bytes are on the disk before the name is: written beside, synced, renamed. The caller
    syncs the folder once it has written all its files. ``blocks`` is consumed one by one, and
    ``meta`` read after the last.
    """
    temporary = path.with_name(path.name + ".new")
    temporary.unlink(missing_ok=True)
    try:
        _write(temporary, meta, blocks)
        temporary.replace(path)
    except BaseException:
        # Above all where the disk is full, half a file must not keep it so.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _write(path: Path, meta: Meta, blocks: Iterable[Block]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    entries: list[list[object]] = []
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(bytes(_PREAMBLE.size))
        for block in blocks:
            file.write(bytes(_aligned(file.tell()) - file.tell()))
            count = block.data.nbytes // _SIZES[block.kind]
            entries.append([block.name, block.kind, count, file.tell(), _checksums(block.data)])
            file.write(block.data)
        place = file.tell()
        tree = {"meta": dict(meta), "arrays": entries}
        header = json.dumps(tree, separators=(",", ":")).encode()
        file.write(header)
        file.seek(0)
        file.write(_PREAMBLE.pack(MAGIC, VERSION, place, len(header), zlib.crc32(header)))
        file.flush()
        os.fsync(file.fileno())


def _checksums(data: memoryview) -> str:
    """The checksums of all stretches, as text."""
    sums = [zlib.crc32(data[at : at + _STRETCH]) for at in range(0, data.nbytes, _STRETCH)]
    return base64.b64encode(struct.pack(f"<{len(sums)}I", *sums)).decode()


def _parsed(text: str, size: int) -> tuple[int, ...]:
    return struct.unpack(f"<{-(-size // _STRETCH)}I", base64.b64decode(text, validate=True))


class Guarded:
    """An array in a container, of which nothing is to be believed before it is checked.

    Attributes:
        kind: the type of its elements, a NumPy type string.
        data: its bytes, straight from the map.
    """

    def __init__(self, where: str, kind: str, data: memoryview, checksums: tuple[int, ...]) -> None:
        self.kind = kind
        self.data = data
        self._where = where
        self._checksums = checksums
        self._unchecked = bytearray(b"\1" * len(checksums))

    def check(self, start: int, end: int) -> None:
        """Compare the elements from ``start`` to ``end`` with their checksums, the first time.

        Raises:
            DamagedError: they differ.
        """
        size = _SIZES[self.kind]
        first, last = start * size // _STRETCH, -(-end * size // _STRETCH)
        at = self._unchecked.find(1, first, last)
        while at >= 0:
            stretch = self.data[at * _STRETCH : (at + 1) * _STRETCH]
            if zlib.crc32(stretch) != self._checksums[at]:
                raise DamagedError(f"{self._where} does not match its checksum")
            self._unchecked[at] = 0
            at = self._unchecked.find(1, at + 1, last)

    def check_all(self) -> None:
        """Compare all of it with its checksums, the first time.

        Raises:
            DamagedError: it differs.
        """
        self.check(0, self.data.nbytes // _SIZES[self.kind])


class Container:
    """A container opened for reading: mapped, checked, never executed.

    Raises:
        DamagedError: on opening, when the file is anything but a whole container of this
            version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._map = _mapped(path)
        self._view = memoryview(self._map)
        if len(self._view) < _PREAMBLE.size:
            raise DamagedError(f"{path.name}: cut short")
        magic, version, place, length, crc = _PREAMBLE.unpack_from(self._view)
        if magic != MAGIC or version != VERSION:
            raise DamagedError(f"{path.name}: not an index file of version {VERSION}")
        if length > _HEADER_LIMIT or place + length != len(self._view):
            raise DamagedError(f"{path.name}: cut short")
        header = bytes(self._view[place:])
        if zlib.crc32(header) != crc:
            raise DamagedError(f"{path.name}: the header does not match its checksum")
        self.meta: Meta
        self.meta, self._entries = self._parse(header)

    def _parse(self, header: bytes) -> tuple[Meta, dict[str, _Entry]]:
        entries: dict[str, _Entry] = {}
        try:
            tree = json.loads(header)
            meta = dict(tree["meta"])
            for name, kind, count, offset, sums in tree["arrays"]:
                size = int(count) * _SIZES[str(kind)]
                checksums = _parsed(str(sums), size)
                entries[str(name)] = _Entry(str(kind), int(count), int(offset), checksums)
        except (ValueError, TypeError, KeyError, RecursionError, struct.error) as error:
            raise DamagedError(f"{self.path.name}: the header is not readable") from error
        for entry in entries.values():
            fits = entry.offset >= 0 and entry.offset + entry.size <= len(self._view)
            if entry.count < 0 or not fits:
                raise DamagedError(f"{self.path.name}: an array lies outside the file")
        return meta, entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arrays."""
        return tuple(self._entries)

    def guarded(self, name: str) -> Guarded:
        """An array that is checked where it is used.

        Raises:
            DamagedError: when there is no such array.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedError(f"{self.path.name}: has no array {name}")
        data = self._view[entry.offset : entry.offset + entry.size]
        return Guarded(f"{self.path.name}: {name}", entry.kind, data, entry.checksums)

    def raw(self, name: str) -> tuple[str, memoryview]:
        """An array's type string and its bytes, straight from the map, checked.

        Raises:
            DamagedError: when there is no such array, or it does not match its checksums.
        """
        array = self.guarded(name)
        array.check_all()
        return array.kind, array.data

    def release(self) -> None:
        """Give the memory of the pages read so far back, where the platform can.

        They are read again, mostly from the system's own cache, when they are used again.
        """
        advice = getattr(mmap, "MADV_DONTNEED", None)
        if advice is not None and sys.platform == "linux":
            self._map.madvise(advice)

    def is_sound(self) -> bool:
        """Whether every array matches its checksum; reads them all."""
        try:
            self.verify()
        except DamagedError:
            return False
        return True

    def verify(self) -> None:
        """Read every array and compare it with its checksum.

        Raises:
            DamagedError: naming the first array that differs.
        """
        for name in self._entries:
            self.guarded(name).check_all()


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN


def _mapped(path: Path) -> mmap.mmap:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise _trouble(path, error) from error
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise DamagedError(f"{path.name}: not a regular file")
        if not state.st_size:
            raise DamagedError(f"{path.name}: empty")
        return mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise _trouble(path, error) from error
    finally:
        os.close(handle)


def _trouble(path: Path, error: OSError) -> DamagedError | LibraryUnusableError:
    if error.errno in _PASSING:
        return LibraryUnusableError(f"{path}: {error.strerror}; close other programs and try again")
    return DamagedError(f"{path.name}: {error.strerror}")
