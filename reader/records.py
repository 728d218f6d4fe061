"""The engine's values as the plain records that leave the program in JSON.

Field names are a contract with other programs: fields may be added; none may be renamed or
removed without raising :data:`VERSION`. Every field is always present; unknown is ``None``.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from index.model import (
    Article,
    Comparison,
    Difference,
    Highlight,
    Hit,
    Mark,
    Origin,
    Outcome,
    Report,
    Span,
    Standing,
    Story,
    StoryCell,
)

if TYPE_CHECKING:
    from index.store.searches import SavedSearch

VERSION: Final = 1

Record = dict[str, object]


def outcome_record(outcome: Outcome) -> Record:
    """A line of ``add``."""
    return {
        "version": VERSION,
        "input": outcome.input,
        "status": outcome.status,
        "article": outcome.article,
        "reason": outcome.reason,
    }


def hit_record(hit: Hit) -> Record:
    """A line of ``search``."""
    return {
        "version": VERSION,
        "article": hit.info.id,
        "title": hit.info.title,
        "source": hit.info.source,
        "published": hit.info.published,
        "score": hit.score,
        "snippet": hit.snippet.text,
        "hits": _spans(hit.hits),
    }


def article_record(article: Article) -> Record:
    """The line of ``show``; ``chrome`` is what of the text is not reporting."""
    return {
        "version": VERSION,
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "path": article.path,
        "text": article.text,
        "chrome": _spans(article.chrome),
        "marks": [
            {"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in article.marks
        ],
    }


def claims_record(article: str, standings: Iterable[Standing]) -> Record:
    """A line of ``claims``."""
    return {
        "version": VERSION,
        "article": article,
        "claims": [standing_record(standing) for standing in standings],
    }


def standing_record(standing: Standing) -> Record:
    """One claim with its reports."""
    claim = standing.claim
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "speaker": claim.speaker,
        "status": standing.status,
        "origins": standing.origins,
        "reports": [_report_record(report) for report in standing.reports],
    }


def _report_record(report: Report) -> Record:
    return {
        "article": report.article,
        "source": report.source,
        "published": report.published,
        "start": report.start,
        "end": report.end,
        "text": report.text,
        "verdict": report.comparison.verdict,
        "probability": report.comparison.probability,
        "origin": report.origin,
        "independent": report.independent,
        "differences": [_difference_record(d) for d in report.comparison.differences],
    }


def _difference_record(difference: Difference) -> Record:
    return {
        "kind": difference.kind,
        "here": difference.here,
        "there": difference.there,
        "agrees": difference.agrees,
        "update": difference.update,
    }


def story_records(story: Story) -> Iterator[Record]:
    """The lines of ``story``: one a claim, the most widely shared first."""
    published = {info.id: info.published for info in story.articles}
    sources = {info.id: info.source for info in story.articles}
    for row in story.claims:
        there = {cell.article for cell in row.cells}
        yield {
            "version": VERSION,
            "claim": row.claim.id,
            "text": row.claim.text,
            "speaker": row.claim.speaker,
            "status": row.status,
            "origins": row.origins,
            "cells": [
                {
                    "article": cell.article,
                    "source": sources[cell.article],
                    "published": published[cell.article],
                    **_cell_record(cell),
                }
                for cell in row.cells
            ],
            "missing": [info.id for info in story.articles if info.id not in there],
            "first": row.first[0] if len(row.first) == 1 else None,
            "earliest": list(row.first),
        }


def _cell_record(cell: StoryCell) -> Record:
    claim = cell.claims[0]
    return {
        "claim": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "verdict": cell.verdict,
        "probability": cell.comparison.probability if cell.comparison else None,
        "also": [other.id for other in cell.claims[1:]],
        "differences": [
            _difference_record(d) for d in (cell.comparison.differences if cell.comparison else ())
        ],
    }


def comparison_record(comparison: Comparison) -> Record:
    """A line of ``compare``."""
    return {
        "version": VERSION,
        "verdict": comparison.verdict,
        "probability": comparison.probability,
        "differences": [_difference_record(d) for d in comparison.differences],
    }


def failed_comparison_record(error: str) -> Record:
    """The line of ``compare --jsonl`` in the place of a pair that could not be read."""
    return {
        "version": VERSION,
        "verdict": None,
        "probability": None,
        "differences": [],
        "error": error,
    }


def origin_record(origin: Origin) -> Record:
    """A line of ``origins``."""
    return {
        "version": VERSION,
        "origin": origin.id,
        "articles": list(origin.articles),
        "reason": origin.reason,
        "detail": origin.detail,
    }


def highlight_record(highlight: Highlight) -> Record:
    """A line of ``highlights``; where not an orphan, the offsets hold in the article's text."""
    quote = highlight.quote
    return {
        "version": VERSION,
        "highlight": highlight.id,
        "article": highlight.article,
        "start": quote.start,
        "end": quote.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "title": highlight.title,
        "source": highlight.source,
        "author": highlight.author,
        "published": highlight.published,
        "url": highlight.url,
        "path": highlight.path,
        "created": highlight.created,
        "modified": highlight.modified,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "colour": highlight.colour,
        "orphan": highlight.orphan,
    }


def saved_search_record(saved: "SavedSearch") -> Record:
    """A line of ``searches list``; ``query`` is all of it in the query language."""
    search = saved.search
    return {
        "version": VERSION,
        "name": saved.name,
        "query": search.written()[0],
        "sort": search.sort,
        "typed": search.query,
        "sources": list(search.sources),
        "dates": list(search.dates),
        "saved": saved.saved,
    }


def _spans(spans: Iterable[Span | Mark]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
