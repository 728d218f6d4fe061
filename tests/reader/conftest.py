"""A library of the sample reports, taken in once for all tests that only read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from tests.conftest import PROJECT
from tests.reader.gallery import Gallery

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from index.model import Outcome


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds the five samples."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    outcomes: list[Outcome] = []
    with Library.open(folder) as library:
        library.add([str(PROJECT / "seeds")], on_outcome=outcomes.append)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    return folder


@pytest.fixture
def highlights(tmp_path: Path) -> Path:
    """A folder for the highlights of one test."""
    return tmp_path / "highlights"


@pytest.fixture
def gallery(snapshot: "SnapshotAssertion", tmp_path: Path) -> Iterator[Gallery]:
    """Pictures, none of which may differ in the end."""
    opened = Gallery(snapshot, tmp_path)
    yield opened
    assert not opened.wrong, f"new pictures in {tmp_path}"
