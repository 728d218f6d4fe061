"""What the app needs before its first frame, and what it must not."""

import subprocess
import sys

from tests.conftest import PROJECT

HEAVY = (
    "numpy",
    "whoosh",
    "rapidfuzz",
    "sqlite3",
    "zstandard",
    "charset_normalizer",
    "markdown_it",
    "click",
    "index.library",
)


def test_nothing_heavy_is_imported_before_the_first_frame() -> None:
    code = f"import sys, reader.app; print(*[m for m in {HEAVY!r} if m in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True
    )

    assert done.stdout.split() == []
