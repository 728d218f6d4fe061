"""Files opened directly are read in behind the reader's back, and what is read stays open."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from index.errors import CancelledError
from index.library import Library
from index.progress import Progress
from index.writing import sole_writer
from reader.panes.bars import TitleBar
from reader.refresh import refresh
from reader.screens.rejected import RejectedScreen
from tests.reader.desk import Reader, reading


def title(reader: Reader) -> str:
    return str(reader.main.query_one(TitleBar).render())


async def test_a_folder_opened_for_the_first_time_fills_the_app(
    tmp_path: Path, samples: Path
) -> None:
    async with reading(tmp_path / "library", paths=(str(samples),)) as reader:
        await reader.until(lambda: reader.main.article)
        assert len(reader.rows("#results")) == 5
        await reader.until(lambda: "5 reports" in title(reader))
        await reader.until(lambda: reader.main.claims.current or reader.rows("#claims-list"))


async def test_a_changed_file_is_read_again_and_the_place_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    one = folder / "one.txt"
    body = "The harbour office said 30 sailings were cancelled on Friday.\n\n" * 20
    one.write_text("Ferry crews walk out\n\n" + body, "utf-8")
    library = tmp_path / "library"
    async with reading(library, paths=(str(folder),)) as reader:
        await reader.until(lambda: reader.main.article)

    one.write_text("Ferry crews walk out\n\n" + body + "Talks begin on Monday.\n", "utf-8")
    (folder / "two.txt").write_text("Talks collapse\n\nThe union left the table.\n", "utf-8")
    async with reading(library, paths=(str(folder),), wait=False) as reader:
        await reader.until(lambda: reader.main.article)
        await reader.pilot.press("tab", *["j"] * 8)
        cursor = reader.main.reading.position.cursor
        await reader.until(
            lambda: reader.main.article and "Talks begin" in reader.main.article.text
        )
        await reader.rest()

        assert reader.main.reading.position.cursor == cursor
        assert len(reader.rows("#results")) == 2
        assert any("2 reports taken in" in notice for notice in reader.notices)


async def test_claims_found_anew_are_counted_and_shown_though_no_file_has_changed(
    tmp_path: Path, samples: Path
) -> None:
    library = tmp_path / "library"
    async with reading(library, paths=(str(samples),)) as reader:
        await reader.until(lambda: reader.rows("#claims-list"))
        await reader.until(lambda: " claims" in title(reader) and " 0 claims" not in title(reader))
        counted = title(reader)

    for derived in library.glob("claims.db*"):
        derived.unlink()
    async with reading(library, paths=(str(samples),), wait=False) as reader:
        await reader.until(lambda: reader.rows("#claims-list"))
        await reader.until(lambda: title(reader) == counted)


async def test_claims_still_being_found_are_not_said_to_be_none(
    tmp_path: Path, samples: Path
) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        library.add([str(samples)], on_outcome=lambda _: None)
    for derived in folder.glob("claims.db*"):
        derived.unlink()

    def said(reader: Reader) -> str:
        return str(reader.main.query_one("#no-claims", Static).render())

    async with reading(folder, paths=(str(samples),), wait=False) as reader:
        with sole_writer(folder, "testing"):
            await reader.until(lambda: reader.main.furnished and reader.main.title_bar.working)
            await reader.until(lambda: "still being found" in said(reader))
            await reader.pilot.press("tab", "s")
            assert reader.app.screen is reader.main
            assert any("still being found" in notice for notice in reader.notices)
        await reader.until(lambda: reader.rows("#claims-list"))
        await reader.until(lambda: not reader.main.title_bar.working)
        await reader.pilot.press("s")
        assert reader.app.screen is not reader.main


async def test_a_package_of_our_name_where_the_user_stands_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__init__.py").write_text("open('run', 'w')\n", "utf-8")
    (tmp_path / "one.txt").write_text("Ferry crews walk out\n\nOn Friday.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    async with reading(tmp_path / "library", paths=("one.txt",)) as reader:
        await reader.until(lambda: len(reader.rows("#results")) == 1)

    assert not (tmp_path / "run").exists()


async def test_a_removed_file_leaves_the_list(tmp_path: Path, samples: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(samples, folder)
    library = tmp_path / "library"
    async with reading(library, paths=(str(folder),)) as reader:
        await reader.until(lambda: len(reader.rows("#results")) == 5)

    next(folder.glob("003*")).unlink()
    async with reading(library, paths=(str(folder),)) as reader:
        await reader.until(lambda: len(reader.rows("#results")) == 4)


async def test_what_could_not_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text("Ferry crews walk out\n\nOn Friday.\n", "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    missing = str(tmp_path / "missing.txt")
    async with reading(tmp_path / "library", paths=(str(folder), missing)) as reader:
        await reader.until(lambda: isinstance(reader.app.screen, RejectedScreen))
        text = str(reader.app.screen.query_one("#card-body").render())
        assert "empty.txt" in text
        assert "missing.txt" in text
        await reader.press("escape")
        assert len(reader.rows("#results")) == 1


async def test_a_report_that_is_gone_is_a_notice_and_nothing_else_changes(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Ferry crews walk out\n\nOn Friday, they said.\n", "utf-8")
    (folder / "two.txt").write_text("Talks collapse\n\nThe union left the table.\n", "utf-8")
    library = tmp_path / "library"
    with Library.open(library) as opened:
        opened.add([str(folder)], on_outcome=lambda _outcome: None)
    async with reading(library) as reader:
        await reader.press("down")
        shown = reader.main.article
        assert shown is not None
        other = next(path for path in folder.iterdir() if str(path) != shown.path)
        other.unlink()
        with Library.open(library) as opened:
            opened.add([str(folder)], mirror=True, on_outcome=lambda _outcome: None)
        await reader.press("j")
        await reader.until(lambda: reader.notices)

        assert "no article" in reader.notices[0]
        assert reader.main.article == shown


async def test_what_an_interrupted_add_left_undone_is_done(tmp_path: Path, samples: Path) -> None:
    folder = tmp_path / "library"
    seen: list[str] = []
    with Library.open(folder) as library, pytest.raises(CancelledError):
        library.add(
            [str(samples)],
            on_outcome=lambda _outcome: None,
            progress=lambda progress: seen.append(progress.stage),
            cancelled=lambda: "index" in seen,
        )
    async with reading(folder, wait=False) as reader:
        await reader.until(lambda: len(reader.rows("#results")) == 5)
        await reader.until(lambda: reader.rows("#claims-list"))
    with Library.open(folder) as library:
        assert library.is_current()


@pytest.mark.skipif(sys.platform != "linux", reason="finds the process as Linux lists it")
async def test_files_are_read_by_a_process_that_lets_others_go_first(tmp_path: Path) -> None:
    (tmp_path / "pier.txt").write_text("The pier reopened on Monday.\n", "utf-8")

    def children() -> set[int]:
        tasks = Path("/proc/self/task").iterdir()
        return {int(child) for task in tasks for child in (task / "children").read_text().split()}

    usual = os.getpriority(os.PRIO_PROCESS, 0)
    before = children()
    seen: set[int] = set()

    def look(_progress: Progress) -> None:
        seen.update(os.getpriority(os.PRIO_PROCESS, child) for child in children() - before)

    done = await refresh(tmp_path / "library", [str(tmp_path / "pier.txt")], look)

    assert (done.changed, done.failure) == (1, None)
    assert seen == {usual + 10}
