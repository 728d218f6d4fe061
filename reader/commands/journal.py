"""``undo`` and ``redo``, which every kind of the user's work has on the command line."""

from typing import TYPE_CHECKING

import click

from reader.commands.options import highlights_library, library_option
from reader.commands.output import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library
    from index.store.journalled import JournalledStore


def add_journal(
    group: click.Group, name: str, store: "Callable[[Library], JournalledStore]"
) -> None:
    """Give a group of commands ``undo`` and ``redo``.

    Args:
        group: the group, such as ``highlights``.
        name: its name on the command line.
        store: where what it changes is kept.
    """
    example = f"Example: secondsource {name}"

    @group.command(
        "undo",
        epilog=f"{example} undo",
        help="Take back the last change.\n\nAlso one made in the app or before a restart; again "
        "and again, back to the first.",
    )
    @library_option()
    def undo_command() -> int:
        with highlights_library() as library:
            undone = store(library).undo()
        note(f"undone: {undone}" if undone else "there is nothing to undo")
        return 0 if undone else 1

    @group.command("redo", epilog=f"{example} redo", help="Make the change last taken back again.")
    @library_option()
    def redo_command() -> int:
        with highlights_library() as library:
            redone = store(library).redo()
        note(f"done again: {redone}" if redone else "there is nothing to do again")
        return 0 if redone else 1
