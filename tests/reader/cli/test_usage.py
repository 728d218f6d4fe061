"""How the program is called: help, wrong usage, libraries, paths, pipes and interruptions."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from reader.cli import cli
from reader.commands import COMMANDS
from reader.commands.highlights import command as highlights
from tests.conftest import PROJECT
from tests.reader.cli.conftest import Shelf
from tests.reader.cli.running import command, run, run_apart

TOP: list[tuple[str, ...]] = [(name,) for name in COMMANDS]
NAMES = TOP + [("highlights", name) for name in highlights.commands]


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself_with_an_example(names: tuple[str, ...], flag: str) -> None:
    shown = run(*names, flag)

    assert (shown.code, shown.err) == (0, "")
    assert " ".join(("Example: secondsource", *names)) in " ".join(shown.out.split())
    assert "--library DIR" in shown.out


@pytest.mark.parametrize("names", [(), *NAMES])
def test_every_option_and_command_has_help(names: tuple[str, ...]) -> None:
    found: click.Command = cli
    ctx = click.Context(cli)
    for name in names:
        assert isinstance(found, click.Group)
        step = found.get_command(ctx, name)
        assert step is not None
        found = step

    assert found.help
    assert len(found.get_short_help_str(limit=200)) <= 60
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_readme_lists_every_command() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `secondsource ([a-z]+)", readme, re.MULTILINE)

    assert sorted(listed) == sorted(COMMANDS)


def test_the_version_is_the_packages() -> None:
    from index import __version__

    assert run("--version").out.strip().endswith(__version__)


@pytest.mark.parametrize(
    "args",
    [
        ("add",),
        ("search",),
        ("search", "a", "--limit", "none"),
        ("search", "a", "--sort", "colour"),
        ("claims", "--status", "true"),
        ("compare", "only one"),
        ("compare", "a", "b", "--jsonl", "-"),
        ("compare", "--jsonl", "/nowhere/at/all"),
        ("export", "--format", "docx"),
        ("highlights", "add", "a1", "x", "y"),
        ("highlights", "nonsense"),
        ("--nonsense",),
        ("doctor", "--nonsense"),
        ("serach", "ferry"),
        ("--library", "", "search", "ferry"),
        (),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_clear_line(args: tuple[str, ...]) -> None:
    done = run(*args)

    assert (done.code, done.out) == (2, "")
    assert done.err.strip().splitlines()[-1].startswith("Error: ")


def test_a_mistyped_command_is_guessed() -> None:
    told = run("serach", "ferry").err

    assert "did you mean 'search'?" in told
    assert told.startswith("Usage: secondsource [--library DIR]")


@pytest.mark.parametrize(
    "args",
    [
        ("search", "ferry"),
        ("show", "a"),
        ("claims",),
        ("origins",),
        ("export",),
        ("highlights",),
        ("reindex",),
    ],
)
def test_a_library_that_is_not_there_is_exit_code_2_and_not_made(
    tmp_path: Path, args: tuple[str, ...]
) -> None:
    done = run("--library", tmp_path / "none", *args)

    assert (done.code, done.out) == (2, "")
    assert "none" in done.err
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("kind", ["file", "other folder", "damaged"])
def test_an_unusable_library_is_named_and_left_alone(tmp_path: Path, kind: str) -> None:
    library = tmp_path / "library"
    if kind == "file":
        library.write_text("not a folder")
    else:
        library.mkdir()
        name = "recipe.txt" if kind == "other folder" else "articles.db"
        (library / name).write_text("flour, eggs and milk " * 99)
    source = tmp_path / "report.txt"
    source.write_text("The ferry ran aground off Cape Sill.\n")

    done = run("--library", library, "add", source, "--json")

    assert (done.code, done.out) == (2, "")
    assert str(library) in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_the_library_may_be_named_in_three_places(
    shelf: Shelf, where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECONDSOURCE_LIBRARY", str(tmp_path / "none"))
    if where == "before":
        done = run("--library", shelf.library, "show", "radio", "--json")
    elif where == "after":
        done = run("--library", tmp_path / "no", "show", "--library", shelf.library, "radio")
    else:
        monkeypatch.setenv("SECONDSOURCE_LIBRARY", str(shelf.library))
        done = run("show", "radio")

    assert done.code == 0
    assert "Radio Sill" in done.out


def test_the_default_library_lies_in_the_users_data_folder(shelf: Shelf, own_home: Path) -> None:
    assert run("add", shelf.files / "wire.jsonl").code == 0
    assert run("show", "radio").code == 0
    assert list(own_home.rglob("articles.db"))


def test_what_is_not_there_is_exit_code_1(shelf: Shelf) -> None:
    done = run("--library", shelf.library, "show", "nothing-of-the-sort")

    assert (done.code, done.out) == (1, "")
    assert "nothing-of-the-sort" in done.err


def test_a_path_that_is_not_there_is_exit_code_1() -> None:
    done = run("./nowhere/reports")

    assert (done.code, done.out) == (1, "")
    assert "./nowhere/reports" in done.err


def test_a_query_error_points_at_the_place(shelf: Shelf) -> None:
    done = run("--library", shelf.library, "search", 'ferry "without an end')

    first, query, caret = done.err.splitlines()
    assert done.code == 2
    assert first.startswith("the query cannot be read")
    assert query[caret.index("^") :].startswith('"without')


def test_of_a_file_pasted_as_a_query_only_the_place_is_shown(shelf: Shelf) -> None:
    done = run("--library", shelf.library, "search", "ferry " * 900)

    assert done.code == 2
    assert "longer than" in done.err
    assert max(map(len, done.err.splitlines())) < 200


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close differently on Windows")
def test_a_reader_that_has_had_enough_is_no_error(own_shelf: Shelf) -> None:
    padding = "x " * 400
    lines = "".join(
        f'{{"id": "n{n}", "text": "Ferry number {n} ran aground off Cape Sill. {padding}"}}\n'
        for n in range(60)
    )
    many = own_shelf.files / "many.jsonl"
    many.write_text(lines)
    assert run("--library", own_shelf.library, "add", many).code == 0

    with subprocess.Popen(
        command("--library", own_shelf.library, "claims", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        process.wait(timeout=60)

    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("args", [("show", "radio", "--json"), ("show", "radio"), ("export",)])
def test_a_full_disk_is_one_line_and_exit_code_2(shelf: Shelf, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("--library", shelf.library, *args),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=PROJECT,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "standard output: No space left on device; see that it can be written to"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_the_reader_is_not_drawn_into_a_file_of_messages(shelf: Shelf, tmp_path: Path) -> None:
    from tests.benchmarks.terminal import Terminal

    script = 'exec "$@" 2>"$0"'
    messages = tmp_path / "messages"
    opened = command("--library", shelf.library)

    with Terminal(["/bin/sh", "-c", script, str(messages), *opened], tmp_path) as terminal:
        _, status = os.waitpid(terminal.process, 0)

    assert os.waitstatus_to_exitcode(status) == 2
    assert "needs a terminal" in messages.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send on Windows")
def test_ctrl_c_keeps_what_was_complete(own_shelf: Shelf) -> None:
    many = own_shelf.files / "many.jsonl"
    with many.open("w") as file:
        for n in range(4000):
            words = " ".join(f"w{n * k % 977}" for k in range(60))
            file.write(f'{{"id": "n{n}", "text": "Ferry {n} ran aground. It said {words}."}}\n')

    with subprocess.Popen(
        command("--library", own_shelf.library, "add", many, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        told, err = process.communicate(timeout=120)

    assert process.returncode == 130
    last = err.splitlines()[-1]
    assert last == "stopped; what was complete is kept, and the next add goes on from there"
    assert "Traceback" not in err
    assert run("--library", own_shelf.library, "search", "aground", "--json").code == 0
    assert len(told.splitlines()) < 4000


def test_help_and_open_do_not_load_what_they_do_not_need() -> None:
    heavy = ("numpy", "whoosh", "rapidfuzz", "rich.progress", "textual", "markdown_it")
    script = (
        "import sys; from reader.cli import main; main(['--help']); import reader.commands.open; "
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, cwd=PROJECT, text=True, check=True
    )

    assert done.stderr.strip() == "[]"


def test_no_color_is_respected(shelf: Shelf) -> None:
    shown = run_apart(
        "--library", shelf.library, "search", "ferry", NO_COLOR="1", FORCE_COLOR="", TERM="xterm"
    )

    assert shown.code == 0
    assert "\x1b" not in shown.out
