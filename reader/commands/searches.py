"""``secondsource searches``: the saved searches without the app."""

from typing import get_args

import click

from index.asking import Search
from index.model import Sort
from index.store.searches import SavedSearch
from reader.commands.journal import add_journal
from reader.commands.options import highlights_library, json_option, library_option
from reader.commands.output import console, emit, note, write
from reader.records import saved_search_record
from reader.text import format_date, one_line, plural


@click.group(
    invoke_without_command=True,
    epilog="Example: secondsource searches save strikes 'ferry strike' --sort date. "
    "`secondsource search --saved NAME` runs one.",
)
@library_option()
@click.pass_context
def command(ctx: click.Context) -> int:
    """List, save and rename searches.

    Without a further word, list all.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_command, as_json=False)
    return 0


@command.command("list", epilog="Example: secondsource searches list --json")
@json_option
@library_option()
def list_command(*, as_json: bool) -> int:
    """List the saved searches by name."""
    with highlights_library() as library:
        saved = library.searches.all()
    for one in saved:
        if as_json:
            emit(saved_search_record(one))
        else:
            _show(one)
    if not saved:
        note("no searches are saved; save one in the app or with `secondsource searches save`")
    return 0


def _show(saved: SavedSearch) -> None:
    out = console()
    write(out, one_line(saved.name), style="bold")
    write(out, f"{one_line(saved.search.written()[0]) or 'all reports'}", indent=2)
    write(out, f"by {saved.search.sort}, saved {format_date(saved.saved)}", indent=2, style="dim")


@command.command("save", epilog="Example: secondsource searches save strikes 'ferry strike'")
@click.argument("name")
@click.argument("query")
@click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    default="relevance",
    show_default=True,
    help="The order of what it finds.",
)
@library_option()
def save_command(name: str, query: str, sort: Sort) -> int:
    """Keep QUERY under NAME, in place of what NAME stood for."""
    if not name.strip():
        raise click.UsageError("a saved search needs a name")
    with highlights_library() as library:
        library.searches.save(name, Search(query, sort=sort))
    return 0


@command.command("rename", epilog="Example: secondsource searches rename strikes 'ferry strikes'")
@click.argument("name")
@click.argument("new")
@library_option()
def rename_command(name: str, new: str) -> int:
    """Give a saved search another name."""
    if not new.strip():
        raise click.UsageError("a saved search needs a name")
    with highlights_library() as library:
        library.searches.rename(library.searches.get(name).name, new)
    return 0


@command.command(
    "remove",
    epilog="Example: secondsource searches remove strikes; `secondsource searches undo` "
    "brings it back.",
)
@click.argument("name")
@library_option()
def remove_command(name: str) -> int:
    """Remove a saved search."""
    with highlights_library() as library:
        library.searches.remove(library.searches.get(name).name)
    return 0


add_journal(command, "searches", lambda library: library.searches)


@command.command("forget", epilog="Example: secondsource searches forget")
@library_option()
def forget_command() -> int:
    """Forget every search asked; what is saved stays."""
    with highlights_library() as library:
        forgotten = library.searches.forget()
    note(f"{plural(forgotten, 'search', 'searches')} forgotten")
    return 0
