"""The memory that searches work in."""

# mypy: allow-untyped-calls

from typing import Final

import numpy as np

_ONCE: Final = 16 << 20
"""Bytes; arrays of a search are smaller."""


def keep_what_is_freed() -> None:
    """Have arrays made in memory that was used before.

    The C library on Linux asks the system for every array beyond 128 KiB and gives it back
    afterwards, and each page is cleared when it is first touched, which doubles the time of a
    search. It stops doing so for sizes it has once seen freed (mallopt(3), M_MMAP_THRESHOLD),
    and keeps up to twice as many bytes. Elsewhere this does nothing.
    """
    np.empty(_ONCE, np.uint8)
