"""The compare view: a claim beside each other report of it, differing words marked."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from index.model import Article, Origin, Report, Standing
from reader.drawing import MUTED, STATUS_STYLES, glyph, outlet_and_date, stacked
from reader.panes.reports import (
    difference_line,
    ordered,
    origin_reason,
    passage_of,
    report_status,
    source_of,
    telling,
)
from reader.panes.rows import RowList, room_for_rows
from reader.text import byline, one_line, standing_line

_GAP = 3


class CompareScreen(ModalScreen[Report | None]):
    """Two columns: the claim as it stands here, and as each other report has it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,c,b,backspace", "close", "close"),
    ]

    def __init__(self, article: Article, standing: Standing, origins: Mapping[str, Origin]) -> None:
        super().__init__()
        self._article = article
        self._standing = standing
        self._origins_of = origins
        self._reports = ordered(standing.reports)

    def compose(self) -> ComposeResult:
        """What is compared, the pairs, the keys."""
        yield Static(id="compare-head")
        yield RowList(id="pairs")
        yield Static(
            Content.styled("j/k move   ⏎ go to the passage   esc close", MUTED), id="compare-keys"
        )

    def on_mount(self) -> None:
        """Begin at the first pair."""
        self.query_one(RowList).focus()

    def on_resize(self, _event: Resize) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        rows = self.query_one(RowList)
        width = (room_for_rows(self) - _GAP) // 2
        standing = self._standing
        head = [
            glyph(standing.status)
            + Content.styled(
                f" {standing_line(standing)}", f"bold {STATUS_STYLES[standing.status]}"
            ),
            Content(""),
            _columns(
                [Content.styled("Here", "bold"), Content.styled(byline(self._article), MUTED)],
                [Content.styled("Other reports", "bold")],
                width,
            ),
        ]
        self.query_one("#compare-head", Static).update(stacked(head))
        pairs = [(str(n), self._pair(report, width)) for n, report in enumerate(self._reports)]
        rows.fill(pairs, rows.chosen or "0")

    def _pair(self, report: Report, width: int) -> Content:
        comparison = report.comparison
        here = self._standing.claim.text
        left = [passage_of(here, report.text, comparison.differences, other=False)]
        status = report_status(report)
        right = [
            glyph(status)
            + " "
            + outlet_and_date(
                Content.styled(source_of(report), "bold"), report.published, width - 2
            ),
            passage_of(here, report.text, comparison.differences),
        ]
        if not report.independent:
            reason = origin_reason(self._origins_of.get(report.origin))
            right.append(Content.styled(f"one origin with this report{reason}", MUTED))
        if self._standing.claim.speaker:
            left.insert(0, Content.styled(f"{one_line(self._standing.claim.speaker)}:", MUTED))
        else:
            left.insert(0, Content(""))
        below = [difference_line(difference) for difference in telling(comparison.differences)]
        pair = _columns(left, right, width)
        return stacked([pair, *below, Content("")])

    def action_close(self) -> None:
        """Go back to where the reader was."""
        self.dismiss(None)

    @on(RowList.OptionSelected)
    def _jump(self, event: RowList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.dismiss(self._reports[int(event.option_id)])


def _columns(left: Sequence[Content], right: Sequence[Content], width: int) -> Content:
    """Two stacks of paragraphs side by side."""
    lines = (
        [line for paragraph in column for line in paragraph.wrap(max(width, 8))]
        for column in (left, right)
    )
    return stacked(
        mine.rstrip().truncate(width, pad=True) + Content(" " * _GAP) + theirs
        for mine, theirs in zip_longest(*lines, fillvalue=Content(""))
    )
