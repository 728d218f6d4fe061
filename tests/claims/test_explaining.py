"""Which words two linked passages share, and where they differ."""

from hypothesis import given
from hypothesis import strategies as st

from index.claims.explaining import named_differences, shared_words
from index.model import Difference, Span


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_words_are_shared_whatever_their_case_and_place() -> None:
    here = "Some 30 sailings a day will be cancelled, the harbour office said"
    there = "The Harbour Office expects 30 sailings a day to be dropped"

    mine, theirs = shared_words(here, there)

    assert cut(here, mine) == ["30 sailings a day", "harbour office"]
    assert cut(there, theirs) == ["Harbour Office", "30 sailings a day"]


def test_words_that_only_hold_a_sentence_together_are_not_worth_marking() -> None:
    here, there = "the ship sank with all in 9 minutes", "in all, the 9 boats with nets were lost"

    mine, theirs = shared_words(here, there)

    assert cut(here, mine) == ["all in 9"]
    assert cut(there, theirs) == ["all, the 9"]


def test_differences_are_marked_where_the_passage_has_their_words() -> None:
    number = Difference("number", "about 14-hundred", "roughly 1,400", agrees=True)
    date = Difference("date", "Friday", None, agrees=False)
    there = "roughly 1,400 crew plan to walk out"

    assert named_differences(there, [number, date], there=True) == ((Span(0, 13), number),)
    assert named_differences("on Friday", [number, date], there=False) == ((Span(3, 9), date),)


@given(st.text(), st.text())
def test_shared_spans_lie_in_order_inside_their_texts(here: str, there: str) -> None:
    for text, spans in zip((here, there), shared_words(here, there), strict=True):
        edge = 0
        for span in spans:
            assert edge <= span.start < span.end <= len(text)
            edge = span.end


def test_a_number_is_not_found_inside_another() -> None:
    number = Difference("number", "40", "52", agrees=False)
    text = "The 1,400 sailors of 40.5 crews lost 40 boats"
    ((span, _),) = named_differences(text, [number], there=False)
    assert span == Span(text.rindex("40"), text.rindex("40") + 2)
