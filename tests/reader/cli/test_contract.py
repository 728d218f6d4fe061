"""The JSON other programs read: every named field, on every line, and nothing else on stdout."""

import json
from pathlib import Path

import pytest

from tests.reader.cli.conftest import Shelf
from tests.reader.cli.running import Ran, run, run_apart

ADD = {"version", "input", "status", "article", "reason"}
SEARCH = {"version", "article", "title", "source", "published", "score", "snippet", "hits"}
SHOW = {
    *("version", "article", "title", "source", "author", "published", "url", "path", "text"),
    "chrome",
}
CLAIM = {"id", "start", "end", "text", "speaker", "status", "origins", "reports"}
REPORT = {
    *("article", "source", "published", "start", "end", "text", "verdict", "probability"),
    *("origin", "independent", "differences"),
}
DIFFERENCE = {"kind", "here", "there", "agrees"}
COMPARE = {"version", "verdict", "probability", "differences"}
ORIGIN = {"version", "origin", "articles", "reason"}


def on(shelf: Shelf, *args: object, stdin: bytes = b"") -> Ran:
    return run("--library", shelf.library, *args, stdin=stdin)


def text_of(shelf: Shelf, article: str) -> str:
    text = on(shelf, "show", article, "--json").line["text"]
    assert isinstance(text, str)
    return text


def test_add_tells_of_every_input(own_shelf: Shelf) -> None:
    (own_shelf.files / "post.txt").write_text("The ferry was towed to Orlo on Friday.\n")
    (own_shelf.files / "new.md").write_text("# Salvage\n\nThe wreck was raised.\n")
    missing = own_shelf.files / "missing.txt"

    added = on(own_shelf, "add", own_shelf.files, missing, "--json")

    assert added.code == 1
    assert all(set(line) >= ADD and line["version"] == 1 for line in added.lines)
    told = {Path(line["input"]).name.split(":")[0]: line["status"] for line in added.lines}
    assert told["post.txt"] == "updated"
    assert told["new.md"] == "added"
    assert told["wire.jsonl"] == "unchanged"
    assert told["missing.txt"] == "rejected"
    for line in added.lines:
        assert (line["reason"] is None) == (line["status"] != "rejected")
        assert (line["article"] is None) == (line["status"] == "rejected")
    assert sum("missing.txt" in line for line in added.err.splitlines()) == 1


def test_mirror_forgets_what_is_gone(own_shelf: Shelf) -> None:
    (own_shelf.files / "post.txt").unlink()

    kept = on(own_shelf, "add", own_shelf.files, "--json")
    assert on(own_shelf, "show", own_shelf.post, "--json").code == 0
    mirrored = on(own_shelf, "add", own_shelf.files, "--mirror", "--json")

    assert own_shelf.post not in {line["article"] for line in kept.lines}
    assert {(line["article"], line["status"]) for line in mirrored.lines} >= {
        (own_shelf.post, "removed")
    }
    assert on(own_shelf, "show", own_shelf.post).code == 1


def test_add_reads_standard_input(own_shelf: Shelf) -> None:
    added = on(own_shelf, "add", "-", "--json", stdin=b"A trawler found the missing buoy.\n")

    assert (added.code, added.line["input"], added.line["status"]) == (0, "-", "added")
    assert "missing buoy" in text_of(own_shelf, added.line["article"])


def test_search_gives_hits_as_offsets_into_the_text(shelf: Shelf) -> None:
    found = on(shelf, "search", "steering", "--json")

    assert found.code == 0
    assert {line["article"] for line in found.lines} == {shelf.post, "radio"}
    for line in found.lines:
        assert set(line) >= SEARCH
        text = text_of(shelf, line["article"])
        assert {text[start:end].lower() for start, end in line["hits"]} == {"steering"}
        assert "steering" in line["snippet"]


def test_search_limits_and_sorts(shelf: Shelf) -> None:
    by_date = on(shelf, "search", "ferry", "--sort", "date", "--json").lines
    limited = on(shelf, "search", "ferry", "--limit", "1", "--json")

    assert len(by_date) == 3
    assert by_date[-1]["published"] == "2023-05"
    assert len(limited.lines) == 1
    assert "1 of 3 articles" in limited.err


def test_a_search_that_finds_nothing_is_answered_all_the_same(shelf: Shelf) -> None:
    found = on(shelf, "search", "xylophone", "--json")

    assert (found.code, found.out) == (0, "")
    assert "nothing found" in found.err


def test_show_gives_everything_known_and_null_for_the_rest(shelf: Shelf) -> None:
    radio = on(shelf, "show", "radio", "--json").line
    post = on(shelf, "show", shelf.post[:6], "--json").line

    assert set(radio) >= SHOW
    assert (radio["source"], radio["author"]) == ("Radio Sill", None)
    assert post["text"] == (shelf.files / "post.txt").read_text(encoding="utf-8")
    assert post["path"] == str(shelf.files / "post.txt")
    assert post["url"] is None
    for start, end in post["chrome"]:
        assert 0 <= start < end <= len(post["text"])


def test_claims_stand_where_they_say_and_name_their_reports(shelf: Shelf) -> None:
    listed = on(shelf, "claims", "--json")

    assert listed.code == 0
    assert {line["article"] for line in listed.lines} == {shelf.post, "radio", "daily"}
    texts = {line["article"]: text_of(shelf, line["article"]) for line in listed.lines}
    reports = 0
    for line in listed.lines:
        assert set(line) >= {"version", "article", "claims"}
        for claim in line["claims"]:
            assert set(claim) >= CLAIM
            assert claim["id"] == f"{line['article']}:{claim['start']}-{claim['end']}"
            assert texts[line["article"]][claim["start"] : claim["end"]] == claim["text"]
            assert claim["status"] in {"corroborated", "disputed", "echoed", "single-source"}
            for report in claim["reports"]:
                reports += 1
                assert set(report) >= REPORT
                there = texts[report["article"]][report["start"] : report["end"]]
                assert there == report["text"]
                assert all(set(d) >= DIFFERENCE for d in report["differences"])
    assert reports > 0


def test_claims_of_one_status_and_some_articles_only(shelf: Shelf) -> None:
    every = on(shelf, "claims", "radio", "--json").line["claims"]
    some = on(shelf, "claims", "radio", "radio", "--status", "corroborated", "--json").line

    assert "corroborated" in {claim["status"] for claim in every}
    assert some["claims"] == [claim for claim in every if claim["status"] == "corroborated"]


def test_claims_of_the_articles_that_are_there(shelf: Shelf) -> None:
    listed = on(shelf, "claims", "nowhere", "radio", "--json")

    assert (listed.code, listed.line["article"]) == (1, "radio")
    assert "nowhere" in listed.err


def test_compare_gives_a_verdict_and_its_grounds() -> None:
    here = "The ferry carried 212 people when it ran aground off Cape Sill."
    same = run("compare", here, here, "--json")
    other = run("compare", here, here.replace("212", "180"), "--json")

    assert same.code == other.code == 0
    assert set(same.line) >= COMPARE
    assert same.line["verdict"] == "corroborates"
    assert 0 <= same.line["probability"] <= 1
    assert other.line["verdict"] == "conflicts"
    assert not all(difference["agrees"] for difference in other.line["differences"])


def test_compared_lines_stay_in_step_with_their_input() -> None:
    a = "The ferry carried 212 people when it ran aground off Cape Sill."
    pairs = [
        json.dumps({"a": a, "b": a, "a_date": "2023-05-02", "b_date": None}),
        '{"a": "broken',
        "",
        json.dumps({"a": a}),
        json.dumps([a, a]),
        json.dumps({"a": a, "b": 7}),
        json.dumps({"a": a, "b": "The mayor opened a new school in Orlo."}),
    ]

    compared = run("compare", "--jsonl", "-", stdin="\n".join(pairs).encode() + b"\n\xff\n")

    assert compared.code == 1
    assert [line["verdict"] for line in compared.lines] == [
        *("corroborates", None, None, None, None, "unrelated", None),
    ]
    assert all(set(line) >= COMPARE for line in compared.lines)
    assert [line.split(":")[0] for line in compared.err.splitlines()] == [
        *("line 2", "line 4", "line 5", "line 6", "line 8"),
    ]


def test_every_article_is_in_exactly_one_origin(shelf: Shelf) -> None:
    listed = on(shelf, "origins", "--json")

    assert all(set(line) >= ORIGIN for line in listed.lines)
    articles = [article for line in listed.lines for article in line["articles"]]
    assert sorted(articles) == sorted([shelf.post, "radio", "daily"])


@pytest.mark.parametrize(
    "args",
    [
        ("search", "letters", "--json"),
        ("show", "daily", "--json"),
        ("claims", "daily", "--json"),
        ("search", "letters"),
        ("show", "daily"),
        ("claims", "daily"),
        ("origins",),
    ],
)
def test_no_escape_in_an_article_reaches_the_terminal(shelf: Shelf, args: tuple[str, ...]) -> None:
    shown = on(shelf, *args)

    assert shown.code == 0
    assert shown.out
    for character in "\x1b\x9b\u202e\u202c\u2066":
        assert character not in shown.out + shown.err


def test_hostile_text_comes_back_whole_from_json(shelf: Shelf) -> None:
    assert "\x1b[31mRed\x1b[0m \u202eletters\u202c followed." in text_of(shelf, "daily")


def test_data_is_utf_8_in_any_locale_and_only_data_is_on_stdout(shelf: Shelf) -> None:
    report = shelf.files.parent / "korean.txt"
    report.write_text("여객선이 좌초했다. Größe 3 m — “ja”.\n", encoding="utf-8")
    library = shelf.files.parent / "other"

    added = run_apart(
        *("--library", library, "add", report, "--json"),
        *("--progress", "json"),
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    shown = run_apart(
        *("show", added.line["article"], "--json"),
        SECONDSOURCE_LIBRARY=str(library),
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )

    assert added.code == 0
    assert shown.line["text"] == "여객선이 좌초했다. Größe 3 m — “ja”.\n"
    stages = [json.loads(line) for line in added.err.splitlines() if line.startswith("{")]
    assert {stage["stage"] for stage in stages} >= {"read"}
    assert all(set(stage) == {"stage", "done", "total"} for stage in stages)
