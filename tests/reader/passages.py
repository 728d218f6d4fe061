"""Marked passages for the export tests: invented reports, some of them hostile."""

from dataclasses import replace

from index.model import (
    Article,
    ArticleInfo,
    Claim,
    Comparison,
    Difference,
    Highlight,
    Report,
    Span,
    Standing,
)
from index.store.anchoring import quote_at
from reader.export.gather import Passage

TEXT = (
    "The night ferry to Orlo ran aground off Cape Sill on Tuesday with 212 people aboard.\n\n"
    "Three crew members were treated for bruises, the harbour master said."
)
ARTICLE = Article(
    "a1",
    TEXT,
    title="Ferry runs aground off Cape Sill",
    source="The Harbour Post",
    author="Ana Cruz",
    published="2023-05-02T07:30",
    url="https://example.org/ferry?id=1&page=2",
)
FIRST = Span(0, 84)
SECOND = Span(86, len(TEXT))
ONLY = "2024-01-02T03:04:05.000Z"

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ![i](//e.vil/p.png) `c` *b* _i_ "
    "\x1b[31mred\x1b[0m \u202eright\u202c =HYPERLINK(1) &amp; &lt;b&gt; | a | \\ # {} ~~s~~ $x$"
)


def highlight(article: Article, span: Span, **changes: object) -> Highlight:
    made = Highlight(
        id=f"00000000-0000-4000-8000-{span.start:012d}",
        article=article.id,
        quote=quote_at(article.text, span),
        title=article.title,
        source=article.source,
        author=article.author,
        published=article.published,
        url=article.url,
        path=article.path,
        created=ONLY,
        modified=ONLY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        article.id,
        article.title,
        article.source,
        article.author,
        article.published,
        article.url,
        article.path,
        len(article.text),
    )


def standing() -> Standing:
    agrees = Difference("number", "212", "more than 200", agrees=True)
    differs = Difference("number", "212", "180", agrees=False)
    return Standing(
        Claim("a1", 0, 84, TEXT[:84], "the harbour master", "say", direct=False),
        "disputed",
        3,
        (
            Report(
                "a2",
                "Rescue at sea",
                "Radio Sill",
                "2023-05-02",
                10,
                50,
                "A ferry with more than 200 on board ran aground",
                Comparison("corroborates", 0.93, (agrees,)),
                "o2",
                independent=True,
            ),
            Report(
                "a3",
                None,
                None,
                None,
                0,
                30,
                "The Orlo ferry is aground",
                Comparison("corroborates", 0.81),
                "o3",
                independent=True,
            ),
            Report(
                "a4",
                None,
                "Orlo Daily",
                "2023-05",
                5,
                40,
                "The ferry carried 180 people",
                Comparison("conflicts", 0.88, (differs,)),
                "o4",
                independent=True,
            ),
            Report(
                "a5",
                None,
                "Harbour Post Online",
                "2023-05-03",
                0,
                84,
                TEXT[:84],
                Comparison("corroborates", 0.99),
                "o1",
                independent=False,
            ),
        ),
    )


def told() -> Passage:
    """A passage with a note, tags and every kind of report."""
    marked = highlight(ARTICLE, FIRST, note="ask the operator", tags=("ferry", "two words"))
    return Passage(marked, info(ARTICLE), (standing(),))


def untold() -> Passage:
    """A passage nobody else has, whose article has gone."""
    return Passage(highlight(ARTICLE, SECOND, orphan=True, colour="green"))


def hostile() -> Passage:
    """A passage in which everything is an attempt on the reader."""
    article = Article("e1", HOSTILE, title=HOSTILE, source=HOSTILE, author=HOSTILE)
    marked = highlight(article, Span(0, len(HOSTILE)), note=HOSTILE, tags=(HOSTILE,))
    report = Report(
        "e2",
        HOSTILE,
        HOSTILE,
        HOSTILE,
        0,
        9,
        HOSTILE,
        Comparison("conflicts", 0.9, (Difference("name", HOSTILE, HOSTILE, agrees=False),)),
        "o9",
        independent=True,
    )
    claim = Claim("e1", 0, 9, HOSTILE, HOSTILE)
    return Passage(marked, info(article), (Standing(claim, "disputed", 1, (report,)),))


EVERY = (told(), untold(), hostile())
