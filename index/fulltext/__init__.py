"""Full text: which articles hold these words, and where.

The door is :class:`FullText`; the query language is described in :mod:`index.fulltext.query`.
Importing this package costs little: Whoosh and NumPy come with the first search or update.
"""

from index.fulltext.door import FullText, distribution

__all__ = ["FullText", "distribution"]
