"""The command line's entrance: which command is meant, and what its failures look like.

Data goes to stdout, everything else to stderr. Exit codes: 0 done; 1 something asked for was
not found, or some inputs were rejected; 2 wrong usage or an unusable library; 130 stopped.
"""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from index import __version__
from index.errors import (
    CancelledError,
    InputRejectedError,
    NotFoundError,
    QueryError,
    SecondSourceError,
)
from reader.commands import COMMANDS
from reader.commands.options import fresh_option, is_fresh, is_plain, library_option, plain_option
from reader.commands.output import note

PROGRAM: Final = "secondsource"
NOT_FOUND: Final = 1
UNUSABLE: Final = 2
STOPPED: Final = 130

_AROUND: Final = 60
"""Characters of a query shown on either side of what is wrong in it."""

_OPEN: Final = "reader.commands.open"
_CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class CommandsOrPaths(click.Group):
    """Commands by name; anything else is a path to open in the app."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Every command, in the order help lists them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        module = COMMANDS.get(cmd_name)
        return None if module is None else _load(module)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first argument, or the opening of all arguments as paths."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "", _load(_OPEN), args


def _load(module: str) -> click.Command:
    command = import_module(module).command
    if not isinstance(command, click.Command):
        raise TypeError(f"{module}.command is no command")
    return command


@click.group(
    cls=CommandsOrPaths,
    context_settings=_CONTEXT,
    invoke_without_command=True,
    subcommand_metavar="[PATH… | COMMAND [ARGS]…]",
    options_metavar="[--library DIR] [--fresh] [--plain]",
    epilog="Example: secondsource reports/ statement.txt. A path named like a command is written "
    "./add. `secondsource COMMAND -h` explains a command.",
)
@library_option(from_environment=True)
@fresh_option
@plain_option
@click.version_option(__version__, "-V", "--version", prog_name="Second Source")
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Read reports with the second source at your elbow.

    Without a command, open the reader on files and folders, or on the library; when that is
    empty, on sample reports.
    """
    if is_plain() and ctx.invoked_subcommand:
        raise click.UsageError("--plain is for reading; `secondsource read` prints plain lines")
    if is_fresh() and ctx.invoked_subcommand:
        raise click.UsageError("--fresh is for the reader, which begins where you left off")
    if ctx.invoked_subcommand is None:
        opening = _load(_OPEN)
        with opening.make_context(None, [], parent=ctx) as inner:
            opening.invoke(inner)
    return 0


def main(args: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        args: the command line without the program's name; the process's own by default.

    Returns:
        The exit code.
    """
    _speak_utf8()
    try:
        code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:
        place = error.filename or "standard output"
        note(f"{place}: {error.strerror or error}; see that it can be written to")
        _discard_output()
        return UNUSABLE
    return code


def _discard_output() -> None:
    """Let what is still to be written to stdout, which takes no more, fail nothing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(args: Sequence[str] | None) -> int:
    try:
        outcome = cli.main(
            args=None if args is None else list(args), prog_name=PROGRAM, standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except SystemExit as error:
        # Click leaves this way when stdout was closed, and only then.
        raise BrokenPipeError from error
    except (KeyboardInterrupt, click.Abort, CancelledError) as stop:
        onward = ", and the next add goes on from there" if isinstance(stop, CancelledError) else ""
        note(f"stopped; what was complete is kept{onward}")
        return STOPPED
    except QueryError as error:
        _show_query_error(error)
        return UNUSABLE
    except (NotFoundError, InputRejectedError) as error:
        note(str(error))
        return NOT_FOUND
    except SecondSourceError as error:
        note(str(error))
        return UNUSABLE
    return outcome if isinstance(outcome, int) else 0


def _show_query_error(error: QueryError) -> None:
    from rich.cells import cell_len

    from reader.text import drawable

    # Of a long one, as a file pasted by mistake, only what surrounds the place.
    first = max(error.start - _AROUND, 0)
    shown = error.query[first : error.start + _AROUND]
    query, start = drawable(shown), error.start - first
    note(f"the query cannot be read: {error.problem}")
    lead = " " * cell_len(query[:start])
    caret = "^" * max(cell_len(query[start : error.end - first]), 1)
    click.echo(f"  {query}\n  {lead}{caret}", err=True)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: data must not depend on where it is made."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
