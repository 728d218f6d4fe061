"""Whoosh queries for what Whoosh has no query for.

Each also works under stock Whoosh's matchers, more slowly: ``matcher`` is inherited or given.
"""

# mypy: allow-untyped-calls

from collections.abc import Iterable, Iterator
from typing import Any

from index.fulltext import stock


class Beginning(stock.Prefix):
    """Words that begin so, scored together like one word rather than by a constant."""


class AnyOf(stock.MultiTerm):
    """Any of some terms of a field, scored together like one word."""

    def __init__(self, fieldname: str, terms: Iterable[bytes], boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.terms_ = tuple(sorted(set(terms)))
        self.text = ""
        self.boost = boost
        self.startchar = self.endchar = None

    def __repr__(self) -> str:
        return f"AnyOf({self.fieldname!r}, {self.terms_!r}, boost={self.boost!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnyOf) and (self.fieldname, self.terms_, self.boost) == (
            other.fieldname,
            other.terms_,
            other.boost,
        )

    def __hash__(self) -> int:
        return hash((self.fieldname, self.terms_, self.boost))

    def field(self) -> str:
        """The field its terms are looked up in."""
        return self.fieldname

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        return (term for term in self.terms_ if (self.fieldname, term) in ixreader)


class OpenPhrase(stock.Phrase):
    """A phrase whose last word may go on. Stock matchers take its words as whole."""


class Filter(stock.ConstantScoreQuery):
    """Narrows what is found and adds nothing to its score.

    Stock's matchers make one of a constant score of nought.
    """

    def __init__(self, child: Any) -> None:
        super().__init__(child, 0.0)

    def _rewrap(self, child: Any) -> "Filter":
        return Filter(child)


class DayRange(stock.Query):
    """Documents whose date lies wholly within two days, both included."""

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last
        self.boost = 1.0

    def __repr__(self) -> str:
        return f"DayRange({self.first}, {self.last})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DayRange) and (self.first, self.last) == (other.first, other.last)

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    def is_leaf(self) -> bool:
        """A leaf of the query's tree."""
        return True

    def field(self) -> None:
        """No text field."""
        return

    def estimate_size(self, ixreader: Any) -> int:
        """At most all documents."""
        return int(ixreader.doc_count_all())

    def estimate_min_size(self, _ixreader: Any) -> int:
        """Perhaps none."""
        return 0

    def matcher(self, searcher: Any, _context: Any = None) -> Any:
        """Step through the matching documents, one by one."""
        reader = searcher.reader()
        firsts, lasts = reader.column_reader("first"), reader.column_reader("last")
        ids = [
            number
            for number in reader.all_doc_ids()
            if self.first <= firsts[number] and lasts[number] <= self.last
        ]
        return stock.ListMatcher(ids) if ids else stock.NullMatcher()
