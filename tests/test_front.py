"""The page kept ready: what a library shows before anything is asked is what asking would find."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index import front
from index.fulltext import container
from index.library import Library
from tests.conftest import PROJECT


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def add(library: Library, folder: Path, *, mirror: bool = False) -> None:
    library.add([str(folder)], mirror=mirror, on_outcome=lambda _outcome: None)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    write(folder, "pier.txt", "Pier at Calder reopens\n\nThe pier at Calder reopened on Monday.\n")
    write(folder, "toll.md", "# Toll doubled\n\nThe bridge toll doubled to 6 crowns, 2024-03-02.\n")
    rows = [{"text": f"Lamp {n} was lit.", "published": f"2024-03-{n + 1:02}"} for n in range(20)]
    lines = "".join(json.dumps({**row, "source": "The Beacon"}) + "\n" for row in rows)
    write(folder, "lamps.jsonl", lines + json.dumps({"text": "\ud83d \x1b[31m odd"}) + "\n")
    return folder


def test_the_page_is_what_asking_finds(tmp_path: Path, reports: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        assert library.front() is None
        add(library, reports)
        page = library.front()

        assert page is not None
        assert page.result == library.search("", limit=front.ROWS)
        assert page.counts == library.counts([hit.info.id for hit in page.result.hits])
        assert page.summary == library.summary()


def test_it_follows_every_change(tmp_path: Path, reports: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        add(library, reports)
        (reports / "toll.md").unlink()
        write(reports, "fog.txt", "Fog grounds ferries\n\nFog held nine ferries in port.\n")
        add(library, reports, mirror=True)
        page = library.front()

        assert page is not None
        assert page.result == library.search("", limit=front.ROWS)
        assert page.result.total == 23

        library.reindex()
        anew = library.front()
        assert anew is not None
        assert anew.result == library.search("", limit=front.ROWS)


def test_it_is_not_shown_once_the_record_has_gone_on(tmp_path: Path, reports: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        add(library, reports)
        page = library.front()
        assert page is not None

        assert front.load(library.folder, page.revision + 1) is None


@pytest.mark.parametrize("meta", [{}, {"format": 0}, {"format": front.FORMAT, "page": [1]}])
def test_what_is_not_such_a_page_counts_as_none(
    tmp_path: Path, reports: Path, meta: dict[str, object]
) -> None:
    with Library.open(tmp_path / "library") as library:
        add(library, reports)
        container.write(library.folder / front.FILE_NAME, meta, ())

        assert library.front() is None


def test_a_damaged_page_counts_as_none_and_is_made_anew(tmp_path: Path, reports: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        add(library, reports)
        page = library.front()
        file = library.folder / front.FILE_NAME
        whole = file.read_bytes()
        file.write_bytes(whole[:-9] + b"x" + whole[-8:])
        assert library.front() is None

        add(library, reports)
        assert library.front() == page


def test_it_is_shown_before_search_and_claims_are_loaded(tmp_path: Path, reports: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        add(library, reports)
    code = (
        "import sys\nfrom pathlib import Path\nfrom index.library import Library\n"
        "assert Library.open(Path(sys.argv[1])).front().result.total == 23\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library")],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert "sqlite3" in done.stdout.split()
    assert not {"numpy", "whoosh", "rapidfuzz"} & set(done.stdout.split())
