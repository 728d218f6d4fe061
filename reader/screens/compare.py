"""The compare view: two reports side by side, claim beside claim, differing words marked."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from index.errors import SecondSourceError
from index.model import Article, Claim, Origin, Report, Standing
from reader.actions import bindings
from reader.drawing import ACCENT, MUTED, clamped, glyph, hanging, marked, stacked
from reader.panes.bars import KeyBar, ViewTitle
from reader.panes.reports import (
    difference_line,
    origin_reason,
    passage_of,
    report_status,
)
from reader.panes.rows import RowList, room_for_rows
from reader.screens.alignment import Pair, aligned, differs, others
from reader.screens.view import View
from reader.text import NO_TITLE, byline, format_date, named_source, one_line, telling, title_of

if TYPE_CHECKING:
    from index.library import Library

_GAP: Final = 3
_SET_IN: Final = 4
_STACKED: Final = 84
"""Columns of a terminal below which the passages stand one below the other."""


class CompareScreen(View[Claim | Report | None]):
    """Closes with the passage to go to, in this report or the other, or ``None``."""

    AUTO_FOCUS = "#pairs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

    def __init__(
        self,
        library: "Library",
        article: Article,
        standings: Sequence[Standing],
        origins: Mapping[str, Origin],
        *,
        claim: str | None = None,
        other: str | None = None,
    ) -> None:
        """A view of a report beside another.

        Args:
            library: where both are.
            article: the report.
            standings: its claims; at least one of them is in another report.
            origins: the origins of the other reports.
            claim: the id of the claim to begin at.
            other: the id of the report to begin with, where it shares a claim.
        """
        super().__init__()
        self._library = library
        self._article = article
        self._standings = tuple(sorted(standings, key=lambda s: (s.claim.start, s.claim.end)))
        self._origins_of = origins
        self._others = others(self._standings, claim)
        ids = [report.article for report in self._others]
        self._at = ids.index(other) if other in ids else 0
        self._begin = claim
        self._theirs: dict[str, tuple[Claim, ...]] = {}
        self._pairs: tuple[Pair, ...] = ()
        self._shared_only = False

    def compose(self) -> ComposeResult:
        """What is compared, the pairs, the keys."""
        yield ViewTitle("Compare", "compare.close")
        yield Static(id="compare-head")
        yield RowList(id="pairs")
        yield KeyBar()

    @property
    def _other(self) -> Report:
        """Any report of the other article, for its outlet and date."""
        return self._others[self._at]

    @property
    def pair(self) -> Pair | None:
        """The pair chosen."""
        chosen = self.query_one(RowList).chosen
        return next((pair for pair in self._shown() if pair.id == chosen), None)

    def on_mount(self) -> None:
        """Ask for the other report's own claims."""
        self._ask()

    def on_resize(self, _event: Resize) -> None:
        """The columns follow the width, and the pair chosen stays in sight."""
        self.call_after_refresh(self._draw)
        self.call_after_refresh(self.query_one(RowList).scroll_to_highlight)

    def _ask(self) -> None:
        self.run_worker(self._load(self._other.article), exclusive=True, exit_on_error=False)

    async def _load(self, other: str) -> None:
        def asked() -> tuple[Claim, ...]:
            return tuple(standing.claim for standing in self._library.standings(other))

        if other not in self._theirs:
            try:
                self._theirs[other] = await asyncio.to_thread(asked)
            except SecondSourceError as error:
                self.notify(one_line(str(error)), severity="error", markup=False)
                self._theirs[other] = ()
        self._draw()

    # What is shown

    def _shown(self) -> tuple[Pair, ...]:
        return tuple(p for p in self._pairs if p.shared or not self._shared_only)

    def _draw(self) -> None:
        rows = self.query_one(RowList)
        chosen = rows.chosen
        other = self._other.article
        self._pairs = aligned(self._standings, other, self._theirs.get(other, ()))
        shown = self._shown()
        room = room_for_rows(self)
        rows.fill([(pair.id, self._row(pair, room)) for pair in shown], self._choice(chosen))
        self.query_one(ViewTitle).words = self._counts()
        self.query_one("#compare-head", Static).update(self._head(room))

    def _choice(self, chosen: str | None) -> str | None:
        """The row to choose: the one chosen, else the claim begun at, else the first shared."""
        shown = self._shown()
        wanted = (chosen, *(pair.id for pair in shown if pair.holds(self._begin)))
        there = {pair.id for pair in shown}
        first = next((pair.id for pair in shown if pair.shared), None)
        return next((row for row in wanted if row in there), first)

    def _counts(self) -> str:
        both = [pair for pair in self._pairs if pair.shared]
        different = sum(differs(pair) for pair in both)
        mine = sum(pair.theirs is None for pair in self._pairs)
        differ = f"{different:,} {'differs' if different == 1 else 'differ'}"
        counts = f"{len(both):,} shared · {differ} · {mine:,} only here"
        if self._other.article in self._theirs:
            counts += f", {len(self._pairs) - len(both) - mine:,} there"
        return counts

    def _head(self, room: int) -> Content:
        """Both reports: side by side, or the second set in below as its passages are."""
        here = [Content.styled(title_of(self._article), "bold")]
        here.append(Content.styled(byline(self._article), MUTED))
        if room < _STACKED:
            there = hanging(Content(" " * _SET_IN), self._there())
            return stacked(_cut(line, room) for line in (*here, *there))
        width = (room - _GAP) // 2
        left, right = ([_cut(line, width) for line in p] for p in (here, self._there()))
        return _columns(left, right, Content(" " * _GAP), width)

    def _there(self) -> list[Content]:
        other = self._other
        title = Content.styled(one_line(other.title or "") or NO_TITLE, "bold")
        facts = Content.styled(f"{named_source(other)} · {format_date(other.published)}", MUTED)
        if len(self._others) > 1:
            place = f"  ‹ {self._at + 1} of {len(self._others)} ›"
            facts += Content.styled(place, f"bold {ACCENT}")
        if not other.independent:
            reason = origin_reason(self._origins_of.get(other.origin))
            facts += Content.styled(f"  one origin with this report{reason}", MUTED)
        return [title, facts]

    def _row(self, pair: Pair, room: int) -> Content:
        left, right = _passages(pair)
        sign = glyph(report_status(pair.report)) if pair.report else Content(" ")
        below: list[Content] = []
        if pair.report is not None:
            below = [difference_line(d) for d in telling(pair.report.comparison.differences)]
        if room < _STACKED:
            return stacked([*_one_below(left, right, sign, room), *below, Content("")])
        width = (room - _GAP) // 2
        lines = [_columns([left], [right], Content(" ") + sign + Content(" "), width)]
        lines += [line for part in below for line in clamped(part, room, 2)]
        return stacked([*lines, Content("")])

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other reports only where there are any."""
        del parameters
        return len(self._others) > 1 if action == "other" else True

    def action_next_difference(self, step: int) -> None:
        """Go to the next pair that differs in more than wording, around the end."""
        self._go_to_next(step, differs, "No other difference between these two reports.")

    def action_next_shared(self, step: int) -> None:
        """Go to the next claim both reports have, around the end."""
        self._go_to_next(step, lambda pair: pair.shared, "Both have no other claim.")

    def _go_to_next(self, step: int, wanted: Callable[[Pair], bool], otherwise: str) -> None:
        shown = self._shown()[::step]
        rows = self.query_one(RowList)
        at = next((n for n, pair in enumerate(shown) if pair.id == rows.chosen), -1)
        ahead = (*shown[at + 1 :], *shown[: max(at, 0)])
        found = next((pair.id for pair in ahead if wanted(pair)), None)
        if found is None:
            self.notify(otherwise, timeout=3)
        else:
            rows.choose(found)

    def action_other(self, step: int) -> None:
        """Compare with another report, staying at the claim."""
        pair = self.pair
        self._begin = pair.mine.id if pair and pair.mine else None
        self._at = (self._at + step) % len(self._others)
        self.query_one(RowList).fill([], None)
        self._ask()

    def action_shared_only(self) -> None:
        """Leave out what only one of the two has, or show it again."""
        self._shared_only = not self._shared_only
        self._draw()

    def action_here(self) -> None:
        """Go to the passage in this report."""
        if (pair := self.pair) and pair.mine:
            self.dismiss(pair.mine)

    @on(RowList.Chosen)
    def _moved(self, event: RowList.Chosen) -> None:
        event.stop()

    @on(RowList.OptionSelected)
    def _go(self, event: RowList.OptionSelected) -> None:
        event.stop()
        if pair := self.pair:
            self.dismiss(pair.report or pair.theirs or pair.mine)


def _passages(pair: Pair) -> tuple[Content, Content]:
    """Both passages, what they share plain and bold, the differences marked."""
    mine, theirs, report = pair.mine, pair.theirs, pair.report
    if report is not None and mine is not None:
        differences = report.comparison.differences
        left = passage_of(mine.text, report.text, differences, other=False)
        right = passage_of(mine.text, report.text, differences)
    else:
        left, right = (
            marked(claim.text, style=MUTED) if claim else Content("") for claim in (mine, theirs)
        )
    if mine is not None and mine.speaker:
        left = Content.styled(f"{one_line(mine.speaker)}: ", MUTED) + left
    if theirs is not None and theirs.speaker:
        right = Content.styled(f"{one_line(theirs.speaker)}: ", MUTED) + right
    return left, right


def _one_below(left: Content, right: Content, sign: Content, room: int) -> list[Content]:
    """The passage here and, set in behind the sign, the one there."""
    lines = [line.rstrip() for line in left.wrap(max(room, 8))] if left else []
    if right:
        there = [line.rstrip() for line in right.wrap(max(room - _SET_IN, 8))]
        lines += hanging(Content("  ") + sign + Content(" "), there)
    return lines


def _cut(line: Content, width: int) -> Content:
    return line.truncate(max(width, 1), ellipsis=True)


def _columns(
    left: Sequence[Content], right: Sequence[Content], between: Content, width: int
) -> Content:
    """Two stacks of paragraphs side by side, the first lines parted by a sign."""
    lines = (
        [line for paragraph in column for line in paragraph.wrap(max(width, 8))]
        for column in (left, right)
    )
    gap = Content(" " * between.cell_length)
    return stacked(
        mine.rstrip().truncate(width, pad=True) + (gap if number else between) + theirs
        for number, (mine, theirs) in enumerate(zip_longest(*lines, fillvalue=Content("")))
    )
