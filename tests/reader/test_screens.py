"""What the screens look like: pictures compared cell by cell.

``pytest tests/reader/test_screens.py --snapshot-update`` takes them anew.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from textual.widgets import Input

from reader.app import SecondSourceApp
from reader.screens.main import MainScreen
from tests.reader.canned import CannedLibrary, fill
from tests.reader.desk import Reader

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of four reports."""
    return fill(tmp_path_factory.mktemp("reports"))


def after(*keys: str) -> Callable[["Pilot[None]"], Awaitable[None]]:
    """Press keys once the first report is shown; the text cursor does not blink."""

    async def before(pilot: "Pilot[None]") -> None:
        app = pilot.app
        assert isinstance(app, SecondSourceApp)
        reader = Reader(app, pilot)
        await reader.until(lambda: isinstance(app.screen, MainScreen) and app.screen.query(Input))
        await reader.until(lambda: reader.main.article)
        await reader.rest()
        if keys:
            await reader.press(*keys)
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await reader.rest()

    return before


CLAIM: Final = "right_square_bracket"
PICTURES: Final = {
    "main": ((120, 40), ("tab", CLAIM, CLAIM, CLAIM), None),
    "main-broad": ((200, 50), ("tab", CLAIM, CLAIM, CLAIM), None),
    "main-light": ((120, 40), ("tab", CLAIM, CLAIM, CLAIM), "secondsource-light"),
    "main-ansi": ((120, 40), ("tab", CLAIM, CLAIM, CLAIM), "ansi-dark"),
    "search": ((120, 40), (*"ferry",), None),
    "search-narrow": ((80, 24), (*"ferry", "enter"), None),
    "article-narrow": ((80, 24), ("tab", CLAIM, "space"), None),
    "claims-narrow": ((80, 24), ("tab", "tab", "g"), None),
    "claims-slim": ((60, 20), ("tab", "tab", "g"), None),
    "reports": ((120, 40), ("tab", "tab", "g", "enter"), None),
    "compare": ((120, 40), ("tab", "tab", "g", "c"), None),
    "help": ((80, 24), ("f1",), None),
    "help-wide": ((120, 40), ("f1",), None),
    "query-help": ((80, 24), ("f2",), None),
    "palette": ((80, 24), ("tab", "ctrl+p"), None),
    "nothing-found": ((80, 24), (*"zzyzx",), None),
    "misread": ((80, 24), (*"date", "colon", *"never", "enter"), None),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(
    name: str,
    reports: Path,
    highlights: Path,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.library.Library", CannedLibrary)
    size, keys, theme = PICTURES[name]
    app = SecondSourceApp(reports, highlights)
    if theme:
        app.theme = theme

    assert snap_compare(app, terminal_size=size, run_before=after(*keys))
