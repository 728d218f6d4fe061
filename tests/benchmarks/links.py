"""The links that the claims panel shows, articles in and links out, held against ECB+.

Positives are pairs of lines of level 2 and up, negatives those of level 0 of other events of the
topic; level 0 within one event is noisy and told apart. Nothing here is fitted.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from index.claims.index import ClaimIndex
from index.model import Article, Verdict
from tests.benchmarks.claim_figures import SIMILARITIES, bins_head, bins_row
from tests.benchmarks.corpora import Example, ecb, ecb_articles
from tests.benchmarks.fit_comparison import line_of

PRECISION = 0.9
BINS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.95, 1.0)
Place = tuple[str, str]
"""An article's id and one of its lines."""

Shown = Mapping[frozenset[Place], tuple[Verdict, float]]
"""Every two lines shown as one claim or as a dispute, with the highest probability."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How right a set of links is, and how many of those there are it has."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def labelled(split: str) -> list[Example]:
    """The pairs of lines of a split with a sure label."""
    return [example for example in ecb(split) if example.source == "ecb"]


def measured(said: Collection[Example], held: Sequence[Example]) -> Measured:
    """Some pairs said to be the same among all that are labelled."""
    right = sum(example.label > 0.5 for example in said)
    there = sum(example.label > 0.5 for example in held)
    return Measured(right / max(1, len(said)), right / max(1, there))


def baselines() -> dict[str, Measured]:
    """Sentence similarities on dev, cut where they reach the precision wanted on train."""
    fitted, held = labelled("train"), labelled("dev")
    found: dict[str, Measured] = {}
    for name, similarity in SIMILARITIES.items():
        cut = _cut(similarity(fitted), [example.label > 0.5 for example in fitted])
        said = similarity(held) >= cut
        found[name] = measured([e for e, yes in zip(held, said, strict=True) if yes], held)
    return found


def _cut(scores: npt.NDArray[np.float64], same: Sequence[bool]) -> float:
    """The lowest score from which the precision wanted is reached."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(np.array(same)[order])
    precise = np.flatnonzero(right / np.arange(1, len(order) + 1) >= PRECISION)
    return float(scores[order[precise.max()]]) if precise.size else float("inf")


def shown_on(articles: Mapping[str, tuple[Article, str]]) -> Shown:
    """Every two lines that the claims panel links."""
    found: dict[frozenset[Place], tuple[Verdict, float]] = {}
    with TemporaryDirectory() as folder:
        index = ClaimIndex(Path(folder))
        index.update((article for article, _ in articles.values()), forget=(), as_of=1)
        for name, (article, _) in articles.items():
            for standing in index.standings(name, lambda _ids: {}):
                here = (name, line_of(article.text, standing.claim.start))
                for report in standing.reports:
                    text = articles[report.article][0].text
                    pair = frozenset((here, (report.article, line_of(text, report.start))))
                    told = (report.comparison.verdict, report.comparison.probability)
                    found[pair] = max(found.get(pair, told), told, key=lambda each: each[1])
        index.close()
    return found


def pipeline() -> tuple[Measured, Shown]:
    """The links shown on ECB+ dev."""
    held = labelled("dev")
    shown = shown_on(ecb_articles("dev"))
    return measured([e for e in held if pair_of(e) in shown], held), shown


def pair_of(example: Example) -> frozenset[Place]:
    """The two lines of an example that comes from reports."""
    assert example.reports is not None
    return frozenset(zip(example.reports, (example.a, example.b), strict=True))


def print_links(shown: Shown) -> None:
    """What the links shown are of, and whether their probabilities hold."""
    held = labelled("dev")
    told = [(shown[pair_of(e)], e.label > 0.5) for e in held if pair_of(e) in shown]
    for verdict in ("corroborates", "conflicts"):
        same = [yes for (said, _), yes in told if said == verdict]
        print(f"{verdict:28}{len(same):8} labelled, {sum(same)} of them on one claim")
    within = [e for e in ecb("dev") if e.source == "ecb-within"]
    linked = sum(pair_of(e) in shown for e in within)
    print(f"{'within one event':28}{linked:8} of {len(within)} linked that ECB+ does not link")
    print(f"{'in all':28}{len(shown):8} pairs of lines linked, labelled or not")
    agreed = [(p, yes) for (said, p), yes in told if said == "corroborates"]
    print("\nof links shown with a probability in a bin, the share that is right (links)")
    print(f"{'':28}" + bins_head(BINS))
    found, same_claim = np.array([p for p, _ in agreed]), np.array([yes for _, yes in agreed])
    print(f"{'ECB+ dev':28}" + bins_row(found, same_claim, BINS))
