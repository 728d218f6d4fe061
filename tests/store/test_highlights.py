"""Highlights are never lost: not by undo, a restart, kill -9, a damaged file or a lost article."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from index.errors import LibraryUnusableError, NotFoundError
from index.model import Article, Highlight, Quote, Span
from index.store.highlights import FILE_NAME, HighlightStore

TEXT = (
    "The night ferry to Orlo ran aground off Cape Sill on Tuesday. "
    "Three crew members were treated for bruises. "
    "The operator said the steering had failed."
)
ARTICLE = Article(
    "a1", TEXT, title="Ferry runs aground", source="The Harbour Post", published="2023-05-02"
)
FERRY = Span(0, 61)
CREW = Span(62, 106)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HighlightStore]:
    with closing(HighlightStore(tmp_path)) as opened:
        yield opened


def texts(store: HighlightStore) -> list[str]:
    return [highlight.quote.exact for highlight in store.all()]


def test_a_highlight_carries_its_words_context_and_citation(store: HighlightStore) -> None:
    made = store.add(ARTICLE, CREW, note="check", tags=("crew", "injuries"), colour="green")

    assert made.quote == Quote(
        exact="Three crew members were treated for bruises.",
        prefix="ound off Cape Sill on Tuesday. "[-32:].rjust(32, "r"),
        suffix=" The operator said the steering ",
        start=62,
        end=106,
    )
    assert (made.title, made.source, made.published) == (
        "Ferry runs aground",
        "The Harbour Post",
        "2023-05-02",
    )
    assert (made.note, made.tags, made.colour) == ("check", ("crew", "injuries"), "green")
    assert made.created == made.modified
    assert made.created.endswith("Z")
    assert store.get(made.id) == made
    assert store.all() == (made,)
    assert store.of_article(ARTICLE) == (made,)


def test_nothing_cannot_be_marked(store: HighlightStore) -> None:
    with pytest.raises(ValueError, match="no passage at 5-5"):
        store.add(ARTICLE, Span(5, 5))
    assert store.all() == ()


def test_undo_and_redo_go_through_every_kind_of_change(store: HighlightStore) -> None:
    made = store.add(ARTICLE, CREW)
    edited = store.update(made.id, note="twice", tags=["x"], colour="red")
    store.remove(made.id)

    assert store.undo() == "remove “Three crew members were treated for bru…”"
    assert store.get(made.id) == edited
    assert store.undo() == "edit “Three crew members were treated for bru…”"
    assert store.get(made.id) == made
    assert store.undo() == "mark “Three crew members were treated for bru…”"
    assert store.all() == ()
    assert store.undo() is None

    assert [store.redo() is not None for _ in range(4)] == [True, True, True, False]
    assert store.all() == ()
    store.undo()
    assert store.get(made.id) == edited


def test_a_new_change_overtakes_what_was_taken_back(store: HighlightStore) -> None:
    store.add(ARTICLE, CREW)
    store.undo()
    ferry = store.add(ARTICLE, FERRY)

    assert store.redo() is None
    assert store.all() == (ferry,)


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    with closing(HighlightStore(tmp_path)) as first:
        made = first.add(ARTICLE, CREW)
        first.remove(made.id)
    with closing(HighlightStore(tmp_path)) as second:
        assert second.undo() is not None
        assert second.all() == (made,)
    with closing(HighlightStore(tmp_path)) as third:
        assert third.redo() is not None
        assert third.all() == ()


def test_a_removed_highlight_can_be_restored_as_it_was(store: HighlightStore) -> None:
    made = store.add(ARTICLE, CREW, note="keep")
    removed = store.remove(made.id)
    store.restore(removed)
    store.restore(removed)

    assert store.all() == (made,)


def test_what_is_not_there_is_said_so(store: HighlightStore) -> None:
    for ask in (store.get, store.remove, store.update):
        with pytest.raises(NotFoundError, match="no highlight 'h9'"):
            ask("h9")


def test_an_edit_that_changes_nothing_is_no_step(store: HighlightStore) -> None:
    made = store.add(ARTICLE, CREW, note="same")

    assert store.update(made.id, note="same") == made
    store.undo()
    assert store.all() == ()


def test_putting_twice_does_no_harm_and_the_later_edit_wins(store: HighlightStore) -> None:
    made = store.add(ARTICLE, CREW)
    newer = replace(made, note="from elsewhere", modified="2999-01-01T00:00:00.000Z")
    older = replace(made, note="old", modified="1999-01-01T00:00:00.000Z")

    assert store.put(made) is False
    assert store.put(newer) is True
    assert store.put(newer) is False
    assert store.put(older) is False
    assert store.get(made.id) == newer
    store.undo()
    assert store.get(made.id) == made


def test_highlights_follow_a_changed_article_and_orphans_are_told(store: HighlightStore) -> None:
    crew = store.add(ARTICLE, CREW)
    ferry = store.add(ARTICLE, FERRY)
    changed = replace(ARTICLE, text="UPDATED. " + TEXT[62:])

    moved, orphan = store.of_article(changed)

    assert (moved.id, moved.orphan) == (crew.id, False)
    assert changed.text[moved.quote.start : moved.quote.end] == moved.quote.exact
    assert moved.quote.exact == crew.quote.exact
    assert (orphan.id, orphan.orphan, orphan.quote) == (ferry.id, True, ferry.quote)
    assert [h.orphan for h in store.all()] == [False, True]
    assert store.get(ferry.id).orphan

    back = store.of_article(ARTICLE)
    assert [h.id for h in back] == [ferry.id, crew.id]
    assert not any(h.orphan for h in store.all())


def test_a_passage_touched_up_is_quoted_as_it_reads_now(store: HighlightStore) -> None:
    store.add(ARTICLE, CREW)
    changed = replace(ARTICLE, text=TEXT.replace("treated", "treatd"))

    (now,) = store.of_article(changed)

    assert now.quote.exact == "Three crew members were treatd for bruises."
    assert texts(store) == ["Three crew members were treated for bruises."]


def test_only_the_articles_own_highlights_are_given(store: HighlightStore) -> None:
    store.add(ARTICLE, CREW)

    assert store.of_article(replace(ARTICLE, id="a2")) == ()


@given(text=st.text(min_size=1), note=st.text(), tags=st.lists(st.text()), data=st.data())
@settings(max_examples=40)
def test_any_text_note_and_tags_come_back_as_given(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    note: str,
    tags: list[str],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("store")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article("a", text, title="\ud800")
    with closing(HighlightStore(folder)) as first:
        made = first.add(article, Span(start, end), note=note, tags=tags)
    with closing(HighlightStore(folder)) as second:
        assert second.all() == (made,)
        assert second.of_article(article) == (made,)
        assert made.quote.exact == text[start:end]


class EveryStepCanBeTakenBack(RuleBasedStateMachine):
    """Whatever is done, undoing all of it empties the store and redoing brings all back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = _fresh_folder()
        self.store = HighlightStore(self.folder)

    @rule(start=st.integers(0, 60))
    def mark(self, start: int) -> None:
        self.store.add(ARTICLE, Span(start, start + 9))

    @rule(pick=st.integers(0, 9), note=st.text(max_size=3))
    def edit(self, pick: int, note: str) -> None:
        if present := self.store.all():
            self.store.update(present[pick % len(present)].id, note=note)

    @rule(pick=st.integers(0, 9))
    def remove(self, pick: int) -> None:
        if present := self.store.all():
            self.store.remove(present[pick % len(present)].id)

    @rule()
    def undo(self) -> None:
        self.store.undo()

    @rule()
    def redo(self) -> None:
        before = self.store.all()
        if self.store.redo() is not None:
            after = self.store.all()
            self.store.undo()
            assert self.store.all() == before
            self.store.redo()
            assert self.store.all() == after

    @rule()
    def all_the_way_back_and_forth(self) -> None:
        before = self.store.all()
        steps = 0
        while self.store.undo() is not None:
            steps += 1
        assert self.store.all() == ()
        for _ in range(steps):
            assert self.store.redo() is not None
        assert self.store.all() == before

    @rule()
    def restart(self) -> None:
        before = self.store.all()
        self.store.close()
        self.store = HighlightStore(self.folder)
        assert self.store.all() == before

    def teardown(self) -> None:
        self.store.close()


def _fresh_folder() -> Path:
    return Path(os.environ["HOME"]) / f"steps-{os.urandom(6).hex()}"


TestEveryStepCanBeTakenBack = EveryStepCanBeTakenBack.TestCase
TestEveryStepCanBeTakenBack.settings = settings(max_examples=15, stateful_step_count=15)

MARKER = """
import sys
from pathlib import Path
from index.model import Article, Span
from index.store.highlights import HighlightStore

store = HighlightStore(Path(sys.argv[1]))
article = Article(sys.argv[2], "word " * 2000)
for number in range(int(sys.argv[3])):
    made = store.add(article, Span(number * 5, number * 5 + 4))
    if number % 3 == 2:
        store.update(made.id, note="noted")
    print(made.id, flush=True)
"""


def marker(folder: Path, article: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MARKER, str(folder), article, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("after", [1, 4, 13])
def test_nothing_that_was_marked_is_lost_by_kill_9(tmp_path: Path, after: int) -> None:
    with marker(tmp_path, "a1", 2000) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read().split()

    with closing(HighlightStore(tmp_path)) as store:
        kept = store.all()
        assert {highlight.id for highlight in kept} >= set(told)
        assert len(kept) < 2000
        while store.undo() is not None:
            pass
        assert store.all() == ()


def test_two_processes_mark_at_once(tmp_path: Path) -> None:
    with marker(tmp_path, "a1", 30) as one, marker(tmp_path, "a2", 30) as two:
        told = one.communicate()[0].split() + two.communicate()[0].split()

    assert (one.returncode, two.returncode, len(told)) == (0, 0, 60)
    with closing(HighlightStore(tmp_path)) as store:
        assert {highlight.id for highlight in store.all()} == set(told)


@pytest.mark.parametrize("damage", ["no database", "torn page"])
def test_a_damaged_file_is_set_aside_whole(tmp_path: Path, damage: str) -> None:
    with closing(HighlightStore(tmp_path)) as store:
        for start in range(80):
            store.add(ARTICLE, Span(start, start + 20))
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    hurt = slice(0, 64) if damage == "no database" else slice(5000, len(content) - 2000)
    content[hurt] = b"\xa5" * len(content[hurt])
    path.write_bytes(content)

    with pytest.raises(LibraryUnusableError, match=r"highlights\.db\.damaged-\d{8}T\d{6}"):
        HighlightStore(tmp_path)

    (aside,) = tmp_path.glob("highlights.db.damaged-*")
    assert aside.read_bytes() == bytes(content)
    with closing(HighlightStore(tmp_path)) as store:
        assert store.all() == ()
    assert aside.read_bytes() == bytes(content)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with closing(HighlightStore(tmp_path)) as store:
        store.add(ARTICLE, CREW)
    path = tmp_path / FILE_NAME
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")

    with pytest.raises(LibraryUnusableError, match=r"newer Second Source \(format 99"):
        HighlightStore(tmp_path)

    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 1")
    with closing(HighlightStore(tmp_path)) as store:
        assert len(store.all()) == 1


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        file.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(LibraryUnusableError, match="not a file of Second Source"):
        HighlightStore(tmp_path)

    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        assert file.execute("SELECT count(*) FROM recipes").fetchone() == (0,)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(LibraryUnusableError, match="file"):
        HighlightStore(tmp_path / "file" / "below")


def imported(id_: str) -> Highlight:
    quote = Quote("quoted words", "", "", 3, 15)
    made = "2024-01-02T03:04:05Z"
    return Highlight(id_, "gone", quote, None, None, None, None, None, None, made, made)


def test_a_highlight_of_an_article_nobody_has_is_kept(store: HighlightStore) -> None:
    assert store.put(imported("urn:uuid:7"))

    assert store.get("urn:uuid:7") == imported("urn:uuid:7")
