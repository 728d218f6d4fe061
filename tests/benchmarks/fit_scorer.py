"""Fit the network by which claims are compared.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.fit_scorer

writes ``index/claims/scorer.json``; the same data give the same file. Needs the sentence encoder
and takes about four minutes. Fitted on three parts in four of MRPC, STS headlines and ClaimDiff,
on ECB+ train, on pairs of sentences within one news article and on random pairs: a model fitted on
one source collapses on the others.

Sources disagree about what "the same" is: MRPC calls unequal what differs in a detail, ECB+ calls
equal what reports one happening. One answer to all of them is wrong about each, so the network
answers each source on its own head over shared units, which they all train; the heads named
``SCRATCH`` are dropped afterwards.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.claims import events
from index.claims.compare import reading
from index.claims.encoder import load_encoder
from index.claims.figures import figures
from index.claims.linking import Linker
from index.claims.readings import Reading
from index.claims.scorer_model import EXTRA, HEADS, MEANING, WEIGHTS, inputs, scorer
from index.claims.scoring import weights
from index.claims.scoring_features import NAMES, Matrix, Prepared, pair_features, prepare
from index.model import Article
from tests.benchmarks.corpora import Example, ecb_articles, news_articles
from tests.benchmarks.fit_comparison import linker_over, sentence_claims, ties, training

Floats = npt.NDArray[np.float64]
Parameters = dict[str, Floats]
Keys = tuple[str, str]

SOME_DAY = "2010-05-05"
"""Where neither date is known both sentences are read as of one day, so that weekdays meet."""

SCRATCH = ("mrpc", "headlines", "claimdiff")

SAY: Mapping[str, Mapping[str, float]] = {
    "wording": {"mrpc": 3.0, "headlines": 1.0, "near": 0.6, "random": 0.4},
    "support": {"ecb": 2.0, "ecb-within": 0.2, "random": 0.3},
    "claims": {"ecb": 2.0, "ecb-within": 0.4, "within": 0.2, "random": 0.3},
    "mrpc": {"mrpc": 1.0},
    "headlines": {"headlines": 1.0},
    "claimdiff": {"claimdiff": 0.7},
}
"""How much each source counts on each head, whatever its number of pairs."""

WITHIN = 0.1
"""Label of a pair that ECB+ does not link though both reports are on one event: by hand check
one in ten does say the same."""

REPORTS = 600
NEAREST = 10
REPEAT = 0.5
"""News reports that near negatives are drawn from, how many from each, and the share of words in
common from which two claims of one report may be a repeat."""

UNITS = 24
NETWORKS = 3
"""Networks of different beginnings that are averaged, which steadies the probabilities."""

EPOCHS = 20
BATCH = 256
RATE = 3e-3
DECAY = 1e-3
CLIP = 4.0
_JACCARD = NAMES.index("jaccard")


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything measured on the examples, a row each."""

    values: Matrix
    cosines: npt.NDArray[np.float32]
    labels: Floats
    events: npt.NDArray[np.float32]
    sources: npt.NDArray[np.str_]


def main() -> None:
    """Fit both sets of weights and write them."""
    articles = ecb_articles("train")
    with linker_over(articles) as linker:
        around = Around.of(linker, articles)
    examples = training()
    with linker_over(news_articles(REPORTS)) as linker:
        pairs = _Ready(around)
        within = within_reports([linker.readings(key) for key in linker.names()])
    rows = measure([(e, pairs.best(e)) for e in examples] + within, around)
    kept: dict[str, object] = {
        "fitted_by": "tests/benchmarks/fit_scorer.py",
        "fitted_on": "three quarters of MRPC, STS headlines and ClaimDiff, ECB+ train, sentences"
        " of news articles; numbers only, no text",
    }
    for name, cosines in (("words", None), ("meaning", rows.cosines)):
        kept[name] = _kept(rows, cosines)
    WEIGHTS.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    scorer.cache_clear()
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


@dataclass(frozen=True, slots=True)
class Around:
    """What the engine makes of the reports that examples are from.

    Attributes:
        claims: the claims in each sentence, by report and sentence.
        events: how likely each two reports held against each other are on one event.
    """

    claims: Mapping[Keys, list[Reading]]
    events: Mapping[Keys, float]

    @classmethod
    def of(cls, linker: Linker, articles: Mapping[str, tuple[Article, str]]) -> "Around":
        """Ask an engine that holds the articles."""
        model = weights().events
        chances = {pair: events.one_event(model, tie) for pair, tie in ties(linker).items()}
        swapped = {(b, a): chance for (a, b), chance in chances.items()}
        return cls(sentence_claims(linker, articles), chances | swapped)


def measure_sentences(examples: Sequence[Example], around: Around) -> Rows:
    """``measure`` of examples whose claims are to be found first."""
    ready = _Ready(around)
    return measure([(example, ready.best(example)) for example in examples], around)


def measure(measured: Sequence[tuple[Example, "Pair"]], around: Around) -> Rows:
    """The features of many pairs, the likeness in meaning and the event of each."""
    loaded = load_encoder()
    if loaded.encoder is None:
        raise SystemExit(loaded.reason)
    examples, pairs = [example for example, _ in measured], [pair for _, pair in measured]
    texts = sorted({text for pair in pairs for text in pair.texts})
    at = {text: place for place, text in enumerate(texts)}
    vectors = loaded.encoder.encode(texts)
    left, right = (vectors[[at[pair.texts[side]] for pair in pairs]] for side in (0, 1))
    return Rows(
        np.array([pair.values for pair in pairs], dtype=np.float32),
        np.einsum("ij,ij->i", left, right),
        np.array([e.label for e in examples], dtype=np.float64),
        _events(examples, around.events),
        np.array([e.source for e in examples]),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims measured, and what of them the encoder is given."""

    values: tuple[float, ...]
    texts: tuple[str, str]


def within_reports(reports: Sequence[Sequence[Reading]]) -> list[tuple[Example, Pair]]:
    """Near negatives: claims of one report that share the most without repeating each other."""
    found: list[tuple[Example, Pair]] = []
    for report in reports:
        ready = [prepare(claim) for claim in report]
        near = [
            (Pair(pair_features(a, b, figures(a.reading, b.reading)), _texts(a, b)))
            for i, a in enumerate(ready)
            for b in ready[i + 1 : i + 15]
        ]
        near = [pair for pair in near if pair.values[_JACCARD] < REPEAT]
        near.sort(key=lambda pair: -pair.values[_JACCARD])
        found += [(Example(*pair.texts, 0.0, "within"), pair) for pair in near[:NEAREST]]
    return found


def _texts(a: Prepared, b: Prepared) -> tuple[str, str]:
    return a.reading.claim.text, b.reading.claim.text


class _Ready:
    """Claims made ready once for all the pairs they are in."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._bare: dict[str, list[tuple[Prepared, str]]] = {}
        self._within: dict[Keys, list[tuple[Prepared, str]]] = {}

    def best(self, example: Example) -> Pair:
        """An example measured: of its claims those that match best."""
        left, right = example.reports or (None, None)
        found = [
            Pair(pair_features(a, b, figures(a.reading, b.reading)), (text, other))
            for a, text in self._claims(example.a, left)
            for b, other in self._claims(example.b, right)
        ]
        return max(found, key=lambda pair: pair.values[_JACCARD])

    def _claims(self, text: str, report: str | None) -> list[tuple[Prepared, str]]:
        if report is not None and (report, text) in self._around.claims:
            key = (report, text)
            if key not in self._within:
                claims = self._around.claims[key]
                self._within[key] = [(prepare(claim), claim.claim.text) for claim in claims]
            return self._within[key]
        if text not in self._bare:
            self._bare[text] = [(prepare(reading("", text, SOME_DAY), text), text)]
        return self._bare[text]


def _events(examples: Sequence[Example], known: Mapping[Keys, float]) -> npt.NDArray[np.float32]:
    """The chance of one event for each pair.

    Near negatives come from one report, which would always be one event and teach the network
    that certain events have no matches: they get the chances of ECB+ pairs from one event, random
    ones those of pairs from two.
    """
    chooser = np.random.default_rng(5)
    found = np.array([known.get(e.reports, 0.0) if e.reports else np.nan for e in examples])
    sources = np.array([e.source for e in examples])
    labels = np.array([e.label for e in examples])
    one = found[(sources == "ecb-within") | ((sources == "ecb") & (labels > 0.5))]
    two = found[(sources == "ecb") & (labels < 0.5)]
    for source, pool in (("within", one), ("random", two)):
        if pool.size:
            rows = np.flatnonzero(sources == source)
            found[rows] = chooser.choice(pool, rows.size)
    return found.astype(np.float32)


def _kept(rows: Rows, cosines: npt.NDArray[np.float32] | None) -> dict[str, object]:
    names = (*NAMES, *EXTRA, *(() if cosines is None else MEANING))
    design, labels, say, heads = _assembled(rows, cosines)
    mean, scale = design.mean(axis=0), design.std(axis=0) + 1e-3
    for place, name in enumerate(names):
        if name in EXTRA:
            mean[place], scale[place] = 0.0, 1.0
    values = np.clip((design - mean) / scale, -CLIP, CLIP)
    networks = [_fit(values, labels, say / say.mean(), heads, seed) for seed in range(NETWORKS)]
    stacked = {
        "mean": mean,
        "scale": scale,
        "hidden": np.hstack([n["hidden"] for n in networks]),
        "hidden_bias": np.hstack([n["hidden_bias"] for n in networks]),
        "out": np.vstack([n["out"] for n in networks])[:, : len(HEADS)] / NETWORKS,
        "straight": np.mean([n["straight"] for n in networks], axis=0)[:, : len(HEADS)],
        "out_bias": np.mean([n["out_bias"] for n in networks], axis=0)[: len(HEADS)],
    }
    return {"inputs": names} | {name: np.round(a, 4).tolist() for name, a in stacked.items()}


def _assembled(
    rows: Rows, cosines: npt.NDArray[np.float32] | None
) -> tuple[Floats, Floats, Floats, npt.NDArray[np.int64]]:
    """Design, labels, weights and heads: a row for each pair on each head that learns from it."""
    parts: list[tuple[Floats, Floats, Floats, npt.NDArray[np.int64]]] = []
    for place, head in enumerate((*HEADS, *SCRATCH)):
        for source, say in SAY[head].items():
            of = np.flatnonzero(rows.sources == source)
            chances = rows.events[of] if head == "claims" else None
            design = inputs(rows.values[of], chances, None if cosines is None else cosines[of])
            weight = np.full(of.size, say * 1_000 / max(1, of.size))
            parts.append(
                (
                    design.astype(np.float64),
                    _labels(rows.labels[of], source, head),
                    weight,
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


def _fit(
    values: Floats, labels: Floats, say: Floats, heads: npt.NDArray[np.int64], seed: int
) -> Parameters:
    """One network by Adam with a falling rate."""
    chooser = np.random.default_rng(seed)
    wide, count = values.shape[1], len(SAY)
    network: Parameters = {
        "hidden": chooser.normal(0, 1 / np.sqrt(wide), (wide, UNITS)),
        "hidden_bias": np.zeros(UNITS),
        "out": chooser.normal(0, 0.3 / np.sqrt(UNITS), (UNITS, count)),
        "straight": np.zeros((wide, count)),
        "out_bias": np.zeros(count),
    }
    first = {name: np.zeros_like(a) for name, a in network.items()}
    second = {name: np.zeros_like(a) for name, a in network.items()}
    steps = EPOCHS * (len(values) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = chooser.permutation(len(values))
        for at in range(0, len(values) - BATCH + 1, BATCH):
            rows = order[at : at + BATCH]
            slopes = _slopes(network, values[rows], labels[rows], say[rows], heads[rows])
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for name, slope in slopes.items():
                first[name] += 0.1 * (slope - first[name])
                second[name] += 0.001 * (slope**2 - second[name])
                flat = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                network[name] -= rate * (first[name] / (1 - 0.9**step)) / flat
    return network


def _slopes(
    network: Parameters,
    values: Floats,
    labels: Floats,
    say: Floats,
    heads: npt.NDArray[np.int64],
) -> Parameters:
    """The gradient of the weighted log loss, each row on its own head, with the ridge."""
    rows = np.arange(len(values))
    units = np.tanh(values @ network["hidden"] + network["hidden_bias"])
    odds = units @ network["out"] + values @ network["straight"] + network["out_bias"]
    miss = (1 / (1 + np.exp(-odds[rows, heads])) - labels) * say / len(values)
    back = np.zeros_like(odds)
    back[rows, heads] = miss
    inner = (back @ network["out"].T) * (1 - units**2)
    return {
        "hidden": values.T @ inner + DECAY * network["hidden"],
        "hidden_bias": inner.sum(axis=0),
        "out": units.T @ back + DECAY * network["out"],
        "straight": values.T @ back + DECAY * network["straight"],
        "out_bias": back.sum(axis=0),
    }


if __name__ == "__main__":
    main()
