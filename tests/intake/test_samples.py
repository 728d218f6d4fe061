"""The five sample reports that ship, and the five original reports they retell.

Both sets keep the same shapes, so what is found in them must be the same.
"""

import re
from pathlib import Path

import pytest

from index.errors import InputRejectedError
from index.intake import discover, read
from index.model import Article

RUN = 8
"""Words in a row that a sample may not share with an original."""

FACTS = [
    # title begins, outlet, author, published
    (None, None, None, "2024-10-21"),
    (None, None, None, None),
    ("", "News Today", None, "2024-10-22"),
    ("President Yoon", "KBS News", "Jeong Sae-bae", "2024-10-21T23:55"),
    ("Yoon", "코리아중앙데일리", "Sarah Kim", "2024-10-21T18:59"),
]

MARKS = [
    ["dateline"],
    [],
    ["dateline", "title", "section", "section"],
    ["title", "dateline", "section", "sign-off", "section", "sign-off"],
    [
        "title",
        "byline",
        "widget",
        "widget",
        "widget",
        "caption",
        "repeat",
        "byline",
        "copyright",
        "widget",
    ],
]


def reports(folder: Path) -> list[Article]:
    found = []
    for item in discover([str(folder)]):
        assert not isinstance(item, InputRejectedError)
        for outcome in read(item):
            assert isinstance(outcome, Article)
            found.append(outcome)
    return found


@pytest.fixture(params=["samples", "originals"])
def five(request: pytest.FixtureRequest) -> list[Article]:
    folder: Path = request.getfixturevalue(request.param)
    return reports(folder)


def test_there_are_five_numbered_from_zero(five: list[Article]) -> None:
    assert [Path(str(article.path)).name[:4] for article in five] == [
        "000_",
        "001_",
        "002_",
        "003_",
        "004_",
    ]
    assert len({article.id for article in five}) == 5


def test_what_each_says_of_itself(five: list[Article]) -> None:
    for article, (title, source, author, published) in zip(five, FACTS, strict=True):
        assert (article.title is None) == (title is None)
        assert (article.title or "").startswith(title or "")
        assert (article.source, article.author, article.published) == (source, author, published)
        assert article.url is None


def test_the_tag_of_a_programme_is_no_part_of_the_title(five: list[Article]) -> None:
    title = five[2].title
    assert title is not None
    assert "[" not in title
    assert title.isupper()


def test_what_is_marked_in_each(five: list[Article]) -> None:
    assert [[mark.kind for mark in article.marks] for article in five] == MARKS


def test_the_reporting_is_all_left(five: list[Article]) -> None:
    glued, agency, brief, broadcast, page = (remainder(article) for article in five)
    assert "15-hundred" in glued
    assert "(NATO)" in glued
    assert agency.startswith("South Korea")
    assert "(Yonhap)" in agency
    assert "1,500" in agency
    for script in (brief, broadcast):
        assert "Lammy" in script
        assert "passports" in script
        for gone in ("[", "KBS", "Sae-bae", "2024"):
            assert gone not in script
    assert "1,500" in page
    assert "12,000" in page
    assert "Washington" not in page
    assert "SARAH" not in page
    assert not re.search("[가-힣]", page)
    assert len(re.findall("presidential office", page, re.IGNORECASE)) == 1


def test_offsets_hold_on_the_files(five: list[Article]) -> None:
    for article in five:
        with Path(str(article.path)).open(encoding="utf-8", newline="") as file:
            assert file.read() == article.text


def test_no_sentence_of_a_sample_is_an_original_s(samples: Path, originals: Path) -> None:
    """Compared line by line: dates and names above an article are no sentences."""
    known = {run for path in originals.glob("*.txt") for run in runs(path)}
    for path in samples.glob("*.txt"):
        assert not {" ".join(run) for run in set(runs(path)) & known}


def remainder(article: Article) -> str:
    """The article's text without what is marked."""
    at, kept = 0, []
    for mark in article.marks:
        kept.append(article.text[at : mark.start])
        at = mark.end
    return " ".join("".join((*kept, article.text[at:])).split())


def runs(path: Path) -> list[tuple[str, ...]]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        words = re.findall(r"\w+", line.casefold())
        found += [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return found
