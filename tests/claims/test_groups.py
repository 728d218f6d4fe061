"""Claims that say the same, across reports: how groups form and what a story shows of them."""

from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims.firsts import firsts
from index.claims.groups import Node, Tie, groups
from index.claims.story import WHOLE
from index.errors import NotFoundError, SecondSourceError
from index.library import Library
from index.model import Story, StoryClaim
from tests.strike import FARE, NO_ARMY, REPORTS, STRIKE, shelf

A, B, C, D = (0, 0), (1, 0), (2, 0), (3, 0)


def tie(a: Node, b: Node, probability: float = 0.9) -> Tie:
    return Tie(a, b, agrees=True, probability=probability)


def conflict(a: Node, b: Node) -> Tie:
    return Tie(a, b, agrees=False, probability=0.9)


def test_claims_that_are_all_linked_are_one_group() -> None:
    assert groups([A, B, C], [tie(A, B), tie(B, C), tie(A, C)]) == ((A, B, C),)


def test_a_chain_of_links_is_not_one_group() -> None:
    assert groups([A, B, C], [tie(A, B, 0.9), tie(B, C, 0.8)]) == ((A, B), (C,))


def test_a_majority_of_links_is_enough() -> None:
    links = [tie(A, B), tie(A, C), tie(B, C), tie(D, A, 0.7), tie(D, B, 0.7)]

    assert groups([A, B, C, D], links) == ((A, B, C, D),)


def test_a_conflict_splits_what_the_links_would_join() -> None:
    links = [tie(A, B), tie(A, C), tie(B, C), tie(D, A), tie(D, B), conflict(D, C)]

    assert groups([A, B, C, D], links) == ((A, B, C), (D,))


def test_two_claims_of_one_report_can_say_the_same() -> None:
    again = (0, 1)

    assert groups([A, again, B], [tie(A, B), tie(again, B)]) == ((A, again, B),)


NODES: Final = st.tuples(st.integers(0, 4), st.integers(0, 3))


@st.composite
def networks(draw: st.DrawFn) -> list[Tie]:
    pairs = draw(
        st.lists(st.tuples(NODES, NODES).filter(lambda pair: pair[0][0] < pair[1][0]), unique=True)
    )
    return [Tie(a, b, draw(st.booleans()), draw(st.floats(0.5, 1))) for a, b in pairs]


@given(networks(), st.randoms(use_true_random=False))
def test_groups_part_all_claims_without_conflict_whatever_the_order(
    links: list[Tie], random: Random
) -> None:
    nodes = [(report, claim) for report in range(5) for claim in range(4)]
    found = groups(nodes, links)

    shuffled = list(links)
    random.shuffle(shuffled)
    assert groups(reversed(nodes), shuffled) == found
    assert sorted(node for group in found for node in group) == nodes
    of = {node: group for group in found for node in group}
    assert not any(of[link.a] == of[link.b] for link in links if not link.agrees)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        ({"a": "2024-05-02", "b": "2024-05-01"}, ("b",)),
        ({"a": "2024-05-01T09:00", "b": "2024-05-01T08:00"}, ("b",)),
        ({"a": "2024-05-01T09:00+09:00", "b": "2024-05-01T01:00+00:00"}, ("a",)),
        ({"a": "2024-05-01T09:00", "b": "2024-05-01"}, ("a", "b")),
        ({"a": "2024-05", "b": "2024-05-03"}, ("a", "b")),
        ({"a": None, "b": "2024-05-03"}, ("b",)),
        ({"a": None, "b": "some day"}, ()),
    ],
)
def test_who_was_first_is_said_only_as_far_as_the_dates_tell(
    dates: dict[str, str | None], first: tuple[str, ...]
) -> None:
    assert firsts(dates) == first


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the reports on a strike."""
    return shelf(tmp_path_factory.mktemp("strike"), REPORTS)


def story_of(library: Path, *ids: str) -> Story:
    with Library.open(library) as opened:
        return opened.story(ids or None)


def row_of(story: Story, text: str) -> StoryClaim:
    """The row in which some article has these words."""
    (row,) = [
        row
        for row in story.claims
        if any(claim.text in text for cell in row.cells for claim in cell.claims)
    ]
    return row


def test_the_story_of_an_article_is_those_that_share_claims_with_it(strike: Path) -> None:
    story = story_of(strike, "post")

    assert {info.id for info in story.articles} == {"post", "radio", "daily", "blog"}
    assert story.order == ("radio", "post", "daily", "blog")
    assert story.left_out == 0


def test_each_claim_says_who_makes_it_who_differs_and_who_was_first(strike: Path) -> None:
    story = story_of(strike, "post")

    struck = row_of(story, STRIKE)
    assert (struck.status, struck.origins, struck.first) == ("corroborated", 3, ("radio",))
    army = row_of(story, NO_ARMY)
    assert army.status == "disputed"
    assert {cell.article: cell.verdict for cell in army.cells} == {
        "post": "corroborates",
        "daily": "corroborates",
        "radio": "conflicts",
    }
    fare = row_of(story, FARE)
    assert (fare.status, [cell.article for cell in fare.cells]) == ("single-source", ["blog"])


def test_the_most_shared_come_first_and_nothing_is_told_twice(strike: Path) -> None:
    story = story_of(strike, "post")

    shared = [len(row.cells) for row in story.claims]
    assert shared == sorted(shared, reverse=True)
    told = [claim.id for row in story.claims for cell in row.cells for claim in cell.claims]
    assert len(told) == len(set(told))


def test_the_article_asked_about_lends_its_words(strike: Path) -> None:
    for asked in ("post", "daily"):
        assert row_of(story_of(strike, asked), STRIKE).claim.article == asked


def test_several_articles_named_are_the_story(strike: Path) -> None:
    story = story_of(strike, "post", "zoo")

    assert {info.id for info in story.articles} == {"post", "zoo"}
    assert all(row.status == "single-source" for row in story.claims)


def test_a_small_library_is_one_story(strike: Path) -> None:
    assert len(story_of(strike).articles) == 5


def test_a_large_library_asks_for_an_article(tmp_path: Path) -> None:
    many = [(f"r{n}", "Gazette", None, (f"{FARE[:-1]} of year {n}.",)) for n in range(WHOLE + 1)]
    library = shelf(tmp_path, many)

    with pytest.raises(SecondSourceError, match="name an article"):
        story_of(library)
    asked = story_of(library, "r0")
    assert 0 < len(asked.articles) <= WHOLE


def test_an_article_that_is_not_there_is_named(strike: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        story_of(strike, "nowhere")


def test_the_grid_says_what_the_claims_panel_says(samples: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([str(samples)], on_outcome=lambda _outcome: None)
        story = library.story()
        standings = {
            standing.claim.id: standing
            for info in story.articles
            for standing in library.standings(info.id)
        }

    assert len(story.articles) == 5
    assert [id_ for origin in story.origins for id_ in origin.articles] == [
        info.id for info in story.articles
    ]
    for row in story.claims:
        cells = {cell.article: cell for cell in row.cells}
        best: set[str] = set()
        for report in standings[row.claim.id].reports:
            cell = cells[report.article]
            passage = f"{report.article}:{report.start}-{report.end}"
            if report.article not in best:
                best.add(report.article)
                assert cell.verdict == report.comparison.verdict
                assert cell.comparison == report.comparison
                assert cell.claims[0].id == passage
            elif report.comparison.verdict == cell.verdict:
                assert passage in {claim.id for claim in cell.claims}
    told = {claim.id for row in story.claims for cell in row.cells for claim in cell.claims}
    assert told == set(standings)
