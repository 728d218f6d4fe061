"""What there is to read under the names a caller gives: files, folders, standard input.

Finds and fingerprints; opens nothing to look inside (that is ``reading``).
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import InputRejectedError
from index.intake.formats import READ_SUFFIXES, format_of, unread

STDIN = "-"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

_NOT_ARTICLES = frozenset({"readme", "license", "licence", "changelog"})
"""Names, before the first dot, of files that describe a folder and are not among its articles."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read.

    ``name`` is shown to the caller: the path as given, or found under what was given, or ``-``.
    ``path`` is absolute; ``None`` stands for standard input.
    """

    name: str
    path: Path | None


@dataclass(slots=True)
class _Walk:
    """What one round of discovery has already been to; ``met`` counts it, repeats included."""

    met: int = 0
    files: set[str] = field(default_factory=set)
    folders: set[tuple[int, int]] = field(default_factory=set)

    def is_new_file(self, path: Path) -> bool:
        """Whether the file was not met before; from now on it was."""
        self.met += 1
        key = str(path)
        if key in self.files:
            return False
        self.files.add(key)
        return True

    def is_new_folder(self, path: Path) -> bool:
        """Whether the folder, by whatever name, was not entered before; from now on it was."""
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if key in self.folders:
            self.met += 1
            return False
        self.folders.add(key)
        return True


def discover(sources: Iterable[str]) -> Iterator[Input | InputRejectedError]:
    """Find what there is to read under the given names.

    A folder is walked in sorted order. Passed over inside it: hidden files and folders, files
    of formats that hold no articles, and files whose name up to the first dot is README,
    LICENSE, LICENCE or CHANGELOG. Linked folders are entered, each folder once, so that loops
    end. A file named directly is always yielded unless its format is known not to be read.
    What is named twice is yielded once.

    Args:
        sources: paths of files and folders, ``-`` for standard input.

    Yields:
        Each input, or why one cannot be read; the others follow all the same.
    """
    walk = _Walk()
    for source in sources:
        if source == STDIN:
            if walk.is_new_file(Path(STDIN)):
                yield Input(STDIN, None)
        elif _ADDRESS.match(source):
            yield InputRejectedError(
                source,
                "addresses are not fetched yet: save the page as text (.txt or .md) and add that",
            )
        else:
            yield from _from_path(source, walk)


def fingerprint(item: Input) -> str:
    """The SHA-256 of a file's bytes, as hexadecimal digits, read in pieces.

    Raises:
        InputRejectedError: if the file cannot be read.
        ValueError: for standard input, which can be read only once.
    """
    if item.path is None:
        raise ValueError("standard input has no fingerprint")
    try:
        with item.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputRejectedError(item.name, describe(error)) from error


def describe(error: OSError) -> str:
    """Why a file cannot be used, and the way out, in one line."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "no such file or folder: check the name"
    if isinstance(error, PermissionError):
        return "no permission to read it: change its permissions or copy it"
    return f"cannot be read: {error.strerror or error}"


def _from_path(source: str, walk: _Walk) -> Iterator[Input | InputRejectedError]:
    if not source or "\0" in source:
        yield InputRejectedError(repr(source), "not the name of a file or folder")
        return
    path = Path(os.path.abspath(source))  # noqa: PTH100 - resolve() would follow links
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield InputRejectedError(_shown(source), describe(error))
        return
    if stat.S_ISDIR(mode):
        yield from _from_folder(source, path, walk)
    elif walk.is_new_file(path):
        yield _accept(source, path, mode)


def _accept(name: str, path: Path, mode: int) -> Input | InputRejectedError:
    """The input, unless its kind, name or format already rules it out."""
    if not stat.S_ISREG(mode):
        return InputRejectedError(
            _shown(name), "not a regular file: give - and pipe into standard input instead"
        )
    if _shown(str(path)) != str(path):
        return InputRejectedError(_shown(name), "its name is not valid UTF-8: rename the file")
    known = unread(path)
    if known is not None:
        return InputRejectedError(name, known.reason)
    return Input(name, path)


def _from_folder(source: str, folder: Path, walk: _Walk) -> Iterator[Input | InputRejectedError]:
    met = walk.met
    rejected = False
    for outcome in _walk(source, folder, walk):
        rejected = rejected or isinstance(outcome, InputRejectedError)
        yield outcome
    if walk.met == met and not rejected:
        yield InputRejectedError(
            _shown(source),
            f"no files to read in this folder (looked for {', '.join(READ_SUFFIXES)})",
        )


def _walk(name: str, folder: Path, walk: _Walk) -> Iterator[Input | InputRejectedError]:
    """Everything readable under a folder, depth first, without recursion."""
    waiting: list[tuple[str, Path]] = [(name, folder)]
    while waiting:
        shown, path = waiting.pop()
        try:
            mode = path.stat().st_mode
            if not stat.S_ISDIR(mode):
                yield from _from_walked_file(shown, path, mode, walk)
                continue
            if not walk.is_new_folder(path):
                continue
            children = sorted((child.name for child in path.iterdir()), reverse=True)
        except OSError as error:
            yield InputRejectedError(_shown(shown), describe(error))
            continue
        waiting.extend(
            (os.path.join(shown, child), path / child)  # noqa: PTH118 - keeps a leading ./
            for child in children
            if not child.startswith(".")
        )


def _from_walked_file(
    name: str, path: Path, mode: int, walk: _Walk
) -> Iterator[Input | InputRejectedError]:
    if path.name.split(".", 1)[0].lower() in _NOT_ARTICLES:
        return
    known = unread(path)
    is_document = known is not None and known.document
    if (is_document or format_of(path) is not None) and walk.is_new_file(path):
        yield _accept(name, path, mode)


def _shown(name: str) -> str:
    """A name that can be printed and stored: bytes that are no UTF-8 become visible escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
