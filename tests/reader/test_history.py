"""Back and forward return exactly there."""

from hypothesis import given
from hypothesis import strategies as st

from reader.history import LIMIT, History


def test_back_returns_to_where_one_was_and_forward_to_where_one_came_from() -> None:
    history: History[str] = History()
    history.leave("a")
    history.leave("b")

    assert history.back("c") == "b"
    assert history.back("b") == "a"
    assert history.back("a") is None
    assert history.forward("a") == "b"
    assert history.forward("b") == "c"
    assert history.forward("c") is None


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history: History[str] = History()
    history.leave("a")
    history.back("b")
    history.leave("a")

    assert history.forward("c") is None
    assert history.back("c") == "a"


@given(st.lists(st.integers(), max_size=LIMIT), st.integers())
def test_all_the_way_back_and_forward_again_is_where_one_began(
    places: list[int], last: int
) -> None:
    history: History[int] = History()
    for place in places:
        history.leave(place)
    back = []
    here: int | None = last
    while here is not None:
        back.append(here)
        here = history.back(here)
    assert back == [last, *places[::-1]]

    forth = []
    here = back[-1]
    while here is not None:
        forth.append(here)
        here = history.forward(here)
    assert forth == [*places, last]


def test_only_so_many_places_are_kept() -> None:
    history: History[int] = History()
    for place in range(LIMIT + 50):
        history.leave(place)

    assert len(history.behind) == LIMIT
    assert history.back(-1) == LIMIT + 49
