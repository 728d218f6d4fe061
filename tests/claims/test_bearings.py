"""What a report's own words say of when it is from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims.bearings import Bearings

MARCH_4, MAY_21 = 32 * 3 + 4, 32 * 5 + 21


@pytest.mark.parametrize(
    ("text", "year", "days"),
    [
        ("Posted March 4, 2009 | The dam broke.", 2009, frozenset({MARCH_4})),
        ("The dam broke on 4th March and again on May 21.", 0, frozenset({MARCH_4, MAY_21})),
        ("Built in 1911, the dam was last inspected in 2007.", 2007, frozenset()),
        ("Some 2009 euros, $2010, 2,011 people, 20.12 metres and 2013% of it.", 2009, frozenset()),
        ("Mayor Marchand, 21, and the Mayflower 2.", 0, frozenset()),
        ("May 77 people return?", 0, frozenset()),
    ],
)
def test_years_and_days_are_read_wherever_they_stand(
    text: str, year: int, days: frozenset[int]
) -> None:
    found = Bearings.of(text, None, counts=False)
    assert (found.year, found.days) == (year, days)


def test_the_date_of_a_report_goes_before_the_years_it_names() -> None:
    assert Bearings.of("By 2030 it will be dry.", "2012-03", counts=False).year == 2012
    assert Bearings.of("By 2030 it will be dry.", "spring", counts=False).year == 2030


@given(st.text(max_size=200), st.none() | st.text(max_size=12), st.booleans())
def test_any_text_is_read_and_packing_loses_nothing(
    text: str, published: str | None, counts: bool
) -> None:
    found = Bearings.of(text, published, counts=counts)
    assert Bearings.unpack(found.pack()) == found
