"""The chart of the search benchmark: what each engine takes for each class of query.

    python -m tests.benchmarks.search_chart FIGURES.json screenshots/search-speed.svg

draws the figures of the largest number of articles that ``tests.benchmarks.search --json`` kept.
Each engine has a shape of its own beside its colour, and the drawing follows the reader's light
or dark scheme.
"""

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAMES = {
    "ours": "Second Source",
    "tantivy": "tantivy",
    "fts5": "SQLite FTS5",
    "xapian": "Xapian",
    "whoosh": "stock Whoosh",
}
WIDTH, LABELS, RIGHT = 860, 230, 30
TOP, ROW = 76, 27
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.small { font-size: 12px; fill: #666 }
.grid { stroke: #ddd; stroke-width: 1 }
.ours { fill: #0a7d55 } .tantivy { fill: #b5560b } .fts5 { fill: #3b62b5 }
.xapian { fill: #8a3fa0 } .whoosh { fill: #777 }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } .small { fill: #aaa } .grid { stroke: #444 }
  .ours { fill: #35d29a } .tantivy { fill: #f0a35e } .fts5 { fill: #8fb0ff }
  .xapian { fill: #d59be8 } .whoosh { fill: #999 }
}
"""

Row = Mapping[str, Sequence[float]]


def shape(engine: str, x: float, y: float) -> str:
    """The mark of an engine around a point."""
    corners: tuple[tuple[float, float], ...]
    match engine:
        case "ours":
            return f'<circle class="{engine}" cx="{x:.1f}" cy="{y:.1f}" r="6.5"/>'
        case "fts5":
            return (
                f'<rect class="{engine}" x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10"/>'
            )
        case "tantivy":
            corners = ((0, -6.5), (6, 5), (-6, 5))
        case "xapian":
            corners = ((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0))
        case _:
            corners = ((-6, -5), (6, -5), (0, 6.5))
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon class="{engine}" points="{points}"/>'


class Scale:
    """Milliseconds to a place on a logarithmic axis of whole decades."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = math.ceil(math.log10(max(values)))

    def __call__(self, milliseconds: float) -> float:
        share = (math.log10(milliseconds) - self.low) / (self.high - self.low)
        return LABELS + share * (WIDTH - LABELS - RIGHT)


def drawing(articles: int, table: Mapping[str, Row]) -> Iterator[str]:
    """The parts of the drawing."""
    engines = [name for name in NAMES if any(name in row for row in table.values())]
    scale = Scale([row[name][0] for row in table.values() for name in row])
    bottom = TOP + ROW * len(table)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 44}" role="img">'
        f"<title>Search in {articles:,} articles, CPU milliseconds</title><style>{STYLE}</style>"
    )
    yield (
        f'<text x="16" y="24">Search in {articles:,} news articles: CPU milliseconds a query, '
        "median; farther left is faster</text>"
    )
    x = 24.0
    for name in engines:
        yield f'{shape(name, x, 48)}<text x="{x + 12}" y="53">{NAMES[name]}</text>'
        x += 34 + 8 * len(NAMES[name])
    for power in range(scale.low, scale.high + 1):
        at = scale(10.0**power)
        yield f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP - 8}" y2="{bottom}"/>'
        yield (
            f'<text class="small" x="{at:.1f}" y="{bottom + 20}" text-anchor="middle">'
            f"{10.0**power:g} ms</text>"
        )
    for number, (title, row) in enumerate(table.items()):
        y = TOP + ROW * number + ROW / 2
        yield f'<line class="grid" x1="{LABELS}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{LABELS - 14}" y="{y + 4.5}" text-anchor="end">{escape(title)}</text>'
        # Ours last, so that it is on top.
        yield from (
            shape(name, scale(row[name][0]), y) for name in reversed(engines) if name in row
        )
    yield "</svg>"


def main() -> None:
    """Draw."""
    if len(sys.argv) != 3:
        raise SystemExit("usage: python -m tests.benchmarks.search_chart FIGURES.json CHART.svg")
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    articles = max(map(int, figures))
    chart = "\n".join(drawing(articles, figures[str(articles)])) + "\n"
    Path(sys.argv[2]).write_text(chart, encoding="utf-8")


if __name__ == "__main__":
    main()
