"""Who a speaker is: full names for surnames and offices, people for pronouns.

Keeps what the sentences before said, because "she added" is decided there.
"""

import re

from index.claims.names import NameBook

_PERSONAL = frozenset({"he", "she"})
_PRONOUNS = _PERSONAL | {"they", "it", "i", "we", "you", "who"}
_TRIM = re.compile(r"^(?:(?:And|But|Still|Yet|Then|Also|Meanwhile|However),?\s+)+")
_LOOK_BACK = 3
"""Sentences a pronoun may reach back to."""


class Speakers:
    """Resolves the speakers of one article, sentence by sentence in reading order."""

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._last: str | None = None
        self._last_person: str | None = None
        self._recent: list[str] = []

    def resolve(self, written: str) -> str | None:
        """The speaker's full name, or the words themselves where the article names nobody.

        ``None`` for a pronoun that nobody before it answers to.
        """
        words = _TRIM.sub("", written.strip(" \t\n,.;:"))
        lower = words.lower()
        if lower in _PERSONAL:
            return self._person_before(lower)
        if lower in _PRONOUNS:
            return self._last if lower in {"they", "it"} else None
        return self.named(words)

    def named(self, words: str) -> str:
        """The full form of a noun phrase that names or describes someone."""
        person = self._book.person(words)
        if person and (words[0].isupper() or words.lower().startswith("the ")):
            return person
        names = self._book.find("– " + words)
        if names and names[-1].end == len(words) + 2:
            form = self._book.form(names[-1].key)
            if form:
                return form
        return words

    def heard(self, speaker: str | None) -> None:
        """Note who spoke last."""
        if speaker is None:
            return
        self._last = speaker
        if self._book.is_person(speaker):
            self._last_person = speaker

    def passed(self, sentence: str) -> None:
        """Note a sentence read: whom it is about, a pronoun in the next may mean."""
        self._recent.append(sentence)
        if len(self._recent) > _LOOK_BACK:
            self._recent.pop(0)

    @property
    def last(self) -> str | None:
        """Whoever spoke last."""
        return self._last

    def _person_before(self, pronoun: str) -> str | None:
        """The person a pronoun means: the subject just before, else whoever spoke last."""
        for sentence in reversed(self._recent):
            for name in self._book.find(sentence):
                form = self._book.form(name.key)
                if form and self._book.may_be(name.key, pronoun):
                    return form
            if (
                self._last_person
                and sentence is self._recent[-1]
                and self._recent[-1].lower().startswith(("he ", "she "))
            ):
                return self._last_person
        return self._last_person
