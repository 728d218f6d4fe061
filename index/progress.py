"""How long work reports where it is and learns that it should stop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["read", "index", "claims", "link"]
"""The stages of taking articles in, in their order: bytes to articles, articles to full text,
articles to claims, claims to links."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage's state: ``done`` of ``total`` units; ``total`` is ``None`` while unknown."""

    stage: Stage
    done: int
    total: int | None


ProgressCallback = Callable[[Progress], None]
CancelCheck = Callable[[], bool]
"""Returns true once the caller wants the work to stop."""


def ignore_progress(_progress: Progress) -> None:
    """Report to nobody."""


def never_cancelled() -> bool:
    """Run to the end."""
    return False
