"""Plain text files: the article's text is the decoded file, character for character."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import InputRejectedError
from index.intake import articles, ids
from index.intake.decoding import NotTextError, decode
from index.model import Article

MAX_CHARACTERS = 5_000_000
"""Code points in one article, at most: half as long again as "War and Peace". Every later step
works on a whole article, so this bounds their memory and time."""

_OTHER_FORMATS = (
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"PK\x03\x04"), "a packed or word processor's file"),
    (re.compile(rb"\{\\rtf"), "a word processor's file"),
    (re.compile(rb"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE), "HTML"),
    (re.compile(rb"\s*<\?xml|\s*<(?:rss|feed)\b", re.IGNORECASE), "a feed or other XML"),
)


def read(stream: BinaryIO, name: str, path: Path | None) -> Iterator[Article | InputRejectedError]:
    """Read one article.

    Its text is the whole file as decoded: line ends stay as they are and only a byte order mark
    is taken off, so that ``text[start:end]`` holds on the file read with ``newline=""``.
    """
    try:
        text = read_text(stream, name)
    except InputRejectedError as rejection:
        yield rejection
        return
    article_id = ids.of_file(path) if path else ids.of_content(text)
    yield articles.from_text(article_id, text, path=path)


def read_text(stream: BinaryIO, name: str, most: int = MAX_CHARACTERS) -> str:
    """The text of a whole file of at most so many characters.

    Raises:
        InputRejectedError: if it is empty, too long, no text, or text of another format.
    """
    most_bytes = 4 * most + 4
    data = stream.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise InputRejectedError(name, too_long(most))
    for shape, what in _OTHER_FORMATS:
        if shape.match(data):
            raise InputRejectedError(
                name, f"holds {what}, which is not read yet: save it as text (.txt or .md)"
            )
    try:
        text = decode(data)
    except NotTextError:
        raise InputRejectedError(
            name, "is not text but binary data: save it as text (.txt or .md)"
        ) from None
    if not text:
        raise InputRejectedError(name, "is empty")
    if text.isspace():
        raise InputRejectedError(name, "holds nothing but white space")
    if len(text) > most:
        raise InputRejectedError(name, too_long(most))
    return text


def too_long(most: int = MAX_CHARACTERS) -> str:
    """Why a text beyond a number of characters is not taken, and the way out."""
    return f"longer than {most:,} characters, too long for one article: split it"
