"""A small library of invented reports: two that agree, one copy, one that differs."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.reader.cli.running import run

POST = """Ferry runs aground off Cape Sill

The Harbour Post
2 May 2023

The night ferry to Orlo ran aground off Cape Sill on Tuesday with 212 people aboard. Coast guard \
boats took all passengers off within two hours, the harbour master said. Three crew members were \
treated for bruises.

The operator, Sill Lines, said the steering had failed.
"""
RADIO = """{"id": "radio", "title": "Rescue at sea", "source": "Radio Sill", \
"published": "2023-05-02", "url": "https://radio.example.org/rescue", "text": "The night ferry to \
Orlo ran aground off Cape Sill on Tuesday with 212 people aboard, the coast guard reported. All \
passengers were taken off by coast guard boats within two hours. A spokesman for Sill Lines did \
not say why the steering had failed."}
{"id": "daily", "title": "Ferry accident", "source": "Orlo Daily", "published": "2023-05", \
"text": "A ferry bound for Orlo has run aground off Cape Sill. It carried 180 people. The mayor \
of Orlo thanked the fishermen who helped. \\u001b[31mRed\\u001b[0m \\u202eletters\\u202c followed."}
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library folder and the folder of files it was made from."""

    library: Path
    files: Path
    post: str


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A library that no test changes."""
    return make_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def own_shelf(tmp_path: Path) -> Shelf:
    """A library a test may change."""
    return make_shelf(tmp_path)


def make_shelf(folder: Path) -> Shelf:
    files = folder / "reports"
    files.mkdir()
    (files / "post.txt").write_text(POST, encoding="utf-8")
    (files / "wire.jsonl").write_text(RADIO, encoding="utf-8")
    added = run("--library", folder / "library", "add", files, "--json")
    assert added.code == 0, added.err
    (post,) = [line["article"] for line in added.lines if line["input"].endswith("post.txt")]
    return Shelf(folder / "library", files, post)
