"""``secondsource serve``: the app in a browser, for this machine only unless told otherwise."""

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from index.errors import SecondSourceError
from reader.commands.open import require_any
from reader.commands.options import library_option, named_library
from reader.commands.output import note
from reader.serving.guard import TOKEN_VARIABLE, Guard, is_loopback, new_token, weakness

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE: Final = "textual-serve>=1.1.3,<1.2"


@click.command(
    epilog="Example: secondsource serve reports/ --port 8010. Each browser window is a reader of "
    "its own; exports are sent to the browser. Others who are logged in on this machine can "
    "reach a server without a token. With --public, put TLS in front of it, or use a tunnel: "
    "ssh -L 8000:127.0.0.1:8000 HOST needs neither."
)
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; any but this machine's own address needs --public and --token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port to listen on; 0: any that is free.",
)
@click.option("--public", is_flag=True, help="Let other machines in; needs --token.")
@click.option(
    "--token",
    metavar="TOKEN",
    envvar=TOKEN_VARIABLE,
    help=f"What visitors must know (better in {TOKEN_VARIABLE}, where no process list has it).",
)
@library_option()
def command(paths: tuple[str, ...], host: str, port: int, public: bool, token: str | None) -> int:
    """Open the reader in a browser.

    On files and folders, on the library, or on the samples, as without `serve`. Nothing is
    fetched from the network.
    """
    require_any(paths)
    if token is not None and (problem := weakness(token)):
        raise click.UsageError(f"--token: {problem}, for example {new_token()}")
    if public and token is None:
        raise click.UsageError(f"--public needs --token, for example --token {new_token()}")
    _require_package()
    from reader.serving.server import ReaderServer

    with _listen(host, port, public=public) as listening:
        guard = Guard(host, token, any_name=public)
        server = ReaderServer(_app_command(paths), guard, listening)
        note(f"reading at {_address(host, listening)}{' with the token' if token else ''}")
        note("Ctrl-C stops; everything marked is kept")
        server.run()
    return 0


def _require_package() -> None:
    try:
        import textual_serve.server  # noqa: F401
    except ImportError as error:
        raise SecondSourceError(
            f"the browser needs one more package ({error.name} is missing): install it with "
            f"{sys.executable} -m pip install '{_PACKAGE}', or with "
            f"pipx inject secondsource '{_PACKAGE}'"
        ) from error


def _listen(host: str, port: int, *, public: bool) -> socket.socket:
    """A socket that takes connections there.

    Raises:
        click.UsageError: others could reach it, which nobody allowed.
        SecondSourceError: there is no such address, or it is taken.
    """
    if not host:
        raise click.UsageError("--host: name an address, such as 127.0.0.1")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        if not public and not is_loopback(str(address[0])):
            raise click.UsageError(
                f"{host} lets other machines in: that needs --public and --token, "
                f"for example --token {new_token()}"
            )
        return socket.create_server((str(address[0]), port), family=family)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SecondSourceError(
            f"cannot listen at {host}, port {port}: {reason}; choose another --host or --port"
        ) from error


def _app_command(paths: "Sequence[str]") -> tuple[str, ...]:
    """What starts the app for one window.

    Paths are made absolute, so that none is taken for a command or an option.
    """
    library = named_library()
    named = () if library is None else ("--library", str(library.absolute()))
    opened = (str(Path(path).absolute()) for path in paths)
    return (sys.executable, "-m", "reader", *named, *opened)


def _address(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    name = f"[{host}]" if listening.family == socket.AF_INET6 and ":" in host else host
    return f"http://{name}:{port}/"
