"""The user's keymap: what is taken, and what is said of the rest."""

import re
from pathlib import Path

import pytest

from reader.actions import ACTIONS
from reader.commands.keys import key_file
from reader.settings import (
    Preferences,
    keys_file,
    load_keymap,
    load_preferences,
    remember,
    remembered,
)


def written(text: str) -> Path:
    file = keys_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_nothing_is_remapped() -> None:
    assert load_keymap().keys == {}


def test_one_key_or_several_in_characters_or_names() -> None:
    written('mark = "m"\nback = ["f9", "<"]\n')

    read = load_keymap()

    assert read.keys == {"mark": "m", "back": "f9,less_than_sign"}
    assert read.problems == ()


def test_the_file_that_is_written_changes_nothing_and_holds_every_action() -> None:
    text = key_file({})
    file = written(re.sub('^# (?=")', "", text, flags=re.MULTILINE))

    read = load_keymap(file)

    assert read.problems == ()
    assert read.keys == {action.id: ",".join(action.keys) for action in ACTIONS}
    assert all(action.description in text for action in ACTIONS)
    assert load_keymap(written(text)).keys == {}


def test_the_users_own_keys_are_in_force_in_it() -> None:
    text = key_file({"mark": "m", "back": "f9,less_than_sign"})

    assert load_keymap(written(text)).keys == {"mark": "m", "back": "f9,less_than_sign"}


def test_settings_are_taken_and_what_is_wrong_in_them_is_said(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('resume = false\nhints = "no"\ncolour = true\n', "utf-8")

    read = load_preferences(file)

    assert (read.resume, read.hints) == (False, True)
    assert [problem.partition(": ")[2] for problem in read.problems] == [
        "“hints” is true or false.",
        "there is no setting “colour”; there are resume, hints.",
    ]
    file.write_text("resume", "utf-8")
    assert "no setting was taken" in load_preferences(file).problems[0]
    assert load_preferences(tmp_path / "none") == Preferences()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('no-such-action = "m"', "no action “no-such-action”"),
        ("mark = 7", "“mark” needs a key"),
        ("mark = []", "“mark” needs a key"),
        ('mark = "hyper+nonsense"', "cannot use the key “hyper-nonsense”: there is none"),
        ('marks = "m"', "did you mean “mark”?"),
        ('mark = "ctrl+i"', "a terminal sends tab for it"),
        ('mark = "shift+m"', "write M"),
        ('mark = "ctrl+K"', "terminals send ctrl+k for it"),
        ('clear-query = "?"', "would be typed into the query"),
        ('clear-query = "x"', "cannot use the key “x”"),
        ('mark = "n"', "both want n"),
        ('sort-results = "t"', "both want t"),
        ('article.find = "n"', "both want n"),
        ('story.export = "j"', "both want j"),
        ('compare.here = "G"', "both want G"),
        ('marks.note = "f1"', "both want f1"),
        ("this is not TOML", "no key was changed"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_still_counts(line: str, said: str) -> None:
    good = "" if "TOML" in line else 'undo = "z"\n'
    file = written(good + line + "\n")

    read = load_keymap()

    assert dict(read.keys) == ({"undo": "z"} if good else {})
    assert len(read.problems) == 1
    assert said in read.problems[0]
    assert str(file) in read.problems[0]


def test_two_actions_may_swap_keys() -> None:
    written('undo = "U"\nredo = "u"\n')

    assert load_keymap().problems == ()


def test_views_do_not_clash_with_what_lies_under_them() -> None:
    written('story.export = "y"\ncompare.here = "s"\nmarks.note = "o"\n')

    assert load_keymap().problems == ()


def test_a_key_may_mean_different_things_in_different_panes() -> None:
    written('sort-results = "z"\norder-claims = "z"\n')

    assert load_keymap().problems == ()


def test_what_is_remembered_survives_and_what_is_damaged_is_forgotten(own_home: Path) -> None:
    remember("theme", "nord")
    assert remembered("theme") == "nord"

    for file in own_home.rglob("theme"):
        file.write_bytes(b"\xff\xfe")
    assert remembered("theme") is None
