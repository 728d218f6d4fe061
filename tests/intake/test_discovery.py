"""What is found under the names a caller gives, and what is turned away before it is opened."""

import os
from pathlib import Path

import pytest

from index.errors import InputRejectedError
from index.intake import Input, discover, fingerprint
from tests import users


def found(*sources: str | Path) -> list[str]:
    """The names of the inputs under some sources; rejections as "name: reason"."""
    return [
        str(outcome) if isinstance(outcome, InputRejectedError) else outcome.name
        for outcome in discover([str(source) for source in sources])
    ]


def put(path: Path, content: str = "The ferry sails again.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_folder_is_walked_in_sorted_order_with_every_format_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.jsonl", "c/b.ndjson.gz", "e.jsonl.zst", "a.text"):
        put(tmp_path / name)
    names = ("a.md", "a.text", "b.txt", "c/b.ndjson.gz", "c/d.jsonl", "e.jsonl.zst")
    assert found(tmp_path) == [str(tmp_path / name) for name in names]


def test_hidden_files_other_formats_and_files_about_the_folder_are_passed_over(
    tmp_path: Path,
) -> None:
    for name in (
        ".hidden.txt",
        ".git/a.txt",
        "photo.jpg",
        "notes",
        "README.md",
        "Readme.ko.md",
        "LICENSE.txt",
        "changelog.md",
        "licence-fees-rise.txt",
    ):
        put(tmp_path / name)
    assert found(tmp_path) == [str(tmp_path / "licence-fees-rise.txt")]


def test_a_file_named_directly_is_taken_whatever_its_name(tmp_path: Path) -> None:
    readme, bare = put(tmp_path / "README.md"), put(tmp_path / "notes")
    assert found(readme, bare) == [str(readme), str(bare)]


def test_standard_input_and_names_are_kept_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "folder" / "a.txt")
    monkeypatch.chdir(tmp_path)
    outcomes = list(discover(["-", "folder"]))
    assert outcomes == [Input("-", None), Input("folder/a.txt", tmp_path / "folder" / "a.txt")]


def test_what_is_named_twice_is_found_once(tmp_path: Path) -> None:
    file = put(tmp_path / "a.txt")
    assert found(file, tmp_path, tmp_path / "." / "a.txt", "-", "-") == [str(file), "-"]
    assert found(tmp_path, tmp_path) == [str(file)]


def test_linked_folders_are_read_and_loops_end(tmp_path: Path) -> None:
    put(tmp_path / "real" / "a.txt")
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "again").symlink_to(tmp_path / "start")
    (tmp_path / "start" / "linked").symlink_to(tmp_path / "real")
    assert found(tmp_path / "start") == [str(tmp_path / "start" / "linked" / "a.txt")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("https://example.org/report", "save the page as text"),
        ("http://example.org/feed.xml", "save the page as text"),
        ("", "not the name of a file"),
        ("a\0b", "not the name of a file"),
        ("no/such/file.txt", "no such file or folder"),
    ],
)
def test_names_that_lead_nowhere_say_why(name: str, says: str) -> None:
    (outcome,) = discover([name])
    assert isinstance(outcome, InputRejectedError)
    assert says in outcome.reason


@pytest.mark.parametrize(
    "name", ["a.html", "a.PDF", "a.docx", "a.rss", "a.json", "a.csv", "a.txt.gz"]
)
def test_formats_that_are_not_read_are_named(tmp_path: Path, name: str) -> None:
    (line,) = found(put(tmp_path / name))
    assert line.startswith(str(tmp_path / name) + ": ")
    assert "not read" in line


def test_documents_of_unread_formats_in_a_folder_are_reported_beside_the_rest(
    tmp_path: Path,
) -> None:
    put(tmp_path / "a.pdf")
    put(tmp_path / "b.txt")
    first, second = found(tmp_path)
    assert "PDF is not read yet" in first
    assert second == str(tmp_path / "b.txt")


def test_a_folder_without_readable_files_says_so(tmp_path: Path) -> None:
    put(tmp_path / "photo.jpg")
    (line,) = found(tmp_path)
    assert "no files to read in this folder" in line
    assert ".jsonl.gz" in line


def test_a_broken_link_in_a_folder_does_not_hide_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    put(tmp_path / "b.txt")
    first, second = found(tmp_path)
    assert "no such file" in first
    assert second == str(tmp_path / "b.txt")


def test_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert all("not a regular file" in line for line in found(pipe, "/dev/null"))
    assert "not a regular file" in found(tmp_path)[0]


def test_a_folder_without_permission_does_not_hide_the_rest() -> None:
    with users.open_folder() as folder:
        put(folder / "closed" / "a.txt")
        put(folder / "open.txt")
        (folder / "closed").chmod(0)
        with users.as_plain_user():
            first, second = found(folder)
        (folder / "closed").chmod(0o755)
    assert "no permission" in first
    assert second == str(folder / "open.txt")


def test_a_name_that_is_not_unicode_is_rejected_and_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        put(Path(name))
    except OSError:
        pytest.skip("this file system takes only names in Unicode")
    (line,) = found(tmp_path)
    assert "rename" in line
    assert line.encode("utf-8")


def test_a_fingerprint_is_of_the_bytes(tmp_path: Path) -> None:
    one, two = put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    prints = {fingerprint(Input(str(path), path)) for path in (one, two)}
    assert len(prints) == 1
    put(two, "Other words.")
    assert fingerprint(Input("b", two)) not in prints
    with pytest.raises(InputRejectedError, match="no such file"):
        fingerprint(Input("c.txt", tmp_path / "c.txt"))
    with pytest.raises(ValueError, match="standard input"):
        fingerprint(Input("-", None))
