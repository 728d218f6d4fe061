"""Acting as a user whom permissions bind, also where the tests are run by root."""

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534
_PR_CAPBSET_DROP = 24
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
"""Linux's numbers, of ``sys/prctl.h`` and ``linux/capability.h``."""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder that every user may look into, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def as_plain_user() -> Iterator[None]:
    """Run the body without the powers of root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def bound(*args: object) -> list[str]:
    """The command line of the program with these arguments, without the powers of root."""
    return [sys.executable, "-m", "tests.users", *map(str, args)]


def _give_up_powers() -> None:
    """Let permissions bind what is started from here, as root's own files stay root's."""
    libc = ctypes.CDLL(None, use_errno=True)
    for power in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        if libc.prctl(_PR_CAPBSET_DROP, power, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "cannot give up the powers of root")


if __name__ == "__main__":
    if os.geteuid() == 0:
        _give_up_powers()
    os.execv(sys.executable, [sys.executable, "-m", "reader", *sys.argv[1:]])
