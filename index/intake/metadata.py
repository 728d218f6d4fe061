"""What the text of an article says about the article itself: title, outlet, author, date, address.

Only from lines that state it; what no line states stays unknown.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.intake import bylines, dates, outlets
from index.intake.cleaning import headlines
from index.intake.units import Unit, split

_EDGE = 10
"""How many lines from the top and from the bottom may speak of the article."""

_PARAGRAPH = 200
"""Code points; from the first longer line on, the top of the article is over."""

_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,2000}")
_CHANGED = re.compile(r"updat|modif|수정|更新", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None


def complete(given: Metadata, text: str) -> Metadata:
    """What was given, its date in ISO 8601, with what the text states where nothing was given.

    A date that was given and cannot be read is unknown: one from the text would contradict it.
    """
    known = given
    if given.published is not None:
        known = replace(known, published=dates.normalise(given.published))
    if None not in (given.title, given.source, given.author, given.published):
        return known
    found = _in_text(split(text))
    return Metadata(
        title=given.title or found.title,
        source=given.source or found.source,
        author=given.author or found.author,
        published=known.published if given.published else found.published,
        url=given.url or found.url,
    )


def _in_text(lines: Sequence[Unit]) -> Metadata:
    head = [unit.text for unit in lines[:_EDGE]]
    top = list(itertools.takewhile(lambda line: len(line) <= _PARAGRAPH, head))
    edges = head + [unit.text for unit in lines[max(_EDGE, len(lines) - _EDGE) :]]
    headline = headlines.find(lines)
    return Metadata(
        title=headline.title if headline else None,
        source=_source(top, edges, headline.tag if headline else None),
        author=_author(edges),
        published=_published(top),
        url=_address(top),
    )


def _published(top: Iterable[str]) -> str | None:
    """The first date of publication at the top; one of an update only if there is no other."""
    found = [(line, dated) for line in top if (dated := dates.date_line(line))]
    for line, dated in found:
        if not _CHANGED.search(line):
            return dated.published
    return found[0][1].published if found else None


def _author(edges: Sequence[str]) -> str | None:
    found = [byline for line in edges if (byline := bylines.parse(line)) and byline.author]
    for byline in found:
        if byline.stated:
            return byline.author
    if found:
        return found[0].author
    signed = (sign_off.name for line in edges if (sign_off := outlets.sign_off(line)))
    opened = (opening.author for line in edges if (opening := outlets.dateline(line)))
    return next(filter(None, (*signed, *opened)), None)


def _source(top: Sequence[str], edges: Sequence[str], tag: str | None) -> str | None:
    """The outlet by the plainest statement there is."""
    for line in top:
        stated = outlets.labelled(line)
        if stated and not _ADDRESS.match(stated) and len(stated) <= 80:
            return stated
    owners = (outlets.owner(line) for line in edges if outlets.is_copyright(line))
    signed = (sign_off.outlet for line in edges if (sign_off := outlets.sign_off(line)))
    opened = (opening.agency for line in edges[:_EDGE] if (opening := outlets.dateline(line)))
    return next(
        filter(None, (*owners, *signed, _programme(top, tag), *opened)),
        None,
    )


def _programme(top: Iterable[str], tag: str | None) -> str | None:
    """The tag before the headline, where the line with the date names the same programme."""
    dated = (dates.date_line(line) for line in top)
    return tag if tag and any(line and line.rest == tag for line in dated) else None


def _address(top: Iterable[str]) -> str | None:
    """An address that has a line to itself at the top."""
    for line in top:
        value = outlets.labelled(line) or line
        if _ADDRESS.fullmatch(value):
            return value
    return None
