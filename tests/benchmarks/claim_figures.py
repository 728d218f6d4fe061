"""Compare two claims: our scorer against the usual similarities, on pairs nobody fitted on.

    python -m tests.benchmarks.claim_figures

prints one table and a reliability table. Held out: one part in four of MRPC and STS headlines, one
topic in four of ClaimDiff, ECB+ dev. A similarity's threshold for MRPC is the best on the part
fitted on; the scorer's is 0.5. ECB+ pairs are sentence pairs, without and with what the reports
around them add: the whole pipeline is measured elsewhere.
"""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from index.claims.background import background
from index.claims.encoder import load_encoder
from index.claims.scorer_model import Head, scorer
from index.claims.words import content_words
from tests.benchmarks.corpora import (
    Example,
    claimdiff,
    ecb,
    ecb_articles,
    headlines,
    mrpc,
    neighbours,
    strangers,
)
from tests.benchmarks.fit_comparison import linker_over
from tests.benchmarks.fit_scorer import Around, Rows, measure_sentences

Floats = npt.NDArray[np.float64]
Similarity = Callable[[Sequence[Example]], Floats]

PRECISION = 0.9
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


def main() -> None:
    """Measure and print."""
    held = _held()
    fitted = mrpc(held=False)
    print(
        f"{'':28}{'MRPC':>12}{'ClaimDiff':>11}{'STS':>7}"
        f"{'ECB+ pairs: AP':>16}{'R@P.90':>8}{'F1':>6}"
    )
    for name, similarity in SIMILARITIES.items():
        found = {source: similarity(part.examples) for source, part in held.items()}
        threshold = _best_threshold(similarity(fitted), [e.label > 0.5 for e in fitted])
        _print(name, held, found, threshold)
    for name, meaning, ecb_head in (
        ("ours, words alone", False, "support"),
        ("ours", True, "support"),
        ("ours, words, with reports", False, "claims"),
        ("ours, with reports", True, "claims"),
    ):
        found = _ours(held, meaning=meaning, ecb_head=ecb_head)
        _print(name, held, found, 0.5)
    _reliability(held)


def _held() -> dict[str, Held]:
    articles = ecb_articles("dev")
    with linker_over(articles) as linker:
        around = Around.of(linker, articles)
    parts = {
        "mrpc": mrpc(held=True),
        "claimdiff": claimdiff(held=True),
        "headlines": headlines(held=True),
        "ecb": tuple(e for e in ecb("dev") if e.source == "ecb"),
        "near": neighbours()[::6],
        "random": strangers()[::6],
    }
    return {source: Held(part, measure_sentences(part, around)) for source, part in parts.items()}


def _chances(part: Held, head: Head, *, meaning: bool) -> Floats:
    rows = part.rows
    return (
        scorer()
        .probabilities(
            rows.values,
            head,
            cosines=rows.cosines if meaning else None,
            events=rows.events if head == "claims" else None,
        )
        .astype(np.float64)
    )


def _ours(held: Mapping[str, Held], *, meaning: bool, ecb_head: str) -> dict[str, Floats]:
    heads: dict[str, Head] = {"ecb": "claims" if ecb_head == "claims" else "support"}
    return {
        source: _chances(part, heads.get(source, "wording"), meaning=meaning)
        for source, part in held.items()
    }


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


def _print(
    name: str, held: Mapping[str, Held], found: Mapping[str, Floats], threshold: float
) -> None:
    said, same = found["mrpc"] >= threshold, held["mrpc"].same
    accuracy = float((said == same).mean())
    f1 = 2 * float((said & same).sum()) / float(said.sum() + same.sum())
    area = _area(found["claimdiff"], held["claimdiff"].same)
    ranks = _spearman(found["headlines"], held["headlines"].rows.labels)
    average, recall, best = _precision_recall(found["ecb"], held["ecb"].same)
    print(
        f"{name:28}{100 * accuracy:6.1f}/{100 * f1:.1f}{area:11.3f}{ranks:7.3f}"
        f"{average:16.3f}{recall:8.3f}{best:6.2f}"
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


def _precision_recall(found: Floats, same: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Average precision, the recall at the precision to keep, and the best F1."""
    hits = np.cumsum(same[np.argsort(-found, kind="stable")])
    precision, recall = hits / np.arange(1, same.size + 1), hits / same.sum()
    average = float((precision * np.diff(recall, prepend=0.0)).sum())
    kept = recall[precision >= PRECISION]
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return average, float(kept.max(initial=0.0)), float(f1.max())


def _reliability(held: Mapping[str, Held]) -> None:
    print("\nof pairs given a probability in a bin, the share that is the same (pairs)")
    print(f"{'':28}" + "".join(f"{low:.2f}-{high:.2f}".rjust(16) for low, high in _bins()))
    for name, head, sources in (
        ("MRPC", "wording", ("mrpc",)),
        ("MRPC, near, random", "wording", ("mrpc", "near", "random")),
        ("ECB+ dev", "claims", ("ecb",)),
        ("ECB+ dev, words alone", "support", ("ecb",)),
    ):
        asked: Head = next(h for h in ("wording", "claims", "support") if h == head)
        parts = [held[source] for source in sources]
        found = np.concatenate([_chances(part, asked, meaning=True) for part in parts])
        same = np.concatenate([part.same for part in parts])
        print(f"{name:28}" + "".join(_share(found, same, *bounds).rjust(16) for bounds in _bins()))
    near = _chances(held["near"], "wording", meaning=True)
    print(f"\nof sentences of one article taken for the same: {100 * (near >= 0.5).mean():.1f} %")


def _bins() -> list[tuple[float, float]]:
    return list(itertools.pairwise(BINS))


def _share(found: Floats, same: npt.NDArray[np.bool_], low: float, high: float) -> str:
    inside = (found >= low) & ((found < high) | (high == 1.0))
    count = int(inside.sum())
    return f"{same[inside].mean():.2f} ({count})" if count else "-"


if __name__ == "__main__":
    main()
