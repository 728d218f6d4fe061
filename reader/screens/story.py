"""The story view: which source makes which claim, who had it first, and in which words."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from index.errors import SecondSourceError
from index.model import Claim, Story, StoryCell, StoryClaim
from reader.actions import bindings
from reader.coverage import (
    LEGEND,
    SHORT_LEGEND,
    Column,
    name_of,
    sign,
    status_of,
    summary,
    timeline,
)
from reader.drawing import (
    ACCENT,
    MUTED,
    STATUS_STYLES,
    between,
    clamped,
    glyph,
    hanging,
    marked,
    parted,
    stacked,
)
from reader.panes.bars import KeyBar, ViewTitle
from reader.panes.reports import difference_line, passage_of
from reader.panes.story_grid import StoryGrid
from reader.screens.view import View
from reader.text import also_reported, one_line, plural, put_differently, telling

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Article

_LOW: Final = 30
"""Lines of a terminal below which what a cell says gets fewer of them."""
_TOLD: Final = (7, 14)
"""Lines for what a cell says, on a low terminal and on others."""


_SPARE: Final = 4
"""Lines from which a blank one stands above what a cell says."""


class StoryScreen(View[Claim | None]):
    """Closes with the claim whose passage to go to, or ``None``."""

    AUTO_FOCUS = "#story-grid"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("story")]
    DEFAULT_CSS = """
    StoryScreen {
        background: $background;
        layout: vertical;
        & > #story-beyond { height: 1; padding: 0 2; }
        & > StoryGrid { margin: 0 2; }
        & > #story-told { padding: 1 2 0 5; }
    }
    """

    def __init__(self, library: "Library", article: "Article", claim: str | None = None) -> None:
        """A view of the story an article belongs to.

        Args:
            library: where it is.
            article: the article.
            claim: the id of the claim to begin at.
        """
        super().__init__()
        self._library = library
        self._article = article
        self._begin = claim or ""
        self._story: Story | None = None
        self._shared_only = False
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Title, grid, what the chosen cell says, keys."""
        yield ViewTitle("Story", "story.close")
        yield Static(id="story-beyond")
        yield StoryGrid(id="story-grid")
        yield Static(id="story-told")
        yield KeyBar()

    @property
    def grid(self) -> StoryGrid:
        """The grid."""
        return self.query_one(StoryGrid)

    def on_mount(self) -> None:
        """Look for the story off this thread."""
        self._draw_title()
        self.run_worker(self._load(), exit_on_error=False)

    async def _load(self) -> None:
        def asked() -> Story:
            return self._library.story([self._article.id])

        try:
            self._story = await asyncio.to_thread(asked)
        except SecondSourceError as error:
            self._trouble = str(error)
        self._draw_title()
        self._fill((self._beginning(), self._article.id))

    def _beginning(self) -> str:
        """The claim asked for; the most shared one where nobody else has that, to see a pattern."""
        for row in self._story.claims if self._story else ():
            if any(claim.id == self._begin for cell in row.cells for claim in cell.claims):
                return self._begin if len(row.cells) > 1 else ""
        return ""

    def on_resize(self) -> None:
        """The lower part follows the height."""
        self.query_one("#story-told").styles.height = self._lines + 1
        self.call_after_refresh(self._draw_title)
        self.call_after_refresh(self._tell)

    @property
    def _lines(self) -> int:
        return _TOLD[self.size.height >= _LOW]

    # What is shown

    def _fill(self, at: tuple[str, str]) -> None:
        if self._story is not None:
            rows = [r for r in self._story.claims if len(r.cells) > 1 or not self._shared_only]
            self.grid.show(self._story, rows, at)
        self._tell()

    def _draw_title(self) -> None:
        if self._story is not None:
            words = summary(self._story)
        else:
            words = one_line(self._trouble) or "comparing …"
        self.query_one(ViewTitle).words = words
        line = self.query_one("#story-beyond", Static)
        beyond = Content.styled(_beyond(*self.grid.hidden), f"bold {ACCENT}")
        line.update(_beside(beyond, line.content_size.width))

    @on(StoryGrid.Moved)
    def _moved(self, event: StoryGrid.Moved) -> None:
        event.stop()
        self._draw_title()
        self._tell()

    def _tell(self) -> None:
        told = self.query_one("#story-told", Static)
        width = max(told.content_size.width, 20)
        row = self.grid.claim
        if self._story is None or row is None:
            nothing = "" if self._story is None else _nothing(self._story, self._shared_only)
            told.update(Content.styled(nothing, MUTED))
        else:
            lines = _row_told(self._story, row, width, self._lines)
            column = self.grid.columns[self.grid.column]
            lines += _cell_told(row, self.grid.cell, column, width, self._lines - len(lines))
            told.update(stacked(lines[: self._lines]))

    # What is done

    def action_next_dispute(self, step: int) -> None:
        """Go to the next claim that some source puts differently there, around the end."""
        grid = self.grid
        count = len(grid.rows)
        ahead = ((grid.row + step * n) % count for n in range(1, count))
        found = next((n for n in ahead if grid.rows[n].status == "disputed"), None)
        if found is None:
            self.notify("No other claim is put differently.", timeout=3)
            return
        differing = next(c.article for c in grid.rows[found].cells if c.verdict == "conflicts")
        ids = [column.info.id for column in grid.columns]
        grid.go_to(found, ids.index(differing))

    def action_shared_only(self) -> None:
        """Leave out the claims of one article only, or show them again."""
        row, grid = self.grid.claim, self.grid
        at = (row.claim.id if row else "", grid.columns[grid.column].info.id if row else "")
        self._shared_only = not self._shared_only
        self._fill(at)

    def action_export(self) -> None:
        """Write the grid to a file."""
        from reader.screens.story_export import StoryExportScreen

        if self._story is not None:
            self.app.push_screen(StoryExportScreen(self._story))

    @on(StoryGrid.Chosen)
    def _chosen(self, event: StoryGrid.Chosen) -> None:
        event.stop()
        if cell := self.grid.cell:
            self.dismiss(cell.claims[0])
        elif self.grid.rows:
            self.notify("This source does not have the claim.", timeout=3)


def _beside(beyond: Content, width: int) -> Content:
    """What lies beyond the edges, and the meaning of the signs as far as there is room."""
    for legend in (LEGEND, SHORT_LEGEND):
        signs = parted([glyph(s) + Content.styled(f" {meaning}", MUTED) for s, meaning in legend])
        if beyond.cell_length + signs.cell_length + 2 <= width:
            return between(beyond, signs, width)
    return beyond


def _beyond(before: int, behind: int) -> str:
    """Where there are more sources than columns in sight."""
    if not before and not behind:
        return ""
    return f"   ‹ {before} more · sources · {behind} more ›"


def _nothing(story: Story, shared_only: bool) -> str:
    if shared_only and story.claims:
        return "No claim is in more than one report. t shows those of one report."
    return "No claims were found in this report."


def _row_told(story: Story, row: StoryClaim, width: int, room: int) -> list[Content]:
    """The claim in full, how it stands, and in which order it appeared."""
    claim = clamped(marked(row.claim.text), width - 2, max(room // 4, 2))
    lines = hanging(glyph(row.status) + " ", [line.stylize("bold") for line in claim])
    facts = [Content.styled(_standing(story, row), STATUS_STYLES[row.status])]
    if row.claim.speaker:
        facts.append(Content.styled(f"said by {one_line(row.claim.speaker)}", MUTED))
    lines.append(Content("  ") + parted(facts, " · ").truncate(width - 2, ellipsis=True))
    if len(row.cells) > 1:
        lines += hanging(Content("  "), clamped(_dates(story, row), width - 2, 2))
    return lines


def _standing(story: Story, row: StoryClaim) -> str:
    if row.status == "echoed":
        return f"in {plural(len(row.cells), 'report')}, all of one origin"
    differing = {cell.article for cell in row.cells if cell.verdict == "conflicts"}
    if not differing:
        return also_reported(row.origins - 1)
    origins = sum(bool(differing.intersection(origin.articles)) for origin in story.origins)
    words = [also_reported(row.origins - 1)] if row.origins > 1 else []
    return "; ".join([*words, put_differently(origins)])


def _dates(story: Story, row: StoryClaim) -> Content:
    """``21 Oct 2024 ● The Post, ● Radio → 22 Oct 2024 ≠ The Daily``."""
    infos = {info.id: info for info in story.articles}

    def named(cell: StoryCell) -> Content:
        look = "bold underline" if row.first == (cell.article,) else ""
        shown = Content.styled(sign(row, cell), STATUS_STYLES[status_of(row, cell)])
        return shown + " " + Content.styled(name_of(infos[cell.article]), look)

    stages = [
        Content.styled(f"{date} ", MUTED) + parted(map(named, cells), ", ")
        for date, cells in timeline(story, row)
    ]
    return parted(stages, " → ")


def _cell_told(
    row: StoryClaim, cell: StoryCell | None, column: Column, width: int, room: int
) -> list[Content]:
    """What the source under the cursor says, differing words marked."""
    head = Content.styled(column.name, "bold") + Content.styled(f" · {column.date}", MUTED)
    if cell is None:
        absent = head + Content.styled("   does not have it", MUTED)
        return [Content(""), absent] if room > _SPARE else [absent]
    lines = [Content(""), head] if room > _SPARE else [head]
    below: list[Content] = []
    if cell.comparison is not None:
        below = [difference_line(d) for d in telling(cell.comparison.differences)][:2]
    told: list[Content] = []
    for claim in cell.claims:
        differences = cell.comparison.differences if cell.comparison else ()
        if claim.id == row.claim.id:
            passage = marked(claim.text)
        else:
            passage = passage_of(row.claim.text, claim.text, differences)
        told += clamped(passage, width, max(room - len(lines) - len(below) - len(told), 1))
        if len(told) >= room - len(lines) - len(below):
            break
    return [*lines, *told, *(line.truncate(width, ellipsis=True) for line in below)]
