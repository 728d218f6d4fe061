"""An article's claims: one assertion each, at exact offsets, attribution kept beside it."""

from index.claims.sentences import segment
from index.claims.words import content_words
from index.model import Article, Claim

MIN_WORDS = 4
"""Fewer content words than this do not make a claim that can be read alone."""


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their place; marked text makes none."""
    text = article.text
    claims: list[Claim] = []
    for span in segment(text, article.marks):
        sentence = text[span.start : span.end]
        if sentence.endswith("?") or len(content_words(sentence)) < MIN_WORDS:
            continue
        claims.append(Claim(article.id, span.start, span.end, sentence))
    return tuple(claims)
