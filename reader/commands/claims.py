"""``secondsource claims``: what articles claim and who else claims it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

import click

from index.errors import NotFoundError
from index.model import Report, Standing, Status
from reader.commands.options import current_library, json_option, library_option
from reader.commands.output import console, emit, note, write
from reader.records import claims_record
from reader.text import (
    STATUS_GLYPHS,
    byline,
    difference_line,
    format_date,
    one_line,
    source_of,
    standing_line,
    telling,
    title_of,
)

if TYPE_CHECKING:
    from index.library import Library
    from index.model import ArticleInfo


@click.command(
    epilog="Example: secondsource claims 3f9a --status corroborated. Signs: ● corroborated, "
    "≠ disputed, ○ echoed, · single-source."
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--status", type=click.Choice(get_args(Status)), help="Only claims of this status.")
@json_option
@library_option()
def command(articles: tuple[str, ...], status: Status | None, as_json: bool) -> int:
    """List claims and who else reports them.

    ARTICLE is an id or the beginning of one; none means every article in the library.
    """
    with current_library() as library:
        ids, all_found = _meant(library, articles)
        for id_ in ids:
            standings = [
                standing
                for standing in library.standings(id_)
                if status is None or standing.status == status
            ]
            if as_json:
                emit(claims_record(id_, standings))
            elif standings:
                _show(library.infos((id_,))[id_], standings)
    return 0 if all_found else 1


def _meant(library: "Library", named: Iterable[str]) -> tuple[list[str], bool]:
    """The ids meant, each once, and whether all were found."""
    if not named:
        return [info.id for info in library.articles()], True
    ids: dict[str, None] = {}
    all_found = True
    for name in named:
        try:
            ids[library.resolve(name)] = None
        except NotFoundError as error:
            note(str(error))
            all_found = False
    return list(ids), all_found


def _show(info: "ArticleInfo", standings: Iterable[Standing]) -> None:
    from rich.text import Text

    out = console()
    write(out, Text(title_of(info), style="bold") + Text(f"  {one_line(info.id)}", style="dim"))
    write(out, byline(info))
    for standing in standings:
        for indent, line in _lines(standing):
            write(out, line, indent=indent)
    out.print()


def _lines(standing: Standing) -> Iterator[tuple[int, str]]:
    """The lines of a claim, each with how far it is set in."""
    claim = standing.claim
    said = f" (said by {one_line(claim.speaker)})" if claim.speaker else ""
    yield 2, f"{STATUS_GLYPHS[standing.status]} {one_line(claim.text)}{said}"
    yield 6, f"{standing.status}: {standing_line(standing)}; {claim.start}-{claim.end}"
    for report in standing.reports:
        yield 6, _report_line(report)
        for difference in telling(report.comparison.differences):
            yield 10, difference_line(difference)


def _report_line(report: Report) -> str:
    sign = "≠" if report.comparison.verdict == "conflicts" else "="
    where = f"{source_of(report)}, {format_date(report.published)}"
    same = "" if report.independent else " [same origin]"
    return f"{sign} {where}{same}: “{one_line(report.text)}”"
