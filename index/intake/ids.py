"""Article ids: taken as given where they can be, otherwise derived so that they stay the same."""

import hashlib
import re
from pathlib import Path

MAX_ID = 200
"""Code points in an id, at most."""

_NOT_IN_A_NAME = re.compile(r"[^\w.]+|_{2,}")
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def is_valid(given: str) -> bool:
    """Whether an id can be used as it is: 1 to 200 code points, all of them visible."""
    return 0 < len(given) <= MAX_ID and _UNPRINTABLE.search(given) is None


def of_file(path: Path) -> str:
    """The id of the article in a file: its name and 48 bits of a hash of its absolute path.

    It depends on the path alone, so that an edited file remains the same article.
    """
    stem = _NOT_IN_A_NAME.sub("-", path.stem).strip("-.")[:60] or "article"
    return f"{stem}-{_digest(str(path), 12)}"


def of_address(url: str) -> str:
    """The id of an article of which only the address is known to be its own."""
    return f"url-{_digest(url, 16)}"


def of_content(*parts: str | None) -> str:
    """The id of an article known by nothing but what it says."""
    return f"text-{_digest(chr(0).join(part or '' for part in parts), 16)}"


def _digest(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
