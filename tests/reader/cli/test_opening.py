"""The bare command: which library and which files the app is opened on."""

from pathlib import Path

import pytest

import reader.app
from index.places import default_library, opened_library, samples
from reader.commands import output
from tests.reader.cli.conftest import Shelf
from tests.reader.cli.running import run

Opened = tuple[Path, Path | None, tuple[str, ...]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """What the app was run on, in place of the app itself, which needs a terminal."""
    calls: list[Opened] = []

    def record(
        library: Path, highlights: Path | None, paths: tuple[str, ...], *, fresh: bool
    ) -> None:
        assert not fresh
        calls.append((library, highlights, paths))

    monkeypatch.setattr(reader.app, "run", record)
    monkeypatch.setattr(output, "at_a_terminal", lambda: True)
    return calls


def test_files_and_folders_open_in_a_library_of_their_own(
    shelf: Shelf, opened: list[Opened]
) -> None:
    paths = (str(shelf.files), str(shelf.files / "post.txt"))

    assert run(*paths).code == 0

    places = opened_library(paths)
    assert opened == [(places.library, places.highlights, paths)]


def test_nothing_opens_the_samples_until_there_is_something(
    shelf: Shelf, opened: list[Opened]
) -> None:
    assert run().code == 0
    assert run("add", shelf.files).code == 0
    assert run().code == 0

    sample = str(samples())
    places = opened_library([sample])
    assert opened == [
        (places.library, places.highlights, (sample,)),
        (default_library(), default_library(), ()),
    ]


@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_a_named_library_is_opened(
    shelf: Shelf, opened: list[Opened], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = ("--library", shelf.library)
    path = str(shelf.files)
    if where == "environment":
        monkeypatch.setenv("SECONDSOURCE_LIBRARY", str(shelf.library))
        assert run(path).code == 0
    else:
        assert run(*((*named, path) if where == "before" else (path, *named))).code == 0

    assert opened == [(shelf.library, shelf.library, (path,))]


def test_without_a_terminal_the_app_does_not_start(shelf: Shelf) -> None:
    done = run(shelf.files)

    assert (done.code, done.out) == (2, "")
    assert "needs a terminal" in done.err


def test_a_path_named_like_a_command_is_opened_as_a_path(
    opened: list[Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "search").write_text("A report in a file of an unlucky name.\n")

    assert run("./search").code == 0

    assert [paths for _, _, paths in opened] == [("./search",)]


def test_highlights_made_before_any_article_was_added_can_be_exported(
    shelf: Shelf, opened: list[Opened]
) -> None:
    from index.library import Library
    from index.model import Span

    places = opened_library([str(shelf.files)])
    with Library.open(places.library, highlights_folder=places.highlights) as library:
        library.add([str(shelf.files)], on_outcome=lambda _outcome: None)
        library.highlights.add(library.article("radio"), Span(4, 15))

    exported = run("export")

    assert opened == []
    assert exported.code == 0
    assert "night ferry" in exported.out
    assert run("add", shelf.files).code == 0
