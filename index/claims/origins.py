"""Which reports are one source between them, and why.

Copies and renderings of one text make one source. So do the reports one agency is credited
with, and the pages of one publisher. A text that several publishers carry belongs to the agency
it credits, else to the publisher that carries it most or first, else to itself: were it to join
all its carriers, one shared text would make one source of whole newsrooms.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from index.model import Origin, OriginReason


@dataclass(frozen=True, slots=True)
class Source:
    """What an article's origin is told by."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    publisher: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two articles, by place, of one text or one script; ``share`` is how much, 0 to 1."""

    first: int
    second: int
    reason: OriginReason
    share: float


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Articles of one text, and whose it is."""

    members: tuple[int, ...]
    owner: tuple[OriginReason, str]


def origins(sources: Sequence[Source], kin: Iterable[Kinship]) -> tuple[Origin, ...]:
    """Put every article into exactly one origin.

    An origin's id depends on who owns it (the agency, the publisher, or its first article's id),
    so it stays as others come and go.
    """
    edges = list(kin)
    groups: dict[tuple[OriginReason, str], list[_Cluster]] = defaultdict(list)
    for members in _joined(len(sources), edges):
        cluster = _Cluster(members, _owner(sources, members))
        groups[cluster.owner].append(cluster)
    texts = _strongest(sources, edges)
    made = [_origin(sources, owner, clusters, texts) for owner, clusters in groups.items()]
    return tuple(sorted(made, key=lambda origin: origin.articles[0]))


def _strongest(sources: Sequence[Source], edges: Sequence[Kinship]) -> dict[int, Kinship]:
    """For each article the tie that tells most of it: its text before its script, then by share."""

    def rank(edge: Kinship) -> tuple[bool, float, list[str]]:
        ids = sorted((sources[edge.first].article, sources[edge.second].article))
        return edge.reason != "same text", -edge.share, ids

    found: dict[int, Kinship] = {}
    for edge in sorted(edges, key=rank):
        found.setdefault(edge.first, edge)
        found.setdefault(edge.second, edge)
    return found


def _joined(size: int, edges: Iterable[Kinship]) -> list[tuple[int, ...]]:
    """Connected places, by union-find with path halving."""
    parent = list(range(size))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for edge in edges:
        first, second = root(edge.first), root(edge.second)
        parent[max(first, second)] = min(first, second)
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(size):
        members[root(place)].append(place)
    return [tuple(places) for places in members.values()]


def _owner(sources: Sequence[Source], members: tuple[int, ...]) -> tuple[OriginReason, str]:
    if len(members) == 1:
        return _owner_of_one(sources[members[0]])
    agencies = Counter(a for place in members if (a := sources[place].agency))
    if agencies:
        return "same agency", min(agencies, key=lambda name: (-agencies[name], name))
    publishers = Counter(p for place in members if (p := sources[place].publisher))
    if len(publishers) == 1:
        return "same publisher", next(iter(publishers))
    if publishers:
        best = max(publishers.values())
        leading = {name for name, count in publishers.items() if count == best}
        if len(leading) == 1:
            return "same publisher", leading.pop()
        if first := _earliest(sources, [m for m in members if sources[m].publisher in leading]):
            return "same publisher", first
    return "alone", min(sources[place].article for place in members)


def _owner_of_one(source: Source) -> tuple[OriginReason, str]:
    """As ``_owner`` for a text that no other article shares, as most are."""
    if source.agency:
        return "same agency", source.agency
    if source.publisher:
        return "same publisher", source.publisher
    return "alone", source.article


def _earliest(sources: Sequence[Source], members: Sequence[int]) -> str | None:
    """The publisher that had a text first, where the dates tell."""
    dated = sorted(
        (published[:10], sources[m].publisher or "")
        for m in members
        if (published := sources[m].published) and len(published) >= 10
    )
    if len(dated) < len(members) or (len(dated) > 1 and dated[0][0] == dated[1][0]):
        return None
    return dated[0][1]


def _origin(
    sources: Sequence[Source],
    owner: tuple[OriginReason, str],
    clusters: Sequence[_Cluster],
    texts: dict[int, Kinship],
) -> Origin:
    kind, name = owner
    places = sorted(place for cluster in clusters for place in cluster.members)
    articles = tuple(sorted(sources[place].article for place in places))
    identity = blake2b(f"{kind}\n{name}".encode("utf-8", "surrogatepass"), digest_size=5)
    made = f"o{identity.hexdigest()}"
    if len(articles) == 1:
        return Origin(made, articles, "alone")
    if len(clusters) > 1:
        detail = f"credits {name}" if kind == "same agency" else _published_by(sources, places)
        return Origin(made, articles, kind, detail)
    by_id = sorted(places, key=lambda place: sources[place].article)
    edge = next(texts[place] for place in by_id if place in texts)
    return Origin(made, articles, edge.reason, _shared_text(sources, places, edge))


def _published_by(sources: Sequence[Source], places: Sequence[int]) -> str:
    outlets = Counter(sources[place].outlet or sources[place].publisher for place in places)
    return f"published by {outlets.most_common(1)[0][0]}"


def _shared_text(sources: Sequence[Source], places: Sequence[int], edge: Kinship) -> str:
    first = min(places, key=lambda p: (sources[p].published or "9", sources[p].article))
    named = sources[first].title or sources[first].article
    if edge.reason == "same text":
        return f"same text as {named}"
    return f"same assertions in the same order as {named}"
