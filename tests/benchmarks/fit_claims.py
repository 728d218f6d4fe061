"""Fit the network by which claims of two reports are compared, and from where they are shown.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.fit_claims

writes the part ``claims`` of ``index/claims/scorer.json``, what makes its odds probabilities, and
the probabilities from which claims are shown and disputes taken up; after ``fit_comparison``.
Fitted on ECB+ train, articles in: the claims that the engine faces with each other, where the
lines they stand in are labelled, and among reports on one event others, which are taken to say
the same one time in ten: read by eye, as many do. Without them a network learns that whatever
reports on one event say is the same, because ECB+ labels little but their leads.

How likely two reports are on one event is what a model says that was fitted on other topics:
of topics it was fitted on it is too sure. Probabilities and the one to show from are settled in
the same way, on topics that the network at hand was not fitted on.
"""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.claims.figures import figures
from index.claims.linking import Linker
from index.claims.scorer_model import PLACES, WEIGHTS, places, scorer, support
from index.claims.scoring_features import NAMES, Prepared, pair_features, prepare
from tests.benchmarks.corpora import ecb, ecb_articles
from tests.benchmarks.fit_comparison import (
    Articles,
    Keys,
    Tied,
    basil_tied,
    fit,
    fit_events,
    line_of,
    linker_over,
    news_tied,
    ties,
)
from tests.benchmarks.network import Floats, Ints, Parameters, averaged, odds, standardised
from tests.benchmarks.network import fit as fit_network

PRECISION = 0.98
"""Of the pairs shown, and of the disputes, of topics not fitted on: in so many both reports are on
one event. More than is wanted of topics unseen, which differ more than those fitted on."""

TOLD_APART = 0.92
"""Of the pairs shown of topics not fitted on, where those that ECB+ does not link within one event
count as wrong, as ``WITHIN_RIGHT`` says: what reports on one event say must be told apart too.
Lower, links read by eye are of one matter and say another thing of it."""

FOLDS = 8
OTHERS = 5_000
ALIKE = 0.35
"""Claims of reports on one event whose lines are not labelled: how many, and the share of words
in common from which two may well say the same."""

WITHIN = 0.1
"""Label of claims that ECB+ does not link, or not labels, though both reports are on one event."""

WITHIN_SAY = 2.0
WITHIN_RIGHT = 0.5
"""How much such a pair counts where the network is fitted, and where probabilities are settled."""

UNITS = 16
NETWORKS = 3
EPOCHS = 12
_JACCARD = NAMES.index("jaccard")
_WORTH_SAYING = -3.0
"""Support from which pairs count for what the probabilities are settled by."""

Pair = tuple[str, str, int, int]
"""Two reports by their ids and a claim of each by its ordinal."""


@dataclass(frozen=True, slots=True)
class Faced:
    """Pairs of claims measured.

    Attributes:
        values: what the network reads, ``(n, d)``.
        labels: 1 the same, 0 not, by ECB+; ``WITHIN`` where it is taken to be.
        lines: which two lines they stand in, as a number; -1 where these have no sure label.
        folds: which part of the topics they belong to.
        say: how much each counts.
        events: how likely their reports are on one event.
    """

    values: Floats
    labels: Floats
    lines: Ints
    folds: Ints
    say: Floats
    events: Floats

    @property
    def one(self) -> npt.NDArray[np.bool_]:
        """Whether they say anything of claims of reports on one event."""
        return self.labels > 0.0


def main() -> None:
    """Fit and write."""
    articles = ecb_articles("train")
    with linker_over(articles) as linker:
        tied = Tied.of(ties(linker), articles)
        chances = chances_unseen(tied, [basil_tied(), news_tied()], articles)
        faced = measured(linker, chances, articles)
        slope, shift, shown = settled(faced, support_unseen(faced))
        _write(_fitted(faced, faced.one), slope, shift, shown)
        _write_disputed(disputed(linker, chances, articles))
    found = scorer()
    print(
        f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes, shown from {found.shown:.3f}", end=", "
    )
    print(f"events from {found.sure:.3f}, disputes from {found.disputed:.3f}")


def fold_of(story: str) -> int:
    """The part of the topics a story belongs to; both events of an ECB+ topic in one."""
    topic = re.match(r"\d+", story)
    return zlib.crc32((topic.group() if topic else story).encode()) % FOLDS


def chances_unseen(tied: Tied, others: Sequence[Tied], articles: Articles) -> dict[Keys, float]:
    """How likely two reports of one topic are on one event, by models of the other topics."""
    first, second = (
        np.array([fold_of(articles[pair[side]][1]) for pair in tied.pairs]) for side in (0, 1)
    )
    found: dict[Keys, float] = {}
    for fold in range(FOLDS):
        model = fit_events([tied.only((first != fold) & (second != fold)), *others])
        here = np.flatnonzero((first == fold) & (second == fold))
        chances = 1 / (1 + np.exp(-(model[0] + tied.values[here] @ model[1:])))
        found |= {tied.pairs[n]: float(p) for n, p in zip(here.tolist(), chances, strict=True)}
    return {pair: p for pair, p in found.items() if pair[0] < pair[1] or pair[::-1] not in found}


def measured(linker: Linker, chances: Mapping[Keys, float], articles: Articles) -> Faced:
    """The claims that the engine faces with each other, as far as anything is known of them."""
    keys = {name: key for key, name in linker.names().items()}
    claims = {
        name: [prepare(claim) for claim in linker.readings(key)] for name, key in keys.items()
    }
    lines = {
        name: [line_of(articles[name][0].text, c.reading.claim.start) for c in found]
        for name, found in claims.items()
    }
    known = _labels()
    pairs: list[Pair] = []
    labels: list[float] = []
    numbers: list[int] = []
    unknown: list[Pair] = []
    seen: dict[frozenset[Keys], int] = {}
    for a, b in chances:
        for i, j in linker.facing(keys[a], keys[b]):
            at = frozenset(((a, lines[a][i]), (b, lines[b][j])))
            label = known.get(at)
            if label is not None:
                pairs.append((a, b, i, j))
                labels.append(label)
                numbers.append(seen.setdefault(at, len(seen)) if label != WITHIN else -1)
            elif articles[a][1] == articles[b][1]:
                unknown.append((a, b, i, j))
    chosen = np.random.default_rng(3).permutation(len(unknown))[:OTHERS]
    others = [unknown[place] for place in sorted(chosen.tolist())]
    values = np.array([_values(pair, claims) for pair in [*pairs, *others]])
    kept = (np.arange(len(values)) < len(pairs)) | (values[:, _JACCARD] < ALIKE)
    say = [WITHIN_SAY if label == WITHIN else 1.0 for label in labels]
    return Faced(
        values[kept],
        np.array(labels + [WITHIN] * len(others))[kept],
        np.array(numbers + [-1] * len(others))[kept],
        np.array([fold_of(articles[a][1]) for a, *_ in [*pairs, *others]])[kept],
        np.array(say + [1.0] * len(others))[kept],
        np.array([chances[a, b] for a, b, *_ in [*pairs, *others]])[kept],
    )


def _labels() -> dict[frozenset[Keys], float]:
    """What ECB+ says of each two lines."""
    found: dict[frozenset[Keys], float] = {}
    for example in ecb("train"):
        if example.reports is not None:
            label = example.label if example.source == "ecb" else WITHIN
            found[frozenset(zip(example.reports, (example.a, example.b), strict=True))] = label
    return found


def _values(pair: Pair, claims: Mapping[str, Sequence[Prepared]]) -> Floats:
    a, b, i, j = pair
    here, there = claims[a][i], claims[b][j]
    starts = np.array([[here.reading.claim.start, there.reading.claim.start]], dtype=np.float64)
    words = pair_features(here, there, figures(here.reading, there.reading))
    return np.concatenate([words, places(starts)[0]])


def _fitted(faced: Faced, rows: npt.NDArray[np.bool_], networks: int = NETWORKS) -> Parameters:
    """The network over some of the pairs, with the means and spreads of its inputs."""
    values, mean, scale = standardised(faced.values[rows])
    labels, say = faced.labels[rows], faced.say[rows]
    heads = np.zeros(len(labels), dtype=np.int64)
    found = [
        fit_network(values, labels, say / say.mean(), heads, seed=n, units=UNITS, epochs=EPOCHS)
        for n in range(networks)
    ]
    return averaged(found) | {"mean": mean, "scale": scale}


def support_unseen(faced: Faced) -> Floats:
    """What speaks for each pair, by a network and a model of events fitted on other topics."""
    found = np.zeros(len(faced.labels))
    for fold in range(FOLDS):
        network = _fitted(faced, faced.one & (faced.folds != fold), networks=1)
        rows = faced.folds == fold
        values = np.clip((faced.values[rows] - network["mean"]) / network["scale"], -4.0, 4.0)
        said = odds(network | {p: network[p][:, None] for p in ("out", "straight")}, values)
        claims = (1 / (1 + np.exp(-said))).astype(np.float32)
        events = faced.events[rows]
        found[rows] = [support(c, e) for c, e in zip(claims, events.tolist(), strict=True)]
    return found


def settled(faced: Faced, unseen: Floats) -> tuple[float, float, float]:
    """What makes the odds probabilities, and the probability to show from.

    Of each two lines the claims that match best count, as in what is shown. For the probabilities
    claims that ECB+ does not link within one event count as wrong, as to a reader most would be.
    What is shown is all from the lowest on at which both ``PRECISION``, where only other events
    count as wrong, and ``TOLD_APART`` are reached.
    """
    best: dict[int, tuple[float, float]] = {}
    for line, label, said in zip(faced.lines, faced.labels, unseen, strict=True):
        if line >= 0:
            best[line] = max(best.get(line, (-99.0, 0.0)), (float(said), float(label)))
    found, same = np.array(list(best.values())).T
    within = unseen[(faced.labels == WITHIN) & (faced.say == WITHIN_SAY)]
    everything, right = np.r_[found, within], np.r_[same, np.zeros(within.size)]
    worth = everything >= _WORTH_SAYING
    say = np.r_[np.ones(found.size), np.full(within.size, WITHIN_RIGHT)]
    shift, slope = fit(everything[worth, None], right[worth], say[worth])
    chances = 1 / (1 + np.exp(-(slope * everything + shift)))
    order = np.argsort(-everything)
    apart = np.r_[np.ones(found.size), np.zeros(within.size)][order]
    hits = np.cumsum(right[order])
    precise = hits >= PRECISION * np.maximum(1.0, np.cumsum(apart))
    told = hits >= TOLD_APART * np.cumsum(say[order])
    last = np.flatnonzero(precise & told).max()
    lines = sum(e.label > 0.5 for e in ecb("train"))
    shown = round(float(chances[order[last]]), 3)
    print(f"topics not fitted on, from {shown:.3f}: precision", end=" ")
    print(f"{hits[last] / apart[: last + 1].sum():.3f}, recall {hits[last] / lines:.3f}")
    return float(slope), float(shift), shown


def disputed(linker: Linker, chances: Mapping[Keys, float], articles: Articles) -> float:
    """The lowest probability of an event from which its disputes are on one event.

    So many of them as ``PRECISION`` says, of topics that the model of events was not fitted on.
    """
    keys = {name: key for key, name in linker.names().items()}
    found: list[tuple[float, bool]] = []
    for (a, b), chance in chances.items():
        likeness = dict(linker.neighbours(keys[a]))[keys[b]]
        for linked in linker.link(keys[a], [(keys[b], likeness)]):
            same = articles[a][1] == articles[b][1]
            found += [(chance, same) for link in linked.links if link.verdict == "conflicts"]
    found.sort(reverse=True)
    right = np.cumsum([same for _, same in found]) / np.arange(1, len(found) + 1)
    last = int(np.flatnonzero(right >= PRECISION).max())
    print(f"disputes of topics not fitted on: {last + 1} of {len(found)}", end=", ")
    print(f"on one event {right[last]:.3f}")
    return max(scorer().sure, found[last][0])


def _write(network: Parameters, slope: float, shift: float, shown: float) -> None:
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    kept["claims"] = {"inputs": (*NAMES, *PLACES)} | {
        name: np.round(a, 4).tolist() for name, a in network.items()
    }
    kept |= {"slope": round(slope, 4), "shift": round(shift, 4)}
    kept |= {"shown": shown, "disputed": 0.0}
    WEIGHTS.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    scorer.cache_clear()


def _write_disputed(chance: float) -> None:
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    kept["disputed"] = round(chance, 3)
    WEIGHTS.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    scorer.cache_clear()


if __name__ == "__main__":
    main()
