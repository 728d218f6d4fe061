"""The whole way of a reader, by keys alone, on the sample reports."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from index.library import Library
from reader.panes.rows import RowList
from tests.reader.desk import Reader, reading


async def test_launch_search_read_jump_come_back_mark_and_export(
    sample_library: Path, highlights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading(sample_library, highlights) as reader:
        assert reader.focus == "query"
        assert len(reader.rows("#results")) == 5
        assert "5 reports" in reader.screen_text()

        await reader.type("special forces")
        found = reader.rows("#results")
        assert 0 < len(found) < 5

        await reader.press("enter")
        assert reader.focus == "results"
        await reader.press("enter")
        assert reader.focus == "article"
        opened = reader.main.article
        assert opened is not None

        await reader.press("n")
        cursor = reader.main.reading.position.cursor
        assert opened.text[cursor:].casefold().startswith(("special", "force"))

        await reader.press("3")
        assert reader.focus == "claims-list"
        await corroborated(reader)
        claim = reader.chosen("#claims-list")
        place = reader.main.reading.position
        await reader.press("enter")
        assert reader.focus == "reports-list"
        await reader.press("enter")

        elsewhere = reader.main.article
        assert elsewhere is not None
        assert elsewhere.id != opened.id
        assert reader.focus == "article"
        assert reader.main.reading.position.cursor > 0

        await reader.press("b")
        assert reader.main.article == opened
        assert reader.main.reading.position == place
        assert reader.chosen("#claims-list") == claim

        await reader.press("f")
        assert reader.main.article == elsewhere
        await reader.press("b", "3", "space")
        marked = reader.main.claims.current
        assert marked is not None

        await reader.press("e", "enter")
        await reader.press("e", "down", "down", "enter")

    words = marked.claim.text
    markdown = (tmp_path / "second-source.md").read_text("utf-8")
    assert " ".join(words.split()) in " ".join(markdown.replace("> ", "").split())
    assert "also reported by" in markdown.casefold()
    (exported,) = tmp_path.glob("second-source.json*")
    annotation = json.loads(exported.read_text("utf-8"))
    parts = list(_objects(annotation))
    assert words in [part.get("exact") for part in parts]
    assert words in [opened.text[p["start"] : p["end"]] for p in parts if "start" in p]


async def test_reports_of_a_claim_chosen_while_their_pane_is_hidden_fill_its_width(
    sample_library: Path,
) -> None:
    async with reading(sample_library, size=(80, 24)) as reader:
        await reader.press("tab", "g", "enter", "3")
        for _ in range(3):
            await reader.press("2", "right_square_bracket", "enter")
            drawn = reader.main.query_one("#reports-list", RowList).options
            lines = [line for option in drawn for line in str(option.prompt).splitlines()]
            assert max(map(len, lines)) > 40


async def test_a_narrow_window_keeps_the_report_chosen_there_and_back(
    sample_library: Path,
) -> None:
    async with reading(sample_library, size=(80, 24)) as reader:
        await reader.press("tab", "g", "enter", "right_square_bracket")
        await reader.until(lambda: reader.main.claims.current)
        await reader.press("enter")
        assert reader.focus == "reports-list"
        assert reader.chosen("#reports-list") == "0"
        opened = reader.main.article
        await reader.press("j", "enter")
        assert reader.main.article != opened
        await reader.press("b")
        assert reader.focus == "reports-list"
        assert reader.chosen("#reports-list") == "1"


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _objects(part)


async def corroborated(reader: Reader) -> None:
    """Choose the first claim that another report makes too."""
    await reader.press("g")
    current = reader.main.claims.current
    assert current is not None
    assert current.status == "corroborated"


async def test_moving_in_the_article_chooses_the_claim_and_the_other_way_round(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "right_square_bracket", "right_square_bracket")
        reached = reader.main.reading.claim_at_cursor()
        assert reached is not None
        assert reader.chosen("#claims-list") == reached.claim.id

        await reader.press("3", "G")
        chosen = reader.main.claims.current
        assert chosen is not None
        assert reader.main.reading.claim_at_cursor() == chosen
        assert reader.main.reading.position.cursor == chosen.claim.start


async def test_marks_are_kept_and_taken_back(sample_library: Path, highlights: Path) -> None:
    async with reading(sample_library, highlights) as reader:
        await reader.press("tab", "right_square_bracket", "space")
        assert "1 marked" in reader.footer
        await reader.press("right_square_bracket", "space", "u")
        assert "1 marked" in reader.footer
        await reader.press("U")
        assert "2 marked" in reader.footer
        await reader.press("space")
        assert "1 marked" in reader.footer

    async with reading(sample_library, highlights) as reader:
        assert "1 marked" in reader.footer
    with Library.open(sample_library, highlights_folder=highlights) as library:
        (kept,) = library.highlights.all()
        assert library.article(kept.article).text[kept.quote.start : kept.quote.end] == (
            kept.quote.exact
        )


async def test_preview_follows_the_list_and_leaves_the_focus_there(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.press("down")
        first = reader.main.article
        await reader.press("j")

        assert reader.focus == "results"
        assert reader.main.article != first
        assert reader.main.article is not None
        assert reader.chosen("#results") == reader.main.article.id


async def test_back_returns_to_what_was_read_before_the_list_was_looked_through(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "j", "j", "j")
        read, place = reader.main.article, reader.main.reading.position
        await reader.press("1", "j", "j", "enter", "b")

        assert reader.main.article == read
        assert reader.main.reading.position == place


async def test_a_query_that_cannot_be_read_points_at_the_place_and_keeps_the_results(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        await reader.type("date:never")
        await reader.press("enter")

        text = reader.screen_text()
        assert "^^^^^" in text
        assert len(reader.rows("#results")) == 5


async def test_a_query_that_finds_nothing_says_what_to_do(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.type("zzyzx")

        assert "Nothing found for “zzyzx”" in reader.screen_text()
        await reader.press("escape")
        assert reader.query == ""
        assert len(reader.rows("#results")) == 5


async def test_a_misspelt_word_is_offered_and_taken_by_a_key(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.type("specail")
        assert "Did you mean special?" in reader.screen_text()
        await reader.press("ctrl+y")

        assert reader.query == "special"
        assert reader.rows("#results")


async def test_results_are_narrowed_by_a_facet_and_widened_again(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.press("down", "t")
        assert reader.focus == "facets"
        await reader.press("down", "enter")
        narrowed = reader.rows("#results")
        assert 0 < len(narrowed) < 5

        await reader.press("enter", "escape")
        assert len(reader.rows("#results")) == 5
        assert reader.focus == "results"


async def test_reports_found_by_a_words_beginning_stay_when_the_query_is_left(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        await reader.type("coo")
        found = reader.rows("#results")
        assert found

        await reader.press("enter")
        assert reader.rows("#results") == found
        await reader.press("r")
        assert sorted(reader.rows("#results")) == sorted(found)
        await reader.press("enter")
        assert reader.focus == "article"


async def test_what_narrows_is_named_where_nothing_is_found_and_goes_with_the_query(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("down", "t", "down", "enter", "escape")
        assert reader.chosen("#results")
        assert len(reader.rows("#results")) < 5

        await reader.press("slash")
        await reader.type("zzyzx")
        said = str(reader.main.query_one("#no-results", Static).render())
        assert said.startswith("Nothing found for “zzyzx” within 22 Oct 2024.")
        await reader.press("escape")
        assert len(reader.rows("#results")) == 5


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    async with reading(tmp_path / "library") as reader:
        text = reader.screen_text()
        assert "No reports here yet" in text
        assert "secondsource add FOLDER" in text


async def test_a_library_that_cannot_be_opened_is_a_message_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A short name, as a long one is cut into lines.
    monkeypatch.chdir(tmp_path)
    Path("library").write_text("a thesis", "utf-8")
    async with reading(Path("library")) as reader:
        assert "not a folder" in reader.screen_text()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_every_pane_can_be_reached_at_every_size(
    sample_library: Path, size: tuple[int, int]
) -> None:
    async with reading(sample_library, size=size) as reader:
        for key, pane in (("2", "article"), ("3", "claims"), ("1", "search")):
            await reader.press("tab" if reader.focus == "query" else key)
            assert reader.main.query_one(f"#{pane}").region.width > 20
            assert reader.main.pane == pane
        assert "commands" in reader.screen_text().splitlines()[0]


async def test_resizing_keeps_the_place(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", *["right_square_bracket"] * 3)
        cursor, claim = reader.main.reading.position.cursor, reader.chosen("#claims-list")
        for width, height in ((80, 24), (60, 18), (200, 50), (120, 40)):
            await reader.pilot.resize_terminal(width, height)
            await reader.rest()
            assert reader.main.pane == "article"
            assert reader.main.reading.position.cursor == cursor
            assert reader.chosen("#claims-list") == claim


async def test_a_report_with_hostile_text_is_drawn_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "[red]Harbour[/red] \x1b[31mstrike\x1b[0m\n\n"
        "About 900 dockers \u202ewalked out on Friday\u202c, [link=x]the union[/link] said.\n",
        "utf-8",
    )
    with Library.open(tmp_path / "library") as library:
        library.add([str(folder)], on_outcome=lambda _outcome: None)
    async with reading(tmp_path / "library") as reader:
        text = reader.screen_text()
        assert "[red]Harbour[/red]" in text
        assert "[link=x]the union[/link]" in text
        assert not {"\x1b", "\u202e"} & set(text)


@pytest.mark.parametrize("size", [(40, 10), (49, 40), (120, 11), (1, 1)])
async def test_a_window_too_small_says_so_and_keeps_the_place(
    sample_library: Path, size: tuple[int, int]
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", *["right_square_bracket"] * 3)
        cursor, claim = reader.main.reading.position.cursor, reader.chosen("#claims-list")
        await reader.pilot.resize_terminal(*size)
        await reader.rest()
        if size != (1, 1):
            assert "too small" in reader.screen_text()
        await reader.press("j", "x", "escape")
        await reader.pilot.resize_terminal(120, 40)
        await reader.rest()
        assert reader.app.screen is reader.main
        assert reader.focus == "article"
        assert reader.main.reading.position.cursor == cursor
        assert reader.chosen("#claims-list") == claim


async def test_a_window_too_small_at_the_start_is_made_larger(sample_library: Path) -> None:
    async with reading(sample_library, size=(40, 10)) as reader:
        assert "Make the window at least" in reader.screen_text()
        await reader.pilot.resize_terminal(80, 24)
        await reader.rest()
        assert len(reader.rows("#results")) == 5
        assert reader.focus == "query"
