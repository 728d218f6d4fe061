"""The articles of marked passages as CSL-JSON, for Zotero, Pandoc and other citation tools."""

import re
from collections.abc import Sequence

from reader.export.gather import Passage, by_article
from reader.text import Cited, json_text


def render(passages: Sequence[Passage]) -> str:
    """One entry an article, its passages as the annotation; what is unknown is left out."""
    entries = [_entry(cited, held) for cited, held in by_article(passages)]
    return json_text(entries, indent=2) + "\n"


def _entry(cited: Cited, passages: Sequence[Passage]) -> dict[str, object]:
    known: dict[str, object | None] = {
        "id": passages[0].highlight.article,
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.source,
        "author": [{"literal": cited.author}] if cited.author else None,
        "issued": _issued(cited.published),
        "URL": cited.url,
        "annote": "\n".join(passage.highlight.quote.exact for passage in passages),
    }
    return {name: value for name, value in known.items() if value}


def _issued(published: str | None) -> dict[str, object] | None:
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published or "")
    if match is None:
        return None
    return {"date-parts": [[int(part) for part in match.groups() if part]]}
