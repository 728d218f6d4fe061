"""``secondsource search``: find articles by the query language."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import click

from index.asking import Search
from index.model import Hit, SearchResult, Sort
from reader.commands.options import current_library, json_option, library_option
from reader.commands.output import console, emit, marked, note, write
from reader.records import hit_record
from reader.text import byline, one_line, plural, title_of


@click.command(
    epilog="Example: secondsource search 'ferry AND source:\"harbour post\"' --sort date. "
    "A search that finds nothing says so on stderr and exits 0."
)
@click.argument("query", required=False)
@click.option("--saved", metavar="NAME", help="Run a saved search; QUERY then narrows it.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many articles to list at most.",
)
@click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    help="Best first (the default), newest first, oldest first, or most corroborated claims first.",
)
@json_option
@library_option()
def command(
    *, query: str | None, saved: str | None, limit: int, sort: Sort | None, as_json: bool
) -> int:
    """Find articles.

    Words must all occur; "quotes" hold phrases; AND, OR, NOT and parentheses combine; source:,
    title: and date: narrow; word* finds beginnings, word~ near spellings. An empty query lists
    every article, newest first.
    """
    if query is None and saved is None:
        raise click.UsageError("give a QUERY, or --saved with the name of a saved search")
    with current_library() as library:
        search = Search(query or "") if saved is None else library.searches.get(saved).search
        if saved is not None and query:
            search = replace(search, query=_both(search.query, query))
        query = search.written()[0]
        found = library.search(query, limit=limit, sort=sort or search.sort, facets=False)
        meant = library.correction(query) if found.is_scant else None
    for hit in found.hits:
        if as_json:
            emit(hit_record(hit))
        else:
            _show(hit)
    for line in _remarks(found, meant):
        note(line)
    return 0


def _both(query: str, other: str) -> str:
    """A query that finds what both find."""
    return " ".join(f"({part})" for part in (query, other) if part.strip())


def _show(hit: Hit) -> None:
    from rich.text import Text

    out = console()
    info = hit.info
    title = marked(info.title, hit.title_hits, "reverse") if info.title else Text(title_of(info))
    title.stylize("bold")
    write(out, title + Text(f"  {one_line(info.id)}", style="dim"))
    write(out, byline(info), indent=2)
    if hit.snippet.text.strip():
        write(out, marked(hit.snippet.text, hit.snippet.hits, "bold underline"), indent=2)
    out.print()


def _remarks(found: SearchResult, meant: str | None) -> Iterator[str]:
    if not found.hits:
        yield f"nothing found for {found.query}"
    elif found.total > len(found.hits):
        yield f"{len(found.hits)} of {plural(found.total, 'article')}; --limit shows more"
    if meant:
        yield f"did you mean: {meant}"
    yield from found.notes
