"""``secondsource [PATH…]``: open the app on files and folders, the library or the samples."""

from difflib import get_close_matches
from pathlib import Path

import click

from index.errors import NotFoundError
from index.places import Places, default_library, opened_library, samples
from index.store.articles import FILE_NAME
from reader.commands import COMMANDS, output
from reader.commands.options import (
    fresh_option,
    is_fresh,
    is_plain,
    library_option,
    named_library,
    plain_option,
)


@click.command(options_metavar="[--library DIR] [--fresh] [--plain]", add_help_option=False)
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@library_option()
@fresh_option
@plain_option
def command(paths: tuple[str, ...]) -> int:
    """Open the reader on files and folders, or on the library."""
    require_any(paths)
    named = named_library()
    if named is None and not paths and not _has_articles(default_library()):
        paths = (str(samples()),)
    places = _places(named, paths)
    if is_plain():
        from reader.plain.opening import run as run_plain

        return run_plain(places.library, places.highlights, paths)
    if not output.at_a_terminal():
        raise click.UsageError(
            "the reader needs a terminal, for stderr as well; without one, use --plain or the "
            "commands: `secondsource --help`",
            _usage(),
        )
    from reader import tempo

    tempo.hurry()
    from reader.app import run

    run(places.library, places.highlights, paths, fresh=is_fresh())
    return 0


def _places(named: Path | None, paths: tuple[str, ...]) -> Places:
    if named is not None:
        return Places(named, named)
    if paths:
        return opened_library(paths)
    return Places(default_library(), default_library())


def _usage() -> click.Context:
    """Whose usage is shown: that of the whole program, where no command was named."""
    here = click.get_current_context()
    return here if here.info_name else here.find_root()


def require_any(paths: tuple[str, ...]) -> None:
    """Refuse where there is nothing to open; what is missing among others the app will say."""
    if not paths or any(Path(path).exists() for path in paths):
        return
    meant = get_close_matches(paths[0], COMMANDS, n=1)
    if meant:
        raise click.UsageError(
            f"{paths[0]!r} is neither a command nor a file or folder; did you mean {meant[0]!r}?",
            _usage(),
        )
    missing = ", ".join(repr(path) for path in paths)
    raise NotFoundError(f"no such file or folder: {missing}")


def _has_articles(folder: Path) -> bool:
    """Whether a library lies there with anything in it."""
    from index.library import Library

    if not (folder / FILE_NAME).exists():
        return False
    with Library.open(folder, create=False) as library:
        return not library.is_empty()
