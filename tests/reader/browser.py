"""A person at a real browser: headless Chromium, driven through its DevTools protocol.

No driver of its own: the protocol is JSON over a WebSocket, which aiohttp speaks, and aiohttp is
there wherever the app can be served.
"""

import asyncio
import base64
import json
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from aiohttp import ClientSession, ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,800",
    "--remote-debugging-port=0",
)
PATIENCE = 30.0
_KEYS = {"Enter": 13, "Escape": 27, "Tab": 9}
_ESCAPES = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b[=>]")


def chromium() -> str:
    """The browser's program; skips the test where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no Chromium here: none of {', '.join(NAMES)} is on the path")
    return found


class Browser:
    """One tab."""

    def __init__(self, socket: "ClientWebSocketResponse") -> None:
        self._socket = socket
        self._calls: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._numbers = count(1)
        self._drawn: list[str] = []
        self.requested: list[str] = []
        """Every address the page has asked for."""
        self.complaints: list[str] = []
        """What the page's scripts or its policy complained of."""

    async def listen(self) -> None:
        """Take in what the browser reports, until it closes."""
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                self._calls.pop(told["id"]).set_result(told)
            else:
                self._note(told["method"], told["params"])

    def _note(self, method: str, params: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requested.append(params["request"]["url"])
            case "Network.webSocketCreated":
                self.requested.append(params["url"])
            case "Network.webSocketFrameReceived" if params["response"]["opcode"] == 2:
                data = base64.b64decode(params["response"]["payloadData"])
                self._drawn.append(data.decode())
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.complaints.append(params["entry"]["text"])

    async def call(self, method: str, **params: object) -> dict[str, Any]:
        """Ask the browser for something."""
        number = next(self._numbers)
        answer = asyncio.get_running_loop().create_future()
        self._calls[number] = answer
        await self._socket.send_json({"id": number, "method": method, "params": params})
        told = await asyncio.wait_for(answer, PATIENCE)
        assert "error" not in told, told
        result: dict[str, Any] = told["result"]
        return result

    async def visit(self, url: str) -> None:
        """Go to an address."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.call("Page.navigate", url=url)

    async def value(self, expression: str) -> Any:
        """What a JavaScript expression comes to."""
        told = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return told["result"].get("value")

    async def press(self, *keys: str) -> None:
        """Press keys, each by its character or its name."""
        for key in keys:
            text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            code = _KEYS.get(key, 0)
            named = {"key": key, "text": text, "windowsVirtualKeyCode": code}
            await self.call("Input.dispatchKeyEvent", type="keyDown", **named)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    @property
    def drawn(self) -> str:
        """What the page was told to draw since last waited for, without colours."""
        return _ESCAPES.sub(lambda m: "" if m[2] == "m" else "\n", "".join(self._drawn))

    async def picture(self) -> bytes:
        """The page as a PNG."""
        told = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(told["data"])

    async def until_drawn(self, *words: str) -> None:
        """Wait for all these words to be drawn, then forget what was drawn up to now."""
        try:
            await self.until(lambda: all(w in self.drawn for w in words), " and ".join(words))
        except AssertionError as error:
            raise AssertionError(f"{error}; but this: {self.drawn}") from error
        self._drawn.clear()

    async def until_true(self, expression: str) -> None:
        """Wait for a JavaScript expression to become true."""
        async with asyncio.timeout(PATIENCE):
            while not await self.value(expression):
                await asyncio.sleep(0.05)

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for something to become so."""
        await _until(condition, what)


async def _until(condition: Callable[[], object], what: str) -> None:
    end = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        assert asyncio.get_running_loop().time() < end, f"never came: {what}"
        await asyncio.sleep(0.05)


@asynccontextmanager
async def browsing(profile: Path, downloads: Path) -> AsyncIterator[Browser]:
    """Start a browser with an empty profile and give its tab.

    Args:
        profile: where the browser keeps its things.
        downloads: where it puts what is downloaded, without asking.
    """
    from aiohttp import ClientSession

    process = await asyncio.create_subprocess_exec(
        chromium(),
        *FLAGS,
        f"--user-data-dir={profile}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = profile / "DevToolsActivePort"
        await _until(lambda: port.exists() and port.read_text().count("\n"), "the browser's port")
        async with (
            ClientSession() as client,
            client.ws_connect(
                await _tab(client, int(port.read_text().split()[0])), max_msg_size=0
            ) as socket,
        ):
            browser = Browser(socket)
            listening = asyncio.create_task(browser.listen())
            await browser.call(
                "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads)
            )
            yield browser
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _tab(client: "ClientSession", port: int) -> str:
    async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
        tabs = await answer.json()
    address: str = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
    return address
