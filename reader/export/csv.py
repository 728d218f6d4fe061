"""Passages as CSV in the columns Readwise imports, a passage a row.

A cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from reader.export.gather import Passage, sections
from reader.text import drawable, one_line, source_of

COLUMNS: Final = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA: Final = ("=", "+", "-", "@", "\t")


def render(passages: Sequence[Passage]) -> str:
    """The passages as a table with a header line.

    The note column holds the user's note, the tags as ``.tag`` and how each claim stands; the
    location is the offset in the article's text; the outlet stands in for an unknown author.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for passage in passages:
        writer.writerow([_cell(value) for value in _row(passage)])
    return buffer.getvalue()


def _row(passage: Passage) -> tuple[str, ...]:
    highlight, cited = passage.highlight, passage.cited
    return (
        highlight.quote.exact,
        cited.title or "",
        cited.author or (source_of(cited) if cited.source else ""),
        cited.url or "",
        "\n".join(_note(passage)),
        str(highlight.quote.start),
        highlight.created,
    )


def _note(passage: Passage) -> Iterator[str]:
    tags = [f".{one_line(tag).replace(' ', '-')}" for tag in passage.highlight.tags]
    if tags:
        yield " ".join(tags)
    if passage.highlight.note:
        yield passage.highlight.note
    for standing in passage.standings:
        for section in sections(standing):
            outlets = ", ".join(dict.fromkeys(map(source_of, section.reports)))
            said = f"{section.heading}: {outlets}" if outlets else section.heading
            yield f"“{one_line(standing.claim.text)}” — {said}"


def _cell(value: str) -> str:
    cell = drawable(value, keep="\n")
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
