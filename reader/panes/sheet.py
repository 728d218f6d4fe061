"""What is laid over an article's text: chrome, hits, claims, highlights.

Holds them sorted and answers, for any stretch of text, what lies there. It decides nothing of
how they look and nothing of what they mean.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from index.model import Highlight, Span, Standing, Status
from reader.panes.layers import Layer

COLOURS: Final = ("yellow", "green", "blue", "red", "purple")
"""The colours a highlight can have. Any other name is drawn as the first."""

HIGHLIGHT_BARS: Final = dict(zip(COLOURS, "┃┇║╏│", strict=True))
"""The bar beside a highlight of each colour: whole, dotted, double, dashed, thin. They tell the
colours apart where none are seen."""

_TELLING: Final[tuple[Status, ...]] = ("disputed", "corroborated", "echoed", "single-source")


class Sheet:
    """The layers over one text, each replaced as a whole."""

    def __init__(self, chrome: Sequence[tuple[int, int]] = ()) -> None:
        self._chrome = Layer.of("chrome", chrome)
        self._highlights: tuple[Layer, ...] = ()
        self._hits = Layer("hit")
        self.hits: tuple[Span, ...] = ()
        self._finds: Layer | None = None
        self.finds: tuple[Span, ...] | None = None
        self.standings: tuple[Standing, ...] = ()
        self._claim_starts: list[int] = []
        self._claim_reach: list[int] = []

    def set_hits(self, spans: Sequence[Span]) -> None:
        """Replace the search hits."""
        self.hits = tuple(sorted(span for span in spans if span.start < span.end))
        self._hits = Layer.of("hit", ((span.start, span.end) for span in self.hits))

    def set_finds(self, spans: tuple[Span, ...] | None) -> None:
        """Put the matches of a find in the place of the search hits; ``None`` ends that."""
        self.finds = spans
        ends = None if spans is None else ((span.start, span.end) for span in spans)
        self._finds = None if ends is None else Layer.of("hit", ends)

    @property
    def stops(self) -> tuple[Span, ...]:
        """What ``next hit`` goes over: the matches of the find, else the search hits."""
        return self.hits if self.finds is None else self.finds

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Replace the user's highlights; orphans have no place here and are passed over."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for highlight in highlights:
            if not highlight.orphan:
                colour = highlight.colour if highlight.colour in COLOURS else COLOURS[0]
                spans.setdefault(colour, []).append((highlight.quote.start, highlight.quote.end))
        self._highlights = tuple(
            Layer.of(f"highlight-{colour}", spans[colour]) for colour in COLOURS if colour in spans
        )

    def set_claims(self, standings: Sequence[Standing]) -> None:
        """Replace the claims."""
        self.standings = tuple(
            sorted(standings, key=lambda standing: (standing.claim.start, standing.claim.end))
        )
        self._claim_starts = [standing.claim.start for standing in self.standings]
        self._claim_reach = list(
            accumulate((standing.claim.end for standing in self.standings), max)
        )

    def layers(self) -> tuple[Layer, ...]:
        """The lasting layers, from the lowest to the topmost."""
        return (self._chrome, *self._highlights, self._finds or self._hits)

    def claim_at(self, offset: int) -> Standing | None:
        """The shortest claim an offset is in."""
        found = [
            standing for standing in self._claims_before(offset) if offset < standing.claim.end
        ]
        return min(found, key=lambda found: found.claim.end - found.claim.start, default=None)

    def _claims_before(self, offset: int) -> Iterator[Standing]:
        """Claims begun by an offset, latest first, as long as one could still reach it."""
        index = bisect_right(self._claim_starts, offset) - 1
        while index >= 0 and self._claim_reach[index] > offset:
            yield self.standings[index]
            index -= 1

    def status_at(self, start: int, end: int) -> Status | None:
        """The most telling status among the claims that begin in ``start:end``."""
        first = bisect_left(self._claim_starts, start)
        last = bisect_left(self._claim_starts, end)
        begun = {standing.status for standing in self.standings[first:last]}
        return next((status for status in _TELLING if status in begun), None)

    def highlight_at(self, start: int, end: int) -> str | None:
        """The colour of a highlight that touches ``start:end``."""
        for layer in self._highlights:
            if layer.covers(start, end):
                return layer.name.removeprefix("highlight-")
        return None

    def claim_from(self, offset: int, step: int) -> Standing | None:
        """The next claim that begins past an offset or, for a negative step, before it."""
        if step > 0:
            index = bisect_right(self._claim_starts, offset)
        else:
            index = bisect_left(self._claim_starts, offset) - 1
        return self.standings[index] if 0 <= index < len(self.standings) else None
