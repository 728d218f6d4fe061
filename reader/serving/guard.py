"""Who may use the served app: decided from a request's address, origin and token alone.

Any page open in the same browser can send requests to a server on this machine. Two headers it
cannot forge keep it out: ``Host`` tells a name that was made to point here (DNS rebinding),
``Origin`` a page of somewhere else (cross-site WebSocket hijacking). Nothing here is of the
network or of one web framework.
"""

import hmac
import ipaddress
import math
import re
import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

TOKEN_VARIABLE: Final = "SECONDSOURCE_TOKEN"  # noqa: S105  (a name, not a token)
"""Where the token may stand instead of on the command line."""

_LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~-]+")
_MIN_LENGTH: Final = 22
_MIN_BITS: Final = 80.0
"""What 22 random characters hold at the least by the estimate below, which counts each character
by the number of different ones: 128 random bits in Base64 are 22 characters."""


def is_loopback(address: str) -> bool:
    """Whether an IP address reaches this machine only."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def new_token() -> str:
    """A token of 192 random bits."""
    return secrets.token_urlsafe(24)


def weakness(token: str) -> str | None:
    """Why a token could be guessed or would not survive in a web address; ``None`` if sound."""
    if not _TOKEN.fullmatch(token):
        return "it may hold only letters, digits and - . _ ~"
    if len(token) < _MIN_LENGTH or len(token) * math.log2(len(set(token))) < _MIN_BITS:
        return f"it is too easy to guess: take {_MIN_LENGTH} random characters or more"
    return None


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one server.

    Attributes:
        host: the address or name it was told to listen on.
        token: what a visitor must know, if anything.
        any_name: whether it may be reached under names it was never told, as behind a proxy.
            Only with a token: the browser keeps a cookie to the name it was set for, so a name
            that was made to point here has none.
        pass_: what the cookie of an admitted visitor holds; new for each server.
    """

    host: str
    token: str | None = None
    any_name: bool = False
    pass_: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def __post_init__(self) -> None:
        if self.any_name and self.token is None:
            raise ValueError("without a token, only the machine's own names are safe")

    def knows(self, host: str | None) -> bool:
        """Whether a ``Host`` header names this server. Ports differ behind a tunnel."""
        name = _hostname(host)
        if name is None:
            return False
        return self.any_name or name in _LOOPBACK_NAMES or name == self.host.lower()

    def admits(self, token: str | None, cookie: str | None) -> bool:
        """Whether a visitor showed the token, or the cookie given for it."""
        if self.token is None:
            return True
        shown = _same(token, self.token)
        return _same(cookie, self.pass_) or shown


def is_own_page(origin: str | None, host: str | None) -> bool:
    """Whether an ``Origin`` header is that of this server's own page.

    The scheme may be either: a proxy in front may speak TLS.
    """
    if not origin or not host:
        return False
    return origin.lower() in {f"{scheme}://{host.lower()}" for scheme in ("http", "https")}


def _hostname(host: str | None) -> str | None:
    if not host or not re.fullmatch(r"[\w.-]+(?::\d+)?|\[[0-9a-fA-F:.]+\](?::\d+)?", host):
        return None
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        # Brackets around what is no address, which later versions of Python look at.
        return None


def _same(given: str | None, expected: str) -> bool:
    return hmac.compare_digest((given or "").encode(), expected.encode())
