"""The story view: the grid, the cursor, what it tells, and where it leads."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from textual.widgets import Input, Static

from reader.panes.story_grid import StoryGrid
from reader.screens.main import MainScreen
from reader.screens.story import StoryScreen
from reader.screens.story_export import StoryExportScreen
from tests.reader.desk import Reader, reading
from tests.strike import ARMY, FARE, PENGUINS, REPORTS, STRIKE, shelf


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the reports on a strike."""
    return shelf(tmp_path_factory.mktemp("strike"), REPORTS)


async def open_story(reader: Reader, article: str = "post") -> StoryGrid:
    """Read an article and open its story."""
    await reader.until(lambda: reader.main.article)
    await reader.type(f"source:{NAMES[article]}")
    await reader.press("enter", "enter")
    await reader.until(lambda: reader.main.article and reader.main.article.id == article)
    await reader.until(lambda: reader.main.claims.standings)
    await reader.press("s")
    assert isinstance(reader.app.screen, StoryScreen)
    grid = reader.app.screen.grid
    await reader.until(lambda: grid.rows)
    return grid


NAMES: Final = {"post": "harbour", "radio": "lorne", "daily": "coast", "zoo": "zoo"}


def told(reader: Reader) -> str:
    """What is said of the cell with the cursor, as one line."""
    return " ".join(str(reader.app.screen.query_one("#story-told", Static).render()).split())


def sources(grid: StoryGrid) -> list[str]:
    return [column.info.id for column in grid.columns]


async def test_it_shows_the_sources_by_time_and_the_most_shared_claim_first(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)

        assert sources(grid) == ["radio", "post", "daily", "blog"]
        assert {cell.article for cell in grid.rows[0].cells} >= {"radio", "post", "daily"}
        drawn = reader.screen_text()
        for name in ("Lorne Radio · 3 Mar 2025", "Harbour Post · 4 Mar 2025", "Coast Daily"):
            assert name in drawn
        assert "● makes the claim" in drawn or "≠" in drawn


async def test_it_begins_at_the_article_and_the_claim_being_read(strike: Path) -> None:
    async with reading(strike) as reader:
        await open_story(reader)
        await reader.press("escape", "2", "g", "right_square_bracket", "right_square_bracket")
        await reader.until(lambda: reader.main.claims.current)
        claim = reader.main.claims.current
        assert claim is not None
        await reader.press("s")
        screen = reader.app.screen
        assert isinstance(screen, StoryScreen)
        await reader.until(lambda: screen.grid.rows)

        assert screen.grid.cell is not None
        assert claim.claim.id in {c.id for c in screen.grid.cell.claims}


async def test_it_begins_at_the_most_shared_claim_where_nobody_else_has_the_one_being_read(
    strike: Path,
) -> None:
    async with reading(strike) as reader:
        await open_story(reader)
        await reader.press("escape", "2", "G", "left_square_bracket")
        claim = reader.main.claims.current
        assert claim is not None
        assert not claim.reports
        await reader.press("s")
        screen = reader.app.screen
        assert isinstance(screen, StoryScreen)
        await reader.until(lambda: screen.grid.rows)

        assert screen.grid.row == 0


async def test_arrows_and_letters_move_the_cursor_within_the_grid(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)
        await reader.press("g", *["h"] * 9)
        assert (grid.row, grid.column) == (0, 0)
        await reader.press("j", "down", "l", "right")
        assert (grid.row, grid.column) == (2, 2)
        await reader.press("k", "up", "h", "left", "left", "up", "up")
        assert (grid.row, grid.column) == (0, 0)
        await reader.press("G", *["right"] * 9)
        assert (grid.row, grid.column) == (len(grid.rows) - 1, 3)
        await reader.press("home", "pagedown")
        assert grid.row > 0
        await reader.press("pageup")
        assert grid.row == 0


async def test_the_terminals_cursor_stands_on_the_cell(strike: Path) -> None:
    async with reading(strike, size=(80, 24)) as reader:
        grid = await open_story(reader)
        await reader.press("g", "j", "l")
        x, y = reader.app.cursor_position
        line = reader.screen_text().splitlines()[y]

        assert line[x - 1] == "["
        assert line[x + 1] == "]"
        assert grid.row == 1


async def test_it_says_who_had_the_claim_first_and_in_which_words(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)
        at = next(n for n, row in enumerate(grid.rows) if STRIKE.startswith(row.claim.text[:30]))
        grid.go_to(at, sources(grid).index("radio"))
        await reader.rest()

        words = told(reader)
        assert "also reported by 2 independent sources" in words
        assert words.index("3 Mar 2025 ● Lorne Radio") < words.index("4 Mar 2025 ● Harbour Post")
        grid.go_to(at, sources(grid).index("blog"))
        await reader.rest()
        assert "does not have it" in told(reader)


async def test_n_goes_to_the_source_that_puts_it_differently(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)
        await reader.press("g", "n")

        assert grid.claim is not None
        assert grid.claim.status == "disputed"
        assert grid.cell is not None
        assert (grid.cell.article, grid.cell.verdict) == ("radio", "conflicts")
        assert "put differently by 1 independent source" in told(reader)
        await reader.press("N")
        assert "No other claim is put differently." in reader.notices


async def test_enter_goes_to_the_passage_and_back_returns(strike: Path) -> None:
    async with reading(strike) as reader:
        await open_story(reader)
        await reader.press("g", "n", "enter")
        await reader.until(lambda: reader.main.article and reader.main.article.id == "radio")
        await reader.until(lambda: not isinstance(reader.app.screen, StoryScreen))
        await reader.rest()

        assert reader.stands_in(ARMY)
        await reader.press("b")
        await reader.until(lambda: reader.main.article and reader.main.article.id == "post")


async def test_enter_on_a_blank_cell_stays(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)
        at = next(n for n, row in enumerate(grid.rows) if FARE.startswith(row.claim.text[:20]))
        grid.go_to(at, 0)
        await reader.press("enter")

        assert isinstance(reader.app.screen, StoryScreen)
        assert "This source does not have the claim." in reader.notices


@pytest.mark.parametrize("key", ["escape", "q", "s", "b"])
async def test_it_closes_to_where_the_reader_was(key: str, strike: Path) -> None:
    async with reading(strike) as reader:
        await open_story(reader)
        await reader.press(key)

        assert isinstance(reader.app.screen, MainScreen)
        assert reader.main.article is not None
        assert reader.main.article.id == "post"


async def test_t_leaves_out_what_one_source_alone_has(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)
        whole = len(grid.rows)
        await reader.press("t")
        assert grid.rows
        assert all(len(row.cells) > 1 for row in grid.rows)
        await reader.press("t")
        assert len(grid.rows) == whole


async def test_a_story_of_one_report_says_what_to_do(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader, "zoo")
        assert [row.claim.text in PENGUINS for row in grid.rows] == [True]
        await reader.press("t")
        assert "t shows those of one report" in told(reader)
        await reader.press("j", "l", "n", "enter", "t")
        assert len(grid.rows) == 1


async def test_a_click_chooses_a_cell_and_a_second_goes_there(strike: Path) -> None:
    async with reading(strike) as reader:
        grid = await open_story(reader)
        await reader.press("g", "h", "h", "h")
        await reader.pilot.click(StoryGrid, offset=(6, len(grid.columns) + 1))
        await reader.rest()
        assert (grid.row, grid.column) == (1, 1)
        await reader.pilot.click(StoryGrid, offset=(3, len(grid.columns)), times=2)
        await reader.until(lambda: reader.main.article and reader.main.article.id == "radio")


async def test_many_sources_scroll_sideways(tmp_path: Path) -> None:
    own = ("quay", "dock", "buoy", "mast", "keel", "hull", "helm", "jib", "oar")
    many = [
        (name, f"Gazette {name}", f"2025-03-0{n + 1}", (STRIKE, f"The {name} of Lorne closed."))
        for n, name in enumerate(own)
    ]
    async with reading(shelf(tmp_path, many), size=(80, 24)) as reader:
        await reader.until(lambda: reader.main.claims.standings)
        await reader.press("tab", "s")
        screen = reader.app.screen
        assert isinstance(screen, StoryScreen)
        await reader.until(lambda: screen.grid.rows)
        await reader.press("g", *["h"] * 9)
        assert "‹ 0 more" in reader.screen_text()
        first = screen.grid.columns[0].label
        last = screen.grid.columns[-1].label
        assert first in reader.screen_text()
        assert last not in reader.screen_text()
        await reader.press(*["l"] * 9)
        assert last in reader.screen_text()
        assert first not in reader.screen_text()
        assert "0 more ›" in reader.screen_text()


@pytest.mark.parametrize(("ups", "suffix"), [(0, "md"), (1, "html"), (2, "svg")])
async def test_it_is_exported_from_the_view(
    ups: int, suffix: str, strike: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading(strike) as reader:
        await open_story(reader)
        await reader.press("e", *["down"] * ups)
        assert isinstance(reader.app.screen, StoryExportScreen)
        await reader.press("ctrl+s")
        await reader.until(lambda: isinstance(reader.app.screen, StoryScreen))

    text = (tmp_path / f"story.{suffix}").read_text("utf-8")
    assert "Lorne Radio" in text
    assert "≠" in text
    if suffix == "svg":
        ET.fromstring(text)


async def test_a_file_that_is_there_is_asked_about_and_a_bad_place_told(
    strike: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    async with reading(strike) as reader:
        await open_story(reader)
        await reader.press("e", "tab")
        field = reader.app.screen.query_one(Input)
        field.value = "nowhere/story.md"
        await reader.press("enter")
        assert "There is no folder" in reader.screen_text()
        field.value = "mine.md"
        await reader.press("enter")
        assert "is there already" in reader.screen_text()
        assert (tmp_path / "mine.md").read_text("utf-8") == "mine"
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, StoryScreen))
    assert "Lorne Radio" in (tmp_path / "mine.md").read_text("utf-8")


async def test_hostile_words_are_drawn_as_text(tmp_path: Path) -> None:
    bad = "The [bold red]council[/] of Tarn \u001b[31mclosed\u001b[0m the \u202ebridge on 3 May."
    async with reading(shelf(tmp_path, [("x", "[link=a]Tarn[/link]", None, (bad,))])) as reader:
        await reader.until(lambda: reader.main.claims.standings)
        await reader.press("tab", "s")
        drawn = reader.screen_text()
        assert "[bold red]council[/]" in drawn
        assert "[link=a]Tarn[/link]" in drawn
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn


Compare = Callable[..., bool]
