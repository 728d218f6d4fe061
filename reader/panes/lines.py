"""Lines that were cut to their width when they were made: drawn as they are, never wrapped again.

A list of them is measured and drawn at each key typed; text that wraps would be wrapped three
times on the way.
"""

from collections.abc import Iterable

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Lines(Visual):
    """Lines of one row of a list, one below the other."""

    def __init__(self, lines: Iterable[Content]) -> None:
        self.lines = tuple(lines)

    def __str__(self) -> str:
        return "\n".join(line.plain for line in self.lines)

    def looks_like(self, other: object) -> bool:
        """Whether something is drawn the same."""
        return isinstance(other, Lines) and (
            [(line.plain, line.spans) for line in self.lines]
            == [(line.plain, line.spans) for line in other.lines]
        )

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The longest line's, in cells."""
        del rules, container_width
        return max((line.cell_length for line in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines, whatever the width."""
        del rules, width
        return len(self.lines)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines as they are drawn; what is too wide for a moment is cut."""
        return [_strip(line, style, options).crop(0, width) for line in self.lines[:height]]


def _strip(line: Content, style: Style, options: RenderOptions) -> Strip:
    parts = line.render(style, end="", parse_style=options.get_style)
    return Strip(
        [Segment(text, (style + look).rich_style) for text, look in parts], line.cell_length
    )
