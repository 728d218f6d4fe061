"""Which reports and claims are held against each other."""

import numpy as np

from index.claims.background import term_hash
from index.claims.candidates import CLAIM_COSINE, Met, Terms, claim_pairs
from index.claims.neighbours import NEIGHBOURS, Reports


def topic(*words: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.unique(np.array([term_hash(word) for word in words], dtype=np.uint32))


def terms(*claims: str) -> Terms:
    hashes = [sorted({term_hash(word) for word in claim.split()}) for claim in claims]
    return Terms.of(
        np.array([h for claim in hashes for h in claim], dtype=np.uint32),
        np.array([len(claim) for claim in hashes], dtype=np.uint16),
    )


def places(found: list[Met]) -> list[tuple[int, int]]:
    return [(met.i, met.j) for met in found]


def test_reports_on_one_thing_are_neighbours_and_strangers_are_not() -> None:
    reports = Reports(
        [
            topic("tarn", "flood", "valley", "dam", "rescue"),
            topic("tarn", "flood", "valley", "boat"),
            topic("brightwater", "profit", "quarter", "share"),
        ]
    )
    assert [found.place for found in reports.neighbours(0)] == [1]
    assert reports.neighbours(0)[0].likeness == reports.neighbours(1)[0].likeness
    assert reports.neighbours(2) == []


def test_the_likest_come_first_and_their_number_is_bounded() -> None:
    words = [f"word{n}" for n in range(60)]
    reports = Reports([topic(*words[: 60 - n]) for n in range(60)])
    found = reports.neighbours(0)
    assert [neighbour.place for neighbour in found] == list(range(1, NEIGHBOURS + 1))


def test_a_report_without_words_has_no_neighbours() -> None:
    reports = Reports([topic(), topic("tarn", "flood")])
    assert reports.neighbours(0) == []
    assert reports.neighbours(1) == []
    assert Reports([]).neighbours is not None


def test_only_claims_that_share_telling_words_are_compared() -> None:
    here = terms("tarn flood drown valley", "brightwater close plant helm")
    there = terms("plant brightwater shut helm", "minister resign bridge", "tarn valley flood kill")
    (found,) = claim_pairs(here, [there], [0.5])
    assert places(found) == [(0, 2), (1, 0)]
    assert all(CLAIM_COSINE <= met.cosine < 1.0 for met in found)


def test_which_report_asks_makes_no_difference() -> None:
    here = terms("tarn flood drown valley", "brightwater close plant helm", "tarn flood valley")
    there = terms("plant brightwater shut helm", "valley tarn bridge", "tarn valley flood kill")
    (found,) = claim_pairs(here, [there], [0.5])
    (asked,) = claim_pairs(there, [here], [0.5])
    assert sorted(places(found)) == sorted((i, j) for j, i in places(asked))


def test_one_word_in_common_is_not_enough() -> None:
    assert claim_pairs(terms("tarn flood"), [terms("tarn bridge")], [0.5]) == [[]]


def test_others_are_kept_apart() -> None:
    here = terms("tarn flood valley", "helm plant close")
    found = claim_pairs(
        here, [terms("tarn valley flood"), terms(), terms("close helm plant")], [0.5, 0.5, 0.5]
    )
    assert [places(met) for met in found] == [[(0, 0)], [], [(1, 0)]]


def test_a_claim_meets_a_few_of_each_report_however_much_it_repeats_itself() -> None:
    found = claim_pairs(terms("tarn flood valley"), [terms(*["tarn flood valley"] * 50)], [0.5])
    assert 0 < len(found[0]) <= 50
    crowd = terms(*["tarn flood valley"] * 50)
    assert len(claim_pairs(crowd, [crowd], [0.5])[0]) < 50 * 10


def test_the_less_alike_two_reports_the_more_alike_must_their_claims_be() -> None:
    here = terms("tarn flood drown valley", "helm plant close")
    there = terms("tarn flood bridge tower", "helm plant close")
    assert places(claim_pairs(here, [there], [0.5])[0]) == [(0, 0), (1, 1)]
    assert places(claim_pairs(here, [there], [0.05])[0]) == [(1, 1)]
