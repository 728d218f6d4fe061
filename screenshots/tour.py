"""Films a session with the sample reports: ``python -m screenshots.tour`` writes ``tour.svg``.

The keys below are pressed in the real app and what it then shows is kept. The film is one SVG file
that plays in any browser: a row of the screen is drawn once, however many frames show it, and CSS
says when. Where motion is not wanted (``prefers-reduced-motion``) its first frame stands still.
"""

import asyncio
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from screenshots.make import NAMES, opened, sample_library, settled
from screenshots.svg import Inks, Screen, capture, document, placed

HERE: Final = Path(__file__).resolve().parent
SIZE: Final = (120, 34)
KEY_SECONDS: Final = 0.12
"""How long each letter of a query stands."""


@dataclass(frozen=True)
class Step:
    """Keys, or ``type:`` and words; what is said of them; how long that stands."""

    keys: tuple[str, ...]
    caption: str
    seconds: float


STEPS: Final = (
    Step((), "five sample reports on one phone call", 2.2),
    Step(("type:intelligence",), "type: results follow each key", 1.6),
    Step(("enter", "enter"), "⏎  open a report; the claims beside it say who else makes them", 2.4),
    Step(("n",), "n  to the next hit", 1.4),
    Step(("enter",), "⏎  the other reports of this claim: what they share, how they differ", 3.0),
    Step(("j",), "j  another independent source, in other words", 2.0),
    Step(("enter",), "⏎  to the passage in the other report", 2.6),
    Step(("b",), "b  back to exactly where you were", 1.6),
    Step(("c",), "c  compare: two reports, claim beside claim", 3.0),
    Step(("n",), "n  to the next difference", 2.2),
    Step(("escape", "s"), "s  the story: sources by claims, who had it first", 3.0),
    Step(("j", "l"), "arrows or hjkl  cell by cell", 1.8),
    Step(("escape", "2", "space"), "space  mark the claim", 1.8),
    Step(("right_square_bracket", "space"), "]  to the next claim, and mark it too", 1.8),
    Step(("e",), "e  export, with citation and corroboration", 2.4),
    Step(("enter",), "⏎  written", 2.4),
)


@dataclass(frozen=True)
class Frame:
    """What stands on the screen for a while, and what is said of it."""

    screen: Screen
    caption: str
    seconds: float


async def film(library: Path, highlights: Path, inks: Inks) -> list[Frame]:
    """Press the keys of every step and keep what is seen."""
    from reader.app import SecondSourceApp

    app = SecondSourceApp(library, highlights, fresh=True)
    frames: list[Frame] = []
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await opened(app, pilot)
        for step in STEPS:
            for key in step.keys:
                for part in key.removeprefix("type:") if key.startswith("type:") else (key,):
                    await pilot.press(NAMES.get(part, part))
                    await settled(app, pilot)
                    if key.startswith("type:"):
                        frames.append(Frame(capture(app, inks), step.caption, KEY_SECONDS))
            frames.append(Frame(capture(app, inks), step.caption, step.seconds))
    return frames


def developed(frames: list[Frame], inks: Inks) -> str:
    """The film as an SVG document."""
    ends: list[float] = []
    for frame in frames:
        ends.append((ends[-1] if ends else 0.0) + frame.seconds)
    shown: dict[tuple[int, str], list[int]] = {}
    for number, frame in enumerate(frames):
        for y, row in enumerate(frame.screen.rows):
            if row:
                shown.setdefault((y, row), []).append(number)
        said = f'<text x="8.4" y="13.5" class="said">{escape(frame.caption)}</text>'
        shown.setdefault((SIZE[1] + 1, said), []).append(number)
    times: dict[tuple[int, ...], str] = {}
    body = ""
    for (y, row), numbers in shown.items():
        when = times.setdefault(tuple(numbers), f"t{len(times)}")
        body += placed(y, row).replace("<g ", f'<g class="{when}" ', 1)
    css = "".join(_timed(name, numbers, ends) for numbers, name in times.items())
    first = frames[0].screen
    css += f"g[class]{{animation-duration:{ends[-1]:g}s;animation-iteration-count:infinite;"
    css += "animation-timing-function:step-end}.said{fill:#6cb2eb;font-weight:bold}"
    css += "@media (prefers-reduced-motion){g[class]{animation:none}}"
    return document(SIZE[0], SIZE[1] + 2, first.ink, first.paper, inks.css() + css, body)


def _timed(name: str, numbers: Iterable[int], ends: list[float]) -> str:
    """When a row is seen: in these frames and no others."""
    frames = set(numbers)
    seen = [number in frames for number in range(len(ends))]
    marks = []
    for number, now in enumerate(seen):
        if number == 0 or now != seen[number - 1]:
            at = ends[number - 1] / ends[-1] * 100 if number else 0
            marks.append(f"{at:.2f}%{{visibility:{'visible' if now else 'hidden'}}}")
    if len(marks) == 1:
        return ""
    still = "" if seen[0] else "visibility:hidden;"
    return f".{name}{{{still}animation-name:{name}}}@keyframes {name}{{{''.join(marks)}}}"


def main() -> None:
    """Make the film."""
    with tempfile.TemporaryDirectory() as scratch, sample_library(Path(scratch)) as library:
        os.chdir(scratch)
        inks = Inks()
        frames = asyncio.run(film(library, Path(scratch) / "highlights", inks))
        (HERE / "tour.svg").write_text(developed(frames, inks), encoding="utf-8")
    print("screenshots/tour.svg")


if __name__ == "__main__":
    main()
