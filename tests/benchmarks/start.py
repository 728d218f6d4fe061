"""How long the app takes to its first frame and to the first reports found, beside an empty one.

    python -m tests.benchmarks.start LIBRARY [--runs N] [--json FILE]

Both apps are whole processes on a terminal of 160 by 50, begun in turns; the empty one is a
Textual app with nothing in it. The first frame is when the first cell of the screen is written;
the first search is answered when the list of reports says how many there are. In a run of its own
a word is typed at the first frame, before what answers it is loaded. A figure is the
median of the runs in milliseconds of wall time, a ratio the median of the ratios run by run.
LIBRARY is a library's folder with articles in it (``secondsource add --library``).
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.terminal import Terminal, reader

EMPTY = (sys.executable, "-c", "from textual.app import App; App().run()")
FRAME = b"\x1b[1;1H"
"""Textual goes to the upper left corner before it draws its first frame."""
ANSWER = b"newest first"
WORD = "police"
ANSWER_TO_WORD = b"by relevance"


def empty(home: Path) -> float:
    """Seconds to the first frame of an app with nothing in it."""
    with Terminal(EMPTY, home) as app:
        return app.until(FRAME)


def ours(library: Path, home: Path) -> tuple[float, float]:
    """Seconds to the first frame of the app, and from there to the first answer."""
    with Terminal(reader(library), home) as app:
        frame = app.until(FRAME)
        return frame, app.until(ANSWER) - frame


def typed(library: Path, home: Path) -> float:
    """Seconds from the first frame, at which a word is typed, to what is found for it."""
    with Terminal(reader(library), home) as app:
        frame = app.until(FRAME)
        app.press(WORD)
        return app.until(ANSWER_TO_WORD) - frame


def measure(library: Path, runs: int) -> dict[str, float]:
    """The figures, over so many runs after one that is not counted."""
    bare: list[float] = []
    frames: list[float] = []
    answers: list[float] = []
    words: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        for _ in range(runs + 1):
            bare.append(empty(Path(home)) * 1000)
            frame, answer = ours(library, Path(home))
            frames.append(frame * 1000)
            answers.append(answer * 1000)
            words.append(typed(library, Path(home)) * 1000)
    ratios = [frame / base for frame, base in zip(frames[1:], bare[1:], strict=True)]
    return {
        "empty app, first frame, ms": statistics.median(bare[1:]),
        "first frame, ms": statistics.median(frames[1:]),
        "first frame, times the empty app's": statistics.median(ratios),
        "first search after it, ms": statistics.median(answers[1:]),
        "a word typed at it, found after, ms": statistics.median(words[1:]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    figures = measure(options.library, options.runs)
    for name, value in figures.items():
        print(f"{name:36} {value:8.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
