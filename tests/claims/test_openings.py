"""Names of sentences that stand alone: the word that opens one, and headlines."""

import pytest

from index.claims.features import features
from index.claims.openings import is_ordinary, names_alone


def named(text: str) -> list[str]:
    return [text[n.start : n.end] for n in names_alone(text, features(text).names)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Google has opened a hall in Oldford.", ["Google", "Oldford"]),
        ("Workers have opened a hall in Oldford.", ["Oldford"]),
        ("“Google’s hall is open,” said Ana Berg.", ["Google", "Ana Berg"]),
        ("Yesterday Ana Berg opened a hall.", ["Ana Berg"]),
        ("Kenya Condemns Seizure of Fishing Boat", ["Kenya"]),
    ],
)
def test_capitals_that_do_not_tell_are_looked_up(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_names_and_ordinary_words_are_told_apart_by_news_at_large() -> None:
    assert is_ordinary("Police")
    assert is_ordinary("The")
    assert not is_ordinary("Google")
    assert not is_ordinary("Oldford")
