"""A story's grid as a Markdown table, with every passage below it."""

from collections.abc import Iterator
from typing import Final

from index.model import Story, StoryClaim
from reader.coverage import (
    LEGEND,
    cells_by_article,
    columns,
    first_line,
    firsts,
    name_of,
    sign,
    summary,
)
from reader.export.markdown import escape
from reader.text import STATUS_GLYPHS, citation, location

_HEADING: Final = "# Who reports what"


def render(story: Story) -> str:
    """The grid as one document."""
    return "\n".join(_lines(story)) + "\n"


def _lines(story: Story) -> Iterator[str]:
    shown = columns(story)
    yield from (_HEADING, "", escape(summary(story)) + ".", "")
    yield from _sources(story)
    if not story.claims:
        yield "No claims were found."
        return
    yield "; ".join(f"{STATUS_GLYPHS[status]} {meaning}" for status, meaning in LEGEND) + "."
    yield ""
    heads = "".join(f" {number} |" for number in range(1, len(shown) + 1))
    yield f"| Claim |{heads} First |"
    yield f"|---|{':-:|' * len(shown)}---|"
    for row in story.claims:
        cells = cells_by_article(row)
        signs = "".join(f" {sign(row, cells.get(column.info.id))} |" for column in shown)
        yield f"| {escape(row.claim.text)} |{signs} {_first(story, row)} |"
    yield ""
    yield "## Passages"
    for row in story.claims:
        if len(row.cells) > 1:
            yield from _passages(story, row)


def _sources(story: Story) -> Iterator[str]:
    for number, column in enumerate(columns(story), 1):
        place = location(column.info)
        tail = f". {escape(place)}" if place else ""
        why = f" (one origin: {escape(column.shares)})" if column.shares else ""
        yield f"{number}. {escape(citation(column.info))}{why}{tail}"
    yield ""
    had = [f"{escape(name_of(info))} {count}" for info, count in firsts(story)]
    if had:
        yield f"Claims had first: {', '.join(had)}."
        yield ""


def _first(story: Story, row: StoryClaim) -> str:
    line = first_line(story, row)
    return escape(line.removeprefix("first: ")) if line else ""


def _passages(story: Story, row: StoryClaim) -> Iterator[str]:
    names = {column.info.id: column.label for column in columns(story)}
    yield ""
    yield f"- {STATUS_GLYPHS[row.status]} “{escape(row.claim.text)}”"
    for cell in row.cells:
        for claim in cell.claims:
            at = f"article {escape(claim.article)}, characters {claim.start}–{claim.end}"
            said = f", {escape(claim.speaker)}" if claim.speaker else ""
            yield (
                f"  - {sign(row, cell)} {escape(names[cell.article])}{said}: "
                f"“{escape(claim.text)}” ({at})"
            )
