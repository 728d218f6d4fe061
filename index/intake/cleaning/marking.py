"""Puts the rules together: each line of an article is asked about once, the plainest rule first."""

from collections.abc import Iterator, Sequence

from index.intake import bylines, outlets
from index.intake.cleaning import headlines, lines, repeats, scripts, sections
from index.intake.cleaning.titles import says_title
from index.intake.units import Unit, split
from index.model import Mark, MarkKind

_TOP = 8
"""Lines from the top among which title, date and names are looked for; as many from the end."""

_HEAD = 3
"""Lines from the top among which another headline than the given title may stand."""

_END = 4
"""Lines from the end among which the author may be introduced."""

_OPENING = 4
"""Paragraphs in which a place alone is a dateline; later ones need an agency with it."""


def mark(text: str, title: str | None = None) -> tuple[Mark, ...]:
    """Mark what is not reporting in an article.

    Args:
        text: the article's text.
        title: its title, if known; otherwise a headline is looked for in the text.

    Returns:
        Marks sorted by place, disjoint, each within the text and without space at its ends.
    """
    units = split(text)
    if not units:
        return ()
    kinds = _kinds(units, title)
    for place in repeats.find(units, kinds):
        kinds[place] = "repeat"
    marks = []
    paragraphs = 0
    for place, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        if kind is not None:
            marks.append(Mark(unit.start, unit.end, kind))
            continue
        paragraphs += 1
        opening, closing = paragraphs <= _OPENING, place >= len(units) - _END
        marks.extend(_within(unit, opening=opening, closing=closing))
    return tuple(marks)


def _kinds(units: Sequence[Unit], title: str | None) -> list[MarkKind | None]:
    """What each line is as a whole."""
    headline = headlines.find(units) if title is None else None
    foreign = scripts.foreign(units)
    kinds: list[MarkKind | None] = []
    for place, unit in enumerate(units):
        at_top, at_edge = place < _TOP, not _TOP <= place < len(units) - _TOP
        if (headline and headline.unit == place) or (
            at_top and title is not None and says_title(unit.text, title)
        ):
            kinds.append("title")
        else:
            kind = lines.kind(unit.text, at_edge=at_edge)
            kinds.append(kind or _by_place(units, place, foreign))
    return kinds


def _by_place(units: Sequence[Unit], place: int, foreign: frozenset[int]) -> MarkKind | None:
    """What a line is by what stands around it."""
    if place in foreign:
        return "widget"
    if place < _TOP and sections.is_bare_name(units, place):
        return "byline"
    if place < _HEAD and sections.in_title_case(units[place].text):
        return "title"
    if place >= len(units) - _END and bylines.is_biography(units[place].text):
        return "byline"
    return "section" if sections.is_subheading(units, place) else None


def _within(unit: Unit, *, opening: bool, closing: bool) -> Iterator[Mark]:
    """What stands in one line with reporting: a tag or dateline before it, rights after it."""
    start = unit.start
    if tag := sections.tag_before(unit.text):
        yield Mark(start, start + tag, "section")
        start += tag
        start += len(unit.text[tag:]) - len(unit.text[tag:].lstrip())
    rest = unit.text[start - unit.start :]
    place = outlets.dateline(rest)
    if place and (opening or place.agency):
        length = len(rest[: place.length].rstrip())
        yield Mark(start, start + length, "dateline")
        start += length
    if closing:
        begin = outlets.copyright_after(unit.text)
        if begin is not None and unit.start + begin > start:
            yield Mark(unit.start + begin, unit.end, "copyright")
