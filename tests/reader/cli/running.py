"""Running the program as a user or another program would, and what came of it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from reader.cli import main
from tests.conftest import PROJECT


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Stdout as JSON Lines: every line must be one object."""
        assert self.out == "" or self.out.endswith("\n")
        records = [json.loads(line) for line in self.out.split("\n")[:-1]]
        assert all(isinstance(record, dict) for record in records)
        return records

    @property
    def line(self) -> dict[str, Any]:
        """The only line."""
        (record,) = self.lines
        return record


def run(*args: object, stdin: bytes = b"") -> Ran:
    """Run in this process, with the streams a pipe would give."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", given):
        code = main([str(arg) for arg in args])
    return Ran(code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def command(*args: object) -> list[str]:
    """The command line of the program as a process of its own."""
    return [sys.executable, "-m", "reader", *map(str, args)]


def run_apart(*args: object, stdin: bytes = b"", **environment: str) -> Ran:
    """Run as a process of its own."""
    return run_command(command(*args), stdin=stdin, **environment)


def run_command(line: Sequence[str], *, stdin: bytes = b"", **environment: str) -> Ran:
    """Run a command line that leads to the program."""
    done = subprocess.run(
        line,
        input=stdin,
        capture_output=True,
        cwd=PROJECT,
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
