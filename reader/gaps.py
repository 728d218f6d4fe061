"""What spans leave uncovered of a text, for drawing."""

from collections.abc import Iterable
from itertools import starmap

from index.model import Span


def gaps(length: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    """What ``spans``, sorted and apart, leave uncovered of a text of this length."""
    edges = [0]
    for span in spans:
        edges += (span.start, span.end)
    edges.append(length)
    return tuple(
        starmap(Span, ((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b))
    )
