"""What a key costs in the reading pane, for a short article and one ten times as long.

Run from the project's folder: ``python -m tests.benchmarks.article_pane``. Prints CPU
milliseconds per key, everything included from the key's event to the drawn frame, in a terminal
of 100 by 40 cells. The issue asks for at most 8 ms at 25,000 and at 250,000 characters.
"""

import asyncio
import time
from itertools import count

from textual.app import App, ComposeResult

from index.model import Article, Claim, Highlight, Quote, Span, Standing
from reader.panes.article import ArticlePane

SIZES = (25_000, 250_000)
KEYS = {
    "no action": "f12",
    "line down": "j",
    "line up": "k",
    "word": "w",
    "sentence": "right_parenthesis",
    "paragraph": "right_curly_bracket",
    "half page": "ctrl+d",
    "page": "pagedown",
    "next hit": "n",
    "next claim": "right_square_bracket",
    "select a line": "shift+down",
}


def text_of(length: int) -> str:
    """Invented paragraphs with typographic quotes, up to a length."""
    parts: list[str] = []
    size = 0
    for number in count():
        if size >= length:
            break
        part = (
            f"On day {number} the ferry company said that its “oldest boat” would sail again, "
            f"carrying {number + 40} passengers across the bay. The harbour master, who had "
            "doubted it, agreed to wait — but only until the weather turned.\n\n"
        )
        parts.append(part)
        size += len(part)
    return "".join(parts)[:length]


def layers_of(text: str) -> tuple[list[Span], list[Standing], list[Highlight]]:
    """A hit, a claim and a highlight in every paragraph."""
    hits, standings, highlights = [], [], []
    at = text.find("ferry")
    while at >= 0:
        hits.append(Span(at, at + 5))
        start, end = at - 4, at + 60
        claim = Claim("a", start, end, text[start:end])
        standings.append(Standing(claim, "corroborated", 2, ()))
        quote = Quote(text[at : at + 20], "", "", at, at + 20)
        nothing = (None, None, None, None, None, None)
        highlights.append(Highlight(str(at), "a", quote, *nothing, created="", modified=""))
        at = text.find("ferry", at + 5)
    return hits, standings, highlights


class Host(App[None]):
    """The pane alone."""

    def compose(self) -> ComposeResult:
        """One pane."""
        yield ArticlePane()


async def measure(length: int) -> dict[str, float]:
    """CPU milliseconds for showing an article and for each kind of key."""
    app = Host()
    found: dict[str, float] = {}
    async with app.run_test(size=(100, 40)) as pilot:
        pane = app.query_one(ArticlePane)
        pane.focus()
        text = text_of(length)
        hits, standings, highlights = layers_of(text)
        await pilot.pause()
        start = time.process_time()
        pane.show(Article("a", text, title="The oldest boat"))
        pane.set_hits(hits)
        pane.set_claims(standings)
        pane.set_highlights(highlights)
        await pilot.pause()
        found["show with layers"] = 1000 * (time.process_time() - start)
        await asyncio.sleep(0.6)
        for name, key in KEYS.items():
            pane.go_to(Span(length // 3, length // 3))
            await pilot.pause()
            start = time.process_time()
            for _ in range(20):
                await pilot.press(key)
            found[name] = 50 * (time.process_time() - start)
    return found


async def main() -> None:
    """Print one row for each kind of key."""
    columns = [await measure(length) for length in SIZES]
    print(f"{'CPU ms':<18}" + "".join(f"{length:>12,}" for length in SIZES))
    for name in columns[0]:
        print(f"{name:<18}" + "".join(f"{column[name]:>12.2f}" for column in columns))


if __name__ == "__main__":
    asyncio.run(main())
