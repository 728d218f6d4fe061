"""Paragraphs printed twice, as a lead above and below its picture, and teasers."""

from collections.abc import Iterator, Sequence

from index.intake.units import Unit
from index.model import MarkKind

_SHORTEST = 40
"""Code points; shorter lines recur in interviews and lists without being copies."""

_AHEAD = 3


def find(lines: Sequence[Unit], kinds: Sequence[MarkKind | None]) -> Iterator[int]:
    """The places of lines that only say again what another line holds whole.

    Of two equal lines it is the later one; a line that one of the next three lines
    begins with is a teaser. Lines that are something else already are passed over.
    """
    seen: set[str] = set()
    for place, unit in enumerate(lines):
        if len(unit.text) < _SHORTEST:
            continue
        said = " ".join(unit.text.split()).casefold()
        if said in seen:
            if kinds[place] is None:
                yield place
            continue
        seen.add(said)
        if kinds[place] is None and _is_teaser(lines, kinds, place):
            yield place


def _is_teaser(lines: Sequence[Unit], kinds: Sequence[MarkKind | None], place: int) -> bool:
    teaser = lines[place].text
    return any(
        kinds[other] is None
        and len(lines[other].text) > len(teaser)
        and lines[other].text.startswith(teaser)
        for other in range(place + 1, min(place + 1 + _AHEAD, len(lines)))
    )
