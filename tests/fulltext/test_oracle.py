"""Found or not found, held against reading every article: AND, OR, NOT, phrase, prefix, date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext.hits import Finder, text_of, titles_of
from index.fulltext.layouts import Stretches
from index.fulltext.query import parse
from index.fulltext.scanning import Beginnings
from index.fulltext.syntax import positive_leaves
from index.model import Article, Mark
from tests.fulltext.reports import Shelf

# Each of these is its own stem, so that a word matches just itself.
VOCABULARY = ["fog", "gull", "pier", "tar", "gulf", "fo", "x1"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
DATES = st.sampled_from([None, "2024-10-21", "2024-10", "2023-01-05"])


@dataclass(frozen=True)
class Probe:
    """A query and how to tell by eye whether an article should be found."""

    query: str
    kind: str
    words: tuple[str, ...] = ()
    inner: tuple["Probe", ...] = ()

    def finds(self, article: Article) -> bool:
        words = article.text.split()
        n = len(self.words)
        match self.kind:
            case "phrase":
                found = any(tuple(words[i : i + n]) == self.words for i in range(len(words)))
            case "prefix":
                found = any(word.startswith(self.words[0]) for word in words)
            case "date":
                found = (article.published or "").startswith(self.words[0])
            case "and":
                found = all(probe.finds(article) for probe in self.inner)
            case "or":
                found = any(probe.finds(article) for probe in self.inner)
            case _:
                found = not self.inner[0].finds(article)
        return found


WORD = st.sampled_from(VOCABULARY)
LEAVES = st.one_of(
    WORD.map(lambda w: Probe(w, "phrase", (w,))),
    st.lists(WORD, min_size=1, max_size=3).map(
        lambda ws: Probe(f'"{" ".join(ws)}"', "phrase", tuple(ws))
    ),
    st.sampled_from(["fo", "gul", "p"]).map(lambda w: Probe(f"{w}*", "prefix", (w,))),
    st.sampled_from(["2024", "2024-10", "2024-10-21"]).map(
        lambda d: Probe(f"date:{d}", "date", (d,))
    ),
)
PROBES: st.SearchStrategy[Probe] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(
            lambda ps: Probe(f"({' '.join(p.query for p in ps)})", "and", inner=tuple(ps))
        ),
        st.lists(inner, min_size=2, max_size=3).map(
            lambda ps: Probe(f"({' OR '.join(p.query for p in ps)})", "or", inner=tuple(ps))
        ),
        inner.map(lambda p: Probe(f"-{p.query}", "not", inner=(p,))),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(st.tuples(TEXTS, DATES), max_size=8), probes=st.lists(PROBES, max_size=4))
def test_every_query_finds_just_the_articles_it_says(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[tuple[str, str | None]],
    probes: list[Probe],
) -> None:
    articles = [
        Article(id=str(i), text=text, published=when) for i, (text, when) in enumerate(texts)
    ]
    shelf = Shelf(tmp_path_factory.mktemp("index"), articles)
    for probe in probes:
        expected = {article.id for article in articles if probe.finds(article)}
        assert set(shelf.ids(probe.query)) == expected, probe.query
        assert set(shelf.ids(probe.query, sort="date")) == expected


PROSE = st.lists(
    st.sampled_from(
        ["Fog", "fog’s", "gulls", "GULF", "pier", "the", "don't", "U.S.", "1,500", " ", "  ", ".",
         ",", "'", "é", "-", "\n", "ties.Fog", "북한군", "x", "re", "we're", "'fog'", "—", "İ",
         "ß", "föG", "٣", "x.fog", "1,500.fog", "１", "\u00ad", "\u200d", "e\u0301", "\u0301", "½",
     "ж", "æ", "fo\u00adg", "NATO와", "fog와", "와fog", "łg", "?", "ssß"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
LOOKED_FOR = st.sampled_from(
    ["fog", "gull", '"fog gulls"', "fo*", "gulf~",
     '"the pier"', "re*", "don't", "북한", "pier the",
     '"fog pier"~3', "s", "1500", "u.s", "15*", "föGs~", "ss*", "ж*", "æ", "e", "1*", "lg", "nato",
     "ssss"]
)  # fmt: skip


class ReadingFinder(Finder):
    """Judges every word, as for texts whose letters do not fold one for one."""

    def _beginnings(self, texts: Sequence[tuple[str, Stretches]]) -> Beginnings:
        none = np.zeros(0, np.int64)
        unseen: list[list[int] | None] = [None for _ in texts]
        return Beginnings(none, np.zeros(0, "S1"), none, none, unseen, [False for _ in texts])


@settings(max_examples=400, deadline=None)
@given(text=PROSE, query=LOOKED_FOR, cut=st.integers(0, 20), size=st.integers(1, 9))
def test_the_quick_way_to_hits_finds_what_reading_every_word_finds(
    text: str, query: str, cut: int, size: int
) -> None:
    marks = (Mark(cut, cut + size, "widget"),) if cut + size <= len(text) else ()
    quick = Finder(positive_leaves(parse(query).node))
    slow = ReadingFinder(positive_leaves(parse(query).node))
    article = Article(id="x", text=text, marks=marks)
    looked_in = [text_of(article), titles_of([replace(article, title=text)])]
    found, expected = quick.find(looked_in), slow.find(looked_in)
    for at, read in enumerate((article.text, text)):
        assert found.spans(at) == expected.spans(at)
        for span in found.spans(at):
            assert re.search(r"\w", read[span.start : span.end])
