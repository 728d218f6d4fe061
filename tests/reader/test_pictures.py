"""What every screen looks like: pictures compared cell by cell, in four sizes and three themes.

``pytest tests/reader --snapshot-update -k "pictures or look"`` takes them anew.
"""

from pathlib import Path
from typing import Final

import pytest

from index.library import Library
from reader.app import SecondSourceApp
from tests.reader.canned import CannedLibrary, fill
from tests.reader.gallery import THEMES, Gallery

CLAIM: Final = "right_square_bracket"
TO_ARMY: Final = ("tab", CLAIM, CLAIM, CLAIM)
SCREENS: Final[dict[str, tuple[str, ...]]] = {
    "main": (*"ferry", "enter"),
    "article": (*TO_ARMY, "space", "j", "j", "v", "w", "w"),
    "claims": ("tab", "tab", "g", "enter"),
    "search": (*"harbour", "enter", "t"),
    "compare": ("tab", "tab", "g", "c", "n"),
    "story": (*TO_ARMY, "s"),
    "story-export": (*TO_ARMY, "s", "e"),
    "highlights": ("tab", CLAIM, "space", CLAIM, "space", "h"),
    "export": ("tab", CLAIM, "space", CLAIM, "space", "e"),
    "find": ("tab", "ctrl+f", *"ferry"),
    "help": ("tab", "question_mark"),
    "query-help": ("f2",),
    "palette": ("tab", "ctrl+p"),
    "nothing-found": (*"zzyzx",),
    "misread": (*"date", "colon", *"never", "enter"),
    "nothing-marked": ("tab", "h"),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of four reports."""
    return fill(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of none."""
    folder = tmp_path_factory.mktemp("bare") / "library"
    Library.open(folder).close()
    return folder


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take claims from the tests' own."""
    monkeypatch.setattr("index.library.Library", CannedLibrary)


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("name", SCREENS)
async def test_screen(name: str, reports: Path, highlights: Path, gallery: Gallery) -> None:
    # Textual's own screens keep the theme they were opened in.
    again = ("escape", "ctrl+p") if name == "palette" else ()
    app = SecondSourceApp(reports, highlights)
    await gallery.visit(app, SCREENS[name], THEMES, again=again)


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("name", ["main", "article", "compare", "story", "highlights"])
async def test_without_colour(
    name: str, reports: Path, highlights: Path, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    await gallery.visit(SecondSourceApp(reports, highlights), SCREENS[name], {"plain": None})


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("name", ["main", "article", "story"])
async def test_high_contrast(name: str, reports: Path, highlights: Path, gallery: Gallery) -> None:
    app = SecondSourceApp(reports, highlights)
    await gallery.visit(app, SCREENS[name], {"contrast": "secondsource-contrast"})


async def test_empty_library(bare: Path, highlights: Path, gallery: Gallery) -> None:
    await gallery.visit(SecondSourceApp(bare, highlights), (), THEMES)
