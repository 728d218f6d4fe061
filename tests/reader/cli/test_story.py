"""``secondsource story``: the grid for programs, for people, and as files."""

import contextlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.conftest import PROJECT
from tests.reader.cli.conftest import Shelf
from tests.reader.cli.running import command, run

FIELDS = {"article", "source", "published", "claim", "start", "end", "text", "verdict"}


@pytest.fixture(scope="module")
def samples_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("samples") / "library"
    assert run("--library", library, "add", PROJECT / "seeds").code == 0
    return library


def test_a_line_a_claim_says_who_makes_it(samples_library: Path) -> None:
    done = run("--library", samples_library, "story", "--json")

    assert (done.code, done.err) == (0, "")
    articles = {
        line["article"] for line in run("--library", samples_library, "claims", "--json").lines
    }
    for line in done.lines:
        assert line["version"] == 1
        assert line["status"] in {"corroborated", "disputed", "echoed", "single-source"}
        there = [cell["article"] for cell in line["cells"]]
        assert {*there, *line["missing"]} == articles
        assert line["first"] is None or line["first"] in there
        assert all(set(cell) >= FIELDS for cell in line["cells"])
    assert len(done.lines[0]["cells"]) >= 3
    assert len(done.lines[-1]["cells"]) == 1


def test_every_passage_stands_in_its_article(samples_library: Path) -> None:
    texts = {
        line["article"]: run("--library", samples_library, "show", line["article"], "--json").line
        for line in run("--library", samples_library, "claims", "--json").lines
    }

    for line in run("--library", samples_library, "story", "--json").lines:
        for cell in line["cells"]:
            text = texts[cell["article"]]["text"]
            assert text[cell["start"] : cell["end"]] == cell["text"]
            assert cell["claim"] == f"{cell['article']}:{cell['start']}-{cell['end']}"


def test_an_article_is_named_by_the_beginning_of_its_id(shelf: Shelf) -> None:
    whole = run("--library", shelf.library, "story", "radio", "--json")
    short = run("--library", shelf.library, "story", "rad", "--json")

    assert whole.code == 0
    assert whole.out == short.out
    assert whole.lines[0]["claim"].startswith("radio:")


def test_people_see_signs_under_the_names_of_the_sources(shelf: Shelf) -> None:
    done = run("--library", shelf.library, "story")

    assert done.code == 0
    lines = done.out.splitlines()
    assert re.match(r"3 reports · \d origins? · \d+ of \d+ claims shared", lines[0])
    names = [line for line in lines if "┌" in line]
    assert {"Radio Sill", "Orlo Daily"} <= {
        n for line in names for n in ("Radio Sill", "Orlo Daily") if n in line
    }
    shared = next(line for line in lines if "212 people" in line)
    assert shared.count("●") >= 2
    for line in names:
        assert line.index("┌") in {0, 3, 5, 6}


@pytest.mark.parametrize("form", ["md", "html", "svg"])
def test_the_suffix_names_the_format(form: str, shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / f"story.{form}"
    written = run("--library", shelf.library, "story", "--output", file)
    printed = run("--library", shelf.library, "story", "--format", form)

    assert (written.code, written.out, printed.code) == (0, "", 0)
    assert file.read_text("utf-8") == printed.out
    assert "212 people" in printed.out
    assert "●" in printed.out
    assert "\x1b" not in printed.out
    assert "\u202e" not in printed.out


def test_markdown_is_one_table(samples_library: Path) -> None:
    text = run("--library", samples_library, "story", "--format", "md").out

    tokens = MarkdownIt().enable("table").parse(text)
    assert sum(token.type == "table_open" for token in tokens) == 1
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == 1 + len(run("--library", samples_library, "story", "--json").lines)


def test_html_holds_every_claim_as_a_row(samples_library: Path) -> None:
    class Rows(HTMLParser):
        count = 0

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.count += tag == "tr"

    rows = Rows()
    rows.feed(run("--library", samples_library, "story", "--format", "html").out)
    assert rows.count == 1 + len(run("--library", samples_library, "story", "--json").lines)


def test_svg_is_well_formed_and_shows_each_sign(samples_library: Path) -> None:
    lines = run("--library", samples_library, "story", "--json").lines
    root = ET.fromstring(run("--library", samples_library, "story", "--format", "svg").out)

    words = [
        "".join(element.itertext())
        for element in root.iter("{http://www.w3.org/2000/svg}text")
        if element.get("text-anchor") == "middle"
    ]
    assert len(words) == sum(len(line["cells"]) for line in lines)


def test_a_hostile_report_stays_text(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text(
        '{"id": "x", "source": "<script>alert(1)</script>", "published": "2024-05-01", '
        '"text": "The <b>bridge</b> at Tarn | [closed](http://bad.example) on 3 May after '
        '\\u001b[31m40 cracks\\u001b[0m were found, the council of Tarn said."}\n',
        "utf-8",
    )
    library = tmp_path / "library"
    assert run("--library", library, "add", reports).code == 0

    for form in ("md", "html", "svg"):
        out = run("--library", library, "story", "--format", form).out
        assert "\x1b" not in out
        assert "<script>" not in out
        assert "<b>bridge" not in out
    assert "\\|" in run("--library", library, "story", "--format", "md").out
    assert "\x1b" not in run("--library", library, "story").out


def test_an_unknown_article_is_exit_code_1(shelf: Shelf) -> None:
    done = run("--library", shelf.library, "story", "nowhere")

    assert (done.code, done.out) == (1, "")
    assert "nowhere" in done.err


def test_json_and_a_format_do_not_go_together(shelf: Shelf) -> None:
    assert run("--library", shelf.library, "story", "--json", "--format", "md").code == 2


def test_a_place_that_cannot_be_written_is_named(shelf: Shelf, tmp_path: Path) -> None:
    done = run("--library", shelf.library, "story", "-o", tmp_path / "none" / "story.md")

    assert done.code == 2
    assert "story.md" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_on_a_terminal_claims_are_wrapped_beside_their_signs(samples_library: Path) -> None:
    import pty

    screen, terminal = pty.openpty()
    with subprocess.Popen(
        command("--library", samples_library, "story"),
        stdin=terminal,
        stdout=terminal,
        cwd=PROJECT,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "60", "NO_COLOR": "1"},
    ):
        os.close(terminal)
        drawn = b""
        with contextlib.suppress(OSError):  # Linux says so when the other end is closed.
            while chunk := os.read(screen, 65536):
                drawn += chunk
    os.close(screen)

    lines = [line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", drawn.decode()).split("\n")]
    start = next(line.index("┌") for line in reversed(lines) if "┌" in line) + 3
    claims = lines[max(n for n, line in enumerate(lines) if "┌" in line) + 1 :]
    assert all(len(line) <= 60 for line in claims)
    signs = {line[:start].replace(" ", "") for line in claims if line[start:]}
    assert "" in signs
    assert all(set(sign) <= set("●≠○·") for sign in signs)
