"""The compare view: two reports claim beside claim, from difference to difference."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from index.model import Claim, Comparison, Report, Standing
from reader.panes.bars import ViewTitle
from reader.panes.rows import RowList
from reader.screens.alignment import aligned, differs
from reader.screens.compare import CompareScreen
from reader.screens.main import MainScreen
from tests.reader.desk import Reader, reading
from tests.strike import ARMY, NO_ARMY, REPORTS, STRIKE, shelf


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the reports on a strike."""
    return shelf(tmp_path_factory.mktemp("strike"), REPORTS)


async def open_compare(reader: Reader, *keys: str) -> CompareScreen:
    """Read the Post's report and set it beside another."""
    await reader.until(lambda: reader.main.article)
    await reader.type("source:harbour")
    await reader.press("enter", "enter")
    await reader.until(lambda: reader.main.article and reader.main.article.id == "post")
    await reader.until(lambda: reader.main.claims.standings)
    await reader.press(*keys, "c")
    screen = reader.app.screen
    assert isinstance(screen, CompareScreen)
    await reader.rest()
    return screen


def head(screen: CompareScreen) -> str:
    parts = (screen.query_one(ViewTitle).words, screen.query_one("#compare-head", Static).render())
    return " ".join(" ".join(map(str, parts)).split())


def line_with(reader: Reader, *words: str) -> str | None:
    lines = reader.screen_text().splitlines()
    return next((line for line in lines if all(word in line for word in words)), None)


async def test_both_reports_stand_side_by_side(strike: Path) -> None:
    async with reading(strike, size=(120, 40)) as reader:
        await open_compare(reader)

        assert line_with(reader, "Harbour Post", "Coast Daily") or line_with(
            reader, "Harbour Post", "Lorne Radio"
        )
        assert line_with(reader, STRIKE[:20], "●", STRIKE[:20])


async def test_it_counts_what_is_shared_and_what_only_one_has(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader)
        await reader.press("l", "l", "h", "h")

        words = head(screen)
        assert "shared" in words
        assert "only here" in words
        assert " there" in words


async def test_n_goes_to_the_difference_and_names_it(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader)
        while "Lorne Radio" not in head(screen):
            await reader.press("l")
        await reader.press("n")

        pair = screen.pair
        assert pair is not None
        assert pair.mine is not None
        assert pair.theirs is not None
        assert (pair.mine.text in NO_ARMY, pair.theirs.text in ARMY) == (True, True)
        assert "≠" in reader.screen_text()
        await reader.press("n")
        assert "No other difference between these two reports." in reader.notices


async def test_brackets_go_from_one_shared_claim_to_the_next(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader)
        seen = set()
        for _ in range(6):
            await reader.press("right_square_bracket")
            assert screen.pair is not None
            assert screen.pair.shared
            seen.add(screen.pair.id)
        assert len(seen) >= 2
        before = screen.pair
        await reader.press("right_square_bracket", "left_square_bracket")
        assert screen.pair == before


async def test_another_report_is_chosen_at_the_same_claim(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader, "right_square_bracket")
        assert screen.pair is not None
        claim = screen.pair.mine
        names = set()
        for _ in range(3):
            names.add(next(n for n in ("Lorne Radio", "Coast Daily", "blog") if n in head(screen)))
            await reader.press("l")
            await reader.rest()
            assert screen.pair is not None
            assert screen.pair.mine == claim
        assert {"Lorne Radio", "Coast Daily"} <= names


async def test_the_report_chosen_in_the_claims_pane_comes_first(strike: Path) -> None:
    async with reading(strike) as reader:
        await open_compare(reader)
        await reader.press("escape", "3", "g", "enter")
        other = reader.main.claims.other
        assert other is not None
        await reader.press("c")
        await reader.rest()
        screen = reader.app.screen
        assert isinstance(screen, CompareScreen)

        assert screen.pair is not None
        assert screen.pair.report is not None
        assert screen.pair.report.article == other.article


async def test_enter_goes_to_the_passage_there_and_back_returns(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader)
        while "Lorne Radio" not in head(screen):
            await reader.press("l")
        await reader.press("n", "enter")
        await reader.until(lambda: reader.main.article and reader.main.article.id == "radio")
        await reader.rest()

        assert reader.stands_in(ARMY)
        await reader.press("b")
        await reader.until(lambda: reader.main.article and reader.main.article.id == "post")


async def test_o_goes_to_the_passage_here(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader)
        while "Lorne Radio" not in head(screen):
            await reader.press("l")
        await reader.press("n", "o")

        assert isinstance(reader.app.screen, MainScreen)
        assert reader.main.article is not None
        assert reader.main.article.id == "post"
        assert reader.stands_in(NO_ARMY)


async def test_t_leaves_out_what_only_one_has(strike: Path) -> None:
    async with reading(strike) as reader:
        screen = await open_compare(reader)
        whole = screen.query_one(RowList).option_count
        await reader.press("t")
        shared = screen.query_one(RowList).option_count
        assert 0 < shared < whole
        await reader.press("t")
        assert screen.query_one(RowList).option_count == whole


@pytest.mark.parametrize("key", ["escape", "q", "c", "b"])
async def test_it_closes_to_where_the_reader_was(key: str, strike: Path) -> None:
    async with reading(strike) as reader:
        await open_compare(reader)
        await reader.press(key)

        assert isinstance(reader.app.screen, MainScreen)


async def test_a_narrow_terminal_stacks_the_pairs(strike: Path) -> None:
    async with reading(strike, size=(64, 30)) as reader:
        await open_compare(reader)
        await reader.press("t", "g")

        lines = reader.screen_text().splitlines()
        first = next(n for n, line in enumerate(lines) if STRIKE[:30] in line)
        assert any(STRIKE[:20] in line and "●" in line for line in lines[first + 1 : first + 5])


async def test_a_report_that_shares_nothing_cannot_be_compared(strike: Path) -> None:
    async with reading(strike) as reader:
        await reader.until(lambda: reader.main.article)
        await reader.type("penguins")
        await reader.press("enter", "enter")
        await reader.until(lambda: reader.main.article and reader.main.article.id == "zoo")
        await reader.press("c")

        assert isinstance(reader.app.screen, MainScreen)
        assert "c compare" not in reader.footer


SPANS: Final = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 9)), unique_by=lambda span: span[0], max_size=8
)


@given(SPANS, SPANS, st.data())
def test_every_claim_of_both_stands_somewhere_in_its_order(
    mine: list[tuple[int, int]], theirs: list[tuple[int, int]], data: st.DataObject
) -> None:
    def claims(article: str, spans: list[tuple[int, int]]) -> list[Claim]:
        return [Claim(article, s, s + n, "words") for s, n in sorted(spans)]

    there = claims("b", theirs)
    standings = []
    for claim in claims("a", mine):
        linked = data.draw(st.sampled_from([None, *there]))
        reports: tuple[Report, ...] = ()
        if linked is not None:
            agrees = Comparison("corroborates", 0.9)
            reports = (
                Report("b", None, None, None, linked.start, linked.end, "words", agrees, "o", True),
            )
        standings.append(Standing(claim, "corroborated", 2, reports))

    pairs = aligned(standings, "b", there)

    assert [pair.mine for pair in pairs if pair.mine] == [s.claim for s in standings]
    assert {pair.theirs.id for pair in pairs if pair.theirs} == {claim.id for claim in there}
    alone = [pair.theirs.start for pair in pairs if pair.theirs and not pair.mine]
    linked_there = {pair.theirs.start for pair in pairs if pair.theirs and pair.mine}
    assert len(alone) + len(linked_there) == len(there)
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert not any(differs(pair) for pair in pairs)


Compare = Callable[..., bool]
