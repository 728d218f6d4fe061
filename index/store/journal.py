"""The journal of a file of the user's work: what each change made of what there was.

It is written in the transaction that makes the change, so that undo and redo survive a restart
and nothing removed is ever gone. It knows nothing of what is kept: bodies are the texts that
their store writes and reads. Table and columns are the store's, as files in use have them.
"""

import sqlite3
from dataclasses import dataclass
from typing import Final, Literal

State = Literal["done", "undone"]

_SOUGHT: Final = {
    # To take back: the last change in force. To make again: the first one taken back.
    "undone": "WHERE state = 'done' ORDER BY step DESC LIMIT 1",
    "done": "WHERE state = 'undone' ORDER BY step LIMIT 1",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A change just taken back or made again.

    Attributes:
        action: what it is called.
        body: what it was made to: as it became, or as it was where it was removed.
        gone: what is to go from the store; ``None``: nothing.
        there: what is to be in the store instead; ``None``: nothing.
    """

    action: str
    body: str
    gone: str | None
    there: str | None


class Journal:
    """The steps in one table, within transactions of the store's."""

    def __init__(self, table: str, *columns: str) -> None:
        """A journal in ``table``, which keeps ``columns`` of the store's own with each step."""
        names = ("at", "action", "before", "after", *columns)
        holders = ", ".join("?" * len(names))
        self._overtake = f"UPDATE {table} SET state = 'overtaken' WHERE state = 'undone'"  # noqa: S608
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holders})"  # noqa: S608
        self._select = f"SELECT step, action, before, after FROM {table} "  # noqa: S608
        self._mark = f"UPDATE {table} SET state = ? WHERE step = ?"  # noqa: S608

    def note(
        self,
        connection: sqlite3.Connection,
        at: str,
        action: str,
        before: str | None,
        after: str | None,
        *values: str,
    ) -> None:
        """Write a change down; changes taken back earlier can then not be made again."""
        connection.execute(self._overtake)
        connection.execute(self._insert, (at, action, before, after, *values))

    def step(self, connection: sqlite3.Connection, state: State) -> Step | None:
        """The change to take back (``undone``) or to make again (``done``), marked as such."""
        row = connection.execute(self._select + _SOUGHT[state]).fetchone()
        if row is None:
            return None
        number, action, before, after = row
        connection.execute(self._mark, (state, number))
        gone, there = (before, after) if state == "done" else (after, before)
        return Step(action, after or before, gone, there)
