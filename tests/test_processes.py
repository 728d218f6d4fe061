"""Work spread over processes, seen from outside."""

import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPTED = """
import os, signal
from index.processes import pool

if __name__ == "__mp_main__":
    # A worker that is still loading, as Ctrl+C reaches it.
    os.kill(os.getpid(), signal.SIGINT)
if __name__ == "__main__":
    with pool(most=2) as workers:
        print(list(workers.map(abs, range(-3, 1))))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals between processes on Windows")
def test_a_worker_interrupted_while_it_loads_goes_on_and_says_nothing(tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, "utf-8")

    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120
    )

    assert (done.stdout, done.stderr) == ("[3, 2, 1, 0]\n", "")
