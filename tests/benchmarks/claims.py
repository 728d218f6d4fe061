"""The claims panel measured: links, conflicts and origins, against the usual baselines.

    python -m tests.benchmarks.claims

prints three tables. Links: ECB+ dev, articles in and links out, against sentence similarities
cut where they reach the same precision on ECB+ train; positives are level 2 and up, negatives
level 0 of other events of the topic. Conflicts: alterations by rule (``altered``) of held-out
MRPC and headline pairs, and of sentences of BASIL beside themselves. Origins: edited copies of
news articles among strangers that share boilerplate. How single pairs of sentences are told
apart is ``claim_figures``'s table.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from index.claims.compare import compare
from index.claims.index import ClaimIndex
from index.claims.sentences import segment
from index.claims.shingles import copies, sketch
from index.model import Article
from tests.benchmarks.altered import altered
from tests.benchmarks.claim_figures import SIMILARITIES
from tests.benchmarks.corpora import (
    Example,
    basil_articles,
    ecb,
    ecb_articles,
    headlines,
    mrpc,
    news_articles,
)

PRECISION = 0.9
_MOST = 150
"""Pairs of one kind of change to one sentence: some fit nearly every sentence."""

Place = tuple[str, str]
"""An article's id and one of its lines."""


def main() -> None:
    """Print all tables."""
    links()
    conflicts()
    shared_origins()


def links() -> None:
    """ECB+ dev through the whole pipeline."""
    fitted, held = _labelled("train"), _labelled("dev")
    print(f"{'ECB+ dev, links':28}{'precision':>10}{'recall':>8}{'F1':>6}{'found':>8}")
    for name, similarity in SIMILARITIES.items():
        cut = _cut(similarity(fitted), [example.label > 0.5 for example in fitted])
        said = similarity(held) >= cut
        _print_links(name, [e for e, yes in zip(held, said, strict=True) if yes], held)
    shown = pipeline_links(ecb_articles("dev"))
    _print_links("ours, as shown", [e for e in held if _pair(e) in shown], held)
    print(f"{'':28}{len(shown)} pairs of lines linked, labelled or not\n")


def _labelled(split: str) -> Sequence[Example]:
    return [example for example in ecb(split) if example.source == "ecb"]


def _pair(example: Example) -> frozenset[Place]:
    assert example.reports is not None
    return frozenset(zip(example.reports, (example.a, example.b), strict=True))


def pipeline_links(articles: Mapping[str, tuple[Article, str]]) -> set[frozenset[Place]]:
    """Every two lines that the claims panel shows as one claim."""
    found: set[frozenset[Place]] = set()
    with TemporaryDirectory() as folder:
        index = ClaimIndex(Path(folder))
        index.update((article for article, _ in articles.values()), forget=(), as_of=1)
        for name, (article, _) in articles.items():
            for standing in index.standings(name, lambda _ids: {}):
                here = (name, _line(article.text, standing.claim.start))
                for report in standing.reports:
                    other = articles[report.article][0].text
                    found.add(frozenset((here, (report.article, _line(other, report.start)))))
        index.close()
    return found


def _line(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]


def _cut(scores: npt.NDArray[np.float64], same: Sequence[bool]) -> float:
    """The lowest score from which the precision wanted is reached."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(np.array(same)[order])
    precise = np.flatnonzero(right / np.arange(1, len(order) + 1) >= PRECISION)
    return float(scores[order[precise.max()]]) if precise.size else float("inf")


def _print_links(name: str, said: Sequence[Example], held: Sequence[Example]) -> None:
    right = sum(example.label > 0.5 for example in said)
    precision = right / max(1, len(said))
    recall = right / sum(example.label > 0.5 for example in held)
    both = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:28}{precision:10.3f}{recall:8.3f}{both:6.2f}{len(said):8}")


def conflicts() -> None:
    """Altered pairs flagged, and harmless ones flagged by mistake, by kind of change."""
    for name, pairs in (("told twice", _told_twice()), ("one sentence", _sentences(1_500))):
        tried: Counter[tuple[bool, str]] = Counter()
        flagged: Counter[tuple[bool, str]] = Counter()
        for pair in altered(pairs):
            kind = (pair.conflict, pair.change)
            if name == "one sentence" and tried[kind] >= _MOST:
                continue
            tried[kind] += 1
            found = compare(pair.a, pair.b, a_date=pair.a_date, b_date=pair.b_date)
            flagged[kind] += found.verdict == "conflicts"
        print(f"{'conflicts, ' + name:28}{'pairs':>8}{'flagged':>9}{'share':>8}")
        for kind in sorted(tried, reverse=True):
            _print_flagged(kind[1], kind[0], tried[kind], flagged[kind])
        for wanted in (True, False):
            sums = [sum(n for kind, n in c.items() if kind[0] == wanted) for c in (tried, flagged)]
            _print_flagged("all", wanted, *sums)
        print()


def _print_flagged(change: str, wanted: bool, tried: int, flagged: int) -> None:
    aim = "to flag" if wanted else "not to flag"
    print(f"{change:16}{aim:12}{tried:8}{flagged:9}{flagged / max(1, tried):8.3f}")


def _told_twice() -> list[tuple[str, str]]:
    """Pairs of sentences that say the same, of the parts held out."""
    pairs = [(e.a, e.b) for e in mrpc(held=True) if e.label == 1]
    return pairs + [(e.a, e.b) for e in headlines(held=True) if e.label >= 0.9]


def _sentences(count: int) -> list[tuple[str, str]]:
    """Sentences of BASIL, each beside itself."""
    texts = [article.text for article, _ in basil_articles().values()]
    said = [text[span.start : span.end] for text in texts for span in segment(text)]
    fit = [sentence for sentence in said if 60 < len(sentence) < 260 and "\n" not in sentence]
    chosen = random.Random(3).sample(fit, count)
    return [(sentence, sentence) for sentence in chosen]


def shared_origins() -> None:
    """Edited copies among strangers with boilerplate: pairs joined as one text."""
    texts = [article.text for article, _ in news_articles(400).values() if len(article.text) > 800]
    chooser = random.Random(23)
    boilerplate = texts[0][:600]
    originals = texts[1:]
    copied = [chooser.choice(EDITS)(text, chooser) for text in originals]
    padded = [f"{text}\n\n{boilerplate}" for text in texts[1::2]]
    everything = [*originals, *copied]
    found = copies([sketch(Article(str(n), text)) for n, text in enumerate(everything)])
    size = len(originals)
    right = sum(copy.second - copy.first == size for copy in found)
    strangers = copies([sketch(Article(str(n), text)) for n, text in enumerate(padded)])
    print(f"{'origins':28}{'precision':>10}{'recall':>8}")
    print(f"{'edited copies':28}{right / max(1, len(found)):10.3f}{right / size:8.3f}")
    print(f"{'boilerplate strangers':28}{len(strangers)} of {len(padded)} reports joined\n")


def _new_headline(text: str, chooser: random.Random) -> str:
    words = text.split()
    return " ".join(chooser.sample(words, 10)) + "\n\n" + text


def _new_lead(text: str, chooser: random.Random) -> str:
    lead, _, rest = text.partition(". ")
    return " ".join(chooser.sample(lead.split(), len(lead.split()))) + ". " + rest


def _cut_short(text: str, _chooser: random.Random) -> str:
    return text[: int(len(text) * 0.55)]


def _cut_inside(text: str, chooser: random.Random) -> str:
    sentences = text.split(". ")
    kept = [sentence for sentence in sentences if chooser.random() < 0.7]
    return ". ".join(kept or sentences)


def _appended(text: str, chooser: random.Random) -> str:
    words = text.split()
    return text + "\n\n" + " ".join(chooser.sample(words, min(len(words), 120)))


EDITS: Sequence[Callable[[str, random.Random], str]] = (
    _new_headline,
    _new_lead,
    _cut_short,
    _cut_inside,
    _appended,
)


if __name__ == "__main__":
    main()
