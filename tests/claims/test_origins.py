"""Articles in, independent origins with their reasons out."""

import random
from collections.abc import Sequence

import pytest

from index.claims.agencies import credited_agency
from index.claims.origins import Kinship, Source, origins
from index.claims.publishers import publisher
from index.claims.shingles import Sketch, copies, sketch
from index.model import Article, Mark

WORDS = [a + b for a in ("ba", "de", "fi", "go", "lu", "mo", "ne") for b in ("rn", "lt", "sk", "x")]


def prose(seed: int, words: int) -> str:
    """Text of a vocabulary shared by all, in an order shared by none."""
    chooser = random.Random(seed)
    said = [chooser.choice(WORDS) for _ in range(words)]
    return ". ".join(" ".join(said[at : at + 12]).capitalize() for at in range(0, words, 12))


def sketched(texts: Sequence[str]) -> list[Sketch]:
    return [sketch(Article(str(n), text)) for n, text in enumerate(texts)]


def copied(texts: Sequence[str]) -> set[tuple[int, int]]:
    return {(copy.first, copy.second) for copy in copies(sketched(texts))}


BOILERPLATE = prose(99, 90)


@pytest.mark.parametrize("length", [80, 300, 1200, 5000])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"{prose(7, 9)}\n\n{text}",
        lambda text: f"{prose(8, 30)} {text[len(text) // 8 :]}",
        lambda text: text[: len(text) // 2],
        lambda text: text[len(text) // 3 :],
        lambda text: f"{text}\n\n{BOILERPLATE}",
        lambda text: text.upper(),
    ],
    ids=["headline", "lead", "first half", "end", "boilerplate", "capitals"],
)
def test_a_copy_is_found_through_editing(length: int, change: object) -> None:
    assert callable(change)
    text = prose(1, length)
    assert (0, 1) in copied([text, str(change(text)), prose(2, length)])


def test_boilerplate_shared_by_strangers_joins_nobody() -> None:
    texts = [f"{prose(n, 80)}\n\n{BOILERPLATE}" for n in range(30)]
    assert copied(texts) == set()


def test_text_carried_by_a_hundred_outlets_is_one_text() -> None:
    shared = prose(1, 400)
    texts = [f"{prose(1000 + n, 20)} {shared}" for n in range(100)]
    found = origins(
        [Source(str(n), None, None, None, None, None) for n in range(100)],
        [
            Kinship(copy.first, copy.second, "same text", copy.share)
            for copy in copies(sketched(texts))
        ],
    )
    assert len(found) == 1
    assert found[0].reason == "same text"


def test_marked_text_is_no_part_of_the_sketch() -> None:
    core = prose(3, 60)
    text = f"{core}\n{BOILERPLATE}"
    marked = Article("a", text, marks=(Mark(len(core), len(text), "widget"),))
    assert sketch(marked).tolist() == sketch(Article("b", core)).tolist()


def test_chinese_copies_are_found() -> None:
    chooser = random.Random(5)
    text = "".join(chr(0x4E00 + chooser.randrange(400)) for _ in range(300))
    assert (0, 1) in copied([text, text[40:]])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("The Harbour Times", None), ("Harbour Times", None)),
        (("harbourtimes.com", None), ("The Harbour Times", None)),
        (("Harbour News", None), ("HARBOUR", None)),
        ((None, "https://www.harbourtimes.co.uk/a"), (None, "http://sport.harbourtimes.co.uk/b")),
        (("Harbour Times", None), (None, "https://news.theharbourtimes.com/x?y=1")),
        (("Harbour Times (Online)", None), ("The Harbour Times", "https://harbourtimes.com/")),
        (("Harbour Times International", None), ("Harbour Times", None)),
        (("HBC WORLD", None), ("HBC News", None)),
        (("NYT", None), ("The New York Times", "https://www.nytimes.com/")),
    ],
)
def test_one_publisher_under_several_names(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None]
) -> None:
    assert publisher(*a) == publisher(*b) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Harbour Times", None), ("Harbour Post", None)),
        ((None, "https://anna.wordpress.com/1"), (None, "https://bert.wordpress.com/1")),
        ((None, "https://a.co.uk/1"), (None, "https://b.co.uk/1")),
        (("Daily News", None), ("Evening News", None)),
        (("World News", None), ("Daily World", None)),
    ],
)
def test_two_publishers_stay_two(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None]
) -> None:
    assert publisher(*a) != publisher(*b)


@pytest.mark.parametrize(
    ("source", "url"),
    [(None, None), ("", ""), (None, "not a url"), (None, "http://[::1"), (None, "file:///x")],
)
def test_nothing_names_no_publisher(source: str | None, url: str | None) -> None:
    assert publisher(source, url) is None


@pytest.mark.parametrize(
    ("text", "author", "agency"),
    [
        ("OLDFORD (AP) — The mill burned down on Monday.", None, "AP"),
        ("OLDFORD, March 7 (Yonhap) -- The mill burned down.", None, "Yonhap"),
        ("The mill burned down on Monday, according to Yonhap.", None, "Yonhap"),
        ("The mill burned down.\n\nReuters contributed to this report.", None, "Reuters"),
        ("The mill burned down.", "Ana Berg, Associated Press", "AP"),
        ("The mill burned down.\n\n(AFP)", None, "AFP"),
        ("The mill burned down.\n\n© 2031 The Associated Press.", None, "AP"),
        ("By Reuters Staff\n\nThe mill burned down.", None, "Reuters"),
        ("OLDFORD, March 7. /TASS/. The mill burned down.", None, "TASS"),
        ("Yonhap news agency reported on Monday that the mill burned down.", None, "Yonhap"),
        ("(서울=연합뉴스) 홍길동 기자 = 방앗간이 불에 탔다.", None, "Yonhap"),
        ("The mill burned down.", "Ana Berg", None),
        ("The mill in flames (Photo: AP)\n\nThe mill burned down.", None, None),
        ("Photo : YONHAP News\n\nThe mill burned down.", None, None),
        (
            f"The mill burned down.\n{prose(1, 300)}\nHe told Reuters so.\n{prose(2, 200)}",
            None,
            None,
        ),
    ],
)
def test_only_a_credit_of_the_whole_report_counts(
    text: str, author: str | None, agency: str | None
) -> None:
    assert credited_agency(Article("a", text, author=author)) == agency


def source(
    article: str, publisher: str | None = None, agency: str | None = None, day: str | None = None
) -> Source:
    return Source(article, None, publisher, day, publisher, agency)


def test_reasons_are_named_and_nobody_is_in_two_origins() -> None:
    sources = [
        source("a1", "harbour"),
        source("a2", "harbour"),
        source("b1", "post", "AP"),
        source("c1", "star", "AP"),
        source("d1"),
        source("e1"),
        source("f1"),
        source("g1"),
        source("h1", "lone"),
    ]
    kin = [Kinship(4, 5, "same text", 0.9), Kinship(6, 7, "same script", 0.8)]
    found = {origin.articles: (origin.reason, origin.detail) for origin in origins(sources, kin)}
    assert found == {
        ("a1", "a2"): ("same publisher", "published by harbour"),
        ("b1", "c1"): ("same agency", "credits AP"),
        ("d1", "e1"): ("same text", "same text as d1"),
        ("f1", "g1"): ("same script", "same assertions in the same order as f1"),
        ("h1",): ("alone", None),
    }


def test_a_shared_text_does_not_make_one_source_of_two_newsrooms() -> None:
    sources = [
        source("a1", "harbour", day="2031-03-01"),
        source("a2", "harbour", day="2031-03-02"),
        source("b1", "post", day="2031-03-03"),
        source("b2", "post", day="2031-03-04"),
    ]
    found = origins(sources, [Kinship(0, 2, "same text", 1.0)])
    assert [origin.articles for origin in found] == [("a1", "a2", "b1"), ("b2",)]


def test_ids_stay_as_others_come() -> None:
    few = origins([source("a1", "harbour"), source("x")], [])
    more = origins([source("0", "post"), source("a0", "harbour"), source("a1", "harbour")], [])
    of_a1 = {name: origin.id for origin in few for name in origin.articles}["a1"]
    assert {name: origin.id for origin in more for name in origin.articles}["a1"] == of_a1
