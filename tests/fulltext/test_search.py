"""What each kind of query finds, in which order, and what is shown of it."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from index.model import Article, DateStep, FacetCount, Mark, Span
from tests.fulltext.reports import CHINESE, FERRY, KOREAN, MARKED, REPORTS, Shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sailor", {"ferry", "dam", "undated"}),
        ("SAILORS", {"ferry", "dam", "undated"}),
        ("sailors strike", {"ferry"}),
        ("sailors AND strike", {"ferry"}),
        ("dam OR orchestra", {"dam", "orchestra"}),
        ("sailors NOT strike", {"dam", "undated"}),
        ("sailors -strike -dam", {"undated"}),
        ("strike (tour OR union)", {"ferry", "orchestra"}),
        ("the", {"ferry", "dam", "orchestra", "marked"}),
        ("the sailors", {"ferry", "dam", "undated"}),
        ("1200", {"ferry", "dam"}),
        ("1,200", {"ferry", "dam"}),
        ("cafe", {"ferry"}),
        ("CAFÉ", {"ferry"}),
        ("cafe\u0301", {"ferry"}),
        ("surprising", {"ferry"}),
        ("nothing-like-this", set()),
    ],
)
def test_words(shelf: Shelf, query: str, found: set[str]) -> None:
    assert set(shelf.ids(query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"interest rates"', {"dam"}),
        ('"interest in rates"', {"ferry"}),
        ('"Ferry crews walked out"', {"ferry"}),
        ('"ferry crew"', set()),
        ('"strike"', {"ferry", "orchestra"}),
        ('"striking"', {"orchestra"}),
        ('"cafe owner on"', {"ferry"}),
        ('"rates interest"~4', set()),
        ('"interest rates"~2', {"ferry", "dam"}),
        ('"sailors strike"~4', {"ferry"}),
        ('"sailors strike"~2', set()),
    ],
)
def test_phrases_are_exact_and_near_means_near(shelf: Shelf, query: str, found: set[str]) -> None:
    assert set(shelf.ids(query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("engin*", {"dam"}),
        ("sailrs~", {"ferry", "dam", "undated"}),
        ("saylrs~2", {"ferry", "dam", "undated"}),
        ("saylrs~1", set()),
        ("title:strike", set()),
        ("title:ferry", {"ferry"}),
        ('title:"Port Halden"', {"ferry"}),
        ("source:courier", {"ferry", "orchestra"}),
        ('source:"the valley post" dam', {"dam"}),
        ("source:valley*", {"dam", "marked"}),
        ("author:ostby", {"ferry"}),
        ("source:unknown", {"chinese", "undated"}),
        ("author:unknown source:post", {"dam", "marked"}),
        ("date:2024-10-21", {"ferry"}),
        ("date:2024-10", {"ferry", "dam", "korean"}),
        ("date:2024-10-21..2024-10-31", {"ferry", "dam"}),
        ("date:>=2024-10-21", {"ferry", "dam"}),
        ("date:<2024", {"orchestra", "marked"}),
        ("date:2023-05-10", set()),
        ("date:2023", {"orchestra"}),
        ("date:unknown", {"chinese", "undated"}),
        ("date:october 2024 strike", {"ferry"}),
    ],
)
def test_beginnings_near_words_and_fields(shelf: Shelf, query: str, found: set[str]) -> None:
    assert set(shelf.ids(query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("파업", {"korean"}),
        ("파업을", {"korean"}),
        ("선원", {"korean"}),
        ('"항구의 선원"', {"korean"}),
        ('"선원 항구의"', set()),
        ("NATO와", {"korean"}),
        ("nato", {"korean"}),
        ("罢工", {"chinese"}),
        ("船", {"chinese"}),
        ("工", {"chinese"}),
        ("船员罢工", set()),
        ("カフェ", {"chinese"}),
        ("店主", {"chinese"}),
    ],
)
def test_scripts_without_spaces(shelf: Shelf, query: str, found: set[str]) -> None:
    assert set(shelf.ids(query)) == found


def test_the_empty_query_is_everything_newest_first_undated_last(shelf: Shelf) -> None:
    ids = shelf.ids("")
    assert ids[:5] == ["dam", "ferry", "korean", "orchestra", "marked"]
    assert set(ids[5:]) == {"chinese", "undated"}


def test_a_filter_alone_is_ordered_by_date(shelf: Shelf) -> None:
    assert shelf.ids("source:post OR source:courier") == ["dam", "ferry", "orchestra", "marked"]


def test_only_exclusions_find_the_rest(shelf: Shelf) -> None:
    assert set(shelf.ids("-sailors")) == {a.id for a in REPORTS} - {"ferry", "dam", "undated"}


def test_relevance_prefers_the_title_and_date_sorts_newest_first(shelf: Shelf) -> None:
    assert shelf.ids("ferry") == ["ferry", "dam"]
    assert shelf.ids("ferry", sort="date") == ["dam", "ferry"]
    assert shelf.ids("sailors", sort="date")[-1] == "undated"


def test_the_oldest_come_first_and_the_undated_last_all_the_same(shelf: Shelf) -> None:
    assert shelf.ids("sailors", sort="oldest") == ["ferry", "dam", "undated"]
    assert shelf.ids("", sort="oldest")[:2] == ["marked", "orchestra"]


def test_an_order_from_outside_counts_before_the_date(shelf: Shelf) -> None:
    ranks = {"undated": 3, "ferry": 1, "gone": 9}

    def ranked(ranks: Mapping[str, int], limit: int) -> list[str]:
        result = shelf.index.search(
            "sailors", shelf.load, sort="corroborated", limit=limit, ranks=ranks
        )
        return [hit.info.id for hit in result.hits]

    assert ranked(ranks, 50) == ["undated", "ferry", "dam"]
    assert ranked(ranks, 1) == ["undated"]
    assert ranked({"dam": 2}, 50) == ["dam", "ferry", "undated"]


def test_limit_bounds_the_hits_not_the_count(shelf: Shelf) -> None:
    result = shelf.search("sailors", limit=1)
    assert (len(result.hits), result.total) == (1, 3)
    assert sum(facet.count for facet in result.sources) == 3


def test_facets_count_everything_found(shelf: Shelf) -> None:
    result = shelf.search("sailors", limit=1)
    assert result.sources == (
        FacetCount("Halden Courier", 1),
        FacetCount("The Valley Post", 1),
        FacetCount(None, 1),
    )
    assert result.dates == (
        FacetCount("2024-10-22", 1),
        FacetCount("2024-10-21", 1),
        FacetCount(None, 1),
    )


def test_date_facets_widen_with_the_spread_and_are_dates_to_search_for(shelf: Shelf) -> None:
    result = shelf.search("strike OR sailors OR 파업")
    assert [facet.value for facet in result.dates] == ["2024-10", "2023-05", None]
    for facet in result.dates:
        query = f"(strike OR sailors OR 파업) date:{facet.value or 'unknown'}"
        assert shelf.search(query).total == facet.count


@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("year", ["2024", "2023", None]),
        ("month", ["2024-10", "2023-05", None]),
        ("day", ["2024-10-22", "2024-10-21", "2024-10-20", "2023-05", None]),
    ],
)
def test_dates_are_counted_as_finely_as_asked_whatever_their_spread(
    shelf: Shelf, step: DateStep, values: list[str | None]
) -> None:
    query = "strike OR sailors OR 파업"
    result = shelf.index.search(query, shelf.load, dates=step)

    assert [facet.value for facet in result.dates] == values
    assert sum(facet.count for facet in result.dates) == result.total


def test_chrome_is_not_searched_but_title_marks_are(shelf: Shelf) -> None:
    assert shelf.ids("social media") == []
    assert shelf.ids('"social media lighthouse"') == []
    assert shelf.ids("lighthouse") == ["marked"]


def test_no_phrase_spans_chrome(tmp_path: Path) -> None:
    text = "The bridge ADVERTISEMENT closed."
    start = text.index("ADV")
    article = Article(id="x", text=text, marks=(Mark(start, start + 13, "widget"),))
    shelf = Shelf(tmp_path, [article])
    assert shelf.ids('"bridge closed"') == []
    assert shelf.ids("bridge closed") == ["x"]


def test_hits_are_offsets_into_the_text(shelf: Shelf) -> None:
    hit = next(h for h in shelf.search('striking OR "Ferry crews" OR caf*').hits if h.title_hits)
    assert hit.info.id == "ferry"
    shown = [FERRY.text[span.start : span.end] for span in hit.hits]
    assert shown == ["Ferry crews", "strike", "café"]
    title = FERRY.title or ""
    assert [title[span.start : span.end] for span in hit.title_hits] == ["Ferry crews"]


def test_a_snippet_is_a_cut_of_the_text_with_its_own_offsets(tmp_path: Path) -> None:
    filler = "Nothing of note was said for a long while. " * 40
    text = f"{filler}The glacier calved. {filler}The glacier calved beside the harbour. {filler}"
    shelf = Shelf(tmp_path, [Article(id="x", text=text)])
    snippet = shelf.search("glacier harbour").hits[0].snippet
    assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
    shown = [snippet.text[span.start : span.end] for span in snippet.hits]
    assert shown == ["glacier", "harbour"]
    assert len(snippet.text) <= 200


def test_without_words_the_snippet_is_the_beginning_past_chrome_and_title(shelf: Shelf) -> None:
    hit = shelf.search("date:2022").hits[0]
    assert hit.info.id == MARKED.id
    assert hit.snippet.text == "The keeper retires in May."
    assert hit.hits == ()


def test_spans_leave_out_what_is_excluded(shelf: Shelf) -> None:
    spans = shelf.index.spans('sailors -dam "night shifts"', FERRY)
    assert [FERRY.text[s.start : s.end] for s in spans] == ["night shifts", "sailors"]
    assert shelf.index.spans("title:ferry source:courier", FERRY) == ()


def test_spans_of_unspaced_scripts_cover_just_what_was_asked(shelf: Shelf) -> None:
    assert [KOREAN.text[s.start : s.end] for s in shelf.index.spans("선원", KOREAN)] == ["선원"]
    assert [CHINESE.text[s.start : s.end] for s in shelf.index.spans("船", CHINESE)] == ["船"]


def test_the_word_being_typed_is_a_beginning(shelf: Shelf) -> None:
    assert shelf.ids("sail", typing=False) == []
    assert set(shelf.ids("sail", typing=True)) == {"ferry", "dam", "undated"}
    assert set(shelf.ids("sailors str", typing=True)) == {"ferry"}
    assert set(shelf.ids("sailors s", typing=True)) == {"ferry", "dam", "undated"}
    assert shelf.ids("sail ", typing=True) == []
    assert set(shelf.ids('"ferry cre', typing=True)) == {"ferry"}


def test_what_is_typed_shows_in_the_text(shelf: Shelf) -> None:
    spans = shelf.index.spans("sail", FERRY, typing=True)
    assert [FERRY.text[s.start : s.end] for s in spans] == ["sailors"]


def test_an_unfinished_date_is_noted_and_not_used(shelf: Shelf) -> None:
    result = shelf.search("sailors date:2024-1", typing=True)
    assert result.total == 3
    assert result.notes


def test_did_you_mean(shelf: Shelf) -> None:
    assert shelf.index.correction("orchstra tour") == "orchestra tour"
    assert shelf.index.correction("sailros -union") == "sailors -union"
    assert shelf.index.correction("sailors") is None
    assert shelf.index.correction("qqqqqq") is None


def test_words_in_small_letters_are_no_operators(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [Article(id="x", text="To be or not to be, and so on.")])
    assert shelf.ids("be or not") == ["x"]
    assert shelf.ids('"or not to be and"') == ["x"]


def test_possessives_and_acronyms(tmp_path: Path) -> None:
    text = "Korea's envoy told the U.S. delegation: “we’re late”. D'Arcy agreed."
    shelf = Shelf(tmp_path, [Article(id="x", text=text)])
    for query in (
        "korea",
        "korea's",
        "korea’s",
        "u.s",
        "U.S.",
        "arcy",
        "D'Arcy",
        '"korea\'s envoy"',
    ):
        assert shelf.ids(query) == ["x"], query
    assert shelf.ids('"korea envoy"') == []


def test_many_fuzzy_neighbours_are_bounded_and_said(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"t{a}{b}p" for a in letters for b in letters]
    shelf = Shelf(tmp_path, [Article(id="x", text=" ".join(words))])
    assert shelf.search("tqqp~2").notes
    assert not shelf.search("tqqp~1").notes[1:]


def test_an_article_the_record_lost_is_left_out_of_the_hits(shelf: Shelf) -> None:
    result = shelf.index.search("sailors", lambda ids: {FERRY.id: FERRY})
    assert [hit.info.id for hit in result.hits] == ["ferry"]


def test_spans_join_where_they_overlap(shelf: Shelf) -> None:
    spans = shelf.index.spans('"ferry crews" crews', FERRY)
    assert spans[0] == Span(0, len("Ferry crews"))
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_very_long_text_is_found_by_phrases_across_its_parts(tmp_path: Path) -> None:
    words = [f"w{number}x" for number in range(60_000)]
    shelf = Shelf(tmp_path, [Article(id="long", text=" ".join(words))])
    for at in range(0, 59_000, 1_471):
        query = f'"{" ".join(words[at : at + 3])}"'
        assert shelf.ids(query) == ["long"]
    assert shelf.ids('"w0x w2x"') == []


def test_a_very_long_text_without_white_space_is_taken(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [Article(id="one", text="tide." * 60_000), FERRY])
    assert shelf.ids('"tide tide"') == ["one"]
