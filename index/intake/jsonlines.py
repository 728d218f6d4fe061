"""JSON Lines: one article a line, read as a stream, packed with gzip or Zstandard or not.

Memory stays bounded: a line, and some 60 bytes for each id met.
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index.errors import InputRejectedError
from index.intake import articles, ids
from index.intake.decoding import sound
from index.intake.metadata import Metadata
from index.intake.plain import MAX_CHARACTERS, too_long
from index.model import Article

if TYPE_CHECKING:
    from zstandard import ZstdDecompressionObj

MAX_LINE = 64 * 2**20
"""Bytes in one line, unpacked, at most; a longer one is passed over without being held."""

_GIVE_UP = 16 * MAX_LINE
"""Bytes after which a line without end is no longer followed: a decompression bomb."""

_MAX_FIELD = 5_000
"""Code points in a title, a name or an address, at most."""

_NOT_LINES = 20
_NOT_LINES_REASON = (
    f"none of the first {_NOT_LINES} lines can be taken: is it JSON Lines? The rest was not read"
)

_PIECE = 4096
"""Packed bytes unpacked at a time: at Zstandard's worst ratio they become about 130 MB."""


@dataclass(slots=True)
class _Line:
    """One line of a file, or why it is not taken."""

    number: int
    data: bytes
    reason: str | None = None


@dataclass(slots=True)
class _File:
    """What has to be known across the lines of one file."""

    name: str
    path: Path | None
    ids: set[int] = field(default_factory=set)


def read(stream: BinaryIO, name: str, path: Path | None) -> Iterator[Article | InputRejectedError]:
    """Read the articles of a file, each line on its own.

    A line that cannot be taken is rejected by file name and line number, and the next one is
    read. So is a line whose id an earlier line of the same file has: taking either silently
    would lose the other. A file that begins with nothing but such lines is given up.
    """
    file = _File(name, path)
    taken = False
    broken = 0
    try:
        for line in _lines(_unpacked(stream, path)):
            outcome = _article(file, line)
            taken = taken or isinstance(outcome, Article)
            broken += isinstance(outcome, InputRejectedError)
            yield outcome
            if broken == _NOT_LINES and not taken:
                yield InputRejectedError(name, _NOT_LINES_REASON)
                return
    except (EOFError, zlib.error, gzip.BadGzipFile, _PackedError) as error:
        yield InputRejectedError(
            name, f"the packed file is damaged or cut off ({error}): what came before was read"
        )
        return
    if not taken and not broken:
        yield InputRejectedError(name, "is empty")


def is_json_object(line: bytes) -> bool:
    """Whether a line is one JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


class _LineError(Exception):
    """A line cannot be taken; the message says why and what to do."""


class _PackedError(Exception):
    """A Zstandard stream is damaged or ends early."""


class _Zstandard(io.RawIOBase):
    """Unpacks a Zstandard stream of any number of frames, and notices when it is cut off."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._frame: ZstdDecompressionObj | None = None
        self._waiting = b""
        self._unpacked = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        while not self._unpacked:
            piece = self._waiting or self._packed.read(_PIECE)
            self._waiting = b""
            if not piece:
                if self._frame is not None:
                    raise _PackedError("the end is missing")
                return 0
            self._unpacked = memoryview(self._unpack(piece))
        count = min(len(buffer), len(self._unpacked))
        buffer[:count] = self._unpacked[:count]
        self._unpacked = self._unpacked[count:]
        return count

    def _unpack(self, piece: bytes) -> bytes:
        # Imported here: packed files are few, and it is slow to load.
        from zstandard import ZstdDecompressor, ZstdError

        frame = self._frame or ZstdDecompressor().decompressobj()
        try:
            unpacked = frame.decompress(piece)
        except (ZstdError, MemoryError) as error:
            raise _PackedError(str(error)) from error
        self._frame = None if frame.eof else frame
        self._waiting = frame.unused_data if frame.eof else b""
        return unpacked


def _unpacked(stream: BinaryIO, path: Path | None) -> io.BufferedIOBase | BinaryIO:
    suffix = path.suffix.lower() if path else ""
    if suffix == ".gz":
        return gzip.GzipFile(fileobj=stream)
    if suffix == ".zst":
        return io.BufferedReader(_Zstandard(stream), 2**20)
    return stream


def _lines(stream: io.BufferedIOBase | BinaryIO) -> Iterator[_Line]:
    """The lines that are not blank, none of them held beyond ``MAX_LINE``."""
    number = 0
    while data := stream.readline(MAX_LINE + 1):
        number += 1
        if len(data) > MAX_LINE and not data.endswith(b"\n"):
            yield _Line(number, b"", f"the line is longer than {MAX_LINE // 2**20} MB")
            if not _skip_line(stream):
                yield _Line(number, b"", "the line does not end: the rest of the file was not read")
                return
        elif not data.isspace():
            yield _Line(number, data)


def _skip_line(stream: io.BufferedIOBase | BinaryIO) -> bool:
    """Read on to the end of the line; false if that is too far."""
    skipped = 0
    while piece := stream.readline(2**20):
        if piece.endswith(b"\n"):
            return True
        skipped += len(piece)
        if skipped > _GIVE_UP:
            return False
    return True


def _article(file: _File, line: _Line) -> Article | InputRejectedError:
    place = f"{file.name}:{line.number}"
    if line.reason:
        return InputRejectedError(place, line.reason)
    try:
        return _from_row(file, _row(line.data, first=line.number == 1))
    except _LineError as error:
        return InputRejectedError(place, str(error))


def _row(data: bytes, *, first: bool) -> dict[str, object]:
    if first:
        data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        row = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _LineError(f"byte {error.start + 1} is not UTF-8: save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise _LineError(f"broken JSON at column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise _LineError("broken JSON: nested too deeply") from error
    except ValueError as error:
        raise _LineError(f"broken JSON: {error}") from error
    if not isinstance(row, dict):
        raise _LineError("not a JSON object: write one object a line")
    return row


def _from_row(file: _File, row: dict[str, object]) -> Article:
    text = row.get("text")
    if not isinstance(text, str) or not text or text.isspace():
        raise _LineError('has no "text": every line needs the text of its article')
    if len(text) > MAX_CHARACTERS:
        raise _LineError(too_long())
    text = sound(text)
    given = Metadata(
        title=_field(row, "title"),
        source=_field(row, "source"),
        author=_field(row, "author"),
        published=_field(row, "published"),
        url=_field(row, "url"),
    )
    article_id = _id(row, given, text)
    if hash(article_id) in file.ids:
        raise _LineError(f'its id "{article_id}" was already used in this file: give it another')
    file.ids.add(hash(article_id))
    return articles.from_text(article_id, text, given=given, path=file.path)


def _id(row: dict[str, object], given: Metadata, text: str) -> str:
    article_id = row.get("id")
    if article_id is None:
        if given.url:
            return ids.of_address(given.url)
        return ids.of_content(given.title, given.source, given.author, given.published, text)
    if isinstance(article_id, int) and not isinstance(article_id, bool):
        article_id = str(article_id)
    if not isinstance(article_id, str) or not ids.is_valid(sound(article_id)):
        raise _LineError(
            f'"id" must be a number or 1 to {ids.MAX_ID} characters without spaces: '
            "change it or leave it out"
        )
    return sound(article_id)


def _field(row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _LineError(f'"{name}" must be a string or null')
    if len(value) > _MAX_FIELD:
        raise _LineError(f'"{name}" is longer than {_MAX_FIELD:,} characters')
    return " ".join(sound(value).split()) or None
