"""Everything a person can do in the app, in one table.

Key bindings, the footer, the help screen, the command palette and the user's own keymap are all
made from it, so none of them can disagree. It holds no behaviour: an action names a method of
the widget or screen of its context.
"""

from collections.abc import Mapping
from typing import Final

from textual.binding import Binding

from reader.actions.kinds import (
    CONTEXT_TITLES,
    ON_MAIN,
    Action,
    Context,
    key_name,
    key_names,
    keys_of,
)
from reader.actions.main import MAIN
from reader.actions.views import VIEWS

__all__ = [
    "ACTIONS",
    "CONTEXT_TITLES",
    "ON_MAIN",
    "Action",
    "Context",
    "actions",
    "bindings",
    "by_id",
    "first_key",
    "key_name",
    "key_names",
    "keys_of",
]

ACTIONS: Final[tuple[Action, ...]] = (*MAIN, *VIEWS)
"""Every action of the app, in the order help lists them."""


def actions(*contexts: Context) -> tuple[Action, ...]:
    """The actions of these contexts, in the table's order."""
    return tuple(action for action in ACTIONS if action.context in contexts)


def bindings(*contexts: Context) -> list[Binding]:
    """Key bindings of these contexts, for a ``BINDINGS`` class variable."""
    return [
        Binding(
            ",".join(action.keys),
            action.method,
            action.description,
            show=action.rank > 0,
            id=action.id,
        )
        for action in actions(*contexts)
    ]


def by_id() -> dict[str, Action]:
    """The table keyed by the actions' names."""
    return {action.id: action for action in ACTIONS}


def first_key(action_id: str, keymap: Mapping[str, str]) -> str:
    """The key to name for an action, as it is shown, under a keymap of ``id`` to keys."""
    return key_name(keys_of(by_id()[action_id], keymap)[0])
