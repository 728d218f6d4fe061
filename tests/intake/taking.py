"""What comes of inputs: the articles, or why there are none."""

import io
import json
from pathlib import Path

from index.errors import InputRejectedError
from index.intake import discover, read
from index.model import Article

REPORT = "The ferry to Hallow Island sails again, the harbour office said on Tuesday.\n"


def outcomes(*sources: Path | str, stdin: bytes = b"") -> list[Article | InputRejectedError]:
    """Everything that comes of some sources, in order."""
    return [
        outcome
        for item in discover([str(source) for source in sources])
        for outcome in (
            [item]
            if isinstance(item, InputRejectedError)
            else read(item, io.BytesIO(stdin) if item.path is None else None)
        )
    ]


def articles(*sources: Path | str, stdin: bytes = b"") -> list[Article]:
    """The articles of some sources, none of which may be rejected."""
    found = outcomes(*sources, stdin=stdin)
    rejections = [str(each) for each in found if isinstance(each, InputRejectedError)]
    assert not rejections
    return [each for each in found if isinstance(each, Article)]


def reason(*sources: Path | str, stdin: bytes = b"") -> str:
    """Why the only outcome is a rejection, with the name before it."""
    (outcome,) = outcomes(*sources, stdin=stdin)
    assert isinstance(outcome, InputRejectedError)
    return str(outcome)


def put(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(*rows: object) -> bytes:
    """Rows as JSON Lines; bytes stay as they are."""
    return b"".join(
        (row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows
    )
