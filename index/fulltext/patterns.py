"""What a word of a text must be like to be a hit for a query's word or phrase."""

from dataclasses import dataclass

from index.fulltext.analysis import term
from index.fulltext.compile import Element, leaf_elements
from index.fulltext.query import TYPED_FROM
from index.fulltext.spelling import edits
from index.fulltext.syntax import Fuzzy, Leaf, Phrase, Prefix, Word

_IRREGULAR = frozenset({"die", "lie", "tie"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word or a phrase as texts are searched for it.

    Attributes:
        places: what each of its words must be like.
        slop: positions from one of its words to the next at most.
        whole: whether all of it is one hit, or each of its words.
    """

    places: tuple["Test", ...]
    slop: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Test:
    """What a word must be like to stand in a place of a pattern."""

    surface: str | None = None
    stem: str | None = None
    beginning: str | None = None
    near: str | None = None
    edits: int = 0

    def openings(self) -> set[str]:
        """How, folded, a word that fits may begin.

        Stemming changes no more than the last two letters of what it leaves and, but for three
        words ("dying" to "die"), neither of the first two.
        """
        found = {text for text in (self.surface, self.beginning) if text is not None}
        if self.stem is not None:
            sure = 1 if self.stem in _IRREGULAR else 2
            found.add(self.stem[: max(sure, len(self.stem) - 2)])
        if self.near is not None:
            found.add(self.near[:1])
        # Of a number only the first digit is sure: a comma may follow it.
        return {text[:1] if text[:1].isdigit() else text for text in found}

    def accepts(self, raw: str, surface: str) -> bool:
        """Whether a word as written, with this surface form, fits."""
        if self.beginning is not None and surface.startswith(self.beginning):
            return True
        if self.stem is not None and term(raw).stem == self.stem:
            return True
        if self.near is None:
            return surface == self.surface
        return surface[:1] == self.near[:1] and edits(self.near, surface, self.edits) <= self.edits


def pattern_of(leaf: Leaf) -> Pattern:
    """What texts are searched for, for a word or phrase of a query."""
    match leaf:
        case Word():
            forms = term(leaf.raw)
            if forms.stem is None:
                return Pattern(tuple(map(_test, leaf_elements(leaf))), 1, whole=True)
            typed = leaf.typed and len(forms.surface) >= TYPED_FROM
            beginning = forms.surface if typed else None
            return Pattern((Test(stem=forms.stem, beginning=beginning),), 1, whole=True)
        case Phrase():
            places = tuple(map(_test, leaf_elements(leaf)))
            return Pattern(places, leaf.slop, whole=leaf.slop == 1)
        case Prefix():
            return Pattern((Test(beginning=term(leaf.raw).surface),), 1, whole=True)
        case Fuzzy():
            surface = term(leaf.raw).surface
            return Pattern((Test(near=surface, edits=leaf.edits),), 1, whole=True)


def _test(element: Element) -> Test:
    if element.beginning:
        return Test(beginning=element.text)
    return Test(surface=element.text)
