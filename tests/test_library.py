"""The library through its one door: what is added is found, linked and kept, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.errors import (
    CancelledError,
    LibraryBusyError,
    LibraryUnusableError,
    NotFoundError,
)
from index.library import Library
from index.model import AddSummary, Outcome
from index.progress import Progress
from index.writing import sole_writer

QUAKE = (
    "A magnitude 6.1 earthquake shook the town of Verrin on Tuesday, killing 14 people.\n\n"
    "Mayor Odile Marsh said the hospital had lost power for six hours.\n"
)
QUAKE_TOO = (
    "At least 14 people were killed when a 6.1 magnitude earthquake struck Verrin on Tuesday.\n\n"
    "Rescue teams from two neighbouring provinces arrived before nightfall.\n"
)


@dataclass
class Told:
    """What an ``add`` said while it ran."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def statuses(self) -> list[str]:
        return [outcome.status for outcome in self.outcomes]


def add(library: Library, *sources: Path | str, mirror: bool = False) -> tuple[AddSummary, Told]:
    told = Told()
    summary = library.add(
        [str(source) for source in sources], mirror=mirror, on_outcome=told.outcomes.append
    )
    return summary, told


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(QUAKE, encoding="utf-8")
    (folder / "two.txt").write_text(QUAKE_TOO, encoding="utf-8")
    return folder


def test_what_is_added_is_found_and_linked(library: Library, reports: Path) -> None:
    summary, told = add(library, reports)
    assert told.statuses == ["added", "added"]
    assert (summary.added, summary.rejected) == (2, 0)
    assert [stage for stage, _ in summary.seconds] == ["read", "index", "claims", "link"]
    assert library.is_current()

    found = library.search("earthquake verrin")
    assert found.total == 2
    first = next(hit for hit in found.hits if hit.info.path == str(reports / "one.txt"))
    standings = library.standings(first.info.id)
    killed = next(standing for standing in standings if "killing" in standing.claim.text)
    assert killed.status == "corroborated"
    assert killed.origins == 2
    assert "killed" in killed.reports[0].text
    power = next(standing for standing in standings if "power" in standing.claim.text)
    assert (power.status, power.origins, power.reports) == ("single-source", 1, ())
    assert library.summary().articles == 2


def test_the_most_corroborated_come_first_also_once_another_joins(
    library: Library, tmp_path: Path, reports: Path
) -> None:
    alone = tmp_path / "alone.txt"
    alone.write_text("The choir of Verrin sang on Sunday, its director said.\n", "utf-8")
    add(library, reports, alone)

    def shared() -> list[int]:
        found = library.search("", sort="corroborated")
        counts = library.counts([hit.info.id for hit in found.hits])
        return [counts[hit.info.id].corroborated for hit in found.hits]

    before = shared()
    assert before == sorted(before, reverse=True)
    assert before[0] > before[-1] == 0
    alone.write_text(QUAKE_TOO, "utf-8")
    add(library, alone)
    assert shared() == sorted(shared(), reverse=True)
    assert min(shared()) > 0


def test_offsets_of_a_text_file_hold_on_the_file(library: Library, reports: Path) -> None:
    add(library, reports)
    for info in library.articles():
        assert info.path is not None
        text = Path(info.path).read_text(encoding="utf-8")
        for standing in library.standings(info.id):
            claim = standing.claim
            assert text[claim.start : claim.end] == claim.text


def test_adding_again_is_free_of_change(library: Library, reports: Path) -> None:
    add(library, reports)
    summary, told = add(library, reports)
    assert told.statuses == ["unchanged", "unchanged"]
    assert [stage for stage, _ in summary.seconds] == ["read"]


def test_a_changed_file_is_the_same_article(library: Library, reports: Path) -> None:
    _, first = add(library, reports)
    (reports / "one.txt").write_text(QUAKE.replace("14", "19"), encoding="utf-8")
    _, second = add(library, reports)
    assert sorted(second.statuses) == ["unchanged", "updated"]
    updated = next(o for o in second.outcomes if o.status == "updated")
    assert updated.article in {outcome.article for outcome in first.outcomes}
    assert library.search('"19 people"').total == 1
    assert library.search('"killing 14"').total == 0


def test_a_vanished_file_stays_unless_mirrored(library: Library, reports: Path) -> None:
    add(library, reports)
    (reports / "two.txt").unlink()
    add(library, reports)
    assert library.summary().articles == 2
    _, told = add(library, reports, mirror=True)
    assert sorted(told.statuses) == ["removed", "unchanged"]
    assert library.search("earthquake").total == 1
    (left,) = library.articles()
    assert all(not standing.reports for standing in library.standings(left.id))


def test_a_folder_out_of_reach_takes_nothing_with_it(library: Library, reports: Path) -> None:
    add(library, reports, mirror=True)
    reports.rename(reports.with_name("unmounted"))
    _, told = add(library, reports, mirror=True)
    assert told.statuses == ["rejected"]
    assert library.summary().articles == 2


def test_rows_gone_from_a_mirrored_file_go(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [{"id": "q1", "text": QUAKE}, {"id": "q2", "text": QUAKE_TOO}]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    add(library, file, mirror=True)
    file.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    _, told = add(library, file, mirror=True)
    assert sorted(told.statuses) == ["removed", "unchanged"]
    assert [info.id for info in library.articles()] == ["q1"]


def test_a_rejected_row_is_reported_every_time(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"id": "q1", "text": QUAKE}) + "\n{broken\n", encoding="utf-8")
    for first in ("added", "unchanged"):
        _, told = add(library, file)
        assert told.statuses == [first, "rejected"]
        assert told.outcomes[1].input.endswith("rows.jsonl:2")


def test_ids_may_be_shortened_while_they_are_clear(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [{"id": id_, "text": QUAKE} for id_ in ("verrin-1", "verrin-12", "marsh")]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    add(library, file)
    assert library.resolve("mar") == "marsh"
    assert library.resolve("verrin-1") == "verrin-1"
    with pytest.raises(NotFoundError, match="verrin-1, verrin-12"):
        library.resolve("verrin")
    with pytest.raises(NotFoundError, match="'nobody'"):
        library.resolve("nobody")


def test_a_stopped_add_is_finished_by_the_next(library: Library, reports: Path) -> None:
    stages: list[str] = []

    def note(progress: Progress) -> None:
        stages.append(progress.stage)

    with pytest.raises(CancelledError):
        library.add(
            [str(reports)],
            on_outcome=lambda _: None,
            progress=note,
            cancelled=lambda: "index" in stages,
        )
    assert not library.is_current()
    library.catch_up()
    assert library.is_current()
    assert library.search("earthquake").total == 2


def test_reindexing_gives_the_same_answers(library: Library, samples: Path) -> None:
    add(library, samples)
    before = {info.id: library.standings(info.id) for info in library.articles()}
    found = library.search("troops")
    library.reindex()
    assert {info.id: library.standings(info.id) for info in library.articles()} == before
    assert library.search("troops") == found


def test_a_second_writer_is_told_who_holds_the_library(
    library: Library, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, reports)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(library.folder)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(LibraryBusyError, match=f"process {holder.pid} \\(a long job\\)"),
            sole_writer(library.folder, "add", wait=0.2),
        ):
            pass
        assert library.search("earthquake").total == 2
    finally:
        holder.kill()
        holder.communicate()
    with sole_writer(library.folder, "add", wait=0.2):
        pass


_HOLD = """
import sys, time, pathlib
from index.writing import sole_writer
with sole_writer(pathlib.Path(sys.argv[1]), "a long job"):
    print("held", flush=True)
    time.sleep(60)
"""

_ADD = """
import sys, pathlib
from index.library import Library
with Library.open(pathlib.Path(sys.argv[1])) as library:
    library.add([sys.argv[2]], on_outcome=lambda _: None, progress=lambda p: print(p, flush=True))
"""


@pytest.mark.parametrize(
    ("stage", "reports"), [("read", 220), ("index", 110), ("claims", 110), ("link", 110)]
)
def test_killed_in_any_stage_the_library_opens_and_goes_on(
    tmp_path: Path, stage: str, reports: int
) -> None:
    # So many that each stage says how far it is before it is done, and works in processes.
    folder = tmp_path / "library"
    file = tmp_path / "rows.jsonl"
    rows = [
        {"id": f"q{n}", "text": f"{QUAKE} {QUAKE_TOO} Shelter {n} opened."} for n in range(reports)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    adding = subprocess.Popen(
        [sys.executable, "-c", _ADD, str(folder), str(file)], stdout=subprocess.PIPE, text=True
    )
    assert adding.stdout is not None
    for line in adding.stdout:
        if f"stage='{stage}'" in line and "done=0" not in line:
            break
    os.kill(adding.pid, signal.SIGKILL)
    adding.communicate()
    assert adding.returncode == -signal.SIGKILL

    with Library.open(folder) as library:
        for info in library.articles():
            library.standings(info.id)
        library.search("earthquake")
        add(library, file)
        assert library.is_current()
        assert library.search("earthquake").total == reports
        assert sum(len(origin.articles) for origin in library.origins()) == reports


def test_readers_go_on_while_another_process_writes(library: Library, tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    first.write_text(json.dumps({"id": "q0", "text": QUAKE}) + "\n", encoding="utf-8")
    add(library, first)
    more = tmp_path / "more.jsonl"
    rows = [{"id": f"m{n}", "text": f"{QUAKE_TOO} Shelter {n} opened."} for n in range(80)]
    more.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    adding = subprocess.Popen(
        [sys.executable, "-c", _ADD, str(library.folder), str(more)], stdout=subprocess.DEVNULL
    )
    totals = [library.search("earthquake").total]
    while adding.poll() is None:
        totals.append(library.search("earthquake").total)
        library.standings("q0")
        time.sleep(0.02)
    totals.append(library.search("earthquake").total)
    assert adding.returncode == 0
    assert totals == sorted(totals)
    assert totals[-1] == 81


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(LibraryUnusableError, match="not empty"):
        Library.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_library_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusableError, match="secondsource add"):
        Library.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def test_nothing_is_written_into_the_folder_being_read(library: Library, reports: Path) -> None:
    before = sorted(path.name for path in reports.rglob("*"))
    add(library, reports)
    assert sorted(path.name for path in reports.rglob("*")) == before


def test_torn_derived_parts_are_rebuilt_from_the_record(tmp_path: Path, reports: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        add(library, reports)
    (folder / "claims.db").write_bytes(b"torn")
    for path in (folder / "fulltext").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:7])
    with Library.open(folder) as library:
        add(library, reports)
        assert library.is_current()
        assert library.search("earthquake").total == 2
        assert library.summary().claims.corroborated > 0


@pytest.mark.parametrize("size", [0, 40, 400])
def test_full_text_torn_while_the_library_is_open_is_made_anew_by_the_next_add(
    library: Library, reports: Path, tmp_path: Path, size: int
) -> None:
    add(library, reports)
    before = {hit.info.id for hit in library.search("").hits}
    assert library.is_current()
    for segment in list(library.folder.rglob("*.segment")):
        torn = segment.read_bytes()[:size]
        segment.unlink()
        segment.write_bytes(torn)
    later = tmp_path / "later.txt"
    later.write_text("A heron nested on the roof of the old tannery in Brackwell.\n")
    add(library, later)
    assert library.is_current()
    assert before < {hit.info.id for hit in library.search("").hits}
    assert library.search("heron").total == 1
    assert library.search("magnitude").total == 2
