"""Held against stock Whoosh: the same documents and scores on the same content.

All tests of this folder also run on the way out, ``whoosh-reloaded``::

    python -m venv build/reloaded
    build/reloaded/bin/pip install whoosh-reloaded==2.7.5 numpy rapidfuzz filelock
    build/reloaded/bin/pip install hypothesis pytest
    build/reloaded/bin/python -m pytest -c /dev/null --rootdir . tests/fulltext
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage
from whoosh.query.terms import FuzzyTerm, Wildcard

from index.fulltext import beginnings, counts, distribution, matches, ranking, stock
from index.fulltext import folder as folders
from index.fulltext.codec import Leaf, reader
from index.fulltext.collector import ArrayCollector, Column
from index.fulltext.dates import published
from index.fulltext.orders import newest
from index.fulltext.queries import AnyOf, Beginning, DayRange, Filter, OpenPhrase
from index.fulltext.schema import schema
from index.fulltext.segment import Segment
from index.model import Article
from tests.fulltext.reports import Shelf

# mypy: allow-untyped-calls

VOCABULARY = ["tide", "tides", "pier", "fog", "gull", "the", "of", "café", "1,200", "파업"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join)
ARTICLES = st.lists(
    st.tuples(TEXTS, TEXTS, st.sampled_from([None, "2024-10", "2024-10-21", "2023"])),
    min_size=1,
    max_size=12,
)


@dataclass
class Both:
    """The same articles in a stock Whoosh index and in ours."""

    theirs: stock.Searcher
    ours: stock.Searcher
    leaves: list[Leaf]

    def ranked(
        self, query: stock.Query, limit: int | None = None, by: Column | None = None
    ) -> list[tuple[float, str]]:
        collector = ArrayCollector(self.leaves, limit=limit, by=by)
        self.ours.search_with_collector(query, collector)
        return [(score, leaf.segment.id_of(document)) for score, leaf, document in collector.top()]

    def scored(self, query: stock.Query) -> set[tuple[str, float]]:
        """What our collector finds, with scores."""
        return {(id_, round(score, 9)) for score, id_ in self.ranked(query)}

    def scores(self, query: stock.Query) -> set[tuple[str, float]]:
        """What stock Whoosh finds, with scores."""
        return {(hit["id"], round(hit.score, 9)) for hit in self.theirs.search(query, limit=None)}

    def assert_alike(self, query: stock.Query) -> None:
        expected = self.scores(query)
        ranked = [(id_, round(score, 9)) for score, id_ in self.ranked(query)]
        assert set(ranked) == expected, query
        assert ranked == sorted(ranked, key=lambda row: (-row[1], int(row[0]))), query
        by_matchers = {
            (hit["id"], round(hit.score, 9)) for hit in self.ours.search(query, limit=None)
        }
        assert by_matchers == expected, query


def both(folder: Path, articles: Sequence[tuple[str, str, str | None]], cuts: int) -> Both:
    """Index articles both ways, in up to ``cuts`` segments; ids are the positions."""
    index = RamStorage().create_index(schema())
    made = [
        Article(id=str(i), title=title, text=text, published=when)
        for i, (title, text, when) in enumerate(articles)
    ]
    shelf = Shelf(folder, [])
    size = -(-len(made) // cuts)
    for start in range(0, len(made), size):
        batch = made[start : start + size]
        shelf.put(batch)
        writer = index.writer()
        for article in batch:
            when = published(article.published)
            title = article.title or ""
            writer.add_document(
                id=article.id,
                title=title,
                title_stem=title,
                body=article.text,
                body_stem=article.text,
                first=when.first,
                last=when.last,
                moment=when.moment,
            )
        writer.commit(merge=False)
    state = folders.load(folder)
    leaves = [Leaf(Segment(folder, name), np.array([], np.int64)) for name in state.deleted]
    return Both(index.searcher(), stock.Searcher(reader(leaves, schema(), 1)), leaves)


FIELDS = st.sampled_from(["body", "title"])
WORD_FORMS = ["tide", "tides", "pier", "fog", "gull", "the", "cafe", "1200", "파업", "x"]
WORDS = st.sampled_from(WORD_FORMS)
WORDS_AND_PHRASES = st.one_of(
    st.builds(stock.Term, FIELDS, WORDS),
    st.builds(
        stock.Term,
        st.sampled_from(["body_stem", "title_stem"]),
        st.sampled_from(["tide", "pier", "cafe"]),
        boost=st.sampled_from([1.0, 2.0]),
    ),
    st.builds(
        stock.Phrase, FIELDS, st.lists(WORDS, min_size=2, max_size=4), slop=st.integers(1, 4)
    ),
    st.builds(stock.Prefix, FIELDS, st.sampled_from(["t", "ti", "tide", "g", "zz"])),
    st.builds(Wildcard, FIELDS, st.sampled_from(["t*", "*es", "?og", "c*e", "*z"])),
    st.builds(
        FuzzyTerm,
        FIELDS,
        st.sampled_from(["tide", "pies", "fog", "gulls"]),
        maxdist=st.integers(1, 2),
        prefixlength=st.integers(0, 1),
    ),
)
TERMS = st.one_of(
    WORDS_AND_PHRASES,
    st.builds(DayRange, st.just(published("2023").first), st.just(published("2024-10").last)),
    st.just(stock.Every()),
    st.builds(stock.Not, WORDS_AND_PHRASES),
)
# NOT as a part of AND: stock's AndNot lets through an excluded document that comes first.
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds(stock.And, st.lists(inner, min_size=1, max_size=3)),
        st.builds(stock.Or, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda kept, out: stock.And([kept, stock.Not(out)]), inner, WORDS_AND_PHRASES),
        st.builds(stock.ConstantScoreQuery, inner, st.sampled_from([1.0, 2.5])),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(articles=ARTICLES, cuts=st.integers(1, 3), queries=st.lists(QUERIES, min_size=1, max_size=4))
def test_documents_and_scores_are_stock_whooshs(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str | None]],
    cuts: int,
    queries: list[stock.Query],
) -> None:
    pair = both(tmp_path_factory.mktemp("index"), articles, cuts)
    for query in queries:
        pair.assert_alike(query)


@settings(max_examples=150, deadline=None)
@given(
    articles=ARTICLES,
    cuts=st.integers(1, 3),
    queries=st.lists(QUERIES, min_size=1, max_size=4),
    bounds=st.tuples(st.integers(1, 4), st.sampled_from([0, 1_000]), st.sampled_from([0, 1_000])),
)
def test_the_first_are_those_of_the_whole_ranking_whatever_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str | None]],
    cuts: int,
    queries: list[stock.Query],
    bounds: tuple[int, int, int],
) -> None:
    pair = both(tmp_path_factory.mktemp("index"), articles, cuts)
    with pytest.MonkeyPatch.context() as patch:
        limit, few, looked_up = bounds
        # As if a dozen documents were many.
        patch.setattr(ranking, "FEW", 0)
        patch.setattr(ranking, "TRIED", 1)
        patch.setattr(ranking, "SAMPLED", 2)
        patch.setattr(matches, "FEW", few)
        patch.setattr(counts, "LOOKED_UP", looked_up)
        for query in queries:
            pair.assert_alike(query)
            assert pair.ranked(query, limit) == pair.ranked(query)[:limit]


BEGUN = st.sampled_from(["t", "ti", "tide", "g", "pi", "zz"])


def begun_alike(text: str, beginning: str) -> str:
    """A text with every word that begins so replaced by the beginning."""
    return " ".join(beginning if word.startswith(beginning) else word for word in text.split())


@settings(max_examples=60, deadline=None)
@given(
    articles=ARTICLES,
    cuts=st.integers(1, 3),
    beginning=BEGUN,
    before=WORDS,
    summed=st.sampled_from([(0, 255), (0, 1), (4096, 255)]),
)
def test_words_that_begin_alike_score_as_if_they_were_one_word_of_stock_whooshs(
    *,
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str | None]],
    cuts: int,
    beginning: str,
    before: str,
    summed: tuple[int, int],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # As if few postings were many, and low frequencies high.
        patch.setattr(beginnings, "FEW", summed[0])
        patch.setattr(beginnings, "FREQUENT", summed[1])
        pair = both(tmp_path_factory.mktemp("index"), articles, cuts)
    one = both(
        tmp_path_factory.mktemp("index"),
        [(begun_alike(t, beginning), begun_alike(b, beginning), d) for t, b, d in articles],
        cuts,
    )
    together = [word.encode() for word in WORD_FORMS if word.startswith(beginning)]
    for field in ("body", "title"):
        word = stock.Term(field, beginning)
        expected = one.scores(word)
        assert pair.scored(Beginning(field, beginning)) == expected
        assert pair.scored(AnyOf(field, together)) == expected
        phrase = stock.Phrase(field, [begun_alike(before, beginning), beginning])
        if not before.startswith(beginning):
            assert pair.scored(OpenPhrase(field, [before, beginning])) == one.scores(phrase)


@settings(max_examples=60, deadline=None)
@given(articles=ARTICLES, cuts=st.integers(1, 3), query=QUERIES, limit=st.integers(1, 4))
def test_sorted_by_date_the_order_is_stock_whooshs_and_equals_follow_their_numbers(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str | None]],
    cuts: int,
    query: stock.Query,
    limit: int,
) -> None:
    pair = both(tmp_path_factory.mktemp("index"), articles, cuts)
    expected = [
        published(articles[int(hit["id"])][2]).moment
        for hit in pair.theirs.search(query, limit=None, sortedby="moment", reverse=True)
    ]
    found = [int(id_) for _, id_ in pair.ranked(query, by=newest)]
    moments = [published(articles[number][2]).moment for number in found]
    assert moments == expected
    assert found == sorted(
        found, key=lambda number: (-published(articles[number][2]).moment, number)
    )
    assert [int(id_) for _, id_ in pair.ranked(query, limit, by=newest)] == found[:limit]


@settings(max_examples=60, deadline=None)
@given(articles=ARTICLES, cuts=st.integers(1, 3), query=QUERIES, kept=TERMS)
def test_a_filter_keeps_scores_as_they_are(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str | None]],
    cuts: int,
    query: stock.Query,
    kept: stock.Query,
) -> None:
    pair = both(tmp_path_factory.mktemp("index"), articles, cuts)
    expected = {
        (hit["id"], round(hit.score, 9))
        for hit in pair.theirs.search(query, limit=None, filter=kept)
    }
    assert pair.scored(stock.And([query, Filter(kept)])) == expected


def test_words_taken_together_find_what_their_or_finds(tmp_path: Path) -> None:
    texts = [("", "tide tides gull", None), ("", "fog tide", None), ("", "pier", None)]
    pair = both(tmp_path, texts, 2)
    for query in (Beginning("body", "tid"), AnyOf("body", [b"tide", b"tides", b"none"])):
        collector = ArrayCollector(pair.leaves)
        pair.ours.search_with_collector(query, collector)
        assert collector.all_ids() == [0, 1]
        assert collector.count() == len(pair.ours.search(query, limit=None)) == 2


def test_the_collector_gives_whooshs_own_results(tmp_path: Path) -> None:
    pair = both(tmp_path, [("", "tide " * n, None) for n in range(1, 9)], 2)
    collector = ArrayCollector(pair.leaves, limit=3)
    pair.ours.search_with_collector(stock.Term("body", "tide"), collector)
    results = collector.results()
    expected = pair.theirs.search(stock.Term("body", "tide"), limit=None)
    assert [hit["id"] for hit in results] == [hit["id"] for hit in expected][:3]
    assert collector.count() == 8


def test_the_distribution_loaded_is_named() -> None:
    assert "whoosh" in distribution().lower()
    assert distribution() != "whoosh is not installed"
