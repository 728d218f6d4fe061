"""Where a reader left off, kept for the next start: a small file a library, written whole.

It can be lost without harm and whatever is wrong with one makes it none; see ``settings`` for
what belongs to the user.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from index.asking import Search
from reader.settings import remember, remembered

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an article; see ``Position`` of the article pane, whose fields these are."""

    top: int = 0
    above: int = 0
    cursor: int = 0
    anchor: int | None = None
    mode: str = "none"


@dataclass(frozen=True, slots=True)
class Session:
    """What was on the screen.

    Attributes:
        search: the query, what narrowed it, its order.
        pane: the pane that had the keys.
        focus: the id of the widget that had them.
        row: the report chosen among the results.
        article: the report that was open.
        spot: where in it.
        claim: the claim chosen.
        report: which of the claim's other reports was chosen, if the keys were there.
    """

    search: Search = field(default_factory=Search)
    pane: str = "search"
    focus: str | None = None
    row: str | None = None
    article: str | None = None
    spot: Spot | None = None
    claim: str | None = None
    report: int | None = None


def save(library: Path, session: Session) -> None:
    """Keep a session; silently not where the disk refuses."""
    stored = {"format": FORMAT, "library": str(library), "session": asdict(session)}
    remember(_name(library), json.dumps(stored))


def load(library: Path) -> Session | None:
    """The session kept of a library, if there is one that can be read."""
    try:
        stored = json.loads(remembered(_name(library)) or "")
        return _session(stored["session"]) if stored["format"] == FORMAT else None
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _name(library: Path) -> str:
    key = hashlib.sha256(str(library.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"sessions/{key[:20]}.json"


def _session(made: dict[str, Any]) -> Session:
    search, spot = made.pop("search"), made.pop("spot")
    for name in ("sources", "dates"):
        search[name] = tuple(search[name])
    return Session(search=Search(**search), spot=None if spot is None else Spot(**spot), **made)
