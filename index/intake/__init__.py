"""Bytes from anywhere into articles: one module a format, plus cleaning and metadata.

What reads and marks is loaded when it is first called: its rules take longer to load than the
first frame of an app may wait.
"""

from collections.abc import Iterator
from typing import BinaryIO

from index.errors import InputRejectedError
from index.intake.inputs import Input, discover, fingerprint
from index.model import Article, Mark

VERSION = 1
"""Raised whenever the same bytes come to be read differently: known files are then read again."""

__all__ = ["VERSION", "Input", "discover", "fingerprint", "mark", "read"]


def read(item: Input, stdin: BinaryIO | None = None) -> Iterator[Article | InputRejectedError]:
    """Read the articles of one input: see ``index.intake.reading.read``."""
    from index.intake.reading import read as read_input

    return read_input(item, stdin)


def mark(text: str, title: str | None = None) -> tuple[Mark, ...]:
    """Mark what is not reporting in an article: see ``index.intake.cleaning.mark``."""
    from index.intake.cleaning import mark as mark_text

    return mark_text(text, title)
