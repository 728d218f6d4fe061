"""A search as one value: written in the query language, and answered with counts to narrow by."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.asking import Search
from index.errors import QueryError
from index.library import Library

REPORTS = (
    ("post-19", "Harbour Post", "2019-05-01", "The ferry ran aground."),
    ("post-24", "Harbour Post", "2024-03-02", "The ferry sailed."),
    ("radio-24", "Lorne Radio", "2024-03-09", "The ferry sailed again."),
    ("radio-24b", "Lorne Radio", "2024-07", "Ferry fares rise."),
    ("nobody", None, None, "A ferry, a tug and a storm."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("asking")
    lines = [
        json.dumps({"id": i, "source": s, "published": d, "text": t}) for i, s, d, t in REPORTS
    ]
    (folder / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    library = Library.open(folder / "library")
    library.add([str(folder / "reports.jsonl")], on_outcome=lambda _: None)
    return library


def found(library: Library, search: Search) -> set[str]:
    return {hit.info.id for hit in library.ask(search).result.hits}


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        (Search("ferry"), {"post-19", "post-24", "radio-24", "radio-24b", "nobody"}),
        (Search("ferry", sources=("Harbour Post",)), {"post-19", "post-24"}),
        (Search("ferry", sources=("Harbour Post", None)), {"post-19", "post-24", "nobody"}),
        (Search("ferry", dates=("2024",)), {"post-24", "radio-24", "radio-24b"}),
        (Search("ferry", dates=("2024-07", None)), {"radio-24b", "nobody"}),
        (Search("", ("Lorne Radio",), ("2024-03",)), {"radio-24"}),
        (Search("aground OR again", ("Lorne Radio",)), {"radio-24"}),
    ],
)
def test_outlets_widen_each_other_and_dates_narrow_them(
    library: Library, search: Search, ids: set[str]
) -> None:
    assert found(library, search) == ids


def test_each_kind_counts_what_could_be_chosen_beside_its_own(library: Library) -> None:
    answer = library.ask(Search("ferry", ("Lorne Radio",), ("2024",)))

    assert {c.value: c.count for c in answer.sources} == {"Harbour Post": 1, "Lorne Radio": 2}
    assert {c.value: c.count for c in answer.dates} == {"2024": 2} or {
        c.value for c in answer.dates
    } <= {"2024-03", "2024-07"}


def test_a_year_is_counted_by_months_and_a_month_by_days(library: Library) -> None:
    year = library.ask(Search("ferry", dates=("2024",)), within="2024")
    month = library.ask(Search("ferry", dates=("2024-03",)), within="2024-03")

    assert {c.value: c.count for c in year.dates} == {"2024-03": 2, "2024-07": 1}
    assert {c.value: c.count for c in month.dates} == {"2024-03-02": 1, "2024-03-09": 1}


def test_a_spelling_is_offered_for_the_bare_query_where_it_is_narrowed(library: Library) -> None:
    search = Search("agruond", ("Harbour Post",))

    assert library.ask(search).result.is_scant
    assert library.correction(search.query) == "aground"


def test_trouble_is_pointed_at_within_the_whole_query(library: Library) -> None:
    search = Search("date:never", ("Harbour Post",))
    with pytest.raises(QueryError) as caught:
        library.ask(search)

    whole, offset = search.written()
    assert whole[offset:] == "date:never"
    assert caught.value.start >= offset


@given(
    st.lists(st.text(max_size=20).map("Post {}".format) | st.none(), max_size=3),
    st.lists(st.sampled_from(["2024", "2024-10", "2024-10-21", None]), max_size=3),
)
def test_whatever_an_outlet_is_called_the_whole_query_can_be_read(
    library: Library, sources: list[str | None], dates: list[str | None]
) -> None:
    search = Search("ferry OR tug", tuple(sources), tuple(dates))

    answer = library.ask(search, limit=5)

    assert answer.result.total <= len(REPORTS)
    whole, offset = search.written()
    assert whole[offset:].startswith("ferry OR tug")
