"""The values that travel between the engine's rooms and out of its door.

Frozen dataclasses only: no behaviour beyond checking themselves, no input or output. All text
offsets are Unicode code points into ``Article.text``, end exclusive. Anything unknown is
``None``, never made up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from index.progress import Stage

Status = Literal["corroborated", "disputed", "echoed", "single-source"]
"""How a claim stands among independent origins.

``corroborated``: at least one independent origin besides the article's own makes it too;
``disputed``: an independent origin conflicts with it; ``echoed``: others carry it, all of one
origin; ``single-source``: nobody else has it.
"""

Verdict = Literal["corroborates", "conflicts", "unrelated"]

DifferenceKind = Literal["number", "date", "name", "negation", "modality", "attribution", "wording"]

OriginReason = Literal["same text", "same script", "same publisher", "same agency", "alone"]

MarkKind = Literal[
    "title", "byline", "dateline", "caption", "section", "sign-off", "copyright", "widget", "repeat"
]

OutcomeStatus = Literal["added", "updated", "unchanged", "rejected", "removed"]

Sort = Literal["relevance", "date", "oldest", "corroborated"]
"""Best first; newest first; oldest first; most corroborated claims first."""

DateStep = Literal["year", "month", "day"]
"""How finely found articles are counted by date."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of an article's text that is not its reporting, and what it is instead.

    Marks of one article are sorted and do not overlap. Search and claims pass over every mark
    except that search keeps ``title`` and ``caption`` and claims keep ``title``.
    """

    start: int
    end: int
    kind: MarkKind

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a mark: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Article:
    """One report as read, whole.

    ``published`` is ISO 8601 at the precision known: ``2024``, ``2024-10``, ``2024-10-21`` or
    ``2024-10-21T18:59[+09:00]``. ``path`` is the absolute path of the file it came from, if
    any; for a plain-text file ``text`` is the decoded file, so every offset holds on the file
    itself.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def chrome(self) -> tuple[Mark, ...]:
        """The marks over what reports nothing: all but those of the headline."""
        return tuple(mark for mark in self.marks if mark.kind != "title")


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What a list needs to know of an article without its text."""

    id: str
    title: str | None
    source: str | None
    author: str | None
    published: str | None
    url: str | None
    path: str | None
    length: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of one article: who did or said what, how many, when.

    ``text`` is the article's text at ``start:end``. The attribution is taken off the claim and
    kept beside it: ``speaker`` as named in the article, ``verb`` of saying in its base form,
    ``direct`` when the words are quoted. All three are ``None`` for the article's own voice.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    verb: str | None = None
    direct: bool | None = None

    @property
    def id(self) -> str:
        """The claim's name in every output: ``article:start-end``."""
        return f"{self.article}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One respect in which two claims differ, in the words of each.

    ``agrees`` is true where the difference is one of form only ("about 15-hundred" and "some
    1,500"); false where both cannot hold. ``update`` marks a later report's newer figure for
    the same thing, as with a rising toll: a difference, not a disagreement.
    """

    kind: DifferenceKind
    here: str | None
    there: str | None
    agrees: bool
    update: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two claims stand to each other, with the probability that the verdict is right."""

    verdict: Verdict
    probability: float
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What one other article says about a claim.

    ``origin`` names the group the article belongs to; ``independent`` is false where that is
    also the group of the article the claim was read in.
    """

    article: str
    title: str | None
    source: str | None
    published: str | None
    start: int
    end: int
    text: str
    comparison: Comparison
    origin: str
    independent: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim with everything known about it in the library.

    ``origins`` counts the independent origins that make the claim, the article's own included.
    """

    claim: Claim
    status: Status
    origins: int
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """How many claims of one article have each status."""

    corroborated: int = 0
    disputed: int = 0
    echoed: int = 0
    single_source: int = 0

    @property
    def total(self) -> int:
        """The number of claims in the article."""
        return self.corroborated + self.disputed + self.echoed + self.single_source


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that are one source between them, and why."""

    id: str
    articles: tuple[str, ...]
    reason: OriginReason
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A cut of an article's text around its hits; ``hits`` are offsets into ``text`` here."""

    text: str
    start: int
    hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found by a search. ``hits`` are offsets into the article's text."""

    info: ArticleInfo
    score: float
    snippet: Snippet
    title_hits: tuple[Span, ...]
    hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many found articles share a value of a facet."""

    value: str | None
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query.

    ``total`` counts every article found, of which ``hits`` holds the first. ``notes`` say what
    was bounded or read differently from what was typed.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    sources: tuple[FacetCount, ...] = ()
    dates: tuple[FacetCount, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_scant(self) -> bool:
        """Whether so little was found that another query may have been meant."""
        return self.total <= 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article with what stands around them: enough to find them again.

    The W3C Web Annotation selectors in one: ``exact`` with up to 32 code points of ``prefix``
    and ``suffix`` (TextQuoteSelector), ``start`` and ``end`` (TextPositionSelector).
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage the user marked. It carries its citation, so that it outlives its article.

    ``created`` and ``modified`` are UTC, ISO 8601. ``orphan`` is true while the article's
    present text does not hold the passage.
    """

    id: str
    article: str
    quote: Quote
    title: str | None
    source: str | None
    author: str | None
    published: str | None
    url: str | None
    path: str | None
    created: str
    modified: str
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: str = "yellow"
    orphan: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input given to ``add``."""

    input: str
    status: OutcomeStatus
    article: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What ``add`` did: inputs by outcome, and wall seconds by stage in the order they ran."""

    added: int
    updated: int
    unchanged: int
    rejected: int
    removed: int
    seconds: tuple[tuple[Stage, float], ...]


@dataclass(frozen=True, slots=True)
class LibrarySummary:
    """The size of a library."""

    articles: int
    origins: int
    claims: StatusCounts


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a library shows before anything is asked, as of a revision of its record.

    ``result`` answers the empty query, ``counts`` says how the claims of its hits stand.
    """

    revision: int
    result: SearchResult
    counts: Mapping[str, StatusCounts]
    summary: LibrarySummary


@dataclass(frozen=True, slots=True)
class StoryCell:
    """What one article of a story says about a claim of it.

    ``claims`` are its own claims that say so, the closest first. ``comparison`` is seen from the
    story's wording of the claim; ``None`` where that is this very claim, or where the two are
    linked only by way of others.
    """

    article: str
    claims: tuple[Claim, ...]
    verdict: Verdict
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class StoryClaim:
    """One claim of a story in one article's wording, and which other articles have it.

    ``cells`` hold the articles that make the claim or put it differently, in the story's order;
    those without a cell lack it. ``origins`` counts the independent origins that make it.
    ``first`` names whoever had it first by date of publication: several where the dates cannot
    tell them apart, none where none is known.
    """

    claim: Claim
    status: Status
    origins: int
    cells: tuple[StoryCell, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one story and which of them makes which claim.

    ``articles`` stand origin by origin, the earliest first; ``origins`` are theirs in that order,
    without articles outside the story. ``order`` holds the articles' ids by date, unknown dates
    last. ``claims`` begin with the most widely shared. ``left_out`` counts articles that share
    claims with the one asked about but were too many to be taken in.
    """

    articles: tuple[ArticleInfo, ...]
    origins: tuple[Origin, ...]
    order: tuple[str, ...]
    claims: tuple[StoryClaim, ...]
    left_out: int = 0
