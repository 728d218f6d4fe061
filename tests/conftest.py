"""Shared ground for the tests: where real data lies, and a home that is never the user's."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


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
