"""Copies of news reports edited by rule, among strangers: what is found to be one text.

    python -m tests.benchmarks.copied

prints for each kind of edit how many copies are joined with their original, and for each kind of
stranger how many reports are joined though they are not one text: strangers that share the same
boilerplate in front and behind, reports of one event from several newsrooms (BASIL), and all
originals among each other.
"""

import random
from collections.abc import Callable, Sequence

from index.claims.shingles import copies, sketch
from index.intake import mark
from index.model import Article
from tests.benchmarks.corpora import basil_articles, news_articles

_Edit = Callable[[str, random.Random], str]
_SHORT = (80, 150)
"""Words of a short report."""


def main() -> None:
    """Print both tables."""
    originals = [a.text for a, _ in news_articles(1_500).values() if 700 < len(a.text) < 12_000]
    texts, padding = originals[:600], originals[600:]
    print(f"{'edit':28}{'pairs':>7}{'joined':>8}{'recall':>8}{'precision':>11}")
    total = right = said = 0
    for name, edit in EDITS.items():
        chooser = random.Random(23)
        edited = [edit(text, chooser) for text in texts]
        pairs = _joined([*texts, *edited])
        hits = sum(b - a == len(texts) for a, b in pairs)
        _print_row(name, len(texts), hits, len(pairs))
        total, right, said = total + len(texts), right + hits, said + len(pairs)
    _print_row("all", total, right, said)
    print(f"\n{'strangers':28}{'reports':>8}{'joined pairs':>14}")
    for name, strangers in _strangers(texts, padding).items():
        print(f"{name:28}{len(strangers):8}{len(_joined(strangers)):14}")


def _print_row(name: str, pairs: int, right: int, said: int) -> None:
    print(f"{name:28}{pairs:7}{right:8}{right / pairs:8.3f}{right / max(1, said):11.3f}")


def _joined(texts: Sequence[str]) -> list[tuple[int, int]]:
    made = [sketch(Article(str(n), text, marks=mark(text))) for n, text in enumerate(texts)]
    return [(copy.first, copy.second) for copy in copies(made)]


def _strangers(texts: Sequence[str], padding: Sequence[str]) -> dict[str, list[str]]:
    front, behind = " ".join(padding[0].split()[:120]), " ".join(padding[1].split()[:200])
    padded = [f"{front}\n\n{text}\n\n{behind}" for text in texts[:200]]
    clipped = [" ".join(text.split()[:110]) for text in texts[:200]]
    return {
        "originals": list(texts),
        "boilerplate around": padded,
        "boilerplate shared by two": _in_twos(texts[:200], padding),
        "boilerplate, short reports": [f"{t}\n\n{' '.join(behind.split()[:80])}" for t in clipped],
        "one event, newsrooms": [article.text for article, _ in basil_articles().values()],
    }


def _in_twos(texts: Sequence[str], padding: Sequence[str]) -> list[str]:
    """Reports of which every two have a hundred words behind them that no other has."""
    return [
        f"{text}\n\n{' '.join(padding[10 + at // 2].split()[:100])}"
        for at, text in enumerate(texts)
    ]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, or threes of its sentences where it has none."""
    found = [part for part in text.split("\n") if part.strip()]
    if len(found) > 3:
        return found
    sentences = text.split(". ")
    return [". ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]


def _reordered(text: str, chooser: random.Random) -> str:
    parts = _paragraphs(text)
    chooser.shuffle(parts)
    return "\n\n".join(parts)


def _cut(text: str, chooser: random.Random) -> str:
    sentences = text.split(". ")
    kept = [sentence for sentence in sentences if chooser.random() >= 0.3]
    return ". ".join(kept or sentences)


def _shortened(text: str, _chooser: random.Random) -> str:
    return text[: int(len(text) * 0.5)]


def _new_lead(text: str, chooser: random.Random) -> str:
    """Another headline and the first fifth in other words and order."""
    words = text.split()
    lead = words[: max(25, len(words) // 5)]
    chooser.shuffle(lead)
    head = " ".join(chooser.sample(words, min(9, len(words))))
    return f"{head}\n\n{' '.join(lead)}. {' '.join(words[len(lead) :])}"


def _light(text: str, chooser: random.Random) -> str:
    """Every twelfth word another: a sub-editor's changes throughout."""
    words = text.split()
    return " ".join(chooser.choice(words) if chooser.random() < 1 / 12 else w for w in words)


def _appended(text: str, chooser: random.Random) -> str:
    words = text.split()
    extra = [chooser.choice(words) for _ in range(int(len(words) * 0.4))]
    return f"{text}\n\n{' '.join(extra)}"


def _surrounded(text: str, chooser: random.Random) -> str:
    words = text.split()
    front, behind = (
        [chooser.choice(words) for _ in range(int(len(words) * 0.2))] for _ in range(2)
    )
    return f"{' '.join(front)}\n\n{text}\n\n{' '.join(behind)}"


def _brief(text: str, chooser: random.Random) -> str:
    """A short report out of a long one's first sentences."""
    return " ".join(text.split()[: chooser.randint(*_SHORT)])


def _cut_and_appended(text: str, chooser: random.Random) -> str:
    return _appended(_cut(text, chooser), chooser)


EDITS: dict[str, _Edit] = {
    "paragraphs in another order": _reordered,
    "30 % of sentences cut": _cut,
    "second half cut": _shortened,
    "headline and lead rewritten": _new_lead,
    "every twelfth word changed": _light,
    "40 % appended": _appended,
    "20 % in front and behind": _surrounded,
    "cut to 80 to 150 words": _brief,
    "cut 30 %, 40 % appended": _cut_and_appended,
}

if __name__ == "__main__":
    main()
