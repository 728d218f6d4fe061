"""Whatever is thrown at `add`: each bad input is one clear line, the rest is still taken."""

import os
from pathlib import Path

import pytest

from tests.reader.cli.running import Ran, run

GOOD = "The ferry ran aground off Cape Sill. Nobody was hurt.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    (files / "good.txt").write_text(GOOD, encoding="utf-8")
    return files


def add(folder: Path, *sources: object, stdin: bytes = b"") -> Ran:
    return run("--library", folder.parent / "library", "add", *sources, "--json", stdin=stdin)


def check_rejected(folder: Path, name: str, ran: Ran) -> str:
    """One input is rejected with a reason; the good one is taken; exit code 1."""
    assert ran.code == 1
    assert [line["status"] for line in ran.lines if line["input"].endswith("good.txt")] == ["added"]
    (rejected,) = [line for line in ran.lines if line["status"] == "rejected"]
    assert name in rejected["input"]
    assert rejected["article"] is None
    assert rejected["reason"]
    (told,) = [line for line in ran.err.splitlines() if name in line]
    assert rejected["reason"] in told
    assert "Traceback" not in ran.err
    found = run("--library", folder.parent / "library", "search", "aground", "--json")
    assert (found.code, len(found.lines)) == (0, 1)
    return told


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("binary.txt", bytes(range(256)) * 64),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(4000)),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("broken.jsonl", b'{"id": "x", "text": "cut off'),
        ("broken.jsonl.gz", b"\x1f\x8b not really"),
        ("broken.jsonl.zst", b"(\xb5/\xfd not really"),
        ("nothing.jsonl", b'{"id": "x", "title": "no text"}\n'),
        ("number.jsonl", b"7\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_named_with_its_reason(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)

    check_rejected(folder, name, add(folder, folder / "good.txt", folder / name))


def test_good_lines_of_a_broken_file_are_taken(folder: Path) -> None:
    (folder / "mixed.jsonl").write_text(
        '{"id": "one", "text": "The wreck was raised."}\n{"id": \n'
        '{"id": "two", "text": "The wreck was sold."}\n'
    )

    told = check_rejected(
        folder, "mixed.jsonl", add(folder, folder / "good.txt", folder / "mixed.jsonl")
    )

    assert "2" in told.removeprefix(str(folder))
    for name in ("one", "two"):
        assert run("--library", folder.parent / "library", "show", name).code == 0


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "Der Fährmann überquerte die Straße früh am Morgen, hieß es später.\n" * 3),
        ("utf-16", "여객선이 케이프 실 앞바다에서 좌초했다. 다친 사람은 없었다.\n" * 3),
        ("utf-8-sig", "La traversée a été interrompue.\n" * 3),
    ],
)
def test_other_encodings_are_read(folder: Path, encoding: str, text: str) -> None:
    (folder / "other.txt").write_bytes(text.encode(encoding))

    ran = add(folder, folder / "other.txt")

    assert ran.code == 0, ran.err
    shown = run("--library", folder.parent / "library", "show", ran.line["article"], "--json")
    assert shown.line["text"] == text


def test_a_missing_path_is_named(folder: Path) -> None:
    check_rejected(folder, "missing.txt", add(folder, folder / "missing.txt", folder / "good.txt"))


def test_a_folder_with_nothing_to_read_is_named(folder: Path) -> None:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))

    check_rejected(folder, "pictures", add(folder, folder / "good.txt", folder / "pictures"))


def test_no_permission_is_named(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(GOOD)
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read everything")

    check_rejected(folder, "secret.txt", add(folder, folder / "good.txt", secret))


def test_fifty_megabytes_of_one_line_are_dealt_with(folder: Path) -> None:
    line = b"The ferry ran aground off Cape Sill again and again. "
    (folder / "huge.txt").write_bytes(line * (50_000_000 // len(line)))

    ran = add(folder, folder / "good.txt", folder / "huge.txt")

    told = [record for record in ran.lines if record["input"].endswith("huge.txt")]
    assert len(told) == 1
    assert ran.code == (1 if told[0]["status"] == "rejected" else 0)
    assert (told[0]["status"] == "rejected") == any("huge.txt" in s for s in ran.err.splitlines())
    assert [r["status"] for r in ran.lines if r["input"].endswith("good.txt")] == ["added"]


def test_empty_standard_input_is_rejected(folder: Path) -> None:
    check_rejected(folder, "-", add(folder, folder / "good.txt", "-"))


def test_quiet_says_only_what_was_rejected(folder: Path) -> None:
    library = folder.parent / "library"

    ran = run("--library", library, "add", "--quiet", folder / "good.txt", folder / "missing.txt")

    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


def test_the_summary_counts_and_times_each_stage(folder: Path) -> None:
    library = folder.parent / "library"

    ran = run("--library", library, "add", folder / "good.txt")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("1 added in ")
    assert "reading" in ran.err
    assert "indexing" in ran.err
    assert run("--library", library, "add", folder).err.startswith("1 unchanged in ")
