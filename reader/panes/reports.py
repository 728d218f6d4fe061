"""How a claim and the other reports of it look in the claims pane and the compare view."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from index.claims.explaining import named_differences, shared_words
from index.model import Difference, Origin, Report, Span, Standing, Status
from reader.drawing import (
    MUTED,
    STATUS_STYLES,
    Marks,
    clamped,
    glyph,
    hanging,
    marked,
    outlet_and_date,
    stacked,
)
from reader.gaps import gaps
from reader.text import format_date, named_source, one_line, plural, telling

CLAIM_LINES: Final = 3
PASSAGE_LINES: Final = 8


def claim_row(standing: Standing, width: int) -> Content:
    """A claim behind its status, and in short who else has it and who said it."""
    lead = glyph(standing.status) + " "
    words = marked(standing.claim.text)
    lines = clamped(words, width - 2, CLAIM_LINES)
    if facts := _facts(standing):
        lines.append(Content.styled(one_line(facts), MUTED).truncate(width - 2, ellipsis=True))
    return stacked([*hanging(lead, lines), Content("")])


def _facts(standing: Standing) -> str:
    parts = []
    if standing.status == "echoed":
        reports = len({report.article for report in standing.reports})
        parts.append(f"{plural(reports, 'more report')}, one origin")
    elif standing.origins > 1:
        parts.append(plural(standing.origins, "origin"))
    if standing.claim.speaker:
        parts.append(f"said by {standing.claim.speaker}")
    return " · ".join(parts)


def report_status(report: Report) -> Status:
    """What a report does to a claim: bears it out, puts it differently, or only echoes it."""
    if not report.independent:
        return "echoed"
    return "disputed" if report.comparison.verdict == "conflicts" else "corroborated"


def ordered(reports: Sequence[Report]) -> list[Report]:
    """Independent reports first, those that conflict before all, one origin's together."""
    rank = {"disputed": 0, "corroborated": 1, "echoed": 2, "single-source": 3}
    firsts: dict[str, tuple[int, str]] = {}
    for report in reports:
        key = (rank[report_status(report)], report.published or "~")
        firsts[report.origin] = min(firsts.get(report.origin, key), key)
    return sorted(reports, key=lambda r: (firsts[r.origin], r.origin, r.published or "~", r.start))


def report_row(
    standing: Standing, report: Report, origins: Mapping[str, Origin], width: int
) -> Content:
    """Outlet, date, the passage with shared and differing words marked, and the differences."""
    status = report_status(report)
    outlet = Content.styled(named_source(report), "bold")
    lines = _outlet_lines(outlet, report.published, width - 2)
    if not report.independent:
        why = origin_reason(origins.get(report.origin))
        lines += clamped(Content.styled(f"one origin with this report{why}", MUTED), width - 2, 2)
    elif sharing := _sharing(standing, report):
        why = origin_reason(origins.get(report.origin))
        lines += clamped(Content.styled(f"one origin with {sharing}{why}", MUTED), width - 2, 2)
    passage = passage_of(standing.claim.text, report.text, report.comparison.differences)
    lines += clamped(passage, width - 2, PASSAGE_LINES)
    for difference in telling(report.comparison.differences):
        lines += clamped(difference_line(difference), width - 2, 3)
    return stacked([*hanging(glyph(status) + " ", lines), Content("")])


def _outlet_lines(outlet: Content, published: str | None, width: int) -> list[Content]:
    """Outlet and date on one line or, where that is too narrow, below each other."""
    if outlet.cell_length + len(format_date(published)) + 3 <= width:
        return [outlet_and_date(outlet, published, width)]
    date = Content.styled(format_date(published), MUTED)
    return [outlet.truncate(max(width, 4), ellipsis=True), date]


def _sharing(standing: Standing, report: Report) -> str:
    """The outlet of the first other report listed that is of the same origin."""
    for other in ordered(standing.reports):
        if other.article == report.article:
            return ""
        if other.origin == report.origin:
            return named_source(other)
    return ""


def origin_reason(origin: Origin | None) -> str:
    """Why reports count as one, as the end of a line."""
    if origin is None or origin.reason == "alone":
        return ""
    return f": {one_line(origin.detail or origin.reason, 80)}"


def passage_of(
    here: str, there: str, differences: Sequence[Difference], *, other: bool = True
) -> Content:
    """A passage with what it shares with the other plain, the rest dim, the differences marked.

    Args:
        here: the claim read.
        there: the passage of the other report.
        differences: those between them.
        other: draw the other report's passage; false draws the claim read.
    """
    mine, theirs = shared_words(here, there)
    text, shared = (there, theirs) if other else (here, mine)
    marks: list[tuple[Span, str]] = [(span, MUTED) for span in gaps(len(text), shared)]
    marks += [(span, "bold") for span in shared]
    marks += _difference_marks(text, differences, other=other)
    return marked(text, marks)


def _difference_marks(text: str, differences: Sequence[Difference], *, other: bool) -> Marks:
    return [
        (span, difference_style(difference))
        for span, difference in named_differences(text, telling(differences), there=other)
    ]


def difference_style(difference: Difference) -> str:
    """Underlined where only the form differs, reversed where both cannot hold."""
    if difference.agrees:
        return "not dim underline $text-success"
    if difference.update:
        return "bold underline $text-warning"
    return "bold reverse $text-error"


def difference_line(difference: Difference) -> Content:
    """``number: “about 15-hundred” there “some 1,500”, which agrees``, in words and in order."""
    here = f"“{one_line(difference.here)}”" if difference.here else "nothing"
    there = f"“{one_line(difference.there)}”" if difference.there else "nothing"
    sign, style = ("≈", STATUS_STYLES["corroborated"])
    if difference.update:
        sign, style = ("→", STATUS_STYLES["echoed"])
    elif not difference.agrees:
        sign, style = ("≠", STATUS_STYLES["disputed"])
    return (
        Content.styled(f"{difference.kind} ", MUTED)
        + Content(here)
        + Content.styled(f" {sign} ", style)
        + Content(there)
    )
