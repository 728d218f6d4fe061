"""The reading pane, driven by keys and mouse as a reader drives it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot

from index.model import Article, Claim, Highlight, Mark, Quote, Span, Standing, Status
from reader.panes.article import COLOURS, ArticlePane
from reader.terminal import TerminalApp
from reader.themes import OWN
from tests.reader.gallery import Gallery

OPENING = (
    "LOCAL NEWS\n\n"
    "The island’s only ferry will sail again on Friday, harbour master Lena Brandt said. “We "
    "have waited eleven weeks,” she told some 300 islanders. The operator wants two boats by "
    "spring.The old boat goes to a museum.\n\n"
    "섬 주민들은 새 배를 환영했다. 島の人々は喜んだ。 👩\u200d👩\u200d👧 e\u0301 مرفأ\n\n"
)
BODY = "\n\n".join(
    f"Trip {number} to the island took {number + 20} minutes. The captain wrote it down in the "
    f"log, as captains do, and the passengers of trip {number} signed below."
    for number in range(1, 41)
)
TEXT = OPENING + BODY
SIZE = (80, 24)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def standing(words: str, status: Status) -> Standing:
    span = span_of(words)
    return Standing(Claim("boats", span.start, span.end, words), status, 2, ())


def highlight(words: str, colour: str) -> Highlight:
    span = span_of(words)
    return Highlight(
        id=words,
        article="boats",
        quote=Quote(words, "", "", span.start, span.end),
        title=None,
        source=None,
        author=None,
        published=None,
        url=None,
        path=None,
        created="2031-01-01T00:00:00Z",
        modified="2031-01-01T00:00:00Z",
        colour=colour,
    )


ARTICLE = Article(
    "boats",
    TEXT,
    title="Ferry sails again",
    source="Island Courier",
    published="2031-03-07",
    marks=(Mark(0, 10, "section"),),
)
CLAIMS = (
    standing("The island’s only ferry will sail again on Friday", "corroborated"),
    standing("We have waited eleven weeks", "echoed"),
    standing("The operator wants two boats by spring", "disputed"),
    standing("The old boat goes to a museum", "single-source"),
)
BOATS = tuple(Span(*match.span()) for match in re.finditer("boat", TEXT))


Said = ArticlePane.CursorMoved | ArticlePane.ClaimReached | ArticlePane.MarkRequested


class Reader(TerminalApp):
    """The pane in an app that notes what it says."""

    def __init__(self, article: Article | None = ARTICLE, *, layers: bool = True) -> None:
        super().__init__()
        for theme in OWN.values():
            self.register_theme(theme)
        self.article = article
        self.layers = layers
        self.messages: list[Said] = []
        self.sent: list[str] = []

    def compose(self) -> ComposeResult:
        yield ArticlePane(id="article")

    def on_mount(self) -> None:
        pane = self.pane
        pane.show(self.article)
        if self.article is not None and self.layers:
            pane.set_claims(CLAIMS)
            pane.set_hits(BOATS)
            pane.set_highlights(
                [highlight("eleven weeks", "green"), highlight("harbour master", "yellow")]
            )
        pane.focus()

    @property
    def pane(self) -> ArticlePane:
        return self.screen_stack[0].query_one(ArticlePane)

    def copy_to_clipboard(self, text: str) -> None:
        self.sent.append(text)

    def on_article_pane_cursor_moved(self, message: ArticlePane.CursorMoved) -> None:
        self.messages.append(message)

    def on_article_pane_claim_reached(self, message: ArticlePane.ClaimReached) -> None:
        self.messages.append(message)

    def on_article_pane_mark_requested(self, message: ArticlePane.MarkRequested) -> None:
        self.messages.append(message)

    def marked(self) -> list[str]:
        return [
            TEXT[message.span.start : message.span.end]
            for message in self.messages
            if isinstance(message, ArticlePane.MarkRequested)
        ]


@asynccontextmanager
async def reading(
    app: Reader | None = None, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[Reader, Pilot[None]]]:
    app = app or Reader()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def rows(app: Reader) -> list[str]:
    pane = app.pane
    return [pane.render_line(y).text.rstrip(" ▐") for y in range(pane.size.height)]


def selected(app: Reader) -> str | None:
    span = app.pane.selection_span()
    return TEXT[span.start : span.end] if span else None


def at_cursor(app: Reader, length: int = 5) -> str:
    cursor = app.pane.position.cursor
    return TEXT[cursor : cursor + length]


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


async def test_the_colour_of_a_highlight_is_told_by_its_bar_and_in_words() -> None:
    async with reading() as (app, pilot):
        app.pane.set_highlights(COLOURED)
        beside = "".join(row[:4] for row in rows(app))
        assert {*"┃┇║"} <= {*beside}
        for words, colour in (("museum", "red"), ("eleven weeks", "yellow")):
            app.pane.go_to(span_of(words))
            await pilot.pause()
            assert f"marked {colour}" in str(app.pane.border_subtitle)


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


def cell_of(app: Reader, words: str) -> tuple[int, int]:
    for y, row in enumerate(rows(app)):
        if words in row:
            return row.index(words), y
    raise AssertionError(words)


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


async def test_hostile_text_reaches_no_strip() -> None:
    evil = "quiet \x1b[31mred\x1b]0;owned\x07 \x9b2J \u202eesrever\u202c [bold]no markup[/bold]\r!"
    article = Article("evil", evil * 3, title=evil, source=evil, author=evil, published=evil)
    async with reading(Reader(article, layers=False)) as (app, pilot):
        await pilot.press("v", "G")
        drawn = "".join(rows(app))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn)
        assert "[bold]no markup[/bold]" in drawn
        await pilot.press("y")
        assert "\x1b" not in app.sent[0]


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("width", [24, 80, 160])
async def test_layers_and_selection_change_no_character(width: int) -> None:
    async with reading(size=(width, 700)) as (app, pilot):
        await pilot.press("n", "v", "G")
        shown = [app.pane.render_line(y).text for y in range(app.pane.size.height)]
        first = next(number for number, row in enumerate(shown) if "LOCAL" in row)
        column = shown[first].index("LOCAL")
        assert bare("".join(row[column:] for row in shown[first:])) == bare(TEXT)


async def test_no_row_is_wider_than_the_pane() -> None:
    for width in (12, 30, 80):
        async with reading(size=(width, 24)) as (app, pilot):
            for _ in range(4):
                widths = {app.pane.render_line(y).cell_length for y in range(24)}
                assert widths == {width}
                await pilot.press("pagedown")


COLOURED = [
    highlight(words, colour)
    for words, colour in zip(
        ("eleven weeks", "harbour master", "two boats", "museum", "passengers of trip 1"),
        COLOURS,
        strict=True,
    )
]


async def show_layers(app: Reader, pilot: Pilot[None]) -> None:
    """A highlight of every colour, a hit gone to, a passage jumped to."""
    app.pane.set_highlights(COLOURED)
    app.pane.go_to(span_of("The operator wants two boats by spring"))
    await pilot.pause()


@pytest.mark.parametrize("theme", ["secondsource-dark", "secondsource-light", "ansi-dark"])
async def test_the_layers_as_they_look(gallery: Gallery, theme: str) -> None:
    async with reading() as (app, pilot):
        app.theme = theme
        await show_layers(app, pilot)
        gallery.hang("passage", app)
        await pilot.press("n")
        gallery.hang("hit", app)
        await pilot.press("j", "v", "right_parenthesis")
        gallery.hang("selection", app)


async def test_the_layers_as_they_look_without_colour(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as (app, pilot):
        await show_layers(app, pilot)
        gallery.hang("passage", app)
        await pilot.press("n")
        gallery.hang("hit", app)
        await pilot.press("j", "v", "right_parenthesis")
        gallery.hang("selection", app)
