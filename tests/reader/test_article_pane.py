"""The reading pane, driven by keys and mouse as a reader drives it."""

import pytest

from index.model import Article
from reader.panes.article import ArticlePane
from tests.reader.boats import (
    ARTICLE,
    BOATS,
    CLAIMS,
    OPENING,
    SIZE,
    TEXT,
    Reader,
    at_cursor,
    cell_of,
    reading,
    rows,
    selected,
    span_of,
)


async def test_the_header_stands_above_the_text() -> None:
    async with reading() as (app, _):
        shown = rows(app)
        assert shown[0].strip() == "Ferry sails again"
        assert shown[1].strip() == "Island Courier · 7 Mar 2031"
        assert shown[3].strip() == "LOCAL NEWS"


async def test_what_is_unknown_is_said_to_be() -> None:
    async with reading(Reader(Article("bare", "One line."), layers=False)) as (app, _):
        shown = rows(app)
        assert shown[0].strip() == "(no title)"
        assert shown[1].strip() == "unknown outlet · unknown date"


async def test_an_empty_pane_says_what_to_do() -> None:
    async with reading(Reader(None)) as (app, pilot):
        assert any("search pane" in row for row in rows(app))
        await pilot.resize_terminal(24, 24)
        await pilot.pause()
        shown = " ".join(" ".join(rows(app)).split())
        assert "Choose a report in the search pane to read it here." in shown
        await pilot.press("j", "G", "v", "space", "y", "n", "ctrl+f", "escape")
        assert app.pane.selection_span() is None
        assert app.messages == []


async def test_an_article_without_text_can_be_shown() -> None:
    async with reading(Reader(Article("bare", "", title="Nothing"), layers=False)) as (app, pilot):
        await pilot.press("j", "w", "right_parenthesis", "G", "space", "v", "y")
        assert app.pane.selection_span() is None
        assert app.messages == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["j", "j"], "The i"),
        (["down", "down", "down", "up"], "The i"),
        (["right"], "OCAL "),
        (["right", "right", "left"], "OCAL "),
        (["w", "w"], "The i"),
        (["w", "w", "w", "W"], "The i"),
        (["ctrl+right"], "NEWS\n"),
        (["right_parenthesis"], "The i"),
        (["right_parenthesis"] * 4, "The o"),
        (["right_parenthesis"] * 3 + ["left_parenthesis"], "“We h"),
        (["right_curly_bracket"] * 3, "Trip "),
        (["right_curly_bracket"] * 3 + ["left_curly_bracket"], "섬 주민들"),
        (["j", "j", "end"], TEXT[TEXT.index("Lena Brandt said") + 15 :][:5]),
        (["G"], "."),
        (["G", "g"], "LOCAL"),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], expected: str) -> None:
    async with reading() as (app, pilot):
        await pilot.press(*keys)
        if keys[-1] == "end":
            line = next(row for row in rows(app) if "only ferry" in row).strip("● ┃▐")
            assert app.pane.position.cursor == TEXT.index(line) + len(line) - 1
        else:
            assert at_cursor(app, len(expected)) == expected


async def test_the_cursor_steps_over_joined_and_combined_characters_as_one() -> None:
    async with reading() as (app, pilot):
        app.pane.go_to(span_of("👩\u200d👩\u200d👧"))
        await pilot.press("right", "right")
        assert at_cursor(app, 2) == "e\u0301"
        await pilot.press("right")
        assert at_cursor(app, 1) == " "


async def test_pages_move_the_view_and_come_back() -> None:
    async with reading() as (app, pilot):
        await pilot.press("pagedown")
        first = app.pane.scroll_offset.y
        assert first > 10
        await pilot.press("ctrl+d", "ctrl+u", "pageup")
        assert app.pane.scroll_offset.y == 0
        await pilot.press("G")
        assert rows(app)[-2].strip(" ▐").endswith("signed below.")


async def test_the_wheel_takes_the_cursor_along() -> None:
    async with reading() as (app, pilot):
        app.pane.scroll_to(y=30, animate=False)
        await pilot.pause()
        before = app.pane.scroll_offset.y
        await pilot.press("j")
        assert app.pane.scroll_offset.y <= before + 3
        assert app.pane.position.cursor > len(OPENING)


async def test_next_hit_goes_round_and_says_which_it_is() -> None:
    async with reading() as (app, pilot):
        for number, span in enumerate(BOATS, 1):
            await pilot.press("n")
            assert app.pane.position.cursor == span.start
            assert f"hit {number}/{len(BOATS)}" in str(app.pane.border_subtitle)
        await pilot.press("n")
        assert app.pane.position.cursor == BOATS[0].start
        await pilot.press("N")
        assert app.pane.position.cursor == BOATS[-1].start


async def test_claims_are_gone_through_and_reported() -> None:
    async with reading() as (app, pilot):
        for expected in CLAIMS:
            await pilot.press("right_square_bracket")
            assert app.pane.claim_at_cursor() == expected
        await pilot.press("right_square_bracket", "left_square_bracket")
        await pilot.pause()
        reached = [m.standing for m in app.messages if isinstance(m, ArticlePane.ClaimReached)]
        assert reached == [*CLAIMS, CLAIMS[-2]]
        moved = [m for m in app.messages if isinstance(m, ArticlePane.CursorMoved)]
        assert moved[-1].offset == CLAIMS[-2].claim.start


async def test_going_to_a_passage_reports_no_claim() -> None:
    async with reading() as (app, pilot):
        app.pane.go_to(span_of("We have waited eleven weeks"))
        await pilot.pause()
        assert app.pane.claim_at_cursor() == CLAIMS[1]
        assert not any(isinstance(m, ArticlePane.ClaimReached) for m in app.messages)


async def test_claims_show_their_status_where_they_begin() -> None:
    async with reading(size=(120, 30)) as (app, _):
        signs = {row.strip()[0] for row in rows(app) if "ferry will" in row or "two boats" in row}
        assert signs == {"●", "≠"}


async def test_highlights_have_a_bar_in_the_gutter() -> None:
    async with reading() as (app, _):
        assert all("┇" in row for row in rows(app) if "eleven" in row)
        assert all("┃" in row for row in rows(app) if "master" in row)
        assert not any("┃" in row for row in rows(app) if "Trip" in row)


async def test_find_shows_matches_while_typing_and_keeps_them_for_n() -> None:
    async with reading() as (app, pilot):
        await pilot.press("ctrl+f", *"TRIP 1")
        await pilot.pause()
        assert at_cursor(app, 6) == "Trip 1"
        assert "hit 1/" in str(app.pane.border_subtitle)
        await pilot.press("enter", "n", "n")
        assert at_cursor(app, 7) == "trip 10" or at_cursor(app, 7) == "Trip 10"
        await pilot.press("escape")
        assert f"{len(BOATS)} hits" in str(app.pane.border_subtitle)


async def test_escape_in_the_find_bar_returns_to_the_place_before() -> None:
    async with reading() as (app, pilot):
        await pilot.press("w")
        before = app.pane.position
        await pilot.press("ctrl+f", *"trip 30", "escape")
        await pilot.pause()
        assert app.pane.position == before


async def test_a_find_without_a_match_says_so_and_moves_nothing() -> None:
    async with reading() as (app, pilot):
        await pilot.press("ctrl+f", *"zeppelin")
        await pilot.pause()
        assert "0 hits" in str(app.pane.border_subtitle)
        assert app.pane.position.cursor == 0


@pytest.mark.parametrize("width", [40, 60, 100, 200])
async def test_resizing_keeps_the_reading_place_and_the_selection(width: int) -> None:
    async with reading() as (app, pilot):
        app.pane.go_to(span_of("trip 17 signed"), select=True)
        await pilot.pause()
        before, top = app.pane.position, rows(app)[0].strip("● ┃▐≠○·")
        await pilot.resize_terminal(width, 30)
        await pilot.pause()
        assert selected(app) == "trip 17 signed"
        first = " ".join(rows(app)[:3])
        assert top.split()[0] in first
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        assert app.pane.position == before
        assert rows(app)[0].strip("● ┃▐≠○·") == top


async def test_a_place_is_returned_to_exactly() -> None:
    async with reading() as (app, pilot):
        await pilot.press("pagedown", "j", "j", "w", "v", "right")
        before, seen = app.pane.position, rows(app)
        app.pane.show(Article("other", "Something else."))
        await pilot.pause()
        app.pane.show(ARTICLE)
        app.pane.set_claims(CLAIMS)
        app.pane.restore(before)
        await pilot.pause()
        assert app.pane.position == before
        assert rows(app) == seen


async def test_a_passage_far_away_is_brought_into_view_and_pointed_at() -> None:
    async with reading() as (app, pilot):
        app.pane.go_to(span_of("Trip 33 to the island"))
        await pilot.pause()
        assert [row for row in rows(app) if "▸" in row and "Trip 33" in row]
        await pilot.press("escape")
        assert not [row for row in rows(app) if "▸" in row]


@pytest.mark.parametrize("seen_before", [False, True])
async def test_a_passage_gone_to_in_a_hidden_pane_is_in_view_once_it_is_shown(
    seen_before: bool,
) -> None:
    async with reading(Reader(ARTICLE if seen_before else None)) as (app, pilot):
        app.pane.display = False
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        app.pane.show(ARTICLE)
        app.pane.go_to(span_of("Trip 33 to the island"))
        await pilot.pause()
        app.pane.display = True
        await pilot.pause()
        assert [row for row in rows(app) if "▸" in row and "Trip 33" in row]
        assert app.pane.position.cursor == span_of("Trip 33 to the island").start


async def test_the_terminals_own_cursor_stands_on_the_cursor() -> None:
    async with reading() as (app, pilot):
        app.pane.go_to(span_of("islanders"))
        await pilot.press("right")
        x, y = cell_of(app, "islanders")
        assert app.cursor_position == (x + 1, y)
