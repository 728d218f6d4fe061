"""``secondsource story``: which article of a story makes which claim."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.commands.options import current_library, json_option, library_option
from reader.commands.output import console, emit, note, put, write
from reader.coverage import (
    LEGEND,
    Column,
    cells_by_article,
    columns,
    first_line,
    firsts,
    name_of,
    sign,
    staircase,
    summary,
)
from reader.export import Format, UnknownSuffixError
from reader.export.story import STORY_FORMATS, render_story
from reader.records import story_records
from reader.text import STATUS_GLYPHS, one_line, plural

if TYPE_CHECKING:
    from rich.console import Console

    from index.model import Story


@click.command(
    epilog="Example: secondsource story 3f9a --format svg --output story.svg. Signs: "
    + ", ".join(f"{STATUS_GLYPHS[status]} {meaning}" for status, meaning in LEGEND)
    + "."
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(STORY_FORMATS)),
    help="Write the grid in this format; by default that of --output's suffix.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write here, replacing the file whole, rather than to stdout.",
)
@json_option
@library_option()
def command(articles: tuple[str, ...], form: str | None, output: Path | None, as_json: bool) -> int:
    """Show which article makes which claim.

    ARTICLE is an id or the beginning of one. One means the story it belongs to, that is the
    articles that share claims with it; several mean just them; none means every article of a
    small library.
    """
    if as_json and (form or output):
        raise click.UsageError("--json goes to stdout and has no --format; leave one of them out")
    chosen = _format(form, output)
    with current_library() as library:
        story = library.story([library.resolve(name) for name in articles] or None)
    if as_json:
        for record in story_records(story):
            emit(record)
    elif chosen is None:
        _show(story)
    else:
        put(render_story(chosen, story), output)
        note(f"{plural(len(story.claims), 'claim')} of {plural(len(story.articles), 'report')}")
    return 0


def _format(name: str | None, output: Path | None) -> Format | None:
    if name is not None:
        return STORY_FORMATS[name]
    if output is None:
        return None
    suffix = output.suffix.lower() or STORY_FORMATS["md"].suffix
    for found in STORY_FORMATS.values():
        if found.suffix == suffix:
            return found
    raise UnknownSuffixError(output, STORY_FORMATS.values())


def _show(story: "Story") -> None:
    out = console()
    shown = columns(story)
    write(out, summary(story), style="bold")
    if had := firsts(story):
        write(out, "claims had first: " + ", ".join(f"{name_of(i)} {n}" for i, n in had))
    out.print()
    starts = _starts(shown)
    for drawing, column in staircase(shown, starts):
        why = f" (one origin: {column.shares})" if column.shares else ""
        outlet = column.name if column.info.source or column.info.title else "unknown outlet"
        _write_row(out, f"{drawing} ", f"{outlet} · {column.date}  {one_line(column.info.id)}{why}")
    for row in story.claims:
        cells = cells_by_article(row)
        line = [" "] * (starts[-1] + 3)
        for start, column in zip(starts, shown, strict=True):
            line[start] = sign(row, cells.get(column.info.id))
        first = first_line(story, row)
        tail = f"  [{first}]" if first else ""
        _write_row(out, "".join(line), one_line(row.claim.text) + tail)


def _write_row(out: "Console", signs: str, words: str) -> None:
    """Signs and words on one line, the words wrapped beside the signs where lines are wrapped."""
    from rich.table import Table
    from rich.text import Text

    if out.soft_wrap:
        write(out, signs + words)
        return
    table = Table.grid()
    table.add_column(no_wrap=True, width=len(signs))
    table.add_column()
    table.add_row(Text(signs), Text(words))
    out.print(table)


def _starts(shown: tuple[Column, ...]) -> list[int]:
    """The cell each column stands in: a blank between two, one more between origins."""
    starts: list[int] = []
    for column in shown:
        starts.append(starts[-1] + (3 if column.begins else 2) if starts else 0)
    return starts
