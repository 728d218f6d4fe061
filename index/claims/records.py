"""One article as the claim index keeps it: claims with their normal forms, packed small.

Packing is what lets a million claims be searched and compared without a Python object each:
term hashes lie in flat arrays for the candidate search, and a claim's normal forms are only
unpacked when it is compared. JSON and plain integers only: nothing read back can run.
"""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, cast

import numpy as np

from index.claims import extract
from index.claims.agencies import credited_agency
from index.claims.background import Telling, term_hashes
from index.claims.bearings import Bearings
from index.claims.features import Features, Modality, Name, Quantity, TimeRef, features, order_of
from index.claims.languages import language
from index.claims.packing import pack_lines
from index.claims.publishers import publisher
from index.claims.readings import ALONE, Reading, read
from index.claims.shingles import sketch
from index.claims.words import stem
from index.model import Article, Claim

_ENCODER = json.JSONEncoder(separators=(",", ":"))
_TOLD = 1_000
"""Code points of a text that tell its language."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article, packed.

    Attributes:
        article: the article's id.
        digest: of everything the record was made from.
        title: its title as given.
        outlet: its outlet as given.
        published: the article's date as given.
        publisher: key of who published it.
        agency: the agency the whole report is credited to.
        size: number of claims.
        claims: the claims with their normal forms, one JSON line each, compressed.
        terms: term hashes of every claim in turn, distinct within a claim, uint32.
        counts: number of term hashes of each claim, uint16.
        topic: distinct term hashes of all claims, sorted, uint32.
        particulars: distinct hashes of its names' words, numbers and days, sorted, uint32.
        bearings: when it is from, by its own words, as ``Bearings.pack`` leaves it.
        sketch: the article's sampled word runs, uint32.
        language: what it is written in, as ``languages.language`` tells.
    """

    article: str
    digest: bytes
    title: str | None
    outlet: str | None
    published: str | None
    publisher: str | None
    agency: str | None
    size: int
    claims: bytes
    terms: bytes
    counts: bytes
    topic: bytes
    particulars: bytes
    bearings: bytes
    sketch: bytes
    language: str


def digest(article: Article) -> bytes:
    """Sixteen bytes that change with anything a record is made from."""
    parts = [
        article.text,
        article.title,
        article.source,
        article.author,
        article.published,
        article.url,
    ]
    parts += [f"{mark.start}-{mark.end}-{mark.kind}" for mark in article.marks]
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(b"\0" if part is None else b"\1" + part.encode("utf-8", "surrogatepass"))
    return made.digest()


def record(article: Article) -> Record:
    """Read an article's claims and pack them."""
    found_in = extract.read(article, headlines=True)
    lines: list[str] = []
    terms: list[int] = []
    counts: list[int] = []
    particulars: set[int] = set()
    numbers: set[int] = set()
    order = order_of(article.text, article.published)
    for claim in found_in.claims:
        found = features(
            claim.text,
            published=article.published,
            speaker=claim.speaker,
            names=found_in.names,
            order=order,
        )
        lines.append(_line(claim, found))
        counted = _numbers(found)
        numbers |= counted
        particulars |= _particulars(found)
        hashes = term_hashes(found.words) | counted
        terms.extend(sorted(hashes))
        counts.append(len(hashes))
    return _packed(article, lines, (terms, counts), (particulars | numbers, bool(numbers)))


def empty_record(article: Article) -> Record:
    """The record of an article without claims."""
    return _packed(article, [], ([], []), (set(), False))


def _particulars(found: Features) -> set[int]:
    """What tells one event from another of its kind, beside how many: who, where, when."""
    words = {stem(word) for name in found.names for word in name.key.split()}
    days = {f"@{time.earliest.isoformat()}" for time in found.times}
    return term_hashes((*words, *days))


def _numbers(found: Features) -> set[int]:
    """Numbers as terms: they find a claim's counterpart where all its words are common ones."""
    return term_hashes(f"#{q.value:g}" for q in found.quantities if q.value > 2)


def _packed(
    article: Article,
    lines: list[str],
    claims: tuple[list[int], list[int]],
    told: tuple[set[int], bool],
) -> Record:
    hashes = np.array(claims[0], dtype=np.uint32)
    particulars, counts = told
    bearings = Bearings.of(article.text, article.published, counts=counts)
    return Record(
        article=article.id,
        digest=digest(article),
        title=article.title,
        outlet=article.source,
        published=article.published,
        publisher=publisher(article.source, article.url),
        agency=credited_agency(article),
        size=len(lines),
        claims=pack_lines(lines),
        terms=hashes.tobytes(),
        counts=np.array(claims[1], dtype=np.uint16).tobytes(),
        topic=np.unique(hashes).tobytes(),
        particulars=np.array(sorted(particulars), dtype=np.uint32).tobytes(),
        bearings=bearings.pack(),
        sketch=sketch(article).tobytes(),
        language=language(f"{article.title or ''}\n{article.text[:_TOLD]}"),
    )


def reading_of(article: str, published: str | None, line: str, telling: Telling = ALONE) -> Reading:
    """The claim in one line of ``lines_of`` with its normal forms.

    Args:
        article: the article's id.
        published: the article's date.
        line: the packed claim.
        telling: how telling each word is within the article.
    """
    start, end, text, speaker, verb, direct, *rest = json.loads(line)
    words, names, quantities, times, negated, modality, key = cast("list[Any]", rest)
    found = Features(
        words=tuple(words),
        names=tuple(Name(*name) for name in names),
        quantities=tuple(Quantity(*quantity) for quantity in quantities),
        times=tuple(
            TimeRef(date.fromordinal(first), date.fromordinal(last), at, to)
            for first, last, at, to in times
        ),
        negated=negated,
        modality=cast("Modality", modality),
        speaker=key,
    )
    claim = Claim(article, start, end, text, speaker, verb, direct)
    return read(claim, found, published, telling)


def _line(claim: Claim, found: Features) -> str:
    packed = (
        claim.start,
        claim.end,
        claim.text,
        claim.speaker,
        claim.verb,
        claim.direct,
        found.words,
        [(name.key, name.start, name.end) for name in found.names],
        [(q.value, q.low, q.high, q.unit, q.approximate, q.start, q.end) for q in found.quantities],
        [(t.earliest.toordinal(), t.latest.toordinal(), t.start, t.end) for t in found.times],
        found.negated,
        found.modality,
        found.speaker,
    )
    return _ENCODER.encode(packed)
