"""Every part of Whoosh this package uses, by name: the seam to another distribution of it.

Whoosh's type annotations are partial, so modules that call it allow untyped calls.
"""

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.codec.base import (
    Automata,
    Codec,
    FieldCursor,
    PerDocumentReader,
    Segment,
    TermsReader,
)
from whoosh.collectors import Collector
from whoosh.columns import ColumnReader, NumericColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.matching.mcore import LeafMatcher, ListMatcher, NullMatcher, ReadTooFar
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, Query
from whoosh.query.terms import MultiTerm, Prefix, Term
from whoosh.query.wrappers import ConstantScoreQuery, Not
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader, TermInfo
from whoosh.searching import Results, Searcher
from whoosh.util.numeric import byte_to_length, length_to_byte

__all__ = [
    "COLUMN",
    "ID",
    "TEXT",
    "Analyzer",
    "And",
    "Automata",
    "Codec",
    "Collector",
    "ColumnReader",
    "ConstantScoreQuery",
    "EmptyReader",
    "Every",
    "FieldCursor",
    "IndexReader",
    "LeafMatcher",
    "ListMatcher",
    "MultiReader",
    "MultiTerm",
    "Not",
    "NullMatcher",
    "NumericColumn",
    "Or",
    "PerDocumentReader",
    "Phrase",
    "Prefix",
    "Query",
    "ReadTooFar",
    "Results",
    "Schema",
    "Searcher",
    "Segment",
    "SegmentReader",
    "Term",
    "TermInfo",
    "TermsReader",
    "Token",
    "byte_to_length",
    "length_to_byte",
]
