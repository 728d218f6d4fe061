"""The query language's meaning, without its spelling: what a parsed query is made of.

Every leaf remembers where it stood in the query, so that messages and corrections can point
there.
"""

from dataclasses import dataclass
from typing import Literal

TextField = Literal["title", "source", "author"]

MATCH_SLOP = 1
"""Positions between neighbouring words of an exact phrase."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed. ``typed`` marks the word still being typed, which may go on."""

    raw: str
    start: int
    end: int
    field: TextField | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other, at most ``slop`` positions from one to the next.

    ``open_ended``: the last word may go on (``left-win*``, or a phrase still being typed).
    ``quoted`` is false for what is one word to its writer but several to the index.
    """

    raw: tuple[str, ...]
    start: int
    end: int
    field: TextField | None = None
    slop: int = MATCH_SLOP
    open_ended: bool = False
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Prefix:
    """``troop*``."""

    raw: str
    start: int
    end: int
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """``troop~`` or ``troop~2``: words within so many edits that share the first letter."""

    raw: str
    edits: int
    start: int
    end: int
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """``date:``: articles whose date lies wholly within; both bounds ``None``: undated ones."""

    first: int | None
    last: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """``source:unknown``: articles without one."""

    field: TextField
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query."""


Leaf = Word | Phrase | Prefix | Fuzzy
Node = Word | Phrase | Prefix | Fuzzy | Days | Unknown | And | Or | Not | Everything


def positive_leaves(node: Node) -> tuple[Leaf, ...]:
    """The words and phrases a match can be shown by: all but those under a ``NOT``."""
    match node:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in positive_leaves(part))
        case Word() | Phrase() | Prefix() | Fuzzy():
            return (node,)
        case _:
            return ()
