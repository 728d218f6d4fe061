"""One difference between two claims, with where it stands in the text of each."""

from dataclasses import dataclass, replace

from index.claims.readings import Reading
from index.model import Difference, DifferenceKind, Span


@dataclass(frozen=True, slots=True)
class Told:
    """A difference and its places; ``None`` where a claim has no words for it.

    ``quality`` says that the words are what two claims call one thing by: that speaks against
    neither, but a reader wants to see it where they corroborate each other. ``sure`` is how likely
    the two places are in each other's stead, from 0 to 1.
    """

    difference: Difference
    here: Span | None = None
    there: Span | None = None
    quality: bool = False
    sure: float = 1.0

    @property
    def shown(self) -> Difference:
        """The difference as a reader is told of it: other qualities of one thing do not agree."""
        return replace(self.difference, agrees=False) if self.quality else self.difference


def told(
    kind: DifferenceKind,
    a: Reading,
    b: Reading,
    here: Span | None,
    there: Span | None,
    *,
    agrees: bool,
    update: bool = False,
    quality: bool = False,
    sure: float = 1.0,
) -> Told:
    """A difference in the words that stand at these places of the two claims."""
    cut = Difference(kind, _cut(a, here), _cut(b, there), agrees, update)
    return Told(cut, here, there, quality, sure)


def _cut(reading: Reading, place: Span | None) -> str | None:
    return None if place is None else reading.cut(place)
