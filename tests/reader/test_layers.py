"""Layers over text merged into runs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.model import Article, Claim, Highlight, Span, Standing, Status
from reader.panes.layers import Layer, runs
from reader.panes.sheet import Sheet
from tests.reader import passages

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple))
NAMES = ("chrome", "hit", "selection")


@given(st.tuples(SPANS, SPANS, SPANS), st.integers(0, 60), st.integers(0, 60))
def test_every_code_point_is_in_one_run_under_exactly_its_layers(
    spans: tuple[list[tuple[int, int]], ...], one: int, other: int
) -> None:
    start, end = sorted((one, other))
    layers = [Layer.of(name, found) for name, found in zip(NAMES, spans, strict=True)]
    found = runs(start, end, layers)
    covered = [offset for run in found for offset in range(run.start, run.end)]
    assert covered == list(range(start, end))
    for run in found:
        for offset in range(run.start, run.end):
            expected = tuple(
                name
                for name, marked in zip(NAMES, spans, strict=True)
                if any(first <= offset < last for first, last in marked)
            )
            assert run.layers == expected


@given(SPANS)
def test_a_layer_is_sorted_and_its_stretches_are_apart(spans: list[tuple[int, int]]) -> None:
    layer = Layer.of("hit", spans)
    ordered = list(zip(layer.starts, layer.ends, strict=True))
    assert all(start < end for start, end in ordered)
    assert all(before[1] < after[0] for before, after in pairwise(ordered))


def standing(start: int, end: int, status: Status = "corroborated") -> Standing:
    return Standing(Claim("a", start, end, "x" * (end - start)), status, 2, ())


def highlight(start: int, end: int, colour: str, *, orphan: bool = False) -> Highlight:
    return passages.highlight(
        Article("a", "x" * end), Span(start, end), id=f"{start}", colour=colour, orphan=orphan
    )


CLAIMS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda c: standing(c[0], c[0] + c[1]))
)


@given(CLAIMS, st.integers(0, 80))
def test_the_claim_at_an_offset_is_the_shortest_one_there(
    standings: list[Standing], offset: int
) -> None:
    sheet = Sheet()
    sheet.set_claims(standings)
    there = [s.claim for s in standings if s.claim.start <= offset < s.claim.end]
    found = sheet.claim_at(offset)
    if found is None:
        assert not there
    else:
        shortest = min(claim.end - claim.start for claim in there)
        assert found.claim.end - found.claim.start == shortest


def test_the_gutter_shows_the_most_telling_claim_of_a_line() -> None:
    sheet = Sheet()
    sheet.set_claims(
        [standing(3, 9, "single-source"), standing(12, 20, "disputed"), standing(14, 18)]
    )
    assert sheet.status_at(0, 30) == "disputed"
    assert sheet.status_at(0, 10) == "single-source"
    assert sheet.status_at(4, 12) is None


def test_highlights_keep_their_colours_and_orphans_are_not_drawn() -> None:
    sheet = Sheet()
    sheet.set_highlights(
        [highlight(0, 5, "green"), highlight(8, 12, "mauve"), highlight(20, 25, "red", orphan=True)]
    )
    names = {run.layers for run in runs(0, 30, sheet.layers())}
    assert names == {("highlight-green",), (), ("highlight-yellow",)}
    assert sheet.highlight_at(0, 3) == "green"
    assert sheet.highlight_at(20, 25) is None


def test_a_find_takes_the_place_of_the_search_hits_until_it_ends() -> None:
    sheet = Sheet()
    sheet.set_hits([Span(0, 4)])
    sheet.set_finds((Span(6, 9),))
    assert sheet.stops == (Span(6, 9),)
    assert [run for run in runs(0, 12, sheet.layers()) if run.layers] == [(6, 9, ("hit",))]
    sheet.set_finds(None)
    assert sheet.stops == (Span(0, 4),)
