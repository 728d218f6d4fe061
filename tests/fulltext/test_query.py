"""The query language as typed: what is refused, where the finger points, and what is forgiven."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.fulltext.query import DEPTH_LIMIT, LENGTH_LIMIT, parse
from index.fulltext.syntax import Days, Everything, Phrase, Word

WEDNESDAY = date(2024, 10, 23)


@pytest.mark.parametrize(
    ("query", "pointed_at", "way_out"),
    [
        ('sailors "night shifts', '"night shifts', "never closed"),
        ("sailors ()", "()", "nothing between"),
        ("(sailors", "(", "never closed"),
        ("sailors)", ")", "nothing was opened"),
        ('sailors ""', '""', "no word between"),
        ("sorce:post", "sorce:", "did you mean source:?"),
        ("xyzzy:post", "xyzzy:", "title, source, author, date"),
        ("date:soon", "soon", "not a date"),
        ("date:2024-13", "2024-13", "not a date"),
        ("date:2024-02-30", "2024-02-30", "not a date"),
        ("date:2024-10-31..2024-10-01", "2024-10-31..2024-10-01", "swap"),
        ("date: ", "date:", "nothing after it"),
        ("title:", "title:", "nothing after it"),
        ("sailors AND", "AND", "nothing after it"),
        ("OR sailors", "OR", "nothing before it"),
        ("sailors OR OR dam", "OR", "nothing after it"),
        ("NOT", "NOT", "nothing after it"),
        ("*men", "*", "end of a word"),
        ("sa*lors", "*", "end of a word"),
        ("sailors~3", "sailors~3", "1 to 2"),
        ("night-shift~", "night-shift~", "one word"),
        ('"night shifts"~0', "~0", "1 to 100"),
        ("&&", "&&", "no letter or digit"),
    ],
)
def test_errors_point_at_the_place_and_name_the_way_out(
    query: str, pointed_at: str, way_out: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, today=WEDNESDAY)
    error = caught.value
    assert query[error.start : error.end] == pointed_at
    assert way_out in error.problem
    assert error.query == query


@pytest.mark.parametrize(
    "query",
    ['"night shifts', '"', '""', "sailors AND", "sailors OR ", "sailors NOT", "sailors -", "date:",
     "date:2024-1", "date:last", "date:>=", "date:2024-10-31..2024-10-0", "title:", "source: ",
     "(sailors", "((", "sailors AND (", 'title:"night', "&", "-", '"night shifts"~'],
)  # fmt: skip
def test_what_is_still_being_typed_is_no_error(query: str) -> None:
    parse(query, typing=True, today=WEDNESDAY)


def test_nested_too_deep_or_too_long_is_refused() -> None:
    for query in ("(" * 10_000, "-" * 10_000, "NOT " * 400, "(" * (DEPTH_LIMIT + 2) + "a"):
        with pytest.raises(QueryError):
            parse(query, typing=True)
    with pytest.raises(QueryError):
        parse("a" * (LENGTH_LIMIT + 1))


@pytest.mark.parametrize(
    ("expression", "first", "last"),
    [
        ("today", "2024-10-23", "2024-10-23"),
        ("yesterday", "2024-10-22", "2024-10-22"),
        ("monday", "2024-10-21", "2024-10-21"),
        ("wednesday", "2024-10-23", "2024-10-23"),
        ("last wednesday", "2024-10-16", "2024-10-16"),
        ("this week", "2024-10-21", "2024-10-27"),
        ("last week", "2024-10-14", "2024-10-20"),
        ("last month", "2024-09-01", "2024-09-30"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last 7 days", "2024-10-17", "2024-10-23"),
        ('"last 7 days"', "2024-10-17", "2024-10-23"),
        ("october 2024", "2024-10-01", "2024-10-31"),
        ("Oct", "2024-10-01", "2024-10-31"),
        ("november", "2023-11-01", "2023-11-30"),
        ("21 October 2024", "2024-10-21", "2024-10-21"),
        ("oct. 21, 2024", "2024-10-21", "2024-10-21"),
        ("24 oct", "2023-10-24", "2023-10-24"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-10-01..2024-10-20", "2024-10-01", "2024-10-20"),
        ("2023..yesterday", "2023-01-01", "2024-10-22"),
        ("..2024-09", "0001-01-01", "2024-09-30"),
        (">=2024-10", "2024-10-01", "9999-12-31"),
        (">2024-10", "2024-11-01", "9999-12-31"),
        ("<=2024-10", "0001-01-01", "2024-10-31"),
        ("<2024-10", "0001-01-01", "2024-09-30"),
    ],
)
def test_dates_as_people_write_them(expression: str, first: str, last: str) -> None:
    node = parse(f"date:{expression}", today=WEDNESDAY).node
    assert isinstance(node, Days)
    assert node.first is not None
    assert node.last is not None
    days = date.fromordinal(node.first), date.fromordinal(node.last)
    assert [day.isoformat() for day in days] == [first, last]


def test_a_date_of_several_words_ends_where_it_ends() -> None:
    node = parse("date:last week sailors", today=WEDNESDAY).node
    assert [type(part) for part in getattr(node, "parts", ())] == [Days, Word]


def test_times_addresses_and_colons_in_prose_are_words() -> None:
    assert isinstance(parse("12:30").node, Phrase)
    assert isinstance(parse("https://example.org/tide").node, Phrase)
    assert isinstance(parse("Note: tide").node, type(parse("note tide").node))


def test_nothing_typed_is_everything() -> None:
    assert parse("  ").node == Everything()


PIECES = st.sampled_from(
    ["a", "troops", "AND", "OR", "NOT", "-", "(", ")", '"', "“", "~", "~2", "*", ":", "title:",
     "source:", "date:", "2024-10", "..", ">=", "last week", " ", "  ", "'", "é", "북한", "\x00",
     "\ud800", "\u0301", "٣", "²", "unknown", "x:", "https://"]
)  # fmt: skip
QUERIES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@settings(deadline=None)
@given(query=QUERIES, typing=st.booleans())
def test_any_string_is_understood_or_refused_in_place(query: str, typing: bool) -> None:
    refused = None
    try:
        parse(query, typing=typing, today=WEDNESDAY)
    except QueryError as error:
        refused = error
    assert refused is None or 0 <= refused.start <= refused.end <= len(query)
    assert refused is None or refused.problem


@settings(deadline=None)
@given(words=st.lists(st.sampled_from(["tide", "pier", '"night shift"', "tide*"]), min_size=1))
def test_every_beginning_of_a_sound_query_can_be_typed(words: list[str]) -> None:
    query = f"({' OR '.join(words)}) -title:fog date:2024-10-01..2024-10-31"
    for end in range(len(query) + 1):
        parse(query[:end], typing=True, today=WEDNESDAY)
