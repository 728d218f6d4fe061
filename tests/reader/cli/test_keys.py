"""The keys as a file to be changed, from the command line."""

import tomllib
from pathlib import Path

import pytest

from reader.settings import keys_file
from tests.reader.cli.running import run


def test_the_file_is_printed_and_written_once() -> None:
    printed = run("keys")
    assert (printed.code, printed.err) == (0, "")
    assert tomllib.loads(printed.out) == {}

    assert run("keys", "--write").code == 0
    assert keys_file().read_text("utf-8") == printed.out

    keys_file().write_text('mark = "m"\n', "utf-8")
    again = run("keys", "--write")
    assert (again.code, again.out) == (2, "")
    assert "there already" in again.err
    assert keys_file().read_text("utf-8") == 'mark = "m"\n'
    assert tomllib.loads(run("keys").out) == {"mark": ["m"]}


def test_where_the_file_cannot_be_put_the_way_out_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings"
    settings.write_text("a file where the folder should be\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))

    done = run("keys", "--write")

    assert (done.code, done.out) == (2, "")
    assert str(keys_file()) in done.err
    assert "see that its folder can be written to" in done.err


def test_lines_that_cannot_be_taken_are_said_and_the_rest_is_kept() -> None:
    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text('mark = "m"\nundo = "n"\nnothing = "x"\n', "utf-8")

    done = run("keys")

    assert done.code == 1
    assert "both want n" in done.err
    assert "no action “nothing”" in done.err
    assert tomllib.loads(done.out) == {"mark": ["m"]}
