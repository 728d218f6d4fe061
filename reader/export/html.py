"""Passages as one HTML page that needs nothing else: no script, no request to anywhere.

Article text is escaped, and a content security policy keeps the page inert even so.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_html
from typing import Final

from index.model import Report, Standing
from reader.export.gather import Passage, by_article, sections
from reader.text import (
    STATUS_GLYPHS,
    Cited,
    citation,
    difference_line,
    drawable,
    location,
    telling,
    title_of,
)

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 Georgia, serif; max-width: {width}; margin: 2rem auto; padding: 0 1rem; }}
{style}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""
_STYLE: Final = """\
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: .25rem solid; white-space: pre-line; }
.yellow { border-color: #c9a400; } .green { border-color: #2e8b3d; }
.blue { border-color: #2f6fc4; } .red { border-color: #c0392b; } .purple { border-color: #8344b0; }
.aside, ul { font-size: .875rem; }"""


def page(title: str, body: Iterable[str], style: str, *, width: str) -> str:
    """A page by itself, which fetches nothing and runs nothing.

    Args:
        title: its title and heading.
        body: lines of HTML.
        style: CSS.
        width: how wide it is at most, in CSS.
    """
    return _PAGE.format(title=escape(title), body="\n".join(body), style=style, width=width)


def escape(text: str) -> str:
    """Text as HTML that shows as that text."""
    return escape_html(drawable(text, keep="\n"), quote=True)


def render(passages: Sequence[Passage]) -> str:
    """The passages as one page."""
    lines: list[str] = []
    if not passages:
        lines.append("<p>No passages are marked.</p>")
    for cited, held in by_article(passages):
        lines += ["<article>", f'<h2 dir="auto">{escape(title_of(cited))}</h2>', _citation(cited)]
        for passage in held:
            lines += _passage(passage)
        lines.append("</article>")
    return page("Marked passages", lines, _STYLE, width="42rem")


def _citation(cited: Cited) -> str:
    place = location(cited)
    shown = escape(citation(cited))
    if place is None:
        return f'<p class="aside">{shown}.</p>'
    if place.startswith(("http://", "https://")):
        address = escape(place)
        return f'<p class="aside">{shown}. <a href="{address}" rel="noreferrer">{address}</a></p>'
    return f'<p class="aside">{shown}. {escape(place)}</p>'


def _passage(passage: Passage) -> Iterator[str]:
    highlight = passage.highlight
    colour = escape(highlight.colour)
    exact = escape(highlight.quote.exact)
    yield f'<blockquote dir="auto" class="{colour}">{exact}</blockquote>'
    yield f'<p class="aside">{escape(passage.place)}</p>'
    if highlight.note:
        yield f'<p dir="auto">Note: {escape(highlight.note)}</p>'
    if highlight.tags:
        yield f'<p class="aside">Tags: {escape(", ".join(highlight.tags))}</p>'
    if passage.standings:
        yield "<ul>"
        for standing in passage.standings:
            yield from _standing(standing)
        yield "</ul>"


def _standing(standing: Standing) -> Iterator[str]:
    claim = standing.claim
    said = f" ({escape(claim.speaker)})" if claim.speaker else ""
    yield f"<li>{STATUS_GLYPHS[standing.status]} <q>{escape(claim.text)}</q>{said}<ul>"
    for section in sections(standing):
        yield f"<li>{escape(section.heading)}"
        yield from _reports(section.reports)
        yield "</li>"
    yield "</ul></li>"


def _reports(reports: Iterable[Report]) -> Iterator[str]:
    listed = [_report(report) for report in reports]
    if listed:
        yield f"<ul>{''.join(listed)}</ul>"


def _report(report: Report) -> str:
    at = f"article {escape(report.article)}, characters {report.start}–{report.end}"
    differences = "".join(
        f"<li>{escape(difference_line(d))}</li>" for d in telling(report.comparison.differences)
    )
    tail = f"<ul>{differences}</ul>" if differences else ""
    return f"<li>{escape(citation(report))}: <q>{escape(report.text)}</q> ({at}){tail}</li>"
