"""Where sentences begin and end, in text as it arrives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.claims.sentences import MAX_SENTENCE, segment, sentence_at
from index.model import Mark, Span


def sentences(text: str, marks: tuple[Mark, ...] = ()) -> list[str]:
    return [text[span.start : span.end] for span in segment(text, marks)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The ferry left port.", "It never came back."],
        ["Who paid for it?", "Nobody knows!", "The council is silent."],
        ["The dam held …", "The bridge did not."],
        ["“We lost everything.”", "She wept."],
        ["“We stay,” he said.", "“We rebuild.”"],
        ["He moved to the U.S.", "The family followed."],
        ["The plant belongs to Norda Corp.", "It employs 300."],
        ["It opened at 5 p.m.", "The doors closed at nine."],
        ["It opened at 5 p.m. Eastern time.", "It closed at 9 a.m.", "Ana Berg left."],
        ["She works for the U.N. refugee office in St. Aldo."],
        ["Sen. Carla Voss met Gov. J. R. Hale on Jan. 5 near Mt. Orel."],
        ["The court cited Voss v. Halland at length."],
        ["N. Halland and S. Halland signed No. 7 of the treaty, e.g. Article 3."],
        ["Dr. Ito paid $3.5 million to Brenn Inc. and 2.75 percent to Olm Ltd. partners."],
        ["Read more at www.norda-press.example/story.html or mail desk@norda.example today."],
        ["He asked: “Why now?” and left the room."],
        ["“Is it over?” Mayor Berg asked.", "Nobody answered."],
        ["George W. Hale beat A. B. Crane."],
        ["He said no.", "The others agreed."],
    ],
)
def test_stops_that_end_sentences_and_stops_that_do_not(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The pact failed.The minister resigned.", ["The pact failed.", "The minister resigned."]),
        ("It rose 5%.Prices followed.", ["It rose 5%.", "Prices followed."]),
        ("“We go.”The crowd left.", ["“We go.”", "The crowd left."]),
        ("He left.“We stay,” she said.", ["He left.", "“We stay,” she said."]),
        ('He left."We stay," she said.', ["He left.", '"We stay," she said.']),
        ('"We go."The crowd left.', ['"We go."', "The crowd left."]),
        ("It sits in the NSU.Crews know it.", ["It sits in the NSU.", "Crews know it."]),
        ("The World Harbour Union(WHU) Secretary Ole Dahl spoke.", None),
        ("Norda.com and Node.JS are names.", None),
        ("Send it to a.Berg@norda.example now.", None),
        ("비가 왔다.그는 떠났다.", ["비가 왔다.", "그는 떠났다."]),
    ],
)
def test_missing_spaces(text: str, parts: list[str] | None) -> None:
    assert sentences(text) == (parts or [text])


def test_stops_of_other_scripts() -> None:
    assert sentences("昨日は雨だった。橋が落ちた！誰もいない。") == [
        "昨日は雨だった。",
        "橋が落ちた！",
        "誰もいない。",
    ]


def test_headings_and_paragraphs_end_without_a_stop() -> None:
    text = "Flood hits Orel\n\nThe river rose overnight.\nTwo bridges are closed"
    assert sentences(text) == [
        "Flood hits Orel",
        "The river rose overnight.",
        "Two bridges are closed",
    ]


def test_bullets_are_sentences_without_their_bullets() -> None:
    text = "The plan:\n- close the port\n- move the school\n• pay the crews\n1. Start in May"
    assert sentences(text) == [
        "The plan:",
        "close the port",
        "move the school",
        "pay the crews",
        "Start in May",
    ]


WRAPPED = """\
The harbour authority of Port Verrin closed the northern
quay on Tuesday after a crane fell into the water. Nobody
was hurt, but the ferries to Orel will not run before the
weekend, a spokesman for the authority told reporters in
Verrin. Divers begin their work tomorrow.
The crane was built in 1971.
"""


def test_hard_wrapped_text_is_read_across_its_line_ends() -> None:
    found = [" ".join(sentence.split()) for sentence in sentences(WRAPPED)]
    assert found == [
        "The harbour authority of Port Verrin closed the northern quay on Tuesday after a crane "
        "fell into the water.",
        "Nobody was hurt, but the ferries to Orel will not run before the weekend, a spokesman for "
        "the authority told reporters in Verrin.",
        "Divers begin their work tomorrow.",
        "The crane was built in 1971.",
    ]


def test_one_sentence_a_line_stays_one_a_line() -> None:
    lines = [
        "Verrin closed its harbour on Tuesday",
        "A crane had fallen into the water the night before",
        "Nobody was hurt in the accident at the northern quay",
    ]
    assert sentences("\n".join(lines)) == lines


def test_marks_are_never_touched() -> None:
    text = "The dam held. SHARE THIS PAGE The town is safe."
    start = text.index("SHARE")
    mark = Mark(start, start + len("SHARE THIS PAGE"), "widget")
    assert sentences(text, (mark,)) == ["The dam held.", "The town is safe."]


def test_a_line_without_an_end_is_cut_at_white_space() -> None:
    spans = segment("word " * 2_000)
    assert max(span.end - span.start for span in spans) <= MAX_SENTENCE
    assert sum(span.end - span.start + 1 for span in spans) >= 2_000 * 5


def test_a_million_letters_without_a_stop_are_cut_to_measure() -> None:
    spans = segment("x" * 1_000_000)
    assert all(span.end - span.start <= MAX_SENTENCE for span in spans)
    assert spans[-1].end == 1_000_000


def test_the_sentence_under_an_offset() -> None:
    spans = segment("One here. Two there.")
    assert sentence_at(spans, 0) == Span(0, 9)
    assert sentence_at(spans, 9) is None
    assert sentence_at(spans, 12) == Span(10, 20)


TEXT = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from(list(" .!?\n“”\"'()-AaBb5,:;…。"))),
    max_size=300,
)


@given(text=TEXT, data=st.data())
@settings(max_examples=300, deadline=None)
def test_spans_are_sorted_trimmed_and_outside_marks(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(
        Mark(a, b, "widget") for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b
    )
    end = 0
    for span in segment(text, marks):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert not any(mark.start < span.end and span.start < mark.end for mark in marks)
        end = span.end


@given(text=TEXT)
@settings(max_examples=200, deadline=None)
def test_every_letter_is_in_a_sentence(text: str) -> None:
    covered = set[int]()
    for span in segment(text):
        covered.update(range(span.start, span.end))
    assert [at for at, char in enumerate(text) if char.isalpha() and at not in covered] == []
