"""Saved searches from the command line."""

import json
from pathlib import Path

from index.asking import Search
from index.library import Library
from tests.reader.cli.running import run


def test_a_search_is_saved_listed_run_narrowed_and_removed(sample_library: Path) -> None:
    at = ("--library", sample_library)
    assert run(*at, "searches", "save", "visits", "phone OR delegation", "--sort", "date").code == 0

    (line,) = run(*at, "searches", "list", "--json").out.splitlines()
    saved = json.loads(line)
    assert (saved["version"], saved["name"], saved["sort"]) == (1, "visits", "date")
    assert saved["query"] == "phone OR delegation"

    whole = run(*at, "search", "phone OR delegation", "--sort", "date", "--json").out
    assert run(*at, "search", "--saved", "Visits", "--json").out == whole
    both = run(*at, "search", "--saved", "visits", "delegation", "--json").out
    assert 0 < len(both.splitlines()) <= len(whole.splitlines())

    assert run(*at, "searches", "rename", "visits", "calls").code == 0
    assert run(*at, "searches", "remove", "calls").code == 0
    assert "no searches are saved" in run(*at, "searches").err
    assert run(*at, "searches", "undo").err == "undone: delete “calls”\n"
    assert run(*at, "searches").out.startswith("calls\n")
    assert run(*at, "searches", "redo").err == "done again: delete “calls”\n"


def test_what_narrowed_a_search_in_the_app_narrows_it_here(sample_library: Path) -> None:
    with Library.open(sample_library) as library:
        library.searches.save("day", Search("", (), ("2024-10-22",)))

    found = run("--library", sample_library, "search", "--saved", "day", "--json").out

    assert [json.loads(line)["published"][:10] for line in found.splitlines()] == ["2024-10-22"]


def test_names_that_are_missing_taken_or_empty_are_said(sample_library: Path) -> None:
    at = ("--library", sample_library)
    run(*at, "searches", "save", "one", "a")
    run(*at, "searches", "save", "two", "b")

    assert run(*at, "search", "--saved", "three").code == 1
    assert "no saved search 'three'" in run(*at, "searches", "remove", "three").err
    taken = run(*at, "searches", "rename", "one", "two")
    assert (taken.code, taken.out) == (2, "")
    assert "there already" in taken.err
    assert run(*at, "searches", "save", " ", "a").code == 2
    assert "--saved" in run(*at, "search").err


def test_what_was_asked_is_forgotten(sample_library: Path) -> None:
    run("--library", sample_library, "searches", "forget")
    with Library.open(sample_library) as library:
        library.searches.note(Search("phone"))

    assert run("--library", sample_library, "searches", "forget").err == "1 search forgotten\n"
