"""Reads the names of one article into a ``NameBook``: full forms, variants, offices, acronyms.

Evidence comes from the article alone: a surname leads to the one full name it ends, "the mayor"
to the one person titled so, "(WHO)" to the words before it that its letters bear out.
"""

import re
from collections import Counter

from index.claims.countries import CAPITALS, COUNTRIES
from index.claims.listing import word_set
from index.claims.names import (
    NAME_RUN,
    SMALL_WORDS,
    NameBook,
    cut_run,
    is_personal,
    normal_key,
    opens_sentence,
    owner,
)
from index.claims.titles import NO_PERSON, TITLES
from index.claims.words import fold
from index.model import Article, Mark

_PERSON_AFTER = re.compile(
    r",?\s(?:said|says|told|added|wrote|tweeted|who)\b|,\s(?:who\b|\d\d,)|\s\([DR]-"
)
_READ_LIMIT = 200_000
"""Code points read for names: who matters has been named by then."""

_CLEAR = 2
"""How many times more often one holder of a surname or office must be named than the next."""

_NAMELESS = frozenset({"title", "byline", "section", "sign-off", "copyright", "widget", "repeat"})
"""Marked text whose capital letters say little: headings have them everywhere."""

_LOWER_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}")
_ACRONYM = re.compile(r"\s?\((?:the\s+)?([A-Z][A-Za-z.&-]{1,9})\)")
_ACRONYM_BEFORE = re.compile(r"\(([A-Z]{2,8})\)\s$")
_KOREAS = re.compile(r"\bN(?:orth|\.) Korea")
_HEADS = ("chief", "head", "boss", "leader")
_UNTITLED = word_set("mr mrs ms dr miss sir lady lord general officer")
"""Titles that say nothing of an office."""

_PERSONS = TITLES | word_set("""
    candidate nominee rival son daughter wife husband brother sister mother father expert economist
    victim suspect driver owner president scientist historian reporter host actor
    """)
"""Nouns right before a person's name."""

_MEN = word_set("""
    mr sir king prince lord father congressman chairman spokesman councilman emperor duke baron
    james john robert michael william david richard joseph thomas charles christopher daniel
    matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald
    timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon
    benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam
    nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah
    gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert
    willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby
    philip johnny mike jim bob bill tom tim ted barack vladimir boris emmanuel mohammed muhammad
    ahmed ali hassan ivan sergei dmitry hans klaus pierre jean luis carlos miguel pedro
    """)
_WOMEN = word_set("""
    mrs ms miss queen princess lady dame congresswoman chairwoman spokeswoman councilwoman madam
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra
    margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca
    laura helen sharon cynthia kathleen amy shirley angela anna ruth brenda pamela nicole katherine
    virginia catherine christine samantha debra janet rachel carolyn emma maria heather diane julie
    joyce victoria kelly christina joan evelyn lauren judith olivia frances martha cheryl megan
    andrea hannah jacqueline ann jean alice kathryn gloria teresa sara janice marie julia grace judy
    theresa beverly denise marilyn amber danielle rose brittany diana abigail natalie jane lori
    hillary kamala nikki angela theresa claire susan ivanka melania fatima aisha olga elena
    """)


GIVEN = (_MEN | _WOMEN) - TITLES
"""Common given names of the English-speaking world and its news."""


def name_book(article: Article) -> NameBook:
    """Read the names of an article: who is named in full, under which variants and titles."""
    hidden = [mark for mark in article.marks if mark.kind in _NAMELESS]
    return read_names(article.text[:_READ_LIMIT], hidden)


def read_names(text: str, hidden: list[Mark] | None = None) -> NameBook:
    """As ``name_book``, for any text; nothing is read inside ``hidden``."""
    return _Reader(_blanked(text, hidden or [])).book()


def _blanked(text: str, hidden: list[Mark]) -> str:
    """The text with marked stretches as line ends, so that offsets and breaks hold."""
    parts: list[str] = []
    at = 0
    for mark in hidden:
        end = min(mark.end, len(text))
        parts += (text[at : mark.start], "\n" * max(0, end - mark.start))
        at = max(at, end)
    return "".join(parts) + text[at:]


_Cut = tuple[int, int, str, str, str, bool]
"""One name of a run: start, end, titles before it, form, key, whether it may be a person's."""


class _Reader:
    """Collects evidence over one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._common = frozenset(_LOWER_WORD.findall(text))
        self._variants: dict[str, str] = {}
        self._forms: dict[str, str] = {}
        self._roles: dict[str, Counter[str]] = {}
        self._genders: dict[str, str] = {}
        self._full: Counter[str] = Counter()
        self._cuts: dict[tuple[str, bool], tuple[_Cut, ...]] = {}
        self._inside: set[str] = set()
        self._titled: dict[str, str] = {}
        self._evident: set[str] = set()

    def book(self) -> NameBook:
        """Read everything once, then settle what is unambiguous."""
        for match in NAME_RUN.finditer(self._text):
            self._run(match)
            self._acronym(match)
        self._surnames()
        for key, form in self._titled.items():
            if key not in self._variants:
                self._forms.setdefault(key, form)
        evident = {self._variants.get(key, key) for key in self._evident}
        self._forms = {
            key: form
            for key, form in self._forms.items()
            if self._variants.get(key, key) in evident
        }
        if "Korea" in self._text and _KOREAS.search(self._text):
            self._variants |= {"north": "north korea", "south": "south korea"}
        roles = {
            role: holder
            for role, named in self._roles.items()
            if (holder := self._holder(named)) is not None
        }
        genders = {self._variants.get(key, key): value for key, value in self._genders.items()}
        return NameBook(
            variants=self._variants,
            forms=self._forms,
            roles=roles,
            genders=genders,
            common=self._common,
            inside=frozenset(self._inside),
        )

    def _run(self, match: re.Match[str]) -> None:
        raw, start = match.group(), match.start()
        nickname = self._text[start - 1 : start] in tuple('“"‘') and start > 0
        at = 0
        before = self._text[max(0, start - 16) : start].rsplit(maxsplit=1)
        follows = bool(before) and before[-1] in _PERSONS
        opens = opens_sentence(self._text, start)
        for begin, end, titles, form, key, person in self._cut(raw, opens=opens):
            if person and is_personal(titles):
                self._office(titles, raw[:begin] if at == 0 else raw[at:begin], key, start)
                self._titled.setdefault(key, form)
            at = end
            if person and " " in key and " " in form and not nickname:
                self._full[key] += 1
                self._forms.setdefault(key, form)
                self._gender(key, [fold(form.split()[0])])
            if begin or not opens:
                self._inside.add(key)
            if self._is_evident(key, form, start + end, titled=bool(titles) or follows):
                self._evident.add(key)

    def _cut(self, raw: str, *, opens: bool) -> tuple[_Cut, ...]:
        """The names of one run with their titles, forms and keys; runs come again and again."""
        known = self._cuts.get((raw, opens))
        if known is None:
            made: list[_Cut] = []
            for begin, end, titles in cut_run(raw, opens=opens, common=self._common):
                form = " ".join(raw[begin:end].split())
                key = normal_key(form)
                made.append((begin, end, titles, form, key, _may_be_person(key)))
            known = self._cuts[raw, opens] = tuple(made)
        return known

    def _is_evident(self, key: str, form: str, end: int, *, titled: bool) -> bool:
        """Whether this place shows a name to be a person's.

        A title, a common given name, a word of speech or an age behind it, or a lone surname.
        """
        if titled or key in self._titled or key in self._genders:
            return True
        if " " not in form and form.isalpha() and not form.isupper():
            return True
        return _PERSON_AFTER.match(self._text, end) is not None

    def _gender(self, key: str, words: list[str]) -> None:
        for word in words:
            if word in _WOMEN:
                self._genders[key] = "she"
            elif word in _MEN:
                self._genders.setdefault(key, "he")

    def _office(self, titles: str, lead: str, key: str, start: int) -> None:
        """Remember that these titles stood before this name: "the mayor" is then that person."""
        words = titles.split()
        self._gender(key, words)
        for at in range(len(words)):
            role = " ".join(words[at:])
            if role not in _UNTITLED:
                self._roles.setdefault(role, Counter())[key] += 1
        acronym = _ACRONYM_BEFORE.search(self._text[max(0, start - 12) : start])
        body = acronym[1].lower() if acronym else fold(owner((lead.split() or [""])[0]))
        if body and body not in words and body not in COUNTRIES:
            for head in _HEADS:
                self._roles.setdefault(f"{body} {head}", Counter())[key] += 1

    def _acronym(self, match: re.Match[str]) -> None:
        """Remember "Long Name (LN)" where the letters bear it out."""
        end = match.end()
        found = "(" in self._text[end : end + 2] and _ACRONYM.match(self._text, end)
        if not found:
            return
        short = found[1].replace(".", "").lower()
        words = [word for word in match.group().split() if fold(word) not in SMALL_WORDS]
        for size in range(len(words), 1, -1):
            tail = words[-size:]
            if "".join(fold(word[0]) for word in tail) == short:
                self._variants[normal_key(" ".join(tail))] = short
                self._variants[normal_key(match.group())] = short

    def _holder(self, named: Counter[str]) -> str | None:
        """Whom an office means by itself: the only holder, or the one named most by far."""
        counted: Counter[str] = Counter()
        for key, times in named.items():
            counted[self._variants.get(key, key)] += times
        (best, most), *others = counted.most_common(2)
        return best if not others or most >= _CLEAR * others[0][1] else None

    def _surnames(self) -> None:
        """Lead a lone surname to the full name it ends or, as in East Asia, begins."""
        endings: dict[str, set[str]] = {}
        for key in self._full:
            words = key.split()
            endings.setdefault(words[-1], set()).add(key)
            if len(words) == 3 or words[0] in self._titled:
                endings.setdefault(words[0], set()).add(key)
        for word, keys in endings.items():
            if word in COUNTRIES or word in CAPITALS or word in NO_PERSON:
                continue
            best = self._clear_first(keys)
            if best is not None and not self._differ(word, best):
                self._variants[word] = best

    def _differ(self, surname: str, full: str) -> bool:
        """Whether titles tell that a surname alone is not this person: "Mr. Berg", "Ana Berg"."""
        alone, named = self._genders.get(surname), self._genders.get(full)
        return alone is not None and named is not None and alone != named

    def _clear_first(self, keys: set[str]) -> str | None:
        """The full name a surname means: the only one, or by far the most frequent."""
        people: list[list[str]] = []
        for key in sorted(keys, key=lambda key: (len(key), key)):
            same = next((group for group in people if _one_person(group[0], key)), None)
            if same is None:
                people.append([key])
            else:
                same.append(key)
        ranked = sorted(people, key=lambda same: -sum(self._full[key] for key in same))
        best = max(ranked[0], key=lambda key: self._full[key])
        self._variants |= {key: best for key in ranked[0] if key != best}
        counts = [sum(self._full[key] for key in same) for same in ranked]
        return best if len(counts) == 1 or counts[0] >= _CLEAR * counts[1] else None


def _one_person(a: str, b: str) -> bool:
    """Whether two full names differ in spacing or in middle names only."""
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    one, other = a.split(), b.split()
    return one[0] == other[0] and one[-1] == other[-1]


def _may_be_person(key: str) -> bool:
    words = key.split()
    if not 1 <= len(words) <= 4 or key in COUNTRIES or NO_PERSON.intersection(words):
        return False
    if any(word in COUNTRIES for word in words[:1]) or SMALL_WORDS.intersection(words):
        return False
    return not (len(words[0]) == 1 and len(words) == 2)
