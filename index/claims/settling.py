"""After links have changed: origins over the whole library, statuses where they may differ.

Origins are worked out anew each time, which at twenty thousand articles takes a fraction of a
second and leaves no history to go wrong; statuses only for reports whose links, or whose or
whose partners' origin, changed.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import numpy as np

from index.claims.origins import Kinship, Source, origins
from index.claims.shingles import copies
from index.claims.status import ORDER, Stand, Voice, counted, stands
from index.model import Origin, Verdict

VERDICTS: tuple[Verdict, ...] = ("conflicts", "corroborates")
"""Verdicts by the number they are stored as."""

_NUMBERS = {status: number for number, status in enumerate(ORDER)}

_CHUNK = 500
"""Keys bound to one query."""


def settle(connection: sqlite3.Connection, touched: Collection[int]) -> None:
    """Bring origins and statuses up to the links.

    Args:
        connection: inside a transaction.
        touched: keys of the reports whose links changed.
    """
    rows = connection.execute(
        "SELECT key, id, title, outlet, published, publisher, agency FROM articles ORDER BY key"
    ).fetchall()
    keys = [row[0] for row in rows]
    sources = [Source(*row[1:]) for row in rows]
    found = origins(sources, _kinship(connection, keys))
    moved = _store_origins(connection, keys, sources, found)
    there = set(keys)
    stale = (moved | _partners(connection, moved) | set(touched)) & there
    publishers = {key: source.publisher for key, source in zip(keys, sources, strict=True)}
    _store_stands(connection, stale, publishers)


def _kinship(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Kinship]:
    runs = dict(connection.execute("SELECT key, runs FROM sketches"))
    same = copies([np.frombuffer(runs[key], dtype=np.uint32) for key in keys])
    places = {key: place for place, key in enumerate(keys)}
    return [
        *(Kinship(copy.first, copy.second, "same text", copy.share) for copy in same),
        *(
            Kinship(places[a], places[b], "same script", share)
            for a, b, share in connection.execute("SELECT a, b, share FROM scripts")
        ),
    ]


def _store_origins(
    connection: sqlite3.Connection,
    keys: Sequence[int],
    sources: Sequence[Source],
    found: Sequence[Origin],
) -> set[int]:
    """Write the origins; returns the keys of the articles that are in another one now."""
    before = dict(connection.execute("SELECT key, origin FROM standing"))
    of_article = {name: origin.id for origin in found for name in origin.articles}
    moved: set[int] = set()
    for key, source in zip(keys, sources, strict=True):
        origin = of_article[source.article]
        if before.get(key) != origin:
            moved.add(key)
            connection.execute(
                "INSERT INTO standing VALUES (?, ?, x'', 0, 0, 0, 0)"
                " ON CONFLICT (key) DO UPDATE SET origin = excluded.origin",
                (key, origin),
            )
    connection.execute("DELETE FROM origins")
    connection.executemany(
        "INSERT INTO origins VALUES (?, ?, ?)", [(o.id, o.reason, o.detail) for o in found]
    )
    return moved


def _partners(connection: sqlite3.Connection, keys: Iterable[int]) -> set[int]:
    met: set[int] = set()
    for chunk in _chunks(keys):
        marks = ",".join("?" * len(chunk))
        for mine, other in (("a", "b"), ("b", "a")):
            query = f"SELECT DISTINCT {other} FROM links WHERE {mine} IN ({marks})"  # noqa: S608
            met |= {key for (key,) in connection.execute(query, chunk)}
    return met


def _store_stands(
    connection: sqlite3.Connection, keys: Iterable[int], publishers: Mapping[int, str | None]
) -> None:
    origin_of = dict(connection.execute("SELECT key, origin FROM standing"))
    sizes = dict(connection.execute("SELECT key, size FROM articles"))
    for chunk in _chunks(sorted(keys)):
        voices = _voices(connection, chunk, origin_of, publishers)
        for key in chunk:
            found = stands(sizes[key], voices.get(key, ()))
            counts = counted(found)
            connection.execute(
                "UPDATE standing SET stands = ?, corroborated = ?, disputed = ?, echoed = ?,"
                " single_source = ? WHERE key = ?",
                (
                    pack_stands(found),
                    counts.corroborated,
                    counts.disputed,
                    counts.echoed,
                    counts.single_source,
                    key,
                ),
            )


def _voices(
    connection: sqlite3.Connection,
    keys: Sequence[int],
    origin_of: Mapping[int, str],
    publishers: Mapping[int, str | None],
) -> dict[int, list[Voice]]:
    heard: dict[int, list[Voice]] = {}
    marks = ",".join("?" * len(keys))
    for mine, other, ordinal in (("a", "b", "i"), ("b", "a", "j")):
        query = (
            f"SELECT {mine}, {other}, {ordinal}, verdict FROM links"  # noqa: S608
            f" WHERE {mine} IN ({marks})"
        )
        for key, partner, claim, verdict in connection.execute(query, list(keys)):
            voice = Voice(
                claim,
                VERDICTS[verdict],
                origin_of[partner],
                are_independent(
                    (origin_of[key], publishers[key]), (origin_of[partner], publishers[partner])
                ),
            )
            heard.setdefault(key, []).append(voice)
    return heard


def are_independent(here: tuple[str, str | None], there: tuple[str, str | None]) -> bool:
    """Whether two reports, by origin and publisher, are two sources.

    One publisher is one source even where its two pages are of two origins, as when one of them
    is an agency's text.
    """
    return here[0] != there[0] and (here[1] is None or here[1] != there[1])


def pack_stands(found: Iterable[Stand]) -> bytes:
    """Two bytes a claim: status, and number of origins up to 255."""
    packed = ((_NUMBERS[stand.status], min(stand.origins, 255)) for stand in found)
    return bytes(chain.from_iterable(packed))


def unpack_stands(packed: bytes) -> list[Stand]:
    """The stands of ``pack_stands``."""
    return [Stand(ORDER[s], n) for s, n in zip(packed[::2], packed[1::2], strict=True)]


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    iterator = iter(keys)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
