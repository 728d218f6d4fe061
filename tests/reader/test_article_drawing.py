"""What the reading pane draws: nothing hostile, nothing lost, each layer told apart."""

import re

import pytest
from textual.pilot import Pilot

from index.model import Article
from reader.panes.article import COLOURS
from tests.reader.boats import (
    TEXT,
    Reader,
    highlight,
    reading,
    rows,
    span_of,
)
from tests.reader.gallery import Gallery


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


async def test_the_colour_of_a_highlight_is_told_by_its_bar_and_in_words() -> None:
    async with reading() as (app, pilot):
        app.pane.set_highlights(COLOURED)
        beside = "".join(row[:4] for row in rows(app))
        assert {*"┃┇║"} <= {*beside}
        for words, colour in (("museum", "red"), ("eleven weeks", "yellow")):
            app.pane.go_to(span_of(words))
            await pilot.pause()
            assert f"marked {colour}" in str(app.pane.border_subtitle)


async def hang_layers(gallery: Gallery, app: Reader, pilot: Pilot[None]) -> None:
    await show_layers(app, pilot)
    gallery.hang("passage", app)
    await pilot.press("n")
    gallery.hang("hit", app)
    await pilot.press("j", "v", "right_parenthesis")
    gallery.hang("selection", app)


@pytest.mark.parametrize("theme", ["secondsource-dark", "secondsource-light", "ansi-dark"])
async def test_the_layers_as_they_look(gallery: Gallery, theme: str) -> None:
    async with reading() as (app, pilot):
        app.theme = theme
        await hang_layers(gallery, app, pilot)


async def test_the_layers_as_they_look_without_colour(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as (app, pilot):
        await hang_layers(gallery, app, pilot)
