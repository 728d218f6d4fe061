"""Fit the networks by which bare sentences are compared.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.fit_scorer

writes the parts ``words`` and ``meaning`` of ``index/claims/scorer.json``; the same data give the
same file. Needs the sentence encoder and takes about four minutes. Fitted on three parts in four
of MRPC, STS headlines and ClaimDiff, on ECB+ train, on pairs of sentences within one news article
and on random pairs: a model fitted on one source collapses on the others.

Sources disagree about what "the same" is: MRPC calls unequal what differs in a detail, ECB+ calls
equal what reports one happening. One answer to all of them is wrong about each, so the network
answers each source on its own head over shared units, which they all train; only the head
``wording`` is kept.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.claims.compare import reading
from index.claims.encoder import load_encoder
from index.claims.figures import figures
from index.claims.scorer_model import MEANING, WEIGHTS, Vector, scorer
from index.claims.scoring_features import NAMES, Matrix, Prepared, pair_features, prepare
from tests.benchmarks.corpora import Example
from tests.benchmarks.fit_comparison import training
from tests.benchmarks.network import Floats, Ints, averaged, fit, standardised

SOME_DAY = "2010-05-05"
"""Where neither date is known both sentences are read as of one day, so that weekdays meet."""

SAY: Mapping[str, Mapping[str, float]] = {
    "wording": {"mrpc": 3.0, "headlines": 1.0, "near": 0.6, "random": 0.4},
    "mrpc": {"mrpc": 1.0},
    "headlines": {"headlines": 1.0},
    "claimdiff": {"claimdiff": 0.7},
    "ecb": {"ecb": 2.0, "ecb-within": 0.2, "random": 0.3},
}
"""How much each source counts on each head, whatever its number of pairs."""

WITHIN = 0.1
"""Label of a pair that ECB+ does not link though both reports are on one event: by hand check
one in ten does say the same."""

UNITS = 24
NETWORKS = 3
"""Networks of different beginnings that are averaged, which steadies the probabilities."""

EPOCHS = 20


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything measured on the examples, a row each."""

    values: Matrix
    cosines: Vector
    labels: Floats
    sources: Sequence[str]


def main() -> None:
    """Fit both sets of weights and write them."""
    rows = measure(training())
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    kept["fitted_by"] = "tests/benchmarks/fit_scorer.py and fit_claims.py"
    kept["fitted_on"] = (
        "three quarters of MRPC, STS headlines and ClaimDiff, ECB+ train, sentences of news"
        " articles; numbers only, no text"
    )
    for name, cosines in (("words", None), ("meaning", rows.cosines)):
        kept[name] = _kept(rows, cosines)
    WEIGHTS.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    scorer.cache_clear()
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


def measure(examples: Sequence[Example]) -> Rows:
    """The features of many pairs and the likeness in meaning of each."""
    loaded = load_encoder()
    if loaded.encoder is None:
        raise SystemExit(loaded.reason)
    texts = sorted({text for e in examples for text in (e.a, e.b)})
    at = {text: place for place, text in enumerate(texts)}
    vectors = loaded.encoder.encode(texts)
    left, right = (vectors[[at[(e.a, e.b)[side]] for e in examples]] for side in (0, 1))
    ready = {text: prepare(reading("", text, SOME_DAY), text) for text in texts}
    return Rows(
        np.array([_values(ready[e.a], ready[e.b]) for e in examples], dtype=np.float32),
        np.einsum("ij,ij->i", left, right),
        np.array([e.label for e in examples], dtype=np.float64),
        [e.source for e in examples],
    )


def _values(a: Prepared, b: Prepared) -> tuple[float, ...]:
    return pair_features(a, b, figures(a.reading, b.reading))


def _kept(rows: Rows, cosines: Vector | None) -> dict[str, object]:
    names = NAMES if cosines is None else (*NAMES, *MEANING)
    design, labels, say, heads = _assembled(rows, cosines)
    values, mean, scale = standardised(design)
    networks = [
        fit(values, labels, say / say.mean(), heads, seed=seed, units=UNITS, epochs=EPOCHS)
        for seed in range(NETWORKS)
    ]
    found = averaged(networks) | {"mean": mean, "scale": scale}
    return {"inputs": names} | {name: np.round(a, 4).tolist() for name, a in found.items()}


def _assembled(rows: Rows, cosines: Vector | None) -> tuple[Floats, Floats, Floats, Ints]:
    """Design, labels, weights and heads: a row for each pair on each head that learns from it."""
    sources = np.array(rows.sources)
    design = rows.values if cosines is None else np.hstack([rows.values, cosines[:, None]])
    parts: list[tuple[Floats, Floats, Floats, Ints]] = []
    for place, head in enumerate(SAY):
        for source, say in SAY[head].items():
            of = np.flatnonzero(sources == source)
            parts.append(
                (
                    design[of].astype(np.float64),
                    _labels(rows.labels[of], source, head),
                    np.full(of.size, say * 1_000 / max(1, of.size)),
                    np.full(of.size, place, dtype=np.int64),
                )
            )
    return (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate([part[3] for part in parts]),
    )


def _labels(labels: Floats, source: str, head: str) -> Floats:
    """Labels as chances. Headlines of 2.8 of 5 are as often the same as not, to MRPC's taste."""
    if source == "ecb-within":
        return np.full(labels.size, WITHIN)
    if source == "headlines" and head == "wording":
        softened: Floats = 1.0 / (1.0 + np.exp(-1.6 * (5.0 * labels - 2.8)))
        return softened
    return labels


if __name__ == "__main__":
    main()
