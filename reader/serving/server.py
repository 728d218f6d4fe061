"""The web server: textual-serve's terminal page behind our own door, with nothing from elsewhere.

textual-serve's own page fetches a font from the network and its server starts the app through a
shell; both are replaced here. What is used of it: the browser's terminal, the packets between
page and app, and downloads. Built on its 1.1 series, some of whose methods are not public.
"""

import asyncio
import html
import logging
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import redirect_stdout
from io import TextIOBase
from pathlib import Path
from string import Template
from typing import Final

from aiohttp import WSCloseCode, web
from textual_serve.server import Server, to_int

from reader.commands.output import note
from reader.serving.guard import Guard, is_own_page
from reader.serving.sessions import Session

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    # The terminal in the page makes its own style sheets.
    "style-src 'self' 'unsafe-inline'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_MOST_WINDOWS: Final = 16
"""Each is a process of its own, of some 100 MB."""
_SECONDS_TO_STOP: Final = 6.0


class ReaderServer(Server):
    """Serves the app to whomever the guard lets in."""

    def __init__(self, command: Sequence[str], guard: Guard, listening: socket.socket) -> None:
        """A server; :meth:`run` serves.

        Args:
            command: what starts the app, as a list of words.
            guard: who may come in.
            listening: the socket to serve on.
        """
        host, port = listening.getsockname()[:2]
        super().__init__(command[0], host=host, port=port, title="Second Source")
        self._words = tuple(command)
        self._guard = guard
        self._listening = listening
        self._cookie = f"secondsource_{port}"
        self._windows: set[web.WebSocketResponse] = set()

    def run(self) -> None:
        """Serve until stopped by a signal."""
        said = _ToStderr()
        logging.basicConfig(stream=said, format="%(message)s", level=logging.WARNING)
        with redirect_stdout(said):
            web.run_app(
                self._make_app(),
                sock=self._listening,
                access_log=None,
                print=None,
                shutdown_timeout=_SECONDS_TO_STOP,
            )

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._admit])
        app.add_routes(
            (
                web.get("/", self.handle_page),
                web.get("/page.js", _script),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", self.statics_path),
            )
        )
        app.on_response_prepare.append(_harden)
        app.on_shutdown.append(self._close_windows)
        return app

    async def _close_windows(self, _app: web.Application) -> None:
        closing = (
            window.close(code=WSCloseCode.GOING_AWAY, message=b"the server was stopped")
            for window in tuple(self._windows)
        )
        await asyncio.gather(*closing, return_exceptions=True)

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through, answer it with why not, or swap a token for a cookie."""
        host, origin = request.headers.get("Host"), request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if not self._guard.knows(host):
            return _refused("This server does not go by that name.")
        if (origin is not None or is_socket) and not is_own_page(origin, host):
            return _refused("Only this server's own page may ask that.")
        token = request.query.get("token")
        if not self._guard.admits(token, request.cookies.get(self._cookie)):
            return _refused("Open the address with its token: …/?token=TOKEN", status=401)
        if token is None or is_socket:
            return await handler(request)
        # The token leaves the address bar, the history and whatever is sent on from there.
        bare = request.rel_url.without_query_params("token")
        moved = web.Response(status=303, headers={"Location": str(bare)})
        if self._guard.token is not None:
            moved.set_cookie(
                self._cookie, self._guard.pass_, httponly=True, samesite="Lax", path="/"
            )
        return moved

    async def handle_page(self, request: web.Request) -> web.Response:
        """The one page."""
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        size = min(max(to_int(request.query.get("fontsize", ""), 16), 6), 72)
        page = Template((_HERE / "page.html").read_text(encoding="utf-8")).substitute(
            socket=html.escape(f"{'wss' if secure else 'ws'}://{request.host}/ws"), size=size
        )
        return web.Response(
            text=page, content_type="text/html", headers={"Cache-Control": "no-store"}
        )

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A window: its keys go to a process of the app, whose screen comes back."""
        if len(self._windows) >= _MOST_WINDOWS:
            raise web.HTTPServiceUnavailable(text="Too many windows are open.")
        window = web.WebSocketResponse(heartbeat=15)
        await window.prepare(request)
        session = Session(self._words, window, self.download_manager)
        self._windows.add(window)
        try:
            await session.start(
                to_int(request.query.get("width", ""), 80),
                to_int(request.query.get("height", ""), 24),
            )
            await self._process_messages(window, session)
        except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
            await window.close(code=WSCloseCode.PROTOCOL_ERROR)
        finally:
            self._windows.discard(window)
            await session.stop()
        return window


async def _script(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_HERE / "page.js")


def _refused(why: str, *, status: int = 403) -> web.Response:
    return web.Response(status=status, text=f"{why}\n")


async def _harden(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


class _ToStderr(TextIOBase):
    """What textual-serve prints, such as an app's last words, as safe lines on stderr."""

    def write(self, text: str) -> int:
        """Pass on each line."""
        for line in text.splitlines():
            if line.strip():
                note(line)
        return len(text)
