"""The claims pane: in which order its claims stand, and where its reports begin."""

from pathlib import Path

import pytest

from reader.panes.rows import RowList
from tests.reader.canned import CannedLibrary, fill
from tests.reader.desk import reading


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of four reports whose claims are known."""
    monkeypatch.setattr("index.library.Library", CannedLibrary)
    return fill(tmp_path)


async def test_r_orders_by_status_place_sources_and_disagreement(reports: Path) -> None:
    async with reading(reports) as reader:
        await reader.press("enter", "3")
        firsts = []
        for _ in range(4):
            firsts.append(reader.rows("#claims-list")[0][:12])
            await reader.press("r")

        assert firsts == ["● About 1,40", "● About 1,40", "● About 1,40", "≠ the army w"]
        assert reader.main.claims.order == "status"


async def test_the_reports_of_another_claim_begin_at_their_first(sample_library: Path) -> None:
    async with reading(sample_library, size=(120, 24)) as reader:
        await reader.press("enter", "3", "g", "enter", "G")
        reports = reader.main.query_one("#reports-list", RowList)
        assert reports.scroll_offset.y > 0

        await reader.press("escape", "j")

        assert reports.scroll_offset.y == 0
