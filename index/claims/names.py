"""Names of people, places and organisations, with keys under which their variants meet.

Within an article a ``NameBook`` leads every variant to one key: "Mr. Berg" and "Ana Berg",
"(WHO)" and its expansion, "Norwegian" and "Norway", "Suk-yeol" and "Suk Yeol". Across articles
two keys are compared by ``same_name``, which also lets a lone surname meet a full name. Works by
capital letters: a language without them yields no names.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from index.claims.countries import CAPITALS, COUNTRIES
from index.claims.forms import Name
from index.claims.listing import word_list, word_set
from index.claims.places import CITIES, REGIONS
from index.claims.titles import ALIASES, FIELDS, HONORIFICS, NOT_NAMES, ORGANISED, TITLES
from index.claims.words import fold

_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽƏȘȚ"
_ABBREVIATIONS = word_list("""
    Messrs Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Gen Col Lt Capt Sgt Cpl Prof Rev Hon Adm Maj
    Cmdr St Jr Sr Pres Supt Det Atty Asst
    """)
_COMPOUND = (
    r"-(?!(?:era|led|related|controlled|friendly|based|backed|style|born|owned|held|appointed|elect"
    r"|like|wide|sponsored|funded|run|aligned|made|only|dominated|linked|area|level)\b)(?=\w)"
)
_CAP_REST = (
    "(?:(?:"
    + "|".join(rf"(?<={word[0]}){word[1:]}" for word in _ABBREVIATIONS)
    + rf")\.|\.(?:\s?[{_UPPER}]\.)*|(?:[^\W_]|[’'](?=\w)|{_COMPOUND})*)"
)
"""A word with a capital, an abbreviation or initials, its first letter left out."""

_CAP = rf"[{_UPPER}]{_CAP_REST}"
_LINK = r"(?:of(?:\s+the)?|for|de|da|do|dos|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|du)"
NAME_RUN = re.compile(
    rf"[{_UPPER}a](?<![\w@#/.].)(?:(?<=a)l-{_CAP}|(?<!a){_CAP_REST})(?:[ ](?:{_LINK}[ ])?{_CAP})*"
)
"""A first letter by itself, then the rest: the search goes from capital to capital that way."""

_TOKEN = re.compile(r"\S+")
_OWNING = ("'s", "’s", "s'", "s’")
BREAK_BEFORE = re.compile(r"(?:^|[.!?…:;\n\]}>|•“\"‘(]|[-–—]\s)\s*[\"'“‘(\[]*$")
_IN_PLACE = re.compile(
    r"\b(?:in|near|at|from|around|outside|inside|across|through|of|into|toward|towards)\s+"
    r"(?:central\s+|downtown\s+|the\s+)?$",
    re.IGNORECASE,
)

_AFTER_HEAD = re.compile(r"\s+(?:\(|(?:in|at|for|with|from|on|who|which|based)\s)|,")
_OWNER = re.compile(r"^(?:[Tt]he\s+)?(?:[\w.]+\s+){0,2}[\w.]+(?:['’]s|s['’])\s+")

_SYLLABLES = word_set("an do go he in me my no on so you us may will")
"""Function words that are also parts of names ("Kim Do Hyun", "Will Ota"), after a first part."""

_PARTISAN = frozenset({"republican", "democrat", "democratic"})
_ORDINARY_ENDINGS = ("s", "ing", "ed", "ly")
_PLACES = (REGIONS | CITIES) - {"nice", "phoenix", "charlotte", "orlando", "cologne", "java"}
_SHOUTED = frozenset({"US", "WHO", "IT"})
"""Acronyms that are function words in small letters."""

SMALL_WORDS = word_set("of the for and de la du del")


def _is_placed(word: str) -> bool:
    """Whether this is a country, a capital, a state or a large city, and no ordinary word."""
    return word in COUNTRIES or word in CAPITALS or word in _PLACES


class NameBook:
    """The names of one article: every variant leads to one key and one full form.

    Built by ``name_book``. Safe to keep and to pickle; holds keys and forms, not text.
    """

    __slots__ = ("_cache", "_common", "_forms", "_genders", "_inside", "_roles", "_variants")

    def __init__(
        self,
        *,
        variants: dict[str, str],
        forms: dict[str, str],
        roles: dict[str, str],
        genders: dict[str, str],
        common: frozenset[str],
        inside: frozenset[str],
    ) -> None:
        self._variants = variants
        self._forms = forms
        self._roles = roles
        self._genders = genders
        self._common = common
        self._inside = inside
        self._cache: dict[tuple[str, bool], tuple[tuple[str, int, int], ...]] = {}

    def find(self, text: str) -> tuple[Name, ...]:
        """The names in ``text``, in order, with the article's keys."""
        found: list[Name] = []
        for match in NAME_RUN.finditer(text):
            start = match.start()
            for key, begin, end in self._parts(match.group(), opens_sentence(text, start)):
                seat = CAPITALS.get(key)
                placed = seat and _IN_PLACE.search(text[max(0, start - 20) : start + begin])
                found.append(Name(seat if seat and not placed else key, start + begin, start + end))
        return tuple(found)

    def _parts(self, raw: str, opens: bool) -> tuple[tuple[str, int, int], ...]:
        """The names one run of capitalised words holds: key, start and end within the run."""
        known = self._cache.get((raw, opens))
        if known is None:
            if len(self._cache) > 5_000:
                self._cache.clear()
            known = self._cache[raw, opens] = tuple(
                (self.key(raw[start:end]), start, end)
                for start, end, _titles in cut_run(raw, opens=opens, common=self._common)
                if not (opens and start == 0 and self._is_ordinary(raw[start:end]))
            )
        return known

    def _is_ordinary(self, word: str) -> bool:
        """Whether a lone word that opens a sentence is "Divers" or "Similarly" rather than a name.

        A name of the article stands inside a sentence somewhere; without an article the ending
        decides.
        """
        if " " in word or word.isupper() or _is_placed(fold(word)):
            return False
        key = normal_key(word)
        if key in self._variants or key in self._forms:
            return False
        return key not in self._inside if self._inside else word.endswith(_ORDINARY_ENDINGS)

    def key(self, name: str) -> str:
        """The normal key of a name, title or speaker as written in this article."""
        role = self._roles.get(_folded(name))
        if role is not None:
            return role
        key = normal_key(name)
        return self._variants.get(key) or self._roles.get(key) or key

    def speaker_key(self, speaker: str) -> str:
        """As ``key``, for a speaker, who may be described rather than named.

        "Oslo's Meteorological Institute" and "the Meteorological Institute in Norway" are one.
        """
        key = self.key(speaker)
        if key in self._forms:
            return key
        head = _AFTER_HEAD.split(speaker, maxsplit=1)[0]
        named = _OWNER.sub("", head)
        return self.key(named if named[:1].isupper() else head)

    def person(self, name: str) -> str | None:
        """The full form of whoever ``name`` means here, ``None`` where the article has none.

        Takes surnames ("Berg"), titles with names ("Mayor Berg") and offices ("the mayor").
        """
        return self._forms.get(self.key(name))

    def form(self, key: str) -> str | None:
        """The full form of the person with this key."""
        return self._forms.get(key)

    def is_person(self, form: str) -> bool:
        """Whether this is the full form of one of the article's people."""
        return self.key(form) in self._forms

    def may_be(self, key: str, pronoun: str) -> bool:
        """Whether "he" or "she" can mean this person, as far as titles tell."""
        return self._genders.get(key, pronoun) == pronoun


@lru_cache(maxsize=50_000)
def normal_key(name: str) -> str:
    """Fold, strip article, possessive and titles, make hyphens spaces, apply known aliases.

    "President Suk-Yeol Yoon's" becomes "suk yeol yoon"; "U.S." becomes "united states".
    """
    folded = _folded(name)
    for table in (ALIASES, COUNTRIES):
        if folded in table or folded + "." in table:
            return table.get(folded) or table[folded + "."]
    words = folded.split()
    bare = [word.rstrip(".") for word in words]
    while len(words) > 1 and _is_title(bare, 0):
        words.pop(0)
        bare.pop(0)
    stripped = " ".join(words)
    stripped = ALIASES.get(stripped) or COUNTRIES.get(stripped) or stripped
    return stripped if "." in stripped and " " not in stripped else _spaced(stripped)


def _folded(name: str) -> str:
    bare = owner(name.strip(" \t\n.,;:\"'“”‘’()[]"))
    return " ".join(fold(bare).split()).removeprefix("the ")


def owner(word: str) -> str:
    """A word without the ending of a possessive: "Berg's", "the Bergs'"."""
    return word[: -2 if word[-1] == "s" else -1] if word.endswith(_OWNING) else word


def _spaced(key: str) -> str:
    return " ".join(key.replace("-", " ").replace(".", " ").replace("'", "").split())


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word at ``start`` has its capital, or may have it, for opening a sentence."""
    if start == 0:
        return True
    if (
        start > 1
        and text[start - 1] == " "
        and (text[start - 2].isalnum() or text[start - 2] == ",")
    ):
        return False
    return BREAK_BEFORE.search(text[max(0, start - 4) : start]) is not None


def cut_run(raw: str, *, opens: bool, common: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    """Cut a run of capitalised words at titles, possessives and calendar words.

    Gives start and end of each name, and the titles that stood before it, folded; no titles
    where the words before were none of a person's.
    """
    first = raw.split(maxsplit=1)[0] if opens else ""
    return _cuts(raw, opens and _bare(first) in common)


@lru_cache(maxsize=20_000)
def _cuts(raw: str, ordinary: bool) -> tuple[tuple[int, int, str], ...]:
    """As ``cut_run``; ``ordinary`` where the first word has its capital for its place only."""
    return tuple(_cutting(raw, ordinary=ordinary))


def _bare(word: str) -> str:
    return fold(owner(word)).rstrip(".")


def _cutting(raw: str, *, ordinary: bool) -> Iterator[tuple[int, int, str]]:
    begin = -1
    end = 0
    titles: list[str] = []
    tokens = list(_TOKEN.finditer(raw))
    folded = [_bare(token.group()) for token in tokens]
    for at, token in enumerate(tokens):
        word = token.group()
        plain = ordinary and at == 0
        kind = "title" if _is_title(folded, at) else _kind(raw, word, folded[at], plain)
        if kind == "link":
            if begin >= 0 and titles and folded[at] in {"of", "for"}:
                yield begin, end, " ".join(titles)
                begin, titles = -1, []
            continue
        if kind == "name":
            begin = token.start() if begin < 0 else begin
            end = token.end()
        elif begin >= 0:
            yield begin, end, " ".join(titles)
            begin, titles = -1, []
        if kind == "title":
            titles.append(folded[at])
        elif kind == "other":
            titles.clear()
        elif word.endswith(_OWNING):
            yield begin, end - len(word) + len(owner(word)), " ".join(titles)
            begin, titles = -1, []
    if begin >= 0:
        yield begin, end, " ".join(titles)


def _is_title(words: list[str], at: int) -> bool:
    """Whether a word of a run is a title: before a person, not in the name of an office."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in TITLES:
        return following not in ORGANISED or following in TITLES
    if words[at] not in FIELDS:
        return False
    if words[at] in _PARTISAN:
        return bool(following) and not ORGANISED.intersection(words[at + 1 :])
    if at > 1 and words[at - 1] == "of" and words[at - 2] in TITLES:
        return True
    ahead = at + 1
    while ahead < len(words) and words[ahead] in FIELDS:
        ahead += 1
    return ahead < len(words) and _is_title(words, ahead)


def _kind(raw: str, word: str, bare: str, ordinary: bool) -> str:
    """What one word of a run is: part of a name, a small word between, or neither."""
    if word[0].islower() and not word.startswith("al-"):
        return "link"
    if bare in NOT_NAMES and word not in _SHOUTED:
        inside = bare in _SYLLABLES and not raw.startswith(word)
        return "name" if inside else "other"
    return "other" if ordinary else "name"


def is_personal(titles: str) -> bool:
    """Whether these titles, as ``cut_run`` gives them, stand before people only."""
    return any(title in HONORIFICS for title in titles.split())


@lru_cache(maxsize=50_000)
def same_name(a: str, b: str) -> bool:
    """Whether two keys of different articles may name one thing.

    Equal once spaces are gone; a lone word that is the other's first or last (a surname: last in
    most of the world, first in East Asia); an acronym and the words it stands for; a capital and
    its country.
    """
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return True
    if CAPITALS.get(a) == b or CAPITALS.get(b) == a:
        return True
    if len(a) > len(b):
        a, b = b, a
    return _shortens(a.split(), b.split(), b)


def _shortens(short: list[str], words: list[str], full: str) -> bool:
    """Whether a key is the surname, the outer names or the initials of a longer one."""
    if len(short) >= len(words):
        return False
    person = full not in COUNTRIES and not ORGANISED.intersection(words)
    if len(short) == 1:
        initials = "".join(word[0] for word in words if word not in SMALL_WORDS)
        surname = person and len(short[0]) > 2 and short[0] in (words[0], words[-1])
        return surname or (len(initials) > 1 and short[0] == initials)
    return person and len(short) == 2 and short == [words[0], words[-1]]


NO_NAMES = NameBook(
    variants={}, forms={}, roles={}, genders={}, common=frozenset(), inside=frozenset()
)
"""The book of no article: every name is its own key."""
