"""One process of the app for each browser window; textual-serve carries keys in and the screen out.

The process is started from a list of words, never through a shell.
"""

import asyncio
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual_serve.app_service import AppService

from reader.serving.guard import TOKEN_VARIABLE

if TYPE_CHECKING:
    from aiohttp.web import WebSocketResponse
    from textual_serve.download_manager import DownloadManager

_CODE: Final = Path(__file__).resolve().parents[2]
_SECONDS_TO_END: Final = 5.0


class Session(AppService):
    """The app behind one window."""

    def __init__(
        self, command: Sequence[str], socket: "WebSocketResponse", downloads: "DownloadManager"
    ) -> None:
        """A session; :meth:`start` begins it.

        Args:
            command: the program and its arguments.
            socket: the window's end.
            downloads: where files for the window wait.
        """
        super().__init__(
            command[0],
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._words = tuple(command)
        self._socket = socket

    async def _close(self) -> None:
        await self._socket.close()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        environment.pop(TOKEN_VARIABLE, None)
        # The same code as the server's, and nothing that happens to lie in the current folder.
        paths = (str(_CODE), environment.get("PYTHONPATH", ""))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        environment["PYTHONSAFEPATH"] = "1"
        return environment

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def stop(self) -> None:
        """Ask the app to end, and end it if it does not."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_END):
                await super().stop()
                if self._process is not None:
                    await self._process.wait()
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
