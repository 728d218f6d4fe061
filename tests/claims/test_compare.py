"""Two sentences in, a verdict with its differences out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.claims.bare import compare
from index.model import Comparison, DifferenceKind


def differing(found: Comparison, kind: DifferenceKind) -> list[tuple[str | None, str | None, bool]]:
    return [(d.here, d.there, d.agrees) for d in found.differences if d.kind == kind]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "The ferry sank off Marlow with 212 people on board.",
            "With 212 people aboard, the ferry went down off Marlow.",
        ),
        (
            "Some 1,500 firefighters were sent to the Arden valley.",
            "About 15-hundred firefighters have been sent to the Arden valley.",
        ),
        (
            "The Arden dam lost 1,512 cubic metres of water an hour.",
            "The Arden dam lost 1,500 cubic metres of water an hour.",
        ),
        (
            "More than 40 homes in Oldford burned down overnight.",
            "Overnight 52 homes burned down in Oldford.",
        ),
        (
            "Profits at Brightwater rose 3.47 percent in the second quarter.",
            "Brightwater's profits rose 3.5 percent in the second quarter.",
        ),
        (
            "The dock strike cost the port 3 million euros, Ana Berg said.",
            "The dock strike cost the port 3 million euros, according to the port authority.",
        ),
    ],
)
def test_one_claim_in_two_wordings_corroborates(a: str, b: str) -> None:
    found = compare(a, b)
    assert found.verdict == "corroborates"
    assert all(d.agrees for d in found.differences)


def test_an_agreeing_number_is_shown_in_the_words_of_each() -> None:
    found = compare(
        "Some 1,500 firefighters were sent to the Arden valley.",
        "About 15-hundred firefighters have been sent to the Arden valley.",
    )
    assert differing(found, "number") == [("Some 1,500", "About 15-hundred", True)]


@pytest.mark.parametrize(
    ("a", "b", "kind", "here", "there"),
    [
        (
            "The ferry sank off Marlow with 212 people on board.",
            "The ferry sank off Marlow with 187 people on board.",
            "number",
            "212",
            "187",
        ),
        (
            "Mayor Ana Berg resigned over the bridge contract.",
            "Mayor Carl Dunn resigned over the bridge contract.",
            "name",
            "Ana Berg",
            "Carl Dunn",
        ),
        (
            "The council approved the new tram line to the harbour.",
            "The council did not approve the new tram line to the harbour.",
            "negation",
            None,
            "not",
        ),
    ],
)
def test_a_claim_with_one_part_changed_conflicts_and_says_where(
    a: str, b: str, kind: DifferenceKind, here: str | None, there: str | None
) -> None:
    found = compare(a, b)
    assert found.verdict == "conflicts"
    assert (here, there, False) in differing(found, kind)


def test_another_day_conflicts() -> None:
    found = compare(
        "Mayor Ana Berg resigned on Tuesday over the bridge contract.",
        "Mayor Ana Berg resigned on Thursday over the bridge contract.",
        a_date="2031-03-07",
        b_date="2031-03-07",
    )
    assert found.verdict == "conflicts"
    assert differing(found, "date") == [("Tuesday", "Thursday", False)]


def test_a_later_higher_toll_is_an_update() -> None:
    a, b = "The Tarn flood killed 40 people.", "The Tarn flood killed 52 people."
    later = compare(a, b, a_date="2031-03-01", b_date="2031-03-03")
    assert later.verdict == "corroborates"
    assert [(d.kind, d.here, d.there) for d in later.differences if d.update] == [
        ("number", "40", "52"),
        ("date", "2031-03-01", "2031-03-03"),
    ]
    assert compare(a, b, a_date="2031-03-03", b_date="2031-03-01").verdict == "conflicts"
    assert compare(a, b).verdict == "conflicts"


def test_counting_the_gunman_in_is_no_conflict() -> None:
    found = compare(
        "Five people were killed at the Oldford mill, including the gunman.",
        "Four people were killed at the Oldford mill.",
    )
    assert found.verdict != "conflicts"
    assert differing(found, "number") == [("Five", "Four", True)]


def test_an_age_is_a_year_more_a_year_later() -> None:
    a, b = (
        "Selma Rask, 41, won the northern marathon.",
        "Selma Rask, 42, won the northern marathon.",
    )
    assert compare(a, b, a_date="2031-03-07", b_date="2032-03-05").verdict == "corroborates"
    assert compare(a, b, a_date="2031-03-07", b_date="2031-03-07").verdict == "conflicts"


def test_a_plan_is_less_than_a_deed_and_the_difference_is_shown() -> None:
    plan, deed = (
        "Brightwater plans to close its Helm Street plant.",
        "Brightwater has closed its Helm Street plant.",
    )
    found = compare(plan, deed)
    assert found.verdict != "conflicts"
    assert [d.kind for d in found.differences if not d.agrees] == ["modality"]
    assert found.probability < compare(deed, deed).probability


def test_two_peoples_hopes_are_two_claims() -> None:
    found = compare(
        "Ana Berg hopes the talks will end the dock strike.",
        "Carl Dunn hopes the talks will end the dock strike.",
    )
    assert found.verdict == "unrelated"
    assert not all(d.agrees for d in found.differences)


def test_two_shootings_in_one_town_are_unrelated() -> None:
    found = compare(
        "A man shot two people at a bakery in Oldford on Monday.",
        "A man shot three people at a school in Oldford on Thursday.",
        a_date="2031-03-07",
        b_date="2031-03-07",
    )
    assert found.verdict == "unrelated"


def test_planned_numbers_do_not_contradict_those_already_there() -> None:
    found = compare(
        "Norland plans to send 12,000 soldiers to the Arden border.",
        "Norland has sent 1,500 soldiers to the Arden border.",
    )
    assert found.verdict == "unrelated"


def test_strangers_are_unrelated() -> None:
    found = compare(
        "The council approved the new tram line.", "Rain is expected in the north on Sunday."
    )
    assert found == Comparison("unrelated", found.probability)
    assert found.probability > 0.8


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_get_a_verdict_and_a_probability(a: str, b: str) -> None:
    found = compare(a, b, a_date="2031", b_date="not a date")
    assert found.verdict in {"corroborates", "conflicts", "unrelated"}
    assert 0.0 <= found.probability <= 1.0
    if found.verdict == "conflicts":
        assert any(not d.agrees for d in found.differences)


@pytest.mark.parametrize("text", ["", "   ", "?", "\u202e", "7", "한국 정부가 배를 보냈다."])
def test_sentences_without_english_words_are_no_error(text: str) -> None:
    assert compare(text, text).verdict in {"corroborates", "unrelated"}
