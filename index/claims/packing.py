"""How claims and differences lie in ``claims.db``, and how they are read back from there.

Apart from what makes them: showing them takes none of it.
"""

import json
import threading
from collections.abc import Iterable, Sequence

from zstandard import ZstdCompressor, ZstdDecompressor

from index.model import Claim, Difference


class _Local(threading.local):
    """One decompressor a thread, which none may share: making it takes as long as using it."""

    def __init__(self) -> None:
        self.decompressor = ZstdDecompressor()


_local = _Local()


def pack_lines(lines: Sequence[str]) -> bytes:
    """The claims of a record, one JSON line each, compressed.

    Zstandard, as a report is unpacked a dozen times while claims are linked: it takes a quarter
    of the time deflating takes for the same size.
    """
    return ZstdCompressor().compress("\n".join(lines).encode("utf-8", "surrogatepass"))


def lines_of(claims: bytes) -> list[str]:
    """The packed claims of a record, each still one JSON line."""
    text = _local.decompressor.decompress(claims).decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def claim_of(article: str, line: str) -> Claim:
    """The claim in one line of ``lines_of``."""
    start, end, text, speaker, verb, direct = json.loads(line)[:6]
    return Claim(article, start, end, text, speaker, verb, direct)


def claims_of(article: str, lines: Sequence[str]) -> list[Claim]:
    """The claims of all lines of ``lines_of``, read in one go."""
    return [Claim(article, *fields[:6]) for fields in json.loads(f"[{','.join(lines)}]")]


def pack_differences(differences: Iterable[Difference]) -> str:
    """Differences as one JSON list, in the words of the first claim and the second."""
    return json.dumps(
        [(d.kind, d.here, d.there, d.agrees, d.update) for d in differences],
        separators=(",", ":"),
    )


def unpack_differences(packed: str, *, swapped: bool) -> tuple[Difference, ...]:
    """The differences of ``pack_differences``; ``swapped`` to see them from the second claim."""
    return tuple(
        Difference(kind, *((there, here) if swapped else (here, there)), agrees, update)
        for kind, here, there, agrees, update in json.loads(packed)
    )
