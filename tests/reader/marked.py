"""A small library of invented reports with marked passages, and an app to open a dialog over."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePath
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import ClassVar, Generic, TypeVar

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import reader
from index.library import Library
from index.model import Article, Highlight, Span
from index.store.articles import ArticleStore
from reader.app import SecondSourceApp
from tests.reader.passages import ARTICLE, FIRST, HOSTILE, SECOND

OTHER = Article(
    "a2",
    f"The lighthouse keeper counted nine whales on Sunday. {HOSTILE}",
    title="Whales pass the cape",
    source="Cape Sill Gazette",
    published="2023-06",
)
WHALES = Span(0, 52)

T = TypeVar("T")


@lru_cache(maxsize=1)
def _linked() -> Path:
    """A library of both reports with their claims, made once."""
    folder = Path(mkdtemp(prefix="marked-")) / "library"
    atexit.register(rmtree, folder.parent, ignore_errors=True)
    Library.open(folder).close()
    store = ArticleStore(folder)
    store.put([ARTICLE, OTHER])
    store.close()
    with Library.open(folder) as library:
        library.catch_up()
    return folder


@contextmanager
def marked_library(folder: Path) -> Iterator[Library]:
    """Two reports and three highlights."""
    copytree(_linked(), folder)
    with Library.open(folder) as library:
        library.highlights.add(ARTICLE, FIRST, note="check the number", tags=["ferry", "sea"])
        library.highlights.add(ARTICLE, SECOND, colour="green")
        library.highlights.add(OTHER, WHALES)
        yield library


def orphan(library: Library, folder: Path) -> None:
    """Change the whales' report so that it no longer holds what was marked."""
    changed = Article("a2", "Nothing of note happened at the cape that day or the next.")
    store = ArticleStore(folder)
    store.put([changed])
    store.close()
    library.highlights.of_article(changed)


class Host(App[None], Generic[T]):
    """Opens one dialog and keeps what it closed with."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(reader.__file__).parent / path for path in SecondSourceApp.CSS_PATH
    ]

    def __init__(self, make: Callable[[], Screen[T]]) -> None:
        super().__init__()
        self.make = make
        self.closed: list[T | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.make(), self.closed.append)


def words(app: App[None], selector: str) -> str:
    """What a line says."""
    return str(app.screen.query_one(selector).render())


async def rest(app: App[None], pilot: Pilot[None]) -> None:
    """Wait until no worker and no message is under way, those begun meanwhile included."""
    for _ in range(3):
        await pilot.pause(0.05)
        await app.workers.wait_for_complete()
    await pilot.pause()


async def retype(app: App[None], pilot: Pilot[None], selector: str, text: str) -> None:
    """Replace what stands in a field, by keys."""
    field = app.screen.query_one(selector, Input)
    field.focus()
    await pilot.press("end", "ctrl+u")
    for character in text:
        field.insert_text_at_cursor(character)
    await pilot.pause()


def exact(highlights: tuple[Highlight, ...]) -> list[str]:
    """The words of highlights."""
    return [highlight.quote.exact for highlight in highlights]
