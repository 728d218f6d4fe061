"""One difference between two claims, with where it stands in the text of each."""

from dataclasses import dataclass

from index.claims.readings import Reading
from index.model import Difference, DifferenceKind, Span


@dataclass(frozen=True, slots=True)
class Told:
    """A difference and its places; ``None`` where a claim has no words for it."""

    difference: Difference
    here: Span | None = None
    there: Span | None = None


def told(
    kind: DifferenceKind,
    a: Reading,
    b: Reading,
    here: Span | None,
    there: Span | None,
    *,
    agrees: bool,
    update: bool = False,
) -> Told:
    """A difference in the words that stand at these places of the two claims."""
    cut = Difference(kind, _cut(a, here), _cut(b, there), agrees, update)
    return Told(cut, here, there)


def _cut(reading: Reading, place: Span | None) -> str | None:
    return None if place is None else reading.claim.text[place.start : place.end]
