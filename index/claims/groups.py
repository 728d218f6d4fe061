"""Claims across reports that say the same, as groups. Pure: links in, groups out.

Not by blind transitivity, which lets one long sentence chain a whole story into a single claim:
groups grow by average linkage, two of them join only where a majority of the pairs across them
are linked, and never where any two conflict.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Node = tuple[int, int]
"""A claim: the number of its report, and its own within it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two claims of different reports."""

    a: Node
    b: Node
    agrees: bool
    probability: float


@dataclass(slots=True)
class _Bond:
    """What links two groups: how many pairs agree, how strongly, and whether any conflict."""

    pairs: int = 0
    strength: float = 0.0
    conflicts: bool = False

    def with_(self, other: "_Bond") -> "_Bond":
        return _Bond(
            self.pairs + other.pairs,
            self.strength + other.strength,
            self.conflicts or other.conflicts,
        )


def groups(nodes: Iterable[Node], ties: Sequence[Tie]) -> tuple[tuple[Node, ...], ...]:
    """Part claims into groups that say the same.

    The same whatever the order of the arguments; time grows with the ties, not with the square
    of the claims.

    Args:
        nodes: every claim, linked or not.
        ties: the links between them.

    Returns:
        Every claim in exactly one group, claims and groups in their order.
    """
    return _Grouping(sorted(set(nodes)), ties).run()


class _Grouping:
    """Groups under way. A joined group gets a new number, so what is on the heap never changes."""

    def __init__(self, nodes: Sequence[Node], ties: Sequence[Tie]) -> None:
        self._members: dict[int, list[Node]] = {n: [node] for n, node in enumerate(nodes)}
        self._reports = {n: Counter([node[0]]) for n, node in enumerate(nodes)}
        self._bonds: dict[int, dict[int, _Bond]] = {n: {} for n in self._members}
        self._next = len(nodes)
        place = {node: n for n, node in enumerate(nodes)}
        for tie in ties:
            self._bind(place[tie.a], place[tie.b], _bond(tie))

    def run(self) -> tuple[tuple[Node, ...], ...]:
        """Join the strongest pair that may be joined until there is none."""
        heap = [
            (-self._average(a, b), a, b)
            for a, bonds in self._bonds.items()
            for b in bonds
            if a < b and self._may_join(a, b)
        ]
        heapify(heap)
        while heap:
            _, a, b = heappop(heap)
            if a in self._members and b in self._members:
                joined = self._join(a, b)
                for other in self._bonds[joined]:
                    if self._may_join(other, joined):
                        heappush(heap, (-self._average(other, joined), other, joined))
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))

    def _bind(self, a: int, b: int, bond: _Bond) -> None:
        whole = self._bonds[a].get(b, _Bond()).with_(bond)
        self._bonds[a][b] = self._bonds[b][a] = whole

    def _pairs(self, a: int, b: int) -> int:
        """Pairs of claims of different reports: within one report nothing is ever linked."""
        here, there = self._reports[a], self._reports[b]
        same = sum(number * there[report] for report, number in here.items() if report in there)
        return len(self._members[a]) * len(self._members[b]) - same

    def _average(self, a: int, b: int) -> float:
        return self._bonds[a][b].strength / self._pairs(a, b)

    def _may_join(self, a: int, b: int) -> bool:
        bond = self._bonds[a][b]
        return not bond.conflicts and 2 * bond.pairs > self._pairs(a, b)

    def _join(self, a: int, b: int) -> int:
        joined, self._next = self._next, self._next + 1
        self._members[joined] = self._members.pop(a) + self._members.pop(b)
        self._reports[joined] = self._reports.pop(a) + self._reports.pop(b)
        self._bonds[joined] = {}
        for gone, twin in ((a, b), (b, a)):
            for other, bond in self._bonds.pop(gone).items():
                if other != twin:
                    self._bonds[other].pop(gone)
                    self._bind(joined, other, bond)
        return joined


def _bond(tie: Tie) -> _Bond:
    return _Bond(1, tie.probability, False) if tie.agrees else _Bond(0, 0.0, True)
