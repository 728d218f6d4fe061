"""The engine of Second Source: articles in, searchable text and corroborated claims out.

A library with no terminal in it. The one door is :class:`index.library.Library`;
what travels through it is defined in :mod:`index.model`.
"""

__version__ = "0.1.0"
