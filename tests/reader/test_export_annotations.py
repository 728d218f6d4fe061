"""W3C Web Annotations out and in again, without loss; those of other tools as far as they go."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputRejectedError
from index.model import Highlight, Quote
from reader.export.gather import Passage
from reader.export.webannotation import import_annotations, render
from tests.reader.passages import ARTICLE, EVERY, FIRST, TEXT, highlight, told, untold

TEXTS = st.text(st.characters())
MAYBE = st.none() | TEXTS


@st.composite
def highlights(draw: st.DrawFn) -> Highlight:
    exact = draw(st.text(st.characters(), min_size=1))
    start = draw(st.integers(0, 10**6))
    return Highlight(
        id=draw(st.uuids().map(str) | st.text(st.characters(codec="utf-8"), min_size=1)),
        article=draw(st.text(st.characters(codec="utf-8"), min_size=1)),
        quote=Quote(exact, draw(TEXTS), draw(TEXTS), start, start + len(exact)),
        title=draw(MAYBE),
        source=draw(MAYBE),
        author=draw(MAYBE),
        published=draw(MAYBE),
        url=draw(MAYBE | st.just("https://example.org/a b")),
        path=draw(st.none() | st.just("/reports/a é.txt")),
        created=draw(st.datetimes().map(lambda d: d.isoformat() + "Z")),
        modified=draw(st.datetimes().map(lambda d: d.isoformat() + "Z")),
        note=draw(TEXTS),
        tags=tuple(draw(st.lists(TEXTS))),
        colour=draw(st.sampled_from(["yellow", "green", "blue"])),
        orphan=draw(st.booleans()),
    )


def read(text: str) -> list[Highlight | InputRejectedError]:
    return list(import_annotations(text, "file.json", lambda _source: None))


def exported(passage: Passage) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads(render((passage,)))
    item: dict[str, Any] = collection["first"]["items"][0]
    return item


@given(st.lists(highlights(), min_size=1, max_size=4))
def test_whatever_was_marked_comes_back_as_it_was(marked: list[Highlight]) -> None:
    text = render([Passage(one) for one in marked])

    assert read(text) == marked
    assert render([Passage(one) for one in marked]) == text


def test_the_collection_follows_the_data_model() -> None:
    collection = json.loads(render(EVERY))

    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) == 3
    assert collection["first"]["type"] == "AnnotationPage"
    for item in collection["first"]["items"]:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:uuid:")


def test_an_annotation_quotes_and_places_the_passage_and_says_who_else_reports_it() -> None:
    item = exported(told())

    assert item["body"] == [
        {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/plain",
            "value": "ask the operator",
        },
        {"type": "TextualBody", "purpose": "tagging", "value": "ferry"},
        {"type": "TextualBody", "purpose": "tagging", "value": "two words"},
    ]
    target = item["target"]
    assert target["source"] == ARTICLE.url
    quote, position = target["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert (quote["exact"], quote["prefix"]) == (TEXT[:84], "")
    assert TEXT.startswith(quote["exact"] + quote["suffix"])
    assert position == {"type": "TextPositionSelector", "start": 0, "end": 84}
    (claim,) = item["secondsource:claims"]
    assert (claim["status"], claim["origins"]) == ("disputed", 3)
    assert [report["verdict"] for report in claim["reports"]].count("corroborates") == 3
    assert claim["reports"][0]["differences"][0]["there"] == "more than 200"


@pytest.mark.parametrize(
    ("changes", "source"),
    [
        ({"url": "https://example.org/a"}, "https://example.org/a"),
        ({"url": None, "path": "/reports/a b.txt"}, "file:///reports/a%20b.txt"),
        ({"url": None, "path": None}, "urn:secondsource:article:a1"),
        ({"url": "not an address", "path": None}, "urn:secondsource:article:a1"),
    ],
)
def test_the_target_is_the_best_address_there_is(changes: dict[str, Any], source: str) -> None:
    passage = Passage(highlight(ARTICLE, FIRST, **changes))

    assert exported(passage)["target"]["source"] == source


FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://notes.example.org/7",
    "type": "Annotation",
    "created": "2024-05-06T07:08:09Z",
    "body": [
        {"type": "TextualBody", "value": "look into this", "purpose": "commenting"},
        {"type": "TextualBody", "value": "ferry", "purpose": "tagging"},
        "a bare note",
    ],
    "target": {
        "source": "https://example.org/ferry",
        "selector": {
            "type": "RangeSelector",
            "refinedBy": [
                {"type": "TextPositionSelector", "start": 4, "end": 15},
                {"type": "TextQuoteSelector", "exact": "night ferry", "prefix": "The "},
            ],
        },
    },
}


def test_another_tools_annotation_is_read_as_far_as_it_goes() -> None:
    (found,) = import_annotations(json.dumps(FOREIGN), "f", {"https://example.org/ferry": "a1"}.get)

    assert found == Highlight(
        id="https://notes.example.org/7",
        article="a1",
        quote=Quote("night ferry", "The ", "", 4, 15),
        title=None,
        source=None,
        author=None,
        published=None,
        url="https://example.org/ferry",
        path=None,
        created="2024-05-06T07:08:09Z",
        modified="2024-05-06T07:08:09Z",
        note="look into this\na bare note",
        tags=("ferry",),
    )


def test_an_article_nobody_knows_is_named_by_its_source() -> None:
    (found,) = read(json.dumps([FOREIGN]))

    assert isinstance(found, Highlight)
    assert found.article == "https://example.org/ferry"


def test_an_annotation_without_a_name_gets_the_same_one_every_time() -> None:
    nameless = {key: value for key, value in FOREIGN.items() if key != "id"}
    first, second = (read(json.dumps(nameless))[0] for _ in range(2))

    assert isinstance(first, Highlight)
    assert first == second


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"hello": 1}', "no Web Annotations in it"),
        ("[]", "no Web Annotations in it"),
        ("[7]", "annotation 1: not an annotation"),
        ('[{"target": "https://example.org"}]', "annotation 1: its target has no selector"),
        ('[{"target": {"selector": []}}]', "annotation 1: its target names no source"),
        ('[{"target": {"source": "x:y"}}]', "annotation 1: it quotes no text"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(text: str, reason: str) -> None:
    (rejected,) = read(text)

    assert isinstance(rejected, InputRejectedError)
    assert reason in str(rejected)


def test_one_bad_annotation_does_not_take_the_others_along() -> None:
    items = json.loads(render((told(), untold())))["first"]["items"]
    first, rejected, second = read(json.dumps([items[0], {"target": []}, items[1]]))

    assert isinstance(rejected, InputRejectedError)
    assert first == told().highlight
    assert second == untold().highlight


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["target", "selector", "source", "body", "items", "type", "exact"]),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_whatever_breaks_the_import(value: object) -> None:
    for found in read(json.dumps(value)):
        assert isinstance(found, Highlight | InputRejectedError)


def test_a_changed_note_travels() -> None:
    passage = told()
    changed = replace(passage, highlight=replace(passage.highlight, note="asked"))

    assert read(render((changed,))) == [changed.highlight]
