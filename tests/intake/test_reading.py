"""Plain text and whatever else is given: offsets that hold on the file, every bad input named."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputRejectedError
from index.intake import Input, read
from index.intake.plain import MAX_CHARACTERS
from index.model import Article
from tests import users
from tests.intake.taking import REPORT, articles, lines, outcomes, put, reason


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
