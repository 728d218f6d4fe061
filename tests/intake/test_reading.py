"""Bytes into articles: every format, every bad input, offsets that hold on the file."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputRejectedError
from index.intake import Input, discover, read
from index.intake import jsonlines as jsonlines_module
from index.intake.plain import MAX_CHARACTERS
from index.model import Article
from tests import users

REPORT = "The ferry to Hallow Island sails again, the harbour office said on Tuesday.\n"


def outcomes(*sources: Path | str, stdin: bytes = b"") -> list[Article | InputRejectedError]:
    """Everything that comes of some sources, in order."""
    return [
        outcome
        for item in discover([str(source) for source in sources])
        for outcome in (
            [item]
            if isinstance(item, InputRejectedError)
            else read(item, io.BytesIO(stdin) if item.path is None else None)
        )
    ]


def articles(*sources: Path | str, stdin: bytes = b"") -> list[Article]:
    """The articles of some sources, none of which may be rejected."""
    found = outcomes(*sources, stdin=stdin)
    rejections = [str(each) for each in found if isinstance(each, InputRejectedError)]
    assert not rejections
    return [each for each in found if isinstance(each, Article)]


def reason(*sources: Path | str, stdin: bytes = b"") -> str:
    """Why the only outcome is a rejection, with the name before it."""
    (outcome,) = outcomes(*sources, stdin=stdin)
    assert isinstance(outcome, InputRejectedError)
    return str(outcome)


def put(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(*rows: object) -> bytes:
    """Rows as JSON Lines; bytes stay as they are."""
    return b"".join(
        (row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows
    )


# Plain text


def test_the_text_is_the_file_character_for_character(tmp_path: Path) -> None:
    content = "\ufeffFerry sails again\r\n\r\n  Caf\u00e9 owners cheered.\r\n\tMore follows.\n"
    path = put(tmp_path / "a.txt", content)
    (article,) = articles(path)
    assert article.text == content[1:]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert article.text == stream.read()
    assert article.path == str(path)


def test_an_edited_file_remains_the_same_article_and_two_files_are_two(tmp_path: Path) -> None:
    first = articles(put(tmp_path / "ferry report.txt", REPORT))[0].id
    again = articles(put(tmp_path / "ferry report.txt", REPORT * 2))[0].id
    other = articles(put(tmp_path / "ferry report.text", REPORT))[0].id
    assert first == again != other
    assert first.startswith("ferry-report-")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8-sig", "Café “reopens”"),
        ("utf-16", "Café “reopens”"),
        ("utf-16-le", "Café “reopens” 다시"),
        ("utf-16-be", "Café “reopens” 다시"),
        ("utf-32", "Café “reopens”"),
        ("utf-32-be", "Café “reopens”"),
        ("latin-1", "The café on Hallow Island reopens"),
        ("latin-1", "Le café de l'île a rouvert lundi après la tempête"),
        ("cp1252", "The café “reopens” — at last; coffee is £3"),
        ("cp1250", "Przystań otwarto we wtorek, powiedział burmistrz; żegluga ruszyła"),
        ("cp1251", "Паром снова ходит, сообщили во вторник в порту"),
        ("euc_kr", "섬으로 가는 배가 화요일에 다시 떠났다고 항만 사무소가 밝혔다"),
        ("cp932", "島へのフェリーが火曜日に再開したと港湾事務所が発表した"),
        ("gb18030", "港务局周二表示，前往该岛的渡轮已恢复通航"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, words: str) -> None:
    text = f"{words}.\n{REPORT}"
    assert articles(put(tmp_path / "a.txt", text.encode(encoding)))[0].text == text


def test_a_few_broken_bytes_leave_the_rest_of_a_utf8_file_as_it_is(tmp_path: Path) -> None:
    content = "Cafés, crêperies, brûleries: all “open”.".encode() + b"\xff\n"
    (article,) = articles(put(tmp_path / "a.txt", content))
    assert article.text == "Cafés, crêperies, brûleries: all “open”.\ufffd\n"


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_in_unicode_comes_back_whole(text: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-32"):
        data = ("Ferry: " + text).encode(encoding)
        (outcome,) = read(Input("-", None), io.BytesIO(data))
        if isinstance(outcome, Article):
            assert outcome.text == "Ferry: " + text
        else:
            # Control characters in numbers make a file binary.
            assert "not text" in outcome.reason


@given(data=st.binary(max_size=400))
def test_any_bytes_are_an_article_or_a_rejection(data: bytes) -> None:
    for outcome in read(Input("-", None), io.BytesIO(data)):
        if isinstance(outcome, Article):
            outcome.text.encode("utf-8")
            assert "\0" not in outcome.text
        else:
            assert outcome.source.startswith("-")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n\t\r\n \xc2\xa0\n", "nothing but white space"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "binary data"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x01\x02\x03\x04 and so on", "binary data"),
        (b"%PDF-1.7\n%\xe2\xe3", "holds PDF"),
        (b"<!DOCTYPE html>\n<html><body>Ferry</body></html>", "holds HTML"),
        (b"<?xml version='1.0'?><rss></rss>", "holds a feed"),
        (b"PK\x03\x04....", "holds a packed"),
    ],
)
def test_what_is_no_article_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    path = put(tmp_path / "a.txt", content)
    assert reason(path).startswith(f"{path}: ")
    assert says in reason(path)


def test_fifty_megabytes_of_one_line_are_turned_away_and_the_rest_is_read(tmp_path: Path) -> None:
    huge = put(tmp_path / "a.txt", b"ferry " * (50 * 2**20 // 6))
    put(tmp_path / "b.txt", REPORT)
    first, second = outcomes(tmp_path)
    assert isinstance(first, InputRejectedError)
    assert first.source == str(huge)
    assert f"longer than {MAX_CHARACTERS:,} characters" in first.reason
    assert isinstance(second, Article)


def test_a_line_of_the_longest_size_taken_is_read(tmp_path: Path) -> None:
    text = "ferry sails. " * (MAX_CHARACTERS // 13)
    assert articles(put(tmp_path / "a.txt", text))[0].text == text


def test_no_permission_is_a_rejection_and_the_rest_is_read() -> None:
    with users.open_folder() as folder:
        closed, other = put(folder / "a.txt", REPORT), put(folder / "b.txt", REPORT)
        closed.chmod(0)
        other.chmod(0o644)
        with users.as_plain_user():
            first, second = outcomes(folder)
    assert isinstance(first, InputRejectedError)
    assert "no permission" in first.reason
    assert isinstance(second, Article)


def test_a_file_that_vanished_or_became_a_pipe_is_a_rejection(tmp_path: Path) -> None:
    (gone,) = read(Input("gone.txt", tmp_path / "gone.txt"))
    os.mkfifo(tmp_path / "pipe.txt")
    (pipe,) = read(Input("pipe.txt", tmp_path / "pipe.txt"))
    assert isinstance(gone, InputRejectedError)
    assert "no such file" in gone.reason
    assert isinstance(pipe, InputRejectedError)
    assert "not a regular file" in pipe.reason


# Standard input


def test_standard_input_is_json_lines_if_it_begins_with_an_object() -> None:
    data = b"\n \n" + lines({"text": REPORT, "id": "a"}, {"text": REPORT, "id": "b"})
    assert [article.id for article in articles("-", stdin=data)] == ["a", "b"]


def test_standard_input_is_text_otherwise() -> None:
    for content in (REPORT, "\n\n" + REPORT, "[1, 2]\n" + REPORT, "{not json}\n" + REPORT):
        (article,) = articles("-", stdin=content.encode())
        assert article.text == content
        assert article.path is None
    assert articles("-", stdin=b"Same words.")[0].id == articles("-", stdin=b"Same words.")[0].id
    assert "- : " not in reason("-", stdin=b"")
    assert reason("-", stdin=b"").startswith("-: is empty")


# JSON Lines


def test_every_field_of_a_line_is_taken(tmp_path: Path) -> None:
    row = {
        "id": "ferry-1",
        "title": " Ferry  sails again ",
        "source": "Hallow Post",
        "author": "Ann Lee",
        "published": "Tue, 22 Oct 2024 07:05:00 GMT",
        "url": "https://example.org/ferry",
        "text": REPORT,
        "story": "fields nobody knows are passed over",
    }
    path = put(tmp_path / "a.jsonl", lines(row))
    (article,) = articles(path)
    assert article.id == "ferry-1"
    assert article.title == "Ferry sails again"
    assert (article.source, article.author) == ("Hallow Post", "Ann Lee")
    assert article.published == "2024-10-22T07:05+00:00"
    assert article.url == "https://example.org/ferry"
    assert article.text == REPORT
    assert article.path == str(path)


def test_only_the_text_is_required_and_ids_are_made_that_stay(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": REPORT},
        {"text": REPORT, "url": "https://example.org/1"},
        {"text": REPORT, "title": None, "source": "Hallow Post", "author": "", "published": None},
        {"text": REPORT, "id": 17},
    ]
    ids = [article.id for article in articles(put(tmp_path / "a.jsonl", lines(*rows)))]
    assert len(set(ids)) == 4
    assert ids[3] == "17"
    assert ids == [article.id for article in articles(put(tmp_path / "b.ndjson", lines(*rows)))]
    changed = [{**row, "text": "Other words."} for row in rows]
    after = [article.id for article in articles(put(tmp_path / "a.jsonl", lines(*changed)))]
    assert (after[1], after[3]) == (ids[1], ids[3])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"text": "cut off', "broken JSON at column"),
        (b"not json", "broken JSON at column 1"),
        (b'["text"]', "not a JSON object"),
        (b"17", "not a JSON object"),
        (b'{"title": "no text"}', 'has no "text"'),
        (b'{"text": null}', 'has no "text"'),
        (b'{"text": 17}', 'has no "text"'),
        (b'{"text": " \\n "}', 'has no "text"'),
        (b'{"text": "a", "title": 17}', '"title" must be a string or null'),
        (b'{"text": "a", "url": ["b"]}', '"url" must be a string or null'),
        (b'{"text": "a", "id": ""}', '"id" must be'),
        (b'{"text": "a", "id": "a b"}', '"id" must be'),
        (b'{"text": "a", "id": "a\\u001b[31m"}', '"id" must be'),
        (b'{"text": "a", "id": "a\\u202eb"}', '"id" must be'),
        (b'{"text": "a", "id": true}', '"id" must be'),
        (b'{"text": "a", "id": 1.5}', '"id" must be'),
        (b'{"text": "a", "id": "' + b"x" * 201 + b'"}', '"id" must be'),
        (b'{"text": "a", "title": "' + b"x" * 5001 + b'"}', "longer than"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "broken JSON"),
        (b'{"text": "a", "id": "first"}', "already used in this file"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    tmp_path: Path, line: bytes, says: str
) -> None:
    content = lines({"text": REPORT, "id": "first"}, b"", line, {"text": REPORT, "id": "last"})
    path = put(tmp_path / "a.jsonl", content)
    first, bad, last = outcomes(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, InputRejectedError)
    assert bad.source == f"{path}:3"
    assert says in bad.reason
    assert "\n" not in bad.reason


@pytest.mark.parametrize("content", [b"", b"\n \n\n"])
def test_a_file_of_lines_without_any_is_empty(tmp_path: Path, content: bytes) -> None:
    assert reason(put(tmp_path / "a.jsonl", content)).endswith("is empty")


def test_a_file_that_is_not_json_lines_at_all_is_given_up(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", os.urandom(200_000) + lines({"text": REPORT}))
    found = outcomes(path)
    assert len(found) <= 21
    assert "is it JSON Lines?" in str(found[-1])
    later = put(tmp_path / "b.jsonl", lines({"text": REPORT}, *[b"broken"] * 50, {"text": "More."}))
    assert sum(isinstance(each, Article) for each in outcomes(later)) == 2


def test_half_characters_and_nulls_are_replaced_one_for_one(tmp_path: Path) -> None:
    line = b'{"text": "a\\ud800b\\u0000c\\ud83d\\ude00", "title": "\\udfff t", "id": "x\\ud800"}\n'
    (article,) = articles(put(tmp_path / "a.jsonl", line))
    assert article.text == "a\ufffdb\ufffdc\U0001f600"
    assert (article.title, article.id) == ("\ufffd t", "x\ufffd")


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    content = lines(*({"text": REPORT, "id": f"a{number}"} for number in range(2000)))
    frames = b"".join(zstandard.compress(part) for part in (content[:777], content[777:]))
    for name, data in (
        ("a.jsonl.gz", gzip.compress(content)),
        ("b.ndjson.zst", zstandard.compress(content)),
        ("c.jsonl.zst", frames),
    ):
        found = articles(put(tmp_path / name, data))
        assert [article.id for article in found] == [f"a{number}" for number in range(2000)]


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_packed_file_that_is_cut_off_gives_what_came_before(tmp_path: Path, suffix: str) -> None:
    content = lines(
        *({"text": os.urandom(300).hex(), "id": f"a{number}"} for number in range(1500))
    )
    data = gzip.compress(content) if suffix == "gz" else zstandard.compress(content)
    *whole, last = outcomes(put(tmp_path / f"a.jsonl.{suffix}", data[: len(data) * 3 // 4]))
    assert len(whole) > 500
    assert isinstance(last, InputRejectedError)
    assert "cut off" in last.reason


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_file_that_is_not_packed_as_its_name_says(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.jsonl.{suffix}", lines({"text": REPORT}))
    assert "damaged" in reason(path)


def test_a_line_beyond_the_limit_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * jsonlines_module.MAX_LINE + b'"}'
    packed = gzip.compress(lines({"text": REPORT}, long, {"text": "More."}), 1)
    path = put(tmp_path / "a.jsonl.gz", packed)
    first, bad, last = outcomes(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert str(bad) == f"{path}:2: the line is longer than 64 MB"


def test_a_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines_module, "MAX_LINE", 2**20)
    monkeypatch.setattr(jsonlines_module, "_GIVE_UP", 2**22)
    bomb = zstandard.compress(lines({"text": REPORT}) + b" " * 2**24)
    first, second, third = outcomes(put(tmp_path / "a.jsonl.zst", bomb))
    assert isinstance(first, Article)
    assert "the line is longer than" in str(second)
    assert "the rest of the file was not read" in str(third)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3)
    ),
    max_leaves=5,
)
fields = st.sampled_from(["id", "title", "source", "author", "published", "url", "text"])


@given(
    rows=st.lists(
        st.dictionaries(fields, json_values | st.text()).map(json.dumps).map(str.encode)
        | st.binary(max_size=60),
        max_size=6,
    )
)
def test_whatever_a_file_of_lines_holds_comes_as_articles_or_rejections(rows: list[bytes]) -> None:
    stream = io.BytesIO(b'{"text": "Ferry sails."}\n' + b"\n".join(rows))
    for outcome in jsonlines_module.read(stream, "a.jsonl", None):
        assert isinstance(outcome, Article | InputRejectedError)
        if isinstance(outcome, Article):
            repr(outcome).encode("utf-8")
            assert outcome.text.strip()


# Markdown


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
