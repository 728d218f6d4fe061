"""Shared ground for the tests: where real data lies, and a home that is never the user's."""

from pathlib import Path
from typing import Final

import pytest

from index.processes import processors

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

MOST_WORKERS: Final = 8
"""Beyond, importing everything once more in each costs about what they save."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers a processor for ``-n auto``.

    Half the time of a test that presses keys is waiting for the app to be idle.
    """
    return min(2 * processors(), MOST_WORKERS)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the user's library, cache and config; no hints for beginners."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    settings = home / "xdg_config_home" / "secondsource" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("hints = false\n", "utf-8")
    monkeypatch.delenv("SECONDSOURCE_LIBRARY", raising=False)
    return home


@pytest.fixture
def originals() -> Path:
    """The folder of the five original reports, which are not part of the project."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the original reports are not here: {folder}")
    return folder


@pytest.fixture
def samples() -> Path:
    """The folder of the retold sample reports that ship with the project."""
    return PROJECT / "seeds"
