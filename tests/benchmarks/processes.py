"""What a command and all processes it starts cost: wall and CPU time by stage, memory together.

Reads ``/proc``, so Linux only; elsewhere it says so. The command runs in a session of its own, by
which its processes are told from all others.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import PROJECT

_PROC = Path("/proc")
_BETWEEN = 0.2
"""Seconds between two looks at the processes."""


@dataclass(slots=True)
class Stage:
    """Seconds spent in one stage; of all processes in the case of ``cpu``."""

    wall: float = 0.0
    cpu: float = 0.0


@dataclass(slots=True)
class Cost:
    """What one run took.

    Attributes:
        wall: seconds from start to end.
        cpu: CPU seconds of all its processes.
        first: seconds to the first byte of its output; ``wall`` where there is none.
        peak: most resident memory of all its processes at one moment, in bytes; what they share
            is counted in each.
        stages: by the names in its ``--progress json`` lines.
        said: the other lines it wrote to stderr.
    """

    wall: float = 0.0
    cpu: float = 0.0
    first: float = 0.0
    peak: int = 0
    stages: dict[str, Stage] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run ``secondsource`` with these arguments and measure it.

    Raises:
        SystemExit: there is no ``/proc`` here, or the command could not be used (exit code 2).
    """
    if not _PROC.is_dir():
        raise SystemExit("this measurement reads /proc, which this system does not have")
    cost = Cost()
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments],
        cwd=PROJECT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    looking = _Looking(process, cost, begun)
    reading = threading.Thread(target=looking.read_output)
    watching = threading.Thread(target=looking.watch)
    reading.start()
    watching.start()
    assert process.stderr is not None
    for line in process.stderr:
        looking.told(line)
    reading.join()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cost.wall = time.monotonic() - begun
    looking.end(used.ru_utime + used.ru_stime)
    watching.join()
    cost.first = cost.first or cost.wall
    if process.returncode == 2:
        raise SystemExit("\n".join(cost.said))
    return cost


class _Looking:
    """Looks at one run from several threads."""

    def __init__(self, process: "subprocess.Popen[bytes]", cost: Cost, begun: float) -> None:
        self._process = process
        self._cost = cost
        self._begun = begun
        self._ended = threading.Event()
        self._stage = "start"
        self._since = (begun, 0.0)

    def read_output(self) -> None:
        assert self._process.stdout is not None
        while self._process.stdout.read1(1 << 16):  # type: ignore[attr-defined]
            self._cost.first = self._cost.first or time.monotonic() - self._begun

    def told(self, line: bytes) -> None:
        """Take note of a line on stderr: of progress, or anything else."""
        text = line.decode("utf-8", "replace").strip()
        if not text.startswith('{"stage"'):
            self._cost.said.append(text)
            return
        stage = str(json.loads(text)["stage"])
        if stage != self._stage:
            self._close(_seconds(self._process.pid))
            self._stage = stage

    def watch(self) -> None:
        while not self._ended.wait(_BETWEEN):
            resident = sum(_resident(pid) for pid in _session(self._process.pid))
            self._cost.peak = max(self._cost.peak, resident)

    def end(self, cpu: float) -> None:
        self._ended.set()
        self._cost.cpu = cpu
        self._close(cpu)

    def _close(self, cpu: float) -> None:
        now = time.monotonic()
        stage = self._cost.stages.setdefault(self._stage, Stage())
        stage.wall += now - self._since[0]
        stage.cpu += cpu - self._since[1]
        self._since = (now, cpu)


def _fields(pid: int) -> list[str]:
    """The numbers of ``/proc/PID/stat`` from the state on; none where the process has ended."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _session(leader: int) -> list[int]:
    pids = [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if (told := _fields(pid)) and int(told[3]) == leader]


def _seconds(leader: int) -> float:
    """CPU seconds of a session so far, processes that have ended among them."""
    ticks = 0
    for pid in _session(leader):
        told = _fields(pid)
        if told:
            ticks += sum(map(int, told[11:15] if pid == leader else told[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    try:
        pages = int((_PROC / str(pid) / "statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
