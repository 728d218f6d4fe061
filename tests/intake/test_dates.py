"""Dates of publication in the forms newsrooms print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.intake import dates


@pytest.mark.parametrize(
    ("given_as", "expected"),
    [
        ("2024", "2024"),
        ("2024-10", "2024-10"),
        ("October 2024", "2024-10"),
        ("2024-10-21", "2024-10-21"),
        ("20241021", "2024-10-21"),
        ("2024-10-21T18:59:07Z", "2024-10-21T18:59+00:00"),
        ("2024-10-21 18:59:07.123+0900", "2024-10-21T18:59+09:00"),
        ("Mon, 21 Oct 2024 18:59:00 -0400", "2024-10-21T18:59-04:00"),
        ("2024. 10. 21. 18:59", "2024-10-21T18:59"),
        ("2024.10.21 (23:55)", "2024-10-21T23:55"),
        ("2024년 10월 21일 오후 6시 59분", "2024-10-21T18:59"),
        ("2024年10月21日", "2024-10-21"),
        ("Oct. 21, 2024, 6:59 p.m. EDT", "2024-10-21T18:59-04:00"),
        ("21st of October, 2024", "2024-10-21"),
        ("May 5th 2024 at 12:05 AM", "2024-05-05T00:05"),
        ("Updated 11:40 AM ET, Fri May 5, 2017", "2017-05-05"),
        ("21 Oct 2024, 7:59 CST", "2024-10-21T07:59"),
        ("10/21/2024", "2024-10-21"),
        ("10 / 21 / 2024", "2024-10-21"),
        ("21.10.2024", "2024-10-21"),
        ("03/04/2024", "2024"),
        ("04/04/2024", "2024-04-04"),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("Tuesday", None),
        ("last week", None),
        ("Oct. 21", None),
        ("", None),
        ("12345678", None),
    ],
)
def test_forms(given_as: str, expected: str | None) -> None:
    assert dates.normalise(given_as) == expected


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    form=st.sampled_from(
        ["%Y-%m-%d", "%Y. %m. %d.", "%B %d, %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d"]
    ),
)
def test_every_day_in_every_unambiguous_form(day: date, form: str) -> None:
    assert dates.normalise(day.strftime(form)) == day.isoformat()


@given(line=st.text(alphabet="0123456789-/.:, TZJanuaryOctpm년월일()+", max_size=60))
def test_whatever_is_found_is_a_date_and_lies_in_the_line(line: str) -> None:
    found = dates.find(line)
    if found is not None:
        iso, start, end = found
        assert 0 <= start < end <= len(line)
        if len(iso) >= 10:
            assert date.fromisoformat(iso[:10]).isoformat() == iso[:10]
