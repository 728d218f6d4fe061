"""``secondsource highlights``: the marked passages without the app."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from index.errors import InputRejectedError, NotFoundError
from index.model import Highlight, Span
from reader.commands.journal import add_journal
from reader.commands.options import (
    highlights_library,
    json_option,
    library_option,
    open_library,
)
from reader.commands.output import console, emit, note, write
from reader.records import highlight_record
from reader.text import citation, one_line, plural

if TYPE_CHECKING:
    from index.library import Library
    from reader.export.webannotation import FindArticle

COLOURS: Final = ("yellow", "green", "blue", "red", "purple")


@click.group(
    invoke_without_command=True,
    epilog="Example: secondsource highlights add 3f9a 412 530 --note 'ask the ministry'",
)
@library_option()
@click.pass_context
def command(ctx: click.Context) -> int:
    """List, mark and import passages.

    Without a further word, list all.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_command, articles=(), as_json=False)
    return 0


@command.command("list", epilog="Example: secondsource highlights list --json")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@json_option
@library_option()
def list_command(articles: tuple[str, ...], as_json: bool) -> int:
    """List marked passages as they stand in the text now.

    ARTICLE is an id or the beginning of one; none means all.
    """
    from reader.export.gather import Selection, gather

    with highlights_library() as library:
        ids = frozenset(map(library.resolve, articles))
        passages = gather(library, Selection(articles=ids), corroboration=False)
    for passage in passages:
        if as_json:
            emit(highlight_record(passage.highlight))
        else:
            _show(passage.highlight)
    if not passages:
        note("no passages are marked; mark one in the app or with `secondsource highlights add`")
    return 0


def _show(highlight: Highlight) -> None:
    out = console()
    quote = highlight.quote
    state = "  [orphan: no longer in the article]" if highlight.orphan else ""
    place = f"{one_line(highlight.article)} at {quote.start}-{quote.end}"
    write(out, f"{one_line(highlight.id)}  {one_line(highlight.colour)}{state}", style="dim")
    write(out, f"“{one_line(quote.exact)}”", indent=2, style="bold")
    write(out, f"{citation(highlight)}; {place}", indent=2)
    if highlight.note:
        write(out, f"note: {one_line(highlight.note)}", indent=2)
    if highlight.tags:
        write(out, f"tags: {one_line(', '.join(highlight.tags))}", indent=2)


@command.command("add", epilog="Example: secondsource highlights add 3f9a 412 530 --tag troops")
@click.argument("article")
@click.argument("start", type=click.IntRange(min=0))
@click.argument("end", type=click.IntRange(min=1))
@click.option("--note", "text", default="", metavar="TEXT", help="A note to go with it.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be repeated.")
@click.option(
    "--colour", type=click.Choice(COLOURS), default="yellow", show_default=True, help="Its colour."
)
@json_option
@library_option()
def add_command(
    *,
    article: str,
    start: int,
    end: int,
    text: str,
    tags: tuple[str, ...],
    colour: str,
    as_json: bool,
) -> int:
    """Mark a passage of an article.

    START and END count Unicode code points from 0; END is not included.
    """
    with open_library() as library:
        found = library.article(library.resolve(article))
        if not start < end <= len(found.text):
            raise click.UsageError(
                f"{start}-{end} is no passage: START must be below END, and the article has "
                f"{len(found.text):,} characters"
            )
        made = library.highlights.add(found, Span(start, end), note=text, tags=tags, colour=colour)
    _tell(made, as_json=as_json)
    return 0


@command.command("edit", epilog="Example: secondsource highlights edit 5b1c --note 'confirmed'")
@click.argument("highlight")
@click.option("--note", "text", metavar="TEXT", help="The new note.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="The new tags; may be repeated.")
@click.option("--colour", type=click.Choice(COLOURS), help="The new colour.")
@json_option
@library_option()
def edit_command(
    *, highlight: str, text: str | None, tags: tuple[str, ...], colour: str | None, as_json: bool
) -> int:
    """Change the note, tags or colour of a marked passage."""
    with highlights_library() as library:
        changed = library.highlights.update(
            _resolve(library, highlight), note=text, tags=tags or None, colour=colour
        )
    _tell(changed, as_json=as_json)
    return 0


@command.command(
    "remove",
    epilog="Example: secondsource highlights remove 5b1c; "
    "`secondsource highlights undo` brings it back.",
)
@click.argument("highlights", nargs=-1, required=True, metavar="HIGHLIGHT…")
@library_option()
def remove_command(highlights: tuple[str, ...]) -> int:
    """Remove marked passages by id, or by the beginning of one."""
    code = 0
    with highlights_library() as library:
        for name in highlights:
            try:
                library.highlights.remove(_resolve(library, name))
            except NotFoundError as error:
                note(str(error))
                code = 1
    return code


add_journal(command, "highlights", lambda library: library.highlights)


@command.command("import", epilog="Example: secondsource highlights import passages.json")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@library_option()
def import_command(files: tuple[str, ...]) -> int:
    """Take in W3C Web Annotations.

    Such as `secondsource export --format annotations` writes; those of other tools as far as
    they quote text. FILE may be - for standard input. Importing twice does no harm. An
    annotation of an article that is not in the library is kept.
    """
    taken = present = 0
    code = 0
    with highlights_library() as library:
        known = _addresses(library)
        for name in files:
            for found in _read(name, known.get):
                if isinstance(found, InputRejectedError):
                    note(str(found))
                    code = 1
                elif library.highlights.put(found):
                    taken += 1
                else:
                    present += 1
    note(f"{plural(taken, 'passage')} taken in, {present:,} here already")
    return code


def _read(name: str, find_article: "FindArticle") -> Iterator[Highlight | InputRejectedError]:
    from reader.export.webannotation import import_annotations

    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        yield InputRejectedError(name, error.strerror or str(error))
    except UnicodeDecodeError:
        yield InputRejectedError(name, "not UTF-8, so not JSON")
    else:
        yield from import_annotations(text, name, find_article)


def _addresses(library: "Library") -> dict[str, str]:
    """Every address an annotation may know an article of the library by."""
    from reader.export.webannotation import article_urn

    addresses: dict[str, str] = {}
    for info in library.articles():
        if info.path:
            addresses[Path(info.path).as_uri()] = info.id
    for info in library.articles():
        addresses[article_urn(info.id)] = info.id
        if info.url:
            addresses[info.url] = info.id
    return addresses


def _resolve(library: "Library", name: str) -> str:
    """The highlight that is meant: by its id, or by the beginning of no other one's."""
    ids = [highlight.id for highlight in library.highlights.all()]
    found = [id_ for id_ in ids if id_ == name] or [id_ for id_ in ids if id_.startswith(name)]
    if len(found) == 1:
        return found[0]
    how = "begins more than one id" if found else "is no highlight"
    raise NotFoundError(f"{name!r} {how}; `secondsource highlights` lists them")


def _tell(highlight: Highlight, *, as_json: bool) -> None:
    if as_json:
        emit(highlight_record(highlight))
    else:
        _show(highlight)
