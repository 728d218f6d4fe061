"""A report of an island's ferry, and an app with nothing but the reading pane that shows it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import ComposeResult
from textual.pilot import Pilot

from index.model import Article, Claim, Highlight, Mark, Span, Standing, Status
from reader.panes.article import ArticlePane
from reader.terminal import TerminalApp
from reader.themes import OWN
from tests.reader import passages

OPENING = (
    "LOCAL NEWS\n\n"
    "The island’s only ferry will sail again on Friday, harbour master Lena Brandt said. “We "
    "have waited eleven weeks,” she told some 300 islanders. The operator wants two boats by "
    "spring.The old boat goes to a museum.\n\n"
    "섬 주민들은 새 배를 환영했다. 島の人々は喜んだ。 👩\u200d👩\u200d👧 e\u0301 مرفأ\n\n"
)
BODY = "\n\n".join(
    f"Trip {number} to the island took {number + 20} minutes. The captain wrote it down in the "
    f"log, as captains do, and the passengers of trip {number} signed below."
    for number in range(1, 41)
)
TEXT = OPENING + BODY
SIZE = (80, 24)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def standing(words: str, status: Status) -> Standing:
    span = span_of(words)
    return Standing(Claim("boats", span.start, span.end, words), status, 2, ())


def highlight(words: str, colour: str) -> Highlight:
    return passages.highlight(ARTICLE, span_of(words), id=words, colour=colour)


ARTICLE = Article(
    "boats",
    TEXT,
    title="Ferry sails again",
    source="Island Courier",
    published="2031-03-07",
    marks=(Mark(0, 10, "section"),),
)
CLAIMS = (
    standing("The island’s only ferry will sail again on Friday", "corroborated"),
    standing("We have waited eleven weeks", "echoed"),
    standing("The operator wants two boats by spring", "disputed"),
    standing("The old boat goes to a museum", "single-source"),
)
BOATS = tuple(Span(*match.span()) for match in re.finditer("boat", TEXT))


Said = ArticlePane.CursorMoved | ArticlePane.ClaimReached | ArticlePane.MarkRequested


class Reader(TerminalApp):
    """The pane in an app that notes what it says."""

    def __init__(self, article: Article | None = ARTICLE, *, layers: bool = True) -> None:
        super().__init__()
        for theme in OWN.values():
            self.register_theme(theme)
        self.article = article
        self.layers = layers
        self.messages: list[Said] = []
        self.sent: list[str] = []

    def compose(self) -> ComposeResult:
        yield ArticlePane(id="article")

    def on_mount(self) -> None:
        pane = self.pane
        pane.show(self.article)
        if self.article is not None and self.layers:
            pane.set_claims(CLAIMS)
            pane.set_hits(BOATS)
            pane.set_highlights(
                [highlight("eleven weeks", "green"), highlight("harbour master", "yellow")]
            )
        pane.focus()

    @property
    def pane(self) -> ArticlePane:
        return self.screen_stack[0].query_one(ArticlePane)

    def copy_to_clipboard(self, text: str) -> None:
        self.sent.append(text)

    def on_article_pane_cursor_moved(self, message: ArticlePane.CursorMoved) -> None:
        self.messages.append(message)

    def on_article_pane_claim_reached(self, message: ArticlePane.ClaimReached) -> None:
        self.messages.append(message)

    def on_article_pane_mark_requested(self, message: ArticlePane.MarkRequested) -> None:
        self.messages.append(message)

    def marked(self) -> list[str]:
        return [
            TEXT[message.span.start : message.span.end]
            for message in self.messages
            if isinstance(message, ArticlePane.MarkRequested)
        ]


@asynccontextmanager
async def reading(
    app: Reader | None = None, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[Reader, Pilot[None]]]:
    app = app or Reader()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def rows(app: Reader) -> list[str]:
    pane = app.pane
    return [pane.render_line(y).text.rstrip(" ▐") for y in range(pane.size.height)]


def selected(app: Reader) -> str | None:
    span = app.pane.selection_span()
    return TEXT[span.start : span.end] if span else None


def at_cursor(app: Reader, length: int = 5) -> str:
    cursor = app.pane.position.cursor
    return TEXT[cursor : cursor + length]


def cell_of(app: Reader, words: str) -> tuple[int, int]:
    for y, row in enumerate(rows(app)):
        if words in row:
            return row.index(words), y
    raise AssertionError(words)
