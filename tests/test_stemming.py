"""The stemmer asked with less ado gives the stems it gives otherwise."""

from hypothesis import given
from hypothesis import strategies as st
from whoosh.lang import porter2

from index.stemming import stem

ENDINGS = [
    *(ending for ending, _, _ in porter2.s2_triples),
    *(ending for ending, _, _ in porter2.s3_triples),
    *porter2.s4_delete_list,
    *("ed", "edly", "ing", "ingly", "eed", "eedly", "sses", "ied", "ies", "us", "ss", "s"),
    *("sion", "tion", "ll", "le", "e", "y", "'s", "'", "'s'", ""),
]
WORDS = st.builds(
    "".join,
    st.tuples(st.text("abcdeghilnorstuyw'", max_size=6), *[st.sampled_from(ENDINGS)] * 2),
)


@given(WORDS)
def test_the_stem_is_the_one_of_the_stock_stemmer(word: str) -> None:
    assert stem(word) == porter2.stem(word)  # type: ignore[no-untyped-call]


def test_words_that_are_exceptions_are_so_here_too() -> None:
    for word in (*porter2.exceptional_forms, *porter2.exceptional_early_exit_post_1a):
        assert stem(word) == porter2.stem(word)  # type: ignore[no-untyped-call]
