"""The app on a real terminal: its cursor, being stopped, a slow line, a line that breaks."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from tests.benchmarks.terminal import Terminal, reader

if os.name == "nt":
    pytest.skip("pseudo-terminals are a thing of Unix", allow_module_level=True)

DRAWN = b"commands"
"""Stands in the title line, and so on any whole drawing of the main screen."""


_SILENCE = 0.4
"""Seconds without output after which the app is taken to have drawn: less than a blink."""
_LONGEST = 5.0


@pytest.fixture
def library(sample_library: Path, tmp_path: Path) -> Iterator[tuple[Path, Terminal]]:
    """The samples, open on a terminal, the first report in the article pane."""
    with Terminal(reader(sample_library), tmp_path) as terminal:
        terminal.until(b"TROOPS")
        rest(terminal)
        yield sample_library, terminal


def rest(terminal: Terminal) -> bytes:
    """What is written until nothing more comes for a while; a text cursor blinks on."""
    count = len(terminal.written)
    end = terminal.now() + _LONGEST
    while terminal.now() < end and terminal.read(_SILENCE):
        pass
    return b"".join(piece for _, piece in terminal.written[count:])


def change(terminal: Terminal) -> int:
    """Wait, reading on, until the program has stopped or ended; what the system says of it."""
    end = terminal.now() + 20
    while terminal.now() < end:
        pid, status = os.waitpid(terminal.process, os.WNOHANG | os.WUNTRACED)
        if pid:
            return status
        terminal.read(0.05)
    raise AssertionError("it neither stopped nor ended")


def to_article(terminal: Terminal) -> None:
    for key in "\r2":
        terminal.press(key)
        rest(terminal)


def test_the_terminals_own_cursor_is_shown_and_given_back(
    library: tuple[Path, Terminal],
) -> None:
    _, terminal = library
    before = b"".join(piece for _, piece in terminal.written)
    assert before.rfind(b"\x1b[?25h") > before.rfind(b"\x1b[?25l")

    terminal.press("\x11")
    terminal.until(b"\x1b[0 q")


def test_stopped_by_its_key_it_leaves_the_screen_and_draws_it_again_when_continued(
    library: tuple[Path, Terminal],
) -> None:
    _, terminal = library

    terminal.press("\x1a")
    assert os.WIFSTOPPED(change(terminal))
    terminal.until(b"\x1b[?1049l")

    terminal.written.clear()
    os.kill(terminal.process, signal.SIGCONT)
    terminal.until(b"\x1b[?1049h")
    terminal.until(DRAWN)
    terminal.until(b"\x1b[?25h")


def test_a_slow_line_is_not_sent_every_frame(library: tuple[Path, Terminal]) -> None:
    _, terminal = library
    to_article(terminal)
    terminal.press("\x04")
    frame = len(rest(terminal))

    terminal.written.clear()
    for _ in range(60):
        terminal.press("\x15\x04")
        time.sleep(0.03)
    terminal.press("?")
    terminal.until(b"esc")

    assert sum(len(piece) for _, piece in terminal.written) < 60 * frame


def test_a_line_that_breaks_loses_no_highlight(library: tuple[Path, Terminal]) -> None:
    folder, terminal = library
    to_article(terminal)
    for key in "] ":
        terminal.press(key)
        rest(terminal)
    terminal.until(b"1 marked")

    terminal.hang_up()
    assert not os.WIFSTOPPED(change(terminal))

    with Library.open(folder) as opened:
        assert len(opened.highlights.all()) == 1
