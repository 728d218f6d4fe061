"""Every action of the table: named, explained, reachable by its key, and tried here.

``TRIED`` holds for each action how to get where it works and what must be so after its key. An
action without an entry fails; so does an entry without an action.
"""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final

import pytest
from textual.command import CommandPalette

from index.places import config_folder
from index.writing import sole_writer
from reader.actions import ACTIONS, CONTEXT_TITLES, Action, by_id, key_name
from reader.panes.find_bar import FindBar
from reader.panes.rows import RowList
from reader.screens.compare import CompareScreen
from reader.screens.export import ExportScreen
from reader.screens.help import HelpScreen
from reader.screens.highlights import HighlightsScreen
from reader.screens.jump import JumpScreen
from reader.screens.naming import NameScreen
from reader.screens.query_help import QueryHelpScreen
from reader.screens.searches import SearchesScreen
from reader.screens.story import StoryScreen
from tests.reader.chains import CHAINS, SPREAD, place
from tests.reader.desk import Reader, reading
from tests.reader.trying import (
    ARTICLE,
    CLAIM,
    CLAIMS,
    JUMPED,
    RESULTS,
    Try,
    facet_at,
    facet_line,
    focus,
    marks,
    moved,
    row,
    screen,
    selecting,
    sent_to_browser,
    told,
)
from tests.strike import REPORTS, shelf


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
