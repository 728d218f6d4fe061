"""How an action is tried: the keys that lead to it, and what must be so after its own."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.panes.facets import FacetBar
from reader.panes.rows import RowList
from tests.reader.desk import Reader


@dataclass(frozen=True, slots=True)
class Try:
    """Keys that lead to where an action works, and what its own key then does.

    ``held``: another process is writing to the library while the app reads a file in;
    ``hints``: the user has never been here.
    """

    way: tuple[str, ...]
    done: Callable[[Reader], object]
    held: bool = False
    hints: bool = False


def focus(widget: str) -> Callable[[Reader], bool]:
    return lambda reader: reader.focus == widget


def moved(reader: Reader) -> bool:
    return reader.main.reading.position.cursor != reader.cursor


def selected(reader: Reader) -> bool:
    return reader.main.reading.selection_span() is not None


def selected_words(reader: Reader) -> bool:
    span = reader.main.reading.selection_span()
    return span is not None and span.end - span.start > 1


def told(word: str) -> Callable[[Reader], bool]:
    """The reader was told of it: a screen under test cannot be left to another program."""
    return lambda reader: any(word in notice.message for notice in reader.app._notifications)


def sent_to_browser(reader: Reader) -> bool:
    assert reader.main.article is not None
    assert reader.main.article.path is not None
    program = Path(os.environ["BROWSER"].split()[0])
    address = program.with_name("address")
    return address.is_file() and address.read_text("utf-8").strip() == (
        Path(reader.main.article.path).as_uri()
    )


def selecting(mode: str) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.reading.position.mode == mode


def facet_at(column: int) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.query_one(FacetBar).place[1] == column


def facet_line(line: int) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.query_one(FacetBar).place[0] == line


def marks(number: int) -> Callable[[Reader], bool]:
    return lambda reader: reader.main.key_bar.marked == number


def screen(kind: type) -> Callable[[Reader], bool]:
    return lambda reader: isinstance(reader.app.screen, kind)


def row(selector: str, number: int) -> Callable[[Reader], bool]:
    def at(reader: Reader) -> bool:
        options = reader.main.query_one(selector, RowList).options
        return reader.chosen(selector) == options[number].id

    return at


CLAIM = "right_square_bracket"
ARTICLE = ("tab",)
RESULTS = ("down",)
CLAIMS = ("tab", "tab", "g")
JUMPED = (*CLAIMS, "enter", "enter")
