"""Words and characters as a person sees them: the one place that makes text safe to draw.

Also the one place that words dates, citations and counts, for the app, the command line and
the exports alike. No drawing and no markup here: everything returned is plain text.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from index.model import Article, ArticleInfo, Difference, Highlight, Report, Standing, Status

UNKNOWN: Final = "unknown"
UNKNOWN_OUTLET: Final = "unknown outlet"
UNKNOWN_DATE: Final = "unknown date"
NO_TITLE: Final = "(no title)"

KEEPS_NOTHING: Final = (
    "This library lies where nothing can be written: what you mark or save cannot be kept. Copy "
    "it to a folder of yours to mark in it."
)

STATUS_GLYPHS: Final[dict[Status, str]] = {
    "corroborated": "●",
    "disputed": "≠",
    "echoed": "○",
    "single-source": "·",
}

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_ISO_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", re.DOTALL)

# Unicode 16, by code point, so that no line of this file can itself be misread.
_BLANK: Final = "\x09-\x0d\x1c-\x1f\x85\u2028\u2029"
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f"
)
_JOINING_NOTHING: Final = f"(?<![^\\s\u200c\u200d{_INVISIBLE}])\u200d"
"""A joiner behind no letter, by which Rich loses count of cells."""
_ACTING: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2065-\u206f\ud800-\udfff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U00013430-\U0001343f"
)


@cache
def _unsafe() -> re.Pattern[str]:
    # Takes some milliseconds to make, which the first frame need not wait for.
    return re.compile(f"([{_BLANK}])|([{_INVISIBLE}]|{_JOINING_NOTHING})|[{_ACTING}]")


@cache
def _unsafe_in_json() -> re.Pattern[str]:
    return re.compile(f"[\x85\u2028\u2029{_INVISIBLE}{_ACTING}]|{_JOINING_NOTHING}")


Cited = Article | ArticleInfo | Highlight
"""What a citation is written from."""


def drawable(text: str, *, keep: str = "") -> str:
    """Take from text everything that could move the cursor, change colours or reorder letters.

    One code point for one, so offsets into the text hold in what is returned. Line breaks and
    tabs become spaces; other controls (C0, DEL, C1), bidirectional embeddings, overrides and
    isolates, and lone surrogates become U+FFFD; invisible characters (soft hyphen, zero-width
    space, directional marks, tag characters) become the zero-width non-joiner, as do joiners that
    join nothing. Other joiners and variation selectors stay: emoji and several scripts need them.

    Args:
        text: anything, of any origin.
        keep: control characters the caller deals with itself, such as a line break.
    """
    if text.isascii() and text.isprintable():
        return text

    def replacement(match: re.Match[str]) -> str:
        if match[0] in keep:
            return match[0]
        if match[1]:
            return " "
        return "\u200c" if match[2] else "\ufffd"

    return _unsafe().sub(replacement, text)


def json_text(value: object, *, indent: int | None = None) -> str:
    """JSON in UTF-8 letters, with everything :func:`drawable` replaces escaped instead.

    It can be shown on a terminal, holds one line unless ``indent`` is given, and loads back as
    the same value.
    """

    def escape(match: re.Match[str]) -> str:
        units = match[0].encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[n] << 8 | units[n + 1]:04x}" for n in range(0, len(units), 2))

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _unsafe_in_json().sub(escape, text)


def one_line(text: str, width: int | None = None) -> str:
    """Drawable text with every run of white space as one space, cut to ``width`` code points."""
    line = " ".join(drawable(text).split())
    if width is not None and len(line) > width:
        line = line[: max(width - 1, 0)].rstrip() + "…"
    return line


def format_date(published: str | None) -> str:
    """Word an ISO 8601 date at the precision it has: ``21 Oct 2024``, ``Oct 2024``, ``2024``.

    A time of day is left out. What is not such a date is shown as it stands; ``None`` is
    ``unknown date``.
    """
    if not published:
        return UNKNOWN_DATE
    match = _ISO_DATE.fullmatch(published)
    if match is None:
        return one_line(published)
    year, month, day = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return one_line(published)
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return named if day is None else f"{int(day)} {named}"


def title_of(cited: Cited) -> str:
    """The title on one line, or ``(no title)``."""
    return one_line(cited.title or "") or NO_TITLE


def source_of(cited: Cited | Report) -> str:
    """The outlet on one line, or ``unknown outlet``."""
    return one_line(cited.source or "") or UNKNOWN_OUTLET


def named_source(report: Report) -> str:
    """The outlet of a report, or else its title, or else what tells it from other unknown ones."""
    named = one_line(report.source or report.title or "")
    return named or f"{UNKNOWN_OUTLET} ({one_line(report.article, 24)})"


def byline(cited: Cited) -> str:
    """Outlet, date and, where known, author: ``The Harbour Post · 21 Oct 2024 · Ana Cruz``."""
    parts = [source_of(cited), format_date(cited.published)]
    if author := one_line(cited.author or ""):
        parts.append(author)
    return " · ".join(parts)


def citation(cited: Cited | Report) -> str:
    """A one-line citation: author where known, title, outlet and date, each unknown said so."""
    title = one_line(cited.title or "")
    parts = [f"“{title}”" if title else NO_TITLE]
    if not isinstance(cited, Report) and (author := one_line(cited.author or "")):
        parts.insert(0, author)
    parts += [source_of(cited), format_date(cited.published)]
    return ", ".join(parts)


def location(cited: Cited) -> str | None:
    """Where the article can be found again: its URL, or else its file's path."""
    place = cited.url or cited.path
    return one_line(place) if place else None


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """A count with its noun: ``1 report``, ``1,200 reports``."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def also_reported(others: int) -> str:
    """The wording of corroboration by so many origins besides the article's own."""
    if others < 1:
        return "only here"
    return f"also reported by {plural(others, 'independent source')}"


def put_differently(others: int) -> str:
    """The wording of disagreement by so many independent origins."""
    return f"put differently by {plural(others, 'independent source')}"


def disagreeing(standing: Standing) -> int:
    """How many independent origins put a claim so that both cannot hold."""
    conflicts = (r for r in standing.reports if r.comparison.verdict == "conflicts")
    return len({report.origin for report in conflicts if report.independent})


def standing_line(standing: Standing) -> str:
    """How a claim stands, in words: who else has it and who puts it differently."""
    if standing.status == "echoed":
        reports = plural(len({report.article for report in standing.reports}), "other report")
        return f"in {reports}, all of one origin"
    parts = [also_reported(standing.origins - 1)] if standing.origins > 1 else []
    if conflicting := disagreeing(standing):
        parts.append(put_differently(conflicting))
    return "; ".join(parts) or also_reported(0)


def telling(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences worth a line: not those of mere wording, which both passages show."""
    return tuple(d for d in differences if d.kind != "wording" or not d.agrees)


def difference_line(difference: Difference) -> str:
    """One difference in words: ``number: “some 1,500” here, “about 15-hundred” there (agree)``."""
    here, there = (f"“{one_line(w)}”" if w else "—" for w in (difference.here, difference.there))
    verdict = "agree" if difference.agrees else "disagree"
    if difference.update:
        verdict = "later figure"
    return f"{difference.kind}: {here} here, {there} there ({verdict})"
