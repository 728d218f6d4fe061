"""A claim as it would read with the other's parts in place of those that disagree.

Whether two claims are the same otherwise is asked of the claims so mended: what disagrees
has lowered how alike they look, a name more than a number.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.claims.features import Name, features
from index.claims.readings import Reading, read
from index.claims.told import Told
from index.model import Span


def mended(a: Reading, b: Reading, found: Sequence[Told]) -> Reading:
    """The second claim with the first's words where the two disagree.

    Args:
        a: one claim.
        b: the other.
        found: how they differ; only what disagrees is mended.

    Returns:
        ``b`` read anew, its names kept as they were but for those exchanged.
    """
    text = b.claim.text
    names = list(b.features.names)
    exchanges: list[tuple[Span, str]] = []
    for one in found:
        if one.difference.agrees or one.difference.kind in {"modality", "attribution"}:
            continue
        if one.there is None:
            continue
        words = a.cut(one.here) if one.here else ""
        exchanges.append((one.there, words))
        if one.difference.kind == "name" and one.here is not None:
            names = [n for n in names if n.end <= one.there.start or one.there.end <= n.start]
            names += _names_at(a, one.here)
    for place, words in sorted(exchanges, key=lambda e: -e[0].start):
        text = text[: place.start] + words + text[place.end :]
    claim = replace(b.claim, text=text)
    made = features(text, published=b.published)
    kept = replace(
        made,
        names=tuple(names),
        negated=a.features.negated,
        modality=b.features.modality,
        speaker=b.features.speaker,
    )
    return read(claim, kept, b.published)


def _names_at(reading: Reading, place: Span) -> list[Name]:
    return [n for n in reading.features.names if n.start < place.end and place.start < n.end]
