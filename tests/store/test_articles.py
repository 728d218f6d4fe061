"""The record: what is put in comes out, and what changed is known."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import LibraryUnusableError, NotFoundError
from index.model import Article, Mark
from index.store.articles import FILE_NAME, ArticleStore

FERRY = Article(
    id="ferry",
    text="The ferry ran aground at dawn. All 212 aboard were taken off.",
    title="Ferry aground",
    source="Harbour Gazette",
    author="Ines Dorr",
    published="2023-05-04",
    url="https://gazette.example/ferry",
    path=None,
    marks=(Mark(0, 3, "section"),),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    store = ArticleStore(tmp_path)
    yield store
    store.close()


def test_an_article_comes_back_as_it_was_put(store: ArticleStore) -> None:
    assert store.put([FERRY]) == {"ferry": True}
    assert store.get("ferry") == FERRY
    assert store.count() == 1


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60)
@given(texts, st.none() | texts)
def test_any_text_survives_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str | None
) -> None:
    store = ArticleStore(tmp_path_factory.mktemp("record"))
    article = Article(id="a", text=text, title=title)
    store.put([article])
    assert store.get("a") == article
    store.close()


def test_what_another_process_changes_or_removes_is_seen_at_once(
    store: ArticleStore, tmp_path: Path
) -> None:
    store.put([FERRY, replace(FERRY, id="tug")])
    assert set(store.load(["ferry", "tug"])) == {"ferry", "tug"}
    with closing(ArticleStore(tmp_path)) as other:
        other.put([replace(FERRY, text="Afloat again.")])
        other.remove(["tug"])

    assert [article.text for article in store.load(["ferry", "tug"]).values()] == ["Afloat again."]


def test_putting_the_same_again_changes_nothing(store: ArticleStore) -> None:
    store.put([FERRY])
    before = store.revision()
    assert store.put([FERRY]) == {"ferry": None}
    assert store.revision() == before


@pytest.mark.parametrize(
    "changed",
    [
        replace(FERRY, text="The ferry was refloated."),
        replace(FERRY, title=None),
        replace(FERRY, marks=()),
        replace(FERRY, published="2023"),
    ],
)
def test_any_change_is_an_update(store: ArticleStore, changed: Article) -> None:
    store.put([FERRY])
    before = store.revision()
    assert store.put([changed]) == {"ferry": False}
    assert store.changes(before).changed == ("ferry",)
    assert store.get("ferry") == changed


def test_the_last_of_two_versions_in_one_batch_wins(store: ArticleStore) -> None:
    later = replace(FERRY, text="A tug pulled the ferry free.")
    store.put([FERRY, later])
    assert store.get("ferry") == later


def test_changes_tell_what_to_take_in_and_what_to_forget(store: ArticleStore) -> None:
    store.put([FERRY, replace(FERRY, id="tug")])
    first = store.changes(-1)
    assert first.changed == ("ferry", "tug")
    store.remove(["tug"])
    then = store.changes(first.revision)
    assert (then.changed, then.removed) == ((), ("tug",))
    store.put([replace(FERRY, id="tug")])
    assert store.changes(then.revision).removed == ()


def test_an_unknown_article_is_named(store: ArticleStore) -> None:
    with pytest.raises(NotFoundError, match="'nobody'"):
        store.get("nobody")


def test_inputs_are_known_by_name_and_digest(store: ArticleStore) -> None:
    store.put([FERRY])
    store.remember_input("/in/ferry.txt", "d1", ["ferry"])
    assert store.unchanged("/in/ferry.txt", "d1") == ("ferry",)
    assert store.unchanged("/in/ferry.txt", "d2") is None
    assert store.unchanged("/in/other.txt", "d1") is None


def test_an_article_held_by_another_input_is_not_without_one(store: ArticleStore) -> None:
    store.put([FERRY, replace(FERRY, id="tug")])
    store.remember_input("/in/a.jsonl", "d", ["ferry", "tug"])
    store.remember_input("/in/b.jsonl", "d", ["ferry"])
    store.forget_inputs(["/in/a.jsonl"])
    assert store.without_input(["ferry", "tug"]) == ("tug",)


def test_more_ids_than_a_statement_takes(store: ArticleStore) -> None:
    many = [replace(FERRY, id=f"f{number:04}") for number in range(1203)]
    store.put(many)
    assert len(store.load(article.id for article in many)) == 1203
    assert [article.id for article in store.each([a.id for a in many])] == [a.id for a in many]


def test_lists_come_newest_first_with_undated_last(store: ArticleStore) -> None:
    store.put(
        [
            replace(FERRY, id="old", published="1999"),
            replace(FERRY, id="none", published=None),
            replace(FERRY, id="new", published="2024-10-21T18:59"),
        ]
    )
    assert list(store.infos()) == ["new", "old", "none"]


def test_a_file_that_is_no_database_is_left_alone_and_named(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"this is not a database, but it may be somebody's work" * 40)
    with pytest.raises(LibraryUnusableError, match=FILE_NAME):
        ArticleStore(tmp_path)
    assert path.read_bytes().startswith(b"this is not a database")


FORMAT_1 = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, revision INTEGER NOT NULL, digest TEXT NOT NULL,
    title TEXT, source TEXT, author TEXT, published TEXT, url TEXT, path TEXT,
    length INTEGER NOT NULL, marks TEXT NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX articles_by_revision ON articles (revision);
CREATE TABLE removed (id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE input_articles (
    input TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (input, article)
) WITHOUT ROWID;
CREATE INDEX input_articles_by_article ON input_articles (article);
CREATE TABLE head (revision INTEGER NOT NULL);
INSERT INTO head VALUES (2);
INSERT INTO articles VALUES ('b', 1, 'x', NULL, NULL, NULL, NULL, NULL, NULL, 3, '[]', 'two');
INSERT INTO articles VALUES ('a', 2, 'y', 'A', 'S', 'W', '2024', 'u', '/p', 3,
    '[[0, 1, "section"]]', 'one');
PRAGMA user_version = 1;
"""


def test_a_record_of_the_first_format_is_brought_forward_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript(FORMAT_1)
    for _ in range(2):
        store = ArticleStore(tmp_path)
        assert store.get("b") == Article(id="b", text="two")
        assert store.get("a") == Article(
            "a", "one", "A", "S", "W", "2024", "u", "/p", (Mark(0, 1, "section"),)
        )
        assert store.revision() == 2
        assert store.changes(1).changed == ("a",)
        store.close()
    store = ArticleStore(tmp_path)
    assert store.put([replace(FERRY, id="a")]) == {"a": False}
    assert store.count() == 2
    store.close()


def test_a_newer_format_is_refused_with_the_way_out(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path)
    store.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryUnusableError, match="format 99"):
        ArticleStore(tmp_path)
