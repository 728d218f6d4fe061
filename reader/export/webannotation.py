"""Passages as W3C Web Annotations (JSON-LD), and back again without loss.

One AnnotationCollection with one embedded page (Web Annotation Data Model, W3C 2017). A
target's source is the article's URL, else its file's URI, else a URN of its id; the passage is
given by a TextQuoteSelector and a TextPositionSelector; note and tags are TextualBody. What the
vocabulary has no word for (citation, colour, corroboration) stands under ``secondsource:``.

Annotations made by other tools are read as far as they quote text: note, tags, quotation,
position and dates.
"""

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote as percent_encoded
from urllib.parse import unquote

from index.errors import InputRejectedError
from index.model import Highlight, Quote
from reader.export.gather import Passage
from reader.records import standing_record
from reader.text import json_text

CONTEXT: Final = (
    "http://www.w3.org/ns/anno.jsonld",
    {"secondsource": "urn:secondsource:vocabulary:"},
)
_ARTICLE: Final = "urn:secondsource:article:"
_HIGHLIGHT: Final = "urn:secondsource:highlight:"
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_CITATION: Final = ("title", "source", "author", "published", "url", "path")

Json = dict[str, Any]
FindArticle = Callable[[str], str | None]
"""Tells which article a target's source (URL, file URI or URN) means, if any."""


def render(passages: Sequence[Passage]) -> str:
    """The passages as one AnnotationCollection."""
    items = [_annotation(passage) for passage in passages]
    name = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(str(item["id"]) for item in items))
    collection = {
        "@context": list(CONTEXT),
        "id": f"urn:uuid:{name}",
        "type": "AnnotationCollection",
        "label": "Passages marked in Second Source",
        "total": len(items),
        "first": {
            "id": f"urn:uuid:{uuid.uuid5(name, 'page 0')}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json_text(collection, indent=2) + "\n"


def _annotation(passage: Passage) -> Json:
    highlight = passage.highlight
    quote = highlight.quote
    bodies = list(_bodies(highlight))
    annotation: Json = {
        "id": _iri(highlight.id),
        "type": "Annotation",
        "motivation": "commenting" if highlight.note else "highlighting",
        "created": highlight.created,
        "modified": highlight.modified,
    }
    if bodies:
        annotation["body"] = bodies
    annotation["target"] = {
        "type": "SpecificResource",
        "source": target_source(highlight),
        "styleClass": highlight.colour,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.exact,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            },
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }
    annotation["secondsource:article"] = {
        "secondsource:id": highlight.article,
        **{f"secondsource:{name}": getattr(highlight, name) for name in _CITATION},
    }
    annotation["secondsource:orphan"] = highlight.orphan
    annotation["secondsource:claims"] = [standing_record(s) for s in passage.standings]
    return annotation


def _bodies(highlight: Highlight) -> Iterator[Json]:
    if highlight.note:
        yield {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/plain",
            "value": highlight.note,
        }
    for tag in highlight.tags:
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}


def target_source(cited: Highlight) -> str:
    """The IRI an annotation of this article points at."""
    if cited.url and _IRI.fullmatch(cited.url):
        return cited.url
    if cited.path and Path(cited.path).is_absolute():
        return Path(cited.path).as_uri()
    return article_urn(cited.article)


def article_urn(article: str) -> str:
    """The IRI of an article that has neither URL nor file."""
    return _ARTICLE + percent_encoded(article, safe="")


def _iri(id_: str) -> str:
    try:
        if str(uuid.UUID(id_)) == id_:
            return f"urn:uuid:{id_}"
    except ValueError:
        pass
    if _IRI.fullmatch(id_) and not id_.startswith(("urn:uuid:", _HIGHLIGHT)):
        return id_
    return _HIGHLIGHT + percent_encoded(id_, safe="")


def _own_id(iri: str) -> str:
    if iri.startswith(_HIGHLIGHT):
        return unquote(iri.removeprefix(_HIGHLIGHT))
    return iri.removeprefix("urn:uuid:")


def import_annotations(
    text: str, name: str, find_article: FindArticle
) -> Iterator[Highlight | InputRejectedError]:
    """Read annotations: a collection, a page, a list or a single one.

    Args:
        text: JSON.
        name: what to call the input in rejections.
        find_article: tells which article a foreign annotation's source means; where it means
            none, the source itself stands for the article, so that nothing is lost.

    Yields:
        A highlight, or why an annotation cannot be one, in the order of the file.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield InputRejectedError(name, f"not JSON: {error}")
        return
    found = list(_items(whole))
    if not found:
        yield InputRejectedError(name, "no Web Annotations in it")
    for number, item in enumerate(found, start=1):
        try:
            yield _highlight(item, find_article)
        except _UnreadableError as error:
            yield InputRejectedError(f"{name}, annotation {number}", str(error))


class _UnreadableError(ValueError):
    """Why one annotation cannot become a highlight."""


def _items(value: object) -> Iterable[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return ()
    if "items" in value:
        return _items(value["items"])
    if "first" in value:
        return _items(value["first"])
    return (value,) if "target" in value else ()


def _highlight(item: object, find_article: FindArticle) -> Highlight:
    if not isinstance(item, dict):
        raise _UnreadableError("not an annotation")
    target = _first_object(item.get("target"))
    source = _source(target)
    own = item.get("secondsource:article")
    citation: Json = own if isinstance(own, dict) else {}
    article = _text(citation.get("secondsource:id")) or find_article(source) or source
    created = _text(item.get("created")) or datetime.now(UTC).isoformat(timespec="seconds")
    note, tags = _note_and_tags(item.get("body"))
    known: Json = {name: _text(citation.get(f"secondsource:{name}")) for name in _CITATION}
    if not citation and source.startswith(("http://", "https://")):
        known["url"] = source
    highlight = Highlight(
        id=_id(item),
        article=article,
        quote=_quote(target),
        **known,
        created=created,
        modified=_text(item.get("modified")) or created,
        note=note,
        tags=tags,
        orphan=item.get("secondsource:orphan") is True,
    )
    colour = _text(target.get("styleClass"))
    return replace(highlight, colour=colour) if colour else highlight


def _id(item: Json) -> str:
    """The annotation's own name, or for one without any, a name that is always the same."""
    given = _text(item.get("id")) or _text(item.get("@id"))
    if given:
        return _own_id(given)
    canonical = json.dumps(item, sort_keys=True)
    return str(uuid.uuid5(uuid.NAMESPACE_OID, canonical))


def _first_object(value: object) -> Json:
    for candidate in value if isinstance(value, list) else [value]:
        if isinstance(candidate, dict):
            return candidate
    raise _UnreadableError("its target has no selector, so there is no passage")


def _source(target: Json) -> str:
    source = target.get("source")
    if isinstance(source, dict):
        source = source.get("id")
    if not isinstance(source, str) or not source:
        raise _UnreadableError("its target names no source")
    return source


def _quote(target: Json) -> Quote:
    selectors = list(_selectors(target.get("selector")))
    quotes = [s for s in selectors if s.get("type") == "TextQuoteSelector"]
    exact = _text(quotes[0].get("exact")) if quotes else None
    if not exact:
        raise _UnreadableError("it quotes no text (no TextQuoteSelector)")
    positions = [s for s in selectors if s.get("type") == "TextPositionSelector"]
    start = positions[0].get("start") if positions else None
    if not isinstance(start, int) or isinstance(start, bool) or start < 0:
        start = 0
    return Quote(
        exact=exact,
        prefix=_text(quotes[0].get("prefix")) or "",
        suffix=_text(quotes[0].get("suffix")) or "",
        start=start,
        end=start + len(exact),
    )


def _selectors(value: object) -> Iterator[Json]:
    """Every selector, those that refine another one included."""
    for selector in value if isinstance(value, list) else [value]:
        if isinstance(selector, dict):
            yield selector
            yield from _selectors(selector.get("refinedBy"))


def _note_and_tags(body: object) -> tuple[str, tuple[str, ...]]:
    notes: list[str] = []
    tags: list[str] = []
    for part in body if isinstance(body, list) else [body]:
        if isinstance(part, str):
            notes.append(part)
        elif isinstance(part, dict):
            value = _text(part.get("value"))
            if value is not None:
                (tags if part.get("purpose") == "tagging" else notes).append(value)
    return "\n".join(notes), tuple(tags)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
