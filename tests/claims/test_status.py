"""Who says what of a claim in, its status out."""

import pytest

from index.claims.scripts import as_good, script_share
from index.claims.status import Stand, Voice, counted, stands
from index.model import StatusCounts

AGREES = Voice(0, "corroborates", "o2", independent=True)
COPIES = Voice(0, "corroborates", "o1", independent=False)
DENIES = Voice(0, "conflicts", "o3", independent=True)
OWN_DENIES = Voice(0, "conflicts", "o1", independent=False)


@pytest.mark.parametrize(
    ("voices", "stand"),
    [
        ([], Stand("single-source", 1)),
        ([AGREES], Stand("corroborated", 2)),
        ([AGREES, AGREES], Stand("corroborated", 2)),
        (
            [AGREES, Voice(0, "corroborates", "o4", independent=True)],
            Stand("corroborated", 3),
        ),
        ([COPIES], Stand("echoed", 1)),
        ([COPIES, AGREES], Stand("corroborated", 2)),
        ([DENIES], Stand("disputed", 1)),
        ([DENIES, AGREES], Stand("disputed", 2)),
        ([OWN_DENIES], Stand("single-source", 1)),
        ([Voice(1, "corroborates", "o2", independent=True)], Stand("single-source", 1)),
    ],
)
def test_a_claim_stands_as_its_independent_origins_have_it(
    voices: list[Voice], stand: Stand
) -> None:
    assert stands(2, voices)[0] == stand


def test_counts_add_up() -> None:
    found = stands(3, [AGREES, Voice(1, "conflicts", "o9", independent=True)])
    assert counted(found) == StatusCounts(1, 1, 0, 1)


def test_two_renderings_of_one_script_keep_its_order() -> None:
    in_order = [(n, n) for n in range(8)]
    assert script_share(in_order, 9, 10) == pytest.approx(8 / 9)
    assert script_share([(n, 7 - n) for n in range(8)], 9, 10) == 0.0
    assert script_share(in_order, 9, 40) == 0.0
    assert script_share(in_order[:4], 4, 4) == 0.0
    assert script_share([], 0, 0) == 0.0


def test_which_of_two_matches_as_good_as_each_other_counts_is_left_to_the_order() -> None:
    told_twice = [(0.92, 0, 1), (0.91, 0, 0), (0.92, 1, 1), (0.91, 2, 2)]
    assert as_good([*told_twice, (0.8, 2, 3)]) == [(0, 1), (0, 0), (1, 1), (2, 2)]
    rest = [(0.9, n, n) for n in range(3, 6)]
    assert script_share(as_good([*told_twice, *rest]), 6, 6) == 1.0
