"""One row of a page drawn as a strip of styled segments."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.model import Status
from reader.panes.layers import Layer, Run, runs
from reader.panes.layout import Layout
from reader.panes.look import Palette
from reader.panes.page import GUTTER, Page
from reader.panes.sheet import HIGHLIGHT_BARS
from reader.text import STATUS_GLYPHS


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in the gutter of a row: the status of a claim, the bar of a highlight."""

    status: Status | None = None
    highlight: str | None = None
    passage: bool = False


def paint_header(page: Page, row: int, palette: Palette) -> Strip:
    """A row of the header."""
    shown = page.header[row]
    plain = palette.style()
    style = plain if shown.kind == "blank" else palette.style(shown.kind)
    return _strip(page, [Segment(" " * page.left, plain), Segment(shown.text, style)], plain)


def paint_text(
    page: Page,
    line: int,
    layers: Sequence[Layer],
    signs: Signs,
    palette: Palette,
    *,
    cursor: int | None,
) -> Strip:
    """A line of text under its layers.

    Args:
        page: the page.
        line: which line of its text.
        layers: from the lowest to the topmost.
        signs: for the gutter.
        palette: from layers to styles.
        cursor: the offset of the cursor, if it is on this line.
    """
    layout = page.layout
    start, end = layout.drawn(line)
    segments = _gutter(page, signs, palette)
    found = runs(start, end, layers)
    segments.extend(_segments(layout, line, found, palette))
    segments.extend(_tail(layout, line, layers, cursor, palette))
    return _strip(page, segments, palette.style())


def _gutter(page: Page, signs: Signs, palette: Palette) -> list[Segment]:
    plain = palette.style()
    segments = [Segment(" " * (page.left - GUTTER), plain)] if page.left > GUTTER else []
    if signs.status:
        segments.append(Segment(STATUS_GLYPHS[signs.status], palette.style(f"sign-{signs.status}")))
    else:
        segments.append(Segment(" ", plain))
    if signs.highlight:
        bar = HIGHLIGHT_BARS[signs.highlight]
        segments.append(Segment(bar, palette.style(f"sign-{signs.highlight}")))
    elif signs.passage:
        segments.append(Segment("▸", palette.style("sign-passage")))
    else:
        segments.append(Segment(" ", plain))
    segments.append(Segment(" ", plain))
    return segments


def _segments(layout: Layout, line: int, found: Sequence[Run], palette: Palette) -> list[Segment]:
    """The drawn text, cut between characters only: a mark stays with its letter."""
    if layout.is_plain(line):
        return [
            Segment(layout.text[run.start : run.end], palette.style(*run.layers)) for run in found
        ]
    pieces: list[tuple[str, Style]] = []
    number = 0
    for cluster in layout.clusters(line):
        while cluster.start >= found[number].end:
            number += 1
        text = layout.text[cluster.start : cluster.end]
        if text[0] == "\t":
            text = " " * cluster.width + text[1:]
        style = palette.style(*found[number].layers)
        if pieces and pieces[-1][1] is style:
            pieces[-1] = (pieces[-1][0] + text, style)
        else:
            pieces.append((text, style))
    return [Segment(text, style) for text, style in pieces]


def _tail(
    layout: Layout,
    line: int,
    layers: Sequence[Layer],
    cursor: int | None,
    palette: Palette,
) -> list[Segment]:
    """What shows past the drawn text: the cursor, or one cell of selection on an empty line."""
    start, end = layout.drawn(line)
    _, whole = layout.bounds(line)
    if cursor is not None and cursor >= end:
        drawn = sum(cluster.width for cluster in layout.clusters(line))
        gap = layout.cell_of(cursor) - drawn
        blank = [Segment(" " * gap, palette.style())] if gap > 0 else []
        return [*blank, Segment(" ", palette.style("cursor"))]
    if start == end < whole:
        under = runs(start, start + 1, layers)[0].layers
        if "selection" in under:
            return [Segment(" ", palette.style("selection"))]
    return []


def _strip(page: Page, segments: list[Segment], plain: Style) -> Strip:
    # Filled up here rather than by the strip: a strip is dear to make twice.
    used = sum(segment.cell_length for segment in segments)
    if used < page.width:
        return Strip([*segments, Segment(" " * (page.width - used), plain)], page.width)
    return Strip(segments, used).adjust_cell_length(page.width, plain)
