"""The next start is where the reader left off, and nothing that went wrong meanwhile matters."""

from pathlib import Path
from shutil import copytree

import pytest
from textual.events import AppFocus

from index.asking import Search
from index.library import Library
from index.model import Span
from index.places import config_folder, state_folder
from reader.session import Session, Spot, load, save
from tests.reader.desk import Reader, reading


def place(reader: Reader) -> tuple[object, ...]:
    main = reader.main
    return (
        reader.query,
        main.search.sort,
        main.search.narrowing.choices,
        main.article and main.article.id,
        main.reading.position,
        main.pane,
        reader.focus,
        reader.chosen("#claims-list"),
    )


async def leave(reader: Reader) -> tuple[object, ...]:
    left = place(reader)
    await reader.press("ctrl+q")
    return left


@pytest.mark.parametrize(
    "keys",
    [
        (*"yoon", "enter", "j", "r", "t", "enter", "escape"),
        (*"yoon", "enter", "j", "enter", *["right_square_bracket"] * 3, "ctrl+d", "v", "w"),
        ("tab", "tab", "g", "j", "enter"),
        (*"yoon", "space", "date:never"),
    ],
    ids=["results", "article", "claims", "misread"],
)
async def test_query_order_filters_report_cursor_and_pane_are_as_they_were(
    sample_library: Path, keys: tuple[str, ...]
) -> None:
    async with reading(sample_library) as reader:
        for key in keys:
            await (reader.press(key) if ":" not in key else reader.type(key))
        left = await leave(reader)

    async with reading(sample_library) as reader:
        assert place(reader) == left


async def test_what_is_typed_first_replaces_the_query_that_was_left(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        await reader.type("yoon")
        await leave(reader)

    async with reading(sample_library) as reader:
        assert reader.query == "yoon"
        await reader.type("nato")
        assert reader.query == "nato"


async def test_the_place_is_kept_while_reading_so_that_a_crash_costs_seconds(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        await reader.press("tab", "j", "j", "w")
        there = reader.main.reading.position.cursor
        await reader.until(
            lambda: (s := load(sample_library)) and s.spot and s.spot.cursor == there
        )


async def test_a_beginning_anew_is_had_by_option_or_setting(sample_library: Path) -> None:
    save(sample_library, Session(Search("yoon"), pane="article"))
    async with reading(sample_library, fresh=True) as reader:
        assert (reader.query, reader.main.pane) == ("", "search")

    save(sample_library, Session(Search("yoon"), pane="article"))
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "settings.toml").write_text("resume = false\n", "utf-8")
    async with reading(sample_library) as reader:
        assert reader.query == ""


async def test_what_is_typed_before_the_library_is_open_counts_more(sample_library: Path) -> None:
    save(sample_library, Session(Search("yoon"), pane="article"))
    async with reading(sample_library, wait=False) as reader:
        await reader.pilot.press("n")
        await reader.until(lambda: reader.main.furnished)
        await reader.rest()
        assert reader.query in {"n", "yoonn"}
        assert reader.focus == "query"


async def test_a_report_that_is_gone_costs_a_notice(sample_library: Path) -> None:
    save(sample_library, Session(article="gone", spot=Spot(cursor=9), pane="article"))
    async with reading(sample_library) as reader:
        assert any("gone" in notice for notice in reader.notices)
        assert reader.title
        assert len(reader.rows("#results")) == 5


async def test_a_place_past_the_end_of_a_shorter_report_is_its_end(sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        article = library.articles()[0].id
    far = Spot(top=10**6, cursor=10**7, anchor=10**7, mode="characters")
    save(sample_library, Session(article=article, spot=far, pane="article"))
    async with reading(sample_library) as reader:
        assert reader.main.article is not None
        assert reader.main.reading.position.cursor <= len(reader.main.article.text)
        await reader.press("k", "v", "y")


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"format": 1}', '{"format": 9, "session": {}}', "\x00", "null"]
)
async def test_a_session_that_cannot_be_read_is_none(sample_library: Path, kept: str) -> None:
    save(sample_library, Session())
    for file in (state_folder() / "sessions").iterdir():
        file.write_text(kept, "utf-8")

    assert load(sample_library) is None


def test_each_library_has_a_session_of_its_own(sample_library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    copytree(sample_library, other)
    save(sample_library, Session(Search("one")))
    save(other, Session(Search("two"), spot=Spot(1, 2, 3, 4, "lines")))

    assert load(sample_library) == Session(Search("one"))
    assert load(other) == Session(Search("two"), spot=Spot(1, 2, 3, 4, "lines"))


async def test_what_another_window_marks_is_shown_on_coming_back(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        article = reader.main.article
        assert article is not None
        with Library.open(sample_library) as elsewhere:
            elsewhere.highlights.add(article, Span(0, 12))
        assert "1 marked" not in reader.footer

        reader.app.post_message(AppFocus())
        await reader.rest()

        assert "1 marked" in reader.footer


async def test_of_two_windows_the_one_left_last_is_gone_on_with(sample_library: Path) -> None:
    async with reading(sample_library) as first:
        await first.type("yoon")
        async with reading(sample_library) as second:
            await second.press("slash", "ctrl+u")
            await second.type("russia")
            await leave(second)
        await leave(first)

    async with reading(sample_library) as reader:
        assert reader.query == "yoon"
