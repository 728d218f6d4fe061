"""A library where nothing can be written, such as a backup: read as ever, and nothing promised."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from index.library import Library
from index.model import Span
from tests.benchmarks.terminal import Terminal
from tests.reader.cli.running import Ran, run_command
from tests.users import bound

if os.name == "nt" or (os.geteuid() == 0 and platform.system() != "Linux"):
    pytest.skip("only Linux lets root give up its powers", allow_module_level=True)

PATIENCE = 30.0
"""Seconds after which the app is taken never to say what is waited for."""


@pytest.fixture
def sealed(sample_library: Path, tmp_path: Path) -> Iterator[Path]:
    """A library with one passage marked, in a folder without leave to write."""
    library = copytree(sample_library, tmp_path / "library")
    with Library.open(library) as opened:
        article = opened.article(opened.articles()[0].id)
        opened.highlights.add(article, Span(0, 20), note="marked before")
    with sealed_off(library):
        yield library


@contextmanager
def sealed_off(library: Path) -> Iterator[None]:
    for path in (library, *library.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield
    for path in (library, library / "fulltext"):
        path.chmod(0o755)


@contextmanager
def unsealed(*paths: Path) -> Iterator[None]:
    """Leave to write for a while, as before the files came to where they cannot be written."""
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0o755)
    yield
    for path, mode in zip(paths, modes, strict=True):
        path.chmod(mode)


def on(library: Path, *args: object) -> Ran:
    return run_command(bound("--library", library, *args))


def files(library: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}


def test_everything_is_answered_and_nothing_is_written(sealed: Path) -> None:
    before = files(sealed)

    found = on(sealed, "search", "yoon", "--json")
    article = found.lines[0]["article"]
    asked = [
        on(sealed, *args)
        for args in [
            ("show", article, "--json"),
            ("claims", "--json"),
            ("origins", "--json"),
            ("story", article),
            ("read", article),
            ("doctor",),
        ]
    ]

    assert [ran.code for ran in (found, *asked)] == [0] * 7
    assert all(ran.out for ran in asked)
    assert "only for reading" in asked[-1].out
    assert "marked before" in on(sealed, "highlights").out
    assert "marked before" in on(sealed, "export").out
    assert files(sealed) == before


@pytest.mark.parametrize("without", ["highlights.db", "searches.db"])
def test_what_was_never_begun_there_is_empty(sealed: Path, without: str) -> None:
    with unsealed(sealed):
        for path in sealed.glob(f"{without}*"):
            path.unlink()
    kind = without.removesuffix(".db")

    listed = on(sealed, kind, "list", "--json")

    assert (listed.code, listed.out) == (0, "")
    assert not (sealed / without).exists()


def test_claims_another_version_found_are_left_out_and_the_rest_is_answered(
    sealed: Path,
) -> None:
    with (
        unsealed(sealed, sealed / "claims.db"),
        closing(sqlite3.connect(sealed / "claims.db")) as file,
    ):
        file.execute("PRAGMA user_version = 1")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    found = on(sealed, "search", "yoon", "--json")
    claims = on(sealed, "claims", found.lines[0]["article"], "--json")

    assert (found.code, claims.code, claims.line["claims"]) == (0, 0, [])
    assert "can only be read" in claims.err


@pytest.mark.parametrize(
    "args",
    [
        ("add", "seeds"),
        ("reindex",),
        ("highlights", "add", "ARTICLE", "0", "10"),
        ("searches", "save", "mine", "ferry"),
    ],
    ids=lambda args: args[0],
)
def test_what_cannot_be_kept_is_refused_with_the_way_out(
    sealed: Path, args: tuple[str, ...]
) -> None:
    before = files(sealed)
    article = on(sealed, "search", "yoon", "--json").lines[0]["article"]

    refused = on(sealed, *(article if arg == "ARTICLE" else arg for arg in args))

    assert refused.code == 2
    assert str(sealed) in refused.err
    assert "copy the library to a folder that can be written to" in refused.err
    assert files(sealed) == before


def test_what_its_log_still_holds_is_read_as_well(sample_library: Path, tmp_path: Path) -> None:
    library = copytree(sample_library, tmp_path / "library")
    with Library.open(library) as opened:
        article = opened.article(opened.articles()[0].id)
        opened.highlights.add(article, Span(0, 20), note="not yet written back")
        # As a copy made while the library was open, or after a power cut.
        copy = copytree(library, tmp_path / "copy")
    assert (copy / "highlights.db-wal").stat().st_size

    with sealed_off(copy):
        listed = on(copy, "highlights", "list", "--json")

    assert [line["note"] for line in listed.lines] == ["not yet written back"]


def test_the_reader_says_so_and_goes_on(sealed: Path, tmp_path: Path) -> None:
    before = files(sealed)

    with Terminal(bound("--library", sealed), tmp_path) as terminal:
        terminal.until(b"cannot be kept")
        terminal.press("\r")
        terminal.until(b"sort")
        # Until a report is open there is nothing to mark.
        while b"can only be read" not in b"".join(piece for _, piece in terminal.written):
            assert terminal.now() < PATIENCE
            terminal.press(" ")
            terminal.read(0.3)

    assert files(sealed) == before
