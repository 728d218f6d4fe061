"""Articles, claims and results as lines that make sense read aloud one after another.

Statuses in words, never by a sign; every passage with its offsets. Nothing is printed here and
nothing asked for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from index.model import (
    Article,
    Highlight,
    Hit,
    MarkKind,
    Origin,
    Report,
    Span,
    Standing,
    StatusCounts,
)
from reader.export.gather import Section, sections
from reader.text import (
    byline,
    citation,
    difference_line,
    drawable,
    format_date,
    location,
    named_source,
    one_line,
    plural,
    telling,
    title_of,
)

_CONTEXT: Final = 60
_KINDS: Final[Mapping[MarkKind, str]] = {
    "section": "section tag",
    "copyright": "copyright line",
    "widget": "piece of site text",
    "repeat": "passage printed twice",
}
_PLURALS: Final = {
    "piece of site text": "pieces of site text",
    "passage printed twice": "passages printed twice",
}


def article_lines(article: Article, *, whole: bool = False) -> Iterator[str]:
    """An article: title, byline, where it is, then its paragraphs, a line each.

    Args:
        article: what to read.
        whole: also what is not reporting (bylines, captions, site text).
    """
    yield title_of(article)
    yield byline(article)
    if place := location(article):
        yield place
    yield ""
    cut: list[str] = []
    at = 0
    for mark in () if whole else article.marks:
        cut += (article.text[at : mark.start], "\n")
        at = mark.end
    cut.append(article.text[at:])
    for paragraph in drawable("".join(cut), keep="\n").split("\n"):
        if words := one_line(paragraph):
            yield words
    if article.marks and not whole:
        yield f"Left out, as not reporting: {_left_out(article)}."


def _left_out(article: Article) -> str:
    counts = Counter(_KINDS.get(mark.kind, mark.kind) for mark in article.marks)
    return ", ".join(plural(count, noun, _PLURALS.get(noun)) for noun, count in counts.items())


def place_of(start: int, end: int) -> str:
    """Where a passage stands: ``characters 412 to 530``, the last not included."""
    return f"characters {start} to {end}"


def counts_line(counts: StatusCounts) -> str:
    """How many claims stand how: ``12 claims: 3 corroborated, 9 single-source``."""
    by_status = {
        "corroborated": counts.corroborated,
        "disputed": counts.disputed,
        "echoed": counts.echoed,
        "single-source": counts.single_source,
    }
    parts = ", ".join(f"{count} {status}" for status, count in by_status.items() if count)
    return f"{plural(counts.total, 'claim')}: {parts}" if parts else "no claims"


def result_lines(number: int, hit: Hit, counts: StatusCounts | None) -> Iterator[str]:
    """One article found, under the number it is opened by."""
    yield f"{number}. {title_of(hit.info)}. {byline(hit.info)}."
    if counts is not None and counts.total:
        yield f"   {counts_line(counts)}."
    if hit.hits:
        yield f"   {plural(len(hit.hits), 'hit')}, such as: {one_line(hit.snippet.text)}"


def claim_line(number: int, total: int, standing: Standing) -> Iterator[str]:
    """One claim: its place, its words, and in words how it stands and with whom."""
    claim = standing.claim
    said = f", said by {one_line(claim.speaker)}" if claim.speaker else ""
    yield f"Claim {number} of {total}, {place_of(claim.start, claim.end)}{said}:"
    yield f"   {one_line(claim.text)}"
    yield f"   {standing.status}: {'; '.join(map(_section, sections(standing)))}."


def _section(section: Section) -> str:
    """Who else has it in one way: ``also reported by 1 independent source: Radio Sill``."""
    named = dict.fromkeys(map(named_source, section.reports))
    return f"{section.heading}: {', '.join(named)}" if named else section.heading


def claim_lines(
    number: int, total: int, standing: Standing, origins: Mapping[str, Origin]
) -> Iterator[str]:
    """A claim with every other report of it, each under the number ``go`` takes."""
    yield from claim_line(number, total, standing)
    for order, report in enumerate(standing.reports, start=1):
        yield from _report_lines(f"{number}.{order}", report, origins.get(report.origin))


def _report_lines(number: str, report: Report, origin: Origin | None) -> Iterator[str]:
    conflicts = report.comparison.verdict == "conflicts"
    how = "puts it differently" if conflicts else "also reports it"
    shared = ""
    if not report.independent:
        why = f", {one_line(origin.detail or origin.reason)}" if origin else ""
        shared = f" (of the same origin as this report{why})"
    when = format_date(report.published)
    yield f"   Report {number}: {named_source(report)}, {when}, {how}{shared}:"
    yield f"      {one_line(report.text)}"
    for difference in telling(report.comparison.differences):
        yield f"      {difference_line(difference)}"


def hit_lines(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Search hits with the words around them."""
    for number, span in enumerate(spans, start=1):
        yield f"Hit {number} of {len(spans)}, {passage_line(text, span)}"


def passage_line(text: str, span: Span) -> str:
    """A passage with the end of what comes before it and the beginning of what follows."""
    before = text[max(span.start - _CONTEXT, 0) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    if span.start > _CONTEXT:
        before = before.partition(" ")[2]
    if span.end + _CONTEXT < len(text):
        after = after.rpartition(" ")[0]
    words = one_line(text[span.start : span.end])
    where = place_of(span.start, span.end)
    return one_line(f"{where}: {before} “{words}” {after}")


def marked_lines(highlights: Iterable[Highlight]) -> Iterator[str]:
    """Marked passages, each under the number ``unmark`` takes."""
    for number, highlight in enumerate(highlights, start=1):
        quote = highlight.quote
        yield f"{number}. {one_line(quote.exact)}"
        lost = ", no longer in the article" if highlight.orphan else ""
        yield f"   {citation(highlight)}, {place_of(quote.start, quote.end)}{lost}"
        if highlight.note:
            yield f"   note: {one_line(highlight.note)}"
