"""Fit the weights by which reports are told to be on one event.

    python -m tests.benchmarks.fit_comparison

writes ``index/claims/weights.json``: logistic models fitted by Newton's method with a small
ridge. Sentence pairs are MRPC, STS headlines and ClaimDiff (three parts in four of each), ECB+
train, near negatives from within articles, and random negatives: a model fitted on one source
collapses on the others. Pairs of reports are ECB+ train, three BASIL stories in four, and news.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.claims import events
from index.claims.bare import reading
from index.claims.candidates import CLAIM_COSINE
from index.claims.database import connect
from index.claims.index import ClaimIndex
from index.claims.linking import Linker
from index.claims.readings import Reading
from index.claims.scoring import (
    NAMES,
    WEIGHTS,
    evidence,
    weights,
)
from index.model import Article
from tests.benchmarks.corpora import (
    Example,
    basil_articles,
    claimdiff,
    ecb,
    ecb_articles,
    headlines,
    held_out,
    mrpc,
    neighbours,
    news_articles,
    strangers,
)

Matrix = npt.NDArray[np.float64]
Keys = tuple[str, str]
Articles = Mapping[str, tuple[Article, str]]

RIDGE = 2.0
NEWS = 1_500
"""News articles whose neighbours among each other are taken to be on other events."""

_NEVER = -30.0
"""Bias of a model not fitted yet: no two reports are on one event, and linking costs little."""

_REPEAT = 0.7
"""Cosine from which two claims of one report may well be one claim said twice."""

DISAGREEING = frozenset(
    {"numbers_against", "dates_against", "names_none", "negation_other", "stance_other"}
)
"""Parts without weight in the question whether two claims speak of the same thing."""

SAY = {
    "mrpc": 1.0,
    "ecb": 2.0,
    "ecb-within": 1.0,
    "headlines": 0.7,
    "near": 1.0,
    "random": 0.4,
    "claimdiff": 0.15,
}
"""How much each source counts: by how like the engine's own work it is."""


def fit(values: Matrix, labels: Matrix, say: Matrix) -> Matrix:
    """Weights of a logistic model, bias first; labels may be anything from 0 to 1."""
    design = np.hstack([np.ones((len(values), 1)), values])
    found = np.zeros(design.shape[1])
    ridge = np.full(design.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (say * (labels - chance)) - ridge * found
        curve = (design * (say * chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-6:
            break
    return found


def training() -> list[Example]:
    """Every pair of sentences that may be fitted on."""
    return [*_sentences(), *neighbours()]


def _sentences() -> list[Example]:
    return [
        *mrpc(held=False),
        *ecb("train"),
        *headlines(held=False),
        *claimdiff(held=False),
        *strangers(),
    ]


def fitted_on(claims: Sequence[Sequence[Reading]]) -> list[tuple[Example, Sequence[float]]]:
    """Every pair fitted on here, with its evidence.

    Args:
        claims: the claims of news articles, from which negatives are drawn.
    """
    articles = ecb_articles("train")
    with linker_over(articles) as linker:
        lines = sentence_claims(linker, articles)
    return [(example, measured(example, lines)) for example in _sentences()] + near(claims)


def near(claims: Sequence[Sequence[Reading]]) -> list[tuple[Example, Sequence[float]]]:
    """Near negatives: two claims of one report that share words but are no repeats."""
    found: list[tuple[Example, Sequence[float]]] = []
    for report in claims:
        pairs = [(a, b) for i, a in enumerate(report) for b in report[i + 1 : i + 15]]
        parts = [(a, b, evidence(a, b).values) for a, b in pairs if len(a.weights) > 3]
        parts.sort(key=lambda found: -found[2][0])
        found += [
            (Example(a.claim.text, b.claim.text, 0.0, "near"), values)
            for a, b, values in parts[:12]
            if CLAIM_COSINE <= values[0] < _REPEAT
        ]
    return found


@contextmanager
def linker_over(articles: Articles) -> Iterator[Linker]:
    """The engine's own view of a set of articles."""
    with tempfile.TemporaryDirectory() as folder:
        index = ClaimIndex(Path(folder))
        index.update((article for article, _ in articles.values()), forget=(), as_of=1)
        linker = Linker(connect(Path(folder) / "claims.db"))
        yield linker
        linker.close()
        index.close()


def ties(linker: Linker) -> dict[Keys, events.Ties]:
    """What ties each two reports that the engine holds against each other, by their ids."""
    names = linker.names()
    return {
        (names[key], names[other]): linker.ties(key, other, likeness)
        for key in names
        for other, likeness in linker.neighbours(key)
    }


def line_of(text: str, offset: int) -> str:
    """The line of a text that holds an offset."""
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]


def sentence_claims(linker: Linker, articles: Articles) -> dict[tuple[str, str], list[Reading]]:
    """The claims of each line of each article, by article and line."""
    found: dict[tuple[str, str], list[Reading]] = {}
    for key, name in linker.names().items():
        text = articles[name][0].text
        for claim in linker.readings(key):
            found.setdefault((name, line_of(text, claim.claim.start)), []).append(claim)
    return found


def measured(example: Example, claims: Mapping[tuple[str, str], list[Reading]]) -> Sequence[float]:
    """The evidence of an example: of its claims that match best, where it has articles."""
    left, right = [reading("a", example.a)], [reading("b", example.b)]
    if example.reports:
        left = claims.get((example.reports[0], example.a)) or left
        right = claims.get((example.reports[1], example.b)) or right
    return max((evidence(a, b).values for a in left for b in right), key=_overlap)


def _overlap(values: Sequence[float]) -> float:
    return values[NAMES.index("jaccard")]


@dataclass(frozen=True, slots=True)
class Tied:
    """Pairs of reports that the engine holds against each other, of one source.

    Attributes:
        pairs: their ids.
        values: the evidence on each.
        one: whether they are on one event.
    """

    pairs: Sequence[Keys]
    values: Matrix
    one: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, found: Mapping[Keys, events.Ties], articles: Articles) -> "Tied":
        """The pairs of ``ties`` over the articles."""
        same = [articles[a][1] == articles[b][1] for a, b in found]
        return cls(list(found), np.array([tie.values for tie in found.values()]), np.array(same))

    def only(self, kept: npt.NDArray[np.bool_]) -> "Tied":
        """Some of the pairs."""
        pairs = [pair for pair, keep in zip(self.pairs, kept, strict=True) if keep]
        return Tied(pairs, self.values[kept], self.one[kept])


def ecb_tied() -> Tied:
    """Pairs of reports of ECB+ train."""
    articles = ecb_articles("train")
    with linker_over(articles) as linker:
        return Tied.of(ties(linker), articles)


def basil_tied() -> Tied:
    """Pairs of reports of three BASIL stories in four."""
    articles = {k: v for k, v in basil_articles().items() if not held_out(v[1])}
    with linker_over(articles) as linker:
        return Tied.of(ties(linker), articles)


def news_tied() -> Tied:
    """Pairs of reports of news in general, few of which are on one event: all count as on two.

    What else is fitted on has few reports of one week on two events, or of one matter long apart.
    """
    articles = news_articles(NEWS)
    with linker_over(articles) as linker:
        return Tied.of(ties(linker), articles)


def fit_events(sources: Sequence[Tied]) -> Matrix:
    """The model that tells reports on one event from reports on two.

    Fitted to the evidence in units of its spread, so that the ridge bears on all parts alike.
    """
    say = [np.full(len(tied.one), 4_000 / max(1, len(tied.one))) for tied in sources]
    values = np.vstack([tied.values for tied in sources])
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-3
    found = fit(
        (values - mean) / scale,
        np.concatenate([tied.one for tied in sources]).astype(float),
        np.concatenate(say),
    )
    found[1:] /= scale
    found[0] -= found[1:] @ mean
    return found


def main() -> None:
    """Fit all models and write them."""
    with linker_over(news_articles(600)) as linker:
        pairs = fitted_on([linker.readings(key) for key in linker.names()])
    examples = [example for example, _ in pairs]
    values = np.array([found for _, found in pairs], dtype=float)
    labels = np.array([_label(example) for example in examples])
    counts = {source: sum(e.source == source for e in examples) for source in SAY}
    say = np.array([SAY[e.source] * 4_000 / counts[e.source] for e in examples])
    apart = np.array([name in DISAGREEING for name in NAMES])
    alike = np.where(apart, 0.0, values)
    against = values[:, NAMES.index("numbers_against")] > 0
    kept = ~(against & (labels < 0.5))

    models = {"alone": fit(alike[kept], labels[kept], say[kept])}
    _write(models)
    models["events"] = fit_events([ecb_tied(), basil_tied(), news_tied()])
    _write(models)
    print(WEIGHTS.read_text(encoding="utf-8"))


def _label(example: Example) -> float:
    """Headlines from 3.5 of 5 on are counted as the same, up to 1.5 as not, between by share."""
    if example.source == "headlines":
        return float(np.clip((example.label - 0.3) / 0.4, 0.0, 1.0))
    return example.label


def _write(models: Mapping[str, Matrix]) -> None:
    parts: dict[str, Sequence[str]] = {
        "alone": NAMES,
        "events": events.NAMES,
    }
    kept: dict[str, object] = {
        "fitted_by": "tests/benchmarks/fit_comparison.py",
        "fitted_on": "MRPC, ECB+ train, STS headlines, ClaimDiff, BASIL, negatives from news",
    }
    for model, names in parts.items():
        found = models.get(model, np.array([_NEVER, *[0.0] * len(names)]))
        kept[model] = {
            name: round(float(value), 4)
            for name, value in zip(("bias", *names), found, strict=True)
        }
    WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    weights.cache_clear()


if __name__ == "__main__":
    main()
