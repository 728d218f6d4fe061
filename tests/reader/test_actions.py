"""Every action of the table: named, explained, reachable by its key, and tried here.

``TRIED`` holds for each action how to get where it works and what must be so after its key. An
action without an entry fails; so does an entry without an action.
"""

import os
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from index.places import config_folder
from index.store.searches import SearchStore
from index.writing import sole_writer
from reader.actions import ACTIONS, CONTEXT_TITLES, Action, by_id, key_name
from reader.panes.facets import FacetBar
from reader.panes.find_bar import FindBar
from reader.panes.narrowing import Choice
from reader.panes.rows import RowList
from reader.panes.story_grid import StoryGrid
from reader.screens.compare import CompareScreen
from reader.screens.export import ExportScreen
from reader.screens.help import HelpScreen
from reader.screens.highlights import HighlightsScreen
from reader.screens.jump import JumpScreen
from reader.screens.naming import NameScreen
from reader.screens.query_help import QueryHelpScreen
from reader.screens.searches import SearchesScreen
from reader.screens.story import StoryScreen
from reader.screens.story_export import StoryExportScreen
from tests.reader.desk import Reader, reading
from tests.strike import REPORTS, SAILINGS, shelf


@dataclass(frozen=True, slots=True)
class Try:
    """Keys that lead to where an action works, and what its own key then does.

    ``held``: another process is writing to the library while the app reads a file in;
    ``hints``: the user has never been here.
    """

    way: tuple[str, ...]
    done: Callable[[Reader], object]
    held: bool = False
    hints: bool = False


def focus(widget: str) -> Callable[[Reader], bool]:
    return lambda reader: reader.focus == widget


def moved(reader: Reader) -> bool:
    return reader.main.reading.position.cursor != reader.cursor


def selected(reader: Reader) -> bool:
    return reader.main.reading.selection_span() is not None


def selected_words(reader: Reader) -> bool:
    span = reader.main.reading.selection_span()
    return span is not None and span.end - span.start > 1


def told(word: str) -> Callable[[Reader], bool]:
    """The reader was told of it: a screen under test cannot be left to another program."""
    return lambda reader: any(word in notice.message for notice in reader.app._notifications)


def sent_to_browser(reader: Reader) -> bool:
    assert reader.main.article is not None
    assert reader.main.article.path is not None
    program = Path(os.environ["BROWSER"].split()[0])
    address = program.with_name("address")
    return address.is_file() and address.read_text("utf-8").strip() == (
        Path(reader.main.article.path).as_uri()
    )


def selecting(mode: str) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.reading.position.mode == mode


def facet_at(column: int) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.query_one(FacetBar).place[1] == column


def facet_line(line: int) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.query_one(FacetBar).place[0] == line


def marks(number: int) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.key_bar.marked == number


def screen(kind: type) -> Callable[[Reader], bool]:
    return lambda reader: isinstance(reader.app.screen, kind)


def row(selector: str, number: int) -> Callable[[Reader], bool]:
    def at(reader: Reader) -> bool:
        options = reader.main.query_one(selector, RowList).options
        return reader.chosen(selector) == options[number].id

    return at


@contextmanager
def writing(library: Path) -> Iterator[None]:
    """Hold the library as a writer does."""
    with sole_writer(library, "testing"):
        yield


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down where it was sent."""
    address = tmp_path / "address"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > {address}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s &")
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    return address


CLAIM = "right_square_bracket"
ARTICLE = ("tab",)
RESULTS = ("down",)
CLAIMS = ("tab", "tab", "g")
JUMPED = (*CLAIMS, "enter", "enter")

TRIED: Final[dict[str, Try]] = {
    "dismiss-hint": Try((), lambda r: not r.main.query_one("#hint").display, hints=True),
    "help": Try(ARTICLE, screen(HelpScreen)),
    "palette": Try((), screen(CommandPalette)),
    "theme": Try((), screen(CommandPalette)),
    "shell": Try(ARTICLE, told("shell")),
    "quit": Try(ARTICLE, lambda reader: reader.app._exit),
    "search": Try(ARTICLE, focus("query")),
    "next-pane": Try((), focus("article")),
    "previous-pane": Try((), focus("claims-list")),
    "pane-search": Try(ARTICLE, focus("results")),
    "pane-article": Try(RESULTS, focus("article")),
    "pane-claims": Try(ARTICLE, focus("claims-list")),
    "jump": Try(RESULTS, screen(JumpScreen)),
    "read-again": Try(ARTICLE, lambda r: r.main.title_bar.working or told("taken in")(r)),
    "next-hit": Try(("N", "A", "T", "O", "tab"), moved),
    "previous-hit": Try(("N", "A", "T", "O", "tab"), moved),
    "next-claim": Try((*ARTICLE, CLAIM), moved),
    "previous-claim": Try((*ARTICLE, CLAIM, CLAIM, CLAIM), lambda r: r.main.claims.current),
    "claim-reports": Try((*ARTICLE, CLAIM), focus("reports-list")),
    "mark": Try((*ARTICLE, CLAIM), marks(1)),
    "undo": Try((*ARTICLE, CLAIM, "space"), marks(0)),
    "redo": Try((*ARTICLE, CLAIM, "space", "u"), marks(1)),
    "back": Try(JUMPED, focus("reports-list")),
    "forward": Try((*JUMPED, "b"), focus("article")),
    "compare": Try(CLAIMS, screen(CompareScreen)),
    "story": Try(ARTICLE, screen(StoryScreen)),
    "copy": Try((*ARTICLE, CLAIM), lambda r: r.app.clipboard),
    "query-help": Try((), screen(QueryHelpScreen)),
    "highlights": Try(ARTICLE, screen(HighlightsScreen)),
    "export": Try((*ARTICLE, CLAIM, "space"), screen(ExportScreen)),
    "open-original": Try(ARTICLE, sent_to_browser),
    "stop-reading": Try((), lambda reader: not reader.main.title_bar.working, held=True),
    "leave-query": Try((*"yoon",), focus("results")),
    "clear-query": Try(("x",), lambda reader: reader.query == ""),
    "accept-correction": Try((*"specail",), lambda reader: reader.query == "special"),
    "complete": Try((*"sour",), lambda reader: reader.query == "source:"),
    "older-query": Try((*"yoon", "enter", "slash", *"x"), lambda r: r.query == "yoon"),
    "newer-query": Try((*"yoon", "enter", "slash", *"x", "up"), lambda r: r.query == "x"),
    "save-search": Try((*"coast",), screen(NameScreen)),
    "searches": Try((), screen(SearchesScreen)),
    "sort-results": Try(RESULTS, lambda reader: reader.main.search.sort == "date"),
    "narrow": Try(RESULTS, focus("facets")),
    "facet-left": Try((*RESULTS, "t", "right"), facet_at(0)),
    "facet-right": Try((*RESULTS, "t"), facet_at(1)),
    "facet-down": Try((*RESULTS, "t"), facet_line(1)),
    "facet-leave": Try((*RESULTS, "t"), focus("results")),
    "facet-up": Try((*RESULTS, "t"), focus("results")),
    "reports": Try(CLAIMS, focus("reports-list")),
    "filter-claims": Try(CLAIMS, lambda reader: reader.main.claims.status == "corroborated"),
    "order-claims": Try(CLAIMS, lambda reader: reader.main.claims.order == "position"),
    "leave-reports": Try((*CLAIMS, "enter"), focus("claims-list")),
    "down": Try(RESULTS, row("#results", 1)),
    "up": Try((*RESULTS, "G"), row("#results", 3)),
    "first": Try((*RESULTS, "G"), row("#results", 0)),
    "last": Try(RESULTS, row("#results", 4)),
    "page-down": Try(RESULTS, lambda r: r.chosen("#results") != first_row(r)),
    "page-up": Try((*RESULTS, "G"), lambda r: r.chosen("#results") != last_row(r)),
    "choose": Try(RESULTS, focus("article")),
}


TRIED.update(
    {
        "article.select": Try(ARTICLE, selecting("characters")),
        "article.select-lines": Try(ARTICLE, selecting("lines")),
        "article.cancel": Try((*ARTICLE, "v"), selecting("none")),
        "article.find": Try(ARTICLE, screen(FindBar)),
        "article.editor": Try(ARTICLE, told("editor")),
        "article.pager": Try(ARTICLE, told("pager")),
    }
)


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
"""Views with many actions: tried one after another, each from where the one before led."""


def first_row(reader: Reader) -> str | None:
    return reader.main.query_one("#results", RowList).options[0].id


def last_row(reader: Reader) -> str | None:
    return reader.main.query_one("#results", RowList).options[-1].id


def test_every_action_is_tried() -> None:
    chained = [step.action for _, steps in CHAINS.values() for step in steps]
    assert sorted([*TRIED, *chained]) == sorted(by_id())


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_explained(action: Action) -> None:
    assert action.description.endswith(tuple("abcdefghijklmnopqrstuvwxyz)"))
    assert action.description[0].isupper()
    assert action.context in CONTEXT_TITLES
    assert action.keys
    assert bool(action.rank) == bool(action.label) or action.context == "app"
    assert action.pair is None or action.pair in by_id()


def test_action_names_are_unique() -> None:
    assert len(by_id()) == len(ACTIONS)


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.usefixtures("browser")
# The standard library's browser launcher drops its process handle unread.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
async def test_its_key_does_it(
    name: str, sample_library: Path, highlights: Path, samples: Path
) -> None:
    tried = TRIED[name]
    paths = (str(samples),) if tried.held else ()
    if tried.hints:
        (config_folder() / "settings.toml").unlink()
    with writing(sample_library) if tried.held else nullcontext():
        async with reading(sample_library, highlights, paths=paths, wait=not paths) as reader:
            await reader.until(lambda: reader.main.title_bar.working == tried.held)
            if tried.way:
                await reader.press(*tried.way)
            reader.cursor = reader.main.reading.position.cursor
            await reader.pilot.press(by_id()[name].keys[0])
            await reader.until(lambda: tried.done(reader))


@pytest.mark.parametrize("view", CHAINS)
async def test_the_keys_of_a_view_do_it_one_after_another(
    view: str, sample_library: Path, tmp_path: Path, highlights: Path
) -> None:
    way, steps = CHAINS[view]
    in_an_article = view in {"motions", "selections"}
    reports = SPREAD if view == "facets" else REPORTS
    library = sample_library if in_an_article else shelf(tmp_path, reports)
    async with reading(library, highlights) as reader:
        await reader.press(*way)
        for step in steps:
            if step.way:
                await reader.press(*step.way)
            reader.cursor = place(reader)
            assert not step.done(reader), step.action
            await reader.press(by_id()[step.action].keys[0])
            await reader.until(lambda: step.done(reader))  # noqa: B023


async def test_help_lists_every_action_with_its_keys(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.press("f1")
        drawn = str(reader.app.screen.query_one("#card-body").render())
        body = " ".join(drawn.split())
        for action in ACTIONS:
            assert action.description in body
            assert action.id in body
            assert key_name(action.keys[0]) in body
