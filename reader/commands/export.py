"""``secondsource export``: marked passages as a file."""

from pathlib import Path

import click

from reader.commands.options import highlights_library, library_option
from reader.commands.output import note, put
from reader.export import FORMATS, Format, format_of, named, render
from reader.text import plural


class _FormatName(click.ParamType[Format]):
    """A format by name, alias or suffix."""

    name = "format"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Format:
        """Find the format of a name."""
        form = value if isinstance(value, Format) else named(str(value))
        if form is None:
            self.fail(f"{value!r} is none of {', '.join(FORMATS)}", param, ctx)
        return form


@click.command(
    epilog="Example: secondsource export --format markdown --tag troops --output passages.md. "
    "Formats: " + "; ".join(f"{form.key}: {form.label}" for form in FORMATS.values()) + "."
)
@click.option(
    "--format",
    "form",
    type=_FormatName(),
    metavar="F",
    help="The format; by default that of --output's suffix, Markdown without one.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write here, replacing the file whole, rather than to stdout.",
)
@click.option(
    "--article", "articles", multiple=True, metavar="ID", help="Only of this article; repeatable."
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only with this tag; repeatable.")
@click.option(
    "--colour", "colours", multiple=True, metavar="C", help="Only of this colour; repeatable."
)
@click.option("--text", default="", metavar="WORDS", help="Only with these words in them.")
@click.option("--no-orphans", is_flag=True, help="Leave out passages their article has lost.")
@click.option("--no-corroboration", is_flag=True, help="Leave out who else reports it.")
@library_option()
def command(
    *,
    form: Format | None,
    output: Path | None,
    articles: tuple[str, ...],
    tags: tuple[str, ...],
    colours: tuple[str, ...],
    text: str,
    no_orphans: bool,
    no_corroboration: bool,
) -> int:
    """Write marked passages to a file.

    Each comes with its citation, its offsets and who else reports it, in which words.
    """
    from reader.export.gather import Selection, gather

    chosen = form or format_of(output or Path("-"))
    with highlights_library() as library:
        selection = Selection(
            articles=frozenset(map(library.resolve, articles)),
            tags=frozenset(tags),
            colours=frozenset(colours),
            text=text,
            orphans=not no_orphans,
        )
        passages = gather(library, selection, corroboration=not no_corroboration)
    put(render(chosen, passages), output)
    note(f"{plural(len(passages), 'passage')} exported")
    return 0
