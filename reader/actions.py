"""Everything a person can do in the app, in one table.

Key bindings, the footer, the help screen, the command palette and the user's own keymap are all
made from it, so none of them can disagree. It holds no behaviour: an action names a method of
the widget or screen of its context.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from textual.binding import Binding

from reader.panes.keys import ARTICLE_BINDINGS

Context = Literal[
    "app", "main", "query", "results", "facets", "article", "claims", "reports", "list"
]
"""Where an action works: everywhere, on the main screen whatever has the focus, or only while
one part of it has. ``list`` is shared by every list."""

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


_TABLE: Final[tuple[Action, ...]] = (
    Action(
        "help", ("question_mark", "f1"), "help", "help", "List every key and what it does", "app"
    ),
    Action(
        "palette",
        ("ctrl+p",),
        "command_palette",
        "commands",
        "Find any command by typing part of its name",
        "app",
    ),
    Action("theme", ("ctrl+t",), "change_theme", "theme", "Choose the colours", "app"),
    Action("quit", ("q", "ctrl+q"), "quit", "quit", "Leave; everything is kept", "app"),
    Action(
        "search",
        ("slash",),
        "focus_query",
        "search",
        "Type a query",
        "main",
        70,
    ),
    Action(
        "next-pane",
        ("tab",),
        "next_pane(1)",
        "next pane",
        "Go to the next pane",
        "main",
        90,
    ),
    Action("previous-pane", ("shift+tab",), "next_pane(-1)", "", "Go to the pane before", "main"),
    Action("pane-search", ("1",), "pane('search')", "", "Go to the search pane", "main"),
    Action("pane-article", ("2",), "pane('article')", "", "Go to the article", "main"),
    Action("pane-claims", ("3",), "pane('claims')", "", "Go to the claims of the article", "main"),
    Action(
        "next-hit",
        ("n",),
        "next_hit(1)",
        "hit",
        "Go to the next search hit",
        "main",
        30,
        "previous-hit",
    ),
    Action("previous-hit", ("N",), "next_hit(-1)", "", "Go to the search hit before", "main"),
    Action(
        "next-claim",
        ("right_square_bracket",),
        "next_claim(1)",
        "claim",
        "Go to the next claim of the article",
        "main",
        25,
        "previous-claim",
    ),
    Action(
        "previous-claim",
        ("left_square_bracket",),
        "next_claim(-1)",
        "",
        "Go to the claim before",
        "main",
    ),
    Action(
        "claim-reports",
        ("enter",),
        "claim_reports",
        "reports",
        "Go from the article to the other reports of the chosen claim",
        "main",
        28,
    ),
    Action(
        "mark",
        ("space",),
        "mark",
        "mark",
        "Mark or unmark the selection, the claim or the sentence",
        "main",
        40,
    ),
    Action("undo", ("u",), "undo", "", "Take back the last change to your highlights", "main"),
    Action("redo", ("U",), "redo", "", "Do again what was taken back", "main"),
    Action(
        "back",
        ("b", "backspace", "alt+left"),
        "back",
        "back",
        "Return to exactly where you were before the last jump",
        "main",
        50,
    ),
    Action("forward", ("f", "alt+right"), "forward", "", "Undo the last return", "main"),
    Action(
        "compare",
        ("c",),
        "compare",
        "compare",
        "Set the claim and its other reports side by side",
        "main",
        60,
    ),
    Action(
        "story",
        ("s",),
        "story",
        "story",
        "See which source makes which claim, and who was first",
        "main",
        62,
    ),
    Action("highlights", ("h",), "highlights", "highlights", "List what you marked", "main", 75),
    Action("export", ("e",), "export", "export", "Export what you marked", "main", 80),
    Action(
        "open-original",
        ("o",),
        "open_original",
        "",
        "Open the original page or file outside the terminal",
        "main",
    ),
    Action(
        "copy",
        ("y",),
        "copy",
        "",
        "Send the selection, claim or sentence to the terminal's clipboard",
        "main",
    ),
    Action(
        "query-help",
        ("f2",),
        "query_help",
        "query help",
        "Show how to write a query",
        "main",
        95,
    ),
    Action(
        "stop-reading",
        ("ctrl+g",),
        "stop_refresh",
        "",
        "Stop reading files in; what is read by then is kept",
        "main",
    ),
    Action(
        "leave-query",
        ("down", "enter"),
        "leave_query",
        "results",
        "Go from the query to its results",
        "query",
        10,
    ),
    Action(
        "clear-query",
        ("escape",),
        "clear_query",
        "clear",
        "Empty the query and what narrows it",
        "query",
        20,
    ),
    Action(
        "accept-correction",
        ("ctrl+y",),
        "accept_correction",
        "",
        "Search for the spelling offered instead",
        "query",
    ),
    Action(
        "sort-results",
        ("r",),
        "sort_results",
        "sort",
        "Sort by relevance or by date",
        "results",
        20,
    ),
    Action(
        "narrow",
        ("t",),
        "narrow",
        "narrow",
        "Narrow the results by outlet or date",
        "results",
        22,
    ),
    Action("facet-left", ("left",), "move(-1)", "", "Go to the value before", "facets"),
    Action("facet-right", ("right",), "move(1)", "", "Go to the next value", "facets"),
    Action("facet-up", ("up", "k"), "line(-1)", "", "Go to the line above", "facets"),
    Action("facet-down", ("down", "j"), "line(1)", "", "Go to the line below", "facets"),
    Action(
        "facet-toggle",
        ("enter", "space"),
        "toggle_value",
        "narrow",
        "Show only this value, or all again",
        "facets",
        10,
    ),
    Action("facet-leave", ("escape", "t"), "leave", "results", "Go to the results", "facets", 12),
    Action(
        "reports",
        ("right",),
        "reports",
        "",
        "Go to the other reports of the claim",
        "claims",
    ),
    Action(
        "filter-claims",
        ("t",),
        "filter_claims",
        "filter",
        "Show only claims of one status, then of the next",
        "claims",
        22,
    ),
    Action(
        "order-claims",
        ("r",),
        "order_claims",
        "order",
        "Order by status, by place in the text or by number of sources",
        "claims",
        24,
    ),
    Action(
        "leave-reports",
        ("escape", "left"),
        "leave_reports",
        "claims",
        "Go back to the claims",
        "reports",
        12,
    ),
    Action("down", ("j", "down"), "cursor_down", "move", "Move down", "list", 5, "up"),
    Action("up", ("k", "up"), "cursor_up", "", "Move up", "list"),
    Action("first", ("g", "home"), "first", "", "Go to the first row", "list"),
    Action("last", ("G", "end"), "last", "", "Go to the last row", "list"),
    Action("page-down", ("ctrl+d", "pagedown"), "page_down", "", "Move a page down", "list"),
    Action("page-up", ("ctrl+u", "pageup"), "page_up", "", "Move a page up", "list"),
    Action("choose", ("enter",), "select", "open", "Open the row", "list", 10),
)


def _of_binding(binding: Binding) -> Action:
    """An action of the article pane, which keeps its keys beside its motions."""
    return Action(
        binding.id or "",
        tuple(binding.key.split(",")),
        binding.action,
        _ARTICLE_LABELS.get(binding.id or "", ""),
        binding.description,
        "article",
        _ARTICLE_RANKS.get(binding.id or "", 0),
        "article.up" if binding.id == "article.down" else None,
    )


_ARTICLE_LABELS: Final = {
    "article.down": "move",
    "article.select": "select",
    "article.find": "find",
}
_ARTICLE_RANKS: Final = {"article.down": 5, "article.select": 45, "article.find": 65}

ACTIONS: Final[tuple[Action, ...]] = (*_TABLE, *map(_of_binding, ARTICLE_BINDINGS))
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
