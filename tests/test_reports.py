"""What the claims panel says of five reports on one phone call, original and retold.

The originals are not part of the project; their tests are skipped, with the reason, where they are
not at hand. Nothing of their text stands here but names, figures and single words.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.model import Article, Standing

Five = dict[str, tuple[Article, tuple[Standing, ...]]]


@pytest.fixture(scope="module", params=["originals", "samples"])
def five(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Five]:
    """The reports by the number their file names begin with, with how their claims stand."""
    project = Path(__file__).resolve().parent.parent
    folder = project / "seeds" if request.param == "samples" else project.parent / "shared/seeds"
    if not folder.is_dir():
        pytest.skip(f"the original reports are not here: {folder}")
    with Library.open(tmp_path_factory.mktemp("five") / "library") as library:
        library.add([str(folder)], on_outcome=lambda _outcome: None)
        yield {
            Path(info.path or "").name[:3]: (library.article(info.id), library.standings(info.id))
            for info in library.articles()
        }


def claims_with(five: Five, number: str, *words: str) -> list[Standing]:
    return [s for s in five[number][1] if all(word in s.claim.text for word in words)]


def number_of(five: Five, article: str) -> str:
    return next(number for number, (known, _) in five.items() if known.id == article)


def test_every_claim_is_the_article_s_own_words_and_none_is_chrome(five: Five) -> None:
    for article, standings in five.values():
        assert len(standings) >= 8
        for standing in standings:
            claim = standing.claim
            assert article.text[claim.start : claim.end] == claim.text
            assert not any(m.start < claim.end and claim.start < m.end for m in article.chrome)


def test_two_renderings_of_one_script_never_corroborate_each_other(five: Five) -> None:
    for number, other in (("002", "003"), ("003", "002")):
        reports = [
            report
            for standing in five[number][1]
            for report in standing.reports
            if number_of(five, report.article) == other
        ]
        assert reports
        assert not any(report.independent for report in reports)


def test_what_only_the_script_says_is_echoed(five: Five) -> None:
    for number in ("002", "003"):
        (passports,) = claims_with(five, number, "passports")
        assert passports.status == "echoed"
        assert passports.origins == 1


def test_troops_already_sent_meet_across_three_ways_of_writing_the_figure(five: Five) -> None:
    sent = {
        "000": claims_with(five, "000", "15-hundred"),
        "001": claims_with(five, "001", "1,500"),
        "004": claims_with(five, "004", "1,500"),
    }
    for number, found in sent.items():
        (standing,) = found
        assert standing.status == "corroborated"
        others = {number_of(five, report.article) for report in standing.reports}
        assert others == sent.keys() - {number}
        assert not any("12,000" in report.text for report in standing.reports)


def test_troops_only_planned_meet_each_other_and_not_those_sent(five: Five) -> None:
    for here, there in (("001", "004"), ("004", "001")):
        (planned,) = claims_with(five, here, "12,000")
        texts = {number_of(five, report.article): report.text for report in planned.reports}
        assert "12,000" in texts[there]
        assert not any("1,500" in text or "15-hundred" in text for text in texts.values())
