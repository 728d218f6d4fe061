"""How likely two reports are on one event, and what can be said of it before claims are read."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.claims.background import term_hash
from index.claims.bearings import Bearings
from index.claims.events import NAMES, Particulars, Ties, at_most, cosine, one_event
from index.claims.scoring import weights

BEARINGS = st.builds(
    Bearings,
    year=st.just(0) | st.integers(2000, 2002),
    days=st.frozensets(st.integers(33, 36)),
    counts=st.booleans(),
)
WEIGHTS = st.tuples(*[st.floats(-9.0, 9.0)] * (1 + len(NAMES)))
TIES = st.builds(
    Ties,
    likeness=st.floats(0.0, 1.0),
    particulars=st.floats(0.0, 1.0),
    matches=st.integers(0, 60),
    claims=st.integers(0, 60),
    days=st.none() | st.floats(-90.0, 90.0),
    here=BEARINGS,
    there=BEARINGS,
)


def named(*words: str) -> Particulars:
    return Particulars.of(np.array([term_hash(word) for word in words], dtype=np.uint32))


NOWHEN = Bearings(0, frozenset(), counts=True)


def bearing(year: int, *days: int) -> Bearings:
    return Bearings(year, frozenset(days), counts=True)


def tied(
    *,
    particulars: float = 0.2,
    days: float | None = 1.0,
    here: Bearings = NOWHEN,
    there: Bearings = NOWHEN,
) -> Ties:
    return Ties(0.3, particulars, 2, 9, days, here, there)


@given(WEIGHTS, TIES, st.integers(0, 60))
def test_fewer_matches_never_make_an_event_likelier_than_it_is_at_most(
    any_weights: tuple[float, ...], ties: Ties, matches: int
) -> None:
    fewer = replace(ties, matches=min(matches, ties.matches))
    for fitted in (weights().events, any_weights):
        assert one_event(fitted, fewer) <= at_most(fitted, ties)


def test_reports_that_name_the_same_are_likelier_on_one_event() -> None:
    here, same, other = named("tarn", "moss"), named("tarn", "moss"), named("helm", "moss")
    assert cosine(here, same) == 1.0 > cosine(here, other) > cosine(here, named()) == 0.0
    alike, strange = (tied(particulars=cosine(here, there)) for there in (same, other))
    assert one_event(weights().events, alike) > one_event(weights().events, strange)


def test_reports_of_other_years_are_less_likely_on_one_event() -> None:
    one, other = bearing(2008), bearing(2013)
    chances = [
        one_event(weights().events, tied(days=None, here=one, there=there))
        for there in (bearing(2008), bearing(0), other)
    ]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 3


def test_undated_reports_that_name_the_same_day_are_likelier_on_one_event() -> None:
    same, other = bearing(2008, 33), bearing(2008, 34)
    alike, strange = (tied(days=None, here=same, there=there) for there in (same, other))
    assert one_event(weights().events, alike) > one_event(weights().events, strange)


@given(TIES)
def test_matches_count_by_whether_dates_are_known(ties: Ties) -> None:
    parts = dict(zip(NAMES, ties.values, strict=True))
    undated = parts["undated_support"], parts["undated_supported"]
    if ties.days is None:
        assert parts["dated_supported"] == 0.0
        assert bool(ties.matches) == all(undated)
    else:
        assert undated == (0.0, 0.0)
        assert bool(ties.matches) == bool(parts["dated_supported"])
