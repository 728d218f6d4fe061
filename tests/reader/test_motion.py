"""Motion by word, sentence and paragraph, and finding within a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Article, Span
from reader.panes.motion import next_word, paragraphs, previous_word, word_at
from reader.panes.reading import Reading, nearest

TEXT = "The ferry's crew won't sail; 40 men wait.\n\nLater, they did.  \n \nDone"


def words_of(text: str) -> list[str]:
    spans = [word_at(text, start) for start in starts_of(text)]
    return [text[span.start : span.end] for span in spans]


def starts_of(text: str) -> list[int]:
    found, offset = [], next_word(f"\n{text}", 0) - 1
    while offset < len(text):
        found.append(offset)
        offset = next_word(text, offset)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry's crew won’t sail", ["The", "ferry's", "crew", "won’t", "sail"]),
        ("40,000 men—wait", ["40", "000", "men", "wait"]),
        ("新しい橋がオープン", ["新", "しい", "橋", "が", "オープン"]),
        ("다리를 열었다", ["다리를", "열었다"]),
        ("…", []),
    ],
)
def test_words_are_what_a_reader_calls_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(alphabet="ab '\n.橋が", max_size=400))
def test_words_backwards_are_the_words_forwards(text: str) -> None:
    backwards, offset = [], len(text)
    while offset > (start := previous_word(text, offset)):
        backwards.append(start)
        offset = start
    assert sorted({0, *backwards}) == sorted({0, *starts_of(text)})


def test_a_word_longer_than_the_look_back_is_still_one_word() -> None:
    text = "quay " + "x" * 2_000
    assert previous_word(text, len(text)) == 5
    assert word_at(text, 1_500) == Span(5, len(text))


def test_paragraphs_are_parted_by_blank_lines() -> None:
    found = [TEXT[span.start : span.end] for span in paragraphs(TEXT)]
    assert found == [
        "The ferry's crew won't sail; 40 men wait.",
        "Later, they did.",
        "Done",
    ]


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    assert [span.start for span in paragraphs("one\ntwo\n three")] == [0, 4, 9]


def found(text: str, query: str) -> list[str]:
    return [text[span.start : span.end] for span in Reading(Article("a", text)).find(query)]


@pytest.mark.parametrize(
    ("text", "query", "matches"),
    [
        ("Ferry, ferry, FERRY", "ferry", ["Ferry", "ferry", "FERRY"]),
        ("the Café Müller", "cafe muller", ["Café Müller"]),
        ("the cafe", "café", ["cafe"]),
        ("she “sailed” and didn’t stop", "didn't", ["didn’t"]),
        ("the old\n  boat", "old boat", ["old\n  boat"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("quay", "   ", []),
        ("quay", "(", []),
        ("새로운 다리", "다리", ["다리"]),
    ],
)
def test_find_looks_past_case_accents_quotes_and_white_space(
    text: str, query: str, matches: list[str]
) -> None:
    assert found(text, query) == matches


def test_going_on_from_the_last_match_begins_again_at_the_first() -> None:
    spans = (Span(2, 4), Span(8, 9))
    assert nearest(spans, 0, 1) == 0
    assert nearest(spans, 2, 1) == 1
    assert nearest(spans, 8, 1) == 0
    assert nearest(spans, 8, -1) == 0
    assert nearest(spans, 2, -1) == 1
    assert nearest((), 0, 1) is None


def test_an_article_of_chrome_alone_still_has_something_to_select() -> None:
    reading = Reading(Article("a", "—\n\n***"))
    assert reading.sentences == ()
    assert reading.sentence_at(3) == Span(3, 6)
