"""One file that holds named arrays and a little metadata: the only thing the index reads back.

The layout is plain so that nothing in it can run: a fixed preamble (magic, format version,
place, length and CRC-32 of the header), the arrays as raw little-endian bytes, each starting at a
multiple of 64, and a JSON header that names every array with its type, count, offset and CRC-32.
It stands at the end so that arrays can be written one by one as they are made.

Opening maps the file and checks the preamble, the header and every bound; it does not read the
arrays, so it costs the same for ten articles and for a hundred thousand. ``verify`` reads them.

It knows nothing of articles or postings, and needs no NumPy to be opened.
"""

import errno
import json
import mmap
import os
import stat
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.errors import LibraryUnusableError

MAGIC = b"2NDSRC\r\n"
VERSION = 2
_PREAMBLE = struct.Struct("<8sIQII")
_ALIGN = 64
_SIZES = {"u1": 1, "<u2": 2, "<u4": 4, "<u8": 8, "<i4": 4, "<i8": 8}
_HEADER_LIMIT = 64 << 20
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
    crc: int


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
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    entries: list[list[object]] = []
    with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
        file.write(bytes(_PREAMBLE.size))
        for block in blocks:
            file.write(bytes(_aligned(file.tell()) - file.tell()))
            count = block.data.nbytes // _SIZES[block.kind]
            entries.append([block.name, block.kind, count, file.tell(), zlib.crc32(block.data)])
            file.write(block.data)
        place = file.tell()
        tree = {"meta": dict(meta), "arrays": entries}
        header = json.dumps(tree, separators=(",", ":")).encode()
        file.write(header)
        file.seek(0)
        file.write(_PREAMBLE.pack(MAGIC, VERSION, place, len(header), zlib.crc32(header)))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class Container:
    """A container opened for reading: mapped, checked, never executed.

    Raises:
        DamagedError: on opening, when the file is anything but a whole container of this
            version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._view = _mapped(path)
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
            for name, kind, count, offset, crc in tree["arrays"]:
                entries[str(name)] = _Entry(str(kind), int(count), int(offset), int(crc))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise DamagedError(f"{self.path.name}: the header is not readable") from error
        for entry in entries.values():
            size = entry.count * _SIZES.get(entry.kind, 0)
            fits = entry.offset >= 0 and entry.offset + size <= len(self._view)
            if entry.kind not in _SIZES or entry.count < 0 or not fits:
                raise DamagedError(f"{self.path.name}: an array lies outside the file")
        return meta, entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arrays."""
        return tuple(self._entries)

    def raw(self, name: str) -> tuple[str, memoryview]:
        """An array's type string and its bytes, straight from the map.

        Raises:
            DamagedError: when there is no such array.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedError(f"{self.path.name}: has no array {name}")
        size = entry.count * _SIZES[entry.kind]
        return entry.kind, self._view[entry.offset : entry.offset + size]

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
        for name, entry in self._entries.items():
            if zlib.crc32(self.raw(name)[1]) != entry.crc:
                raise DamagedError(f"{self.path.name}: {name} does not match its checksum")


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN


def _mapped(path: Path) -> memoryview:
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
        return memoryview(mmap.mmap(handle, 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise _trouble(path, error) from error
    finally:
        os.close(handle)


def _trouble(path: Path, error: OSError) -> DamagedError | LibraryUnusableError:
    if error.errno in _PASSING:
        return LibraryUnusableError(f"{path}: {error.strerror}; close other programs and try again")
    return DamagedError(f"{path.name}: {error.strerror}")
