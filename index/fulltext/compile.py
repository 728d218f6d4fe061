"""What a query means, as a Whoosh query on the fields of the index."""

# mypy: allow-untyped-calls

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.fulltext import stock
from index.fulltext.analysis import STOP_WORDS, fold, term
from index.fulltext.builder import UNKNOWN_TERM
from index.fulltext.codec import Leaf
from index.fulltext.dates import UNKNOWN
from index.fulltext.queries import AnyOf, Beginning, DayRange, Filter, OpenPhrase
from index.fulltext.query import TYPED_FROM
from index.fulltext.spelling import within
from index.fulltext.syntax import (
    And,
    Days,
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

_Maker = Callable[[str], Any]

TITLE_BOOST = 2.0
"""A word in the title says more of what a report is about than the same word in its body."""

FUZZY_LIMIT = 50
"""Different words one fuzzy word may stand for; the most frequent are taken."""


def settled(node: Node) -> Node:
    """The query without what only weighs it down.

    Beside other words, stop words and a first letter or two still being typed are passed over;
    on their own they are searched for.
    """
    match node:
        case And(parts):
            kept = tuple(settled(part) for part in parts if not _weightless(part))
            if not any(_searches_text(part) for part in kept):
                kept = tuple(settled(part) for part in parts)
            return kept[0] if len(kept) == 1 else And(kept)
        case Or(parts):
            return Or(tuple(settled(part) for part in parts))
        case Not(part):
            return Not(settled(part))
        case _:
            return node


def _weightless(node: Node) -> bool:
    if not isinstance(node, Word) or node.field in {"source", "author"}:
        return False
    folded = fold(node.raw)
    unfinished = node.typed and len(folded) < TYPED_FROM and not term(node.raw).unspaced
    return folded in STOP_WORDS or unfinished


def _searches_text(node: Node) -> bool:
    return not isinstance(node, Not | Days | Unknown | Everything)


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: a surface form, or what it begins with."""

    text: str
    beginning: bool


def elements(raw: Sequence[str], *, open_ended: bool) -> tuple[Element, ...]:
    """The places of a phrase.

    A run of an unspaced script is found inside longer runs too, so its last character, indexed
    alone only where a run ends, is left to the pair before it, or taken as a beginning.
    """
    forms = [term(token) for token in raw]
    made = [Element(form.surface, beginning=False) for form in forms]
    if forms[-1].unspaced:
        if len(raw[-1]) == 1 and len(raw) > 1 and len(raw[-2]) == 2 and raw[-2][1] == raw[-1]:
            made.pop()
        elif len(raw[-1]) == 1:
            made[-1] = Element(made[-1].text, beginning=True)
    elif open_ended:
        made[-1] = Element(made[-1].text, beginning=True)
    return tuple(made)


def leaf_elements(node: Phrase | Word) -> tuple[Element, ...]:
    """The places of a phrase or of a word taken by its surface."""
    if isinstance(node, Phrase):
        return elements(node.raw, open_ended=node.open_ended)
    return elements((node.raw,), open_ended=node.typed and len(node.raw) >= TYPED_FROM)


class Compiler:
    """Turns queries into Whoosh's, for one state of the index.

    Attributes:
        notes: what had to be bounded.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self.notes: list[str] = []

    def compile(self, node: Node) -> stock.Query:
        """The Whoosh query; filters (dates, sources, authors) carry no score."""
        match node:
            case Word():
                wanted = self._word(node)
            case Phrase():
                wanted = self._in_fields(node.field, lambda f: _phrase(f, node))
            case Prefix():
                text = term(node.raw).surface
                wanted = self._in_fields(node.field, lambda f: Beginning(f, text))
            case Fuzzy():
                wanted = self._in_fields(node.field, lambda f: self._fuzzy(f, node))
            case And(parts):
                wanted = stock.And([self.compile(part) for part in parts])
            case Or(parts):
                wanted = stock.Or([self.compile(part) for part in parts])
            case Not(part):
                wanted = stock.Not(self.compile(part))
            case _:
                wanted = _filter(node)
        return wanted

    def _word(self, node: Word) -> stock.Query:
        forms = term(node.raw)
        if forms.stem is None or node.field in {"source", "author"}:
            return self._in_fields(node.field, lambda f: _surface(f, leaf_elements(node), 1))
        fields: tuple[TextField | None, ...] = (
            ("title",) if node.field == "title" else (None, "title")
        )
        parts: list[stock.Query] = []
        for field in fields:
            name, boost = (field or "body"), TITLE_BOOST if field else 1.0
            parts.append(stock.Term(f"{name}_stem", forms.stem, boost=boost))
            if node.typed and len(forms.surface) >= TYPED_FROM:
                parts.append(Beginning(name, forms.surface, boost=boost))
        return stock.Or(parts) if len(parts) > 1 else parts[0]

    def _in_fields(self, field: TextField | None, make: _Maker) -> stock.Query:
        if field == "title":
            wanted: stock.Query = make("title")
            return wanted
        if field is not None:
            return Filter(make(field))
        body, title = make("body"), make("title")
        title.boost = TITLE_BOOST
        return stock.Or([body, title])

    def _fuzzy(self, field: str, node: Fuzzy) -> stock.Query:
        wanted = term(node.raw).surface
        near: dict[bytes, int] = {}
        for leaf in self._leaves:
            for found, frequency in near_terms(leaf, field, wanted, node.edits):
                near[found] = near.get(found, 0) + frequency
        best = sorted(near, key=lambda found: (-near[found], found))
        if len(best) > FUZZY_LIMIT:
            note = f"{node.raw}~ is taken for its {FUZZY_LIMIT} most frequent neighbours only"
            if note not in self.notes:
                self.notes.append(note)
        return AnyOf(field, best[:FUZZY_LIMIT])


def near_terms(
    leaf: Leaf, field_name: str, word: str, limit: int, least: int = 1
) -> list[tuple[bytes, int]]:
    """Terms within ``limit`` edits that share the first letter, with document frequencies.

    Args:
        leaf: where to look.
        field_name: in which field.
        word: what the terms are to be near to.
        limit: edits at most.
        least: in how many documents a term has to be.
    """
    field = leaf.field(field_name)
    first, last = field.prefix(word[:1].encode("utf-8", "surrogatepass"))
    if first == last:
        return []
    length = len(word.encode("utf-8", "surrogatepass"))
    slack = limit if word.isascii() else limit * 4
    sizes = field.sizes(first, last)
    frequencies = np.diff(field.starts[first : last + 1].astype(np.int64))
    alike = np.flatnonzero((abs(sizes - length) <= slack) & (frequencies >= least))
    forms = field.terms_at(alike + first)
    texts = [form.decode("utf-8", "surrogatepass") for form in forms]
    return [(forms[at], int(frequencies[alike[at]])) for at in within(texts, word, limit)]


def _phrase(field: str, node: Phrase) -> stock.Query:
    return _surface(field, leaf_elements(node), node.slop)


def _surface(field: str, places: tuple[Element, ...], slop: int) -> stock.Query:
    texts = [place.text for place in places]
    if len(places) == 1:
        kind = Beginning if places[0].beginning else stock.Term
        return kind(field, texts[0])
    if places[-1].beginning:
        return OpenPhrase(field, texts, slop=slop)
    return stock.Phrase(field, texts, slop=slop)


def _filter(node: Node) -> stock.Query:
    match node:
        case Days(None, None):
            return Filter(DayRange(UNKNOWN, UNKNOWN))
        case Days(first, last):
            return Filter(DayRange(max(first or 1, 1), last or 1))
        case Unknown(field):
            return Filter(stock.Term(field, UNKNOWN_TERM))
        case _:
            return stock.Every()
