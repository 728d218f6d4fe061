"""Reading without a screen: words in, plain lines out, through a pipe and on a dumb terminal."""

import os
import re
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from index.library import Library
from reader.plain.wording import article_lines
from reader.text import STATUS_GLYPHS
from tests.conftest import PROJECT
from tests.reader.cli.running import Ran, command, run, run_apart

DRAWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f\u25a0-\u25ff≠]")
"""Escapes and controls, lines, boxes and the signs of the app."""


def asked(*lines: str, library: Path, code: int = 0) -> list[str]:
    """What is answered to these lines at the prompt, first line first."""
    stdin = "".join(f"{line}\n" for line in lines).encode()
    done = run("--plain", "--library", library, stdin=stdin)
    assert (done.code, done.err) == (code, "")
    return done.out.splitlines()


@pytest.fixture
def library(tmp_path: Path, samples: Path) -> Path:
    """A library of the samples in which one test may mark."""
    folder = tmp_path / "library"
    with Library.open(folder) as opened:
        opened.add([str(samples)], on_outcome=lambda _outcome: None)
    return folder


def test_the_whole_way_through_a_pipe_as_a_process_of_its_own(
    samples: Path, tmp_path: Path
) -> None:
    file = tmp_path / "passages.md"
    lines = ("search passports", "open 1", "hits", "claims", "claim 1", "mark 1", "mark passports")
    end = (f"export {file}", "quit", "open 2")
    words = "\n".join((*lines, *end)).encode()

    done = run_apart("--plain", str(samples), stdin=words, TERM="dumb")

    assert done.code == 0
    assert "Traceback" not in done.err
    assert re.search(r"^Second Source\. 5 reports, \d+ claims: ", done.out)
    assert "2 reports for passports." in done.out
    assert re.search(r"^Hit 1 of 1, characters \d+ to \d+: .*“passports”", done.out, re.MULTILINE)
    assert re.search(r"^Claim 1 of \d+, characters \d+ to \d+", done.out, re.MULTILINE)
    assert re.search(
        r"^ +corroborated: also reported by \d+ independent sources?: ", done.out, re.MULTILINE
    )
    assert done.out.endswith(f"2 passages written to {file}.\n")
    assert "passports" in file.read_text("utf-8")
    assert not DRAWN.search(done.out)


def test_nothing_is_said_by_sign_or_drawn(library: Path) -> None:
    numbers = [str(number) for number in range(1, 6)]
    asks = [
        line for n in numbers for line in (f"open {n}", "claims", *(f"claim {m}" for m in numbers))
    ]

    shown = "\n".join(asked("help", *asks, library=library))

    assert not DRAWN.search(shown)
    assert not set(STATUS_GLYPHS.values()) - {"·"} & set(shown)
    for status in ("corroborated", "echoed", "single-source"):
        assert f"   {status}: " in shown
    assert not re.search(r"\b(true|verified)\b", shown, re.IGNORECASE)


def test_an_article_is_its_reporting_and_says_what_is_left_out(library: Path) -> None:
    with Library.open(library) as opened:
        marked = [a for i in opened.articles() if (a := opened.article(i.id)).marks]
    assert marked
    for article in marked:
        read, whole = (list(article_lines(article, whole=w)) for w in (False, True))
        assert read[-1].startswith("Left out, as not reporting: ")
        assert "".join("".join(whole[3:]).split()).endswith("".join(article.text.split())[-20:])
        left = "".join(article.text[mark.start : mark.end] for mark in article.marks)
        kept = len("".join("".join(read[4:-1]).split()))
        assert kept == len("".join(article.text.split())) - len("".join(left.split()))


def test_offsets_are_those_of_the_text(library: Path) -> None:
    shown = asked("open 1", "claims", library=library)
    with Library.open(library) as opened:
        article = opened.article(opened.search("").hits[0].info.id)
    found = 0
    for line, words in pairwise(shown):
        if place := re.match(r"Claim \d+ of \d+, characters (\d+) to (\d+)", line):
            found += 1
            passage = article.text[int(place[1]) : int(place[2])]
            assert words.split() == passage.split()
    assert found > 5


def test_going_to_another_report_and_back(library: Path) -> None:
    claims = asked("open 1", "claims", library=library)
    first = next(
        int(line.split()[1])
        for line, how in zip(claims, claims[2:], strict=False)
        if line.startswith("Claim ") and "corroborated:" in how
    )
    title = next(line for line in claims if line.startswith("1. ")).removeprefix("1. ")

    *_, passage, back = asked("open 1", f"go {first}.1", "back", library=library)

    assert re.match(r"characters \d+ to \d+: .*“.+”", passage)
    assert back.removeprefix("Back in ").rstrip(".") in title


def test_marks_are_kept_numbered_taken_back_and_exported(library: Path, tmp_path: Path) -> None:
    assert asked("open 1", "mark 1", "mark 5 20", library=library)[-1].startswith("Marked ")
    assert "2 passages marked." in asked("marks", library=library)
    assert asked("unmark 1", "undo", "undo", "redo", "redo", library=library)[-1].startswith(
        "Done again: "
    )
    with Library.open(library) as opened:
        (kept,) = opened.highlights.all()
    assert f"> {kept.quote.exact.split()[0]}" in "\n".join(asked("export", library=library))

    file = tmp_path / "kept.html"
    file.write_text("before")
    refused = asked(f"export {file}", library=library)[-1]
    assert "say it again" in refused
    assert file.read_text() == "before"
    asked(f"export {file}", f"export {file}", library=library)
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("open 99", "no report of that number: there are 5; list lists them"),
        ("open first", "no report of that number"),
        ("claims", "no report is open; open N opens one of the list"),
        ("back", "there is no report to go back to"),
        ("export", "nothing is marked yet"),
        ("unmark 1", "there is none; marks lists them"),
        ("clam", "did you mean claim?"),
        ("h", "did you mean help or hits?"),
        ("!ls", "is not understood"),
        ('search "x', "this quote is never closed"),
        ("search zzyzx", "0 reports for zzyzx."),
        ("search specail", "Did you mean: special"),
        ("undo", "There is nothing to take back."),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_out(
    library: Path, line: str, answer: str
) -> None:
    shown = asked(line, "quit", library=library)

    assert answer in "\n".join(shown[-2:])


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("mark 900", "no claim of that number"),
        ("mark 20 10", "20 to 10 is no passage"),
        ("mark 1 999999", "is no passage"),
        ("mark words that are not there", "no such words"),
        ("mark", "no such words"),
        ("claims true", "a status is one of corroborated, disputed, echoed, single-source"),
        ("claim 0", "no claim of that number"),
        ("go 1.99", "no report of that number"),
        ("export /nowhere/at/all.md", "/nowhere/at/all.md"),
        ("export passages.docx", "name one of .md"),
    ],
)
def test_nothing_is_lost_by_a_mistake(library: Path, line: str, answer: str) -> None:
    shown = asked("open 1", "mark 1", line, "marks", library=library)

    assert answer in "\n".join(shown)
    assert "1 passage marked." in shown


def test_a_single_report_is_read_at_once_and_hostile_text_stays_text(tmp_path: Path) -> None:
    report = tmp_path / "one.txt"
    report.write_text(
        "Mill strike\n\nThe \x1b[31mmill\x1b[0m at Oru \u202ewas shut\u202c on Friday.\n"
    )

    done = run("--plain", report, stdin=b"claims\n")

    assert done.code == 0
    assert "Mill strike" in done.out
    assert "Claim 1 of 1" in done.out
    assert not {"\x1b", "\u202e"} & set(done.out)


def test_what_cannot_be_taken_in_is_said_and_the_rest_read(tmp_path: Path, samples: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 400)

    done = run("--plain", bad, samples)

    assert done.code == 1
    assert "bad.txt" in done.err
    assert "5 reports" in done.out


def test_plain_does_not_go_with_a_command() -> None:
    done = run("--plain", "search", "ferry")

    assert (done.code, done.out) == (2, "")
    assert "secondsource read" in done.err


@dataclass(frozen=True, slots=True)
class Terminal:
    """A dumb terminal of 60 columns."""

    process: "subprocess.Popen[bytes]"
    end: int

    def answer(self) -> str:
        """Everything written until the prompt comes."""
        shown = b""
        stop = time.monotonic() + 60
        while not shown.endswith(b"\n> "):
            ready, _, _ = select.select([self.end], [], [], max(stop - time.monotonic(), 0))
            assert ready, f"no prompt after this: {shown.decode()}"
            shown += os.read(self.end, 4096)
        return shown.decode()

    def type(self, line: str) -> None:
        os.write(self.end, f"{line}\n".encode())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_dumb_terminal_gets_lines_and_no_escape(library: Path) -> None:
    import pty

    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command("--plain", "--library", library),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=PROJECT,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "60"},
    )
    os.close(inner)
    terminal = Terminal(process, outer)
    try:
        shown = terminal.answer()
        terminal.type("open 1")
        shown += terminal.answer()
        terminal.type("quit")
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(outer)
    assert not DRAWN.search(shown.replace("\r\n", "\n"))
    assert max(map(len, shown.splitlines())) <= 80


def read(library: Path, *args: object) -> Ran:
    return run("--library", library, "read", *args)


def test_read_prints_articles_and_their_claims(library: Path) -> None:
    with Library.open(library) as opened:
        infos = opened.articles()
        total = opened.summary().claims.total

    one, every = read(library, infos[0].id), read(library)

    assert one.code == every.code == 0
    assert every.out.startswith(one.out)
    assert len(re.findall(r"^Claim \d+ of \d+, ", every.out, re.MULTILINE)) == total
    assert re.search(r"^   Report \d+\.1: .*, also reports it", every.out, re.MULTILINE)
    assert not DRAWN.search(every.out)


def test_read_says_what_is_not_there_and_prints_the_rest(library: Path) -> None:
    with Library.open(library) as opened:
        first = opened.articles()[0].id

    done = read(library, "nothing-of-the-sort", first)

    assert done.code == 1
    assert "nothing-of-the-sort" in done.err
    assert "Claim 1 of" in done.out
