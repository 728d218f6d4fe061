"""Names: variants that meet within an article, and keys that meet across articles."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims.features import name_book
from index.claims.names import NO_NAMES, NameBook, normal_key, same_name
from index.model import Article, Mark

REPORT = """\
Mayor Ana Berg of Port Verrin met Foreign Minister Kim Do-hyun and Norda Shipping Union (NSU) \
Secretary General Ole Dahl on Monday. Berg thanked Mr. Dahl. Kim Do Hyun praised the mayor. \
The NSU chief left for Oslo, where the Norwegian government is waiting. Ms. Berg said Oslo had \
agreed. N. Korea and S. Korea sent envoys; the North stayed silent, and Pyongyang's paper too. \
The Norda Shipping Union meets again in Seoul. Divers found nothing. Divers will return.
"""


@pytest.fixture(scope="module")
def book() -> NameBook:
    return name_book(Article("a", REPORT))


def keys(book: NameBook, text: str) -> list[str]:
    return [name.key for name in book.find(text)]


@pytest.mark.parametrize(
    ("variants", "key"),
    [
        (["Ana Berg", "Berg", "Ms. Berg", "Mayor Berg", "Berg's"], "ana berg"),
        (["Kim Do-hyun", "Kim Do Hyun", "Foreign Minister Kim"], "kim do hyun"),
        (["NSU", "the Norda Shipping Union"], "nsu"),
        (["Norway", "Norwegian", "Norwegians"], "norway"),
        (["N. Korea", "North Korea", "North Korean", "the North", "DPRK"], "north korea"),
        (["U.S.", "US", "the United States", "American", "USA"], "united states"),
        (["UN", "U.N.", "United Nations"], "un"),
    ],
)
def test_variants_within_an_article_meet(book: NameBook, variants: list[str], key: str) -> None:
    for variant in variants:
        assert keys(book, f"They wrote to {variant} again") == [key], variant


def test_a_capital_stands_for_its_government_except_as_a_place(book: NameBook) -> None:
    assert keys(book, "They said Oslo had agreed") == ["norway"]
    assert keys(book, "They met in Oslo again") == ["oslo"]
    assert same_name("oslo", "norway")


def test_titles_part_names(book: NameBook) -> None:
    text = "It was NSU Secretary General Ole Dahl and UK Foreign Secretary Ida Moss"
    assert keys(book, text) == ["nsu", "ole dahl", "united kingdom", "ida moss"]


def test_fields_are_titles_only_before_titles(book: NameBook) -> None:
    text = "It was the UN Security Council, the Foreign Ministry and Secretary of State Ida Moss"
    assert keys(book, text) == ["un security council", "foreign ministry", "ida moss"]


def test_the_first_word_of_a_sentence_is_no_name_for_that(book: NameBook) -> None:
    assert keys(book, "Divers searched the port. However, nothing was found.") == []


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Berg", "Ana Berg"),
        ("the mayor", "Ana Berg"),
        ("Mayor Berg", "Ana Berg"),
        ("the NSU chief", "Ole Dahl"),
        ("the secretary general", "Ole Dahl"),
        ("the ministry", None),
    ],
)
def test_offices_and_surnames_lead_to_people(
    book: NameBook, written: str, person: str | None
) -> None:
    assert book.person(written) == person


def test_titles_tell_he_from_she(book: NameBook) -> None:
    assert book.may_be("ana berg", "she")
    assert not book.may_be("ana berg", "he")
    assert not book.may_be("ole dahl", "she")


def test_a_surname_two_people_share_stays_a_surname() -> None:
    text = "Ana Berg met Ole Berg. Ana Berg left. Ole Berg stayed. Berg said nothing."
    assert keys(name_book(Article("a", text)), "They asked Berg") == ["berg"]


def test_headings_name_nobody() -> None:
    text = "Port Verrin Opens Again\nThe port opened."
    marks = (Mark(0, len("Port Verrin Opens Again"), "title"),)
    assert name_book(Article("a", text, marks=marks)).person("Again") is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("berg", "ana berg"),
        ("kim", "kim do hyun"),
        ("kim dohyun", "kim do hyun"),
        ("ana berg", "ana maria berg"),
        ("nsu", "norda shipping union"),
        ("oslo", "norway"),
        ("norway", "norway"),
    ],
)
def test_keys_that_may_name_one_thing(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ana berg", "ole berg"),
        ("north", "north korea"),
        ("korea", "south korea"),
        ("verrin", "verrin city council"),
        ("oslo", "sweden"),
        ("berg", "dahl"),
    ],
)
def test_keys_that_name_different_things(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("President Ana Berg's", "ana berg"),
        ("the Suk-Yeol Institute", "suk yeol institute"),
        ("Sen. José Ñandú", "jose nandu"),
        ("the Côte d'Ivoire", "ivory coast"),
    ],
)
def test_normal_keys(name: str, key: str) -> None:
    assert normal_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo's Meteorological Institute", "the Meteorological Institute in Norway"),
        ("Mayor Berg", "Ana Berg"),
        ("the NSU chief", "Dahl"),
    ],
)
def test_speakers_described_differently_share_a_key(book: NameBook, one: str, other: str) -> None:
    assert book.speaker_key(one) == book.speaker_key(other)


def test_a_book_survives_pickling(book: NameBook) -> None:
    assert keys(pickle.loads(pickle.dumps(book)), "They saw Berg") == ["ana berg"]


@given(text=st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for names in (NO_NAMES, name_book(Article("a", text))):
        for name in names.find(text):
            assert 0 <= name.start < name.end <= len(text)
            assert name.key
    assert normal_key(text) == normal_key(text)
