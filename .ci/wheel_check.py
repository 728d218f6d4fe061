"""Runs the installed command as a stranger would: samples in, claims out, the app on a terminal."""

import json
import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "secondsource")
ENOUGH_SECONDS = 60


def run(*arguments: str) -> str:
    """The command's standard output; its failure is this script's."""
    return subprocess.run(
        [COMMAND, *arguments], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def check_commands(samples: Path) -> None:
    """Add, search, claims and origins on the samples that came with the wheel."""
    added = [json.loads(line) for line in run("add", "--json", str(samples)).splitlines()]
    assert [line["status"] for line in added] == ["added"] * 5, added
    assert len(run("search", "--json", "troops").splitlines()) == 5
    claims = [json.loads(line) for line in run("claims", "--json").splitlines()]
    statuses = {claim["status"] for line in claims for claim in line["claims"]}
    assert "corroborated" in statuses, statuses
    assert run("origins", "--json")


def check_app() -> None:
    """The bare command draws its first screen on a real terminal and leaves when told."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
        os.execv(COMMAND, [COMMAND])
    screen = b""
    deadline = time.monotonic() + ENOUGH_SECONDS
    while b"Second" not in screen and time.monotonic() < deadline:
        if select.select([terminal], [], [], 1)[0]:
            screen += os.read(terminal, 65536)
    assert b"Second" in screen, screen[-2000:]
    os.write(terminal, b"\x11")
    while time.monotonic() < deadline:
        try:
            if select.select([terminal], [], [], 1)[0] and not os.read(terminal, 65536):
                break
        except OSError:
            break
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0, status


def main() -> None:
    """Run every check in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_DATA_HOME=f"{home}/data", XDG_CACHE_HOME=f"{home}/cache")
        where = "import index, pathlib; print(pathlib.Path(index.__file__).parent / 'samples')"
        samples = Path(
            subprocess.run(
                [sys.executable, "-c", where], check=True, stdout=subprocess.PIPE, text=True
            ).stdout.strip()
        )
        check_commands(samples)
        check_app()
    print("the wheel works away from the checkout")


main()
