"""In which words two claims differ."""

import pytest

from index.claims.bare import compare
from index.model import Difference


def told(a: str, b: str, **dates: str) -> set[tuple[str, str | None, str | None, bool]]:
    found = compare(a, b, a_date=dates.get("a_date"), b_date=dates.get("b_date"))
    return {(d.kind, d.here, d.there, d.agrees) for d in found.differences}


PLAIN = "The ferry to Marlow sank on Monday with 212 people on board"


def test_the_same_words_do_not_differ() -> None:
    assert told(PLAIN, PLAIN) == set()


def test_differences_are_seen_from_the_other_side_with_the_sides_changed() -> None:
    other = "The ferry to Marlow sank on Monday with some 200 people on board"
    here = told(PLAIN, other)
    assert here
    assert {(kind, b, a, agrees) for kind, a, b, agrees in here} == told(other, PLAIN)


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        (
            "Brightwater cut 20 percent of its staff in Oldford.",
            "Brightwater cut 30 percent of its staff in Oldford.",
            ("number", "20", "30", False),
        ),
        (
            "Brightwater paid $2.5 million for the Helm Street plant.",
            "Brightwater paid $4 million for the Helm Street plant.",
            ("number", "$2.5 million", "$4 million", False),
        ),
        (
            "The two agreed on joint patrols in the Arden strait, Ana Berg said.",
            "Carl Dunn said the two agreed on joint patrols in the Arden strait.",
            ("attribution", "Ana Berg", "Carl Dunn", False),
        ),
        (
            "Norland supplied Arden with large-scale weapons last year.",
            "Norland supplied Arden with weapons of mass destruction last year.",
            ("wording", "large-scale weapons", "weapons of mass destruction", True),
        ),
    ],
)
def test_a_difference_is_told_in_the_exact_words_of_each(
    a: str, b: str, difference: tuple[str, str | None, str | None, bool]
) -> None:
    found = told(a, b)
    assert any(
        kind == difference[0]
        and agrees == difference[3]
        and (here or "").startswith(difference[1] or "")
        and (there or "").startswith(difference[2] or "")
        for kind, here, there, agrees in found
    ), found


@pytest.mark.parametrize(
    ("a", "b", "here", "there"),
    [
        (
            "Norland, which has supplied Arden with heavy weapons of mass destruction, is sending"
            " its best troops.",
            "Norland has gone beyond supplying large-scale weapons to Arden and has sent its best"
            " troops.",
            "heavy weapons of mass destruction",
            "large-scale weapons",
        ),
        (
            "The mayor promised a thorough inquiry into the Helm Street fire.",
            "Into the Helm Street fire the mayor promised an internal inquiry.",
            "thorough inquiry",
            "internal inquiry",
        ),
    ],
)
def test_one_thing_called_by_other_qualities_is_named(
    a: str, b: str, here: str, there: str
) -> None:
    assert ("wording", here, there, False) in told(a, b)


def test_another_spelling_is_no_other_quality() -> None:
    found = told(
        "The mayor announced her re-election bid at the Helm Street fire station.",
        "At the Helm Street fire station the mayor announced her reelection bid.",
    )
    assert ("wording", False) not in {(kind, agrees) for kind, _, _, agrees in found}


def test_a_phrase_that_only_says_more_is_no_difference() -> None:
    found = told(
        "The mayor promised a thorough inquiry into the Helm Street fire.",
        "The mayor promised an inquiry into the Helm Street fire.",
    )
    assert found == set()


def test_every_difference_quotes_its_own_claim() -> None:
    a = "At least 40 homes in Oldford burned down on Monday, Mayor Ana Berg said."
    b = "Some 52 homes in Oldford were destroyed by fire on Tuesday, Carl Dunn said."
    found = compare(a, b, a_date="2031-03-08", b_date="2031-03-08")
    assert found.differences
    for d in found.differences:
        assert d.here is None or d.here in a
        assert d.there is None or d.there in b


def test_a_negation_about_something_else_is_no_contradiction() -> None:
    found = compare(
        "The council approved the new tram line to the harbour.",
        "The council approved the new tram line to the harbour without a debate.",
    )
    assert found.verdict == "corroborates"


def test_spellings_of_one_name_agree() -> None:
    found = compare(
        "General Khalid Hassan left the Arden talks in anger.",
        "General Khaled Hassan left the Arden talks in anger.",
    )
    assert found.verdict == "corroborates"
    assert all(d.agrees for d in found.differences)


def test_differences_are_plain_values() -> None:
    found = compare(PLAIN, PLAIN.replace("212", "187"))
    assert Difference("number", "212", "187", agrees=False) in found.differences


def test_what_two_claims_differ_in_is_told_of_each_pair_of_reports_by_its_own_dates() -> None:
    early, late = "The flood killed 12 people in Marlow", "The flood killed 19 people in Marlow"
    for days in (("2024-05-06", "2024-05-08"), ("2024-06-01", "2024-06-02")):
        assert ("date", *days, True) in told(early, late, a_date=days[0], b_date=days[1])
    back = told(early, late, a_date="2024-06-02", b_date="2024-06-01")
    assert not any(kind == "date" for kind, *_ in back)
