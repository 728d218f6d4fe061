"""The query language: a string to what it means, or an error that points into the string.

========================  ==========================================================
``troops border``         both words, in any of their forms (the default is AND)
``"north troops"``        exactly these words in this order
``a AND b``, ``a OR b``   AND binds tighter than OR; both in capitals
``NOT a``, ``-a``         without
``(a OR b) c``            grouping
``title: source: author:``  within that field; a word, a phrase or a group follows
``date:2024-10-21``       also months, years, ``2024-10-01..2024-10-31``, ``>=2024-10-21``,
                          today, yesterday, monday, last week, last 7 days, october 2024
``troop*``                words that begin so
``troop~``, ``troop~2``   words within one or two edits, with the same first letter
``"north troops"~5``      in this order, at most five positions from one to the next
========================  ==========================================================

While the query is being typed its end is taken leniently: an open quote or parenthesis, an
operator or a field without its other half is not an error, and the last word is the beginning
of one. Every other mistake is a :class:`~index.errors.QueryError`, and nothing else is raised.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from index.errors import QueryError
from index.fulltext.analysis import Token, tokens
from index.fulltext.reading import QUOTES, RUN, QueryReader
from index.fulltext.spelling import closest
from index.fulltext.syntax import (
    And,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    TextField,
    Unknown,
    Word,
)

LENGTH_LIMIT = 2000
DEPTH_LIMIT = 40
SLOP_LIMIT = 100
"""Less than the gap that chrome leaves between positions."""

EDIT_LIMIT = 2
TYPED_FROM = 2
"""Letters from which the word being typed is looked up as a beginning."""

_TEXT_FIELDS: dict[str, TextField] = {"title": "title", "source": "source", "author": "author"}
_FIELDS = (*_TEXT_FIELDS, "date")
_OPERATOR = re.compile(rf"(AND|OR|NOT)(?=[\s(){QUOTES}]|$)")
_FIELD = re.compile(r"([A-Za-z]+):(?!//)")
_SUFFIX = re.compile(r"(\*+|~\d*)$")
_SLOP = re.compile(r"~(\d*)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a query means, and what of it was passed over."""

    query: str
    node: Node
    notes: tuple[str, ...] = ()


def parse(query: str, *, typing: bool = False, today: date | None = None) -> Parsed:
    """Read a query.

    Args:
        query: as typed.
        typing: take the end leniently.
        today: the day relative dates count from; by default the reader's.

    Raises:
        QueryError: when it cannot be understood, with the place and the way out.
    """
    if len(query) > LENGTH_LIMIT:
        problem = f"the query is longer than {LENGTH_LIMIT} characters; search for less at once"
        raise QueryError(query, LENGTH_LIMIT, len(query), problem)
    return _Parser(query, typing, today).parsed()


class _Parser(QueryReader):
    def parsed(self) -> Parsed:
        node = self.either(0, None)
        if self.at < len(self.query):
            self.fail(self.at, self.at + 1, "nothing was opened here: remove this ) or add a (")
        if node is None and self.query.strip() and not self.typing:
            self.fail(0, len(self.query), "no letter or digit to search for")
        return Parsed(self.query, node or Everything(), tuple(self.notes))

    def operator(self) -> str | None:
        match = _OPERATOR.match(self.query, self.at)
        return match[1] if match else None

    def either(self, depth: int, field: TextField | None) -> Node | None:
        parts = [self.all_of(depth, field)]
        while self.skip() and self.operator() == "OR":
            start = self.at
            self.at += 2
            right = self.all_of(depth, field)
            self.both_sides("OR", start, parts[-1], right)
            parts.append(right)
        return _joined(Or, parts)

    def all_of(self, depth: int, field: TextField | None) -> Node | None:
        parts: list[Node | None] = []
        while self.skip() and self.query[self.at] != ")":
            start = self.at
            operator = self.operator()
            if operator == "OR":
                break
            if operator == "AND":
                self.at += 3
                left = parts[-1] if parts else None
                right = self.unary(depth, field) if self.more() else None
                self.both_sides("AND", start, left, right)
                parts.append(right)
            else:
                parts.append(self.unary(depth, field))
        return _joined(And, parts)

    def more(self) -> bool:
        return self.skip() and self.query[self.at] != ")" and self.operator() in {None, "NOT"}

    def both_sides(self, name: str, start: int, left: Node | None, right: Node | None) -> None:
        if left is None:
            side = "before"
        elif right is None and not (self.typing and not self.skip()):
            side = "after"
        else:
            return
        if self.typing and not self.skip():
            return
        quoted = f'to search for the word itself write it small or as "{name}"'
        self.fail(start, start + len(name), f"{name} has nothing {side} it; {quoted}")

    def unary(self, depth: int, field: TextField | None) -> Node | None:
        if depth > DEPTH_LIMIT:
            self.fail(self.at, self.at + 1, f"nested deeper than {DEPTH_LIMIT}; use fewer brackets")
        start = self.at
        if self.operator() == "NOT":
            self.at += 3
            inner = self.unary(depth + 1, field) if self.more() else None
            if inner is None and not (self.typing and not self.skip()):
                self.fail(start, start + 3, 'NOT has nothing after it; write "NOT" for the word')
            return Not(inner) if inner else None
        if self.query[start] == "-":
            self.at += 1
            following = self.query[self.at : self.at + 1]
            if not following or following.isspace() or following == ")":
                return None
            inner = self.unary(depth + 1, field)
            return Not(inner) if inner else None
        return self.primary(depth, field)

    def primary(self, depth: int, field: TextField | None) -> Node | None:
        character = self.query[self.at]
        if character == "(":
            return self.group(depth, field)
        if character in QUOTES:
            return self.phrase(field)
        run = RUN.match(self.query, self.at)
        if run is None:
            self.fail(self.at, self.at + 1, "this bracket closes nothing; remove it")
        named = _FIELD.match(self.query, self.at)
        if named and (named.end() < run.end() or named[1].lower() in _FIELDS or self.joined(run)):
            return self.in_field(named, depth)
        self.at = run.end()
        return self.word(run.start(), run.end(), field)

    def joined(self, run: re.Match[str]) -> bool:
        return self.query[run.end() : run.end() + 1] in ("(", *QUOTES)

    def group(self, depth: int, field: TextField | None) -> Node | None:
        start = self.at
        self.at += 1
        inner = self.either(depth + 1, field)
        if self.at < len(self.query):
            self.at += 1
            if inner is None:
                self.fail(start, self.at, "nothing between these brackets; fill or remove them")
        elif not self.typing:
            self.fail(start, start + 1, "this bracket is never closed; add a ) or remove it")
        return inner

    def phrase(self, field: TextField | None) -> Node | None:
        start = self.at
        content = start + 1
        end = next((i for i in range(content, len(self.query)) if self.query[i] in QUOTES), -1)
        closed = end >= 0
        if not closed:
            end = len(self.query)
            if not self.typing:
                self.fail(start, end, 'this quote is never closed; add a " or remove it')
        self.at = end + 1 if closed else end
        found = list(tokens(self.query, content, end))
        slop = self.slop() if closed else 1
        if not found:
            if closed and not (self.typing and self.at == len(self.query)):
                self.fail(start, self.at, "no word between these quotes; fill or remove them")
            return None
        raw = tuple(token.raw for token in found)
        open_ended = not closed and found[-1].end == end
        return Phrase(raw, start, self.at, field, slop, open_ended)

    def slop(self) -> int:
        """The number after a phrase's ``~``; one without it."""
        match = _SLOP.match(self.query, self.at)
        if match is None:
            return 1
        start, self.at = self.at, match.end()
        if match[1] and len(match[1]) <= 4 and 1 <= int(match[1]) <= SLOP_LIMIT:
            return int(match[1])
        if match[1] or not (self.typing and self.at == len(self.query)):
            self.fail(start, self.at, f'after a phrase, ~ takes 1 to {SLOP_LIMIT}, as in "a b"~5')
        return 1

    def in_field(self, named: re.Match[str], depth: int) -> Node | None:
        name = named[1].lower()
        start = self.at
        if name not in _FIELDS:
            self.unknown_field(named)
        self.at = named.end()
        if not self.skip() or self.query[self.at] == ")":
            if not (self.typing and self.at == len(self.query)):
                self.fail(start, named.end(), f"{name}: has nothing after it; add what to look for")
            return None
        if name == "date":
            return self.days(start)
        field = _TEXT_FIELDS[name]
        run = RUN.match(self.query, self.at)
        if run and run[0].lower() == "unknown" and field != "title":
            self.at = run.end()
            return Unknown(field, start, self.at)
        if self.query[self.at] == "(":
            return self.group(depth + 1, field)
        if self.query[self.at] in QUOTES:
            return self.phrase(field)
        self.at = run.end() if run else self.at + 1
        return self.word(run.start() if run else start, self.at, field)

    def unknown_field(self, named: re.Match[str]) -> NoReturn:
        near = closest(named[1].lower(), _FIELDS)
        meant = f"did you mean {near}:?" if near else f"there are {', '.join(_FIELDS)}"
        self.fail(
            named.start(),
            named.end(),
            f'no field is called "{named[1]}"; {meant} Put it in quotes to search for the words',
        )

    def word(self, start: int, end: int, field: TextField | None) -> Node | None:
        suffix = _SUFFIX.search(self.query, start, end)
        stop = suffix.start() if suffix else end
        star = self.query.find("*", start, stop)
        found = list(tokens(self.query, start, stop))
        if star >= 0 or (suffix and not found):
            at = star if star >= 0 else stop
            self.fail(at, at + 1, "* and ~ go at the end of a word: write the beginning first")
        if not found:
            return None
        if suffix and suffix[0].startswith("~"):
            return self.fuzzy(found, suffix, field)
        last = found[-1]
        typed = self.typing and end == len(self.query) and last.end == end
        return self.plain(found, field, starred=suffix is not None, typed=typed)

    def plain(
        self, found: list[Token], field: TextField | None, *, starred: bool, typed: bool
    ) -> Node:
        first, last = found[0], found[-1]
        if len(found) > 1:
            raw = tuple(token.raw for token in found)
            return Phrase(
                raw, first.start, last.end, field, open_ended=starred or typed, quoted=False
            )
        if starred:
            return Prefix(first.raw, first.start, first.end, field)
        return Word(first.raw, first.start, first.end, field, typed)

    def fuzzy(self, found: list[Token], suffix: re.Match[str], field: TextField | None) -> Node:
        number = suffix[0][1:]
        if len(found) > 1 or number not in {"", "1", "2"}:
            problem = f"~ takes one word and 1 to {EDIT_LIMIT} edits, as in troop~ or troop~2"
            self.fail(found[0].start, suffix.end(), problem)
        return Fuzzy(found[0].raw, int(number or 1), found[0].start, suffix.end(), field)


def _joined(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    present = tuple(part for part in parts if part is not None)
    if len(present) > 1:
        return kind(present)
    return present[0] if present else None
