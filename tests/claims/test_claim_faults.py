"""The index of claims through damage, kills, and readers while it is written."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from index.claims.index import ClaimIndex
from index.errors import LibraryUnusableError
from index.model import Article
from tests.claims.flood import FLOOD, OTHER, SENTENCES, STRANGER, everything, indexed, statuses
from tests.conftest import PROJECT


@pytest.mark.parametrize("damage", ["noise", "cut", "empty", "directory of another format"])
def test_a_damaged_file_is_started_anew(tmp_path: Path, damage: str) -> None:
    indexed(tmp_path, FLOOD, OTHER).close()
    path = tmp_path / "claims.db"
    if damage == "noise":
        path.write_bytes(b"this is no database" * 1000)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 999")
        connection.close()
    index = ClaimIndex(tmp_path)
    assert index.as_of == -1
    index.update([FLOOD, OTHER], forget=(), as_of=5)
    assert statuses(index, "flood")[0] == "corroborated"
    assert index.as_of == 5


def test_clearing_is_seen_by_who_has_the_file_open(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    reader = ClaimIndex(tmp_path)
    before = statuses(reader, "flood")
    index.clear()
    assert reader.as_of == -1
    assert reader.totals().total == 0
    index.update([FLOOD, OTHER], forget=(), as_of=7)
    assert reader.as_of == 7
    assert statuses(reader, "flood") == before


def test_damage_found_while_reading_is_told_and_put_right(tmp_path: Path) -> None:
    indexed(tmp_path, *(Article(f"a{n}", f"{FLOOD.text}\n{n}") for n in range(40))).close()
    path = tmp_path / "claims.db"
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(bytes(data))
    index = ClaimIndex(tmp_path)
    with pytest.raises(LibraryUnusableError, match=r"claims\.db"):
        everything(index, [f"a{n}" for n in range(40)])
    assert ClaimIndex(tmp_path).as_of == -1


KILLED = """
    import sys
    from pathlib import Path
    from index.claims.index import ClaimIndex
from index.claims.packing import lines_of, pack_lines
    from index.model import Article

    if __name__ == "__main__":
        texts = Path(sys.argv[2]).read_text(encoding="utf-8").split("\\f")
        index = ClaimIndex(Path(sys.argv[1]))
        print("ready", flush=True)
        index.update(
            (Article(f"b{n}", text) for n, text in enumerate(texts)), forget={"flood"}, as_of=2,
            progress=lambda p: print(p.stage, p.done, flush=True),
        )
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this platform")
@pytest.mark.parametrize("moment", ["claims 16", "link 0", "link 20"])
def test_a_kill_leaves_the_last_complete_state(tmp_path: Path, moment: str) -> None:
    index = indexed(tmp_path / "library", FLOOD, OTHER)
    before = everything(index, ["flood", "other"])
    index.close()
    chooser = random.Random(9)
    texts = ["\n".join(chooser.sample(SENTENCES, 6)) + f"\nSeries {n}." for n in range(50)]
    (tmp_path / "texts").write_text("\f".join(texts), encoding="utf-8")
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "library"), str(tmp_path / "texts")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert running.stdout is not None
    stage, done = moment.split()
    for line in running.stdout:
        word, *count = line.split()
        if word == stage and int(count[0]) >= int(done):
            break
    running.kill()
    running.wait()
    running.stdout.close()

    again = ClaimIndex(tmp_path / "library")
    assert again.as_of == 1
    assert everything(again, ["flood", "other"]) == before
    again.update(
        (Article(f"b{n}", text) for n, text in enumerate(texts)), forget={"flood"}, as_of=2
    )
    assert again.as_of == 2
    assert len(again.counts([f"b{n}" for n in range(50)])) == 50


def test_reading_goes_on_while_another_thread_updates(tmp_path: Path) -> None:
    index = indexed(tmp_path, FLOOD, OTHER)
    before = statuses(index, "flood")
    articles = [Article(f"a{n}", f"{STRANGER.text}\nSeries {n} of the plant.") for n in range(40)]
    failures: list[BaseException] = []

    def update() -> None:
        try:
            index.update(articles, forget=(), as_of=2)
        except BaseException as error:  # noqa: BLE001 - told by the test below
            failures.append(error)

    thread = threading.Thread(target=update)
    thread.start()
    seen = set()
    while thread.is_alive():
        assert statuses(index, "flood") == before
        seen.add(index.as_of)
        time.sleep(0.01)
    thread.join()
    assert failures == []
    assert index.as_of == 2
    assert seen <= {1, 2}
