"""Verbs that report speech, and where a sentence uses one. Says nothing of who speaks.

Two kinds: verbs that take a clause ("said that …"), whose clause can stand as a claim of its
own, and speech acts ("urged", "denied", "hopes"), where the verb is part of what is claimed.
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.claims.listing import word_list, word_set

Form = Literal["finite", "participle"]

_CLAUSE = word_list("""
    add note state announce claim argue warn confirm explain insist emphasize emphasise stress
    acknowledge reveal report declare predict maintain assert suggest tweet post inform assure
    remind testify allege contend concede conclude complain caution comment remark reply respond
    recall reiterate estimate disclose mention indicate underline underscore observe lament boast
    joke affirm admit clarify elaborate muse proclaim recount signal stipulate
    continue shout yell exclaim quip wonder summarize summarise counter retort posit intone opine
    venture
    """)
_ACTS = word_list("""
    hope believe expect fear deny criticize criticise condemn denounce praise urge ask call demand
    request propose recommend accuse blame reject welcome vow pledge promise express describe
    voice refute oppose endorse question apologize apologise applaud
    """)
_IRREGULAR = {
    "said": ("say", "finite"),
    "says": ("say", "finite"),
    "say": ("say", "finite"),
    "saying": ("say", "participle"),
    "told": ("tell", "finite"),
    "tells": ("tell", "finite"),
    "telling": ("tell", "participle"),
    "wrote": ("write", "finite"),
    "writes": ("write", "finite"),
    "writing": ("write", "participle"),
    "written": ("write", "finite"),
    "swore": ("swear", "finite"),
    "thinks": ("think", "finite"),
    "thought": ("think", "finite"),
    "citing": ("cite", "participle"),
}
_DOUBLED = {"admit": "admitt"}
QUOTES_ONLY = word_set("continue begin finish shout yell exclaim quip wonder")
"""Verbs that report speech only beside a quotation: "he continued", but "continued to fall"."""

ANSWERS = word_set("ask promise vow pledge urge demand hope")
"""Speech acts that may stand after the words quoted: "“…,” she asked"."""

SILENT = QUOTES_ONLY | {"conclude", "signal", "indicate", "suggest", "observe", "recount", "write"}
"""Verbs that report no speech unless a clause or quotation follows: "concluded on Friday"."""

_NOUN_LIKE = word_set("""
    reports claims notes estimates comments posts tweets warning states signals questions hopes
    demands requests calls fears pledges promises vows remarks replies recalls written reporting
    """)
"""Forms that are nouns as often: they need a subject right before them."""

TAKES_HEARER = word_set("tell inform assure remind warn")
"""Verbs whose object is the one spoken to, before the clause."""

TAKES_BARE_CLAUSE = word_set("""
    say tell add claim argue insist warn note suggest acknowledge confirm admit think believe
    estimate predict allege contend assure announce report
    """)
"""Verbs whose clause often comes without "that"."""

_BE = word_set("is are was were been being isn't wasn't aren't weren't")
_NEVER_BEFORE = word_set("""
    to not never be will would could should may might can cannot must shall the a an this that
    these those his her its their our your my no any of in on for with by from about didn't don't
    doesn't won't wouldn't couldn't can't being
    """)


@dataclass(frozen=True, slots=True)
class Saying:
    """One verb of saying at ``start:end`` of a sentence.

    ``clausal`` where it takes a clause; ``bare`` where it stands in its base form, as after a
    plural.
    """

    start: int
    end: int
    verb: str
    form: Form
    clausal: bool
    bare: bool = False


def _inflected(base: str) -> dict[str, tuple[str, Form]]:
    root = _DOUBLED.get(base, base)
    bare = root.removesuffix("e")
    third = base[:-1] + "ies" if base.endswith("y") else base + "s"
    third = base + "es" if base.endswith(("ss", "sh", "ch")) else third
    past = root[:-1] + "ied" if base.endswith(("ply", "fy", "ny")) else bare + "ed"
    forms: dict[str, tuple[str, Form]] = dict.fromkeys((base, third, past), (base, "finite"))
    forms[bare + "ing"] = (base, "participle")
    return forms


def _lexicon() -> dict[str, tuple[str, Form, bool]]:
    lexicon: dict[str, tuple[str, Form, bool]] = {}
    for bases, clausal in ((_ACTS, False), (_CLAUSE, True)):
        for base in bases:
            for form, (verb, kind) in _inflected(base).items():
                lexicon[form] = (verb, kind, clausal)
    for form, (verb, irregular) in _IRREGULAR.items():
        kind = "participle" if irregular == "participle" else "finite"
        lexicon[form] = (verb, kind, verb not in {"think", "cite", "swear"})
    return lexicon


_LEXICON = _lexicon()
_FORMS = frozenset(_LEXICON)
_WORD = re.compile(r"[A-Za-z]+(?:['’]t)?")
_POINT_OUT = re.compile(r"\b(point(?:ed|s|ing))\s+out\b")


def sayings(sentence: str) -> tuple[Saying, ...]:
    """The verbs of saying in ``sentence`` that could have a speaker, in order."""
    found: list[Saying] = []
    forms = _WORD.findall(sentence)
    telling: list[int] = []
    if not _FORMS.isdisjoint(forms):
        telling = [at for at, form in enumerate(forms) if form in _FORMS]
    words = tuple(_WORD.finditer(sentence)) if telling else ()
    for at in telling:
        word, form = words[at], forms[at]
        end = words[at - 1].end() if at else 0
        tied = at > 0 and not sentence[end : word.start()].strip()
        before = forms[at - 1].lower() if tied else ""
        if _is_no_saying(sentence, form, before, word.end()):
            continue
        if before not in _NEVER_BEFORE:
            verb, kind, clausal = _LEXICON[form]
            if before not in _BE:
                found.append(Saying(word.start(), word.end(), verb, kind, clausal, form == verb))
            elif kind == "participle":
                found.append(Saying(word.start(), word.end(), verb, "finite", clausal))
    if "point" in sentence:
        for match in _POINT_OUT.finditer(sentence):
            form_of: Form = "participle" if match[1].endswith("ing") else "finite"
            found.append(Saying(match.start(), match.end(), "point out", form_of, clausal=True))
        found.sort(key=lambda saying: saying.start)
    return tuple(found)


def _is_no_saying(sentence: str, form: str, before: str, end: int) -> bool:
    """Whether a form says what was done to its noun ("revealed by"), or counts ("all told")."""
    passive = form.endswith("ed") and sentence.startswith(" by ", end)
    return passive or (before == "all" and form == "told")


def noun_like(form: str) -> bool:
    """Whether this form is as often a noun or an infinitive as a verb with a subject."""
    return form in _NOUN_LIKE or _LEXICON.get(form, ("",))[0] == form
