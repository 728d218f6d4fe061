"""Claims of whole articles: what is one, what is none, and where exactly it stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.claims.clauses import MIN_WORDS
from index.claims.extract import extract, read
from index.claims.features import content_words, features, name_book
from index.claims.words import fold, readable_words, stem
from index.intake import read as read_input
from index.intake.inputs import Input
from index.model import Article, Claim, Mark


def texts(text: str, marks: tuple[Mark, ...] = ()) -> list[str]:
    return [claim.text for claim in extract(Article("a", text, marks=marks))]


@pytest.mark.parametrize(
    "text",
    [
        "Who will pay for the northern quay of Verrin?",
        "“Who will pay for the northern quay?”",
        "“Who will pay for the old northern quay?” Ana Berg asked.",
        "Northern Quay Of Verrin Leaks Fuel For Days",
        "Good evening and welcome to the Verrin evening news.",
        "Ida Moss has more from Verrin.",
        "Ida Moss reports.",
        "This is Norda News in Verrin, Ida Moss reporting.",
        "Read more: how the northern quay leaked fuel",
        "It leaked again.",
        "[REPORT]",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert texts(text) == []


def test_marked_text_makes_no_claims() -> None:
    text = "Divers found cracks in the northern quay.\nVerrin Daily is the paper of your harbour."
    start = text.index("Verrin Daily")
    assert len(texts(text)) == 2
    assert texts(text, (Mark(start, len(text), "widget"),)) == [
        "Divers found cracks in the northern quay."
    ]


def test_headlines_are_claims_only_where_asked_for() -> None:
    text = "Northern quay of Verrin leaks fuel for days\nDivers found cracks in both old pillars."
    mark = Mark(0, text.index("\n"), "title")
    article = Article("a", text, marks=(mark,))
    assert [claim.start for claim in extract(article)] == [mark.end + 1]
    claims = read(article, headlines=True).claims
    assert [claim.text for claim in claims] == text.split("\n")
    asked = Article("a", text.replace("for days", "again??"), marks=(mark,))
    assert len(read(asked, headlines=True).claims) == 1


def test_a_dateline_is_not_part_of_the_claim() -> None:
    assert texts("PORT VERRIN, Norda (NP) — Divers found cracks in the northern quay.") == [
        "Divers found cracks in the northern quay."
    ]


def test_glued_sentences_make_separate_claims() -> None:
    text = "Divers found cracks in the northern quay.Norda moved its ferries to Orel harbour."
    assert texts(text) == [
        "Divers found cracks in the northern quay.",
        "Norda moved its ferries to Orel harbour.",
    ]


def test_a_language_the_rules_do_not_know_still_makes_claims() -> None:
    korean = "시장은 북쪽 부두에서 기름이 샜다고 말했다. 잠수부들이 기둥 두 개에서 균열을 발견했다."
    assert len(texts(korean)) == 2
    chinese = "市长说北码头漏油已经两天了。潜水员在两根柱子上发现了裂缝。"
    assert len(texts(chinese)) == 2


def test_features_of_a_claim() -> None:
    article = Article(
        "a",
        "Mayor Ana Berg said that some 40 divers will inspect the quay in Oslo on Friday.",
        published="2021-03-17",
    )
    (claim,) = extract(article)
    forms = features(
        claim.text, published=article.published, speaker=claim.speaker, names=name_book(article)
    )
    assert claim.speaker == "Ana Berg"
    assert forms.speaker == "ana berg"
    assert [name.key for name in forms.names] == ["oslo"]
    assert [(q.value, q.unit) for q in forms.quantities] == [(40, stem("divers"))]
    assert [t.earliest.isoformat() for t in forms.times] == ["2021-03-19"]
    assert (forms.negated, forms.modality) == (False, "planned")
    assert forms.words == content_words("divers inspect quay Oslo")


def test_content_words_fold_stem_and_leave_out_the_common() -> None:
    assert content_words("The Façades were collapsing on Monday") == content_words(
        "facade collapsed, yesterday"
    )
    assert content_words("다리가 무너졌다") == ("다리", "리가", "무너", "너졌", "졌다")
    assert fold("Ñandú") == "nandu"


PIECES = st.sampled_from(
    [
        "Ana Berg said ",
        "that ",
        "“",
        "” ",
        '"',
        ", ",
        ". ",
        "\n",
        "\n\n",
        "adding that ",
        "; ",
        "and ",
        "the quay leaked fuel for days",
        "he told reporters ",
        "according to ",
        "(",
        ") ",
        "Divers found 40 cracks in March",
        "…",
        "?",
        "北码头漏油。",
    ]
)


@given(text=st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=300)))
@settings(max_examples=400, deadline=None)
def test_every_claim_stands_where_it_says(text: str) -> None:
    article = Article("a", text)
    last = -1
    for claim in extract(article):
        assert claim.text == text[claim.start : claim.end]
        assert claim.start > last
        last = claim.start
        assert readable_words(claim.text) >= MIN_WORDS
        assert (claim.verb is None) == (claim.direct is None)
        assert claim.speaker is None or claim.verb is not None
        features(claim.text, published="2021-03-17", speaker=claim.speaker)


def originals_claims(folder: Path) -> dict[str, tuple[Article, tuple[Claim, ...]]]:
    found = {}
    for path in sorted(folder.glob("*.txt")):
        for article in read_input(Input(str(path), path)):
            assert isinstance(article, Article)
            found[path.name[:3]] = (article, extract(article))
    return found


def test_the_original_reports(originals: Path) -> None:
    found = originals_claims(originals)
    assert len(found) == 5
    for article, claims in found.values():
        assert 8 <= len(claims) <= 20
        for claim in claims:
            assert claim.text == article.text[claim.start : claim.end]
            assert not any(m.start < claim.end and claim.start < m.end for m in article.marks)
            assert not any("\uac00" <= char <= "\ud7a3" for char in claim.text)
            assert "@" not in claim.text
            assert "[" not in claim.text
    glued = found["000"][1]
    assert all(".T" not in claim.text for claim in glued)
    assert len(glued) >= 9
