"""What becomes of the index when a writer is killed, or files are cut, swapped or hostile."""

import os
import pickle
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import DerivedLostError, LibraryUnusableError
from index.fulltext import FullText
from index.fulltext.container import Container
from index.model import Article
from tests.fulltext.reports import DAM, FERRY, Shelf

PROJECT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from pathlib import Path
from index.fulltext import FullText
from index.model import Article

index = FullText(Path(sys.argv[1]))
revision = index.as_of
print("ready", flush=True)
while True:
    revision += 1
    articles = [Article(id=f"n{i}", text=f"tide revision{revision} " * 50) for i in range(40)]
    index.update(articles, forget=[f"n{revision % 40}x"], as_of=revision)
"""


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size)


@pytest.mark.skipif(sys.platform == "win32", reason="limits open files the POSIX way")
def test_a_machine_out_of_open_files_costs_an_error_and_not_the_index(tmp_path: Path) -> None:
    import resource

    index = FullText(tmp_path)
    index.update([FERRY, DAM], forget=(), as_of=3)
    before = index.search("ferry", lambda ids: {}).total
    lowest, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    again = FullText(tmp_path)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, most))
    try:
        with pytest.raises(LibraryUnusableError, match="open files"):
            again.search("ferry", lambda ids: {})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, most))
    assert again.as_of == 3
    assert again.search("ferry", lambda ids: {}).total == before > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process the POSIX way")
def test_killed_at_any_moment_the_last_complete_state_opens(tmp_path: Path) -> None:
    last = 0
    FullText(tmp_path).update([Article(id="n0", text="tide revision0")], forget=(), as_of=0)
    for delay in (0.0, 0.02, 0.05, 0.11, 0.23):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        with writer, writer.stdout:
            writer.stdout.readline()
            time.sleep(delay)
            writer.kill()
        index = FullText(tmp_path)
        assert index.as_of >= last
        last = index.as_of
        found = index.search(f"revision{last}", lambda ids: {}).total
        assert found == (40 if last else 1)
        assert index.search("tide", lambda ids: {}).total == found
    index.update([FERRY], forget=[f"n{i}" for i in range(40)], as_of=last + 1)
    assert index.search("", lambda ids: {}).total == 1


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["current", "*.segment"]),
    place=st.floats(0, 1, exclude_max=True),
    noise=st.none() | st.binary(min_size=1, max_size=40),
)
def test_cut_or_garbled_files_are_no_index_or_still_answer(
    name: str, place: float, noise: bytes | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("index")
    shelf = Shelf(folder, [FERRY, DAM])
    path = next(folder.glob(name))
    content = path.read_bytes()
    at = int(place * len(content))
    kept = b"" if noise is None else noise + content[at + len(noise) :]
    path.write_bytes(content[:at] + kept)
    again = FullText(folder)
    for query in ("sailors", '"interest rates"', "sail*", "sailrs~", ""):
        assert again.search(query, shelf.load).total <= 2
    try:
        again.update([FERRY, DAM], forget=(), as_of=3)
    except LibraryUnusableError:
        assert again.as_of == -1
        again.update([FERRY, DAM], forget=(), as_of=3)
    assert again.search("sailors", shelf.load).total == 2


QUERIES = ("sailors", '"interest rates"', "sail*", "sailrs~", "source:post", "date:2024", "NOT dam")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_never_makes_an_answer_wrong(
    place: float, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("index")
    shelf = Shelf(folder)
    right = {query: shelf.ids(query) for query in QUERIES}
    path = next(folder.glob("*.segment"))
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    path.write_bytes(content)
    shelf.index = FullText(folder)
    for query in QUERIES:
        assert shelf.ids(query) in (right[query], [])
    whole = shelf.index.as_of == shelf.revision
    left = {query: right[query] if whole else [] for query in QUERIES}
    assert {query: shelf.ids(query) for query in QUERIES} == left
    reports = list(shelf.record.values())
    try:
        shelf.index.update(reports, forget=(), as_of=2)
    except DerivedLostError:
        assert shelf.index.as_of == -1
        shelf.index.update(reports, forget=(), as_of=2)
    assert {query: shelf.ids(query) for query in QUERIES} == right


@pytest.mark.parametrize("name", ["current", "segment"])
def test_a_pickle_in_the_place_of_a_file_is_not_run(tmp_path: Path, name: str) -> None:
    shelf = Shelf(tmp_path / "index", [FERRY])
    trace = tmp_path / "ran"

    class Payload:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {trace}",)

    target = next(path for path in files(shelf.folder) if name in path.name)
    target.write_bytes(pickle.dumps(Payload()))
    for whoosh_name in ("_MAIN_1.toc", "MAIN_abc.seg", "_MAIN_LOCK"):
        (shelf.folder / whoosh_name).write_bytes(pickle.dumps(Payload()))
    again = FullText(shelf.folder)
    assert again.as_of == -1
    assert again.search("sailors", shelf.load).total == 0
    again.update([FERRY], forget=(), as_of=2)
    assert again.search("sailors", shelf.load).total == 1
    assert not trace.exists()


def test_nothing_in_the_package_reads_pickles() -> None:
    script = (
        "import pickle, sys\n"
        "def refuse(*a, **k): raise AssertionError('unpickled')\n"
        "class Refuses(pickle.Unpickler):\n"
        "    load = find_class = refuse\n"
        "pickle.load = pickle.loads = refuse\n"
        "pickle.Unpickler = Refuses\n"
        "from pathlib import Path\n"
        "from index.fulltext import FullText\n"
        "from index.model import Article\n"
        "index = FullText(Path(sys.argv[1]))\n"
        "index.update([Article(id='x', text='tide')], forget=(), as_of=1)\n"
        "assert index.search('tide', lambda ids: {}).total == 1\n"
    )
    folder = os.environ["XDG_CACHE_HOME"]
    subprocess.run([sys.executable, "-c", script, folder], cwd=PROJECT, check=True)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index", [FERRY])
    segment = next(path for path in files(shelf.folder) if path.suffix == ".segment")
    elsewhere = tmp_path / "elsewhere"
    shutil.move(segment, elsewhere)
    segment.symlink_to(elsewhere)
    assert FullText(shelf.folder).as_of == -1


def test_a_segment_named_outside_the_folder_is_refused(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index", [FERRY])
    segment = next(path for path in files(shelf.folder) if path.suffix == ".segment")
    current = shelf.folder / "current"
    content = current.read_bytes()
    name = segment.stem.encode()
    current.write_bytes(content.replace(name, b"../" + name[3:]))
    assert FullText(shelf.folder).as_of == -1


def test_a_segment_gone_missing_is_no_index(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY])
    next(path for path in files(tmp_path) if path.suffix == ".segment").unlink()
    again = FullText(tmp_path)
    assert again.as_of == -1
    assert again.search("sailors", shelf.load).total == 0


def test_every_array_carries_its_checksum(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY, DAM])
    for path in files(shelf.folder):
        if path.suffix == ".segment":
            Container(path).verify()


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
def test_the_folder_and_its_files_are_their_owners_alone(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index", [FERRY])
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    segments = [path for path in files(shelf.folder) if path.name != "write.lock"]
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in segments)


def test_leftovers_of_a_stopped_writer_are_swept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [FERRY])
    (tmp_path / "0123456789abcdef.segment").write_bytes(b"half")
    (tmp_path / "current.new").write_bytes(b"half")
    shelf.put([DAM])
    assert not (tmp_path / "0123456789abcdef.segment").exists()
    assert not (tmp_path / "current.new").exists()
    assert set(shelf.ids("sailors")) == {"ferry", "dam"}


def test_looking_at_the_revision_loads_neither_numpy_nor_whoosh(tmp_path: Path) -> None:
    Shelf(tmp_path / "index", [FERRY])
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from index.fulltext import FullText\n"
        "assert FullText(Path(sys.argv[1])).as_of == 1\n"
        "heavy = {'numpy', 'whoosh', 'rapidfuzz'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "index")], cwd=PROJECT, check=True)
