"""JSON Lines, packed or not: every field, every bad line named, the others taken."""

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
from index.intake import jsonlines as jsonlines_module
from index.model import Article
from tests.intake.taking import REPORT, articles, lines, outcomes, put, reason


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
