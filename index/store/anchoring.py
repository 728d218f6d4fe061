"""Finding a marked passage again after its article's text has changed.

A passage is known by its words, 32 code points of context on either side and its position
(the W3C text quote and text position selectors). It is re-anchored in three steps, each more
cautious than the one before; where none is sure the answer is ``None`` and the highlight is an
orphan. A lookalike is never taken: better an orphan than a quotation that was not made.

1. The words stand where they stood, in their context.
2. The words stand elsewhere. The context there must be at least :data:`CONTEXT_THRESHOLD`
   alike, or one side of it :data:`WHOLE_SIDE`, unless the words are long enough to be their
   own evidence (:data:`SELF_EVIDENT` code points); and no second place may come near
   (:data:`MARGIN`).
3. The words were touched up. They must be at least :data:`FUZZY_THRESHOLD` alike, both sides
   of the context at least :data:`FUZZY_CONTEXT_THRESHOLD`, and no name, number, negation or
   word may have been exchanged: only spelling, spacing, punctuation, or a lower-case word put
   in or left out. A passage too long to be aligned (2,000 code points) is found by its two
   ends instead; the whole must then be :data:`LONG_THRESHOLD` alike with the same numbers.

Alikeness is the normalised indel similarity, 0 to 1 (twice the longest common subsequence
over the sum of the lengths). The thresholds are judgements, not fits: unrelated English of 32
code points is about 0.4 alike, so 0.65 takes most of one side or much of both.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from index.model import Quote, Span

CONTEXT: Final = 32
CONTEXT_THRESHOLD: Final = 0.65
WHOLE_SIDE: Final = 0.95
SELF_EVIDENT: Final = 64
MARGIN: Final = 0.1
FUZZY_THRESHOLD: Final = 0.85
FUZZY_CONTEXT_THRESHOLD: Final = 0.8
FUZZY_SHORTEST: Final = 16
LONG_THRESHOLD: Final = 0.95

_MOST_OCCURRENCES: Final = 1_000
_LONGEST_ALIGNED: Final = 2_000
_SEED: Final = 12
_MOST_SEEDS: Final = 64
_MOST_SEED_HITS: Final = 40
_MOST_CANDIDATES: Final = 12
_SLACK: Final = 64
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_NUMBER: Final = re.compile(r"\d+")
_NEGATIONS: Final = frozenset(
    {"no", "not", "never", "none", "nobody", "nothing", "nor", "neither", "without", "cannot"}
)


def quote_at(text: str, span: Span) -> Quote:
    """The passage at a span with the context it will be found again by.

    Raises:
        ValueError: the span is empty or reaches beyond the text.
    """
    if not span.start < span.end <= len(text):
        raise ValueError(f"no passage at {span.start}-{span.end} of {len(text)} code points")
    return Quote(
        exact=text[span.start : span.end],
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )


def anchor(quote: Quote, text: str) -> Span | None:
    """Where the passage stands in the text now, or ``None`` where that is not certain.

    Time is linear in the text for passages up to 2,000 code points, and near that above.
    """
    if not quote.exact:
        return None
    if _stands_at(quote, text, quote.start):
        return Span(quote.start, quote.start + len(quote.exact))
    whole = quote.prefix + quote.exact + quote.suffix
    in_context = _occurrences(whole, text, _MOST_OCCURRENCES) if whole != quote.exact else []
    if in_context is not None and len(in_context) == 1:
        start = in_context[0] + len(quote.prefix)
        return Span(start, start + len(quote.exact))
    starts = _occurrences(quote.exact, text, _MOST_OCCURRENCES)
    if starts:
        return _best_occurrence(quote, text, starts)
    return None if starts is None else _altered(quote, text)


def _altered(quote: Quote, text: str) -> Span | None:
    """Step 3, for words that stand nowhere as they were."""
    if len(quote.exact) < FUZZY_SHORTEST:
        return None
    if len(quote.exact) > _LONGEST_ALIGNED:
        return _by_its_ends(quote, text)
    return _touched_up(quote, text)


def _stands_at(quote: Quote, text: str, start: int) -> bool:
    """Whether the words and the whole of their context stand at this place."""
    whole = quote.prefix + quote.exact + quote.suffix
    return start >= len(quote.prefix) and text.startswith(whole, start - len(quote.prefix))


def _occurrences(exact: str, text: str, most: int) -> list[int] | None:
    """Every place the words stand; ``None`` where there are too many to tell apart."""
    starts: list[int] = []
    at = text.find(exact)
    while at >= 0:
        if len(starts) == most:
            return None
        starts.append(at)
        at = text.find(exact, at + 1)
    return starts


def _best_occurrence(quote: Quote, text: str, starts: list[int]) -> Span | None:
    """Step 2: the occurrence in the passage's own context, if one stands out."""
    spans = [Span(start, start + len(quote.exact)) for start in starts]
    contexts = {span: _context(quote, text, span) for span in spans}
    best, *others = sorted(spans, key=lambda span: contexts[span].mean, reverse=True)
    found = contexts[best]
    if others and found.mean - contexts[others[0]].mean < MARGIN:
        return None
    certain = (
        found.mean >= CONTEXT_THRESHOLD
        or found.most >= WHOLE_SIDE
        or (len(quote.exact) >= SELF_EVIDENT and not others)
        or (best.start == quote.start and not quote.prefix and not quote.suffix)
    )
    return best if certain else None


@dataclass(frozen=True, slots=True)
class _Context:
    """How alike the known sides of a place are to the passage's own, 0 to 1; none known: 0."""

    least: float
    most: float
    mean: float


def _context(quote: Quote, text: str, span: Span) -> _Context:
    sides = [
        (quote.prefix, text[max(span.start - len(quote.prefix), 0) : span.start]),
        (quote.suffix, text[span.end : span.end + len(quote.suffix)]),
    ]
    known = [(_alike(own, there), len(own)) for own, there in sides if own]
    if not known:
        return _Context(0.0, 0.0, 0.0)
    alike = [similarity for similarity, _ in known]
    weighed = sum(similarity * size for similarity, size in known)
    return _Context(min(alike), max(alike), weighed / sum(size for _, size in known))


def _alike(left: str, right: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(left, right)


def _touched_up(quote: Quote, text: str) -> Span | None:
    """The one place where the same words stand, slightly altered."""
    found: dict[Span, float] = {}
    for start in _candidate_starts(quote, text):
        span = _align(quote, text, start)
        if span is not None:
            context = _context(quote, text, span)
            found[span] = _alike(quote.exact, text[span.start : span.end]) + context.mean
    if not found:
        return None
    best = max(found, key=lambda span: found[span])
    for other, score in found.items():
        apart = other.end <= best.start or other.start >= best.end
        if apart and found[best] - score < MARGIN:
            return None
    return best if _acceptable(quote, text, best) else None


def _acceptable(quote: Quote, text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    context = _context(quote, text, span)
    return (
        _alike(quote.exact, words) >= FUZZY_THRESHOLD
        and context.least >= FUZZY_CONTEXT_THRESHOLD
        and _same_words(quote.exact, words)
    )


def _candidate_starts(quote: Quote, text: str) -> list[int]:
    """Places, each within :data:`_SLACK`, where most short runs of the passage stand whole.

    A passage at least :data:`FUZZY_THRESHOLD` alike keeps some run of a dozen code points
    unless its changes are spread with malice; a run found all over the text says nothing.
    """
    exact = quote.exact
    step = max((len(exact) - _SEED) // _MOST_SEEDS, _SEED // 3)
    votes: Counter[int] = Counter()
    for offset in range(0, len(exact) - _SEED + 1, step):
        starts = _occurrences(exact[offset : offset + _SEED], text, _MOST_SEED_HITS)
        votes.update(max(start - offset, 0) // _SLACK for start in starts or ())
    return [place * _SLACK for place, _ in votes.most_common(_MOST_CANDIDATES)]


def _align(quote: Quote, text: str, start: int) -> Span | None:
    """The stretch of text near ``start`` that the passage's first and last words map onto."""
    from rapidfuzz.distance import Indel

    whole = quote.prefix + quote.exact + quote.suffix
    left = max(start - len(quote.prefix) - _SLACK, 0)
    right = start + len(quote.exact) + len(quote.suffix) + 2 * _SLACK
    near = text[left:right]
    opcodes = Indel.opcodes(whole, near)
    first, last = len(quote.prefix), len(quote.prefix) + len(quote.exact) - 1
    start_now = end_now = None
    for code in opcodes:
        if code.tag != "equal":
            continue
        if start_now is None and code.src_end > first:
            start_now = code.dest_start + max(first - code.src_start, 0)
        if code.src_start <= last:
            end_now = code.dest_start + min(last + 1, code.src_end) - code.src_start
    if start_now is None or end_now is None or start_now >= end_now:
        return None
    return Span(left + start_now, left + end_now)


def _same_words(before: str, after: str) -> bool:
    """Whether two wordings differ by nothing that could change what is said."""
    from rapidfuzz.distance import Indel

    old, new = _WORD.findall(before), _WORD.findall(after)
    changes = Indel.opcodes([w.casefold() for w in old], [w.casefold() for w in new])
    gone: list[str] = []
    come: list[str] = []
    for code in changes:
        if code.tag == "equal":
            if not _mere_respelling(gone, come):
                return False
            gone, come = [], []
        elif code.tag == "delete":
            gone += old[code.src_start : code.src_end]
        else:
            come += new[code.dest_start : code.dest_end]
    return _mere_respelling(gone, come)


def _mere_respelling(gone: list[str], come: list[str]) -> bool:
    """Whether words between two unchanged ones were respelled, put in or left out harmlessly."""
    if "".join(gone) == "".join(come):
        return True
    if gone and come:
        return len(gone) == len(come) and all(map(_respelled, gone, come))
    return all(_droppable(word) for word in gone + come)


def _respelled(old: str, new: str) -> bool:
    """One slip inside a lower-case word of five letters or more; a first letter changes words."""
    from rapidfuzz.distance import OSA

    return old.casefold() == new.casefold() or (
        min(len(old), len(new)) >= 5
        and old[0] == new[0]
        and all(word.isalpha() and word.islower() for word in (old, new))
        and OSA.distance(old, new, score_cutoff=1) <= 1
    )


def _droppable(word: str) -> bool:
    return word.isalpha() and word.islower() and word not in _NEGATIONS


def _by_its_ends(quote: Quote, text: str) -> Span | None:
    """A passage too long to align whole: its two ends, and nearly all that stands between."""
    from rapidfuzz.distance import Indel

    exact, size = quote.exact, _LONGEST_ALIGNED // 4
    split, join = size, len(exact) - size
    head = Quote(
        exact=exact[:split],
        prefix=quote.prefix,
        suffix=exact[split : split + CONTEXT],
        start=quote.start,
        end=quote.start + split,
    )
    tail = Quote(
        exact=exact[join:],
        prefix=exact[join - CONTEXT : join],
        suffix=quote.suffix,
        start=quote.start + join,
        end=quote.end,
    )
    first, last = anchor(head, text), anchor(tail, text)
    if first is None or last is None or first.end > last.start:
        return None
    found = text[first.start : last.end]
    if _NUMBER.findall(found) != _NUMBER.findall(exact):
        return None
    alike = Indel.normalized_similarity(exact, found, score_cutoff=LONG_THRESHOLD)
    return Span(first.start, last.end) if alike >= LONG_THRESHOLD else None
