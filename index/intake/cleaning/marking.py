"""Puts the rules together: each line of an article is asked about once, the plainest rule first."""

from collections.abc import Callable, Iterator, Sequence

from index.intake import bylines, headlines, outlets
from index.intake.cleaning import captions, repeats, scripts, sections, widgets
from index.intake.cleaning.titles import says_title
from index.intake.units import Unit, units
from index.model import Mark, MarkKind

_TOP = 8
"""Lines from the top among which title, date and names are looked for; as many from the end."""

_LONGEST = 600
"""Code points; a longer line holds reporting, whatever else is on it."""

_BY_WORDS: tuple[tuple[MarkKind, Callable[[str], object]], ...] = (
    ("copyright", outlets.is_copyright),
    ("sign-off", outlets.sign_off),
    ("section", sections.is_section),
    ("byline", bylines.parse),
    ("caption", captions.is_caption),
    ("widget", widgets.is_widget),
)
"""What tells each kind of line, in the order of asking: the plainest first."""


def mark(text: str, title: str | None = None) -> tuple[Mark, ...]:
    """Mark what is not reporting in an article.

    Args:
        text: the article's text.
        title: its title, if known; otherwise a headline is looked for in the text.

    Returns:
        Marks sorted by place, disjoint, each within the text and without space at its ends.
    """
    lines = units(text)
    if not lines:
        return ()
    kinds = _kinds(lines, title)
    for place in repeats.find(lines, kinds):
        kinds[place] = "repeat"
    marks = []
    opened = False
    for place, (unit, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is not None:
            marks.append(Mark(unit.start, unit.end, kind))
            continue
        marks.extend(_within(unit, opening=not opened, closing=place >= len(lines) - 3))
        opened = True
    return tuple(marks)


def _kinds(lines: Sequence[Unit], title: str | None) -> list[MarkKind | None]:
    """What each line is as a whole."""
    headline = headlines.find(lines) if title is None else None
    foreign = scripts.foreign(lines)
    kinds: list[MarkKind | None] = []
    for place, unit in enumerate(lines):
        at_edge = place < _TOP or place >= len(lines) - _TOP
        if len(unit.text) > _LONGEST:
            kinds.append(None)
        elif (headline and headline.unit == place) or (
            place < _TOP and title is not None and says_title(unit.text, title)
        ):
            kinds.append("title")
        else:
            kinds.append(_kind(unit.text, at_edge=at_edge) or _by_place(lines, place, foreign))
    return kinds


def _kind(line: str, *, at_edge: bool) -> MarkKind | None:
    """What a line is by its own words."""
    for kind, tells in _BY_WORDS:
        if tells(line):
            return kind
    return "dateline" if at_edge and headlines.date_line(line) else None


def _by_place(lines: Sequence[Unit], place: int, foreign: frozenset[int]) -> MarkKind | None:
    """What a line is by what stands around it."""
    if place in foreign:
        return "widget"
    if place < _TOP and sections.is_bare_name(lines, place):
        return "byline"
    return "section" if sections.is_subheading(lines, place) else None


def _within(unit: Unit, *, opening: bool, closing: bool) -> Iterator[Mark]:
    """What stands in one line with reporting: a tag or dateline before it, rights after it."""
    start = unit.start
    if tag := sections.tag_before(unit.text):
        yield Mark(start, start + tag, "section")
        start += tag
        start += len(unit.text[tag:]) - len(unit.text[tag:].lstrip())
    rest = unit.text[start - unit.start :]
    if opening and (place := outlets.dateline(rest)):
        length = len(rest[: place.length].rstrip())
        yield Mark(start, start + length, "dateline")
        start += length
    if closing:
        begin = outlets.copyright_after(unit.text)
        if begin is not None and unit.start + begin > start:
            yield Mark(unit.start + begin, unit.end, "copyright")
