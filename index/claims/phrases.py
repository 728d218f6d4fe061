"""Small grammar that attribution and clauses share: subjects, finite verbs, quotation marks.

English only, and by word shape: in another alphabet nothing here finds anything.
"""

import re

from index.claims.listing import word_list, word_set
from index.claims.months import FULL_MONTH

OPENING = '“"«「『'
CLOSING = '”"’»」』'

FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must"
    r"|shall|should|said|says|\w+n['’]t|(?:[Ii]t|[Ss]?[Hh]e|[Tt]hat|[Tt]here|[Ww]hat|[Ww]ho|[Tt]hey|[Ww]e|[Yy]ou|I)['’](?:s|re"
    r"|ve|ll|d|m)|[a-z]{2,}ed|[a-z]+s\s+(?:to|the|a|that|no|it|in|on)|sent|held|met|shot|won|lost"
    r"|made|took|gave|fell|rose|struck|fought|sought|bought|brought|sold|left|kept|built|found"
    r"|began|broke|chose|grew|knew|led|paid|ran|saw|spoke|stood|threw|wrote|caught|fled|came|went"
    r"|became|got|put|hit|told|need|want|know|think|believe)\b"
)
"""Something that looks like a finite verb."""

FINITE_SOON = re.compile(
    r"(?:(?!(?:after|before|when|while|who|which|that|because|as|if|since|than|to|how|what|where|why"
    r"|whether)\b)"
    r"[\w’'.,$%-]*[\w’'.$%-]\s+){1,8}?(?:is|are|was|were|has|have|had|will|would|could|can|may|might"
    r"|must|should|did|does|do|said|says|sent|held|made|took|fell|rose|began|came|went|won|lost"
    r"|left|found|met|shot|gave|struck|got|kept|led|paid|ran|saw|stood|told|knew|hit|broke|built"
    r"|grew|\w{3,}ed|\w+n['’]t)\b"
)
"""A short subject with its verb right behind it: the beginning of a clause of its own."""

_NOT_SUBJECT_WORDS = word_set("""
    that which who whom whose what while because when after before if unless although though since
    than is are was were am be been will would could should may might must can did does do has have
    had not never as so said says told where whether how why then
    """)
_NOT_SUBJECT = re.compile(r"[\"“”;:]|n(?<=\wn)['’]t\b|(?:['’]s|s['’])$")
_WORD = re.compile(r"\w+")
_NOT_FIRST = word_set("""
    in on at by for from with to of into after before during while when if as and but or nor yet so
    because since although though despite under over through throughout among between against
    about around per via without within amid not also then there here now however meanwhile still
    just only even unless like upon onto off out up down back same such
    """)
_NOT_SUBJECT_FIRST = _NOT_FIRST | word_set("""
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow last earlier
    later speaking asked citing
    """)
_LEADERS = re.compile(
    r"(?:(?:And|But|Yet|Still|So|Then|Also|Now|Instead|Even so|Meanwhile|However|and|but|yet)"
    r",?\s+)+"
)
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|is|are|was|were|also|then|later|further|again|once|first|now|still|even"
    r"|just|both|earlier|repeatedly|already|too|long|himself|herself|themselves|itself|[a-z]+ly"
    r"|have\s+been|has\s+been|went\s+on\s+to|reportedly|in\s+turn|and|however|though|meanwhile|likewise))+$"
)
_WHEN_LAST = re.compile(
    r"\s+(?:(?:late|early)\s+)?(?:on\s+)?"
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)"
    r"(?:\s+(?:morning|afternoon|evening|night))?|(?:last|this|earlier\s+this)\s+(?:week|month|year)"
    rf"|in\s+{FULL_MONTH})$"
)
_AUXILIARY_ENDS = tuple(
    word_list("""
    has have had is are was were also then later further again once first now still even just both
    earlier already too long self selves ly been to turn and however though meanwhile likewise
    """)
)
_WHEN_ENDS = tuple(
    word_list("""
    day morning afternoon evening night week month year January February March April May June July
    August September October November December
    """)
)
"""How what the two patterns above take off must end: most heads end otherwise."""

_CLAUSE_INSIDE = re.compile(
    r"[A-Z][\w.’'-]*\s(?:[a-z]+ly\s)?[a-z]+ed\s|\s(?:he|she|they|we|I|it)$"
    r"|\b(?:appears?|seems?|tells?|makes?|gives?|takes?|wants?|needs?)\b"
)
_DETERMINERS = word_set("the a an this that these those his her its their our my your no")
_CONTRACTED = re.compile(r"(?:I|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|[Yy]ou)['’]")
_PARTY = re.compile(r"[RDI]-[A-Z][\w.]*$")
_LOWER_VERB = re.compile(
    r"[a-z]+(?:ed|ing)\b|[A-Z][a-z]+ing\s(?:an?|the|his|her|its|their|to|in|on|for|by|with)\b"
)
_SUBJECT_FIRST = re.compile(
    r"(?P<np>[^,;:\"“”]{2,90}?)(?:,|\s+(?:[a-z]+(?:ed|es)|has|have|had|is|was|will|would|made|sent|took"
    r"|gave|went|came|held|put|set|met|led|told|said|rose|fell|won|lost)\b)"
)
_VOICELESS = word_set("""
    comment comments remark remarks speech visit decision move news trip talks attack announcement
    resignation ruling vote meeting call visits meetings protest protests move moves storm fire
    shooting crash death deaths arrest charge charges case incident warning criticism response
    """)
"""Nouns that open sentences and never speak."""

PRONOUNS = word_set("he she they it we i")


def lone_subject(head: str) -> str:
    """``head`` without the auxiliaries and adverbs before a verb at its end."""
    bare = head.rstrip()
    if bare.endswith(_AUXILIARY_ENDS):
        bare = _AUXILIARY.sub("", bare)
    return _WHEN_LAST.sub("", bare) if bare.endswith(_WHEN_ENDS) else bare


def without_leader(words: str) -> str:
    """A subject without the conjunction or connective that opens its sentence."""
    bare = words.strip()
    leader = _LEADERS.match(bare)
    return bare[leader.end() :] if leader else bare


def begins_adjunct(words: str) -> bool:
    """Whether these words begin as an adverbial does rather than as a subject."""
    first = words.split(maxsplit=1)[0].lower() if words.strip() else ""
    return not first or first in _NOT_SUBJECT_FIRST


def ends_open(words: str) -> bool:
    """Whether a stretch ends in a preposition or conjunction, so that more must follow."""
    return bool(words.strip()) and words.rsplit(maxsplit=1)[-1].lower() in _NOT_FIRST


def is_speaker(words: str) -> bool:
    """Whether these words can be a speaker: a short noun phrase or a pronoun."""
    pieces = words.split()
    if not 1 <= len(pieces) <= 12 or _holds_more(words):
        return False
    first = pieces[0].lower()
    if first in PRONOUNS and len(pieces) > 1 and pieces[1] != "and":
        return False
    if (
        first in _NOT_SUBJECT_FIRST
        or _PARTY.match(words)
        or _CONTRACTED.match(words)
        or first.endswith("ly")
        or _LOWER_VERB.match(words)
    ):
        return False
    if len(pieces) == 1 and first not in PRONOUNS:
        if first in _DETERMINERS:
            return False
        return words[0].isupper() or (first.endswith("s") and len(first) > 3) or first == "police"
    return any(char.isalpha() for char in words)


def _holds_more(words: str) -> bool:
    """Whether there is a clause, a quotation or an owner among these words."""
    return (
        not _NOT_SUBJECT_WORDS.isdisjoint(_WORD.findall(words))
        or _NOT_SUBJECT.search(words) is not None
        or _CLAUSE_INSIDE.search(words) is not None
    )


def first_subject(sentence: str) -> str | None:
    """The noun phrase a sentence opens with, where it can be told from what follows."""
    found = _SUBJECT_FIRST.match(sentence)
    named = without_leader(lone_subject(found["np"])) if found else ""
    if not named or named.rsplit(maxsplit=1)[-1].lower() in _VOICELESS:
        return None
    return named if is_speaker(named) else None


def is_plain_subject(words: str) -> bool:
    """Whether a plural, a name or a pronoun ends these words: what a verb follows directly."""
    last = words.rsplit(maxsplit=1)[-1] if words.split() else ""
    plural = last.endswith("s") and not last.endswith(("ss", "us", "'s", "’s"))
    return last.lower() in PRONOUNS or plural or last[:1].isupper()


def unquoted(sentence: str, start: int, end: int) -> tuple[int, int, bool]:
    """Take space, commas and the marks of one whole quotation off a stretch.

    Returns:
        The new start and end, and whether the stretch is one quotation and nothing else.
    """
    while start < end and sentence[start].isspace():
        start += 1
    while end > start and (sentence[end - 1].isspace() or sentence[end - 1] == ","):
        end -= 1
    words = sentence[start:end]
    if words[:1] and words[0] in OPENING:
        inner = words[1:].rstrip(".,!?…")
        body = inner[:-1] if inner[-1:] in '”"»' else inner
        if body and not any(mark in body for mark in '“”"«»'):
            stop = end
            while stop > start + 1 and sentence[stop - 1] in '”"»,':
                stop -= 1
            return start + 1, stop, True
    return start, end, False


def quote_is_open(words: str) -> bool:
    """Whether a quotation begun in ``words`` has not ended there."""
    return words.rfind("“") > words.rfind("”") or words.count('"') % 2 == 1
