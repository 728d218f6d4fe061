"""``secondsource show``: print one article."""

import sys

import click

from index.model import Article, Span
from reader.commands.options import json_option, library_option, open_library
from reader.commands.output import console, emit, marked, write
from reader.records import article_record
from reader.text import byline, location, title_of


@click.command(epilog="Example: secondsource show 3f9a --json")
@click.argument("article")
@json_option
@library_option()
def command(article: str, as_json: bool) -> int:
    """Print an article.

    ARTICLE is an id or the beginning of one.
    """
    with open_library() as library:
        found = library.article(library.resolve(article))
    if as_json:
        emit(article_record(found))
    else:
        _show(found)
    return 0


def _show(article: Article) -> None:
    out = console()
    write(out, title_of(article), style="bold")
    write(out, byline(article), style="italic")
    if place := location(article):
        write(out, place)
    out.print()
    chrome = [Span(mark.start, mark.end) for mark in article.chrome]
    # On a terminal, what is not reporting is dim; elsewhere the text is only the text.
    write(out, marked(article.text, chrome if sys.stdout.isatty() else (), "dim", keep="\n"))
