"""Going to anything in sight by a letter."""

from pathlib import Path

import pytest

from reader.panes.facets import FacetBar
from reader.panes.rows import RowList
from reader.screens.jump import JumpScreen, letters
from tests.reader.desk import Reader, reading


def label(reader: Reader, widget: str, row: int | None = None) -> str:
    assert isinstance(reader.app.screen, JumpScreen)
    return next(
        name
        for name, target in reader.app.screen.labels.items()
        if target.widget.id == widget and target.row == row
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_letter_stands_at_what_is_in_sight_and_leads_there(
    sample_library: Path, size: tuple[int, int]
) -> None:
    async with reading(sample_library, size=size) as reader:
        await reader.press("ctrl+o")
        key = label(reader, "results", 2)
        rows = reader.main.query_one("#results", RowList)
        line = reader.screen_text().splitlines()[
            rows.content_region.y + dict(rows.rows_in_view())[2]
        ]
        assert f" {key} " in line
        await reader.press(key)
        assert reader.focus == "results"
        assert rows.highlighted == 2
        assert reader.chosen("#results") == (reader.main.article and reader.main.article.id)

        await reader.press("semicolon")
        await reader.press(label(reader, "facets", 1))
        assert reader.focus == "facets"
        assert reader.main.query_one(FacetBar).place == (1, 0)


async def test_every_pane_is_in_reach_and_escape_stays(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        for widget, row in (("article", None), ("claims-list", 1), ("query", None)):
            await reader.press("ctrl+o")
            await reader.press(label(reader, widget, row))
            assert reader.focus == widget
        await reader.press("ctrl+o", "escape")
        assert reader.focus == "query"


@pytest.mark.parametrize("count", [0, 1, 26, 27, 300])
def test_labels_differ_and_none_begins_another(count: int) -> None:
    made = letters(count)
    assert len(set(made)) == count
    assert len({len(label) for label in made}) <= 1
