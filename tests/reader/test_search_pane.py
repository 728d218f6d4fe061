"""The search pane beyond typing a query: facets, completion, saved and remembered searches."""

import json
from pathlib import Path

import pytest
from textual.widgets import OptionList

from index.asking import Search
from index.library import Library
from index.writing import sole_writer
from reader.panes.facets import FacetBar
from reader.panes.search import FIRST
from tests.reader.desk import Reader, reading

DAYS = ("2019-05-01", "2024-03-02", "2024-03-09", "2024-07-01")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of two outlets over five years, and many on one day."""
    folder = tmp_path_factory.mktemp("archive")
    outlets = ("Harbour Post", "Lorne Radio")
    lines = [
        {"id": f"r{n}", "source": outlets[n % 2], "published": day, "text": f"A ferry, {day}."}
        for n, day in enumerate(DAYS)
    ]
    lines += [
        {"id": f"m{n:03}", "title": f"Fare {n}", "published": "2024-07-02", "text": "A toll."}
        for n in range(FIRST * 3)
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    with Library.open(folder / "library") as library:
        library.add([str(folder / "reports.jsonl")], on_outcome=lambda _: None)
    return folder / "library"


def note(reader: Reader) -> str:
    return str(reader.main.query_one("#note").render())


def nothing(reader: Reader) -> str:
    return "".join(str(said.render()) for said in reader.main.query("#no-results"))


def facets(reader: Reader) -> list[str]:
    return str(reader.main.query_one(FacetBar).render()).splitlines()


def listed(reader: Reader) -> int:
    return len(reader.rows("#results"))


async def test_a_year_opens_its_months_a_month_its_days_and_the_way_out_is_in_the_line(
    archive: Path,
) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.press("enter", "t", "down")
        assert facets(reader)[1].split() == ["date", "2024", "3", "2019", "1"]

        await reader.press("enter")
        assert facets(reader)[1].split() == ["date", "‹", "2024", "Jul", "1", "Mar", "2"]
        assert listed(reader) == 3

        await reader.press("right", "enter")
        assert facets(reader)[1].split()[:6] == ["date", "‹", "Mar", "9", "Mar", "1"]
        assert listed(reader) == 2
        await reader.press("space")
        assert "✓9 Mar 1" in facets(reader)[1]
        assert listed(reader) == 1
        assert "9 Mar 2024" in note(reader)

        await reader.press("left", "enter")
        assert listed(reader) == 3
        await reader.press("minus")
        assert listed(reader) == 4
        assert facets(reader)[1].split() == ["date", "2024", "3", "2019", "1"]


async def test_values_of_one_kind_can_be_chosen_side_by_side(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.press("enter", "t", "space")
        assert listed(reader) == 2
        await reader.press("right", "space")
        assert listed(reader) == 4
        assert "Harbour Post, Lorne Radio" in note(reader)


async def test_a_facet_is_clicked(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.pilot.click(FacetBar, offset=(11, 1))
        await reader.rest()
        assert "2024" in note(reader)
        assert listed(reader) == 3


async def test_the_order_goes_round_and_is_said_over_the_results(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.press("enter")
        seen = []
        for _ in range(4):
            seen.append(note(reader))
            await reader.press("r")
        assert [words.partition(" reports ")[2] for words in seen] == [
            "by relevance",
            "newest first",
            "oldest first",
            "most corroborated first",
        ]
        assert "by relevance" in note(reader)


async def test_more_is_listed_as_the_end_comes_near(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("toll")
        await reader.press("enter")
        assert listed(reader) < FIRST * 3
        for _ in range(4):
            await reader.press("G")
        assert listed(reader) == FIRST * 3
        assert reader.focus == "results"


async def test_outlets_are_offered_and_taken_with_tab_one_after_another(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry source:")
        assert "Harbour Post" in note(reader)
        await reader.press("tab")
        assert reader.query == 'ferry source:"Harbour Post"'
        assert listed(reader) == 2
        await reader.press("tab")
        assert reader.query == 'ferry source:"Lorne Radio"'
        assert reader.focus == "query"

        await reader.press("enter")
        assert "tab" not in note(reader)


async def test_tab_goes_to_the_next_pane_where_nothing_is_offered(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.press("tab")
        assert reader.focus == "article"


async def test_a_search_is_saved_found_in_the_palette_and_run_with_all_that_narrowed_it(
    archive: Path,
) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.press("enter", "t", "enter", "escape", "r")
        await reader.press("ctrl+s")
        await reader.type("the ferries")
        await reader.press("enter")
        assert "Saved as “the ferries”." in reader.notices
        await reader.press("slash", "escape", "escape")
        assert listed(reader) > 4

        await reader.press("ctrl+p")
        await reader.type("the ferries")
        listing = reader.app.screen.query_one(OptionList)
        await reader.until(lambda: listing.options and "ferries" in str(listing.options[0].prompt))
        await reader.press("enter")
        assert reader.query == "ferry"
        assert listed(reader) == 2
        assert "newest first · Harbour Post" in note(reader)
        assert reader.focus == "results"


async def test_what_was_asked_is_called_back_by_key_and_what_was_being_typed_is_not_lost(
    archive: Path,
) -> None:
    with Library.open(archive) as library:
        library.searches.forget()
    async with reading(archive) as reader:
        for word in ("ferry", "toll", "dra"):
            await reader.type(word)
            await reader.press("enter", "slash")
        await reader.press("escape")
        await reader.type("quay")
        await reader.press("up", "up")
        assert reader.query == "toll"
        await reader.press("up", "up")
        assert reader.query == "ferry"
        await reader.press("down", "down", "down")
        assert reader.query == "quay"


async def test_a_search_asked_before_is_found_by_its_words_and_run(archive: Path) -> None:
    with Library.open(archive) as library:
        library.searches.note(Search("ferry", ("Lorne Radio",), (), "date"), 2)
        library.searches.note(Search("toll"), 72)
    async with reading(archive) as reader:
        await reader.press("ctrl+r")
        await reader.type("ferry lorne")
        await reader.press("enter")
        assert reader.query == "ferry"
        assert listed(reader) == 2


async def test_the_keyboard_is_never_left_without_a_place_when_a_search_finds_nothing(
    archive: Path,
) -> None:
    with Library.open(archive) as library:
        library.searches.save("none", Search("zzyzx"))
    async with reading(archive) as reader:
        await reader.press("down", "ctrl+r")
        await reader.type("zzyzx")
        await reader.press("enter")
        assert reader.focus == "query"
        assert "Nothing found for “zzyzx”" in reader.screen_text()


async def test_a_misread_query_says_what_is_listed_meanwhile(archive: Path) -> None:
    async with reading(archive) as reader:
        await reader.type("ferry")
        await reader.type(" date:never")
        await reader.press("enter")
        assert "^^^^^" in note(reader)
        assert "Below is what “ferry" in note(reader)
        assert listed(reader) == 4


async def test_while_the_library_is_filled_nothing_found_is_said_to_be_early(
    sample_library: Path, samples: Path
) -> None:
    with sole_writer(sample_library, "testing"):
        async with reading(sample_library, paths=(str(samples),), wait=False) as reader:
            await reader.until(lambda: reader.main.title_bar.working)
            await reader.pilot.press(*"zzyzx")
            await reader.until(lambda: "there may be more" in nothing(reader))
            await reader.pilot.press("ctrl+g")
            await reader.until(lambda: not reader.main.title_bar.working)
            await reader.until(lambda: "there may be more" not in nothing(reader))
            assert "Nothing found for “zzyzx”" in nothing(reader)
