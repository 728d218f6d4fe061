"""Bounds how much of the process's memory the pages of the mapped index take up.

Pages once read stay counted as the process's until the system is short of memory, though they
lie in its cache anyway. Here they are given back once they come to :data:`LIMIT`, which costs the
searches after it a fraction of a millisecond.
"""

import mmap
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from index.fulltext.container import Container

LIMIT: Final = 80 << 20
"""Bytes of mapped files in memory, beyond those when the index was opened."""

_EVERY: Final = 8
"""Searches from one look to the next: looking takes as long as a tenth of a short one."""

_STATM: Final = Path("/proc/self/statm")
_PAGES_OF_FILES: Final = 2
"""The field of Linux's ``statm`` that counts resident pages of files."""


class Residence:
    """What the mapped files take up, and a bound for it; without Linux's figures there is none."""

    def __init__(self) -> None:
        self._at_first = resident()
        self._searches = 0

    def bound(self, containers: Iterable[Container]) -> None:
        """Give back the pages of these files where they have come to take up too much."""
        self._searches += 1
        if self._searches % _EVERY == 1 and resident() - self._at_first > LIMIT:
            for container in containers:
                container.release()
            self._at_first = resident()


def resident() -> int:
    """Bytes of files in this process's memory; 0 where the system does not say."""
    try:
        return int(_STATM.read_bytes().split()[_PAGES_OF_FILES]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0
