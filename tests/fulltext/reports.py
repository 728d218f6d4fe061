"""Invented reports to search, and the short ways the tests take to the door."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from index.fulltext import FullText
from index.model import Article, Mark, SearchResult, Sort

FERRY = Article(
    id="ferry",
    title="Ferry crews walk out at Port Halden",
    source="Halden Courier",
    author="Mira Østby",
    published="2024-10-21",
    text=(
        "Ferry crews walked out at Port Halden on Monday over night shifts.\n\n"
        "The union said 1,200 sailors joined the strike. The operator, N. Lines, said interest "
        "in rates of pay was “surprising”. A café owner on the pier lost half her trade."
    ),
)
DAM = Article(
    id="dam",
    title="Engineers inspect cracked dam above Tolmin Reach",
    source="The Valley Post",
    published="2024-10-22T06:30+02:00",
    text=(
        "Engineers inspected the cracked dam on Tuesday. Interest rates were not discussed.\n"
        "Some 1200 households below the dam were told to be ready to leave. The ferry "
        "company offered boats, and sailors volunteered."
    ),
)
ORCHESTRA = Article(
    id="orchestra",
    title="Orchestra cancels tour",
    source="Halden Courier",
    author="Jon Vale",
    published="2023-05",
    text="The orchestra cancelled its tour because of the strike. Striking players met ashore.",
)
KOREAN = Article(
    id="korean",
    title="항구 파업",
    source="바다신문",
    published="2024-10-20",
    text="항구의 선원들이 월요일에 파업을 시작했다. NATO와 관계없는 일이라고 노조가 말했다.",
)
CHINESE = Article(
    id="chinese",
    source=None,
    title="港口罢工",
    published=None,
    text="港口的船员星期一开始罢工。カフェの店主は困っている。",
)
UNDATED = Article(id="undated", text="A short note about sailors, without title, outlet or date.")
MARKED_TEXT = "Share this on social media\nLighthouse keeper retires\nThe keeper retires in May."
MARKED = Article(
    id="marked",
    text=MARKED_TEXT,
    title="Lighthouse keeper retires",
    source="The Valley Post",
    published="2022",
    marks=(
        Mark(0, MARKED_TEXT.index("\n"), "widget"),
        Mark(MARKED_TEXT.index("Light"), MARKED_TEXT.index("\nThe"), "title"),
    ),
)
REPORTS = (FERRY, DAM, ORCHESTRA, KOREAN, CHINESE, UNDATED, MARKED)


class Shelf:
    """A full-text index with the record it was made from."""

    def __init__(self, folder: Path, articles: Iterable[Article] = REPORTS) -> None:
        self.folder = folder
        self.index = FullText(folder)
        self.record: dict[str, Article] = {}
        self.revision = 0
        self.put(articles)

    def put(self, articles: Iterable[Article], forget: Collection[str] = ()) -> None:
        taken = list(articles)
        self.revision += 1
        self.index.update(taken, forget=forget, as_of=self.revision)
        for gone in forget:
            self.record.pop(gone, None)
        self.record |= {article.id: article for article in taken}

    def load(self, ids: Sequence[str]) -> Mapping[str, Article]:
        return {name: self.record[name] for name in ids if name in self.record}

    def search(
        self, query: str, *, limit: int = 50, sort: Sort = "relevance", typing: bool = False
    ) -> SearchResult:
        return self.index.search(query, self.load, limit=limit, sort=sort, typing=typing)

    def ids(self, query: str, *, sort: Sort = "relevance", typing: bool = False) -> list[str]:
        result = self.search(query, sort=sort, typing=typing)
        assert result.total == len(result.hits)
        return [hit.info.id for hit in result.hits]
