"""What a person is shown: safe characters, worded dates, citations and counts."""

import calendar
import json
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.model import (
    ArticleInfo,
    Claim,
    Comparison,
    Difference,
    Report,
    Standing,
    Status,
    Verdict,
)
from reader import text as words

ANY_TEXT = st.text(st.characters())  # surrogates included
DANGEROUS = "\x00\x07\x08\x1b\x7f\x80\x9b\x9d\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ud83d\ufff9"
INVISIBLE = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\U000e0001\U000e0041\U000e007f"


def info(**known: str) -> ArticleInfo:
    fields: dict[str, str | None] = dict.fromkeys(
        ("title", "source", "author", "published", "url", "path")
    )
    fields.update(known)
    return ArticleInfo(id="a1", length=0, **fields)


@given(ANY_TEXT, st.sampled_from(["", "\n", "\n\t"]))
def test_drawable_replaces_one_for_one_and_leaves_nothing_that_acts(text: str, keep: str) -> None:
    drawn = words.drawable(text, keep=keep)

    assert len(drawn) == len(text)
    for character in drawn:
        assert character in keep or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert character not in DANGEROUS
        assert character not in INVISIBLE
    drawn.encode("utf-8")


@given(ANY_TEXT)
@example("\u00ad\u200d")
def test_drawable_changes_nothing_twice(text: str) -> None:
    once = words.drawable(text)

    assert words.drawable(once) == once


@pytest.mark.parametrize("character", DANGEROUS)
def test_a_character_that_acts_is_seen(character: str) -> None:
    assert words.drawable(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("character", INVISIBLE)
def test_an_invisible_character_takes_no_room(character: str) -> None:
    assert cell_len(words.drawable(f"a{character}b")) == 2


@pytest.mark.parametrize(
    "kept",
    ["👩‍🚒 ❤️", "می‌خواهم", "葛󠄀城", "naïve café", "서울 특파원", "שלום", "\ue0b0"],
)
def test_ordinary_text_of_any_script_stays(kept: str) -> None:
    assert words.drawable(kept) == kept


def test_a_terminal_escape_becomes_harmless() -> None:
    assert words.drawable("\x1b[31mred\x1b[0m\r\n") == "\ufffd[31mred\ufffd[0m  "
    assert words.drawable("one\ttwo\n", keep="\n") == "one two\n"


def test_one_line_folds_white_space_and_cuts() -> None:
    assert words.one_line("  The ferry\n\tsank   early ") == "The ferry sank early"
    assert words.one_line("The ferry sank", 9) == "The ferr…"
    assert words.one_line("The ferry sank", 14) == "The ferry sank"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024-10-21T18:59+09:00", "21 Oct 2024"),
        ("2024-10-01", "1 Oct 2024"),
        ("2024-10", "Oct 2024"),
        ("2024", "2024"),
        ("2024-13", "2024-13"),
        ("last\x1bweek", "last\ufffdweek"),
        ("", "unknown date"),
        (None, "unknown date"),
    ],
)
def test_a_date_is_shown_at_the_precision_it_has(iso: str | None, shown: str) -> None:
    assert words.format_date(iso) == shown


@given(st.dates())
def test_every_day_is_worded_in_english(day: date) -> None:
    number, month, year = words.format_date(day.isoformat()).split()

    assert (int(number), int(year)) == (day.day, day.year)
    assert month == calendar.month_abbr[day.month]


def test_a_citation_says_what_is_unknown() -> None:
    full = info(
        title="Ferry runs\naground", source="The Harbour Post", author="Ana Cruz", published="2023"
    )

    assert words.citation(full) == "Ana Cruz, “Ferry runs aground”, The Harbour Post, 2023"
    assert words.citation(info()) == "(no title), unknown outlet, unknown date"
    assert words.byline(full) == "The Harbour Post · 2023 · Ana Cruz"
    assert words.byline(info()) == "unknown outlet · unknown date"
    assert words.title_of(info(title=" ")) == "(no title)"


def test_a_location_is_the_url_before_the_path() -> None:
    assert words.location(info(url="https://example.org/a", path="/r/a.txt")) == (
        "https://example.org/a"
    )
    assert words.location(info(path="/r/a.txt")) == "/r/a.txt"
    assert words.location(info()) is None


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 reports"), (1, "1 report"), (1200, "1,200 reports")]
)
def test_plural(count: int, shown: str) -> None:
    assert words.plural(count, "report") == shown


def test_plural_of_an_irregular_noun() -> None:
    assert words.plural(2, "entry", "entries") == "2 entries"


def report(article: str, verdict: Verdict, origin: str) -> Report:
    comparison = Comparison(verdict, 0.9)
    return Report(article, None, None, None, 0, 4, "text", comparison, origin, origin != "o1")


@pytest.mark.parametrize(
    ("status", "origins", "reports", "line"),
    [
        ("single-source", 1, (), "only here"),
        (
            "corroborated",
            2,
            (report("a2", "corroborates", "o2"),),
            "also reported by 1 independent source",
        ),
        (
            "corroborated",
            3,
            (report("a2", "corroborates", "o2"), report("a3", "corroborates", "o3")),
            "also reported by 2 independent sources",
        ),
        (
            "disputed",
            2,
            (report("a2", "corroborates", "o2"), report("a3", "conflicts", "o3")),
            "also reported by 1 independent source; put differently by 1 independent source",
        ),
        (
            "echoed",
            1,
            (report("a2", "corroborates", "o1"),),
            "in 1 other report, all of one origin",
        ),
    ],
)
def test_a_standing_is_worded_without_calling_it_true(
    status: Status, origins: int, reports: tuple[Report, ...], line: str
) -> None:
    standing = Standing(Claim("a1", 0, 4, "text"), status, origins, reports)

    assert words.standing_line(standing) == line


@pytest.mark.parametrize(
    ("difference", "line"),
    [
        (
            Difference("number", "some 1,500", "about 15-hundred", agrees=True),
            "number: “some 1,500” here, “about 15-hundred” there (agree)",
        ),
        (
            Difference("negation", None, "did not", agrees=False),
            "negation: — here, “did not” there (disagree)",
        ),
        (
            Difference("number", "7 dead", "9\x1bdead", agrees=True, update=True),
            "number: “7 dead” here, “9\ufffddead” there (later figure)",
        ),
    ],
)
def test_a_difference_in_words(difference: Difference, line: str) -> None:
    assert words.difference_line(difference) == line


def test_only_telling_differences_are_worth_a_line() -> None:
    mere = Difference("wording", "a", "b", agrees=True)
    telling = Difference("date", "Monday", "Tuesday", agrees=False)

    assert words.telling([mere, telling]) == (telling,)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner),
    max_leaves=8,
)


@given(JSON)
@example(" \u200d and a\u200d\u200d")
def test_json_is_one_safe_line_that_loads_as_the_same_value(value: object) -> None:
    line = words.json_text(value)

    assert line.splitlines() == [line]
    assert words.drawable(line) == line
    line.encode()
    # A lead surrogate before a trail surrogate is the one thing JSON cannot tell from a letter.
    assert json.loads(line) == json.loads(json.dumps(value))


def test_json_keeps_letters_readable() -> None:
    assert words.json_text({"speaker": "윤석열", "end": "\u2028"}) == (
        '{"speaker": "윤석열", "end": "\\u2028"}'
    )
