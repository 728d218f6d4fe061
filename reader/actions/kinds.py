"""What an action is, where it can work, and how its keys are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Context = Literal[
    "app",
    "main",
    "query",
    "results",
    "facets",
    "article",
    "claims",
    "reports",
    "list",
    "story",
    "grid",
    "compare",
    "marks",
    "searches",
]
"""Where an action works: everywhere, on the main screen whatever has the focus, only while one
part of it has, or in a view of its own. ``list`` is shared by every list."""

ON_MAIN: Final[frozenset[Context]] = frozenset(
    {"query", "results", "facets", "article", "claims", "reports", "list"}
)
"""The parts of the main screen."""

CONTEXT_TITLES: Final[dict[Context, str]] = {
    "app": "Everywhere",
    "main": "Reading",
    "query": "Typing a query",
    "results": "Results",
    "facets": "Narrowing results",
    "article": "Article",
    "claims": "Claims",
    "reports": "Other reports of a claim",
    "list": "In every list",
    "story": "Story",
    "grid": "The story's grid",
    "compare": "Compare",
    "marks": "Highlights",
    "searches": "Searches",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    Attributes:
        id: its name in ``keys.toml``, never changed once released.
        keys: the keys it has unless remapped, in Textual's names, the one to show first.
        method: the Textual action it runs, in the namespace of its context.
        label: one or two words for the footer.
        description: one sentence for help and palette.
        context: where it works.
        rank: its place in the footer, lowest first; 0 keeps it out.
        pair: the id of the action the other way, named beside this one in the footer.
    """

    id: str
    keys: tuple[str, ...]
    method: str
    label: str
    description: str
    context: Context
    rank: int = 0
    pair: str | None = None


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys an action has under a keymap of ``id`` to comma-separated keys."""
    remapped = keymap.get(action.id)
    return tuple(remapped.split(",")) if remapped else action.keys


_KEY_NAMES: Final = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "⏎",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "backspace": "⌫",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "minus": "-",
    "dollar_sign": "$",
    "shift+tab": "⇧tab",
}


def key_name(key: str) -> str:
    """A key as the footer and help show it: ``^p`` for ``ctrl+p``, ``]`` for its long name."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    *modifiers, last = key.split("+")
    shown = _KEY_NAMES.get(last, last)
    return "".join("^" if m == "ctrl" else f"{m}-" for m in modifiers) + shown


def key_names(keys: Iterable[str]) -> str:
    """Several keys of one action, parted by blanks."""
    return " ".join(key_name(key) for key in keys)
