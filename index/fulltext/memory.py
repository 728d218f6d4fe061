"""What recent searches found for parts of their queries: a bounded number, the latest kept.

And the memory they work in.
"""

# mypy: allow-untyped-calls

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, TypeVar

import numpy as np

_Made = TypeVar("_Made")

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


class Memory:
    """Remembers what was made for a key; usable from several threads.

    Args:
        size: how many are kept; the one asked for longest ago gives way.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What is remembered for the key, or what ``make`` makes for it now.

        Under one key always ask for the same kind of thing.
        """
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                known: _Made = self._made[key]  # type: ignore[assignment]
                return known
        made = make()
        with self._lock:
            self._made[key] = made
            if len(self._made) > self._size:
                self._made.popitem(last=False)
        return made
