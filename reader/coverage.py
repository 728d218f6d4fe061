"""A story's grid in words and signs: what the screen, the command line and the exports share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from index.model import ArticleInfo, Origin, Status, Story, StoryCell, StoryClaim
from reader.text import STATUS_GLYPHS, format_date, one_line, plural

MISSING: Final = " "

LEGEND: Final[tuple[tuple[Status, str], ...]] = (
    ("corroborated", "makes the claim"),
    ("disputed", "puts it differently"),
    ("echoed", "makes it, all of one origin"),
    ("single-source", "only there"),
)
SHORT_LEGEND: Final[tuple[tuple[Status, str], ...]] = (
    ("corroborated", "makes it"),
    ("disputed", "differs"),
    ("echoed", "one origin"),
    ("single-source", "only there"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One article as a column of the grid.

    ``begins`` is true for the first article of an origin; ``shares`` says why the articles of
    its origin count as one, where there are several.
    """

    info: ArticleInfo
    name: str
    date: str
    begins: bool
    shares: str | None

    @property
    def label(self) -> str:
        """Outlet and date: ``The Harbour Post · 21 Oct 2024``."""
        return f"{self.name} · {self.date}"


def columns(story: Story) -> tuple[Column, ...]:
    """The articles of a story in its order."""
    origin_of: dict[str, Origin] = {id_: o for o in story.origins for id_ in o.articles}
    return tuple(_column(info, origin_of[info.id]) for info in story.articles)


def _column(info: ArticleInfo, origin: Origin) -> Column:
    shares = None
    if len(origin.articles) > 1:
        shares = one_line(origin.detail or origin.reason)
    begins = origin.articles[0] == info.id
    return Column(info, name_of(info), _dated(info), begins, shares)


def _dated(info: ArticleInfo) -> str:
    return format_date(info.published)


def name_of(info: ArticleInfo) -> str:
    """An article's outlet, or else its title, or else what tells it from other unknown ones."""
    named = one_line(info.source or info.title or "")
    return named or f"unknown outlet ({one_line(info.id, 24)})"


def status_of(row: StoryClaim, cell: StoryCell) -> Status:
    """What an article does to the claim of a row, as the sign for it."""
    if cell.verdict == "conflicts":
        return "disputed"
    return "corroborated" if row.status == "disputed" else row.status


def sign(row: StoryClaim, cell: StoryCell | None) -> str:
    """The sign of a cell; a blank where the article lacks the claim."""
    return MISSING if cell is None else STATUS_GLYPHS[status_of(row, cell)]


def cells_by_article(row: StoryClaim) -> Mapping[str, StoryCell]:
    """The cells of a row, each under its article's id."""
    return {cell.article: cell for cell in row.cells}


def first_line(story: Story, row: StoryClaim) -> str | None:
    """Who had a claim first, in words; ``None`` where only one article has it."""
    infos = {info.id: info for info in story.articles}
    makers = [infos[cell.article] for cell in row.cells if cell.verdict == "corroborates"]
    if len(makers) < 2:
        return None
    if not row.first:
        return "first: no dates are known"
    names = [name_of(infos[id_]) for id_ in row.first]
    date = format_date(infos[row.first[0]].published)
    undated = sum(maker.published is None for maker in makers)
    tail = f" ({undated} undated)" if undated else ""
    if len(names) == 1:
        return f"first: {names[0]}, {date}{tail}"
    return f"first: {date}, {', '.join(names[:-1])} and {names[-1]}{tail}"


def timeline(story: Story, row: StoryClaim) -> tuple[tuple[str, tuple[StoryCell, ...]], ...]:
    """The cells of a row by date, oldest first: each date in words with its cells."""
    cells = cells_by_article(row)
    infos = {info.id: info for info in story.articles}
    dated: dict[str, list[StoryCell]] = {}
    for id_ in story.order:
        if id_ in cells:
            dated.setdefault(_dated(infos[id_]), []).append(cells[id_])
    return tuple((date, tuple(held)) for date, held in dated.items())


def summary(story: Story) -> str:
    """The size of a story: ``5 reports · 4 origins · 17 of 25 claims shared``."""
    shared = sum(len(row.cells) > 1 for row in story.claims)
    parts = [
        plural(len(story.articles), "report"),
        plural(len(story.origins), "origin"),
        f"{shared:,} of {plural(len(story.claims), 'claim')} shared",
    ]
    if story.left_out:
        parts.append(f"{plural(story.left_out, 'further report')} left out")
    return " · ".join(parts)


def firsts(story: Story) -> tuple[tuple[ArticleInfo, int], ...]:
    """How many shared claims each article alone had first, most first; none left at 0."""
    shared = [row for row in story.claims if first_line(story, row) and len(row.first) == 1]
    counts = [(info, sum(row.first == (info.id,) for row in shared)) for info in story.articles]
    return tuple(sorted((pair for pair in counts if pair[1]), key=lambda pair: -pair[1]))


def staircase(named: Sequence[Column], starts: Sequence[int]) -> tuple[tuple[str, Column], ...]:
    """Lines that lead from each column's name down to the column.

    Args:
        named: the columns shown.
        starts: the cell each of them stands in, ascending.

    Returns:
        For each column, the drawing that stands before its name.
    """
    end = starts[-1] + 2 if starts else 0
    lines = []
    for number, column in enumerate(named):
        line = [" "] * end
        for before in starts[:number]:
            line[before] = "│"
        line[starts[number]] = "┌"
        for place in range(starts[number] + 1, end):
            line[place] = "─"
        lines.append(("".join(line), column))
    return tuple(lines)
