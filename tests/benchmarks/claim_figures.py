"""Compare two claims: our scorer against the usual similarities, on pairs nobody fitted on.

    python -m tests.benchmarks.claim_figures

prints one table and a reliability table. Held out: one part in four of MRPC and STS headlines, one
topic in four of ClaimDiff. A similarity's threshold for MRPC is the best on the part fitted on;
the scorer's is 0.5. The whole pipeline is measured by ``claims``.
"""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from index.claims.background import background
from index.claims.encoder import load_encoder
from index.claims.scorer_model import scorer
from index.claims.scoring_features import neutral
from index.claims.words import content_words
from tests.benchmarks.corpora import (
    Example,
    claimdiff,
    headlines,
    mrpc,
    neighbours,
    strangers,
)
from tests.benchmarks.fit_scorer import Rows, measure

Floats = npt.NDArray[np.float64]
Similarity = Callable[[Sequence[Example]], Floats]

WORDS = "ours, words alone"
OURS = "ours"
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0)
USUAL_LENGTH = 12.0
"""Content words of a sentence, for BM25's length correction."""


@dataclass(frozen=True, slots=True)
class Held:
    """The held-out examples of one source, as examples and as measured."""

    examples: Sequence[Example]
    rows: Rows

    @property
    def same(self) -> npt.NDArray[np.bool_]:
        """Whether each pair is the same."""
        return self.rows.labels > 0.5


@dataclass(frozen=True, slots=True)
class Figures:
    """How well one way of comparing does on pairs of sentences."""

    accuracy: float
    f1: float
    related: float
    ranks: float


def main() -> None:
    """Measure and print."""
    held = held_pairs()
    print(f"{'':28}{'MRPC':>12}{'ClaimDiff':>11}{'STS':>7}")
    for name, found in figures(held).items():
        print(
            f"{name:28}{100 * found.accuracy:6.1f}/{100 * found.f1:.1f}"
            f"{found.related:11.3f}{found.ranks:7.3f}"
        )
    _reliability(held)


def held_pairs() -> dict[str, Held]:
    """The pairs held out, measured."""
    parts = {
        "mrpc": mrpc(held=True),
        "claimdiff": claimdiff(held=True),
        "headlines": headlines(held=True),
        "near": neighbours()[::6],
        "random": strangers()[::6],
    }
    return {source: Held(part, measure(part)) for source, part in parts.items()}


def figures(held: Mapping[str, Held]) -> dict[str, Figures]:
    """Every way of comparing on the pairs held out."""
    fitted = mrpc(held=False)
    told: dict[str, Figures] = {}
    for name, similarity in SIMILARITIES.items():
        threshold = _best_threshold(similarity(fitted), [e.label > 0.5 for e in fitted])
        scores = {source: similarity(part.examples) for source, part in held.items()}
        told[name] = _figures(held, scores, threshold)
    for name, meaning in ((WORDS, False), (OURS, True)):
        scores = {source: _chances(part, meaning=meaning) for source, part in held.items()}
        told[name] = replace(
            _figures(held, scores, 0.5), related=_related(held["claimdiff"], meaning=meaning)
        )
    return told


def _related(part: Held, *, meaning: bool) -> float:
    """How well pairs on one thing are ranked: those that disagree on it are related as well."""
    cosines = part.rows.cosines if meaning else None
    found = scorer().wording(neutral(part.rows.values), cosines)
    return _area(found.astype(np.float64), part.same)


def _chances(part: Held, *, meaning: bool) -> Floats:
    cosines = part.rows.cosines if meaning else None
    rows = part.rows
    return scorer().paraphrase(rows.values, rows.close, cosines).astype(np.float64)


def _tfidf(examples: Sequence[Example]) -> Floats:
    stems = background().stems

    def vector(text: str) -> dict[str, float]:
        raw = {w: n * stems[w] for w, n in Counter(content_words(text)).items()}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {w: v / norm for w, v in raw.items()}

    return np.array([_dot(vector(e.a), vector(e.b)) for e in examples])


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(value * b[word] for word, value in a.items() if word in b)


def _bm25(examples: Sequence[Example]) -> Floats:
    """BM25 (k1 1.2, b 0.75), both ways, over each sentence's score against itself."""
    return np.array([(_ranked(e.a, e.b) + _ranked(e.b, e.a)) / 2 for e in examples])


def _ranked(query: str, text: str) -> float:
    words = content_words(query)
    full = _bm25_score(words, words)
    return _bm25_score(words, content_words(text)) / full if full else 0.0


def _bm25_score(query: Sequence[str], text: Sequence[str]) -> float:
    counts = Counter(text)
    length = 0.25 + 0.75 * len(text) / USUAL_LENGTH
    stems = background().stems
    return sum(
        stems[word] * counts[word] * 2.2 / (counts[word] + 1.2 * length) for word in set(query)
    )


def _token_set(examples: Sequence[Example]) -> Floats:
    return np.array([fuzz.token_set_ratio(e.a.lower(), e.b.lower()) / 100 for e in examples])


def _use(examples: Sequence[Example]) -> Floats:
    loaded = load_encoder()
    if loaded.encoder is None:
        raise SystemExit(loaded.reason)
    left = loaded.encoder.encode([e.a for e in examples])
    right = loaded.encoder.encode([e.b for e in examples])
    cosines: Floats = np.einsum("ij,ij->i", left, right).astype(np.float64)
    return cosines


SIMILARITIES: Mapping[str, Similarity] = {
    "TF-IDF cosine": _tfidf,
    "BM25": _bm25,
    "token set (rapidfuzz)": _token_set,
    "USE cosine": _use,
}


def _figures(held: Mapping[str, Held], found: Mapping[str, Floats], threshold: float) -> Figures:
    said, same = found["mrpc"] >= threshold, held["mrpc"].same
    return Figures(
        accuracy=float((said == same).mean()),
        f1=2 * float((said & same).sum()) / float(said.sum() + same.sum()),
        related=_area(found["claimdiff"], held["claimdiff"].same),
        ranks=_spearman(found["headlines"], held["headlines"].rows.labels),
    )


def _best_threshold(found: Floats, same: Sequence[bool]) -> float:
    labels = np.array(same)
    tried = np.quantile(found, np.linspace(0.0, 0.7, 141))
    return float(max(tried, key=lambda t: ((found >= t) == labels).mean()))


def _area(found: Floats, same: npt.NDArray[np.bool_]) -> float:
    """Area under the ROC curve: the chance that a same pair is ranked above another."""
    ranks = _ranks(found)
    positives = int(same.sum())
    pairs = positives * (same.size - positives)
    return float((ranks[same].sum() - positives * (positives - 1) / 2) / pairs)


def _spearman(a: Floats, b: Floats) -> float:
    return float(np.corrcoef(_ranks(a), _ranks(b))[0, 1])


def _ranks(values: Floats) -> Floats:
    """Ranks from 0, ties given their mean."""
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    means = np.cumsum(counts) - (counts + 1) / 2
    ranks: Floats = means[where]
    return ranks


def _reliability(held: Mapping[str, Held]) -> None:
    print("\nof pairs given a probability in a bin, the share that is the same (pairs)")
    print(f"{'':28}" + bins_head(BINS))
    for name, sources in (("MRPC", ("mrpc",)), ("MRPC, near, random", ("mrpc", "near", "random"))):
        found = np.concatenate([_chances(held[source], meaning=True) for source in sources])
        same = np.concatenate([held[source].same for source in sources])
        print(f"{name:28}" + bins_row(found, same, BINS))
    near = _chances(held["near"], meaning=True)
    print(f"\nof sentences of one article taken for the same: {100 * (near >= 0.5).mean():.1f} %")


def bins_head(edges: Sequence[float]) -> str:
    """The bins of a reliability table."""
    return "".join(f"{low:.2f}-{high:.2f}".rjust(16) for low, high in itertools.pairwise(edges))


def bins_row(found: Floats, same: npt.NDArray[np.bool_], edges: Sequence[float]) -> str:
    """What share of each bin is the same, and how many pairs it has."""
    cells: list[str] = []
    for low, high in itertools.pairwise(edges):
        inside = (found >= low) & ((found < high) | (high == 1.0))
        count = int(inside.sum())
        cells.append((f"{same[inside].mean():.2f} ({count})" if count else "-").rjust(16))
    return "".join(cells)


if __name__ == "__main__":
    main()
