"""Doing, planning, wanting, doubting, denying; and saying no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims.forms import Modality
from index.claims.modality import is_negated, modality


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norda has sent divers to Orel", "done"),
        ("Norda sent divers to Orel", "done"),
        ("The quay was closed on Tuesday", "done"),
        ("The council rejected the plan to sell the port", "done"),
        ("Officials shared concerns over preparations to close the port", "done"),
        ("Two pilots dead in Verrin", "done"),
        ("Norda is sending divers to Orel", "ongoing"),
        ("Crews were still searching the harbour", "ongoing"),
        ("Prices continue to climb", "ongoing"),
        ("Norda will send divers to Orel", "planned"),
        ("Norda plans to send divers to Orel", "planned"),
        ("Norda is going to send divers", "planned"),
        ("The ministers agreed to share the cost", "planned"),
        ("The bridge is set to open in May", "planned"),
        ("Norda vowed to rebuild the quay", "planned"),
        ("Norda may send divers to Orel", "possible"),
        ("The blast could close the port", "possible"),
        ("The captain allegedly slept", "possible"),
        ("The mayor hopes to reopen the port", "wanted"),
        ("The mayor urged Norda to send divers", "wanted"),
        ("The mayor asked Norda to send divers", "wanted"),
        ("Norda should pay for the quay", "wanted"),
        ("Norda denied that its crane was faulty", "denied"),
        ("The firm dismissed the reports of a leak", "denied"),
        ("Norda, which will leave in May, has paid the crews", "done"),
    ],
)
def test_how_the_event_stands_to_the_world(text: str, expected: Modality) -> None:
    assert modality(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norda did not pay the crews",
        "Norda didn't pay the crews",
        "Norda didn’t pay the crews",
        "Norda never paid",
        "No ferry has left",
        "Nobody was hurt",
        "Norda refused to pay",
        "Norda failed to warn the crews",
        "The port is no longer open",
    ],
)
def test_negated(text: str) -> None:
    assert is_negated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norda paid the crews",
        "Not only Norda paid",
        "No fewer than 40 ferries left",
        "Pier No. 5 was closed",
        "Norda denied the claim",
        "A noted engineer spoke",
    ],
)
def test_not_negated(text: str) -> None:
    assert not is_negated(text)


@given(text=st.text(max_size=200))
def test_any_text_has_a_modality(text: str) -> None:
    assert modality(text) in {"done", "ongoing", "planned", "possible", "wanted", "denied"}
    assert is_negated(text) in {True, False}
