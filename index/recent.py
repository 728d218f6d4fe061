"""What was made or read lately: a bounded number of things, the latest kept."""

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
        # In the order they were asked for: what is asked for is taken out and put in at the end.
        self._kept: dict[K, V] = {}
        self._lock = Lock()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """What is remembered for the key, or what ``make`` makes for it now; never ``None``."""
        with self._lock:
            known = self._kept.pop(key, None)
            if known is not None:
                self._kept[key] = known
                return known
        made = make()
        self.keep({key: made})
        return made

    def known(self, keys: Iterable[K]) -> dict[K, V]:
        """What is remembered for some keys."""
        found: dict[K, V] = {}
        with self._lock:
            for key in keys:
                known = self._kept.pop(key, None)
                if known is not None:
                    self._kept[key] = found[key] = known
        return found

    def keep(self, made: Mapping[K, V]) -> None:
        """Remember these."""
        with self._lock:
            for key, value in made.items():
                self._kept.pop(key, None)
                self._kept[key] = value
            while len(self._kept) > self._size:
                del self._kept[next(iter(self._kept))]
