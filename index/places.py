"""Where things lie on this machine: the default library, opened folders' libraries, samples.

Nothing here creates or opens anything.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "secondsource"


@dataclass(frozen=True, slots=True)
class Places:
    """A library's folder and the folder of the highlights made in it."""

    library: Path
    highlights: Path


def default_library() -> Path:
    """The library used when none is named, in the user's data folder."""
    return Path(platformdirs.user_data_path(APP_NAME, appauthor=False)) / "library"


def config_folder() -> Path:
    """Where the user's own settings lie."""
    return Path(platformdirs.user_config_path(APP_NAME, appauthor=False))


def state_folder() -> Path:
    """Where the app remembers what it can do without: theme, last place, history."""
    return Path(platformdirs.user_state_path(APP_NAME, appauthor=False))


def opened_library(paths: Sequence[str | Path]) -> Places:
    """The library behind files and folders opened directly.

    It can be rebuilt from them, so it lies in the cache, keyed by the paths. Highlights cannot:
    they go with those of the default library, where no cleaner looks and where ``export`` finds
    them.
    """
    resolved = sorted({str(Path(path).resolve()) for path in paths})
    key = hashlib.sha256("\0".join(resolved).encode("utf-8", "surrogateescape")).hexdigest()[:20]
    cache = Path(platformdirs.user_cache_path(APP_NAME, appauthor=False))
    return Places(cache / "opened" / key, default_library())


def samples() -> Path:
    """The folder of sample reports: beside the engine in a wheel, at the top of a checkout."""
    packaged = Path(__file__).resolve().parent / "samples"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "seeds"
