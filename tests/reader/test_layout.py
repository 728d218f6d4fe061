"""Wrapping: what is drawn where, in terminal cells."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.panes.layout import Layout, displayed, wrap

FAMILY = "👩\u200d👩\u200d👧"
PIECES = st.sampled_from(
    [
        *("ferry ", "well-known ", "a", " ", "  ", "\n", "\r\n", "\r", "\t", "\n\n", "“quay”", "—"),
        *("橋が開通した", "、", "「港」", "부두 ", "다리를", "مرفأ ", "e\u0301", "\u0301", FAMILY),
        *("❤\ufe0f", "\u200d", "\x1b[2J", "\x07", "\u202e", "\u200b", "\x85", "\u2028", "x" * 30),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)
WIDTHS = st.integers(1, 40)


def drawn_lines(layout: Layout) -> list[str]:
    return [layout.text[slice(*layout.drawn(line))] for line in range(layout.height)]


@given(TEXTS, WIDTHS)
@example("a\u200d", 1)
def test_every_code_point_is_on_exactly_one_line_in_order(text: str, width: int) -> None:
    layout = wrap(displayed(text), width)
    bounds = [layout.bounds(line) for line in range(layout.height)]
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(bounds))


@given(TEXTS, WIDTHS)
def test_only_white_space_at_a_lines_end_is_left_undrawn(text: str, width: int) -> None:
    layout = wrap(displayed(text), width)
    for line in range(layout.height):
        start, end = layout.bounds(line)
        first, last = layout.drawn(line)
        assert first == start
        assert layout.text[last:end].strip() == ""
        assert "\n" not in layout.text[first:last]


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_the_width_unless_a_single_character_is(
    text: str, width: int
) -> None:
    layout = wrap(displayed(text), width)
    for line in range(layout.height):
        found = layout.clusters(line)
        cells = sum(cluster.width for cluster in found)
        assert cells <= width or sum(1 for cluster in found if cluster.width) == 1


@given(TEXTS, WIDTHS)
def test_measured_widths_are_what_the_terminal_library_draws(text: str, width: int) -> None:
    layout = wrap(displayed(text.replace("\t", " ")), width)
    for line, shown in enumerate(drawn_lines(layout)):
        assert sum(cluster.width for cluster in layout.clusters(line)) == cell_len(shown)


@given(TEXTS, WIDTHS)
def test_an_offset_and_its_cell_lead_to_each_other(text: str, width: int) -> None:
    layout = wrap(displayed(text), width)
    for line in range(layout.height):
        for cluster in layout.clusters(line):
            cell = layout.cell_of(cluster.start)
            assert layout.line_of(cluster.start) == line
            assert cell == min(cluster.cell, width)
            assert layout.cell_of(layout.offset_at(line, cell)) == cell


@given(TEXTS, WIDTHS)
def test_stepping_right_and_left_visits_the_same_characters(text: str, width: int) -> None:
    layout = wrap(displayed(text), width)
    places = [0]
    while (following := layout.next(places[-1])) > places[-1]:
        places.append(following)
    assert places[-1] == len(text)
    back = [places[-1]]
    while back[-1] > 0:
        back.append(layout.previous(back[-1]))
    assert back[::-1] == places


@given(st.text())
def test_displayed_text_has_the_same_length_and_nothing_that_acts_on_a_terminal(text: str) -> None:
    shown = displayed(text)
    assert len(shown) == len(text)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in shown)
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the ferry sailed", 9, ["the ferry", "sailed"]),
        ("the ferry sailed", 8, ["the", "ferry", "sailed"]),
        ("the   ferry", 5, ["the", "ferry"]),
        ("quay\n\nboat\n", 10, ["quay", "", "boat", ""]),
        ("quay\r\nboat\rmast", 10, ["quay", "boat", "mast"]),
        ("", 10, [""]),
        ("well-known boat", 8, ["well-", "known", "boat"]),
        ("1990-1995", 7, ["1990-19", "95"]),
        ("harbourmaster", 5, ["harbo", "urmas", "ter"]),
        ("橋が開通した。", 6, ["橋が開", "通し", "た。"]),
        ("見て「橋」だ", 6, ["見て", "「橋」", "だ"]),
        ("새로운 다리를 열었다", 13, ["새로운 다리를", "열었다"]),
        (f"{FAMILY}{FAMILY}{FAMILY}", 4, [FAMILY * 2, FAMILY]),
        ("橋", 1, ["橋"]),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert drawn_lines(wrap(displayed(text), width)) == [displayed(line) for line in lines]


def test_a_tab_reaches_to_the_next_stop() -> None:
    layout = wrap("a\tb", 20)
    assert [cluster.cell for cluster in layout.clusters(0)] == [0, 1, 4]


def test_a_flood_of_combining_marks_does_not_make_one_endless_line() -> None:
    layout = wrap("e" + "\u0301" * 100_000, 20)
    longest = max(end - start for start, end in map(layout.bounds, range(layout.height)))
    assert longest < 5_000
