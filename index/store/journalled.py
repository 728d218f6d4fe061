"""What every store of the user's own work is: a lasting file whose changes can be taken back.

Knows nothing of what is kept: a store says how its file is made and how a step is put back.
"""

import sqlite3
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from index.store.journal import Journal, State, Step
from index.store.upgrading import Migrations, lasting


class JournalledStore(ABC):
    """The user's work of one kind in one file, used from several threads and processes.

    Every method that changes something is durable when it returns. All raise
    ``LibraryUnusableError`` where the file cannot be used and ``LibraryBusyError`` where
    another process does not let go of it; in a folder that cannot be written to the file can be
    read, and what would change it raises ``ReadOnlyError``.

    Attributes:
        file_name: the file's name in its folder.
        application: the number that tells it from the files of others.
        migrations: how to reach the present format.
        journal: where its changes are written down.
    """

    file_name: ClassVar[str]
    application: ClassVar[int]
    migrations: ClassVar[Migrations]
    journal: ClassVar[Journal]

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``, creating both where they are missing.

        Raises:
            LibraryUnusableError: the folder cannot be made, the file was made by a newer
                version, or the file is damaged; a damaged file has then been set aside under
                the name the error gives, and the next opening starts an empty one.
        """
        self._database = lasting(
            folder / self.file_name, application=self.application, migrations=self.migrations
        )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def undo(self) -> str | None:
        """Take back the last change, by whichever process, and say which; ``None``: nothing."""
        return self._step("undone")

    def redo(self) -> str | None:
        """Do again the change last taken back, and say which; ``None``: nothing."""
        return self._step("done")

    def _step(self, state: State) -> str | None:
        with self._database.writing() as connection:
            step = self.journal.step(connection, state)
            return None if step is None else f"{step.action} {self._put_back(connection, step)}"

    @abstractmethod
    def _put_back(self, connection: sqlite3.Connection, step: Step) -> str:
        """Make the store as a step has it; what it was done to, in words."""
