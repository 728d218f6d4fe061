"""Marking passages and taking them out again, without the app."""

import json
import re
from pathlib import Path

import pytest

from reader.export import FORMATS
from tests.reader.cli.conftest import POST, Shelf
from tests.reader.cli.running import Ran, run

STEERING = "The operator, Sill Lines, said the steering had failed."
CREW = "Three crew members were treated for bruises."


def on(shelf: Shelf, *args: object, stdin: bytes = b"") -> Ran:
    return run("--library", shelf.library, *args, stdin=stdin)


def mark(shelf: Shelf, passage: str, *options: str) -> str:
    start = POST.index(passage)
    made = on(
        *(shelf, "highlights", "add", shelf.post, start, start + len(passage), "--json"), *options
    )
    assert made.code == 0, made.err
    assert made.line["exact"] == passage
    identity = made.line["highlight"]
    assert isinstance(identity, str)
    return identity


def test_a_passage_is_marked_listed_edited_removed_and_brought_back(own_shelf: Shelf) -> None:
    made = mark(own_shelf, CREW, "--note", "how many?", "--tag", "crew", "--colour", "green")

    listed = on(own_shelf, "highlights", "list", "--json").line
    assert (listed["highlight"], listed["exact"], listed["orphan"]) == (made, CREW, False)
    assert (listed["note"], listed["tags"], listed["colour"]) == ("how many?", ["crew"], "green")

    edited = on(own_shelf, "highlights", "edit", made[:8], "--note", "three", "--json").line
    assert (edited["note"], edited["tags"]) == ("three", ["crew"])

    assert on(own_shelf, "highlights", "remove", made[:8]).code == 0
    assert on(own_shelf, "highlights", "list", "--json").lines == []
    assert "undone: remove" in on(own_shelf, "highlights", "undo").err
    assert on(own_shelf, "highlights", "list", "--json").line["note"] == "three"
    assert "done again: remove" in on(own_shelf, "highlights", "redo").err
    assert on(own_shelf, "highlights", "redo").code == 1


def test_highlights_alone_lists_them_for_people(own_shelf: Shelf) -> None:
    assert "no passages are marked" in on(own_shelf, "highlights").err
    mark(own_shelf, CREW, "--note", "how many?")

    shown = on(own_shelf, "highlights")

    assert f"“{CREW}”" in shown.out
    assert "note: how many?" in shown.out


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (0, 10**6)])
def test_what_is_no_passage_cannot_be_marked(shelf: Shelf, span: tuple[int, int]) -> None:
    done = on(shelf, "highlights", "add", shelf.post, *span)

    assert (done.code, done.out) == (2, "")
    assert f"{span[0]}-{span[1]} is no passage" in done.err


@pytest.mark.parametrize("verb", ["edit", "remove"])
def test_a_highlight_that_is_not_there_is_exit_code_1(own_shelf: Shelf, verb: str) -> None:
    done = on(own_shelf, "highlights", verb, "nonesuch")

    assert done.code == 1
    assert "'nonesuch' is no highlight" in done.err


def test_highlights_outlive_a_changed_and_a_removed_article(own_shelf: Shelf) -> None:
    mark(own_shelf, CREW)
    mark(own_shelf, STEERING)
    report = own_shelf.files / "post.txt"
    report.write_text("CORRECTED\n\n" + POST.replace(STEERING, ""), encoding="utf-8")
    assert on(own_shelf, "add", own_shelf.files).code == 0

    moved, orphan = on(own_shelf, "highlights", "list", "--json").lines
    text = report.read_text(encoding="utf-8")
    assert text[moved["start"] : moved["end"]] == moved["exact"] == CREW
    assert (orphan["exact"], orphan["orphan"]) == (STEERING, True)

    report.unlink()
    assert on(own_shelf, "add", own_shelf.files, "--mirror").code == 0
    kept = on(own_shelf, "highlights", "list", "--json").lines
    assert {line["exact"] for line in kept} == {CREW, STEERING}
    assert "which is not in this library" in on(own_shelf, "export").out


@pytest.mark.parametrize("key", FORMATS)
def test_export_writes_each_format_to_stdout_and_to_a_file(
    own_shelf: Shelf, key: str, tmp_path: Path
) -> None:
    mark(own_shelf, CREW)
    output = tmp_path / f"passages{FORMATS[key].suffix}"

    printed = on(own_shelf, "export", "--format", key)
    written = on(own_shelf, "export", "--output", output)

    assert printed.code == written.code == 0
    assert CREW in printed.out
    assert written.out == ""
    assert output.read_bytes().decode() == printed.out


def test_the_export_says_who_else_reports_it_and_never_that_it_is_true(own_shelf: Shelf) -> None:
    mark(own_shelf, "The night ferry to Orlo ran aground off Cape Sill on Tuesday")

    told = on(own_shelf, "export").out
    bare = on(own_shelf, "export", "--no-corroboration").out

    assert re.search(r"also reported by \d independent source", told)
    assert "Radio Sill" in told
    assert "true" not in told.lower()
    assert "Radio Sill" not in bare


def test_export_narrows_by_tag_colour_article_and_words(own_shelf: Shelf) -> None:
    mark(own_shelf, CREW, "--tag", "crew")
    mark(own_shelf, STEERING, "--colour", "red", "--note", "why?")

    def exported(*args: object) -> set[str]:
        out = on(own_shelf, "export", "--format", "annotations", *args).out
        items = json.loads(out)["first"]["items"]
        return {item["target"]["selector"][0]["exact"] for item in items}

    assert exported() == {CREW, STEERING}
    assert exported("--tag", "crew") == {CREW}
    assert exported("--colour", "red") == {STEERING}
    assert exported("--text", "WHY") == {STEERING}
    assert exported("--article", own_shelf.post[:6]) == {CREW, STEERING}
    assert exported("--article", "radio") == set()
    assert on(own_shelf, "export", "--article", "nowhere").code == 1


def test_annotations_travel_to_another_library_and_back_without_loss(
    own_shelf: Shelf, tmp_path: Path
) -> None:
    mark(own_shelf, CREW, "--tag", "crew", "--note", "how many?")
    mark(own_shelf, STEERING, "--colour", "red")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    other = tmp_path / "other"
    assert run("--library", other, "add", own_shelf.files).code == 0
    plain = ("export", "--format", "annotations", "--output")

    assert on(own_shelf, *plain, first).code == 0
    taken = run("--library", other, "highlights", "import", first)
    again = run("--library", other, "highlights", "import", first)
    assert run("--library", other, *plain, second).code == 0

    assert (taken.code, again.code) == (0, 0)
    assert "2 passages taken in, 0 here already" in taken.err
    assert "0 passages taken in, 2 here already" in again.err
    assert second.read_text("utf-8") == first.read_text("utf-8")


def test_a_foreign_annotation_finds_its_article_by_address(own_shelf: Shelf) -> None:
    annotation = {
        "id": "https://notes.example.org/1",
        "type": "Annotation",
        "target": {
            "source": "https://radio.example.org/rescue",
            "selector": {"type": "TextQuoteSelector", "exact": "did not say why", "prefix": ""},
        },
        "created": "2024-05-06T07:08:09Z",
    }

    taken = on(own_shelf, "highlights", "import", "-", stdin=json.dumps(annotation).encode())

    assert taken.code == 0
    listed = on(own_shelf, "highlights", "list", "radio", "--json").line
    assert listed["exact"] == "did not say why"


def test_what_cannot_be_imported_is_named_and_the_rest_taken(
    own_shelf: Shelf, tmp_path: Path
) -> None:
    mark(own_shelf, CREW)
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    assert on(own_shelf, "export", "-o", good).code == 0
    on(own_shelf, "highlights", "undo")
    bad.write_bytes(b"\xff\xfe not json")

    taken = on(own_shelf, "highlights", "import", bad, tmp_path / "missing.json", good)

    assert taken.code == 1
    assert [line.split(":")[0] for line in taken.err.splitlines()[:2]] == [
        str(bad),
        str(tmp_path / "missing.json"),
    ]
    assert on(own_shelf, "highlights", "list", "--json").line["exact"] == CREW


@pytest.mark.parametrize("command", ["export", "story"])
def test_an_ending_of_no_format_is_asked_about_rather_than_written_as_markdown(
    shelf: Shelf, tmp_path: Path, command: str
) -> None:
    done = on(shelf, command, "--output", tmp_path / "passages.docx")

    assert (done.code, done.out) == (2, "")
    assert "passages.docx: nothing here is written as .docx; name one of .md" in done.err
    assert not list(tmp_path.iterdir())
    assert on(shelf, command, "--output", tmp_path / "plain").code == 0
    assert "# " in (tmp_path / "plain").read_text("utf-8")


def test_an_export_that_cannot_be_written_is_exit_code_2(shelf: Shelf, tmp_path: Path) -> None:
    done = on(shelf, "export", "--output", tmp_path / "missing" / "passages.md")

    assert (done.code, done.out) == (2, "")
    assert "passages.md" in done.err
    assert len(done.err.splitlines()) == 1
