"""The articles of marked passages as RIS, for EndNote, Mendeley and other citation tools."""

from collections.abc import Iterator, Sequence

from reader.export.gather import Passage, by_article
from reader.text import Cited, one_line


def render(passages: Sequence[Passage]) -> str:
    """One record an article, a note a passage; what is unknown is left out."""
    lines: list[str] = []
    for cited, held in by_article(passages):
        tagged = [("TY", "NEWS"), *_known(cited), *_notes(held), ("ER", "")]
        lines += [f"{tag}  - {one_line(value)}" for tag, value in tagged]
        lines.append("")
    return "".join(f"{line}\r\n" for line in lines)


def _known(cited: Cited) -> Iterator[tuple[str, str]]:
    fields = (
        ("TI", cited.title),
        ("AU", cited.author),
        ("T2", cited.source),
        ("PY", (cited.published or "")[:4]),
        ("DA", (cited.published or "")[:10].replace("-", "/")),
        ("UR", cited.url),
    )
    yield from ((tag, value) for tag, value in fields if value)


def _notes(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for passage in passages:
        quote = passage.highlight.quote
        yield "N1", f"“{quote.exact}” ({quote.start}-{quote.end})"
