"""Lines in another script than the article's own: the site speaking, not the reporter."""

import re
from collections import Counter
from collections.abc import Sequence

from index.intake.units import Unit

_SCRIPTS = {
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Hangul": re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]"),
    "Han and Kana": re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"),
    "Cyrillic": re.compile(r"[\u0400-\u052f]"),
    "Greek": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "Arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "Hebrew": re.compile(r"[\u0590-\u05ff]"),
    "Thai": re.compile(r"[\u0e00-\u0e7f]"),
    "Indic": re.compile(r"[\u0900-\u0dff]"),
}
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2c00-\ufaff]")
_SAMPLE = 400
_OPENS_A_QUOTE = ("“", "‘", '"', "'", "«", "「", "『")


def foreign(lines: Sequence[Unit]) -> frozenset[int]:
    """The places of lines with hardly a letter of the script that dominates the article.

    None where no script has seven tenths of the letters; nor a line that opens a quotation,
    which may be a statement in its own language.
    """
    if not any(_NOT_LATIN.search(unit.text) for unit in lines):
        return frozenset()
    counts = [_letters(unit.text[:_SAMPLE]) for unit in lines]
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    if not total:
        return frozenset()
    script, letters = total.most_common(1)[0]
    if letters * 10 < total.total() * 7:
        return frozenset()
    return frozenset(
        place
        for place, (unit, count) in enumerate(zip(lines, counts, strict=True))
        if count.total() >= 3
        and count[script] * 10 <= count.total()
        and not unit.text.startswith(_OPENS_A_QUOTE)
    )


def _letters(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    if not _NOT_LATIN.search(text):
        return Counter({"Latin": len(_SCRIPTS["Latin"].findall(text))})
    return Counter({name: len(shape.findall(text)) for name, shape in _SCRIPTS.items()})
