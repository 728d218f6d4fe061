"""Four reports of our own in a real library, with claims given by hand.

Pictures of the screens are taken from it: they change when the app changes, not when the claims
engine learns something. Everything else (articles, search, highlights) is the real library's.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from index.library import Library
from index.model import (
    ArticleInfo,
    Claim,
    Comparison,
    Difference,
    LibrarySummary,
    Origin,
    Report,
    Standing,
    Status,
    StatusCounts,
    Story,
    StoryCell,
    StoryClaim,
    Verdict,
)

REPORTS: Final = {
    "harbour-post": (
        "Ferry crews on the Lorne crossing to walk out on Friday",
        "Harbour Post",
        "2025-03-05",
        "About 1,400 ferry workers will strike on Friday, union leader Petra Voss said on Monday. "
        "She called the pay offer of 2 percent an insult.\n\n"
        "The harbour office expects 30 sailings a day to be cancelled.\n\n"
        "Transport minister Ian Hale said the army will not be used to run boats. He hopes to "
        "meet both sides on Wednesday.\n",
    ),
    "lorne-radio": (
        "1,400 ferry workers to strike",
        "Lorne Radio",
        "2025-03-04",
        "Some 14-hundred ferry workers plan to strike on Friday over pay, Petra Voss of the union "
        "told reporters.\n\n"
        "Transport minister Ian Hale said the army will be used to run boats if talks fail.\n\n"
        "LorneLine, which runs the boats, regretted the decision.\n",
    ),
    "coast-daily": (
        "Strike halts boats",
        "Coast Daily",
        "2025-03",
        "Passengers face empty piers from Friday. The harbour office expects 30 sailings a day to "
        "be cancelled.\n\nA ticket costs 12 euros.\n",
    ),
    "post-online": (
        None,
        "Harbour Post Online",
        None,
        "Minister Ian Hale hopes to meet both sides on Wednesday, his office said.\n",
    ),
}

ORIGINS: Final = (
    Origin("o1", ("harbour-post", "post-online"), "same publisher", "published by Harbour Post"),
    Origin("o2", ("lorne-radio",), "alone"),
    Origin("o3", ("coast-daily",), "alone"),
)


def _report(
    article: str,
    words: str,
    verdict: Verdict,
    *differences: Difference,
    independent: bool = True,
) -> Report:
    title, source, published, text = REPORTS[article]
    start = text.index(words)
    origin = next(origin.id for origin in ORIGINS if article in origin.articles)
    comparison = Comparison(verdict, 0.93, differences)
    end = start + len(words)
    return Report(
        article, title, source, published, start, end, words, comparison, origin, independent
    )


def _standing(words: str, status: Status, speaker: str | None, *reports: Report) -> Standing:
    start = REPORTS["harbour-post"][3].index(words)
    claim = Claim("harbour-post", start, start + len(words), words, speaker)
    supporting = {
        r.origin for r in reports if r.independent and r.comparison.verdict == "corroborates"
    }
    return Standing(claim, status, 1 + len(supporting), reports)


STANDINGS: Final = (
    _standing(
        "About 1,400 ferry workers will strike on Friday",
        "corroborated",
        "Petra Voss",
        _report(
            "lorne-radio",
            "Some 14-hundred ferry workers plan to strike on Friday over pay",
            "corroborates",
            Difference("number", "About 1,400", "Some 14-hundred", agrees=True),
            Difference("modality", "will strike", "plan to strike", agrees=True),
        ),
    ),
    _standing("She called the pay offer of 2 percent an insult.", "single-source", None),
    _standing(
        "The harbour office expects 30 sailings a day to be cancelled.",
        "corroborated",
        None,
        _report(
            "coast-daily",
            "The harbour office expects 30 sailings a day to be cancelled.",
            "corroborates",
        ),
    ),
    _standing(
        "the army will not be used to run boats",
        "disputed",
        "Ian Hale",
        _report(
            "lorne-radio",
            "the army will be used to run boats if talks fail",
            "conflicts",
            Difference("negation", "will not be used", "will be used", agrees=False),
        ),
    ),
    _standing(
        "He hopes to meet both sides on Wednesday.",
        "echoed",
        "Ian Hale",
        _report(
            "post-online",
            "Minister Ian Hale hopes to meet both sides on Wednesday",
            "corroborates",
            independent=False,
        ),
    ),
)


def _cell(article: str, words: str, report: Report | None = None) -> StoryCell:
    start = REPORTS[article][3].index(words)
    claim = Claim(article, start, start + len(words), words)
    comparison = report.comparison if report else None
    return StoryCell(
        article, (claim,), comparison.verdict if comparison else "corroborates", comparison
    )


def _row(standing: Standing, *first: str) -> StoryClaim:
    """A claim of the Harbour Post with the reports of it, in the story's order."""
    own = _cell("harbour-post", standing.claim.text)
    cells = {own.article: own}
    cells |= {
        report.article: _cell(report.article, report.text, report) for report in standing.reports
    }
    ordered = tuple(cells[id_] for id_ in STORY_ORDER if id_ in cells)
    return StoryClaim(standing.claim, standing.status, standing.origins, ordered, first)


def _lone(article: str, words: str) -> StoryClaim:
    cell = _cell(article, words)
    return StoryClaim(cell.claims[0], "single-source", 1, (cell,), (article,))


STORY_ORDER: Final = ("lorne-radio", "harbour-post", "post-online", "coast-daily")


def _story(infos: Mapping[str, ArticleInfo]) -> Story:
    """The four reports as one story."""
    strike, insult, sailings, army, meeting = STANDINGS
    return Story(
        articles=tuple(infos[id_] for id_ in STORY_ORDER),
        origins=(ORIGINS[1], ORIGINS[0], ORIGINS[2]),
        order=("lorne-radio", "harbour-post", "coast-daily", "post-online"),
        claims=(
            _row(army, "lorne-radio"),
            _row(strike, "lorne-radio"),
            _row(sailings),
            _row(meeting, "harbour-post"),
            _row(insult, "harbour-post"),
            _lone("lorne-radio", "LorneLine, which runs the boats, regretted the decision."),
            _lone("coast-daily", "A ticket costs 12 euros."),
        ),
    )


class CannedLibrary(Library):
    """The real library, but for the claims."""

    def standings(self, article_id: str) -> tuple[Standing, ...]:
        """The claims given above; other articles have none."""
        return STANDINGS if article_id == "harbour-post" else ()

    def counts(self, article_ids: Collection[str]) -> Mapping[str, StatusCounts]:
        """Their number."""
        counts = {"harbour-post": StatusCounts(2, 1, 1, 1), "lorne-radio": StatusCounts(1, 1, 0, 1)}
        return {article: counts.get(article, StatusCounts()) for article in article_ids}

    def story(self, article_ids: Collection[str] | None = None) -> Story:
        """The story of the four reports, whichever was asked about."""
        return _story({info.id: info for info in self.articles()})

    def origins(self) -> tuple[Origin, ...]:
        """The origins given above."""
        return ORIGINS

    def summary(self) -> LibrarySummary:
        """The size of it all."""
        return LibrarySummary(len(REPORTS), len(ORIGINS), StatusCounts(3, 2, 1, 2))


def fill(folder: Path) -> Path:
    """Make a library of the reports and return its folder."""
    lines = [
        json.dumps({"id": id_, "title": title, "source": source, "published": day, "text": text})
        for id_, (title, source, day, text) in REPORTS.items()
    ]
    reports = folder / "reports.jsonl"
    reports.write_text("\n".join(lines) + "\n", "utf-8")
    with CannedLibrary.open(folder / "library") as library:
        library.add([str(reports)], on_outcome=lambda _outcome: None)
    return folder / "library"
