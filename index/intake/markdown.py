"""Markdown files: front matter becomes metadata, the rest plain text as a reader would see it.

Offsets count in that plain text, not in the file. HTML inside is read for its words only.
"""

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index.errors import InputRejectedError
from index.intake import articles, ids
from index.intake.decoding import sound
from index.intake.metadata import Metadata
from index.intake.plain import read_text
from index.model import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

MAX_CHARACTERS = 1_000_000
"""Code points in one file, at most: markup made to take long to parse stays within seconds."""

_FRONT_MATTER = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ENTRY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")

_KEYS = {
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "publication", "site"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "pubdate", "created"),
    "url": ("url", "link", "canonical", "canonical_url"),
}
"""The names front matter uses for each field, the clearest first."""

_UNSEEN = re.compile(
    r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_UNSEEN_TAG = re.compile(r"<(?:script|style|template)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read(stream: BinaryIO, name: str, path: Path | None) -> Iterator[Article | InputRejectedError]:
    """Read one article; a first heading is its title if the front matter gives none."""
    try:
        source = read_text(stream, name, MAX_CHARACTERS)
    except InputRejectedError as rejection:
        yield rejection
        return
    front, body = _split(source)
    heading, text = _render(body)
    if not text:
        yield InputRejectedError(name, "holds no text besides its front matter or markup")
        return
    given = Metadata(
        title=_one(front, "title") or heading,
        source=_one(front, "source"),
        author=_one(front, "author"),
        published=_one(front, "published"),
        url=_one(front, "url"),
    )
    article_id = ids.of_file(path) if path else ids.of_content(text)
    yield articles.from_text(article_id, text, given=given, path=path)


def _split(source: str) -> tuple[dict[str, str], str]:
    """Front matter, keys in lower case, and what follows it."""
    found = _FRONT_MATTER.match(source)
    if found is None:
        return {}, source
    read_entries = _toml if found["fence"] == "+++" else _yaml
    return read_entries(found["body"]), source[found.end() :]


def _toml(body: str) -> dict[str, str]:
    try:
        table = tomllib.loads(body.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    entries = {}
    for key, value in table.items():
        values = value if isinstance(value, list) else [value]
        entries[key.lower()] = ", ".join(str(each) for each in values if not isinstance(each, dict))
    return entries


def _yaml(body: str) -> dict[str, str]:
    """Plain, quoted and listed scalars at the top level: all that articles' metadata uses."""
    entries: dict[str, str] = {}
    key = ""
    for line in body.splitlines():
        if entry := _ENTRY.match(line):
            key = entry["key"].lower()
            entries[key] = ", ".join(_scalars(entry["value"] or ""))
        elif key and (item := _ITEM.match(line)):
            entries[key] = ", ".join(filter(None, (entries[key], *_scalars(item["value"]))))
    return entries


def _scalars(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(each) for each in value[1:-1].split(",")]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"').replace("''", "'")
    return "" if value in {"null", "~", "|", ">"} else value


def _one(front: dict[str, str], name: str) -> str | None:
    for key in _KEYS[name]:
        if value := " ".join(front.get(key, "").split()):
            return value
    return None


def _render(source: str) -> tuple[str | None, str]:
    """The first block's text if that is a heading, and the plain text of all blocks."""
    # Imported here: it is slow to load and most libraries hold no Markdown.
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    heading = None
    if len(tokens) > 1 and tokens[0].type == "heading_open":
        heading = " ".join(_inline(tokens[1].children or ()).split()) or None
    blocks = (_block(token, tokens[i - 1]) for i, token in enumerate(tokens))
    text = "".join(block for block in blocks if block is not None)
    return heading, sound(re.sub(r"\n{3,}", "\n\n", text).strip())


def _block(token: "Token", before: "Token") -> str | None:
    """What one block token adds to the text, if anything."""
    match token.type:
        case "inline":
            end = " | " if before.type in {"td_open", "th_open"} else "\n\n"
            return _inline(token.children or ()) + end
        case "fence" | "code_block":
            return token.content + "\n"
        case "html_block":
            return _words(token.content) + "\n\n"
        case "list_item_open":
            return f"{token.info}. " if token.info else "- "
    return {"tr_close": "\n", "table_close": "\n"}.get(token.type)


def _inline(tokens: "Sequence[Token]") -> str:
    parts = []
    unseen = False
    for token in tokens:
        match token.type:
            case "html_inline":
                unseen = _UNSEEN_TAG.match(token.content) is not None
            case "text" | "code_inline" if not unseen:
                parts.append(token.content)
            case "image":
                parts.append(_inline(token.children or ()))
            case "softbreak" | "hardbreak":
                parts.append("\n")
    return "".join(parts)


def _words(markup: str) -> str:
    """The words of a piece of HTML. Nothing is run, fetched or trusted: tags are cut off."""
    return html.unescape(_TAG.sub("", _UNSEEN.sub("", markup))).strip()
