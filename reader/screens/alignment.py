"""Which claim of one report stands beside which of another, in the compare view.

Counts and orders what the engine linked; compares nothing itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from index.model import Claim, Report, Standing, Verdict

_NEAR: Final[dict[Verdict, int]] = {"conflicts": 0, "corroborates": 1, "unrelated": 2}


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of this report, one of the other, or both where they are linked."""

    mine: Claim | None
    theirs: Claim | None
    report: Report | None = None

    @property
    def id(self) -> str:
        """A name no other pair of the two reports has."""
        claims = (self.mine, self.theirs)
        return "|".join(f"{c.start}-{c.end}" if c else "" for c in claims)

    @property
    def shared(self) -> bool:
        """Whether both reports have it."""
        return self.report is not None

    def holds(self, claim: str | None) -> bool:
        """Whether the claim of this report is the one of that id."""
        return self.mine is not None and self.mine.id == claim


def differs(pair: Pair) -> bool:
    """Whether the two put it so that it is worth going to: more than other words."""
    return pair.report is not None and (
        pair.report.comparison.verdict == "conflicts"
        or any(not d.agrees or d.update for d in pair.report.comparison.differences)
    )


def others(standings: Iterable[Standing], claim: str | None = None) -> tuple[Report, ...]:
    """One report of each other article, those that share the most claims first.

    Args:
        standings: the claims of an article.
        claim: where given, articles that have this claim come before the others, and those that
            put it differently before all.
    """
    shared: dict[str, list[Report]] = {}
    near: dict[str, int] = {}
    for standing in standings:
        for report in standing.reports:
            shared.setdefault(report.article, []).append(report)
            if standing.claim.id == claim:
                near[report.article] = _NEAR[report.comparison.verdict]
    ranked = sorted(shared, key=lambda id_: (near.get(id_, 2), -len(shared[id_]), id_))
    return tuple(shared[id_][0] for id_ in ranked)


def aligned(standings: Sequence[Standing], other: str, theirs: Iterable[Claim]) -> tuple[Pair, ...]:
    """Two reports claim beside claim, in the order of the first.

    A claim that only the other has stands behind the one it follows there.

    Args:
        standings: the claims of the first, in its order.
        other: the id of the second.
        theirs: the claims of the second, as far as they are known.
    """
    pairs = [_pair(standing, other) for standing in standings]
    linked = {(pair.theirs.start, pair.theirs.end) for pair in pairs if pair.theirs}
    place = 0
    for claim in sorted(theirs, key=lambda claim: (claim.start, claim.end)):
        if (claim.start, claim.end) in linked:
            place = 1 + max(
                n for n, p in enumerate(pairs) if p.theirs and p.theirs.start == claim.start
            )
        else:
            pairs.insert(place, Pair(None, claim))
            place += 1
    return tuple(pairs)


def _pair(standing: Standing, other: str) -> Pair:
    report = next((report for report in standing.reports if report.article == other), None)
    if report is None:
        return Pair(standing.claim, None)
    there = Claim(report.article, report.start, report.end, report.text)
    return Pair(standing.claim, there, report)
