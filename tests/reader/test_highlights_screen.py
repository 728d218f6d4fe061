"""The list of everything marked, by keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from index.library import Library
from index.model import Highlight
from reader.filtering import selection
from reader.panes.rows import RowList
from reader.screens.export import ExportScreen
from reader.screens.highlights import SHOWN, HighlightsScreen
from tests.reader.marked import Host, exact, marked_library, orphan, rest, words
from tests.reader.passages import ARTICLE, FIRST, ONLY, SECOND, TEXT, highlight

SIZE = (80, 24)
AGROUND = TEXT[FIRST.start : FIRST.end]
CREW = TEXT[SECOND.start : SECOND.end]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with marked_library(tmp_path / "library") as library:
        yield library


def host(library: Library) -> Host[Highlight | None]:
    return Host(lambda: HighlightsScreen(library, ARTICLE))


def rows(app: Host[Highlight | None]) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(RowList).options]


async def test_every_highlight_is_listed_newest_first_with_what_is_known_of_it(
    library: Library,
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        whales, crew, aground = rows(app)
        assert "nine whales" in whales
        assert "Cape Sill Gazette · Jun 2023 · Whales pass the cape" in whales
        assert "green" in crew
        assert "#ferry #sea" in aground
        assert "check the number" in aground
        assert "3 marked" in words(app, "ViewTitle")


async def test_enter_closes_the_list_with_the_highlight_to_go_to(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("j", "enter")
        await pilot.pause()
        (chosen,) = app.closed
        assert chosen is not None
        assert chosen.quote.exact == CREW


@pytest.mark.parametrize(
    ("typed", "count"), [("whales", 1), ("FERRY", 2), ("number", 1), ("sea", 1), ("zeppelin", 0)]
)
async def test_typing_filters_by_words_note_tag_and_title(
    library: Library, typed: str, count: int
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("slash", *typed)
        await pilot.pause()
        assert len(rows(app)) == count
        shown = words(app, "#marked-none") if not count else ""
        assert ("Nothing marked matches" in shown) == (not count)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("colour:green", ["crew"]),
        ("COLOR:gr", ["crew"]),
        ("colour:mauve", []),
        ("tag:fer", ["aground"]),
        ("#sea #ferry", ["aground"]),
        ("#sea colour:green", []),
        ("note:number", ["aground"]),
        ("note:ferry", []),
        ('source:"cape sill"', ["whales"]),
        ("outlet:gazette nine", ["whales"]),
        ("cape sill gazette", ["whales"]),
        ("is:orphan", []),
        ("tag:", ["whales", "crew", "aground"]),
    ],
)
def test_the_filter_looks_where_it_is_told(library: Library, typed: str, shown: list[str]) -> None:
    chosen = selection(typed)
    texts = {"aground": AGROUND, "crew": CREW}
    found = [h.quote.exact for h in reversed(library.highlights.all()) if chosen.wants(h)]
    names = {text: name for name, text in texts.items()}
    assert [names.get(text, "whales") for text in found] == shown


@given(st.text(max_size=30))
def test_any_filter_can_be_typed(typed: str) -> None:
    assert selection(typed).wants(highlight(ARTICLE, FIRST)) in {True, False}


async def test_colours_and_tags_are_gone_through_by_key(library: Library) -> None:
    library.highlights.update(library.highlights.all()[1].id, tags=["a b"])
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        seen = []
        for key in "CCCTTTT":
            await pilot.press(key)
            await rest(app, pilot)
            seen.append((app.screen.query_one("#marked-filter", Input).value, len(rows(app))))
        assert seen == [
            ("colour:yellow", 2),
            ("colour:green", 1),
            ("", 3),
            ('tag:"a b"', 1),
            ("tag:ferry", 1),
            ("tag:sea", 1),
            ("", 3),
        ]


async def test_the_key_down_goes_from_the_filter_to_the_first_row(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("slash", "down")
        assert app.focused is app.screen.query_one(RowList)
        assert app.screen.query_one(RowList).highlighted == 0


async def test_letters_typed_into_the_filter_are_no_commands(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("slash", *"dcntue")
        await rest(app, pilot)
        assert app.screen.query_one("#marked-filter", Input).value == "dcntue"
        assert len(library.highlights.all()) == 3


async def test_the_filter_is_left_for_the_rows_then_cleared_then_the_list_left(
    library: Library,
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("slash", *"ferry", "down", "j", "escape")
        await pilot.pause()
        assert len(rows(app)) == 3
        await pilot.press("escape")
        assert app.closed == [None]


async def test_a_note_is_edited_and_kept(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("n", *"ask Mara", "enter")
        await rest(app, pilot)
        assert library.highlights.all()[-1].note == "ask Mara"
        assert "ask Mara" in rows(app)[0]
        await pilot.press("n", *" again", "enter")
        await rest(app, pilot)
        assert library.highlights.all()[-1].note == "ask Mara again"


async def test_escape_leaves_a_note_as_it_was(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("G", "n", *"rubbish", "escape")
        await rest(app, pilot)
        assert library.highlights.all()[0].note == "check the number"
        assert app.closed == []


async def test_tags_are_parted_by_commas(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("t", *"whales, the", "space", *"cape,,whales", "enter")
        await rest(app, pilot)
        assert library.highlights.all()[-1].tags == ("whales", "the cape")


async def test_the_colour_goes_round(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        seen = []
        for _ in range(5):
            await pilot.press("c")
            await rest(app, pilot)
            seen.append(library.highlights.all()[-1].colour)
        assert seen == ["green", "blue", "red", "purple", "yellow"]


async def test_delete_can_be_taken_back_and_done_again(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("j", "d")
        await rest(app, pilot)
        assert CREW not in exact(library.highlights.all())
        assert app.screen.query_one(RowList).highlighted == 1
        await pilot.press("u")
        await rest(app, pilot)
        assert CREW in exact(library.highlights.all())
        await pilot.press("U")
        await rest(app, pilot)
        assert CREW not in exact(library.highlights.all())


async def test_everything_can_be_deleted_and_the_empty_list_says_what_to_do(
    library: Library,
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        for _ in range(3):
            await pilot.press("d")
            await rest(app, pilot)
        assert "space marks" in words(app, "#marked-none")
        await pilot.press("d", "n", "t", "c", "enter", "j")
        await rest(app, pilot)
        assert app.closed == []


async def test_orphans_are_listed_apart_and_lead_nowhere(library: Library, tmp_path: Path) -> None:
    orphan(library, tmp_path / "library")
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        last = rows(app)[-1]
        assert last.startswith("Orphans")
        assert "nine whales" in last
        assert "1 orphan" in words(app, "ViewTitle")
        await pilot.press("G", "enter")
        await pilot.pause()
        assert app.closed == []


async def test_export_offers_what_the_filter_shows(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("slash", *"whales", "enter", "e")
        await rest(app, pilot)
        assert isinstance(app.screen, ExportScreen)
        assert "1 passage to write" in words(app, "#export-said")


async def test_a_long_list_shows_its_newest_and_says_so(library: Library) -> None:
    made = highlight(ARTICLE, FIRST)
    for number in range(SHOWN + 20):
        library.highlights.put(replace(made, id=f"n{number:05}", created=ONLY, note=f"n{number}"))
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        assert len(rows(app)) == SHOWN
        assert f"the newest {SHOWN} of {SHOWN + 23}" in words(app, "ViewTitle")


async def test_hostile_notes_and_tags_are_drawn_as_text(library: Library) -> None:
    evil = "[bold]x[/] \x1b[31m \u202e"
    library.highlights.update(library.highlights.all()[0].id, note=evil, tags=[evil])
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        shown = "".join(rows(app))
        assert "[bold]x[/]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
