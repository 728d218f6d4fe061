"""Passages as Markdown: a heading an article, a block quote a passage, lists of other reports.

Article text is escaped so that it renders as it reads: no link, image, tag or heading can come
out of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.model import Report, Standing
from reader.export.gather import Passage, by_article, sections
from reader.text import (
    Cited,
    citation,
    difference_line,
    drawable,
    location,
    one_line,
    telling,
    title_of,
)

_INLINE: Final = re.compile(
    r"[\\`*_{}\[\]<>|~$^#@]|&(?=[#\w])|:(?=//)|(?<=\bwww)\.|(?<=\S)\.(?=[^\W\d_]{2})", re.IGNORECASE
)
"""Characters that could mean something; a stop before letters could make a link of a name."""
_LEADING: Final = re.compile(r"^(?:[+\-=:]|\d{1,9}(?=[.)]))")
_PLAIN_URL: Final = re.compile(r"https?://[^\s<>\x00-\x20]+")


def escape(text: str) -> str:
    """Text as Markdown that renders as that text, white space folded into single spaces."""
    line = _INLINE.sub(lambda match: f"\\{match[0]}", one_line(text))
    leading = _LEADING.match(line)
    if leading is None:
        return line
    mark = leading[0]
    return f"\\{line}" if not mark[0].isdigit() else f"{mark}\\{line[len(mark) :]}"


def render(passages: Sequence[Passage]) -> str:
    """The passages as one document."""
    lines = ["# Marked passages", ""]
    if not passages:
        lines += ["No passages are marked.", ""]
    for cited, held in by_article(passages):
        lines += [f"## {escape(title_of(cited))}", "", *_citation(cited), ""]
        for passage in held:
            lines += [*_passage(passage), ""]
    return "\n".join(lines)


def _citation(cited: Cited) -> Iterator[str]:
    place = location(cited)
    shown = escape(citation(cited))
    if place is None:
        yield shown
    elif _PLAIN_URL.fullmatch(place):
        yield f"{shown}. <{place}>"
    else:
        yield f"{shown}. {escape(place)}"


def _passage(passage: Passage) -> Iterator[str]:
    highlight = passage.highlight
    yield from _quoted(highlight.quote.exact)
    yield ""
    yield escape(passage.place[0].upper() + passage.place[1:]) + "."
    if highlight.note:
        yield ""
        yield f"Note: {escape(highlight.note)}"
    if highlight.tags:
        yield ""
        yield f"Tags: {', '.join(map(escape, highlight.tags))}"
    for standing in passage.standings:
        yield ""
        yield from _standing(standing)


def _quoted(text: str) -> Iterator[str]:
    paragraphs = [line for line in drawable(text, keep="\n").splitlines() if line.strip()]
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ">"
        yield f"> {escape(paragraph)}"


def _standing(standing: Standing) -> Iterator[str]:
    claim = standing.claim
    said = f" ({escape(claim.speaker)})" if claim.speaker else ""
    yield f"- Claim: “{escape(claim.text)}”{said}"
    for section in sections(standing):
        yield f"  - {escape(section.heading)}"
        yield from _reports(section.reports)


def _reports(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        at = f"article {escape(report.article)}, characters {report.start}–{report.end}"
        yield f"    - {escape(citation(report))}: “{escape(report.text)}” ({at})"
        for difference in telling(report.comparison.differences):
            yield f"      - {escape(difference_line(difference))}"
