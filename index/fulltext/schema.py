"""The Whoosh schema of the index, and the analysers that stand behind it.

Stock Whoosh, given this schema, indexes the same terms, positions and lengths as the index
itself does; the tests hold the two against each other.

=============== ==========================================================================
``id``          the article's id, unique
``title``       surface forms with positions; ``title_stem`` the stems without
``body``        surface forms with positions; ``body_stem`` the stems without
``source``      surface forms with positions of the outlet's name
``author``      surface forms with positions
``first``       first day of the date (ordinal; 0 unknown), ``last`` the last, columns only
``moment``      minutes to sort by, a column only
=============== ==========================================================================
"""

# mypy: allow-untyped-calls

from collections.abc import Iterator
from typing import Any

from index.fulltext import stock
from index.fulltext.analysis import raw_tokens, term

STEMMED = {"title": "title_stem", "body": "body_stem"}
BEGINNINGS = {"body": 3, "title": 16}
"""Fields of which short beginnings of words are summed up in advance, and of how many documents
one has to hold such a beginning. More would take up more room than they save time."""

TEXT_FIELDS = ("id", "title", "title_stem", "body", "body_stem", "source", "author")


class WordAnalyzer(stock.Analyzer):
    """A Whoosh analyser that yields the surface forms of a text, or their stems.

    Words without a stem keep their position and yield nothing to the stemmed field.
    """

    def __init__(self, *, stems: bool) -> None:
        self.stems = stems

    def __call__(self, value: str, **_options: Any) -> Iterator[stock.Token]:
        """Yield Whoosh tokens; all of Whoosh's options are always met."""
        token: Any = stock.Token(positions=True, chars=False, boost=1.0)
        token.stopped = False
        for position, raw in enumerate(raw_tokens(value)):
            forms = term(raw)
            text = forms.stem if self.stems else forms.surface
            if text is None:
                continue
            token.text = token.original = text
            token.boost = 1.0
            token.pos = position
            yield token


def schema() -> stock.Schema:
    """A new schema; it holds no state."""
    surface = WordAnalyzer(stems=False)
    stems = WordAnalyzer(stems=True)
    return stock.Schema(
        id=stock.ID(unique=True, stored=True),
        title=stock.TEXT(analyzer=surface, phrase=True),
        title_stem=stock.TEXT(analyzer=stems, phrase=False),
        body=stock.TEXT(analyzer=surface, phrase=True),
        body_stem=stock.TEXT(analyzer=stems, phrase=False),
        source=stock.TEXT(analyzer=surface, phrase=True),
        author=stock.TEXT(analyzer=surface, phrase=True),
        first=stock.COLUMN(stock.NumericColumn("i")),
        last=stock.COLUMN(stock.NumericColumn("i")),
        moment=stock.COLUMN(stock.NumericColumn("q")),
    )
