"""What each export format holds, and that no article text gets out of its quotation marks."""

import csv
import io
import json
import os
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export import FORMATS, markdown, named, render, save
from reader.export.gather import Passage
from reader.text import drawable
from tests.reader.passages import (
    ARTICLE,
    EVERY,
    FIRST,
    HOSTILE,
    TEXT,
    highlight,
    hostile,
    told,
    untold,
)

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_writes_safe_utf_8_that_ends_its_last_line(key: str) -> None:
    text = render(FORMATS[key], EVERY)

    assert text.endswith("\n")
    assert drawable(text, keep="\r\n") == text
    text.encode()


@pytest.mark.parametrize("key", FORMATS)
def test_no_format_calls_anything_true_or_verified(key: str) -> None:
    text = render(FORMATS[key], (told(), untold())).lower()

    assert "verified" not in text
    assert "is true" not in text


@pytest.mark.parametrize("key", FORMATS)
def test_nothing_marked_is_still_a_whole_file(key: str) -> None:
    text = render(FORMATS[key], ())

    if key in ("annotations", "csl"):
        json.loads(text)
    assert HOSTILE not in text


def test_markdown_says_passage_citation_offsets_and_who_else_reports_it() -> None:
    assert render(FORMATS["markdown"], (told(), untold())) == (
        "# Marked passages\n"
        "\n"
        "## Ferry runs aground off Cape Sill\n"
        "\n"
        "Ana Cruz, “Ferry runs aground off Cape Sill”, The Harbour Post, 2 May 2023. "
        "<https://example.org/ferry?id=1&page=2>\n"
        "\n"
        "> The night ferry to Orlo ran aground off Cape Sill on Tuesday with 212 people aboard.\n"
        "\n"
        "Characters 0–84 of article a1.\n"
        "\n"
        "Note: ask the operator\n"
        "\n"
        "Tags: ferry, two words\n"
        "\n"
        "- Claim: “The night ferry to Orlo ran aground off Cape Sill on Tuesday with 212 people "
        "aboard.” (the harbour master)\n"
        "  - also reported by 2 independent sources\n"
        "    - “Rescue at sea”, Radio Sill, 2 May 2023: "
        "“A ferry with more than 200 on board ran aground” (article a2, characters 10–50)\n"
        "      - number: “212” here, “more than 200” there (agree)\n"
        "    - (no title), unknown outlet, unknown date: "
        "“The Orlo ferry is aground” (article a3, characters 0–30)\n"
        "  - put differently by 1 independent source\n"
        "    - (no title), Orlo Daily, May 2023: “The ferry carried 180 people” "
        "(article a4, characters 5–40)\n"
        "      - number: “212” here, “180” there (disagree)\n"
        "  - also in 1 report of the same origin, which counts once\n"
        "    - (no title), Harbour Post Online, 3 May 2023: "
        "“The night ferry to Orlo ran aground off Cape Sill on Tuesday with 212 people aboard.” "
        "(article a5, characters 0–84)\n"
        "\n"
        "> Three crew members were treated for bruises, the harbour master said.\n"
        "\n"
        "Characters 86–155 of article a1 as it was when marked; the article no longer holds the "
        "passage.\n"
    )


@example("A.AL")
@example("//gazette.example.com, U.S.")
@given(ANY_TEXT)
def test_escaped_markdown_renders_as_the_text_itself(text: str) -> None:
    shown = " ".join(drawable(text).split())

    tokens = MarkdownIt("gfm-like").parse(markdown.escape(text))

    inline = [token for token in tokens if token.type == "inline"]
    parts = [part for token in inline for part in token.children or []]
    assert {part.type for part in parts} <= {"text", "text_special"}
    assert "".join(part.content for part in parts) == shown
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


@given(ANY_TEXT)
def test_a_passage_of_any_text_stays_inside_its_block_quote(text: str) -> None:
    article = replaced(text)
    tokens = MarkdownIt("gfm-like").parse(render(FORMATS["markdown"], (article,)))

    assert sum(token.type == "blockquote_open" for token in tokens) <= 1
    assert sum(token.type == "heading_open" for token in tokens) == 2
    assert not any(token.type in ("html_block", "fence", "code_block", "hr") for token in tokens)


def replaced(text: str) -> Passage:
    from dataclasses import replace

    marked = highlight(ARTICLE, FIRST)
    return Passage(replace(marked, quote=replace(marked.quote, exact=text), note=text, title=text))


class Tags(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_shows_hostile_text_as_text() -> None:
    page = Tags(render(FORMATS["html"], EVERY))

    names = {name for name, _ in page.tags}
    assert names <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "article", "p"),
        *("blockquote", "ul", "li", "q", "a"),
    }
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)
    links = [attributes["href"] for name, attributes in page.tags if name == "a"]
    assert set(links) == {"https://example.org/ferry?id=1&page=2"}
    assert drawable(HOSTILE) in page.text
    assert "also reported by 2 independent sources" in page.text
    assert TEXT[:84] in page.text


def test_csv_has_the_columns_readwise_reads() -> None:
    rows = list(csv.DictReader(io.StringIO(render(FORMATS["csv"], (told(), untold())))))

    assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[0]["Highlight"] == TEXT[:84]
    assert rows[0]["Location"] == "0"
    assert rows[0]["Note"].splitlines()[:2] == [".ferry .two-words", "ask the operator"]
    assert "also reported by 2 independent sources: Radio Sill, unknown outlet" in rows[0]["Note"]
    assert rows[1]["Note"] == ""


@given(st.text(st.characters(), min_size=1))
def test_no_csv_cell_starts_a_formula(text: str) -> None:
    passage = replaced(text)

    for row in csv.reader(io.StringIO(render(FORMATS["csv"], (passage,)), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_citations_leave_out_what_is_unknown() -> None:
    article, hostile_article = json.loads(render(FORMATS["csl"], (told(), hostile())))

    assert article == {
        "id": "a1",
        "type": "article-newspaper",
        "title": "Ferry runs aground off Cape Sill",
        "container-title": "The Harbour Post",
        "author": [{"literal": "Ana Cruz"}],
        "issued": {"date-parts": [[2023, 5, 2]]},
        "URL": "https://example.org/ferry?id=1&page=2",
        "annote": TEXT[:84],
    }
    assert set(hostile_article) == {"id", "type", "title", "container-title", "author", "annote"}
    assert hostile_article["title"] == HOSTILE


def test_bibtex_braces_balance_and_keys_differ() -> None:
    text = render(FORMATS["bibtex"], (told(), hostile(), told()))

    bare = text.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    keys = [line for line in text.splitlines() if line.startswith("@article{")]
    assert keys[0] == "@article{theharbourpost2023ferry,"
    assert len(keys) == len(set(keys)) == 3
    assert "  url = {https://example.org/ferry?id=1\\&page=2}" in text


def test_ris_is_one_tag_a_line() -> None:
    lines = render(FORMATS["ris"], EVERY).split("\r\n")

    assert lines[:3] == ["TY  - NEWS", "TI  - Ferry runs aground off Cape Sill", "AU  - Ana Cruz"]
    assert all(line[2:6] == "  - " for line in lines if line)
    assert sum(line.startswith("ER  - ") for line in lines) == 2
    assert "DA  - 2023/05/02" in lines


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("markdown", "markdown"),
        ("MD", "markdown"),
        (".html", "html"),
        ("json", "annotations"),
        ("csl.json", "csl"),
        (".bib", "bibtex"),
    ],
)
def test_a_format_goes_by_name_alias_or_suffix(name: str, key: str) -> None:
    assert named(name) is FORMATS[key]


def test_an_unknown_format_is_none() -> None:
    assert named("docx") is None


def test_saving_replaces_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "passages.md"
    save("first\r\n", path)
    save("second\n", path)

    assert path.read_bytes() == b"second\n"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(UnicodeEncodeError):
        save("\ud800", path)
    assert path.read_bytes() == b"second\n"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OSError, match="missing"):
        save("text", tmp_path / "missing" / "passages.md")


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "passages.md", tmp_path / "latest.md"
    path.write_text("before\n", "utf-8")
    link.symlink_to(path)
    save("after\n", link)

    assert link.is_symlink()
    assert path.read_text("utf-8") == "after\n"


def test_a_pipe_is_written_to_rather_than_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        save("passages\n", pipe)
        assert os.read(reader, 100) == b"passages\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
