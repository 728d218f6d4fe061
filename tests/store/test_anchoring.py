"""A marked passage is found again after edits elsewhere, and never in a lookalike."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.model import Quote, Span
from index.store.anchoring import anchor, quote_at

REPORT = (
    "The night ferry to Orlo ran aground off Cape Sill on Tuesday with 212 people aboard.\n\n"
    "Coast guard boats took all passengers off within two hours, the harbour master said. "
    "Three crew members were treated for bruises. The harbour master praised the crew.\n\n"
    "The operator, Sill Lines, said the steering had failed. It did not say why. "
    "A second ferry of the same type has been withdrawn from service until Friday.\n"
)
PASSAGE = "Three crew members were treated for bruises."
WORDS = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=9),
    min_size=5,
    max_size=60,
).map(" ".join)


def marked(passage: str, text: str = REPORT) -> Quote:
    start = text.index(passage)
    return quote_at(text, Span(start, start + len(passage)))


def found(quote: Quote, text: str) -> str | None:
    span = anchor(quote, text)
    return None if span is None else text[span.start : span.end]


@given(st.data(), st.text(max_size=200))
def test_any_passage_of_an_unchanged_text_stays_where_it_is(data: st.DataObject, text: str) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))

    assert anchor(quote_at(text, span), text) == span


@given(st.data(), WORDS, st.text(max_size=80))
def test_text_put_in_front_moves_a_unique_passage_with_it(
    data: st.DataObject, text: str, front: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = quote_at(text, span)
    whole = quote.prefix + quote.exact + quote.suffix
    assume((front + text).count(quote.exact) == 1)
    assume(len(whole) - len(quote.exact) >= 8)

    assert anchor(quote, front + text) == Span(span.start + len(front), span.end + len(front))


@given(st.text(max_size=60), st.text(max_size=60))
def test_edits_in_other_sentences_keep_a_passage(before: str, after: str) -> None:
    edited = REPORT.replace("with 212 people aboard", before).replace("It did not say why.", after)
    assume(edited.count(PASSAGE) == 1)

    assert found(marked(PASSAGE), edited) == PASSAGE


@given(WORDS, WORDS)
def test_a_passage_that_is_gone_is_found_nowhere_else(other: str, passage: str) -> None:
    assume(passage not in other)
    quote = Quote(passage, "An earlier sentence of some length. ", " And a later one.", 40, 40)

    span = anchor(quote, other)

    assert span is None


@pytest.mark.parametrize(
    "edited",
    [
        "Three crew members were treated for bruises .",
        "Three crew  members were treated for bruises.",
        "Three crew members were treated\nfor bruises.",
        "Three crew members were treatd for bruises.",
        "Three of the crew members were treated for bruises.",
        "Three crew-members were treated for bruises.",
    ],
)
def test_a_passage_that_was_touched_up_is_kept(edited: str) -> None:
    assert found(marked(PASSAGE), REPORT.replace(PASSAGE, edited)) == edited


@pytest.mark.parametrize(
    "edited",
    [
        "Three crew members were not treated for bruises.",
        "Five crew members were treated for bruises.",
        "Three crew members were arrested for bruises.",
        "Three crew members were treated for burns.",
        "Three Orlo members were treated for bruises.",
        "Many passengers were unhurt.",
        "",
    ],
)
def test_a_passage_that_now_says_something_else_is_an_orphan(edited: str) -> None:
    assert anchor(marked(PASSAGE), REPORT.replace(PASSAGE, edited)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12 homes", "13 homes"),
        ("Iran", "Iraq"),
        ("Basel", "Bazel"),
        ("increased", "decreased"),
        ("수요일", "목요일"),
        ("won", "lost"),
    ],
)
def test_a_number_a_name_or_a_word_exchanged_is_an_orphan(before: str, after: str) -> None:
    sentence = f"The flood reached {before} near the old quarry and the new weir yesterday."
    text = f"{REPORT}{sentence}\nMore rain is expected at the weekend in the whole valley.\n"

    assert anchor(marked(sentence, text), text.replace(before, after)) is None


def test_the_same_short_words_in_another_context_are_a_lookalike() -> None:
    text = "Officials said at least 12 people were killed in the blaze near the quay of Orlo."
    later = (
        "Officials said at least 15 were killed in the blaze near the quay of Orlo. "
        "Police held 12 people over the looting of a warehouse on Sunday."
    )

    assert anchor(marked("12 people", text), later) is None


def test_punctuation_changed_at_the_end_is_left_out() -> None:
    edited = REPORT.replace(PASSAGE, PASSAGE[:-1] + "!")

    assert found(marked(PASSAGE), edited) == PASSAGE[:-1]


def test_a_deleted_passage_never_moves_to_the_next_one_of_its_kind() -> None:
    towns = ["Ardel", "Basto", "Corvo", "Dorne", "Elmar", "Farno"]
    lines = [f"In {t}, the mayor welcomed the new bridge over the river.\n" for t in towns]
    for gone in lines:
        quote = marked(gone, "".join(lines))
        assert anchor(quote, "".join(line for line in lines if line != gone)) is None


def test_a_passage_standing_twice_alike_is_ambiguous_once_it_has_moved() -> None:
    lead = "A lead that the site prints twice, once above and once below the picture.\n"
    text = lead * 3 + "The story goes on.\n"
    quote = quote_at(text, Span(len(lead) + 2, len(lead) + 30))

    assert anchor(quote, text) == Span(quote.start, quote.end)
    assert anchor(quote, "UPDATED\n" + text) is None


def test_of_several_places_the_one_in_its_context_is_taken() -> None:
    text = (
        "He said yes. " * 3 + "The minister of ports paused. He said yes. Then she left." + REPORT
    )
    start = text.index("paused. ") + len("paused. ")
    quote = quote_at(text, Span(start, start + len("He said yes.")))

    assert anchor(quote, "Late news. " + text) == Span(start + 11, start + 11 + 12)


def test_one_common_letter_is_found_by_its_context() -> None:
    text = REPORT * 20 + "Then zebra 7 escaped. " + REPORT * 20
    start = text.index("zebra") + 4

    assert anchor(quote_at(text, Span(start, start + 1)), "New. " + text) == Span(
        start + 5, start + 6
    )


def test_long_words_are_their_own_evidence() -> None:
    passage = "Coast guard boats took all passengers off within two hours, the harbour master said."

    assert (
        found(marked(passage), f"Rewritten all round. {passage} Nothing else is left.") == passage
    )


def test_a_passage_of_many_pages_survives_a_small_correction_inside() -> None:
    page = "".join(f"Sentence {n} of the minutes was read out and agreed to. " for n in range(200))
    text = f"Before. {page}After."
    quote = quote_at(text, Span(8, 8 + len(page)))
    corrected = page.replace("Sentence 90 of the minutes was", "Sentence 90 of the minutes were")

    assert found(quote, f"New top. Before. {corrected}After.") == corrected
    assert anchor(quote, f"Before. {page.replace('Sentence 90 ', 'Sentence 91 ')}After.") is None


def test_a_quote_without_context_is_found_only_where_it_says() -> None:
    quote = Quote("crew", "", "", REPORT.index("crew"), REPORT.index("crew") + 4)

    assert anchor(quote, REPORT) == Span(quote.start, quote.end)
    assert anchor(Quote("crew", "", "", 0, 4), REPORT) is None
    assert anchor(Quote("", "", "", 0, 0), REPORT) is None


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, len(REPORT) + 1)])
def test_nothing_cannot_be_quoted(span: Span) -> None:
    with pytest.raises(ValueError, match="no passage"):
        quote_at(REPORT, span)
