"""The last step of every reader: what was read becomes an ``Article``, its chrome marked."""

from pathlib import Path

from index.intake import metadata
from index.intake.cleaning import mark
from index.intake.metadata import Metadata
from index.model import Article


def from_text(
    article_id: str, text: str, *, given: Metadata | None = None, path: Path | None = None
) -> Article:
    """An article of a text and what its file says about it; the rest is looked for in the text."""
    known = metadata.complete(given or Metadata(), text)
    return Article(
        id=article_id,
        text=text,
        title=known.title,
        source=known.source,
        author=known.author,
        published=known.published,
        url=known.url,
        path=str(path) if path else None,
        marks=mark(text, known.title),
    )
