"""The served app as a process of its own, and requests to it with headers of any kind."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import PROJECT
from tests.reader.cli.running import command

if TYPE_CHECKING:
    from http.client import HTTPResponse

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    process: "subprocess.Popen[str]"
    port: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a path with these headers besides a right ``Host``, unless it is given."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response: HTTPResponse = connection.getresponse()
            body = "" if response.status == 101 else response.read().decode("utf-8", "replace")
            return Answer(response.status, dict(response.getheaders()), body)
        finally:
            connection.close()

    def shake(self, headers: Mapping[str, str] | None = None) -> int:
        """The status of a WebSocket handshake from this server's own page, unless told."""
        own = {**UPGRADE, "Origin": self.url}
        return self.get("/ws", {**own, **(headers or {})}).status

    def apps(self) -> list[int]:
        """The processes it has started that still run (Linux)."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in told.read_text().split()]


@contextmanager
def serving(*args: object, cwd: Path | None = None, **environment: str) -> Iterator[Served]:
    """Serve on a free port until the block ends; ending must be clean."""
    env = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    process = subprocess.Popen(
        command("serve", "--port", 0, *args),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=cwd or PROJECT,
        env=env,
        text=True,
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.search(r"http://\S+?:(\d+)/", line)
        assert found, line + process.stderr.read()
        yield Served(process, int(found[1]))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, ""), err
        assert "Traceback" not in err
    finally:
        process.kill()
        process.communicate()
