"""Passages chosen in the reading pane by keys and mouse, and what is done with them."""

import pytest

from reader.panes.article import ArticlePane
from tests.reader.boats import (
    TEXT,
    cell_of,
    reading,
    selected,
    span_of,
)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["v", "right", "right", "right"], "LOCA"),
        (["v", "w"], "LOCAL"),
        (["v", "w", "w"], "LOCAL NEWS"),
        (["w", "v", "W"], "LOCAL N"),
        (["j", "j", "v", *["right_parenthesis"] * 2], TEXT[12 : TEXT.index(" The operator")]),
        (["v", *["right_curly_bracket"] * 2], TEXT[: TEXT.index("\n\n섬")]),
        (["ctrl+shift+right"], "LOCAL"),
        (["shift+right", "shift+right"], "LOC"),
        (["V"], "LOCAL NEWS"),
        (["j", "j", "v", "s"], "The island’s only ferry will sail again on Friday, harbour "),
        (["v", "w", "escape"], None),
        (["v", "w", "v"], None),
        (["shift+right", "right"], None),
        (["v", "right", "V", "v"], "LO"),
    ],
)
async def test_text_is_selected_by_keys(keys: list[str], expected: str | None) -> None:
    async with reading() as (app, pilot):
        await pilot.press(*keys)
        found = selected(app)
        if expected is None:
            assert found is None
        else:
            assert found is not None
            assert found.startswith(expected)
            assert found == expected or "s" in keys


async def test_s_is_left_to_the_screen_while_nothing_is_selected() -> None:
    async with reading() as (app, pilot):
        await pilot.press("s")
        assert app.pane.selection_span() is None


async def test_the_mouse_selects_by_dragging_word_and_sentence() -> None:
    async with reading() as (app, pilot):
        x, y = cell_of(app, "island’s only")
        await pilot.mouse_down(ArticlePane, offset=(x, y))
        await pilot.hover(ArticlePane, offset=(x + 7, y))
        await pilot.mouse_up(ArticlePane, offset=(x + 7, y))
        assert selected(app) == "island’s"
        await pilot.click(ArticlePane, offset=(x + 10, y), times=2)
        assert selected(app) == "only"
        await pilot.click(ArticlePane, offset=(x + 10, y), times=3)
        found = selected(app)
        assert found is not None
        assert found.startswith("The island’s only ferry")
        assert found.endswith("said.")
        await pilot.click(ArticlePane, offset=(x, y))
        assert selected(app) is None


async def test_the_bar_at_the_edge_is_dragged() -> None:
    async with reading() as (app, pilot):
        edge = app.pane.size.width - 1
        await pilot.mouse_down(ArticlePane, offset=(edge, 0))
        await pilot.hover(ArticlePane, offset=(edge, 20))
        await pilot.mouse_up(ArticlePane, offset=(edge, 20))
        assert app.pane.scroll_offset.y > 50
        assert app.pane.render_line(20).text.endswith("▐")


async def test_space_marks_the_selection_else_the_claim_else_the_sentence() -> None:
    async with reading() as (app, pilot):
        app.pane.go_to(span_of("island’s"))
        await pilot.press("v", "right", "space")
        await pilot.press("space")
        app.pane.go_to(span_of("Trip 3"))
        await pilot.press("space")
        await pilot.pause()
        assert app.marked() == [
            "is",
            "The island’s only ferry will sail again on Friday",
            "Trip 3 to the island took 23 minutes.",
        ]


async def test_y_sends_text_to_the_clipboard_and_claims_no_more() -> None:
    async with reading() as (app, pilot):
        await pilot.press("v", "w", "w", "y")
        assert app.sent == ["LOCAL NEWS"]
        assert app.pane.selection_span() is None
        notices = [notice.message for notice in app._notifications]
        assert notices == ["2 words sent to the terminal's clipboard."]
