"""Names of people, places and organisations, with keys under which their variants meet.

Within an article a ``NameBook`` leads every variant to one key: "Mr. Berg" and "Ana Berg",
"(WHO)" and its expansion, "Norwegian" and "Norway", "Suk-yeol" and "Suk Yeol". Across articles
two keys are compared by ``same_name``, which also lets a lone surname meet a full name. Works by
capital letters: a language without them yields no names.
"""

import re
from collections import Counter
from collections.abc import Iterator

from index.claims.countries import CAPITALS, COUNTRIES
from index.claims.forms import Name
from index.claims.listing import word_set
from index.claims.words import STOP_WORDS, fold
from index.model import Article

_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽƏȘȚ"
_CAP = rf"(?:[{_UPPER}]\.(?:\s?[{_UPPER}]\.)*|[{_UPPER}](?:[^\W_]|[’'-](?=\w))*)"
_LINK = r"(?:of(?:\s+the)?|for|de|da|do|dos|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|du)"
_NAME = re.compile(rf"(?<![\w@#/.])(?:al-)?{_CAP}(?:[ ](?:{_LINK}[ ])?{_CAP})*")
_TOKEN = re.compile(r"\S+")
_ACRONYM = re.compile(r"\s?\((?:the\s+)?([A-Z][A-Za-z.&-]{1,9})\)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BREAK_BEFORE = re.compile(r"(?:^|[.!?…:;\n\]}>|•“\"‘(]|[-–—]\s)\s*[\"'“‘(\[]*$")
_IN_PLACE = re.compile(
    r"\b(?:in|near|at|from|around|outside|inside|across|through|of|into|toward|towards)\s+"
    r"(?:central\s+|downtown\s+|the\s+)?$",
    re.IGNORECASE,
)

TITLES = word_set("""
    mr mrs ms miss mx dr prof professor sir dame lord lady madam president vice deputy prime
    minister premier chancellor secretary general secretary-general treasurer king queen
    prince princess emperor sultan sheikh emir pope cardinal archbishop bishop rev reverend
    father imam ayatollah rabbi sen senator senators rep reps representative representatives
    congressman congresswoman gov governor governors mayor councilman councilwoman judge
    justice justices chief chairman chairwoman chair speaker leader director commissioner
    commander col colonel gen lt lieutenant capt captain sgt sergeant cpl corporal maj major
    adm admiral officer detective sheriff inspector superintendent constable ambassador envoy
    spokesman spokeswoman spokesperson ceo cfo founder coach manager attorney counsel acting
    former ex foreign defense defence interior finance health justice trade labor labour
    treasury education energy housing transportation majority minority whip republican
    democratic democrat homeland security state special first undersecretary marshal brigadier
    pfc pvt staff press
    """)
"""Words before a person's name that are not part of it."""

_HONORIFICS = word_set("""
    mr mrs ms miss dr prof professor sir president minister premier chancellor senator sen rep
    representative gov governor mayor judge justice king queen prince princess pope cardinal
    bishop archbishop rev col gen lt capt sgt adm maj secretary secretary-general general
    speaker chairman chairwoman ambassador spokesman spokeswoman officer detective sheriff
    lord lady congressman congresswoman coach captain colonel lieutenant sergeant commissioner
    director
    """)
"""Titles that only ever stand before a person."""

_ORGANISED = word_set("""
    house party council committee university college school department ministry office agency
    service bureau association organization organisation union court bank company corporation
    corp inc ltd group institute center centre church hospital police force forces army navy
    guard news times post journal press network channel league club team street avenue road
    park bridge river lake mountain mount island islands sea ocean bay county city state
    states district province region airport station stadium hall building tower square act
    bill treaty agreement administration government congress senate parliament assembly
    commission board foundation fund society federation alliance coalition movement front
    brigade nations kingdom republic north south east west northern southern eastern western
    central peninsula coast valley
    """)
"""Words that show a name is not a person's."""

_NOT_NAMES = (
    STOP_WORDS
    | {
        w
        for w in [
            "i",
            "oh",
            "yes",
            "ok",
            "okay",
            "please",
            "dear",
            "photo",
            "image",
            "caption",
            "video",
            "copyright",
        ]
    }
    | word_set("""
    police officials officers people troops soldiers authorities witnesses investigators
    critics supporters opponents experts analysts lawmakers protesters residents investors
    shares rescuers workers doctors voters reporters prosecutors neighbors neighbours
    survivors editor read watch click follow share sign advertisement breaking updated related
    earlier nearly roughly sources according given following speaking asked citing based
    including
    """)
)
"""Words that open sentences with a capital letter and name nobody."""

_ALIASES = {
    "north atlantic treaty organization": "nato",
    "united nations": "un",
    "u.n.": "un",
    "european union": "eu",
    "e.u.": "eu",
    "world health organization": "who",
    "international monetary fund": "imf",
    "federal bureau of investigation": "fbi",
    "central intelligence agency": "cia",
    "national security agency": "nsa",
    "environmental protection agency": "epa",
    "internal revenue service": "irs",
    "associated press": "ap",
    "international atomic energy agency": "iaea",
    "world trade organization": "wto",
    "european central bank": "ecb",
    "federal reserve": "fed",
    "g.o.p.": "republican",
    "gop": "republican",
    "republican party": "republican",
    "republicans": "republican",
    "democratic party": "democrat",
    "democrats": "democrat",
    "democratic": "democrat",
    "islamic state": "isis",
    "isil": "isis",
    "u.s. supreme court": "supreme court",
    "u.n. security council": "un security council",
    "united nations security council": "un security council",
    "security council": "un security council",
}
_SMALL_WORDS = word_set("""
    of the for and de la du del
    """)
_DIRECTION = {"north": "north korea", "south": "south korea"}


class NameBook:
    """The names of one article: every variant leads to one key and one full form.

    Built by ``name_book``. Safe to keep and to pickle; holds keys and forms, not text.
    """

    __slots__ = ("_cache", "_common", "_forms", "_genders", "_roles", "_variants")

    def __init__(
        self,
        variants: dict[str, str],
        forms: dict[str, str],
        roles: dict[str, str],
        genders: dict[str, str],
        common: frozenset[str],
    ) -> None:
        self._variants = variants
        self._forms = forms
        self._roles = roles
        self._genders = genders
        self._common = common
        self._cache: dict[tuple[str, bool], tuple[tuple[str, int, int], ...]] = {}

    def find(self, text: str) -> tuple[Name, ...]:
        """The names in ``text``, in order, with the article's keys."""
        found: list[Name] = []
        for match in _NAME.finditer(text):
            start = match.start()
            opens = start == 0 or (
                not text[start - 2 : start - 1].isalnum()
                and _BREAK_BEFORE.search(text[max(0, start - 4) : start]) is not None
            )
            for key, begin, end in self._parts(match.group(), opens):
                place = CAPITALS.get(key)
                if place and not _IN_PLACE.search(text[max(0, start - 20) : start + begin]):
                    key = place
                found.append(Name(key, start + begin, start + end))
        return tuple(found)

    def _parts(self, raw: str, opens: bool) -> tuple[tuple[str, int, int], ...]:
        """The names one run of capitalised words holds: key, start and end within the run."""
        known = self._cache.get((raw, opens))
        if known is None:
            if len(self._cache) > 5_000:
                self._cache.clear()
            known = self._cache[raw, opens] = tuple(
                (self.key(raw[start:end]), start, end)
                for start, end, _titled in _people(raw, opens=opens, common=self._common)
            )
        return known

    def key(self, name: str) -> str:
        """The normal key of a name, title or speaker as written in this article."""
        key = normal_key(name)
        return self._variants.get(key) or self._roles.get(key) or key

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


def normal_key(name: str) -> str:
    """Fold, strip article, possessive and titles, make hyphens spaces, apply known aliases.

    "President Suk-Yeol Yoon's" becomes "suk yeol yoon"; "U.S." becomes "united states".
    """
    folded = " ".join(fold(_POSSESSIVE.sub("", name.strip(" \t\n.,;:\"'“”‘’()[]"))).split())
    folded = folded.removeprefix("the ")
    for table in (_ALIASES, COUNTRIES):
        if folded in table or folded + "." in table:
            return table.get(folded) or table[folded + "."]
    words = folded.split()
    while len(words) > 1 and words[0].rstrip(".") in TITLES:
        words.pop(0)
    stripped = " ".join(words)
    stripped = _ALIASES.get(stripped) or COUNTRIES.get(stripped) or stripped
    return stripped if "." in stripped and " " not in stripped else _spaced(stripped)


def _spaced(key: str) -> str:
    return " ".join(key.replace("-", " ").replace(".", " ").replace("'", "").split())


def _people(raw: str, *, opens: bool, common: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """Cut a run of capitalised words at titles, possessives and calendar words.

    Yields start, end and whether a title of a person stood before.
    """
    begin: int | None = None
    end = 0
    titled = personal = False
    for token in _TOKEN.finditer(raw):
        word = token.group()
        bare = fold(_POSSESSIVE.sub("", word)).rstrip(".")
        first = opens and token.start() == 0
        if bare in TITLES or bare in _NOT_NAMES or (first and _is_common(raw, word, bare, common)):
            if begin is not None and not (bare in _SMALL_WORDS or word[0].islower()):
                yield begin, end, titled
                begin, personal = None, False
            if begin is None:
                personal = bare in _HONORIFICS or (personal and bare in TITLES)
            continue
        if begin is None:
            if word[0].islower() and not word.startswith("al-"):
                continue
            begin, titled = token.start(), personal
        end = token.end() if not word[0].islower() or end == 0 else end
        if not word[0].islower():
            end = token.end()
        if _POSSESSIVE.search(word):
            yield begin, end - len(word) + len(_POSSESSIVE.sub("", word)), titled
            begin, personal = None, False
    if begin is not None:
        yield begin, end, titled


def _is_common(raw: str, word: str, bare: str, common: frozenset[str]) -> bool:
    """Whether a sentence's first word has its capital only for standing first."""
    if bare in common:
        return True
    if " " in raw or word.isupper() or bare in COUNTRIES or bare in CAPITALS:
        return False
    return not common and bare.endswith(("ing", "ed", "ly", "ers", "ies", "ons"))


def same_name(a: str, b: str) -> bool:
    """Whether two keys of different articles may name one thing.

    Equal once spaces are gone; a lone word that is the other's first or last (a surname: last in
    most of the world, first in East Asia); an acronym and the words it stands for; a capital and
    its country.
    """
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return True
    if len(a) > len(b):
        a, b = b, a
    words = b.split()
    if " " not in a and len(words) > 1:
        if b in COUNTRIES:
            return CAPITALS.get(a) == b or a == "".join(w[0] for w in words)
        if len(a) > 2 and a in (words[0], words[-1]) and not _ORGANISED.intersection(words):
            return True
        return len(a) > 1 and a == "".join(w[0] for w in words if w not in _SMALL_WORDS)
    if CAPITALS.get(a) == b or CAPITALS.get(b) == a:
        return True
    short = a.split()
    if len(short) == 2 and len(words) >= 3 and not _ORGANISED.intersection(words):
        return short[0] == words[0] and short[-1] == words[-1]
    return False


def name_book(article: Article) -> NameBook:
    """Read the names of an article: who is named in full, under which variants and titles."""
    text = article.text[:200_000]
    if article.title and article.title not in text[:1_000]:
        text = f"{article.title}\n{text}"
    return read_names(text)


_LOWER_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}")


def read_names(text: str) -> NameBook:
    """As ``name_book``, for any text."""
    common = frozenset(_LOWER_WORD.findall(text))
    variants: dict[str, str] = {}
    forms: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    full: Counter[str] = Counter()
    titled_words: set[str] = set()
    for match in _NAME.finditer(text):
        raw = match.group()
        start = match.start()
        opens = start == 0 or _BREAK_BEFORE.search(text[max(0, start - 4) : start]) is not None
        at = 0
        for begin, end, titled in _people(raw, opens=opens, common=common):
            form = " ".join(raw[begin:end].split())
            key = normal_key(form)
            if titled:
                _note_role(roles, raw[at:begin], raw[:begin], key)
                titled_words.add(key)
            at = end
            if _could_be_person(key) and " " in key:
                full[key] += 1
                forms.setdefault(key, form)
        _note_acronym(variants, text, match)
    _lead_surnames(variants, full, titled_words)
    if "north korea" in (normal_key(m) for m in re.findall(r"\bN(?:orth|\.) Korea", text)):
        variants |= _DIRECTION
    settled = {
        role: variants.get(next(iter(keys)), next(iter(keys)))
        for role, keys in _settled(roles, variants).items()
        if len(keys) == 1
    }
    return NameBook(variants, forms, settled, {}, common)


def _could_be_person(key: str) -> bool:
    words = key.split()
    return len(words) <= 4 and key not in COUNTRIES and not _ORGANISED.intersection(words)


def _note_role(roles: dict[str, set[str]], title: str, lead: str, key: str) -> None:
    """Remember that this title stood before this name: "the mayor" is then that person."""
    words = [fold(w).rstrip(".") for w in title.split()]
    while words and words[0] not in TITLES:
        words.pop(0)
    if not words or not _could_be_person(key):
        return
    for start in range(len(words)):
        role = " ".join(words[start:])
        if role not in {"mr", "mrs", "ms", "dr", "miss", "general"}:
            roles.setdefault(role, set()).add(key)
    body = fold(lead.split(maxsplit=1)[0]) if lead.split() else ""
    if body and body not in TITLES:
        for head in ("chief", "head", "boss", "leader"):
            roles.setdefault(f"{_POSSESSIVE.sub('', body)} {head}", set()).add(key)


def _settled(roles: dict[str, set[str]], variants: dict[str, str]) -> dict[str, set[str]]:
    return {role: {variants.get(key, key) for key in keys} for role, keys in roles.items()}


def _note_acronym(variants: dict[str, str], text: str, match: re.Match[str]) -> None:
    """Remember "Long Name (LN)" where the letters bear it out."""
    found = _ACRONYM.match(text, match.end())
    if found is None:
        return
    short = found[1].replace(".", "").lower()
    words = [w for w in match.group().split() if fold(w) not in _SMALL_WORDS]
    for size in range(len(words), 1, -1):
        tail = words[-size:]
        if "".join(fold(w[0]) for w in tail) == short:
            variants[normal_key(" ".join(tail))] = short
            variants[normal_key(match.group())] = short


def _lead_surnames(variants: dict[str, str], full: Counter[str], titled: set[str]) -> None:
    """Lead a lone surname to the one full name it ends or, as in East Asia, begins."""
    endings: dict[str, set[str]] = {}
    for key in full:
        words = key.split()
        endings.setdefault(words[-1], set()).add(key)
        if len(words) == 3 or words[0] in titled:
            endings.setdefault(words[0], set()).add(key)
    for word, keys in endings.items():
        if word in COUNTRIES or word in CAPITALS:
            continue
        joined = {key.replace(" ", "") for key in keys}
        if len(joined) == 1:
            best = max(keys, key=lambda key: full[key])
            variants[word] = best
            variants |= {key: best for key in keys if key != best}


NO_NAMES = NameBook({}, {}, {}, {}, frozenset())
"""The book of no article: every name is its own key."""
