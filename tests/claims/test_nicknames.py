"""Given names and their short forms."""

import pytest

from index.claims.nicknames import are_called_alike


@pytest.mark.parametrize(
    ("x", "y", "alike"),
    [
        ("bill berg", "william berg", True),
        ("jim", "james", True),
        ("bill berg", "william dunn", False),
        ("bill berg", "william", False),
        ("bill berg", "bob berg", False),
        ("bill berg", "bill berg", False),
        ("", "bill", False),
    ],
)
def test_a_short_given_name_is_the_full_one(x: str, y: str, alike: bool) -> None:
    assert are_called_alike(x, y) is alike
    assert are_called_alike(y, x) is alike
