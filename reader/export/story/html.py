"""A story's grid as one HTML page that needs nothing else: no script, no request to anywhere.

Article text is escaped, and a content security policy keeps the page inert even so.
"""

from collections.abc import Iterator
from typing import Final

from index.model import Story, StoryCell, StoryClaim
from reader.coverage import (
    LEGEND,
    Column,
    cells_by_article,
    columns,
    first_line,
    firsts,
    name_of,
    sign,
    status_of,
    summary,
)
from reader.export.html import escape, page
from reader.text import STATUS_GLYPHS, citation, one_line

_STYLE: Final = """\
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; }
tr { border-top: 1px solid #8884; }
thead th { vertical-align: bottom; font-size: .875rem; font-weight: normal; max-width: 8rem; }
td.sign { text-align: center; font-weight: bold; }
.begins { border-left: 2px solid #8888; }
.corroborated { color: #2e8b3d; } .disputed { color: #c0392b; }
.echoed { color: #a87900; } .single-source { color: #777; }
.aside, details { font-size: .875rem; }"""


def render(story: Story) -> str:
    """The grid as one page."""
    return page("Who reports what", _lines(story), _STYLE, width="72rem")


def _lines(story: Story) -> Iterator[str]:
    shown = columns(story)
    yield f"<p>{escape(summary(story))}.</p>"
    if had := [f"{escape(name_of(info))} {count}" for info, count in firsts(story)]:
        yield f"<p>Claims had first: {', '.join(had)}.</p>"
    if not story.claims:
        yield "<p>No claims were found.</p>"
        return
    legend = "; ".join(
        f'<b class="{status}">{STATUS_GLYPHS[status]}</b> {meaning}' for status, meaning in LEGEND
    )
    yield f'<p class="aside">{legend}.</p>'
    yield "<table>"
    heads = "".join(_head(column) for column in shown)
    yield f'<thead><tr>{heads}<th scope="col">Claim</th></tr></thead>'
    yield "<tbody>"
    yield from (_row(story, row) for row in story.claims)
    yield "</tbody>"
    yield "</table>"


def _head(column: Column) -> str:
    place = column.info.url or ""
    name = escape(column.name)
    if place.startswith(("http://", "https://")):
        name = f'<a href="{escape(one_line(place))}" rel="noreferrer">{name}</a>'
    why = f"<br>one origin: {escape(column.shares)}" if column.shares else ""
    return (
        f'<th scope="col"{_begins(column)} title="{escape(citation(column.info))}">'
        f"{name}<br>{escape(column.date)}{why}</th>"
    )


def _begins(column: Column, also: str = "") -> str:
    classes = " ".join(part for part in (also, "begins" if column.begins else "") if part)
    return f' class="{classes}"' if classes else ""


def _row(story: Story, row: StoryClaim) -> str:
    cells = cells_by_article(row)
    drawn = "".join(_cell(column, row, cells.get(column.info.id)) for column in columns(story))
    first = first_line(story, row)
    when = f'<br><span class="aside">{escape(first)}</span>' if first else ""
    passages = _passages(story, row) if len(row.cells) > 1 else ""
    return f'<tr>{drawn}<td dir="auto">{escape(one_line(row.claim.text))}{when}{passages}</td></tr>'


def _cell(column: Column, row: StoryClaim, cell: StoryCell | None) -> str:
    if cell is None:
        return f"<td{_begins(column)}></td>"
    classes = _begins(column, f"sign {status_of(row, cell)}")
    words = escape(one_line(cell.claims[0].text))
    return f'<td{classes} title="{words}">{sign(row, cell)}</td>'


def _passages(story: Story, row: StoryClaim) -> str:
    names = {column.info.id: column.label for column in columns(story)}
    items = "".join(
        f"<li>{sign(row, cell)} {escape(names[cell.article])}: "
        f"<q>{escape(one_line(claim.text))}</q> "
        f"(article {escape(claim.article)}, characters {claim.start}–{claim.end})</li>"
        for cell in row.cells
        for claim in cell.claims
    )
    return f"<details><summary>passages</summary><ul>{items}</ul></details>"
