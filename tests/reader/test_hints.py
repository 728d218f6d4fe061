"""Hints for who is new: one a place, once, dismissible, in the help for good."""

from pathlib import Path

import pytest

from index.places import config_folder
from reader.hints import HINTS
from tests.reader.desk import Reader, reading


@pytest.fixture(autouse=True)
def newcomer(own_home: Path) -> None:
    (config_folder() / "settings.toml").unlink()


def hint(reader: Reader) -> str:
    line = reader.main.query_one("#hint")
    return str(line.render()) if line.display else ""


async def test_each_place_has_its_hint_and_shows_it_once(sample_library: Path) -> None:
    async with reading(sample_library) as reader:
        assert "Type to search" in hint(reader)
        await reader.press("down")
        assert "look through the reports" in hint(reader)
        await reader.press("enter")
        assert "] and [ walk through the claims" in hint(reader)
        await reader.press("slash")
        assert hint(reader) == ""

    async with reading(sample_library, fresh=True) as reader:
        assert hint(reader) == ""
        await reader.press("down", "3")
        assert "opens the other reports of a claim" in hint(reader)
        await reader.press("1")

    async with reading(sample_library, fresh=True) as reader:
        assert not reader.main.query("#hint")


async def test_a_hint_is_dismissed_by_a_key_it_names_and_listed_in_the_help(
    sample_library: Path,
) -> None:
    async with reading(sample_library) as reader:
        assert "f4 dismisses" in hint(reader)
        await reader.press("f4")
        assert hint(reader) == ""
        await reader.press("f1")
        body = str(reader.app.screen.query_one("#card-body").render())
        assert all(hint.text({}) in body for hint in HINTS)


async def test_hints_name_the_users_own_keys(sample_library: Path) -> None:
    (config_folder() / "keys.toml").write_text('query-help = "f9"\n', "utf-8")
    async with reading(sample_library) as reader:
        assert "f9 shows how to write a query" in hint(reader)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_hint_is_read_whole_in_a_narrow_window(
    sample_library: Path, size: tuple[int, int]
) -> None:
    async with reading(sample_library, size=size) as reader:
        shown = " ".join(reader.screen_text().split())
        assert HINTS[0].text({}) in shown
