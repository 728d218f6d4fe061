"""What the index holds after articles came, changed and went, in whatever order."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import processes
from index.errors import CancelledError, DerivedLostError
from index.fulltext import FullText, batches, container, residence
from index.model import Article
from index.progress import Progress
from tests.fulltext.reports import DAM, FERRY, ORCHESTRA, Shelf


def article(name: str, text: str) -> Article:
    return Article(id=name, text=text, published="2024-10-21", source="The Valley Post")


def test_an_empty_folder_answers_and_says_it_reflects_nothing(tmp_path: Path) -> None:
    index = FullText(tmp_path / "none")
    assert index.as_of == -1
    assert index.search("sailors", lambda ids: {}).total == 0
    assert index.search("", lambda ids: {}).total == 0


def test_the_revision_comes_with_the_articles(tmp_path: Path) -> None:
    index = FullText(tmp_path / "index")
    index.update([FERRY], forget=(), as_of=7)
    assert index.as_of == 7
    assert FullText(tmp_path / "index").as_of == 7
    index.update((), forget=(), as_of=9)
    assert index.as_of == 9


def test_an_updated_article_never_comes_back_in_its_old_words(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY, DAM])
    assert shelf.ids("dam") == ["dam"]
    for version in range(6):
        shelf.put([replace(DAM, text=f"The tunnel, version {version}.", title=None)])
        assert shelf.ids("tunnel") == ["dam"]
        assert shelf.ids("households") == []
        assert shelf.ids("sailors") == ["ferry"]
        assert shelf.search("").total == 2


def test_of_two_versions_in_one_batch_the_last_counts(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [article("x", "first tide"), article("x", "second tide")])
    assert shelf.ids("tide") == ["x"]
    assert shelf.ids("first") == []
    assert shelf.search("").total == 1


def test_forgotten_articles_are_gone_from_results_counts_and_facets(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY, DAM, ORCHESTRA])
    shelf.put([], forget=["dam", "never-there"])
    assert shelf.ids("sailors") == ["ferry"]
    result = shelf.search("")
    assert result.total == sum(f.count for f in result.sources) == 2
    shelf.put([DAM], forget=["dam"])
    assert set(shelf.ids("sailors")) == {"ferry", "dam"}


def test_doing_it_twice_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY, DAM])
    before = shelf.search("sailors OR interest")
    shelf.put([FERRY, DAM])
    after = shelf.search("sailors OR interest")
    assert [h.info.id for h in after.hits] == [h.info.id for h in before.hits]
    assert after.total == before.total == 2


def test_cancelling_leaves_the_state_before(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY])
    seen: list[int] = []

    def several() -> Iterator[Article]:
        for number in range(10):
            seen.append(number)
            yield article(f"n{number}", "tide")

    with pytest.raises(CancelledError):
        shelf.index.update(several(), forget=["ferry"], as_of=5, cancelled=lambda: len(seen) > 3)
    assert shelf.index.as_of == 1
    assert shelf.ids("sailors") == ["ferry"]
    assert shelf.ids("tide") == []


def test_an_error_while_reading_the_articles_leaves_the_state_before(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY])

    def broken() -> Iterator[Article]:
        yield DAM
        raise OSError("the record went away")

    with pytest.raises(OSError, match="went away"):
        shelf.index.update(broken(), forget=(), as_of=5)
    assert shelf.index.as_of == 1
    assert shelf.ids("dam") == []


def test_progress_counts_articles(tmp_path: Path) -> None:
    reports: list[Progress] = []
    many = [article(f"n{i}", "tide") for i in range(120)]
    FullText(tmp_path).update(many, forget=(), as_of=1, total=120, progress=reports.append)
    assert reports[0] == Progress("index", 0, 120)
    assert reports[-1] == Progress("index", 120, 120)
    assert [r.done for r in reports] == sorted(r.done for r in reports)


def test_a_reader_sees_each_new_state_and_only_whole_ones(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [article(f"n{i}", "tide") for i in range(20)])
    reader = FullText(tmp_path)
    totals: set[int] = set()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            totals.add(reader.search("tide", lambda ids: {}).total)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for round_ in range(8):
            shelf.put([article(f"r{round_}-{i}", "tide") for i in range(10)])
    finally:
        stop.set()
        thread.join()
    assert totals <= {20 + 10 * n for n in range(9)}
    assert reader.search("tide", lambda ids: {}).total == 100


def test_clearing_leaves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY])
    shelf.index.clear()
    assert shelf.index.as_of == -1
    assert shelf.ids("sailors") == []
    shelf.put([DAM])
    assert shelf.ids("sailors") == ["dam"]


def test_many_small_updates_do_not_pile_up_files(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [])
    for number in range(60):
        shelf.put([article(f"n{number}", f"tide {number}")])
    assert shelf.search("tide").total == 60
    assert len(list(tmp_path.glob("*.segment"))) < 12


WORDS = st.lists(st.sampled_from(["tide", "pier", "fog", "gull"]), max_size=5).map(" ".join)
STEPS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdefgh"), WORDS, max_size=5),
        st.sets(st.sampled_from("abcdefgh"), max_size=3),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_any_history_ends_in_what_the_record_holds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[str, str], set[str]]]
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("index"), [])
    for taken, forgotten in steps:
        shelf.put([article(name, text) for name, text in taken.items()], forget=forgotten)
    for word in ("tide", "pier", '"fog gull"', "gu*"):
        plain = word.strip('"*')
        expected = {name for name, a in shelf.record.items() if plain in a.text}
        assert set(shelf.ids(word)) == expected
    assert set(shelf.ids("")) == set(shelf.record)


def test_changes_are_not_taken_for_all_there_is_where_the_rest_cannot_be_read(
    tmp_path: Path,
) -> None:
    index = FullText(tmp_path)
    index.update([FERRY, DAM], forget=(), as_of=4)
    assert index.as_of == 4
    segment = next(tmp_path.glob("*.segment"))
    segment.unlink()
    segment.write_bytes(b"nonsense")
    with pytest.raises(DerivedLostError, match="reindex"):
        index.update([ORCHESTRA], forget=(), since=4, as_of=5)
    assert index.as_of == -1
    index.update([FERRY, DAM, ORCHESTRA], forget=(), since=-1, as_of=5)
    assert index.search("", lambda ids: {}).total == 3


def test_changes_after_a_state_the_index_never_had_are_refused(tmp_path: Path) -> None:
    index = FullText(tmp_path)
    index.update([FERRY], forget=(), as_of=2)
    with pytest.raises(DerivedLostError):
        index.update([DAM], forget=(), since=4, as_of=5)
    assert index.as_of == 2
    index.update([DAM], forget=(), since=2, as_of=5)
    assert index.search("", lambda ids: {}).total == 2


def test_several_processes_make_the_same_index_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [article(f"n{number % 50}", f"tide {number} {'fog ' * 40}") for number in range(70)]
    monkeypatch.setattr(batches, "_CHARACTERS", 1_000)
    monkeypatch.setattr(batches, "_PARALLEL_FROM", len(many))
    shelf = Shelf(tmp_path / "one", many)
    monkeypatch.setattr(processes, "processors", lambda: 2)
    several = FullText(tmp_path / "several")

    several.update(many, forget=(), as_of=1, total=len(many))

    for query in ("tide", "19", "69", "to*", '"tide 60 fog"', ""):
        assert several.search(query, shelf.load).hits == shelf.search(query).hits
    assert several.search("tide", shelf.load).total == 50


def test_pages_given_back_to_the_system_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    queries = ("sailors", '"interest rates"', "sail*", "source:post", "")
    right = [shelf.search(query) for query in queries]

    monkeypatch.setattr(residence, "LIMIT", -1)

    assert [shelf.search(query) for query in queries] == right


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what mapped pages take up")
def test_what_the_mapped_index_takes_up_is_bounded(tmp_path: Path) -> None:
    many = bytes(range(256)) * (residence.LIMIT >> 7)
    container.write(tmp_path / "large", {}, [container.Block("bytes", "u1", memoryview(many))])
    opened = container.Container(tmp_path / "large")
    used = residence.Residence()
    before = residence.resident()
    assert bytes(opened.raw("bytes")[1][-256:]) == bytes(range(256))
    assert residence.resident() - before > len(many) // 2

    used.bound([opened])

    assert residence.resident() - before < len(many) // 4
    assert bytes(opened.raw("bytes")[1][:256]) == bytes(range(256))
