"""The index under faults put in on purpose: a writer killed at each step, a disk that fills up,
readers while another process writes and merges."""

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from index.fulltext import FullText
from index.model import Article
from tests.conftest import PROJECT

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="kills and limits processes the POSIX way"
)

BEFORE, AFTER = 6, 7
OLD = {
    f"n{number}": f"tide {number} herring " + " ".join(f"w{number}x{other}" for other in range(99))
    for number in range(BEFORE)
}
NEW = {"n1": "ebb 1 changed", "n6": "tide 6 herring"}
GONE = ["n0"]
WORDS = ("tide", "herring", "ebb", "changed", '"tide 3"', "herr*")

# One process forks a writer for each fault, so that each costs no start of Python.
FAULTS = """
import json, os, resource, shutil, signal, sys, zlib
from itertools import count
from pathlib import Path
from index.fulltext import FullText, writer
from index.model import Article

kind, folder, new, gone, before, after = json.loads(sys.argv[1])
folder = Path(folder)

def killed_at(step):
    left = iter(range(step, 0, -1))
    def counted(call, one_in=1):
        turns = count()
        def at_last(*args, **kwargs):
            if next(turns) % one_in == 0 and next(left, 0) == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)
        return at_last
    os.fsync, os.replace, os.unlink = map(counted, (os.fsync, os.replace, os.unlink))
    zlib.crc32 = counted(zlib.crc32, one_in=9)

def filled_up_at(step):
    size = step * 512
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

for step in range(1, 1_000):
    copy = folder / str(step)
    shutil.copytree(folder / "start", copy)
    child = os.fork()
    if not child:
        {"killed": killed_at, "full": filled_up_at}[kind](step)
        articles = [Article(id=name, text=text) for name, text in new.items()]
        try:
            FullText(copy).update(articles, forget=gone, since=before, as_of=after)
        except OSError:
            os._exit(1)
        os._exit(0)
    how = os.waitpid(child, 0)[1]
    print(json.dumps([step, how, len(list(copy.glob("*.segment")))]), flush=True)
    if how == 0 and len(list(copy.glob("*.segment"))) == 1:
        break
"""


def answers(index: FullText) -> dict[str, int]:
    return {word: index.search(word, lambda _ids: {}).total for word in WORDS}


def right(texts: dict[str, str]) -> dict[str, int]:
    plain = {word: word.strip('"*') for word in WORDS}
    return {word: sum(plain[word] in text for text in texts.values()) for word in WORDS}


LATER = {name: text for name, text in {**OLD, **NEW}.items() if name not in GONE}
STATES = {BEFORE: right(OLD), AFTER: right(LATER)}


def put(index: FullText, texts: dict[str, str], as_of: int, forget: list[str]) -> None:
    articles = [Article(id=name, text=text) for name, text in texts.items()]
    index.update(articles, forget=forget, as_of=as_of)


def after_each_fault(kind: str, folder: Path) -> list[tuple[Path, int, int]]:
    """The folders, how their writers ended, and the segments then there."""
    start = FullText(folder / "start")
    for number, (name, text) in enumerate(OLD.items(), start=1):
        put(start, {name: text}, number, [])
    task = json.dumps([kind, str(folder), NEW, GONE, BEFORE, AFTER])
    done = subprocess.run(
        [sys.executable, "-c", FAULTS, task],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [(folder / str(step), how, segments) for step, how, segments in told]


def check(folder: Path) -> int:
    """Its state must be whole, and it must be possible to go on from it; the state."""
    index = FullText(folder)
    state = index.as_of
    assert answers(index) == STATES[state]
    put(index, NEW, AFTER, GONE)
    assert answers(index) == STATES[AFTER]
    assert not list(folder.glob("*.new"))
    return state


def test_killed_at_every_step_of_an_update_and_its_merge(tmp_path: Path) -> None:
    ends = after_each_fault("killed", tmp_path)

    merging = [folder for folder, _, segments in ends[:-1] if segments > 1]
    states = {folder: check(folder) for folder, _, _ in ends}

    assert set(states.values()) == {BEFORE, AFTER}
    assert AFTER in {states[folder] for folder in merging}, "none was killed while merging"
    assert [states[folder] for folder, _, _ in ends] == sorted(states.values())


def test_a_disk_that_fills_up_costs_nothing_that_was_there(tmp_path: Path) -> None:
    ends = after_each_fault("full", tmp_path)

    failed = [folder for folder, how, _ in ends if how]
    unmerged = [folder for folder, how, segments in ends if not how and segments > 1]
    assert failed
    assert unmerged, "the disk was never too full for merging alone"
    for folder in failed:
        assert not list(folder.glob("*.new"))
        assert check(folder) == BEFORE
    for folder in unmerged:
        assert check(folder) == AFTER


WRITER = """
import sys
from pathlib import Path
from index.fulltext import FullText
from index.model import Article

index = FullText(Path(sys.argv[1]))
for number in range(1, int(sys.argv[2]) + 1):
    index.update([Article(id=f"n{number}", text="tide " * number)], forget=(), as_of=number)
"""


def test_readers_see_every_article_of_a_state_while_another_process_adds_and_merges(
    tmp_path: Path,
) -> None:
    many = 120
    index = FullText(tmp_path)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(many)], cwd=PROJECT)
    seen = set()
    with writer:
        for _ in count():
            ended = writer.poll() is not None
            before = max(index.as_of, 0)
            total = index.search("tide", lambda _ids: {}).total
            assert before <= total <= max(index.as_of, 0)
            seen.add(total)
            if ended:
                break
    assert writer.returncode == 0
    assert max(seen) == many
    assert len(seen) > 2
    assert len(list(tmp_path.glob("*.segment"))) < 12
