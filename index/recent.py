"""What was made or read lately: a bounded number of things, the latest kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Remembers things by key; usable from several threads.

    Args:
        size: how many are kept; the one asked for longest ago gives way.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """What is remembered for the key, or what ``make`` makes for it now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        self.keep({key: made})
        return made

    def known(self, keys: Iterable[K]) -> dict[K, V]:
        """What is remembered for some keys."""
        found: dict[K, V] = {}
        with self._lock:
            for key in keys:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found[key] = self._kept[key]
        return found

    def keep(self, made: Mapping[K, V]) -> None:
        """Remember these."""
        with self._lock:
            for key, value in made.items():
                self._kept[key] = value
                self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
