"""Markdown: its front matter as metadata, its markup as text."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputRejectedError
from index.model import Article
from tests.intake.taking import articles, put, reason


def test_front_matter_is_metadata_and_markup_becomes_text(tmp_path: Path) -> None:
    source = """---
title: "Ferry sails again"
date: 2024-10-22
authors:
  - Ann Lee
  - 'Bo Chan'
outlet: Hallow Post
tags: [ferry, harbour]
---
# The ferry is *back*

The **ferry** sails [again](https://example.org), `said` the
harbour office.

> "At last," said a grocer.

- one boat
- two crews

| Day | Boats |
|---|---|
| Mon | 2 |

![The quay](quay.jpg) <script>alert(1)</script>
<div onclick="x()">Tickets <b>from</b> Monday &amp; later</div>
"""
    (article,) = articles(put(tmp_path / "a.md", source))
    assert article.title == "Ferry sails again"
    assert article.source == "Hallow Post"
    assert article.author == "Ann Lee, Bo Chan"
    assert article.published == "2024-10-22"
    assert article.text.startswith(
        "The ferry is back\n\nThe ferry sails again, said the\nharbour office."
    )
    assert "- one boat" in article.text
    assert "Mon | 2" in article.text
    assert "Tickets from Monday & later" in article.text
    for gone in ("**", "](", "<", "alert", "onclick", "---", "tags"):
        assert gone not in article.text


def test_toml_front_matter_and_a_heading_as_title(tmp_path: Path) -> None:
    front = '+++\ndate = 2024-10-22T07:05:00Z\nauthor = "Ann Lee"\n+++\n'
    source = front + "Ferry is back\n====\n\nIt sails."
    (article,) = articles(put(tmp_path / "a.markdown", source))
    assert article.title == "Ferry is back"
    assert article.author == "Ann Lee"
    assert article.published == "2024-10-22T07:05+00:00"
    assert article.text == "Ferry is back\n\nIt sails."


@pytest.mark.parametrize("source", ["---\ntitle: x\n---\n", "<!-- nothing -->", "[a]: http://b.c"])
def test_markdown_without_words_is_rejected(tmp_path: Path, source: str) -> None:
    assert "no text" in reason(put(tmp_path / "a.md", source))


@given(source=st.text(alphabet="ab \n*_#`[]()<>!|-:+=~&;\\\"'1.\t", min_size=1, max_size=300))
def test_any_markdown_is_an_article_or_a_rejection(source: str) -> None:
    from index.intake import markdown

    for outcome in markdown.read(io.BytesIO(source.encode()), "a.md", None):
        assert isinstance(outcome, Article | InputRejectedError)
