"""A claim made ready for comparing: normal forms with the weights of its words worked out.

Built once a claim and compared many times. Compares nothing itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt
from operator import mul

from index.claims.background import Telling, background, term_hash
from index.claims.features import Features
from index.claims.forms import Placed
from index.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim, its normal forms and its report's date.

    Attributes:
        claim: the claim as extracted.
        features: its normal forms.
        published: its report's date, ISO 8601.
        general: distinct content words with how telling each is in news at large, 0 to 1.
        weights: the same, times how telling it is within its report: what every claim of a
            report has in common tells none of them apart.
        mass: sum of ``weights``.
        norm: root of the sum of their squares.
        general_norm: the same of ``general``.
        joined: the content words in order, one string.
        names: keys of the names.
    """

    claim: Claim
    features: Features
    published: str | None
    general: Mapping[str, float]
    weights: Mapping[str, float]
    mass: float
    norm: float
    general_norm: float
    joined: str
    names: frozenset[str]

    def cut(self, part: Placed | Span) -> str:
        """The claim's own words at a place."""
        return self.claim.text[part.start : part.end]


def _norm(weights: Mapping[str, float]) -> float:
    return sqrt(sum(map(mul, weights.values(), weights.values())))


ALONE = Telling()
"""The words of a report of one claim: all are as telling as in general."""


class Spread(Telling):
    """How telling each word is within a report, 0 to 1.

    A word's inverse claim frequency as a share of that of a word said once; worked out when the
    word is first asked for.
    """

    def __init__(self, counts: Mapping[int, int], claims: int) -> None:
        """Take what the report says how often.

        Args:
            counts: number of claims of the report that have a word, by the word's hash; those
                that one claim has may be left out.
            claims: number of claims of the report.
        """
        super().__init__()
        self._counts = counts
        top = log(claims + 1) if claims else 1.0
        most = max(counts.values(), default=1)
        self._shares = [log((claims + 1) / max(1, count)) / top for count in range(most + 1)]

    def __missing__(self, word: str) -> float:
        share = self[word] = self._shares[self._counts.get(term_hash(word), 1)]
        return share


def read(
    claim: Claim,
    features: Features,
    published: str | None,
    telling: Telling = ALONE,
) -> Reading:
    """Make a claim ready for comparing; ``telling`` is the ``Spread`` of its report's words."""
    stems = background().stems
    general = {word: stems[word] for word in features.words}
    weights = {word: told * telling[word] for word, told in general.items()}
    return Reading(
        claim,
        features,
        published,
        general,
        weights,
        mass=sum(weights.values()),
        norm=_norm(weights),
        general_norm=_norm(general),
        joined=" ".join(features.words),
        names=frozenset(name.key for name in features.names),
    )
