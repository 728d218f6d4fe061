"""One input becomes articles: opens it, picks the reader, and turns trouble into rejections."""

import io
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from index.errors import InputRejectedError
from index.intake.formats import JSON_LINES, PLAIN, format_of
from index.intake.inputs import Input, describe
from index.intake.jsonlines import MAX_LINE, is_json_object
from index.model import Article


def read(item: Input, stdin: BinaryIO | None = None) -> Iterator[Article | InputRejectedError]:
    """Read the articles of one input, in their order.

    A file is read by the ending of its name; one without a known ending as plain text. Standard
    input is JSON Lines if its first line that is not blank is a JSON object, else plain text.

    Args:
        item: what ``discover`` found.
        stdin: what to read for ``-``; the process's own standard input if not given.

    Yields:
        Each article, or why one was not taken; those that can be read follow all the same.
    """
    try:
        if item.path is None:
            yield from _read_stream(stdin or sys.stdin.buffer, item.name)
        else:
            yield from _read_file(item.path, item.name)
    except OSError as error:
        yield InputRejectedError(item.name, describe(error))


def _read_file(path: Path, name: str) -> Iterator[Article | InputRejectedError]:
    # It may have become a pipe since it was found: opening one would wait for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        yield InputRejectedError(name, "not a regular file")
        return
    format_ = format_of(path) or PLAIN
    with path.open("rb") as stream:
        yield from format_.read(stream, name, path)


def _read_stream(stream: BinaryIO, name: str) -> Iterator[Article | InputRejectedError]:
    head = io.BytesIO()
    line = b"\n"
    while line.isspace() and head.tell() <= MAX_LINE:
        line = stream.readline(MAX_LINE + 1)
        head.write(line)
    head.seek(0)
    whole = cast("BinaryIO", io.BufferedReader(_Rejoined(head, stream)))
    format_ = JSON_LINES if is_json_object(line) else PLAIN
    yield from format_.read(whole, name, None)


class _Rejoined(io.RawIOBase):
    """What was already taken from a stream, followed by what is still in it."""

    def __init__(self, head: BinaryIO, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        piece = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
