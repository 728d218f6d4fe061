"""Bytes from anywhere into articles: one module a format, plus cleaning and metadata.

Callers import ``discover`` and ``fingerprint`` from ``inputs``, ``read`` from ``reading`` and
``mark`` from ``cleaning``, or all of them from here.
"""

from index.intake.cleaning import mark
from index.intake.inputs import Input, discover, fingerprint
from index.intake.reading import read

VERSION = 1
"""Raised whenever the same bytes come to be read differently: known files are then read again."""

__all__ = ["VERSION", "Input", "discover", "fingerprint", "mark", "read"]
