"""The order in which reports are compared."""

from hypothesis import given
from hypothesis import strategies as st

from index.claims.turns import in_turn

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.0, 1.0),
)


@given(PAIRS)
def test_every_pair_has_its_turn_once(likeness: dict[tuple[int, int], float]) -> None:
    found = [
        (min(key, other), max(key, other), alike)
        for key, others in in_turn(likeness)
        for other, alike in others
    ]
    assert sorted(found) == sorted((a, b, alike) for (a, b), alike in likeness.items())


def test_reports_on_one_thing_follow_each_other() -> None:
    likeness = {
        (1, 3): 0.9,
        (3, 5): 0.8,
        (2, 4): 0.9,
        (4, 6): 0.8,
        (1, 2): 0.1,
    }
    assert [key for key, _ in in_turn(likeness)] == [3, 5, 2, 4, 6]
