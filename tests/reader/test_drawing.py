"""Marks hold their words however the white space around them is drawn."""

from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content

from index.model import Span, StatusCounts
from reader.drawing import clamped, hanging, marked, outlet_and_date, stacked, tally
from reader.text import one_line

TEXT = st.text(alphabet=st.sampled_from("ab é한\n\t  \x1b[]"), max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXT)
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@given(marked_texts())
def test_a_mark_covers_its_own_words_whatever_the_blanks(case: tuple[str, Span]) -> None:
    text, span = case

    content = marked(text, [(span, "bold")])

    assert content.plain == one_line(text)
    covered = "".join(content.plain[s.start : s.end] for s in content.spans if s.style == "bold")
    assert covered.strip() == one_line(text[span.start : span.end])


@given(TEXT, st.integers(4, 20), st.integers(1, 4))
def test_clamped_text_fits(text: str, width: int, lines: int) -> None:
    shown = clamped(marked(text), width, lines)

    assert len(shown) <= lines
    assert all(line.cell_length <= width for line in shown)


@given(st.text(st.sampled_from("ab 字👩\u200d\u200c\u0301\ufe0f"), max_size=40), st.integers(1, 20))
@example("\u200d\u200d字字字字字a", 10)
def test_joiners_that_join_nothing_break_no_line(text: str, width: int) -> None:
    assert clamped(marked(text), width, 2)


@given(marked_texts(), st.integers(1, 20), st.integers(1, 4))
def test_what_is_shown_of_a_text_is_its_beginning_wrapped(
    case: tuple[str, Span], width: int, lines: int
) -> None:
    text, span = case
    content = marked(text, [(span, "underline")], "bold")
    whole = [line.rstrip() for line in content.wrap(max(width, 2))]

    shown = clamped(content, width, lines)

    assert len(shown) == min(len(whole), lines)
    kept = shown if len(whole) <= lines else shown[:-1]
    assert [(line.plain, line.spans) for line in kept] == [
        (line.plain, line.spans) for line in whole[: len(kept)]
    ]
    assert len(whole) <= lines or shown[-1].plain.endswith("…")


def test_text_that_is_cut_says_so() -> None:
    (line,) = clamped(Content("one two three four"), 10, 1)

    assert line.plain == "one two…"


def test_markup_in_an_article_is_only_letters() -> None:
    assert marked("[bold]x[/bold] [link=y]z").plain == "[bold]x[/bold] [link=y]z"
    assert marked("a\x1b[31mb\u202ec").plain == "a\ufffd[31mb\ufffdc"


def test_lines_hang_under_their_sign() -> None:
    lines = hanging(Content("● "), [Content("one"), Content("two")])

    assert stacked(lines).plain == "● one\n  two"


def test_the_date_stays_where_the_outlet_is_cut() -> None:
    line = outlet_and_date(Content("The Very Long Harbour Gazette"), "2025-03-04", 24)

    assert line.plain.endswith(" · 4 Mar 2025")
    assert line.cell_length == 24
    assert outlet_and_date(Content("Post"), None, 24).plain == "Post · unknown date"


def test_a_tally_names_every_status_even_where_there_is_none() -> None:
    assert tally(StatusCounts(9, 2, 0, 1_204)).plain == "9 ●  2 ≠  0 ○  1,204 ·"
