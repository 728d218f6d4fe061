"""Independent layers of marked text merged into runs of one look each.

A layer is a name and the stretches it covers; what a name looks like is the pane's affair.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self


class Run(NamedTuple):
    """A stretch of text under the same layers, named from the lowest to the topmost."""

    start: int
    end: int
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer covers: stretches in order that neither touch nor overlap."""

    name: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, name: str, spans: Iterable[tuple[int, int]]) -> Self:
        """A layer over spans in any order; overlapping ones become one, empty ones nothing."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if start >= end:
                continue
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return cls(name, tuple(starts), tuple(ends))

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The layer's stretches inside ``start:end``, cut to it."""
        for index in range(bisect_right(self.ends, start), bisect_left(self.starts, end)):
            yield max(self.starts[index], start), min(self.ends[index], end)

    def covers(self, start: int, end: int) -> bool:
        """Whether any of ``start:end`` is under the layer."""
        return bisect_right(self.ends, start) < bisect_left(self.starts, end)


def runs(start: int, end: int, layers: Sequence[Layer]) -> list[Run]:
    """Cut ``start:end`` wherever a layer begins or ends.

    Args:
        start: first code point.
        end: just past the last.
        layers: from the lowest to the topmost.

    Returns:
        Runs in order that cover ``start:end`` without a gap; none where it is empty.
    """
    if start >= end:
        return []
    pieces = [(layer.name, list(layer.within(start, end))) for layer in layers]
    cuts = {start, end}
    for _, spans in pieces:
        for span in spans:
            cuts.update(span)
    places = sorted(cuts)
    named: list[list[str]] = [[] for _ in places]
    index = {place: number for number, place in enumerate(places)}
    for name, spans in pieces:
        for first, last in spans:
            for number in range(index[first], index[last]):
                named[number].append(name)
    return [
        Run(first, places[number + 1], tuple(named[number]))
        for number, first in enumerate(places[:-1])
    ]
