"""A file of an older format is brought forward with everything in it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import LibraryUnusableError
from index.store.upgrading import prepare

FIRST = ("CREATE TABLE notes (words TEXT)",)
SECOND = ("ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'yellow'",)
THIRD = ("CREATE INDEX notes_by_colour ON notes (colour)", "UPDATE notes SET colour = 'green'")

OPENER = """
import sys
from pathlib import Path
from index.store.highlights import HighlightStore

HighlightStore(Path(sys.argv[1])).close()
"""


def test_every_step_is_taken_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "below" / "notes.db"
    prepare(path, application=7, migrations=[FIRST])
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO notes VALUES ('kept')")

    for _ in range(2):
        prepare(path, application=7, migrations=[FIRST, SECOND, THIRD])

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT * FROM notes").fetchall() == [("kept", "green")]
        assert file.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    prepare(path, application=7, migrations=[FIRST])

    with pytest.raises(LibraryUnusableError, match=r"notes\.db"):
        prepare(path, application=7, migrations=[FIRST, SECOND, ("NO SUCH STATEMENT",)])

    with closing(sqlite3.connect(path)) as file:
        columns = [row[1] for row in file.execute("PRAGMA table_info(notes)")]
        assert columns == ["words"]
        assert file.execute("PRAGMA user_version").fetchone() == (1,)


def test_several_processes_may_be_the_first(tmp_path: Path) -> None:
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(tmp_path)], stderr=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    told = [opener.communicate(timeout=60)[1] for opener in openers]

    assert told == [""] * 6
    assert [opener.returncode for opener in openers] == [0] * 6
