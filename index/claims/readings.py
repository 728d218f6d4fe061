"""A claim made ready for comparing: normal forms with the weights of its words worked out.

Built once a claim and compared many times. Compares nothing itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from index.claims.background import background
from index.claims.features import Features
from index.model import Claim


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim, its normal forms and its report's date.

    Attributes:
        claim: the claim as extracted.
        features: its normal forms.
        published: its report's date, ISO 8601.
        weights: distinct content words with how telling each is, 0 to 1.
        mass: sum of the weights.
        norm: root of the sum of their squares.
        joined: the content words in order, one string.
        names: keys of the names.
    """

    claim: Claim
    features: Features
    published: str | None
    weights: Mapping[str, float]
    mass: float
    norm: float
    joined: str
    names: frozenset[str]


def read(claim: Claim, features: Features, published: str | None) -> Reading:
    """Make a claim ready for comparing."""
    known = background()
    weights = {word: known.weight(word) for word in features.words}
    return Reading(
        claim,
        features,
        published,
        weights,
        mass=sum(weights.values()),
        norm=sqrt(sum(weight * weight for weight in weights.values())),
        joined=" ".join(features.words),
        names=frozenset(name.key for name in features.names),
    )
