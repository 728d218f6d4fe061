"""Articles in, standings, counts and origins out; through additions, removals, kills, damage."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.claims.index import ClaimIndex
from index.claims.packing import lines_of, pack_lines
from index.errors import CancelledError, LibraryUnusableError, NotFoundError
from index.model import Article, ArticleInfo, Status, StatusCounts
from index.progress import Progress
from tests.conftest import PROJECT

FLOOD = Article(
    "flood",
    "A flood in the Tarn valley killed 40 people on Monday after the Arden dam gave way.\n"
    "Some 1,500 firefighters were sent to the valley to search the ruins of Oldford.\n"
    "Mayor Ana Berg said that the dam had been inspected twice in the past year.\n"
    "Children from the Oldford school were brought to safety by two fishing boats.",
    title="Dam gives way",
    source="Harbour Times",
    published="2031-03-03",
)
OTHER = Article(
    "other",
    "The Arden dam broke on Monday and the flood killed 40 people in the Tarn valley.\n"
    "About 15-hundred firefighters have been sent to search the valley around Oldford.\n"
    "The national railway suspended all trains between Marlow and the coast until Friday.",
    source="Northern Post",
    published="2031-03-03",
)
DENIAL = Article(
    "denial",
    "A flood in the Tarn valley killed 12 people on Monday after the Arden dam gave way.\n"
    "The dam had not been inspected in the past year, engineer Carl Dunn said on Tuesday.",
    source="The Arden Star",
    published="2031-03-03",
)
COPY = Article("copy", FLOOD.text, source="Somewhere Else", published="2031-03-04")
STRANGER = Article(
    "stranger",
    "Brightwater closed its plant on Helm Street and laid off two hundred workers.\n"
    "The company blamed the price of copper, which has doubled since the summer.",
    source="Harbour Business",
    published="2031-05-01",
)


def nobody(_ids: Collection[str]) -> Mapping[str, ArticleInfo]:
    return {}


def indexed(folder: Path, *articles: Article) -> ClaimIndex:
    folder.mkdir(exist_ok=True)
    index = ClaimIndex(folder)
    index.update(articles, forget=(), as_of=1)
    return index


def statuses(index: ClaimIndex, article: str) -> list[Status]:
    return [standing.status for standing in index.standings(article, nobody)]


def everything(index: ClaimIndex, articles: Iterable[str]) -> object:
    """All that a caller can see."""
    return (
        {name: index.standings(name, nobody) for name in articles},
        index.origins(),
        index.totals(),
        index.counts(list(articles)),
    )


def test_a_new_index_is_empty(tmp_path: Path) -> None:
    index = ClaimIndex(tmp_path)
    assert index.as_of == -1
    assert index.totals() == StatusCounts()
    assert index.origins() == ()
    with pytest.raises(NotFoundError, match="flood"):
        index.standings("flood", nobody)


def test_two_reports_corroborate_what_both_say(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    assert index.as_of == 1
    assert statuses(index, "flood") == [
        "corroborated",
        "corroborated",
        "single-source",
        "single-source",
    ]
    first, second, *_ = index.standings("flood", nobody)
    assert first.claim.text == FLOOD.text[first.claim.start : first.claim.end]
    assert first.origins == 2
    (report,) = second.reports
    assert (report.article, report.independent) == ("other", True)
    assert OTHER.text[report.start : report.end] == report.text
    assert [(d.here, d.there) for d in report.comparison.differences if d.kind == "number"] == [
        ("Some 1,500", "About 15-hundred")
    ]


def test_the_other_side_sees_the_same_link_from_its_side(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    (report,) = index.standings("other", nobody)[1].reports
    assert [(d.here, d.there) for d in report.comparison.differences if d.kind == "number"] == [
        ("About 15-hundred", "Some 1,500")
    ]


def test_what_is_known_of_the_other_report_is_passed_on(tmp_path: Path) -> None:
    info = ArticleInfo("other", "A title", "Northern Post", None, "2031-03-03", None, None, 9)
    index = indexed(tmp_path, FLOOD, OTHER)
    (report,) = index.standings("flood", lambda ids: dict.fromkeys(ids, info))[0].reports
    assert (report.title, report.source, report.published) == (
        "A title",
        "Northern Post",
        "2031-03-03",
    )


def test_a_copy_echoes_and_does_not_corroborate(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, COPY, STRANGER)
    assert set(statuses(index, "flood")) == {"echoed"}
    assert not any(
        report.independent
        for standing in index.standings("copy", nobody)
        for report in standing.reports
    )
    assert {o.articles: o.reason for o in index.origins()} == {
        ("copy", "flood"): "same text",
        ("stranger",): "alone",
    }


def test_another_figure_disputes(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER, DENIAL)
    first = index.standings("flood", nobody)[0]
    assert first.status == "disputed"
    assert {r.article: r.comparison.verdict for r in first.reports} == {
        "other": "corroborates",
        "denial": "conflicts",
    }


def test_counts_and_totals_are_those_of_the_standings(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER, DENIAL, COPY, STRANGER)
    names = ["flood", "other", "denial", "copy", "stranger"]
    counts = index.counts([*names, "unknown"])
    assert set(counts) == set(names)
    for name in names:
        found = statuses(index, name)
        assert counts[name].disputed == found.count("disputed")
        assert counts[name].echoed == found.count("echoed")
        assert counts[name].total == len(found)
    assert index.totals().total == sum(count.total for count in counts.values())


def test_every_article_is_in_one_origin_named_by_its_reports(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER, DENIAL, COPY, STRANGER)
    origin_of = {name: origin.id for origin in index.origins() for name in origin.articles}
    assert set(origin_of) == {"flood", "other", "denial", "copy", "stranger"}
    for standing in index.standings("flood", nobody):
        for report in standing.reports:
            assert report.origin == origin_of[report.article]
            assert report.independent == (report.origin != origin_of["flood"])


def test_forgetting_takes_links_along(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    index.update([], forget={"other"}, as_of=2)
    assert index.as_of == 2
    assert set(statuses(index, "flood")) == {"single-source"}
    with pytest.raises(NotFoundError):
        index.standings("other", nobody)


def test_a_changed_article_replaces_the_old_one(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    index.update([Article("other", STRANGER.text)], forget=(), as_of=2)
    assert set(statuses(index, "flood")) == {"single-source"}
    assert len(index.standings("other", nobody)) == 2


def test_updating_again_changes_nothing(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER, DENIAL)
    before = everything(index, ["flood", "other", "denial"])
    index.update([FLOOD, DENIAL], forget=(), as_of=2)
    assert everything(index, ["flood", "other", "denial"]) == before


def test_it_is_there_after_closing(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER, COPY)
    before = everything(index, ["flood", "other", "copy"])
    index.close()
    again = ClaimIndex(tmp_path)
    assert again.as_of == 1
    assert everything(again, ["flood", "other", "copy"]) == before


def test_clearing_starts_anew(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    index.clear()
    assert index.as_of == -1
    assert index.origins() == ()


def test_hostile_articles_are_taken(tmp_path: Path) -> None:
    index = indexed(
        tmp_path,
        Article("empty", ""),
        Article("escape", "\x1b[31mThe council of Oldford\x1b[0m approved the tram line.\ud800"),
        Article("'; DROP TABLE links; --", FLOOD.text),
        Article("long", "a" * 200_000),
        FLOOD,
    )
    assert index.standings("empty", nobody) == ()
    assert set(statuses(index, "'; DROP TABLE links; --")) == {"echoed"}
    assert len(index.origins()) == 4


SENTENCES = [
    "A flood in the Tarn valley killed 40 people on Monday.",
    "The flood killed 40 people in the Tarn valley on Monday.",
    "Some 1,500 firefighters were sent to search the ruins of Oldford.",
    "About 15-hundred firefighters have been sent to search Oldford's ruins.",
    "Mayor Ana Berg said that the Arden dam had been inspected twice.",
    "The Arden dam had not been inspected, engineer Carl Dunn said.",
    "Brightwater closed its plant on Helm Street in Marlow.",
    "The Helm Street plant in Marlow was closed by Brightwater.",
    "Trains between Marlow and the coast were suspended until Friday.",
    "Two fishing boats brought the school's children to safety.",
]


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    texts=st.lists(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), min_size=2, max_size=6
    ),
    seed=st.integers(0, 10_000),
)
def test_however_articles_come_the_result_is_that_of_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], seed: int
) -> None:
    chooser = random.Random(seed)
    articles = [Article(f"a{n}", "\n".join(lines)) for n, lines in enumerate(texts)]
    names = [article.id for article in articles]
    whole = indexed(tmp_path_factory.mktemp("whole"), *articles)

    piecemeal = ClaimIndex(tmp_path_factory.mktemp("pieces"))
    passing = Article("passing", "\n".join(SENTENCES))
    piecemeal.update([passing], forget=(), as_of=0)
    for number, article in enumerate(chooser.sample(articles, len(articles))):
        piecemeal.update([article], forget=(), as_of=number + 1)
    piecemeal.update([chooser.choice(articles)], forget={"passing"}, as_of=99)

    assert everything(piecemeal, names) == everything(whole, names)
    whole.close()
    piecemeal.close()


@pytest.mark.parametrize("patience", range(6))
def test_a_cancelled_update_leaves_what_was_there(tmp_path: Path, patience: int) -> None:
    index = indexed(tmp_path, FLOOD)
    before = everything(index, ["flood"])
    calls = iter(range(100))
    with pytest.raises(CancelledError):
        index.update(
            [OTHER, DENIAL], forget={"flood"}, as_of=2, cancelled=lambda: next(calls) >= patience
        )
    assert index.as_of == 1
    assert everything(index, ["flood"]) == before


def test_what_a_cancelled_update_prepared_is_not_left_over(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD)
    calls = iter(range(100))
    with pytest.raises(CancelledError):
        index.update([OTHER], forget=(), as_of=2, cancelled=lambda: next(calls) >= 2)
    index.update([DENIAL], forget=(), as_of=3)
    assert {name for origin in index.origins() for name in origin.articles} == {"flood", "denial"}


def test_progress_names_both_stages_and_ends_complete(tmp_path: Path) -> None:
    seen: list[Progress] = []
    index = ClaimIndex(tmp_path)
    index.update([FLOOD, OTHER], forget=(), as_of=1, total=2, progress=seen.append)
    assert seen[0] == Progress("claims", 0, 2)
    assert Progress("claims", 2, 2) in seen
    assert seen[-1] == Progress("link", 2, 2)


def test_many_articles_are_worked_on_in_processes_with_the_same_result(tmp_path: Path) -> None:
    chooser = random.Random(3)
    articles = [
        Article(f"a{n}", "\n".join(chooser.sample(SENTENCES, 4)) + f"\nNote {n} of the series.")
        for n in range(70)
    ]
    names = [article.id for article in articles[:5]]
    many = indexed(tmp_path / "many", *articles)
    few = ClaimIndex(tmp_path / "many")
    assert many.totals() == few.totals()
    assert many.totals().total >= 200
    assert everything(many, names) == everything(few, names)


def test_a_report_that_cannot_be_compared_holds_up_no_other(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    with closing(sqlite3.connect(tmp_path / "claims.db")) as file, file:
        key, packed = file.execute(
            "SELECT key, claims FROM articles JOIN packed USING (key) WHERE id = 'other'"
        ).fetchone()
        lines = [json.loads(line) for line in lines_of(packed)]
        for line in lines:
            line[9] = [[0, 0, 0, 1]]  # a day before the first there is
        spoilt = pack_lines([json.dumps(line) for line in lines])
        file.execute("UPDATE packed SET claims = ? WHERE key = ?", (spoilt, key))
    index.update([DENIAL], forget=(), as_of=2)
    assert "disputed" in statuses(index, "denial")
    partners = {report.article for s in index.standings("denial", nobody) for report in s.reports}
    assert partners == {"flood"}


@pytest.mark.parametrize("damage", ["noise", "cut", "empty", "directory of another format"])
def test_a_damaged_file_is_started_anew(tmp_path: Path, damage: str) -> None:
    indexed(tmp_path, FLOOD, OTHER).close()
    path = tmp_path / "claims.db"
    if damage == "noise":
        path.write_bytes(b"this is no database" * 1000)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 999")
        connection.close()
    index = ClaimIndex(tmp_path)
    assert index.as_of == -1
    index.update([FLOOD, OTHER], forget=(), as_of=5)
    assert statuses(index, "flood")[0] == "corroborated"
    assert index.as_of == 5


def test_clearing_is_seen_by_who_has_the_file_open(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    reader = ClaimIndex(tmp_path)
    before = statuses(reader, "flood")
    index.clear()
    assert reader.as_of == -1
    assert reader.totals().total == 0
    index.update([FLOOD, OTHER], forget=(), as_of=7)
    assert reader.as_of == 7
    assert statuses(reader, "flood") == before


def test_damage_found_while_reading_is_told_and_put_right(tmp_path: Path) -> None:
    indexed(tmp_path, *(Article(f"a{n}", f"{FLOOD.text}\n{n}") for n in range(40))).close()
    path = tmp_path / "claims.db"
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(bytes(data))
    index = ClaimIndex(tmp_path)
    with pytest.raises(LibraryUnusableError, match=r"claims\.db"):
        everything(index, [f"a{n}" for n in range(40)])
    assert ClaimIndex(tmp_path).as_of == -1


KILLED = """
    import sys
    from pathlib import Path
    from index.claims.index import ClaimIndex
from index.claims.packing import lines_of, pack_lines
    from index.model import Article

    if __name__ == "__main__":
        texts = Path(sys.argv[2]).read_text(encoding="utf-8").split("\\f")
        index = ClaimIndex(Path(sys.argv[1]))
        print("ready", flush=True)
        index.update(
            (Article(f"b{n}", text) for n, text in enumerate(texts)), forget={"flood"}, as_of=2,
            progress=lambda p: print(p.stage, p.done, flush=True),
        )
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this platform")
@pytest.mark.parametrize("moment", ["claims 16", "link 0", "link 20"])
def test_a_kill_leaves_the_last_complete_state(tmp_path: Path, moment: str) -> None:
    index = indexed(tmp_path / "library", FLOOD, OTHER)
    before = everything(index, ["flood", "other"])
    index.close()
    chooser = random.Random(9)
    texts = ["\n".join(chooser.sample(SENTENCES, 6)) + f"\nSeries {n}." for n in range(50)]
    (tmp_path / "texts").write_text("\f".join(texts), encoding="utf-8")
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "library"), str(tmp_path / "texts")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert running.stdout is not None
    stage, done = moment.split()
    for line in running.stdout:
        word, *count = line.split()
        if word == stage and int(count[0]) >= int(done):
            break
    running.kill()
    running.wait()
    running.stdout.close()

    again = ClaimIndex(tmp_path / "library")
    assert again.as_of == 1
    assert everything(again, ["flood", "other"]) == before
    again.update(
        (Article(f"b{n}", text) for n, text in enumerate(texts)), forget={"flood"}, as_of=2
    )
    assert again.as_of == 2
    assert len(again.counts([f"b{n}" for n in range(50)])) == 50


def test_reading_goes_on_while_another_thread_updates(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    before = statuses(index, "flood")
    articles = [Article(f"a{n}", f"{STRANGER.text}\nSeries {n} of the plant.") for n in range(40)]
    failures: list[BaseException] = []

    def update() -> None:
        try:
            index.update(articles, forget=(), as_of=2)
        except BaseException as error:  # noqa: BLE001 - told by the test below
            failures.append(error)

    thread = threading.Thread(target=update)
    thread.start()
    seen = set()
    while thread.is_alive():
        assert statuses(index, "flood") == before
        seen.add(index.as_of)
        time.sleep(0.01)
    thread.join()
    assert failures == []
    assert index.as_of == 2
    assert seen <= {1, 2}
