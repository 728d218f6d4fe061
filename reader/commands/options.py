"""Options that several commands share, and how a command reaches its library."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from index.errors import LibraryBusyError, ReadOnlyError
from reader.commands.output import note
from reader.commands.progress import MODES, shown, stoppable

if TYPE_CHECKING:
    from index.library import Library

LIBRARY_VARIABLE: Final = "SECONDSOURCE_LIBRARY"

_META: Final = "secondsource.library"
_PLAIN: Final = "secondsource.plain"
_FRESH: Final = "secondsource.fresh"
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def library_option(*, from_environment: bool = False) -> Callable[[_Decorated], _Decorated]:
    """``--library DIR``, before or after the command's name; the one after wins."""

    def remember(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value is None:
            return
        if not value.strip():
            raise click.BadParameter("it is empty: name a folder", ctx, param)
        ctx.meta[_META] = Path(value)

    return click.option(
        "--library",
        metavar="DIR",
        type=click.Path(),
        envvar=LIBRARY_VARIABLE if from_environment else None,
        callback=remember,
        expose_value=False,
        help=f"The library's folder (or {LIBRARY_VARIABLE}); by default in your data folder.",
    )


def _noted_flag(
    name: str,
    key: str,
    help: str,  # noqa: A002
) -> Callable[[_Decorated], _Decorated]:
    """A flag that counts wherever it stands, before or after the paths."""

    def remember(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            ctx.meta[key] = True

    return click.option(name, is_flag=True, callback=remember, expose_value=False, help=help)


plain_option: Final = _noted_flag(
    "--plain", _PLAIN, "Ask and answer in plain lines, for screen readers and simple terminals."
)
fresh_option: Final = _noted_flag("--fresh", _FRESH, "Begin anew rather than where you left off.")


def json_option(command: _Decorated) -> _Decorated:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON Lines.")(command)


def progress_option(command: _Decorated) -> _Decorated:
    """``--progress``."""
    return click.option(
        "--progress",
        type=click.Choice(MODES),
        default="auto",
        show_default=True,
        help="How to show progress on stderr; auto: a bar on a terminal, nothing elsewhere.",
    )(command)


def named_library() -> Path | None:
    """The folder named by option or environment, if one is."""
    named: Path | None = click.get_current_context().meta.get(_META)
    return named


def is_plain() -> bool:
    """Whether the reader is to work in plain lines."""
    return bool(click.get_current_context().meta.get(_PLAIN))


def is_fresh() -> bool:
    """Whether the reader is to begin anew."""
    return bool(click.get_current_context().meta.get(_FRESH))


def library_folder() -> Path:
    """The folder of the library to use."""
    from index.places import default_library

    return named_library() or default_library()


def open_library(*, create: bool = False) -> "Library":
    """Open the chosen library.

    Args:
        create: make it where there is none.

    Raises:
        LibraryUnusableError: it cannot be used, or there is none and none is to be made.
    """
    from index.library import Library

    return Library.open(library_folder(), create=create)


def highlights_library() -> "Library":
    """Open the chosen library for its highlights.

    Those made while reading files directly lie with the default library, which may hold no
    articles yet; a library named by the caller must be there.
    """
    return open_library(create=named_library() is None)


def current_library() -> "Library":
    """Open the chosen library for asking, its index and claims brought up to its articles.

    That is work only after an ``add`` was interrupted. Where another process is writing, or
    nothing can be written, the answer is the last complete one, and a note says so.
    """
    library = open_library()
    try:
        if not library.is_current():
            _catch_up(library)
    except BaseException:
        library.close()
        raise
    return library


def _catch_up(library: "Library") -> None:
    try:
        with stoppable() as cancelled, shown("auto") as progress:
            library.catch_up(progress=progress, cancelled=cancelled)
    except (LibraryBusyError, ReadOnlyError) as error:
        note(f"{error}; this is what was complete before")
