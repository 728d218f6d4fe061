"""What the screens look like: pictures compared cell by cell.

The reports are three of our own, so that the pictures change only when the app or what it says
of three plain reports changes. ``pytest --snapshot-update`` takes them anew.
"""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from textual.widgets import Input

from index.library import Library
from reader.app import SecondSourceApp
from reader.screens.main import MainScreen
from tests.reader.desk import Reader

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]

REPORTS: Final = (
    (
        "harbour-post",
        "Ferry crews on the Lorne crossing to walk out on Friday",
        "Harbour Post",
        "2025-03-03",
        "About 1,400 ferry workers will strike on Friday, union leader Petra Voss said on Monday. "
        "She called the pay offer of 2 percent an insult.\n\n"
        "The harbour office expects 30 sailings a day to be cancelled.\n\n"
        "Transport minister Ian Hale said the army will not be used to run boats.\n",
    ),
    (
        "lorne-radio",
        "1,400 ferry workers to strike",
        "Lorne Radio",
        "2025-03-04",
        "Some 14-hundred ferry workers plan to strike on Friday over pay, Petra Voss of the union "
        "told reporters.\n\n"
        "Transport minister Ian Hale said the army will be used to run boats if talks fail.\n\n"
        "LorneLine, which runs the boats, regretted the decision.\n",
    ),
    (
        "coast-daily",
        "Strike halts boats",
        "Coast Daily",
        "2025-03-04",
        "Ferry passengers face cancelled sailings from Friday. The harbour office expects 30 "
        "sailings a day to be cancelled.\n\nA ticket costs 12 euros.\n",
    ),
)


@pytest.fixture(scope="module")
def three_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the three reports."""
    folder = tmp_path_factory.mktemp("three")
    lines = [
        json.dumps({"id": i, "title": t, "source": s, "published": d, "text": x})
        for i, t, s, d, x in REPORTS
    ]
    (folder / "three.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    with Library.open(folder / "library") as library:
        library.add([str(folder / "three.jsonl")], on_outcome=lambda _outcome: None)
    return folder / "library"


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
    "main": ((120, 40), ("tab", CLAIM), None),
    "main-broad": ((200, 50), ("tab", CLAIM), None),
    "main-light": ((120, 40), ("tab", CLAIM), "secondsource-light"),
    "main-ansi": ((120, 40), ("tab", CLAIM), "ansi-dark"),
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
def test_picture(name: str, three_reports: Path, highlights: Path, snap_compare: Compare) -> None:
    size, keys, theme = PICTURES[name]
    app = SecondSourceApp(three_reports, highlights)
    if theme:
        app.theme = theme

    assert snap_compare(app, terminal_size=size, run_before=after(*keys))
