"""Days and stretches of days, read against the article's own date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims.dates import calendar_of, times
from index.claims.numbers import quantities
from index.claims.slashes import order_of

WEDNESDAY = "2021-03-17"


def days(text: str, published: str | None = WEDNESDAY, *, ahead: bool = False) -> list[str]:
    return [
        f"{ref.earliest}" if ref.earliest == ref.latest else f"{ref.earliest}/{ref.latest}"
        for ref in times(text, published, ahead=ahead)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on July 12, 2019", "2019-07-12"),
        ("on 12 July 2019", "2019-07-12"),
        ("the 12th of July 2019", "2019-07-12"),
        ("on Oct. 21, 2019", "2019-10-21"),
        ("2019-10-21", "2019-10-21"),
        ("2019.10.21", "2019-10-21"),
        ("2019. 10. 21.", "2019-10-21"),
        ("2019/10/21", "2019-10-21"),
        ("2019年10月21日", "2019-10-21"),
        ("2019년 10월 21일에", "2019-10-21"),
        ("2019년 10월에", "2019-10-01/2019-10-31"),
        ("May 3-5, 2019", "2019-05-03/2019-05-05"),
        ("in July 2019", "2019-07-01/2019-07-31"),
        ("in 2019", "2019-01-01/2019-12-31"),
        ("in 2014-15", "2014-01-01/2015-12-31"),
        ("the 1914–1918 war", "1914-01-01/1918-12-31"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("Q3 2019", "2019-07-01/2019-09-30"),
        ("the first quarter of 2019", "2019-01-01/2019-03-31"),
    ],
)
def test_absolute_dates_need_no_article(text: str, expected: str) -> None:
    assert days(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 21/10/2019", "2019-10-21"),
        ("on 10/21/2019", "2019-10-21"),
        ("on 5/5/2019", "2019-05-05"),
        ("on 21/10/19", "2019-10-21"),
        ("on 21/10/68", "2068-10-21"),
        ("on 21/10/74", "1974-10-21"),
        ("between 21/10/2019 and May 2020", "2019-10-21 2020-05-01/2020-05-31"),
    ],
)
def test_days_with_slashes_of_which_one_number_is_no_month(text: str, expected: str) -> None:
    assert " ".join(days(text)) == expected


@pytest.mark.parametrize(
    "text", ["on 3/4/2019", "on 03/04/19", "on 31/31/2019", "open 24/7/365", "a ratio of 1/2/3"]
)
def test_days_with_slashes_that_may_be_two_are_left_unread(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize("text", ["on 3/4/2019", "on 21/10/19"])
def test_digits_of_a_day_with_slashes_are_no_numbers(text: str) -> None:
    assert quantities(text, skip=calendar_of(text).stretches) == ()


@pytest.mark.parametrize(
    ("report", "order", "expected"),
    [
        ("It closed on 21/10/2020.", "day first", "2019-04-03"),
        ("It closed on 10/21/2020.", "month first", "2019-03-04"),
        ("Printed on 17/03/2021.", "day first", "2019-04-03"),
        ("It closed on 21/10/2020, it says; others say 10/21/2020.", None, ""),
        ("It closed on 5/5/2020.", None, ""),
        ("It never closed.", None, ""),
    ],
)
def test_what_else_the_report_writes_settles_which_day_is_meant(
    report: str, order: str | None, expected: str
) -> None:
    found = order_of(f"It opened on 3/4/2019. {report}", WEDNESDAY)

    assert found == order
    opened = calendar_of("It opened on 3/4/2019.", WEDNESDAY, order=found).times
    assert " ".join(str(ref.earliest) for ref in opened) == expected


def test_the_reports_own_date_shows_the_order() -> None:
    assert order_of("Posted 03/04/2021.", "2021-04-03") == "day first"
    assert order_of("Posted 03/04/2021.", "2021-03-04") == "month first"
    assert order_of("Posted 03/04/2021.", "2021-08-01") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Monday", "2021-03-15"),
        ("on Wednesday", "2021-03-17"),
        ("on Thursday", "2021-03-11"),
        ("last Wednesday", "2021-03-10"),
        ("next Monday", "2021-03-22"),
        ("yesterday", "2021-03-16"),
        ("today", "2021-03-17"),
        ("this morning", "2021-03-17"),
        ("tomorrow", "2021-03-18"),
        ("overnight", "2021-03-16/2021-03-17"),
        ("two days ago", "2021-03-15"),
        ("two weeks ago", "2021-02-28/2021-03-06"),
        ("three months ago", "2020-12-01/2020-12-31"),
        ("a year ago", "2020-01-01/2020-12-31"),
        ("last week", "2021-03-08/2021-03-14"),
        ("this week", "2021-03-15/2021-03-21"),
        ("earlier this month", "2021-03-01/2021-03-17"),
        ("later this month", "2021-03-17/2021-03-31"),
        ("last month", "2021-02-01/2021-02-28"),
        ("next year", "2022-01-01/2022-12-31"),
        ("on March 2", "2021-03-02"),
        ("on December 30", "2020-12-30"),
        ("in January", "2021-01-01/2021-01-31"),
        ("in December", "2020-12-01/2020-12-31"),
        ("3월 2일", "2021-03-02"),
        ("12일에", "2021-03-12"),
        ("20일에", "2021-02-20"),
    ],
)
def test_relative_days(text: str, expected: str) -> None:
    assert days(text) == [expected]


def test_what_is_to_come_is_the_next_weekday() -> None:
    assert days("they will meet on Friday", ahead=True) == ["2021-03-19"]
    assert days("they met on Friday") == ["2021-03-12"]


@pytest.mark.parametrize(
    "text", ["yesterday", "on Monday", "last week", "on July 12", "two days ago"]
)
def test_without_an_article_date_relative_days_are_left_out(text: str) -> None:
    assert days(text, None) == []
    assert calendar_of(text).stretches != ()


@pytest.mark.parametrize("published", ["2021", "2021-03"])
def test_a_coarse_article_date_gives_the_year_only(published: str) -> None:
    assert days("on July 12", published) == ["2021-07-12"]
    assert days("yesterday", published) == []


@pytest.mark.parametrize(
    "text",
    [
        "she may go",
        "May said so",
        "a march on the town hall",
        "the sun set",
        "2000 soldiers marched",
        "he will mar it",
        "on 45 July",
        "on February 31",
    ],
)
def test_words_and_numbers_that_are_no_dates(text: str) -> None:
    assert days(text) == []


@given(day=st.dates(date(1700, 1, 1), date(2090, 12, 31)))
def test_dates_read_back_in_every_order(day: date) -> None:
    month = day.strftime("%B")
    for written in (
        f"on {month} {day.day}, {day.year}",
        f"on {day.day} {month} {day.year}",
        f"on {day.isoformat()}",
    ):
        found = times(written)
        assert [(ref.earliest, ref.latest) for ref in found] == [(day, day)], written


@given(published=st.dates(date(1900, 1, 1), date(2090, 12, 31)), back=st.integers(0, 6))
def test_a_weekday_is_within_the_week_before(published: date, back: int) -> None:
    day = published - timedelta(back)
    found = times(f"it fell on {day.strftime('%A')}", published.isoformat())
    assert [ref.earliest for ref in found] == [day]


@given(
    text=st.lists(
        st.sampled_from(
            [
                "May",
                "Monday",
                "2",
                "31",
                "2021",
                "3/4/19",
                "10/21/2021",
                "last",
                "week",
                "ago",
                "two",
                "the 1990s",
                "Feb.",
            ]
        )
        | st.text(max_size=5),
        max_size=20,
    ).map(" ".join),
    published=st.none() | st.dates().map(date.isoformat) | st.text(max_size=12),
)
def test_no_text_and_no_date_breaks_the_reader(text: str, published: str | None) -> None:
    for ref in times(text, published):
        assert ref.earliest <= ref.latest
        assert 0 <= ref.start < ref.end <= len(text)


def test_a_quarter_without_a_year_is_the_last_that_began_and_one_of_business() -> None:
    assert days("Profits rose in the first quarter.") == ["2021-01-01/2021-03-31"]
    assert days("Profits rose in the fourth quarter.") == ["2020-10-01/2020-12-31"]
    assert days("She scored twice in the fourth quarter.") == []


def test_the_weekend_is_the_last_one_or_the_one_to_come() -> None:
    assert days("Rain fell over the weekend.") == ["2021-03-12/2021-03-14"]
    assert days("Rain will fall at the weekend.", ahead=True) == ["2021-03-19/2021-03-21"]
