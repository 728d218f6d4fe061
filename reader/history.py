"""Where a person has been in the reports, so that back and forward return exactly there.

A plain value with no interface and no library behind it. It follows a web browser's rule: going
somewhere new forgets what lay ahead.
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

PlaceT = TypeVar("PlaceT")

LIMIT = 200
"""Places kept; older ones are forgotten."""


@dataclass(slots=True)
class History(Generic[PlaceT]):
    """Two stacks of places around the present one, which the caller holds."""

    behind: list[PlaceT] = field(default_factory=list)
    ahead: list[PlaceT] = field(default_factory=list)

    def leave(self, place: PlaceT) -> None:
        """Remember a place before going somewhere new."""
        self.behind.append(place)
        del self.behind[:-LIMIT]
        self.ahead.clear()

    def back(self, present: PlaceT) -> PlaceT | None:
        """The place before, or ``None`` at the first; the present one then lies ahead."""
        if not self.behind:
            return None
        self.ahead.append(present)
        return self.behind.pop()

    def forward(self, present: PlaceT) -> PlaceT | None:
        """The place last returned from, or ``None`` where nothing lies ahead."""
        if not self.ahead:
            return None
        self.behind.append(present)
        return self.ahead.pop()
