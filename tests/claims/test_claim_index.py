"""Articles in, standings, counts and origins out; through additions, removals and stops."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.claims.index import ClaimIndex
from index.claims.packing import lines_of, pack_lines
from index.errors import CancelledError, NotFoundError
from index.model import Article, ArticleInfo, StatusCounts
from index.progress import Progress
from tests.claims.flood import (
    COPY,
    DENIAL,
    FLOOD,
    OTHER,
    SENTENCES,
    STRANGER,
    everything,
    indexed,
    nobody,
    statuses,
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
    # Two reports of each flood: far fewer alike than are ever compared with one.
    articles = [
        Article(
            f"a{n}",
            f"The flood at Port{n // 2} killed {n // 2 + 11} people on Monday.\n"
            f"The mayor of Port{n // 2} closed bridge {n // 2} after {n // 2 + 3} boats sank.\n"
            f"{SENTENCES[n % 10].replace('Tarn', f'Tarn{n // 2}')}",
        )
        for n in range(70)
    ]
    names = [article.id for article in articles]

    at_once = indexed(tmp_path / "many", *articles)
    in_two = indexed(tmp_path / "few", *articles[:35])
    in_two.update(articles[35:], forget=(), as_of=2)

    assert at_once.totals().corroborated >= 70
    assert everything(at_once, names) == everything(in_two, names)


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
