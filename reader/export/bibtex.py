"""The articles of marked passages as BibTeX."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reader.export.gather import Passage, by_article
from reader.text import Cited, one_line

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}
_WORD: Final = re.compile(r"[a-z0-9]+")


def escape(text: str) -> str:
    """Text as LaTeX that prints as that text, on one line."""
    return "".join(_SPECIAL.get(character, character) for character in one_line(text))


def render(passages: Sequence[Passage]) -> str:
    """One entry an article, its passages as the annotation; what is unknown is left out."""
    taken: set[str] = set()
    entries = []
    for cited, held in by_article(passages):
        key = _key(cited, taken)
        fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(cited, held))
        entries.append(f"@article{{{key},\n{fields}\n}}\n")
    return "\n".join(entries)


def _fields(cited: Cited, passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    if cited.title:
        yield "title", f"{{{escape(cited.title)}}}"
    if cited.author:
        yield "author", f"{{{escape(cited.author)}}}"
    if cited.source:
        yield "journal", escape(cited.source)
    if cited.published:
        yield "year", escape(cited.published[:4])
        yield "date", escape(cited.published[:10])
    if cited.url:
        yield "url", escape(cited.url)
    yield "annote", " / ".join(escape(passage.highlight.quote.exact) for passage in passages)


def _key(cited: Cited, taken: set[str]) -> str:
    """A citation key not used before: outlet, year, first long word of the title."""
    title = [w for w in _WORD.findall((cited.title or "").lower()) if len(w) > 3]
    outlet = "".join(_WORD.findall((cited.source or "").lower()))
    stem = f"{outlet or 'unknown'}{(cited.published or '')[:4]}{''.join(title[:1])}"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key)
    return key
