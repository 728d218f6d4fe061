"""``secondsource keys``: every key, as a ``keys.toml`` to be changed."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from index.errors import SecondSourceError
from reader.commands.options import library_option
from reader.commands.output import note

if TYPE_CHECKING:
    from reader.actions import Action

_INTRODUCTION: Final = """\
# The keys of Second Source.
#
# Every action stands here with the keys it has. To change one, take away the # before its line
# and write other keys: a letter or sign as it is ("m", "?"), ctrl+k, alt+left, f5, enter, escape,
# space, tab, backspace, up, down, left, right, home, end, pageup, pagedown. What works in one
# part of the screen may share a key with what works in another. `secondsource keys` says what
# cannot be taken; the help screen (?) shows the keys as they are.
"""
_COLUMN: Final = 48


@click.command(
    epilog="Example: secondsource keys --write. Exit code 1 means that a line of your file cannot "
    "be taken; stderr says which and why."
)
@click.option("--write", is_flag=True, help="Write the file where there is none yet.")
@library_option()
def command(*, write: bool) -> int:
    """Print every action and its keys as a keys.toml.

    Your own keys are in force in it, all others are commented out. With --write it is put where
    the app looks for it; a file that is there already is left alone.
    """
    from reader.settings import keys_file, load_keymap

    file = keys_file()
    keymap = load_keymap()
    for problem in keymap.problems:
        note(problem)
    text = key_file(keymap.keys)
    if not write:
        click.echo(text, nl=False)
    elif file.exists():
        note(f"{file} is there already: change it there, or move it away first")
        return 2
    else:
        _put(text, file)
        note(f"written to {file}")
    return 1 if keymap.problems else 0


def _put(text: str, file: Path) -> None:
    from reader.export import save

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        save(text, file)
    except OSError as error:
        raise SecondSourceError(
            f"{file}: {error.strerror or error}; see that its folder can be written to"
        ) from error


def key_file(keymap: Mapping[str, str]) -> str:
    """A ``keys.toml`` with every action, those of a keymap in force.

    Args:
        keymap: the user's own keys, comma-separated, by action.
    """
    from reader.actions import CONTEXT_TITLES, actions

    sections = [_INTRODUCTION]
    for context, title in CONTEXT_TITLES.items():
        lines = [_line(action, keymap) for action in actions(context)]
        sections.append("\n".join([f"## {title}", *lines]) + "\n")
    return "\n".join(sections)


def _line(action: "Action", keymap: Mapping[str, str]) -> str:
    keys = ", ".join(json.dumps(key, ensure_ascii=False) for key in _written(action, keymap))
    # Quoted, since a bare dotted name is a table in TOML, and "story" is an action as well.
    setting = f"{json.dumps(action.id)} = [{keys}]"
    lead = "" if action.id in keymap else "# "
    return f"{lead + setting:<{_COLUMN}} # {action.description}"


def _written(action: "Action", keymap: Mapping[str, str]) -> Iterator[str]:
    """The keys as a person writes them: signs as themselves, everything else by name."""
    from reader.actions import key_name, keys_of

    for key in keys_of(action, keymap):
        *modifiers, last = key.split("+")
        sign = key_name(last)
        plain = sign if len(sign) == 1 and sign.isascii() else last
        yield "+".join((*modifiers, plain))
