"""Articles handed to the user's editor and pager."""

import os
import stat
import sys
from pathlib import Path

import pytest
from textual.app import App

from index.model import Article
from reader.outside import command_of, copy_of, open_outside, run_on_copy, to_tmux
from reader.terminal import TerminalApp

EVIL = "First line\n\x1b[31mred\x1b]0;title\x07\nThird \u202eline"
ARTICLE = Article(
    "a", EVIL, title="Tide \x1b[2Jtables", source="Quay News", url="https://example.org/tide"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")


def program(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_program_gets_a_copy_that_is_gone_afterwards(tmp_path: Path) -> None:
    script = program(tmp_path, "spy", f'echo "$@" > "{tmp_path}/asked"; cp "$1" "{tmp_path}/seen"')
    assert run_on_copy([str(script)], ARTICLE, 0) == 0
    asked = Path((tmp_path / "asked").read_text(encoding="utf-8").strip())
    assert not asked.exists()
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert seen.splitlines()[4] == "First line"
    assert "https://example.org/tide" in seen


def test_nothing_a_program_could_obey_is_in_the_copy() -> None:
    text, _ = copy_of(ARTICLE)
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_program_that_can_is_opened_at_the_place_read(tmp_path: Path) -> None:
    script = program(tmp_path, "less", f'echo "$1" > "{tmp_path}/line"')
    run_on_copy([str(script)], ARTICLE, EVIL.index("Third"))
    assert (tmp_path / "line").read_text(encoding="utf-8").strip() == "+7"
    assert copy_of(ARTICLE)[0].splitlines()[6].startswith("Third")


def test_a_program_is_known_behind_another_name(tmp_path: Path) -> None:
    script = program(tmp_path, "vim.tiny", f'echo "$1" > "{tmp_path}/line"')
    (tmp_path / "editor").symlink_to(script)
    run_on_copy([str(tmp_path / "editor")], ARTICLE, 0)
    assert (tmp_path / "line").read_text(encoding="utf-8").strip() == "+5"


def test_the_users_choice_comes_first(tmp_path: Path) -> None:
    mine = program(tmp_path, "mine", "true")
    choice = {"VISUAL": f"{mine} --wait", "EDITOR": "other", "PAGER": str(mine)}
    assert command_of("editor", choice) == [str(mine), "--wait"]
    assert command_of("pager", choice) == [str(mine)]


@pytest.mark.parametrize("value", ["", "no-such-program", "'unclosed"])
def test_a_choice_that_cannot_be_run_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command_of("editor", {"EDITOR": value}) is None
    nano = program(tmp_path, "nano", "true")
    assert command_of("editor", {"EDITOR": value}) == [nano.name]


async def test_a_terminal_that_cannot_be_left_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", str(program(tmp_path, "mine", "true")))
    app: App[object] = App()
    async with app.run_test() as pilot:
        open_outside(app, "pager", ARTICLE, 0)
        await pilot.pause()
        assert [note.message for note in app._notifications] == [
            "This terminal cannot be left to a pager."
        ]


async def test_without_a_pager_the_way_out_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PAGER", raising=False)
    app: App[object] = App()
    async with app.run_test() as pilot:
        open_outside(app, "pager", ARTICLE, 0)
        await pilot.pause()
        assert [note.message for note in app._notifications] == [
            "No pager found. Set PAGER to the one you like."
        ]


async def test_what_is_copied_inside_tmux_goes_through_tmux(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    program(tmp_path, "tmux", f'echo "$*" > "{taken}"; cat >> "{taken}"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    app = TerminalApp()
    async with app.run_test() as pilot:
        app.copy_to_clipboard("fährt wieder")
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert taken.read_text("utf-8") == "load-buffer -w -\nfährt wieder"


def test_outside_tmux_nothing_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    assert not to_tmux("words")
