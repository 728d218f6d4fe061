"""What the first frame of the app and a key may cost: what is loaded and drawn for them."""

import subprocess
import sys
from pathlib import Path

from textual.widgets import Static

from tests.conftest import PROJECT
from tests.reader.desk import reading

# ``Questions.open`` is what the app does first once the first frame is drawn.
UNTIL_THE_FIRST_FRAME = """
import os, sys
from pathlib import Path
from reader import app, work

def tell(*_):
    os.write(1, "\\n".join(sys.modules).encode())
    os._exit(0)

work.Questions.open = tell
app.SecondSourceApp(Path(sys.argv[1])).run(headless=True)
"""

# A process of its own, in which nothing that answers a search is loaded yet.
WHEN_THE_PANES_COME = """
import asyncio, os, sys
from pathlib import Path
from reader import app
from reader.screens import desk

async def tell(self):
    os.write(1, str(self.query_one("#note").content).encode())
    os._exit(0)

desk.Desk.furnish = tell

async def paste():
    async with app.SecondSourceApp(Path(sys.argv[1])).run_test() as pilot:
        pilot.app.screen.query_one("#query").value = "yoon"
        await asyncio.sleep(60)

asyncio.run(paste())
"""

_DRAWN = """
    index index.asking index.errors index.model index.places index.progress
    reader reader.actions reader.actions.kinds reader.actions.main reader.actions.views
    reader.app reader.drawing reader.focus reader.history reader.settings reader.tempo reader.text
    reader.terminal reader.themes reader.work
    reader.panes reader.panes.bars reader.panes.facets reader.panes.found reader.panes.keys
    reader.panes.lines reader.panes.narrowing reader.panes.query reader.panes.results
    reader.panes.rows reader.panes.search
    reader.screens reader.screens.desk reader.screens.finding reader.screens.going
    reader.screens.hinting reader.screens.keeping reader.screens.main reader.screens.marking
    reader.screens.resuming reader.screens.upkeep reader.screens.views
"""
OURS = frozenset(_DRAWN.split())
"""What is drawn, and what it stands on; anything else is to be loaded after the first frame."""

HEAVY = {
    "click", "filelock", "markdown_it", "numpy", "pygments", "rapidfuzz", "sqlite3", "whoosh",
    "rich.markdown", "rich.progress", "rich.syntax",
    "textual.widgets._data_table", "textual.widgets._markdown", "textual.widgets._text_area",
}  # fmt: skip


def told(script: str, library: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, str(library)],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_the_first_frame_loads_nothing_it_does_not_draw(tmp_path: Path) -> None:
    loaded = set(told(UNTIL_THE_FIRST_FRAME, tmp_path / "library").split("\n"))

    assert "textual.app" in loaded
    assert not loaded & HEAVY
    assert not {name for name in loaded if name.split(".")[0] in {"index", "reader"}} - OURS


async def test_a_key_after_which_the_same_commands_work_leaves_the_bars_alone(
    sample_library: Path, highlights: Path
) -> None:
    async with reading(sample_library, highlights) as reader:
        beginning = (reader.title or "")[:6].lower()
        await reader.type(beginning[:3])
        told: list[object] = []
        reader.main.bindings_updated_signal.subscribe(reader.main, told.append)

        await reader.type(beginning[3:])

        assert reader.query == beginning
        assert reader.rows("#results")
        assert not told


def test_what_is_typed_at_once_is_listed_before_the_panes_are_brought_in(
    sample_library: Path,
) -> None:
    assert "by relevance" in told(WHEN_THE_PANES_COME, sample_library)


async def test_what_cannot_be_read_keeps_the_panes_away_no_longer(
    sample_library: Path, highlights: Path
) -> None:
    async with reading(sample_library, highlights, wait=False) as reader:
        await reader.pilot.press(*"date", "colon", *"never", "space")

        await reader.until(lambda: reader.main.furnished)

        assert "date" in str(reader.main.query_one("#note", Static).content)
        assert reader.main.title_bar.summary is not None
