"""The claims panel measured: links, pairs, conflicts and origins, against the usual baselines.

    python -m tests.benchmarks.claims

prints one table and what lies behind it. Links: ECB+ dev, articles in and links out (``links``),
against sentence similarities cut where they reach the same precision on ECB+ train. Pairs:
``claim_figures``. Conflicts: alterations by rule (``altered``) of held-out MRPC and headline
pairs, and of sentences of BASIL beside themselves. Origins: edited copies of news articles among
strangers that share boilerplate.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence

from index.claims.bare import compare
from index.claims.sentences import segment
from index.claims.shingles import copies, sketch
from index.model import Article
from tests.benchmarks.altered import PARTS, altered
from tests.benchmarks.claim_figures import OURS, WORDS, figures, held_pairs
from tests.benchmarks.corpora import basil_articles, news_articles
from tests.benchmarks.fit_contested import told_twice
from tests.benchmarks.links import baselines, pipeline, print_links

_MOST = 150
"""Pairs of one kind of change to one sentence: some fit nearly every sentence."""


def main() -> None:
    """Print the table, then the details."""
    linked = baselines()
    linked[WORDS], shown = pipeline()
    linked[OURS] = linked[WORDS]
    pairs = figures(held_pairs())
    flagged = conflicts()
    joined = shared_origins()
    print(f"{'':28}{'ECB+ links: P':>14}{'R':>6}{'F1':>6}{'MRPC':>12}{'ClaimDiff':>11}", end="")
    print(f"{'STS':>7}{'conflicts':>15}{'origins: P':>12}{'R':>7}")
    for name, found in linked.items():
        row = f"{name:28}{found.precision:14.3f}{found.recall:6.2f}{found.f1:6.2f}"
        row += f"{100 * pairs[name].accuracy:7.1f}/{100 * pairs[name].f1:.1f}"
        row += f"{pairs[name].related:11.3f}{pairs[name].ranks:7.3f}"
        if name == OURS:
            row += f"{flagged[0]:9.3f}/{flagged[1]:.3f}{joined[0]:12.3f}{joined[1]:7.3f}"
        print(row)
    print()
    print_links(shown)


def conflicts() -> tuple[float, float]:
    """Pairs with one number, date or name altered flagged, and harmless ones by mistake.

    Prints both by kind of change, and denials, opposites and exchanged parties besides.
    """
    shares: dict[bool, list[int]] = {True: [0, 0], False: [0, 0]}
    for name, pairs in (("told twice", told_twice(held=True)), ("one sentence", _sentences(1_500))):
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
            of = [
                sum(
                    n
                    for kind, n in c.items()
                    if kind[0] == wanted and (kind[1] in PARTS or not wanted)
                )
                for c in (tried, flagged)
            ]
            if wanted:
                _print_flagged("one part", wanted, *of)
            shares[wanted] = [a + b for a, b in zip(shares[wanted], of, strict=True)]
        print()
    return shares[True][1] / shares[True][0], shares[False][1] / shares[False][0]


def _print_flagged(change: str, wanted: bool, tried: int, flagged: int) -> None:
    aim = "to flag" if wanted else "not to flag"
    print(f"{change:18}{aim:12}{tried:8}{flagged:9}{flagged / max(1, tried):8.3f}")


def _sentences(count: int) -> list[tuple[str, str]]:
    """Sentences of BASIL, each beside itself."""
    texts = [article.text for article, _ in basil_articles().values()]
    said = [text[span.start : span.end] for text in texts for span in segment(text)]
    fit = [sentence for sentence in said if 60 < len(sentence) < 260 and "\n" not in sentence]
    chosen = random.Random(3).sample(fit, count)
    return [(sentence, sentence) for sentence in chosen]


def shared_origins() -> tuple[float, float]:
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
    return right / max(1, len(found) + len(strangers)), right / size


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
