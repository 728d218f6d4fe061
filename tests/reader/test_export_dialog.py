"""The export dialog by keyboard alone."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from index.library import Library
from index.model import Standing
from reader.export import FORMATS
from reader.export.gather import Selection
from reader.screens.choice import Choice
from reader.screens.export import ExportScreen
from tests.reader.marked import Host, marked_library, rest, retype, words
from tests.reader.passages import ARTICLE, FIRST, TEXT

SIZE = (80, 24)
PASSAGE = TEXT[FIRST.start : FIRST.end]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of each test."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with marked_library(tmp_path / "library") as library:
        yield library


def host(library: Library, filtered: Selection | None = None) -> Host[Path | None]:
    return Host(lambda: ExportScreen(library, ARTICLE, filtered))


async def test_enter_writes_the_open_reports_passages_as_markdown(
    library: Library, own_folder: Path
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        assert "2 passages to write" in words(app, "#export-said")
        await pilot.press("enter")
        await rest(app, pilot)
        path = own_folder / "second-source.md"
        assert app.closed == [path]
        assert PASSAGE in path.read_text(encoding="utf-8")
        assert [str(path) in notice.message for notice in app._notifications] == [True]


async def test_everything_goes_into_one_file_when_chosen(
    library: Library, own_folder: Path
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "tab", "down")
        await rest(app, pilot)
        assert "3 passages to write" in words(app, "#export-said")
        assert app.screen.query_one(Input).value == "second-source.json"
        await pilot.press("tab", "down", "ctrl+s")
        await rest(app, pilot)
        found = json.loads((own_folder / "second-source.json").read_text(encoding="utf-8"))
        assert PASSAGE in json.dumps(found, ensure_ascii=False)
        assert "whales" in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize("number", range(len(FORMATS)))
async def test_every_format_can_be_chosen_and_written(
    library: Library, own_folder: Path, number: int
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * number, "enter")
        await rest(app, pilot)
        suffix = list(FORMATS.values())[number].suffix
        assert app.closed == [own_folder / f"second-source{suffix}"]


async def test_a_filter_of_the_list_is_offered_and_kept_to(
    library: Library, own_folder: Path
) -> None:
    app = host(library, Selection(text="whales"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await rest(app, pilot)
        written = (own_folder / "second-source.md").read_text(encoding="utf-8")
        assert "whales" in written
        assert PASSAGE not in written


async def test_a_file_is_replaced_only_when_asked_twice(library: Library, own_folder: Path) -> None:
    mine = own_folder / "mine.md"
    mine.write_text("my own notes", encoding="utf-8")
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await retype(app, pilot, "#export-name", "mine.md")
        await pilot.press("enter")
        await rest(app, pilot)
        assert "is there already" in words(app, "#export-said")
        assert mine.read_text(encoding="utf-8") == "my own notes"
        await pilot.press("x", "backspace", "enter")
        await rest(app, pilot)
        assert mine.read_text(encoding="utf-8") == "my own notes"
        await pilot.press("enter")
        await rest(app, pilot)
        assert PASSAGE in mine.read_text(encoding="utf-8")


async def test_the_name_offered_is_free(library: Library, own_folder: Path) -> None:
    (own_folder / "second-source.md").write_text("an earlier export", encoding="utf-8")
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await rest(app, pilot)
        assert app.closed == [own_folder / "second-source-2.md"]


async def test_a_name_typed_survives_a_change_of_format(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await retype(app, pilot, "#export-name", "ferry-notes")
        app.screen.query_one("#export-format", Choice).focus()
        await pilot.press("down")
        assert app.screen.query_one(Input).value == "ferry-notes"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Name a file"),
        (".", "is a folder"),
        ("nowhere/file.md", "There is no folder"),
    ],
)
async def test_trouble_is_told_in_the_dialog_which_stays(
    library: Library, name: str, said: str
) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await retype(app, pilot, "#export-name", name)
        await pilot.press("enter")
        await rest(app, pilot)
        assert said in words(app, "#export-said")
        assert app.closed == []


async def test_a_file_that_cannot_be_written_is_told_in_the_dialog(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await retype(app, pilot, "#export-name", "n" * 300 + ".md")
        await pilot.press("enter")
        await rest(app, pilot)
        assert "Choose another name" in words(app, "#export-said")
        assert app.closed == []


async def test_nothing_marked_writes_no_file(tmp_path: Path, own_folder: Path) -> None:
    with Library.open(tmp_path / "empty") as library:
        app = host(library)
        async with app.run_test(size=SIZE) as pilot:
            await rest(app, pilot)
            await pilot.press("enter")
            await rest(app, pilot)
            assert "Nothing is marked" in words(app, "#export-said")
            assert list(own_folder.iterdir()) == []


async def test_escape_writes_nothing(library: Library, own_folder: Path) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        assert app.closed == [None]
        assert list(own_folder.iterdir()) == []


async def test_an_option_is_chosen_by_mouse(library: Library) -> None:
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click("#export-format", offset=(6, 3))
        assert app.screen.query_one(Input).value == "second-source.csv"


async def test_a_long_export_says_how_far_it_is_and_is_stopped_by_escape(
    library: Library, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    quick = library.standings

    def slow(article: str) -> tuple[Standing, ...]:
        go_on.wait(30)
        return quick(article)

    monkeypatch.setattr(library, "standings", slow)
    app = host(library)
    async with app.run_test(size=SIZE) as pilot:
        await rest(app, pilot)
        await pilot.press("enter")
        while "Gathering passages, 0 of 2 reports" not in words(app, "#export-said"):
            await pilot.pause(0.02)
        await pilot.press("escape")
        await pilot.pause()
        assert "Stopping" in words(app, "#export-said")
        go_on.set()
        await rest(app, pilot)
        assert "nothing was written" in words(app, "#export-said")
        assert list(own_folder.iterdir()) == []
        await pilot.press("escape")
        assert app.closed == [None]
