"""What an export is made of: each marked passage with its citation and who else reports it.

The one place where highlights, articles and claims meet; the formats only write down.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from index.errors import CancelledError
from index.model import ArticleInfo, Highlight, Report, Standing, Verdict
from index.progress import CancelCheck, never_cancelled
from reader.text import Cited, also_reported, plural, put_differently

if TYPE_CHECKING:
    from index.library import Library


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked passage, anchored in its article as it is now.

    ``info`` is ``None`` where the article is no longer in the library; the highlight's own
    citation stands in. ``standings`` are the claims that overlap the passage, in text order.
    """

    highlight: Highlight
    info: ArticleInfo | None = None
    standings: tuple[Standing, ...] = ()

    @property
    def cited(self) -> Cited:
        """What to cite."""
        return self.info or self.highlight

    @property
    def place(self) -> str:
        """Where the passage stands, in words."""
        quote = self.highlight.quote
        place = f"characters {quote.start}–{quote.end} of article {self.highlight.article}"
        if self.highlight.orphan:
            return f"{place} as it was when marked; the article no longer holds the passage"
        return place if self.info else f"{place}, which is not in this library"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which highlights are wanted; what is empty does not narrow. Capitals do not count.

    Attributes:
        articles: of these articles, by id.
        tags: with one of these tags.
        colours: in one of these colours.
        text: with this in passage, note, tags, title or outlet.
        orphans: also those whose article no longer holds them.
        orphans_only: nothing but those.
        tagged: with each of these in one of its tags.
        noted: with each of these in its note.
        sources: with each of these in the name of its outlet.
        typed: the words a person gave for all of it.
    """

    articles: frozenset[str] = field(default_factory=frozenset)
    tags: frozenset[str] = field(default_factory=frozenset)
    colours: frozenset[str] = field(default_factory=frozenset)
    text: str = ""
    orphans: bool = True
    orphans_only: bool = False
    tagged: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    typed: str = field(default="", compare=False)

    def wants(self, highlight: Highlight) -> bool:
        """Whether a highlight is among them."""
        return (
            (not self.articles or highlight.article in self.articles)
            and (not self.tags or bool(self.tags.intersection(highlight.tags)))
            and (not self.colours or highlight.colour in self.colours)
            and (self.orphans or not highlight.orphan)
            and (highlight.orphan or not self.orphans_only)
            and self._holds(highlight)
        )

    def _holds(self, highlight: Highlight) -> bool:
        """Whether the words looked for stand where they are looked for."""
        return (
            all(any(_in(word, tag) for tag in highlight.tags) for word in self.tagged)
            and all(_in(word, highlight.note) for word in self.noted)
            and all(_in(word, highlight.source or "") for word in self.sources)
            and self.text.casefold() in _searched(highlight)
        )


def _in(word: str, text: str) -> bool:
    return word.casefold() in text.casefold()


EVERYTHING = Selection()
Reports = tuple[Report, ...]


def _searched(highlight: Highlight) -> str:
    cited = (highlight.title or "", highlight.source or "")
    parts = (highlight.quote.exact, highlight.note, *cited, *highlight.tags)
    return "\n".join(parts).casefold()


def gather(
    library: "Library",
    selection: Selection = EVERYTHING,
    *,
    corroboration: bool = True,
    reached: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: CancelCheck = never_cancelled,
) -> tuple[Passage, ...]:
    """Collect passages by article, oldest report first, each article's in text order.

    Args:
        library: where the articles and highlights are.
        selection: which of them.
        corroboration: also say who else reports what the passage claims.
        reached: told before each article how many of how many are done.
        cancelled: asked before each article whether to stop.

    Raises:
        CancelledError: ``cancelled`` said so.
    """
    stored = library.highlights.all()
    present = library.infos({highlight.article for highlight in stored})
    passages: list[Passage] = []
    for number, info in enumerate(present.values()):
        if cancelled():
            raise CancelledError("stopped; nothing was written")
        reached(number, len(present))
        passages += _present(library, info, selection, corroboration)
    passages += [
        Passage(highlight)
        for highlight in stored
        if highlight.article not in present and selection.wants(highlight)
    ]
    return tuple(sorted(passages, key=_order))


def _present(
    library: "Library", info: ArticleInfo, selection: Selection, corroboration: bool
) -> Iterator[Passage]:
    article = library.article(info.id)
    highlights = [h for h in library.highlights.of_article(article) if selection.wants(h)]
    standings = library.standings(article.id) if corroboration and highlights else ()
    for highlight in highlights:
        yield Passage(highlight, info, () if highlight.orphan else _over(highlight, standings))


def _over(highlight: Highlight, standings: Iterable[Standing]) -> tuple[Standing, ...]:
    quote = highlight.quote
    return tuple(
        standing
        for standing in standings
        if standing.claim.start < quote.end and quote.start < standing.claim.end
    )


def _order(passage: Passage) -> tuple[object, ...]:
    cited, highlight = passage.cited, passage.highlight
    return (
        cited.published or "9999",
        cited.title or "",
        highlight.article,
        highlight.orphan,
        highlight.quote.start,
        highlight.quote.end,
        highlight.id,
    )


def by_article(passages: Iterable[Passage]) -> Iterator[tuple[Cited, tuple[Passage, ...]]]:
    """Passages as gathered, an article at a time."""
    for _, group in groupby(passages, key=lambda passage: passage.highlight.article):
        held = tuple(group)
        yield held[0].cited, held


@dataclass(frozen=True, slots=True)
class Section:
    """Reports of one claim that stand to it in one way, under words that say which."""

    heading: str
    reports: tuple[Report, ...]


def sections(standing: Standing) -> tuple[Section, ...]:
    """A claim's reports: who else has it, who puts it differently, who merely carries it."""
    found: list[Section] = []

    def section(verdict: Verdict, *, independent: bool, wording: Callable[[Reports], str]) -> None:
        reports = tuple(
            report
            for report in standing.reports
            if report.independent == independent and report.comparison.verdict == verdict
        )
        if reports:
            found.append(Section(wording(reports), reports))

    section("corroborates", independent=True, wording=lambda r: also_reported(_origins(r)))
    section("conflicts", independent=True, wording=lambda r: put_differently(_origins(r)))
    section("corroborates", independent=False, wording=lambda r: f"also in {_one_origin(r)}")
    section("conflicts", independent=False, wording=lambda r: f"differs in {_one_origin(r)}")
    return tuple(found) or (Section(also_reported(0), ()),)


def _origins(reports: Reports) -> int:
    return len({report.origin for report in reports})


def _one_origin(reports: Reports) -> str:
    count = len({report.article for report in reports})
    return f"{plural(count, 'report')} of the same origin, which counts once"
