"""Views with many actions: tried one after another, each from where the one before led."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual.widgets import Input

from index.store.searches import SearchStore
from reader.panes.narrowing import Choice
from reader.panes.rows import RowList
from reader.panes.story_grid import StoryGrid
from reader.screens.export import ExportScreen
from reader.screens.story_export import StoryExportScreen
from tests.reader.desk import Reader
from tests.reader.trying import (
    ARTICLE,
    CLAIM,
    CLAIMS,
    RESULTS,
    focus,
    moved,
    screen,
    selected,
    selected_words,
)
from tests.strike import SAILINGS


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a chain, what must be so after its key, and keys to get where it works."""

    action: str
    done: Callable[[Reader], object]
    way: tuple[str, ...] = ()


def grid_at(row: int | None = None, column: int | None = None) -> Callable[[Reader], bool]:
    def at(reader: Reader) -> bool:
        grid = reader.app.screen.query_one(StoryGrid)
        row_wanted = row if row is None or row >= 0 else len(grid.rows) + row
        return grid.row == (grid.row if row_wanted is None else row_wanted) and (
            column is None or grid.column == column
        )

    return at


def grid_on_dispute(reader: Reader) -> bool:
    claim = reader.app.screen.query_one(StoryGrid).claim
    return claim is not None and claim.status == "disputed"


def grid_shared_only(reader: Reader) -> bool:
    rows = reader.app.screen.query_one(StoryGrid).rows
    return bool(rows) and all(len(row.cells) > 1 for row in rows)


def row_in_view(reader: Reader) -> int:
    rows = reader.app.screen.query_one(RowList).highlighted
    return -1 if rows is None else rows


def row_moved(reader: Reader) -> bool:
    return row_in_view(reader) != reader.cursor


def place(reader: Reader) -> int:
    """Where the cursor is: of the article, or of a view's list if it has one."""
    if on_main(reader):
        return reader.main.reading.position.cursor
    return row_in_view(reader) if reader.app.screen.query(RowList) else 0


def pairs_are_shared(reader: Reader) -> bool:
    rows = reader.app.screen.query_one(RowList).options
    return bool(rows) and all("●" in str(row.prompt) or "≠" in str(row.prompt) for row in rows)


def on_main(reader: Reader) -> bool:
    return reader.app.screen is reader.main


def compared(number: int) -> Callable[[Reader], bool]:
    return lambda r: f"‹ {number} of" in str(r.app.screen.query_one("#compare-head").render())


def listed(words: str) -> Callable[[Reader], bool]:
    return lambda r: any(
        words in " ".join(str(row.prompt).split())
        for row in r.app.screen.query_one(RowList).options
    )


STORY: Final = (
    Step("story.last", grid_at(row=-1)),
    Step("story.first", grid_at(row=0)),
    Step("story.down", grid_at(row=1)),
    Step("story.up", grid_at(row=0)),
    Step("story.page-down", lambda r: not grid_at(row=0)(r)),
    Step("story.page-up", grid_at(row=0)),
    Step("story.right", grid_at(column=1), ("h",) * 5),
    Step("story.left", grid_at(column=0)),
    Step("story.next-dispute", grid_on_dispute),
    Step("story.previous-dispute", grid_on_dispute, ("G",)),
    Step("story.shared", grid_shared_only),
    Step("story.export", screen(StoryExportScreen)),
    Step("story.open", on_main, ("escape", "n")),
    Step("story.close", on_main, ("s",)),
)
COMPARE: Final = (
    Step("compare.next-report", compared(2)),
    Step("compare.previous-report", compared(1)),
    Step("compare.next-shared", row_moved, ("g",)),
    Step("compare.previous-shared", row_moved),
    Step("compare.next-difference", row_moved, ("l", "l", "g")),
    Step("compare.previous-difference", row_moved, ("G",)),
    Step("compare.shared", pairs_are_shared),
    Step("compare.here", on_main, ("g",)),
    Step("compare.close", on_main, ("c",)),
)


MIDDLE: Final = (*ARTICLE, *["j"] * 12, "w", "w")
MOTIONS: Final = (
    *("down", "up", "right", "left", "word", "word-back", "sentence", "sentence-back"),
    *("paragraph", "paragraph-back", "line-end", "line-start", "page-down", "page-up"),
    *("half-down", "half-up", "bottom", "top"),
)
EXTENSIONS: Final = ("down", "up", "left", "right", "word", "word-back")
MOVES: Final = tuple(Step(f"article.{motion}", moved) for motion in MOTIONS)
SELECTIONS: Final = (
    *(Step(f"article.extend-{motion}", selected, ("escape", "w")) for motion in EXTENSIONS),
    Step("article.select-sentence", selected_words, ("escape", "v")),
)


def filtered(words: str) -> Callable[[Reader], bool]:
    return lambda r: r.app.screen.query_one("#marked-filter", Input).value == words


MARKS: Final = (
    Step("marks.colour", listed("green")),
    Step("marks.undo", listed("yellow")),
    Step("marks.redo", listed("green")),
    Step("marks.note", focus("marked-edit")),
    Step("marks.tags", focus("marked-edit"), ("a", "enter")),
    Step("marks.only-tag", filtered("tag:sea"), (*"sea", "enter")),
    Step("marks.only-colour", filtered("colour:green tag:sea")),
    Step("marks.filter", focus("marked-filter")),
    Step("marks.export", screen(ExportScreen), ("escape",)),
    Step("marks.delete", lambda r: not r.app.screen.query_one(RowList).options, ("escape",)),
    Step("marks.close", on_main, ("escape",)),
)


def within(value: str | None) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.search.narrowing.within == value


def kept(*names: str) -> Callable[[Reader], bool]:
    return lambda reader: tuple(saved.name for saved in searches(reader).all()) == names


def searches(reader: Reader) -> SearchStore:
    assert reader.main.questions.library is not None
    return reader.main.questions.library.searches


SEARCHES: Final = (
    Step("searches.rename", focus("searches-name"), ("ctrl+r", "down")),
    Step("searches.filter", focus("searches-filter"), ("x", "enter")),
    Step("searches.undo", kept("ferry"), ("down",)),
    Step("searches.redo", kept("ferryx")),
    Step("searches.delete", kept()),
    Step("searches.save", focus("searches-name")),
    Step("searches.forget", lambda r: not searches(r).asked(), ("escape",)),
    Step("searches.close", on_main),
)
FACETS: Final = (
    Step("facet-open", within("2025")),
    Step("facet-toggle", lambda r: Choice("date", "2025-06") in r.main.search.narrowing.choices),
    Step("facet-out", within(None)),
)
SPREAD: Final = tuple(
    (day, "Harbour Post", day, (SAILINGS,)) for day in ("2019-05-01", "2025-03-04", "2025-06-01")
)
CHAINS: Final = {
    "motions": (MIDDLE, MOVES),
    "selections": (MIDDLE, SELECTIONS),
    "facets": ((*RESULTS, "t", "down"), FACETS),
    "searches": ((*"ferry", "enter", "ctrl+s", "enter"), SEARCHES),
    "story": ((*ARTICLE, "s"), STORY),
    "compare": ((*CLAIMS, "c"), COMPARE),
    "highlights": ((*ARTICLE, CLAIM, "space", "h"), MARKS),
}
