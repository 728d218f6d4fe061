"""What a person sees of the commands, and how they are told what is wrong."""

import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.reader.cli.conftest import POST, Shelf
from tests.reader.cli.running import Ran, command, run


def on(shelf: Shelf, *args: object) -> Ran:
    return run("--library", shelf.library, *args)


def test_search_shows_title_outlet_date_and_snippet(shelf: Shelf) -> None:
    shown = on(shelf, "search", "spokesman").out.splitlines()

    assert shown[0] == "Rescue at sea  radio"
    assert shown[1] == "  Radio Sill · 2 May 2023"
    assert "spokesman" in shown[2]


def test_show_prints_the_text_as_it_is(shelf: Shelf) -> None:
    shown = on(shelf, "show", shelf.post).out

    assert shown.startswith("Ferry runs aground off Cape Sill\n")
    assert str(shelf.files / "post.txt") in shown
    assert shown.rstrip().endswith(POST.rstrip())


def test_claims_show_status_and_the_other_reports_words(shelf: Shelf) -> None:
    shown = on(shelf, "claims", "radio", "--status", "corroborated").out

    assert shown.startswith("Rescue at sea  radio\nRadio Sill · 2 May 2023\n  ● ")
    assert "corroborated: also reported by" in shown
    assert "= " in shown


def test_no_command_calls_a_claim_true_or_verified(shelf: Shelf) -> None:
    for args in (("claims",), ("origins",), ("compare", "a b c", "a b c")):
        shown = on(shelf, *args).out.lower()
        assert "true" not in shown.split()
        assert "verified" not in shown


def test_compare_says_verdict_probability_and_differences() -> None:
    here = "The ferry carried 212 people when it ran aground off Cape Sill."

    first, *rest = run("compare", here, here.replace("212", "180")).out.splitlines()

    assert re.fullmatch(r"conflicts \([01]\.\d\d\).*", first)
    assert any(line.startswith("  number: “212") for line in rest)


def test_origins_name_their_articles_and_reason(shelf: Shelf) -> None:
    shown = on(shelf, "origins").out

    assert "Rescue at sea · Radio Sill · 2 May 2023" in shown
    assert "1 article, alone" in shown


def test_doctor_says_that_all_is_well(shelf: Shelf) -> None:
    done = on(shelf, "doctor")

    assert (done.code, done.err) == (0, "")
    assert "whoosh3 3." in done.out
    assert f"{shelf.library}: 3 articles" in done.out
    assert "articles.db    whole" in done.out
    assert "up to date" in done.out


def test_doctor_on_nothing_says_how_to_begin(tmp_path: Path) -> None:
    done = run("doctor", "--library", tmp_path / "none")

    assert done.code == 0
    assert "none yet; `secondsource add` makes one" in done.out
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["articles.db", "claims.db", "highlights.db"])
def test_doctor_names_a_damaged_file_and_what_to_do(own_shelf: Shelf, name: str) -> None:
    assert on(own_shelf, "highlights", "add", "radio", 4, 15).code == 0
    path = own_shelf.library / name
    content = bytearray(path.read_bytes())
    content[:80] = b"\xa5" * 80
    path.write_bytes(content)

    done = on(own_shelf, "doctor")

    assert done.code == 2
    lines = done.out.splitlines()
    (at,) = [n for n, line in enumerate(lines) if line.startswith(name)]
    assert "whole" not in lines[at]
    assert lines[at + 1].strip().startswith("→ ")
    assert path.read_bytes() == bytes(content)


def test_doctor_takes_no_file_out_of_reach_for_a_damaged_one(own_shelf: Shelf) -> None:
    """Who cannot get at a file is not to be told that it will be set aside."""
    (own_shelf.library / "highlights.db").mkdir()

    done = on(own_shelf, "doctor")

    assert done.code == 2
    (_, state, advice) = done.out.partition("highlights.db")[2].partition("\n")
    assert "its folder written to" in state + advice
    assert "set" not in done.out


def test_doctor_finds_a_bit_flipped_anywhere_in_the_full_text(own_shelf: Shelf) -> None:
    (segment,) = (own_shelf.library / "fulltext").glob("*.segment")
    content = bytearray(segment.read_bytes())
    content[80] ^= 4
    segment.write_bytes(content)

    done = on(own_shelf, "doctor")

    assert done.code == 2
    assert f"{segment.name}: ids does not match its checksum" in done.out
    assert on(own_shelf, "reindex").code == 0
    assert "every checksum right" in on(own_shelf, "doctor").out


def test_reindex_builds_anew_what_was_lost(own_shelf: Shelf) -> None:
    before = on(own_shelf, "claims", "--json").out
    for path in own_shelf.library.rglob("*"):
        if path.is_file() and path.name.startswith("claims.db"):
            path.unlink()

    done = on(own_shelf, "reindex")

    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("3 articles, ")
    assert on(own_shelf, "claims", "--json").out == before


def test_a_question_catches_up_with_an_add_that_was_stopped(own_shelf: Shelf) -> None:
    from index.model import Article
    from index.store.articles import ArticleStore

    with closing(ArticleStore(own_shelf.library)) as store:
        store.put([Article("late", "A late report: the wreck was sold for scrap.")])

    assert on(own_shelf, "search", "scrap", "--json").line["article"] == "late"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_on_a_terminal_the_bar_stays_out_of_the_data(own_shelf: Shelf) -> None:
    import pty

    screen, terminal = pty.openpty()
    with subprocess.Popen(
        command("--library", own_shelf.library, "add", own_shelf.files, "missing.txt", "--json"),
        stdout=subprocess.PIPE,
        stderr=terminal,
        cwd=PROJECT,
        env={**os.environ, "TERM": "xterm-256color"},
    ) as process:
        os.close(terminal)
        drawn = b""
        while True:
            try:
                chunk = os.read(screen, 65536)
            except OSError:
                break
            if not chunk:
                break
            drawn += chunk
        out = process.communicate(timeout=60)[0]
    os.close(screen)

    statuses = [json.loads(line)["status"] for line in out.decode().splitlines()]
    assert sorted(statuses) == ["rejected", "unchanged", "unchanged", "unchanged"]
    assert b"reading" in drawn
    assert b"missing.txt" in drawn
    assert b"3 unchanged, 1 rejected in" in drawn
