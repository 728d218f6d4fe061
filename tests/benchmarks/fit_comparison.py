"""Fit the weights by which two claims are compared.

    python -m tests.benchmarks.fit_comparison

writes ``index/claims/weights.json``: two logistic models over the evidence of
``index.claims.scoring``, fitted by Newton's method with a small ridge on MRPC, ECB+ train, STS
headlines and ClaimDiff (three parts in four of each), near negatives from within articles, and
random negatives. A model fitted on one source collapses on the others, so each source has an
equal say.
"""

import json
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.claims.compare import reading
from index.claims.scoring import DISAGREEING, NAMES, WEIGHTS, evidence
from tests.benchmarks.corpora import (
    Example,
    claimdiff,
    ecb,
    headlines,
    mrpc,
    neighbours,
    strangers,
)

Matrix = npt.NDArray[np.float64]

RIDGE = 2.0
SAY = {"mrpc": 1.0, "ecb": 1.5, "headlines": 0.7, "near": 1.0, "random": 0.4, "claimdiff": 0.15}
"""How much each source counts in the fit: in proportion to how like the engine's own work it is."""


def matrix(examples: Sequence[Example]) -> Matrix:
    """The evidence of each example, a row each."""
    return np.array(
        [evidence(reading("a", e.a), reading("b", e.b)).values for e in examples], dtype=float
    )


def fit(values: Matrix, labels: Matrix, say: Matrix) -> Matrix:
    """Weights of a logistic model, bias first; labels may be anything from 0 to 1."""
    design = np.hstack([np.ones((len(values), 1)), values])
    weights = np.zeros(design.shape[1])
    ridge = np.full(design.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (say * (labels - chance)) - ridge * weights
        curve = (design * (say * chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _says(examples: Sequence[Example]) -> Matrix:
    sources = [example.source for example in examples]
    return np.array([SAY[s] * 4_000 / sources.count(s) for s in sources])


def training() -> list[Example]:
    """Everything fitted on."""
    return [
        *mrpc(held=False),
        *ecb("train"),
        *headlines(held=False),
        *claimdiff(held=False),
        *neighbours(),
        *strangers(),
    ]


def main() -> None:
    """Fit both models and write them."""
    examples = training()
    values = matrix(examples)
    labels = np.array([example.label for example in examples])
    labels = np.where(
        [e.source == "headlines" for e in examples], np.clip((labels - 0.3) / 0.5, 0, 1), labels
    )
    counts = {s: sum(e.source == s for e in examples) for s in SAY}
    cache: dict[str, int] = {}
    say = np.array([SAY[e.source] * 4_000 / counts[e.source] for e in examples])
    agree = fit(values, labels, say)
    hidden = np.array([name in DISAGREEING for name in NAMES])
    against = values[:, NAMES.index("numbers_against")] > 0
    kept = ~(against & (labels < 0.5))
    same = fit(np.where(hidden, 0.0, values)[kept], labels[kept], say[kept])
    del cache
    _write(agree, same)


def _write(agree: Matrix, same: Matrix) -> None:
    def named(model: Matrix) -> dict[str, float]:
        return {
            name: round(float(value), 4)
            for name, value in zip(("bias", *NAMES), model, strict=True)
        }

    kept = {
        "fitted_by": "tests/benchmarks/fit_comparison.py",
        "fitted_on": "MRPC, ECB+ train, STS headlines, ClaimDiff, near and random negatives",
        "same": named(same),
        "agree": named(agree),
        "context": {"bias": 0.0, "likeness": 0.0},
    }
    WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
