"""What spans leave uncovered of a text."""

from hypothesis import given
from hypothesis import strategies as st

from index.claims.explaining import shared_words
from reader.gaps import gaps


@given(st.text(max_size=80), st.text(max_size=80))
def test_shared_words_and_gaps_cover_a_text_once(here: str, there: str) -> None:
    mine, _ = shared_words(here, there)

    pieces = sorted([*mine, *gaps(len(here), mine)])

    assert "".join(here[span.start : span.end] for span in pieces) == here
