"""Keys of one's own, the palette, the mouse, the colours: each the same table in another dress."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.events import Paste
from textual.widgets import Input, OptionList

from reader.actions import ACTIONS
from reader.panes.bars import KeyBar, TabStrip
from reader.panes.facets import FacetBar
from reader.panes.story_grid import StoryGrid
from reader.screens.help import HelpScreen
from reader.settings import keys_file, remembered
from tests.reader.desk import Reader, reading


def remap(text: str) -> None:
    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text(text, "utf-8")


async def test_a_remapped_key_works_and_is_shown_everywhere(sample_library: Path) -> None:
    remap('compare = "x"\n')
    async with reading(sample_library) as reader:
        await reader.press("tab", "tab", "g")
        assert "x compare" in reader.footer
        await reader.press("c")
        assert reader.app.screen is reader.main
        await reader.press("question_mark")
        lines = str(reader.app.screen.query_one("#card-body").render()).splitlines()
        assert any(line.startswith("x ") and "side by side" in line for line in lines)
        await reader.press("escape", "x")
        assert reader.app.screen is not reader.main


async def test_keys_of_the_views_are_remapped_too_and_shown_there(sample_library: Path) -> None:
    remap('story.shared = "x"\nstory.down = "J"\ncompare.close = "z"\nmarks.filter = "x"\n')
    async with reading(sample_library) as reader:
        await reader.press("tab", "s", "g")
        grid = reader.app.screen.query_one(StoryGrid)
        assert "x shared only" in reader.screen_text()
        before = grid.row
        await reader.press("j")
        assert grid.row == before
        await reader.press("J")
        assert grid.row == before + 1

        await reader.press("escape", "tab", "g", "c")
        assert "z close" in reader.screen_text()
        await reader.press("escape", "c")
        assert reader.app.screen is not reader.main
        await reader.press("z")
        assert reader.app.screen is reader.main


async def test_help_begins_with_what_works_where_it_is_opened(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        for keys, first in ((("tab",), "article"), (("s",), "story")):
            await reader.press(*keys, "question_mark")
            assert isinstance(reader.app.screen, HelpScreen)
            assert reader.app.screen.contexts[0] == first
            await reader.press("escape")


async def test_a_keymap_that_cannot_be_taken_is_said_to_be_so(sample_library: Path) -> None:
    remap('compare = "n"\nnonsense = "x"\n')
    async with reading(sample_library) as reader:
        assert any("“nonsense”" in notice for notice in reader.notices)
        assert any("both want n" in notice for notice in reader.notices)
        await reader.press("tab", "tab", "g")
        assert "c compare" in reader.footer


async def test_the_footer_names_only_keys_that_work_here(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        assert "/ search" not in reader.footer
        assert "f1 help" in reader.screen_text().splitlines()[0]
        await reader.press("tab")
        assert "/ search" in reader.footer
        assert "? help" in reader.screen_text().splitlines()[0]
        assert "b back" not in reader.footer


async def test_the_palette_finds_every_action_of_the_main_screen_by_what_it_does(
    sample_library: Path,
) -> None:
    not_now = {"stop-reading", "accept-correction", "dismiss-hint"}
    actions = [a for a in ACTIONS if a.context == "main" and a.id not in not_now]
    async with reading(sample_library) as reader:
        await there_and_back(reader)
        await reader.pilot.press("ctrl+p")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        listed = reader.app.screen.query_one(OptionList)
        for action in actions:
            # Pasted: typing sixty commands letter by letter is half a minute of waiting.
            await reader.pilot.press("end", "ctrl+u")
            reader.app.screen.query_one(Input).post_message(Paste(action.description))
            await reader.until(lambda: offers(listed, action.description))  # noqa: B023


def offers(listed: OptionList, description: str) -> bool:
    return any(description in str(option.prompt) for option in listed.options)


async def there_and_back(reader: Reader) -> None:
    """Jump twice and return once, so that there is something to go back and forward to."""
    await reader.press("tab", "tab", "g", "enter", "enter")
    await reader.press("3", "g", "enter", "enter", "b")


async def test_a_command_picked_in_the_palette_is_done(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.press("ctrl+p")
        await reader.type("claims of the article")
        await reader.press("enter")
        await reader.until(lambda: reader.focus == "claims-list")


@pytest.mark.parametrize(
    ("name", "done"),
    [("theme", "Choose the colours"), ("undo", "Take back"), ("export", "Export what")],
)
async def test_the_palette_finds_a_command_first_by_its_usual_name(
    sample_library: Path, name: str, done: str
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "g", "enter", "ctrl+p")
        await reader.type(name)
        listed = reader.app.screen.query_one(OptionList)
        await reader.until(lambda: done in str(listed.get_option_at_index(0).prompt))


async def test_the_mouse_does_what_keys_do(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.pilot.click("#results", offset=(6, 6))
        await reader.rest()
        assert reader.focus == "article"
        assert reader.chosen("#results") == (reader.main.article and reader.main.article.id)

        await reader.pilot.click(FacetBar, offset=(10, 1))
        await reader.rest()
        assert reader.main.search.narrowing

        await reader.pilot.click("#claims-list", offset=(6, 0))
        await reader.rest()
        assert reader.main.claims.current is not None

        bar = reader.main.query_one(KeyBar)
        await reader.pilot.click(bar, offset=(reader.footer.index("search") + 1, 0))
        await reader.until(lambda: reader.focus == "query")


async def test_a_click_on_a_tab_shows_its_pane(sample_library: Path) -> None:
    async with reading(sample_library, size=(80, 24)) as reader:
        strip = reader.main.query_one(TabStrip)
        await reader.pilot.click(strip, offset=(str(strip.render()).index("Claims"), 0))
        await reader.until(lambda: reader.main.pane == "claims")
        assert reader.main.query_one("#claims-list").region.width > 60


async def test_the_colours_chosen_are_there_next_time(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        assert reader.app.theme == "secondsource-dark"
        reader.app.theme = "nord"
        await reader.rest()
    assert remembered("theme") == "nord"
    async with reading(sample_library) as reader:
        assert reader.app.theme == "nord"


@pytest.mark.parametrize("theme", ["secondsource-light", "ansi-dark", "ansi-light"])
async def test_no_theme_takes_a_sign_away(sample_library: Path, theme: str) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "tab", "g")
        before = reader.screen_text()
        reader.app.theme = theme
        await reader.rest()
        assert reader.screen_text() == before
        assert {"●", "▌"} <= set(before)


async def test_without_colour_nothing_is_lost(
    sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "tab", "g")
        coloured = reader.screen_text()
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(sample_library, fresh=True) as reader:
        assert reader.app.no_color
        await reader.press("tab", "tab", "g")
        assert reader.screen_text() == coloured


async def test_help_closes_to_where_it_was_opened(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "j", "question_mark", "j", "G", "ctrl+u")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.press("escape")
        assert reader.focus == "article"
