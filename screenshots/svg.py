"""A screen of the app as a small SVG picture, cell by cell as a terminal would show it.

Rows are drawn apart from each other, so that a film can use one again in many frames. Textual's
own pictures are three to five times as large and ask a font server for their font.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from rich.color import blend_rgb
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual._context import visible_screen_stack
from textual.app import App

CELL: Final = 8.4
"""Width of a cell; most monospaced fonts are 0.6 em wide."""
LINE: Final = 18
"""Height of a row."""
MARGIN: Final = 10
_BASELINE: Final = 13.5
_DIM: Final = 0.4
"""How far dim text goes towards its background, as Rich's pictures have it."""

FONT: Final = (
    '14px "Fira Code","Cascadia Code","SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace'
)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a terminal shows: its size in cells, its colours, its rows as SVG, its cursor."""

    width: int
    height: int
    ink: str
    paper: str
    rows: tuple[str, ...]
    cursor: tuple[int, int] | None


@dataclass(slots=True)
class Inks:
    """Short class names for the looks of text, the same for the same look."""

    names: dict[str, str] = field(default_factory=dict)

    def name(self, look: str) -> str:
        """The class of a look, as CSS declarations."""
        return self.names.setdefault(look, f"i{len(self.names)}")

    def css(self) -> str:
        """The rules of every look asked for so far."""
        return "".join(f".{name}{{{look}}}" for look, name in self.names.items())


def capture(app: App[Any], inks: Inks) -> Screen:
    """What an app shows now.

    Args:
        app: running; its topmost screen is taken.
        inks: takes the looks used; one for all the screens of a picture.
    """
    width, height = app.size
    theme = app.ansi_theme
    _, _, back, front = app.screen.colors
    paper = _hex(back.rich_color.get_truecolor(theme, foreground=False))
    ink = _hex(front.rich_color.get_truecolor(theme))
    # What lies under a dialog shows through it.
    shown = visible_screen_stack.set(app._background_screens)
    strips = app.screen._compositor.render_strips()[:height]
    visible_screen_stack.reset(shown)
    rows = tuple(_row(strip.crop(0, width), theme, ink, paper, inks) for strip in strips)
    cursor = app.cursor_position if app.screen.focused is not None else None
    return Screen(width, height, ink, paper, rows, (cursor.x, cursor.y) if cursor else None)


def picture(app: App[Any], *, cursor: bool = False) -> str:
    """An app's screen as an SVG document.

    Args:
        app: running.
        cursor: draw where the terminal's own cursor stands, as a frame around its cell.
    """
    inks = Inks()
    screen = capture(app, inks)
    body = "".join(placed(number, row) for number, row in enumerate(screen.rows) if row)
    if cursor and screen.cursor:
        body += framed(*screen.cursor)
    return document(screen.width, screen.height, screen.ink, screen.paper, inks.css(), body)


def document(  # noqa: PLR0917
    columns: int, rows: int, ink: str, paper: str, css: str, body: str
) -> str:
    """An SVG document of so many cells, with a margin all around."""
    width, height = columns * CELL + 2 * MARGIN, rows * LINE + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'xml:space="preserve">\n<style>text{{font:{FONT};white-space:pre;fill:{ink}}}{css}</style>\n'
        f'<rect width="100%" height="100%" rx="6" fill="{paper}"/>\n'
        f'<g transform="translate({MARGIN} {MARGIN})">\n{body}</g>\n</svg>\n'
    )


def placed(number: int, row: str) -> str:
    """A row at its place."""
    return f'<g transform="translate(0 {number * LINE})">{row}</g>\n'


def framed(x: int, y: int) -> str:
    """A frame around a cell."""
    return (
        f'<rect x="{x * CELL:g}" y="{y * LINE}" width="{CELL:g}" height="{LINE}" '
        'fill="none" stroke="#e05"/>\n'
    )


def _row(
    segments: Iterable[Segment], theme: TerminalTheme, ink: str, paper: str, inks: Inks
) -> str:
    """A row: what lies under the text, then the text; empty where it shows nothing."""
    grounds, text = [], []
    for start, cells, words, style in _runs(segments):
        look, ground = _look(style, theme, ink, paper)
        grounds.append((ground, start, cells))
        kept = words if "decoration" in look else words.strip()
        if kept:
            first = start + len(words) - len(words.lstrip()) if kept != words else start
            length = cells - len(words) + len(kept)
            named = f' class="{inks.name(look)}"' if look else ""
            text.append(
                f'<text x="{first * CELL:g}" y="{_BASELINE}" '
                f'textLength="{length * CELL:g}"{named}>{escape(kept, quote=False)}</text>'
            )
    under = []
    for ground, stretch in groupby(grounds, key=itemgetter(0)):
        places = list(stretch)
        if ground != paper:
            start, cells = places[0][1], sum(place[2] for place in places)
            under.append(
                f'<rect x="{start * CELL:g}" width="{cells * CELL:g}" height="{LINE}" '
                f'fill="{ground}"/>'
            )
    return "".join([*under, *text])


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[int, int, str, Style]]:
    """Stretches of one look: where each begins, how many cells it takes, its text."""
    start, cells, words, look = 0, 0, "", Style()
    for segment in segments:
        style = segment.style.clear_meta_and_links() if segment.style else Style()
        if style == look:
            cells, words = cells + segment.cell_length, words + segment.text
            continue
        if cells:
            yield start, cells, words, look
        start, cells, words, look = start + cells, segment.cell_length, segment.text, style
    if cells:
        yield start, cells, words, look


def _look(style: Style, theme: TerminalTheme, ink: str, paper: str) -> tuple[str, str]:
    """The CSS of a stretch of text and the colour under it."""
    front = _hex(style.color.get_truecolor(theme)) if style.color else ink
    back = _hex(style.bgcolor.get_truecolor(theme, foreground=False)) if style.bgcolor else paper
    if style.reverse:
        front, back = back, front
    if style.dim:
        front = _hex(blend_rgb(_triplet(front), _triplet(back), _DIM))
    lines = [
        name for name, on in (("underline", style.underline), ("line-through", style.strike)) if on
    ]
    parts = [
        f"fill:{front}" if front != ink else "",
        "font-weight:bold" if style.bold else "",
        "font-style:italic" if style.italic else "",
        f"text-decoration:{' '.join(lines)}" if lines else "",
    ]
    return ";".join(filter(None, parts)), back


def _hex(colour: ColorTriplet) -> str:
    return colour.hex


def _triplet(colour: str) -> ColorTriplet:
    red, green, blue = bytes.fromhex(colour[1:])
    return ColorTriplet(red, green, blue)
