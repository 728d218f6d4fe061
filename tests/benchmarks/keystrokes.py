"""From a key to the reports found for it on the screen, in the running app.

    python -m tests.benchmarks.keystrokes LIBRARY [--titles N] [--json FILE]

Types the beginnings of titles of LIBRARY's own articles into the app, a whole process on a
terminal of 160 by 50, at the pace of a quick typist, and takes them off again a key at a time.
A key is answered when the list of reports (their number, rows and facets, as a terminal emulator
sees them, colours included) changed for the last time after it; keys that change nothing there
are counted apart. Afterwards the number shown must be the one the library gives for what is
typed. Wall time in milliseconds, and CPU time of all the app does on a key. Needs ``pyte`` (PyPI).
"""

import argparse
import json
import random
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.library import Library
from tests.benchmarks.terminal import Terminal, reader, screen

SEED = 20_241_021
LETTERS = 24
"""Letters typed of a title."""
PACE = (0.09, 0.25)
"""Seconds between two keys, at least and at most."""
QUIET = 0.06
"""Seconds without output after which a key has been dealt with."""
PATIENCE = 5.0
BACKSPACE = "\x7f"
LIST = range(3, 48)
"""Lines of the screen that show what was found."""
PANE = range(45)
"""Columns of the search pane."""


@dataclass
class Session:
    """A running app, what its screen shows, and how long each key took."""

    app: Terminal
    drawn: Any
    stream: Any
    fed: int = 0
    rows: dict[int, tuple[object, ...]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    without_change: int = 0

    def look(self) -> float | None:
        """Draw what was written since the last look; when the list last changed, if it did."""
        changed = None
        for when, piece in self.app.written[self.fed :]:
            self.stream.feed(piece)
            for line in self.drawn.dirty & set(LIST):
                row = tuple(self.drawn.buffer[line][column] for column in PANE)
                if self.rows.get(line) != row:
                    self.rows[line] = row
                    changed = when
            self.drawn.dirty.clear()
        self.fed = len(self.app.written)
        return changed

    def settle(self, seconds: float) -> None:
        """Read on for so long, and until nothing comes any more."""
        end = self.app.now() + seconds
        while self.app.read(max(end - self.app.now(), QUIET)):
            if self.app.now() > end + PATIENCE:
                break

    def key(self, key: str, pause: float) -> None:
        """Press a key and keep how long it took."""
        worked, pressed = self.app.worked(), self.app.now()
        self.app.press(key)
        self.settle(pause)
        work = self.app.worked() - worked
        changed = self.look()
        if changed is None:
            self.without_change += 1
        else:
            self.work.append(work * 1000)
            self.waits.append((changed - pressed) * 1000)

    def shows(self, text: str) -> bool:
        """Whether the list says so, now or after some patience."""
        end = self.app.now() + PATIENCE
        while not any(text in line for line in self.drawn.display[3:6]):
            if self.app.now() > end:
                return False
            self.settle(QUIET)
            self.look()
        return True


def titles(library: Path, count: int) -> list[tuple[str, dict[str, int]]]:
    """Beginnings of titles, each with how many reports every beginning of it finds."""
    chance = random.Random(SEED)
    with Library.open(library, create=False) as opened:
        known = [info.title for info in opened.articles() if info.title and info.title.isascii()]
        begun = [title[:LETTERS].strip() for title in chance.sample(known, count)]
        return [
            (
                title,
                {
                    title[:end]: opened.search(title[:end], limit=1, typing=True).total
                    for end in range(1, len(title) + 1)
                },
            )
            for title in begun
        ]


def measure(library: Path, count: int) -> dict[str, float]:
    """Type and take back the titles; the figures."""
    chance = random.Random(SEED)
    asked = titles(library, count)
    drawn, stream = screen()
    with tempfile.TemporaryDirectory() as home, Terminal(reader(library), Path(home)) as app:
        app.until(b"newest first")
        session = Session(app, drawn, stream)
        session.settle(3.0)
        session.look()
        for title, totals in asked:
            for letter in title:
                session.key(letter, chance.uniform(*PACE))
            found = totals[title]
            if found and not session.shows(f"{found:,} report"):
                raise SystemExit(f"{title!r} finds {found}, but the screen says otherwise")
            for _ in title:
                session.key(BACKSPACE, chance.uniform(*PACE))
    waits = sorted(session.waits)
    return {
        "keys answered": len(waits),
        "keys that change nothing in the list": session.without_change,
        "median, ms": statistics.median(waits),
        "p95, ms": waits[int(len(waits) * 0.95)],
        "longest, ms": waits[-1],
        "CPU time of the app, median, ms": statistics.median(session.work),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--titles", type=int, default=8)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    figures = measure(options.library, options.titles)
    for name, value in figures.items():
        print(f"{name:40} {value:8.1f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
