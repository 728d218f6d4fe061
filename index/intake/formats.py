"""The formats read and the formats known not to be: one table, one module a format.

To add a format, write a module with a ``read`` and put one row here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from index.errors import InputRejectedError
from index.model import Article


class Reader(Protocol):
    """The module of a format."""

    def read(
        self, stream: BinaryIO, name: str, path: Path | None
    ) -> Iterator[Article | InputRejectedError]:
        """Read an open file, given the name to show and the absolute path if there is one."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its module here, and the endings of its files.

    The module is loaded when a file of the format is first read.
    """

    module: str
    suffixes: tuple[str, ...]

    def read(
        self, stream: BinaryIO, name: str, path: Path | None
    ) -> Iterator[Article | InputRejectedError]:
        """Read an open file of this format."""
        reader = cast("Reader", import_module(f"index.intake.{self.module}"))
        return reader.read(stream, name, path)


@dataclass(frozen=True, slots=True)
class Unread:
    """A format known by its ending and not read.

    ``document`` says that such files usually hold an article, so that one met in a folder is
    worth a word; others are passed over in silence there.
    """

    reason: str
    document: bool


PLAIN = Format("plain", (".txt", ".text"))
MARKDOWN = Format("markdown", (".md", ".markdown"))
JSON_LINES = Format(
    "jsonlines",
    tuple(suffix + packing for suffix in (".jsonl", ".ndjson") for packing in ("", ".gz", ".zst")),
)

FORMATS = (PLAIN, MARKDOWN, JSON_LINES)

READ_SUFFIXES = tuple(suffix for format_ in FORMATS for suffix in format_.suffixes)


def _unread(name: str, *, document: bool = True) -> Unread:
    return Unread(f"{name} is not read yet: save it as text (.txt or .md)", document)


_HTML = _unread("HTML")
_FEED = _unread("a feed or other XML")
_OFFICE = _unread("a word processor's file")
_PACKED = Unread("a packed file is not read: unpack it first", document=False)
_TABLE = Unread("a table is not read: turn it into JSON Lines (.jsonl)", document=False)

_KNOWN_UNREAD = {
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".mhtml": _HTML,
    ".rss": _FEED,
    ".atom": _FEED,
    ".xml": _unread("a feed or other XML", document=False),
    ".pdf": _unread("PDF"),
    ".docx": _OFFICE,
    ".doc": _OFFICE,
    ".odt": _OFFICE,
    ".rtf": _OFFICE,
    ".epub": _unread("EPUB"),
    ".eml": _unread("mail"),
    ".mbox": _unread("mail"),
    ".warc": _unread("a web archive"),
    ".json": Unread(
        "a single JSON document is not read: write one object a line (.jsonl)", document=False
    ),
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".zip": _PACKED,
    ".gz": _PACKED,
    ".zst": _PACKED,
    ".bz2": _PACKED,
    ".xz": _PACKED,
    ".7z": _PACKED,
    ".tar": _PACKED,
}


def format_of(path: Path) -> Format | None:
    """The format of a file by the ending of its name, if that is one that is read."""
    name = path.name.lower()
    for format_ in FORMATS:
        if name.endswith(format_.suffixes):
            return format_
    return None


def unread(path: Path) -> Unread | None:
    """Why a file is not read, if its ending tells so."""
    return None if format_of(path) else _KNOWN_UNREAD.get(path.suffix.lower())
