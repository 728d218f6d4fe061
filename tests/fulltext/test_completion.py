"""What a query being typed is offered to go on with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.fulltext.completion import complete
from index.fulltext.query import parse
from index.model import FacetCount

OUTLETS = (
    FacetCount("Harbour Post", 9),
    FacetCount("Post", 5),
    FacetCount(None, 4),
    FacetCount("Élan", 1),
    FacetCount('The "Old" Gazette', 1),
)
YEARS = (FacetCount("2024", 3), FacetCount("2019", 2), FacetCount(None, 1))


def offered(query: str, at: int | None = None) -> tuple[str, ...]:
    at = len(query) if at is None else at
    found = complete(query, at, lambda: OUTLETS, lambda: YEARS)
    if found is None:
        return ()
    return tuple(query[: found.start] + value + query[found.end :] for value in found.values)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("source:", 'source:"Harbour Post"'),
        ("source:po", "source:Post"),
        ("ferry source:har", 'ferry source:"Harbour Post"'),
        ('ferry source:"harbour p', 'ferry source:"Harbour Post"'),
        ("(source:el", "(source:Élan"),
        ("-source:el", "-source:Élan"),
        ("SOURCE:gaz", 'SOURCE:"The Old Gazette"'),
        ("source:unk", "source:unknown"),
        ("date:y", "date:yesterday"),
        ("date:20", "date:2024"),
        ('date:"last w', 'date:"last week"'),
        ("sour", "source:"),
        ("ferry aut", "ferry author:"),
    ],
)
def test_what_is_begun_is_completed(typed: str, first: str) -> None:
    assert offered(typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["", "ferry", "so", "source", "source:zz", "title:fer", 'source:"Harbour Post" ', "ñ"]
)
def test_nothing_is_offered_where_nothing_is_begun(typed: str) -> None:
    assert offered(typed) == ()


def test_a_name_that_begins_so_comes_before_one_with_such_a_word() -> None:
    assert offered("source:p") == ("source:Post", 'source:"Harbour Post"')


def test_what_stands_behind_the_cursor_stays() -> None:
    assert offered("source:el ferry", len("source:el")) == ("source:Élan ferry",)
    assert offered('source:"el" ferry', len('source:"el')) == ("source:Élan ferry",)


@given(st.text(max_size=20), st.integers(0, 20), st.lists(st.text(max_size=12), max_size=4))
def test_what_is_offered_can_be_read(typed: str, at: int, names: list[str]) -> None:
    query = f"source:{typed}"
    outlets = tuple(FacetCount(name, 1) for name in names)
    found = complete(query, min(at, len(query)), lambda: outlets, lambda: YEARS)
    for value in found.values if found else ():
        assert parse(f"source:{value}").node is not None


def test_a_half_typed_field_is_no_error_while_it_is_typed() -> None:
    with pytest.raises(QueryError):
        parse("source:")
    parse("source:", typing=True)
