"""Taking changed files in while a person reads: a process of its own, so that no key waits.

Runs the ``add`` command, or ``reindex --behind`` where there are no files to read, and reads
outcome and progress lines. It draws nothing.
"""

import asyncio
import json
import os
import site
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from index.model import Outcome, OutcomeStatus
from index.progress import Progress, ProgressCallback, Stage

_LINE_LIMIT: Final = 1 << 20
_KEPT_LINES: Final = 5
_NICER: Final = 10
"""How much less urgent work in the background is than the reader, as Unix counts it."""
_STATUSES: Final[frozenset[str]] = frozenset(get_args(OutcomeStatus))
_STAGES: Final[frozenset[str]] = frozenset(get_args(Stage))


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the files.

    Attributes:
        changed: how many articles were added, updated or removed.
        rejected: the inputs that could not be taken, with the reason.
        failure: the command's own last words where it could not work at all.
    """

    changed: int
    rejected: tuple[Outcome, ...]
    failure: str | None


async def refresh(library: Path, paths: Sequence[str], progress: ProgressCallback) -> Refreshed:
    """Bring a library up to the files it was opened for.

    Cancelling the task stops the process; what it had completed by then is kept.

    Args:
        library: the library's folder.
        paths: files and folders to read; with none, only what an interrupted ``add`` left
            undone is done.
        progress: told how far it is, on the calling thread.
    """
    process = await asyncio.create_subprocess_exec(
        *_command(library, paths),
        env=_environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE_LIMIT,
    )
    _stand_back(process.pid)
    outcomes: list[Outcome] = []
    words: list[str] = []

    def said(line: bytes) -> None:
        if not _report(line, progress):
            words.append(line.decode("utf-8", "replace").strip())
            del words[:-_KEPT_LINES]

    def became(line: bytes) -> None:
        if outcome := _outcome(line):
            outcomes.append(outcome)

    try:
        await asyncio.gather(_each_line(process.stdout, became), _each_line(process.stderr, said))
        code = await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
    rejected = tuple(outcome for outcome in outcomes if outcome.status == "rejected")
    # 1 means rejected inputs, which are told one by one; without any it means a crash.
    failed = code > 1 or (code != 0 and not rejected)
    last = words[-1] if words else f"reading stopped with code {code}"
    return Refreshed(
        changed=sum(o.status in {"added", "updated", "removed"} for o in outcomes),
        rejected=rejected,
        failure=last if failed else None,
    )


def _command(library: Path, paths: Sequence[str]) -> tuple[str, ...]:
    # -P: a package called "reader" in the folder the user happens to be in is not ours to run.
    ours = (sys.executable, "-P", "-m", "reader")
    options = ("--library", str(library), "--progress", "json")
    if not paths:
        return (*ours, "reindex", *options, "--behind")
    return (*ours, "add", *options, "--mirror", "--json", "--", *paths)


def _environment() -> dict[str, str]:
    """This process's environment, in which this very package is found, installed or not."""
    root = str(Path(__file__).resolve().parent.parent)
    if root in {*site.getsitepackages(), site.getusersitepackages()}:
        return dict(os.environ)
    paths = [root, os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _stand_back(process: int) -> None:
    """Let whoever presses keys go before a process and what it starts, where the system can."""
    if sys.platform != "win32":
        with suppress(OSError):
            usual = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process, usual + _NICER)


async def _each_line(stream: asyncio.StreamReader | None, consume: Callable[[bytes], None]) -> None:
    if stream is None:
        return
    while True:
        try:
            line = await stream.readline()
        except ValueError:
            continue
        if not line:
            return
        consume(line)


def _object(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _report(line: bytes, progress: ProgressCallback) -> bool:
    match _object(line):
        case {"stage": str(stage), "done": int(done), "total": int() | None as total} if (
            stage in _STAGES
        ):
            progress(Progress(stage, done, total))  # type: ignore[arg-type]
            return True
    return False


def _outcome(line: bytes) -> Outcome | None:
    match _object(line):
        case {"input": str(source), "status": str(status), **rest} if status in _STATUSES:
            article, reason = rest.get("article"), rest.get("reason")
            return Outcome(
                source,
                status,  # type: ignore[arg-type]
                article if isinstance(article, str) else None,
                reason if isinstance(reason, str) else None,
            )
    return None
