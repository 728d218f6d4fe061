"""Quantities: what is read out of digits and words, and what is no quantity at all."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims.dates import calendar_of
from index.claims.figures import agree
from index.claims.forms import Quantity
from index.claims.numbers import ROUGHLY, quantities
from index.claims.words import stem


def read(text: str) -> tuple[Quantity, ...]:
    return quantities(text, skip=calendar_of(text).stretches)


def only(text: str) -> Quantity:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500 geese", 1500),
        ("15-hundred geese", 1500),
        ("fifteen hundred geese", 1500),
        ("one thousand five hundred geese", 1500),
        ("1.5 thousand geese", 1500),
        ("1.5k geese", 1500),
        ("1.5m geese", 1.5e6),
        ("1.5 million geese", 1.5e6),
        ("2bn geese", 2e9),
        ("twenty-one geese", 21),
        ("three hundred and five geese", 305),
        ("two million three hundred thousand geese", 2.3e6),
        ("two and a half million geese", 2.5e6),
        ("half a million geese", 5e5),
        ("a dozen geese", 12),
        ("two dozen geese", 24),
        ("a million geese", 1e6),
        ("2 1/2 hours", 2.5),
        ("2½ hours", 2.5),
        ("a quarter point", 0.25),
        ("a quarter of a percentage point", 0.25),
        ("two-thirds of the geese", 2 / 3),
        ("one-third worse", 1 / 3),
        ("two thirds of the geese", 2 / 3),
        ("half a percentage point", 0.5),
        ("Rs 500 crore", 5e9),
        ("Rs. 5 lakh", 5e5),
        ("1.1 millions of geese", 1.1e6),
        ("half of the geese", 0.5),
        ("one in five geese", 0.2),
        ("3 out of 4 geese", 0.75),
        ("zero geese", 0),
        ("one goose", 1),
        ("병력 1500명", 1500),
        ("1만2천 명", 12000),
        ("3.5億円", 3.5e8),
    ],
)
def test_values(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("40 geese", 40, 40),
        ("more than 40 geese", 40, inf),
        ("at least 40 geese", 40, inf),
        ("no fewer than 40 geese", 40, inf),
        ("over 40 geese", 40, inf),
        ("40 or more geese", 40, inf),
        ("40-plus geese", 40, inf),
        ("up to 40 geese", -inf, 40),
        ("fewer than 40 geese", -inf, 40),
        ("as many as 40 geese", -inf, 40),
        ("some 40 geese", 36, 44),
        ("about 40 geese", 36, 44),
        ("roughly 40 geese", 36, 44),
        ("an estimated 40 geese", 36, 44),
        ("40 or so geese", 36, 44),
        ("about 412 geese", 391.4, 432.6),
        ("about 4,100 geese", 3_690, 4_510),
        ("about 4,185 geese", 4_143.15, 4_226.85),
        ("nearly 40 geese", 34, 40),
        ("dozens of geese", 24, 120),
        ("hundreds of thousands of geese", 2e5, 2e6),
        ("several hundred geese", 200, 900),
        ("between 5 and 7 geese", 5, 7),
        ("from 5 to 7 geese", 5, 7),
        ("5 to 7 geese", 5, 7),
        ("5-7 ducks", 5, 7),
        ("3 to 4 million geese", 3e6, 4e6),
        ("1.5 million geese", 1.45e6, 1.55e6),
    ],
)
def test_bounds(text: str, low: float, high: float) -> None:
    found = only(text)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("some 40 geese", True),
        ("dozens of geese", True),
        ("almost 40 geese", True),
        ("40 geese", False),
        ("more than 40 geese", False),
    ],
)
def test_only_rough_words_make_a_number_approximate(text: str, approximate: bool) -> None:
    assert only(text).approximate is approximate


def test_rough_and_exact_reports_of_one_number_overlap() -> None:
    rough, exact = only("some 1,500 geese"), only("1,512 geese")
    assert rough.low <= exact.value <= rough.high
    assert rough.high - rough.value == pytest.approx(ROUGHLY[1] * rough.value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1,500 Verrin harbour pilots have left", "pilots"),
        ("12,000 pilots to help", "pilots"),
        ("40 of the injured passengers", "passengers"),
        ("three hundred people were evacuated", "people"),
        ("one person was hurt", "people"),
        ("a five-year plan", "year"),
        ("one unusually large purpose of it", "purpose"),
        ("one Verrin seat changed hands", "seat"),
        ("200 km of coast", "km"),
    ],
)
def test_what_is_counted(text: str, unit: str) -> None:
    assert only(text).unit == stem(unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$3.2 billion", "usd"),
        ("US$5", "usd"),
        ("60 dollars", "usd"),
        ("€40m", "eur"),
        ("£1.2m", "gbp"),
        ("5 million won", "krw"),
        ("100 rubles", "rub"),
        ("5 percent", "percent"),
        ("5%", "percent"),
        ("5 per cent", "percent"),
        ("5-7 percent", "percent"),
        ("0.25 percentage points", "percentage point"),
        ("25 basis points", "basis point"),
        ("a half point", "point"),
        ("a 17-year-old pilot", "age"),
        ("Mara Oduya, 42, a pilot", "age"),
        ("a man aged 42", "age"),
        ("a magnitude 6.1 quake", "magnitude"),
        ("a 6.1-magnitude quake", "magnitude"),
    ],
)
def test_money_shares_ages_and_measures(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "in 2015",
        "on July 12",
        "at 18:59",
        "at 5 p.m.",
        "the 20th ferry",
        "the first ferry",
        "Flight 370",
        "Article 5",
        "No. 7",
        "an F-16 jet",
        "COVID-19",
        "the G7",
        "ISO 9001",
        "nobody, not one of them",
        "no one",
        "192.168.1.1",
        "the 1990s",
        "one another",
        "a multi-billion deal",
        "the fourth quarter of 2019",
        "the Gang of Eight",
    ],
)
def test_no_quantities(text: str) -> None:
    assert read(text) == ()


def test_a_score_is_two_numbers_and_no_range() -> None:
    found = read("Verrin beat Orel 3-2 on Sunday")
    assert [(q.value, q.unit) for q in found] == [(3, "score"), (2, "score")]


def test_a_change_is_two_numbers_and_no_range() -> None:
    found = read("the rate rose from 5 to 7 percent")
    assert [(q.value, q.unit) for q in found] == [(5, "percent"), (7, "percent")]


def test_offsets_hold_bounds_and_signs_but_not_units() -> None:
    text = "Verrin paid more than $1.5bn for it"
    found = only(text)
    assert text[found.start : found.end] == "more than $1.5bn"


_UNITS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_UNITS += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
_UNITS += ["eighteen", "nineteen"]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int) -> str:
    """A number in words, the way news agencies write it."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        rest = f"-{_UNITS[number % 10]}" if number % 10 else ""
        return _TENS[number // 10] + rest
    if number < 1000:
        rest = f" and {spell(number % 100)}" if number % 100 else ""
        return f"{_UNITS[number // 100]} hundred{rest}"
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = f" {spell(number % scale)}" if number % scale else ""
            return f"{spell(number // scale)} {word}{rest}"
    raise AssertionError(number)


@given(number=st.integers(2, 10**12 - 1))
def test_numbers_in_words_read_back(number: int) -> None:
    assert only(f"they counted {spell(number)} geese").value == number


@given(number=st.integers(0, 10**12))
def test_numbers_with_commas_read_back(number: int) -> None:
    assert only(f"they counted {number:,} geese").value == number


@given(number=st.integers(1, 999), tenths=st.integers(0, 9))
def test_decimals_and_scales_read_back(number: int, tenths: int) -> None:
    found = only(f"it cost €{number}.{tenths} million")
    assert found.value == pytest.approx((number + tenths / 10) * 1e6)
    assert found.unit == "eur"


@given(text=st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    end = 0
    for found in read(text):
        assert end <= found.start < found.end <= len(text)
        assert found.low <= found.high
        end = found.end


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("100 Australian dollars", "aud"),
        ("100 Canadian dollars", "cad"),
        ("100 dollars", "usd"),
        ("Rs 500", "inr"),
        ("30 degrees Celsius", "celsius"),
        ("86°F", "fahrenheit"),
        ("half a percentage point", "percentage point"),
    ],
)
def test_money_and_degrees_say_whose(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("a", "b", "agree_on_it"),
    [
        ("100 acres", "40 hectares", True),
        ("100 acres", "90 hectares", False),
        ("six miles", "10 km", True),
        ("220 pounds", "100 kg", True),
        ("30 degrees Celsius", "86 degrees Fahrenheit", True),
        ("30 degrees Celsius", "70 degrees Fahrenheit", False),
        ("six miles", "six hectares", False),
        ("82 miles per hour", "82 mph", True),
        ("82 miles an hour", "132 kilometres per hour", True),
        ("82 mph", "82 km/h", False),
        ("two weeks", "14 days", True),
        ("two weeks", "three days", False),
        ("more than 6,300 geese", "more than 6,030 geese", False),
        ("more than 14 geese", "more than 15 geese", False),
        ("more than 6,300 geese", "more than 6,000 geese", True),
        ("11.3 percent", "11 percent", True),
        ("11.3 percent", "12 percent", False),
    ],
)
def test_measures_meet_in_their_own_units(a: str, b: str, agree_on_it: bool) -> None:
    assert agree(only(a), only(b)) is agree_on_it
    assert agree(only(b), only(a)) is agree_on_it


@pytest.mark.parametrize("lead", ["The loss, between", "A range of between", "It fell from"])
def test_a_range_is_quoted_from_its_first_word(lead: str) -> None:
    text = f"{lead} 1 and 4 cents a share was expected."
    for quantity in read(text):
        assert quantity.start < quantity.end
        assert text[quantity.end - 1].isdigit()
