"""Did you mean: another query to try where this one finds next to nothing."""

from collections.abc import Sequence

from index.fulltext.analysis import term
from index.fulltext.codec import Leaf
from index.fulltext.compile import near_terms
from index.fulltext.spelling import edits, tolerance
from index.fulltext.syntax import Node, Word, positive_leaves

_RARE = 2
"""A word in more articles than this is taken to be meant."""

_TIMES = 10
"""How many times as frequent the other word must be, where the word itself is found at all."""

_SHORTEST = 3


def corrected(query: str, node: Node, leaves: Sequence[Leaf]) -> str | None:
    """The query with rare words replaced by frequent neighbours; ``None`` when none is."""
    out = query
    for leaf in sorted(positive_leaves(node), key=lambda leaf: -leaf.start):
        if not isinstance(leaf, Word) or leaf.field in {"source", "author"}:
            continue
        better = _neighbour(term(leaf.raw).surface, leaves, typed=leaf.typed)
        if better is not None:
            out = out[: leaf.start] + better + out[leaf.end :]
    return out if out != query else None


def _neighbour(word: str, leaves: Sequence[Leaf], *, typed: bool) -> str | None:
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    own = sum(_frequency(leaf, word, typed=typed) for leaf in leaves)
    if own > _RARE:
        return None
    # What is often enough in all segments together is so in one of them to its share.
    least = max(1, -(-_TIMES * own // max(1, len(leaves))))
    near = {
        found
        for leaf in leaves
        for start in {word, word[1] + word[0] + word[2:]}
        for found, _ in near_terms(leaf, "body", start, tolerance(word), least)
    }
    frequencies = {
        found.decode("utf-8", "surrogatepass"): sum(
            leaf.field("body").frequency(found) for leaf in leaves
        )
        for found in near
    }
    ranked = [
        (edits(word, text, 2), -frequency, text)
        for text, frequency in frequencies.items()
        if text != word and text.isalpha() and frequency >= max(1, _TIMES * own)
    ]
    best = min(ranked, default=None)
    return best[2] if best is not None and best[0] <= tolerance(word) else None


def _frequency(leaf: Leaf, word: str, *, typed: bool) -> int:
    """In how many articles the word stands, or what begins so where it is still being typed."""
    field = leaf.field("body")
    form = word.encode("utf-8", "surrogatepass")
    if typed:
        return len(field.postings(*field.prefix(form))[0])
    rank = field.find(form)
    return 0 if rank is None else len(field.postings(rank, rank + 1)[0])
