"""How likely two reports are on one event, and what can be said of it before claims are read."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.claims.background import term_hash
from index.claims.events import NAMES, Particulars, Ties, at_most, cosine, one_event
from index.claims.scoring import weights

WEIGHTS = st.tuples(*[st.floats(-9.0, 9.0)] * (1 + len(NAMES)))
TIES = st.builds(
    Ties,
    likeness=st.floats(0.0, 1.0),
    particulars=st.floats(0.0, 1.0),
    matches=st.integers(0, 60),
    claims=st.integers(0, 60),
    days=st.none() | st.floats(-90.0, 90.0),
)


def named(*words: str) -> Particulars:
    return Particulars.of(np.array([term_hash(word) for word in words], dtype=np.uint32))


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
    alike, strange = (Ties(0.3, cosine(here, there), 2, 9, 1.0) for there in (same, other))
    assert one_event(weights().events, alike) > one_event(weights().events, strange)
