"""The errors the engine raises on purpose: one small hierarchy.

Each message names the input and says what to do about it, so that the command line and the
app can show it as it is.
"""


class SecondSourceError(Exception):
    """Base of every error a caller is expected to show rather than to debug."""


class InputRejectedError(SecondSourceError):
    """One input of several could not be taken; the others still are.

    Attributes:
        source: the input as the caller named it (a path, a path and line, ``-``).
        reason: why, in one line, without the name.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class LibraryUnusableError(SecondSourceError):
    """The library folder cannot be opened, read or written at all."""


class ReadOnlyError(LibraryUnusableError):
    """The library can be read, but nothing in it can be changed."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: can only be read; copy the library to a folder that can be written to, and "
            "name the copy with --library"
        )


class DerivedLostError(LibraryUnusableError):
    """What is derived from the record was lost or is older than thought.

    Nothing of the record is lost: an update with every article makes it anew.
    """


class LibraryBusyError(SecondSourceError):
    """Another process is writing to the library and did not finish in time."""


class NotFoundError(SecondSourceError):
    """An article, highlight or other thing asked for by name is not in the library."""


class CancelledError(SecondSourceError):
    """The caller asked for the work to stop; what was complete by then is kept."""


class QueryError(SecondSourceError):
    """A query cannot be understood.

    Attributes:
        query: the query as typed.
        start: code point where the trouble begins.
        end: code point just past it, at least ``start``.
        problem: what is wrong and the way out, in one line.
    """

    def __init__(self, query: str, start: int, end: int, problem: str) -> None:
        super().__init__(problem)
        self.query = query
        self.start = start
        self.end = end
        self.problem = problem
