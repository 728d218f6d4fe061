"""How each claim of a report stands among independent origins. Pure counting, no comparing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.model import Status, StatusCounts, Verdict

ORDER: tuple[Status, ...] = ("corroborated", "disputed", "echoed", "single-source")
"""Statuses by the number they are stored as."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Another report's link to a claim.

    Attributes:
        claim: ordinal of the claim it is about.
        verdict: what that report does to it.
        origin: the other report's origin.
        independent: whether that origin is another than the claim's own report's.
    """

    claim: int
    verdict: Verdict
    origin: str
    independent: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim's status and the number of independent origins that make it, its own included."""

    status: Status
    origins: int


_ALONE = Stand("single-source", 1)
"""How most claims of a large library stand."""


def stands(size: int, voices: Iterable[Voice]) -> list[Stand]:
    """The standing of each of a report's ``size`` claims.

    A claim that one origin corroborates and another disputes is disputed: that is what a careful
    reader must see first; the reports tell the rest.
    """
    heard: dict[int, list[Voice]] = defaultdict(list)
    for voice in voices:
        heard[voice.claim].append(voice)
    return [_stand(heard[at]) if at in heard else _ALONE for at in range(size)]


def _stand(voices: Sequence[Voice]) -> Stand:
    agreeing = {v.origin for v in voices if v.verdict == "corroborates" and v.independent}
    origins = 1 + len(agreeing)
    if any(v.verdict == "conflicts" and v.independent for v in voices):
        return Stand("disputed", origins)
    if agreeing:
        return Stand("corroborated", origins)
    if any(v.verdict == "corroborates" for v in voices):
        return Stand("echoed", origins)
    return Stand("single-source", origins)


def counted(found: Iterable[Stand]) -> StatusCounts:
    """How many claims have each status."""
    counts = dict.fromkeys(ORDER, 0)
    for stand in found:
        counts[stand.status] += 1
    return StatusCounts(
        counts["corroborated"], counts["disputed"], counts["echoed"], counts["single-source"]
    )
