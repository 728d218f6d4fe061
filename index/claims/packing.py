"""How claims and differences lie in ``claims.db``, and how they are read back from there.

Apart from what makes them: showing them takes none of it.
"""

import json
import zlib
from collections.abc import Iterable

from index.model import Claim, Difference


def lines_of(claims: bytes) -> list[str]:
    """The packed claims of a record, each still one JSON line."""
    text = zlib.decompress(claims).decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def claim_of(article: str, line: str) -> Claim:
    """The claim in one line of ``lines_of``."""
    start, end, text, speaker, verb, direct = json.loads(line)[:6]
    return Claim(article, start, end, text, speaker, verb, direct)


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
