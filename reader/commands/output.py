"""The only way out: data to stdout, notes to stderr, article text made safe on the way."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SecondSourceError
from index.model import Span
from reader.records import Record
from reader.text import drawable, json_text, one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def emit(record: Record) -> None:
    """Write one record as a line, at once, so that whoever reads along can."""
    sys.stdout.write(json_text(record) + "\n")
    sys.stdout.flush()


def put(content: str, output: Path | None) -> None:
    """Write what is a file whole: to ``output``, or to stdout where that is none or ``-``."""
    from reader.export import save

    if output is None or str(output) == "-":
        sys.stdout.write(content)
        sys.stdout.flush()
        return
    try:
        save(content, output)
    except OSError as error:
        raise SecondSourceError(
            f"{output}: {error.strerror or error}; name another --output"
        ) from error


def note(text: str) -> None:
    """Write one line to stderr."""
    sys.stderr.write(f"{one_line(text)}\n")
    sys.stderr.flush()


def console() -> "Console":
    """Rich's console on stdout: colour on a terminal, plain unwrapped lines elsewhere."""
    from rich.console import Console

    return Console(
        file=sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=not _wraps()
    )


def write(out: "Console", words: "str | Text", *, indent: int = 0, style: str = "") -> None:
    """Print a line, or where lines are wrapped a paragraph, set in by ``indent`` cells."""
    if isinstance(words, str) and out.soft_wrap and not out.is_terminal:
        # Rich would take twenty times as long to come to the same line.
        sys.stdout.write(" " * indent + words + "\n")
        return
    from rich.padding import Padding
    from rich.text import Text

    drawn = Text(words, style=style) if isinstance(words, str) else words
    if out.soft_wrap:
        out.print(Text(" " * indent) + drawn)
    else:
        out.print(Padding(drawn, (0, 0, 0, indent), expand=False))


def _wraps() -> bool:
    return sys.stdout.isatty()


def at_a_terminal() -> bool:
    """Whether a person can use the app here: keys come in and the screen can be drawn.

    It is drawn on stderr. Textual's own variable names a driver where it is served in some other
    way.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return bool(os.environ.get("TEXTUAL_DRIVER")) or all(stream.isatty() for stream in streams)


def marked(text: str, spans: Iterable[Span], style: str, *, keep: str = "") -> "Text":
    """Article text ready to print, with a style over some of its spans."""
    from rich.text import Text

    drawn = Text(drawable(text, keep=keep))
    for span in spans:
        drawn.stylize(style, span.start, span.end)
    return drawn
