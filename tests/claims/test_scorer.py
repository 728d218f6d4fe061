"""What the learned scorer makes of two claims."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.claims.bare import reading
from index.claims.closeness import CLOSENESS, closeness
from index.claims.figures import figures
from index.claims.scorer_model import Vector, places, scorer, support, twice
from index.claims.scoring_features import NAMES, Matrix, Prepared, neutral, pair_features, prepare

FERRY = "A ferry with 212 people aboard sank off the port of Arlen on Monday."
FERRY_AGAIN = "A ferry carrying 212 people went down off Arlen port on Monday."
FERRY_ELSEWHERE = "A ferry with 54 people aboard sank off the port of Brask on Friday."
HARBOUR = "The port of Arlen handled more freight last year than the year before."
RATE = "The central bank left its key interest rate unchanged."


def ready(text: str) -> Prepared:
    return prepare(reading("a", text, "2024-05-06"), text)


def measured(a: str, b: str) -> Matrix:
    here, there = ready(a), ready(b)
    values = pair_features(here, there, figures(here.reading, there.reading))
    return np.array([values], dtype=np.float32)


def in_reports(values: Vector, event: float, starts: tuple[int, int] = (400, 400)) -> float:
    stands = places(np.array([starts], dtype=np.float64))
    return float(scorer().in_reports(values[None, :], stands, event)[0])


def wording(a: str, b: str, cosine: float | None = None) -> float:
    cosines = None if cosine is None else np.array([cosine], dtype=np.float32)
    return float(scorer().wording(measured(a, b), cosines)[0])


def paraphrase(a: str, b: str, cosine: float | None = None) -> float:
    cosines = None if cosine is None else np.array([cosine], dtype=np.float32)
    close = np.array([closeness(a, b)], dtype=np.float32)
    return float(scorer().paraphrase(measured(a, b), close, cosines)[0])


def test_a_paraphrase_is_likelier_than_another_event_and_that_than_another_matter() -> None:
    chances = [wording(FERRY, other) for other in (FERRY_AGAIN, FERRY_ELSEWHERE, RATE)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.6
    assert chances[2] < 0.1


def test_a_shared_place_makes_no_shared_claim() -> None:
    assert wording(FERRY, HARBOUR) < 0.2


def test_a_claim_says_the_same_as_itself() -> None:
    for text in (FERRY, HARBOUR, RATE):
        assert wording(text, text, cosine=1.0) > 0.9
        assert wording(text, text) > 0.9


def test_likeness_in_meaning_speaks_for_a_pair() -> None:
    low, middle, high = (wording(FERRY, FERRY_AGAIN, cosine) for cosine in (0.1, 0.5, 0.9))
    assert low < middle < high


def test_a_closer_look_tells_paraphrases_from_what_only_shares_words() -> None:
    for same, other in ((None, None), (1.0, 0.6)):
        chances = [paraphrase(FERRY, b, other) for b in (FERRY_AGAIN, HARBOUR, RATE)]
        assert chances == sorted(chances, reverse=True)
        assert paraphrase(FERRY, FERRY, same) > 0.9
        assert chances[0] > 0.6
        assert chances[1] < 0.3


def test_reports_on_one_event_make_a_match_likelier() -> None:
    values = measured(FERRY, FERRY_AGAIN)[0]
    chances = [in_reports(values, event) for event in (0.01, 0.3, 0.8)]
    assert all(a < b for a, b in pairwise(chances))


def test_leads_match_more_readily_than_what_follows() -> None:
    values = measured(FERRY, FERRY_AGAIN)[0]
    assert in_reports(values, 0.8, (0, 60)) > in_reports(values, 0.8, (3_000, 2_500))


def test_setting_disagreement_aside_makes_conflicting_claims_one_thing() -> None:
    values = measured(FERRY, FERRY.replace("212", "54"))
    same, agree = scorer().wording(twice(values))
    assert values[0, NAMES.index("numbers_against")] == 1.0
    assert same > agree
    assert same > 0.6


def test_the_order_of_two_claims_does_not_matter() -> None:
    texts = [FERRY, FERRY_AGAIN, FERRY_ELSEWHERE, HARBOUR, RATE]
    for a, b in pairwise(texts):
        assert np.allclose(measured(a, b), measured(b, a), atol=1e-5)


def test_a_pair_without_a_vector_is_scored_by_its_words() -> None:
    values = np.vstack([measured(FERRY, FERRY_AGAIN)] * 2)
    cosines = np.array([np.nan, 0.8], dtype=np.float32)
    mixed = scorer().wording(values, cosines)
    words = scorer().wording(values)
    assert mixed[0] == words[0]
    assert mixed[1] != words[1]


def test_no_pairs_give_no_probabilities() -> None:
    nothing = np.zeros((0, len(NAMES)), dtype=np.float32)
    none = np.zeros((0, len(CLOSENESS)), dtype=np.float32)
    assert scorer().wording(nothing).shape == (0,)
    assert scorer().paraphrase(nothing, none).shape == (0,)
    assert scorer().in_reports(nothing, places(np.zeros((0, 2))), 0.5).shape == (0,)


def test_neutral_values_leave_the_given_ones_alone() -> None:
    values = measured(FERRY, FERRY_ELSEWHERE)
    before = values.copy()
    assert not np.array_equal(neutral(values), values)
    assert np.array_equal(values, before)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_have_a_probability(a: str, b: str) -> None:
    values = measured(a, b)
    assert values.shape == (1, len(NAMES))
    assert np.isfinite(values).all()
    assert 0.0 <= wording(a, b, cosine=0.3) <= 1.0
    assert 0.0 <= paraphrase(a, b, cosine=0.3) <= 1.0
    assert 0.0 <= in_reports(values[0], event=0.5) <= 1.0


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.text(max_size=80))
def test_closeness_is_finite_and_the_same_both_ways(a: str, b: str) -> None:
    found = closeness(a, b)
    assert len(found) == len(CLOSENESS)
    assert np.isfinite(found).all()
    assert np.allclose(found, closeness(b, a))


def test_closeness_of_a_sentence_with_itself() -> None:
    found = dict(zip(CLOSENESS, closeness(FERRY, FERRY), strict=True))
    whole = ("in_order_covered", "figures_all_same", "capitals_share", "letters5", "runs_mean")
    assert [found[name] for name in whole] == [1.0] * len(whole)
    assert found["words_alone_more"] == found["figures_alone"] == found["characters"] == 0.0


def test_claims_in_the_same_words_are_shown_from_the_event_that_is_held_for_sure_on() -> None:
    found = scorer()
    said = np.ones(1, dtype=np.float32)
    below, above = (
        1.0 / (1.0 + np.exp(-(found.slope * support(said, found.sure + step) + found.shift)))
        for step in (-0.01, 0.01)
    )
    assert below < found.shown < above
    assert found.sure <= found.disputed < 1.0
