"""Reports of one flood, and an index of claims made of some."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from index.claims.index import ClaimIndex
from index.model import Article, ArticleInfo, Status

FLOOD = Article(
    "flood",
    "A flood in the Tarn valley killed 40 people on Monday after the Arden dam gave way.\n"
    "Some 1,500 firefighters were sent to the valley to search the ruins of Oldford.\n"
    "Mayor Ana Berg said that the dam had been inspected twice in the past year.\n"
    "Children from the Oldford school were brought to safety by two fishing boats.",
    title="Dam gives way",
    source="Harbour Times",
    published="2031-03-03",
)
OTHER = Article(
    "other",
    "The Arden dam broke on Monday and the flood killed 40 people in the Tarn valley.\n"
    "About 15-hundred firefighters have been sent to search the valley around Oldford.\n"
    "The national railway suspended all trains between Marlow and the coast until Friday.",
    source="Northern Post",
    published="2031-03-03",
)
DENIAL = Article(
    "denial",
    "A flood in the Tarn valley killed 12 people on Monday after the Arden dam gave way.\n"
    "The dam had not been inspected in the past year, engineer Carl Dunn said on Tuesday.",
    source="The Arden Star",
    published="2031-03-03",
)
COPY = Article("copy", FLOOD.text, source="Somewhere Else", published="2031-03-04")
STRANGER = Article(
    "stranger",
    "Brightwater closed its plant on Helm Street and laid off two hundred workers.\n"
    "The company blamed the price of copper, which has doubled since the summer.",
    source="Harbour Business",
    published="2031-05-01",
)
SENTENCES = [
    "A flood in the Tarn valley killed 40 people on Monday.",
    "The flood killed 40 people in the Tarn valley on Monday.",
    "Some 1,500 firefighters were sent to search the ruins of Oldford.",
    "About 15-hundred firefighters have been sent to search Oldford's ruins.",
    "Mayor Ana Berg said that the Arden dam had been inspected twice.",
    "The Arden dam had not been inspected, engineer Carl Dunn said.",
    "Brightwater closed its plant on Helm Street in Marlow.",
    "The Helm Street plant in Marlow was closed by Brightwater.",
    "Trains between Marlow and the coast were suspended until Friday.",
    "Two fishing boats brought the school's children to safety.",
]


def nobody(_ids: Collection[str]) -> Mapping[str, ArticleInfo]:
    return {}


def indexed(folder: Path, *articles: Article) -> ClaimIndex:
    folder.mkdir(exist_ok=True)
    index = ClaimIndex(folder)
    index.update(articles, forget=(), as_of=1)
    return index


def statuses(index: ClaimIndex, article: str) -> list[Status]:
    return [standing.status for standing in index.standings(article, nobody)]


def everything(index: ClaimIndex, articles: Iterable[str]) -> object:
    """All that a caller can see."""
    return (
        {name: index.standings(name, nobody) for name in articles},
        index.origins(),
        index.totals(),
        index.counts(list(articles)),
    )
