"""The few hashes that matter, found among many."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.claims.sieve import Sieve, ranges

LOW = st.integers(0, 40) | st.integers(0, 40).map(lambda n: n << 16)
"""Hashes that share their low bits as often as not, which thousands of words seldom do."""


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(LOW), st.lists(LOW))
def test_all_that_is_wanted_is_found_and_nothing_else(wanted: set[int], others: list[int]) -> None:
    few = sorted(wanted)
    at, which = Sieve(np.array(few, dtype=np.uint32)).found(np.array(others, dtype=np.uint32))
    told = [(place, few[found]) for place, found in zip(at.tolist(), which.tolist(), strict=True)]
    assert told == [(place, other) for place, other in enumerate(others) if other in wanted]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 5))))
def test_ranges_follow_one_another(asked: list[tuple[int, int]]) -> None:
    made = ranges(
        np.array([start for start, _ in asked], dtype=np.int64),
        np.array([length for _, length in asked], dtype=np.int64),
    )
    assert made.tolist() == [n for start, length in asked for n in range(start, start + length)]
