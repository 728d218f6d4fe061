"""Who a speaker is: full names for surnames and offices, people for pronouns.

Keeps what the sentences before said, because "she added" is decided there.
"""

import re

from index.claims.names import NameBook
from index.claims.phrases import first_subject
from index.claims.titles import FIELDS, NO_PERSON, TITLES

_PERSONAL = frozenset({"he", "she"})
_PRONOUNS = _PERSONAL | {"they", "it", "i", "we", "you", "who"}
_TRIM = re.compile(r"^(?:(?:And|But|Still|Yet|Then|Also|Meanwhile|However),?\s+)+")
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_JOINED = frozenset({"of", "to", "for", "with", "in", "from", "by", "at", "against", "on", "and"})
_BEFORE_PLACE = re.compile(r"\s(?:of|at|from|with|in|on)\s")
_MID = "– "
"""Set before a name so that it does not read as the first word of a sentence."""

_LOOK_BACK = 3
"""Sentences a pronoun may reach back to."""


def _holds_office(words: str) -> bool:
    """Whether a description ends in an office: "the president", "the party chairman"."""
    return words.lower().startswith("the ") and words.rsplit(maxsplit=1)[-1] in TITLES


class Speakers:
    """Resolves the speakers of one article, sentence by sentence in reading order."""

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._last: str | None = None
        self._last_person: str | None = None
        self._spoke = False
        self._recent: list[str] = []

    def resolve(self, written: str, before: str = "") -> str | None:
        """The speaker's full name, or the words themselves where the article names nobody.

        ``None`` for a pronoun that nobody before it answers to.

        Args:
            written: the speaker as written.
            before: the sentence up to what is said: whoever it is about, a pronoun may mean.
        """
        words = _ASIDE.sub("", _TRIM.sub("", written.strip(" \t\n,.;:–—-")))
        lower = words.lower()
        if lower in _PERSONAL:
            return self._person_in(before, lower) or self._person_before(lower)
        if lower in _PRONOUNS:
            last = self._last if lower in {"they", "it"} else None
            return last if last and not self._book.is_person(last) else None
        return self.named(words)

    def named(self, words: str) -> str:
        """The full form of a noun phrase that names or describes someone."""
        person = self._book.person(words)
        if person and (words[0].isupper() or words.lower().startswith("the ")):
            return person
        head = words if " and " in words else _BEFORE_PLACE.split(words, maxsplit=1)[0]
        return self._by_name(words) or (self._by_name(head) if head != words else None) or words

    def _by_name(self, words: str) -> str | None:
        """The person whose name ends a noun phrase: "the party's spokeswoman Ida Moss"."""
        names = self._book.find(_MID + words)
        if not names or names[-1].end < len(words) + len(_MID):
            return None
        lead = words[: names[-1].start - len(_MID)].split()
        told = len(lead)
        while lead and (lead[-1].lower().rstrip(".") in TITLES | FIELDS or lead[-1] == "of"):
            lead.pop()
        people = sum(self._book.form(name.key) is not None for name in names)
        joined = _JOINED.intersection(lead)
        # "party strategist and radio host Ida Moss" is one person, "divers and Ida Moss" are not.
        described = joined == {"and"} and lead[-1].islower() and lead[-1] != "and"
        if joined and (people > 1 or (len(lead) == told and not described)):
            return None
        return self._book.form(names[-1].key)

    def heard(self, speaker: str | None) -> None:
        """Note who spoke in the sentence just read, ``None`` for the article itself."""
        self._spoke = speaker is not None
        if speaker is None:
            return
        self._last = speaker
        if self._book.is_person(speaker) or self._subject(f"{speaker},"):
            self._last_person = speaker

    def passed(self, sentence: str) -> None:
        """Note a sentence read: whom it is about, a pronoun in the next may mean."""
        self._recent.append(sentence)
        if len(self._recent) > _LOOK_BACK:
            self._recent.pop(0)

    def quoted(self) -> str | None:
        """Whose a quotation is that names nobody: who spoke just before, or was written of."""
        if self._spoke:
            return self._last
        written = first_subject(self._recent[-1]) if self._recent else None
        if written and _holds_office(written):
            return self.named(written)
        subject = self._subject(self._recent[-1]) if self._recent else None
        if subject:
            return subject
        for name in self._book.find(self._recent[-1]) if self._recent else ():
            form = self._book.form(name.key)
            if form:
                return form
        return self._last

    def _person_in(self, before: str, pronoun: str) -> str | None:
        """The first person named in these words whom a pronoun can mean."""
        for name in self._book.find(before) if before else ():
            form = self._book.form(name.key)
            if form and self._book.may_be(name.key, pronoun):
                return form
        return None

    def _person_before(self, pronoun: str) -> str | None:
        """The person a pronoun means: whoever spoke just before, else whoever was named first."""
        if self._spoke and self._last_person and self._fits(self._last_person, pronoun):
            return self._last_person
        for sentence in reversed(self._recent):
            subject = self._subject(sentence)
            if subject and self._fits(subject, pronoun):
                return subject
            for name in self._book.find(sentence):
                form = self._book.form(name.key)
                if form and self._book.may_be(name.key, pronoun):
                    return form
        person = self._last_person
        return person if person and self._fits(person, pronoun) else None

    def _subject(self, sentence: str) -> str | None:
        """The person a sentence opens with, by the article's names or by the look of the name."""
        written = first_subject(sentence)
        named = self.named(written) if written else ""
        words = named.split()
        looks = 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
        if not words or not (looks or self._book.is_person(named)):
            return None
        known = NO_PERSON.intersection(word.lower() for word in words)
        return None if known else named

    def _fits(self, person: str, pronoun: str) -> bool:
        return self._book.may_be(self._book.key(person), pronoun)
