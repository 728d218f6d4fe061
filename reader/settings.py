"""What a person set up and what the app remembers: keymap, preferences, theme, session.

``keys.toml`` and ``settings.toml`` in the config folder belong to the user and are only read.
What the app remembers lies in the state folder and can be lost without harm; writing it never
fails loudly.
"""

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from index.places import config_folder, state_folder
from reader.actions import ACTIONS, ON_MAIN, Action, Context, by_id, key_name

KEYS_FILE: Final = "keys.toml"
SETTINGS_FILE: Final = "settings.toml"

_LISTS: Final[frozenset[Context]] = frozenset(
    {"results", "claims", "reports", "compare", "marks", "searches"}
)
_TOGETHER: Final[tuple[tuple[Context, frozenset[Context]], ...]] = (
    ("main", ON_MAIN),
    ("list", _LISTS),
    ("story", frozenset({"grid"})),
)
"""Contexts alive at once: the first with any of the others."""

_PRINTABLE_BLIND: Final[frozenset[Context]] = frozenset({"query"})


@dataclass(frozen=True, slots=True)
class Keymap:
    """The user's keys: action names to comma-separated keys, and what could not be taken."""

    keys: Mapping[str, str]
    problems: tuple[str, ...] = ()


def keys_file() -> Path:
    """Where the user's keymap is looked for."""
    return config_folder() / KEYS_FILE


def load_keymap(path: Path | None = None) -> Keymap:
    """Read the user's keymap. Whatever is wrong in it becomes a problem, the rest still counts."""
    file = path or keys_file()
    table, problem = _toml(file)
    if problem:
        return Keymap({}, (f"{problem}; no key was changed.",))
    return keymap(table, str(file))


def _toml(file: Path) -> tuple[dict[str, object], str | None]:
    """What a file of the user's says, and why it says nothing where it cannot be read."""
    if not file.is_file():
        return {}, None
    import tomllib

    try:
        return tomllib.loads(file.read_text("utf-8")), None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, f"{file}: {error}"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What ``settings.toml`` says.

    Attributes:
        resume: begin where the reader left off.
        hints: show hints to who is new here.
        problems: what could not be taken.
    """

    resume: bool = True
    hints: bool = True
    problems: tuple[str, ...] = ()


def load_preferences(path: Path | None = None) -> Preferences:
    """Read the user's settings. Whatever is wrong in them becomes a problem, the rest counts."""
    file = path or config_folder() / SETTINGS_FILE
    table, problem = _toml(file)
    if problem:
        return Preferences(problems=(f"{problem}; no setting was taken.",))
    known = {"resume": True, "hints": True}
    problems = []
    for name, value in table.items():
        if name not in known:
            there = ", ".join(known)
            problems.append(f"{file}: there is no setting “{name}”; there are {there}.")
        elif not isinstance(value, bool):
            problems.append(f"{file}: “{name}” is true or false.")
        else:
            known[name] = value
    return Preferences(**known, problems=tuple(problems))


def keymap(table: Mapping[str, object], name: str) -> Keymap:
    """Check a table of action names to a key or a list of keys.

    Args:
        table: as read from TOML.
        name: the file, for the messages.
    """
    known = by_id()
    wanted: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for action_id, value in _flat(table):
        keys = _keys(value)
        if action_id not in known:
            problems.append(f"{name}: there is no action “{action_id}”; {_meant(action_id)}")
        elif not keys:
            problems.append(f"{name}: “{action_id}” needs a key or a list of keys.")
        elif trouble := _unusable(known[action_id], keys):
            bad, why = trouble
            problems.append(f"{name}: “{action_id}” cannot use the key “{key_name(bad)}”: {why}.")
        else:
            wanted[action_id] = keys
    while clash := _clash(wanted):
        dropped, other, key = clash
        del wanted[dropped]
        problems.append(
            f"{name}: “{dropped}” and “{other}” both want {key_name(key)}; "
            f"“{dropped}” keeps its own keys. Give one of them another key."
        )
    return Keymap({name: ",".join(keys) for name, keys in wanted.items()}, tuple(problems))


def _flat(table: Mapping[str, object], lead: str = "") -> Iterator[tuple[str, object]]:
    """Entries by their dotted names: TOML reads ``article.find`` as a table within one."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{lead}{name}.")
        else:
            yield lead + name, value


def _keys(value: object) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
        return ()
    return tuple(_long_name(key) for key in keys)


def _long_name(key: str) -> str:
    """Textual's name of a key: ``question_mark`` for ``?``, ``ctrl+slash`` for ``ctrl+/``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
        last = KEY_NAME_REPLACEMENTS.get(name, name)
    return "+".join((*modifiers, last))


_KEY_NAMES: Final = {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values())


_TYPED: Final = {"space", *map(_long_name, string.punctuation)}
"""Keys with a name that type something all the same."""

_SENT_AS: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What terminals send for keys that they cannot tell apart."""


def _unusable(action: Action, keys: Iterable[str]) -> tuple[str, str] | None:
    """The first key no terminal sends, or that would be typed into the query, and why not."""
    for key in keys:
        *modifiers, last = key.split("+")
        if len(last) > 1 and "_" not in last and last not in _KEY_NAMES | _TYPED:
            return key, "there is none of that name"
        if sent := _SENT_AS.get(key):
            return key, f"a terminal sends {sent} for it"
        if modifiers == ["shift"] and len(last) == 1:
            return key, f"write {last.upper()}"
        if "ctrl" in modifiers and len(last) == 1 and last.isupper():
            return key, f"terminals send {'+'.join((*modifiers, last.lower()))} for it"
        if action.context in _PRINTABLE_BLIND and (len(key) == 1 or key in _TYPED):
            return key, "it would be typed into the query; take one with ctrl or a function key"
    return None


def _meant(action_id: str) -> str:
    """The way out where there is no action of a name."""
    from difflib import get_close_matches

    near = get_close_matches(action_id, by_id(), n=1)
    return f"did you mean “{near[0]}”?" if near else "`secondsource keys` lists them all."


def _meet(one: Context, other: Context) -> bool:
    """Whether actions of two contexts can be alive at once."""
    pair = {one, other}
    return (
        len(pair) == 1
        or "app" in pair
        or any(first in pair and bool(pair & others) for first, others in _TOGETHER)
    )


def _clash(wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """The first remapped action whose key another one alive beside it has too."""
    for action in ACTIONS:
        if action.id not in wanted:
            continue
        for other in ACTIONS:
            if other.id == action.id or not _meet(action.context, other.context):
                continue
            taken = set(wanted.get(other.id, other.keys))
            if common := [
                key for key in wanted[action.id] if key in taken and key not in action.keys
            ]:
                return action.id, other.id, common[0]
    return None


def remembered(name: str) -> str | None:
    """Something the app remembered under this name, or ``None``."""
    try:
        return (state_folder() / name).read_text("utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def remember(name: str, value: str) -> None:
    """Remember something for the next start; silently not where the disk refuses."""
    folder = state_folder()
    try:
        fresh = folder / f"{name}.new"
        fresh.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(value, "utf-8")
        fresh.replace(folder / name)
    except OSError:
        return
