"""How closely two bare sentences keep to one wording, as numbers a model can learn from.

What is measured besides ``scoring_features`` where two sentences are all there is to go by: the
order of the words, how many differ, the figures and names as they are written, runs of letters.
Every number is symmetric in the two. Too dear for the many pairs that two reports make.
"""

from collections import Counter
from collections.abc import Sequence
from math import exp, log, log1p, sqrt
from re import compile as pattern

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

CLOSENESS = (
    "in_order_covered",
    "in_order_contained",
    "words_alone_less",
    "words_alone_more",
    "figures_all_same",
    "figures_both_alone",
    "figures_alone",
    "capitals_share",
    "capitals_alone",
    "letters3",
    "letters5",
    "runs4_covered",
    "runs4_contained",
    "runs_mean",
    "opening1",
    "opening3",
    "characters",
    "part",
    "ending",
)
"""The parts measured, in the order of ``closeness``."""

_WORD = pattern(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CAPITALS = pattern(r"\b[A-Z][a-z]+|\b[A-Z]{2,}")
_UNSEEN = 0.3
"""Runs counted for none, so that a mean of logarithms stands (smoothed BLEU)."""

_LONGEST_RUN = 4


def closeness(a: str, b: str) -> tuple[float, ...]:
    """Everything measured on two sentences as written, in the order of ``CLOSENESS``."""
    here, there = _WORD.findall(a.lower()), _WORD.findall(b.lower())
    fewer, many = sorted((max(len(here), 1), max(len(there), 1)))
    in_order = LCSseq.similarity(here, there)
    return (
        in_order / fewer,
        in_order / many,
        *_alone(here, there),
        *_figures(here, there),
        *_capitals(a, b),
        _letters(a, b, 3),
        _letters(a, b, 5),
        *_runs(here, there),
        float(here[:1] == there[:1]),
        float(here[:3] == there[:3]),
        abs(len(a) - len(b)) / max(len(a), len(b), 1),
        max(fuzz.partial_ratio(a, b), fuzz.partial_ratio(b, a)) / 100,
        float(a[-1:] == b[-1:]),
    )


def _alone(here: Sequence[str], there: Sequence[str]) -> tuple[float, float]:
    """How many words, function words included, only one sentence has."""
    known_here, known_there = set(here), set(there)
    less, more = sorted(
        (sum(w not in known_there for w in here), sum(w not in known_here for w in there))
    )
    return log1p(less), log1p(more)


def _figures(here: Sequence[str], there: Sequence[str]) -> tuple[float, float, float]:
    """Whether the figures as written are the same, and how many only one sentence has."""
    left, right = ({word for word in words if word[0].isdigit()} for words in (here, there))
    both_alone = bool(left - right) and bool(right - left)
    return float(left == right), float(both_alone), float(len(left ^ right))


def _capitals(a: str, b: str) -> tuple[float, float]:
    """Words written with a capital: the share that both have, and how many only one has."""
    left, right = set(_CAPITALS.findall(a)), set(_CAPITALS.findall(b))
    return len(left & right) / max(len(left | right), 1), float(len(left ^ right))


def _letters(a: str, b: str, size: int) -> float:
    """Cosine of the counts of runs of letters, as many as ``size``."""
    here, there = (
        Counter(line[at : at + size] for at in range(len(line) - size + 1))
        for line in (f" {a.lower()} ", f" {b.lower()} ")
    )
    shared = sum(count * there[run] for run, count in here.items() if run in there)
    lengths = sum(n * n for n in here.values()) * sum(n * n for n in there.values())
    return shared / sqrt(lengths) if lengths else 0.0


def _runs(here: Sequence[str], there: Sequence[str]) -> tuple[float, float, float]:
    """Shared runs of four words, and the geometric mean of those of one to four (BLEU)."""
    shortest = min(len(here), len(there))
    logs = 0.0
    for size in range(1, _LONGEST_RUN + 1):
        left, right = (
            {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
            for words in (here, there)
        )
        met = len(left & right)
        logs += log((met + _UNSEEN) / (max(1, shortest - size + 1) + _UNSEEN))
    fewer, many = sorted((max(len(left), 1), max(len(right), 1)))
    return met / fewer, met / many, exp(logs / _LONGEST_RUN)
