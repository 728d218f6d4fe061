"""The files of the user's work and their journals, whatever happens to process, disk and file."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from index.errors import LibraryUnusableError
from index.store import highlights, searches
from index.store.highlights import HighlightStore
from index.store.searches import SearchStore

FILES: Final = {"highlights": highlights.FILE_NAME, "searches": searches.FILE_NAME}
"""The kinds of work kept, with the file of each."""

KEEP: Final = """
import resource, signal, sys
from pathlib import Path
from index.asking import Search
from index.errors import LibraryUnusableError
from index.model import Article, Span
from index.store.highlights import HighlightStore
from index.store.searches import SearchStore

kind, folder, room = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
article = Article("a1", "word " * 2000)
marks, saved = HighlightStore(folder), SearchStore(folder)
if room:
    # As a full disk: writing beyond so many bytes fails.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
for number in range(2000):
    try:
        if kind == "highlights":
            made = marks.add(article, Span(number * 5, number * 5 + 4)).id
        else:
            made = saved.save(f"search-{number}", Search(str(number))).name
    except LibraryUnusableError as error:
        sys.exit(str(error))
    print(made, flush=True)
"""

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL and no limits on Windows"),
    pytest.mark.parametrize("kind", FILES),
]


def keeping(kind: str, folder: Path, *, room: int = 0) -> subprocess.Popen[str]:
    """Another process that keeps one thing after another and names each once it is durable."""
    return subprocess.Popen(
        [sys.executable, "-c", KEEP, kind, str(folder), str(room)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[HighlightStore | SearchStore]:
    made = HighlightStore(folder) if kind == "highlights" else SearchStore(folder)
    with closing(made) as store:
        yield store


def held(store: HighlightStore | SearchStore) -> set[str]:
    if isinstance(store, HighlightStore):
        return {highlight.id for highlight in store.all()}
    return {saved.name for saved in store.all()}


def all_the_way_back_and_forth(store: HighlightStore | SearchStore) -> None:
    before = store.all()
    steps = 0
    while store.undo() is not None:
        steps += 1
    assert steps >= len(before)
    assert store.all() == ()
    while store.redo() is not None:
        steps -= 1
    assert steps == 0
    assert store.all() == before


@pytest.mark.parametrize("after", [1, 7])
def test_nothing_that_was_kept_is_lost_by_kill_9(kind: str, tmp_path: Path, after: int) -> None:
    with keeping(kind, tmp_path) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read().split()

    assert process.returncode == -signal.SIGKILL
    with opened(kind, tmp_path) as store:
        assert held(store) >= set(told)
        all_the_way_back_and_forth(store)


@pytest.mark.parametrize("room", [100_000, 200_000])
def test_a_full_disk_is_told_and_costs_nothing_that_was_kept(
    kind: str, tmp_path: Path, room: int
) -> None:
    told, failure = keeping(kind, tmp_path, room=room).communicate()

    assert FILES[kind] in failure
    assert "see that the disk has room" in failure
    kept = set(told.split())
    assert 0 < len(kept) < 2000
    with opened(kind, tmp_path) as store:
        assert held(store) == kept
        all_the_way_back_and_forth(store)


def test_a_torn_file_is_set_aside_whole(kind: str, tmp_path: Path) -> None:
    keeping(kind, tmp_path, room=400_000).communicate()
    with opened(kind, tmp_path):
        pass
    path = tmp_path / FILES[kind]
    content = bytearray(path.read_bytes())
    hurt = slice(5000, len(content) - 2000)
    content[hurt] = b"\xa5" * len(content[hurt])
    path.write_bytes(content)

    with (
        pytest.raises(LibraryUnusableError, match=rf"{path.name}\.damaged-\d{{8}}T\d{{6}}"),
        opened(kind, tmp_path),
    ):
        pass

    (aside,) = tmp_path.glob(f"{path.name}.damaged-*")
    assert aside.read_bytes() == bytes(content)
    with opened(kind, tmp_path) as store:
        assert store.all() == ()
