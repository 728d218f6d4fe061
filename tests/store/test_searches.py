"""Saved searches and those asked: kept, renamed, taken back, forgotten, never lost."""

import multiprocessing
from pathlib import Path

import pytest

from index.asking import Search
from index.errors import LibraryUnusableError, NotFoundError
from index.library import Library
from index.store.searches import FILE_NAME, KEPT, NameTakenError, SearchStore

FERRY = Search("ferry", ("Harbour Post", None), ("2024-10",), "date")
TUG = Search("tug OR boat")


@pytest.fixture
def store(tmp_path: Path) -> SearchStore:
    return SearchStore(tmp_path)


def names(store: SearchStore) -> list[str]:
    return [saved.name for saved in store.all()]


def test_a_search_is_kept_whole_across_a_restart(store: SearchStore, tmp_path: Path) -> None:
    store.save("strikes", FERRY)
    store.close()

    (kept,) = SearchStore(tmp_path).all()

    assert (kept.name, kept.search) == ("strikes", FERRY)


def test_a_name_is_found_whatever_its_capitals(store: SearchStore) -> None:
    store.save("Strikes at sea", FERRY)

    assert store.get("strikes AT sea").search == FERRY
    with pytest.raises(NotFoundError, match="no saved search 'tugs'"):
        store.get("tugs")


def test_saving_under_a_name_again_replaces_and_undo_brings_the_old_one_back(
    store: SearchStore,
) -> None:
    store.save("strikes", FERRY)
    store.save("strikes", TUG)
    assert store.get("strikes").search == TUG

    assert store.undo() == "save “strikes”"
    assert store.get("strikes").search == FERRY


def test_every_change_is_taken_back_and_made_again_across_restarts(
    store: SearchStore, tmp_path: Path
) -> None:
    store.save("strikes", FERRY)
    store.rename("strikes", "ferries")
    store.remove("ferries")
    store.close()

    again = SearchStore(tmp_path)
    seen = [names(again)]
    while again.undo():
        seen.append(names(again))
    while again.redo():
        seen.append(names(again))

    assert seen == [[], ["ferries"], ["strikes"], [], ["strikes"], ["ferries"], []]
    assert again.redo() is None


def test_a_change_after_undo_overtakes_what_could_have_been_redone(store: SearchStore) -> None:
    store.save("strikes", FERRY)
    store.undo()
    store.save("tugs", TUG)

    assert store.redo() is None
    assert names(store) == ["tugs"]


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(store: SearchStore) -> None:
    store.save("strikes", FERRY)
    store.save("tugs", TUG)

    with pytest.raises(NameTakenError, match="'strikes'"):
        store.rename("tugs", "strikes")

    assert store.get("strikes").search == FERRY
    assert store.get("tugs").search == TUG


def test_a_name_is_one_line_and_not_empty(store: SearchStore) -> None:
    assert store.save("  two\n words ", FERRY).name == "two words"
    with pytest.raises(ValueError, match="needs a name"):
        store.save(" \n", FERRY)


def test_what_was_asked_is_listed_once_the_latest_first(store: SearchStore) -> None:
    for search, found in ((FERRY, 3), (TUG, None), (FERRY, 4)):
        store.note(search, found)
    store.note(Search("  "), 9)

    assert [(asked.search, asked.found) for asked in store.asked()] == [(FERRY, 4), (TUG, None)]
    assert [asked.search for asked in store.asked(1)] == [FERRY]


def test_only_so_much_that_was_asked_is_remembered(store: SearchStore) -> None:
    for number in range(KEPT + 5):
        store.note(Search(f"ferry {number}"))

    asked = store.asked()
    assert len(asked) == KEPT
    assert asked[-1].search.query == "ferry 5"


def test_what_was_asked_is_forgotten_singly_or_whole_and_what_is_saved_stays(
    store: SearchStore,
) -> None:
    store.save("strikes", FERRY)
    for search in (FERRY, TUG, Search("quay")):
        store.note(search)

    assert store.forget([TUG]) == 1
    assert [asked.search for asked in store.asked()] == [Search("quay"), FERRY]
    assert store.forget() == 2
    assert store.asked() == ()
    assert names(store) == ["strikes"]


def _save_many(folder: Path, who: str) -> None:
    store = SearchStore(folder)
    for number in range(20):
        store.save(f"{who} {number}", TUG)


def test_two_processes_saving_at_once_lose_nothing(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_save_many, args=(tmp_path, who)) for who in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(SearchStore(tmp_path).all()) == 40


def test_a_damaged_file_is_set_aside_not_written_over(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 100)

    with pytest.raises(LibraryUnusableError, match="set aside"):
        SearchStore(tmp_path)

    (aside,) = tmp_path.glob(f"{FILE_NAME}.damaged-*")
    assert aside.read_bytes().startswith(b"not a database")
    assert SearchStore(tmp_path).all() == ()


def test_searches_saved_before_there_is_a_library_are_its_own(tmp_path: Path) -> None:
    SearchStore(tmp_path / "library").save("strikes", FERRY)

    with Library.open(tmp_path / "library") as library:
        assert names(library.searches) == ["strikes"]
