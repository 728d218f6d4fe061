"""Content words of a text: tokens, folding and stemming. Knows nothing of numbers or names."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from index.claims.listing import word_set
from index.stemming import stem as porter2

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FIGURE = re.compile(r"\d[\d,.]*")
_CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

_FAR = re.compile(r"[^\x00-\x7f]+")
"""What folding has to look at: the rest of a text is folded by lower case alone."""

_TYPESET = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("—", " "), ("–", " "), ("…", " "))
"""All that most news has beside ASCII: marks between words, and the apostrophe in them."""

_LETTERS = bytes(c if 97 <= c <= 122 else 32 for c in range(256))
_LETTERS_AND_APOSTROPHES = bytes(39 if c == 39 else letter for c, letter in enumerate(_LETTERS))

_MEMO_LIMIT = 200_000
"""Entries kept before the memo starts afresh: about 30 MB at worst."""

_SHORT = 8
"""Longer runs beside ASCII are texts of another alphabet, which do not come again."""

_LONGEST = 40
"""Longer runs of letters are no words to stem."""

STOP_WORDS = word_set("""
    a about above across after again against ain't all almost along already also although
    always am among an and any anybody anyone anything are aren't around as at away back be
    became because been before being below between beyond both but by came can can't cannot
    come could couldn't did didn't do does doesn't doing don't done down during each either
    else ever every everybody everyone everything few for from further get gets getting go
    goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's hence her
    here hers herself him himself his how however i i'd i'll i'm i've if in indeed instead
    into is isn't it it'd it'll it's its itself just least less let let's like many may maybe
    me meanwhile might more moreover most much must mustn't my myself neither never
    nevertheless no nobody none nor not nothing now of off often on once only onto or other
    others otherwise our ours ourselves out over own per perhaps quite rather really s same
    shall shan't she she'd she'll she's should shouldn't since so some somebody someone
    something soon still such than that that's the their theirs them themselves then there
    there's therefore these they they'd they'll they're they've this those though through
    throughout thus to too toward towards under unless until up upon us very via was wasn't we
    we'd we'll we're we've well were weren't what what's whatever when where whereas whether
    which while who who's whoever whole whom whose why will with within without won't would
    wouldn't yet you you'd you'll you're you've your yours yourself yourselves mr mrs ms dr
    say said says saying tell tells told telling according accordingly added adding earlier
    later ago today yesterday tomorrow tonight recently monday tuesday wednesday thursday
    friday saturday sunday january february april june july august september october november
    december jan feb mar apr jun jul aug sep sept oct nov dec zero one two three four five six
    seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion trillion dozen dozens hundreds thousands millions billions roughly approximately
    nearly
    """)
"""English function words, verbs of plain saying, calendar and number words: what two reports of
one event differ in without differing."""

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "killing": "kill",
    "died": "die",
    "dies": "die",
    "dying": "die",
    "sent": "send",
    "held": "hold",
    "met": "meet",
    "shot": "shoot",
    "won": "win",
    "lost": "lose",
    "made": "make",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "risen": "rise",
    "struck": "strike",
    "fought": "fight",
    "sought": "seek",
    "bought": "buy",
    "brought": "bring",
    "sold": "sell",
    "left": "leave",
    "kept": "keep",
    "built": "build",
    "found": "find",
    "began": "begin",
    "begun": "begin",
    "broke": "break",
    "broken": "break",
    "chose": "choose",
    "chosen": "choose",
    "drove": "drive",
    "driven": "drive",
    "grew": "grow",
    "grown": "grow",
    "knew": "know",
    "known": "know",
    "led": "lead",
    "paid": "pay",
    "ran": "run",
    "saw": "see",
    "seen": "see",
    "shook": "shake",
    "shaken": "shake",
    "spoke": "speak",
    "spoken": "speak",
    "stood": "stand",
    "stole": "steal",
    "stolen": "steal",
    "taught": "teach",
    "thought": "think",
    "threw": "throw",
    "thrown": "throw",
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "wrote": "write",
    "written": "write",
    "felt": "feel",
    "caught": "catch",
    "fled": "flee",
    "flew": "fly",
    "flown": "fly",
    "forbade": "forbid",
    "hid": "hide",
    "hidden": "hide",
    "arose": "arise",
    "burnt": "burn",
    "dealt": "deal",
    "meant": "mean",
    "spent": "spend",
    "swore": "swear",
    "sworn": "swear",
    "wore": "wear",
    "understood": "understand",
    "overcame": "overcome",
}
"""Past forms no suffix rule reaches, and their base."""


def fold(text: str) -> str:
    """Lower case without accents: "Côte" and "cote" are one. Hangul stays composed."""
    lowered = text.lower()
    return lowered if lowered.isascii() else _FAR.sub(_unaccented, lowered)


def _unaccented(found: re.Match[str]) -> str:
    run = found.group()
    return _without_accents(run) if len(run) <= _SHORT else _without_accents.__wrapped__(run)


@lru_cache(maxsize=4_096)
def _without_accents(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept.replace("’", "'").replace("ʼ", "'"))


@lru_cache(maxsize=_MEMO_LIMIT)
def stem(word: str) -> str:
    """The stem of one word, folded. Words of other alphabets come back folded only."""
    folded = fold(word)
    folded = folded.removesuffix("'s").removesuffix("'")
    if not folded.isascii() or len(folded) > _LONGEST:
        return folded
    return porter2(_IRREGULAR.get(folded, folded))


class _Memo(dict[str, tuple[str, ...]]):
    """Word as written in lower case -> its stems: none for a stop word, bigrams for CJK."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        stems = self[word] = tuple(s for token in _TOKEN.findall(word) for s in _stems(token))
        return stems


def _stems(token: str) -> tuple[str, ...]:
    folded = fold(token)
    if folded in STOP_WORDS or folded.removesuffix("'s") in STOP_WORDS:
        return ()
    if _CJK.search(folded):
        if len(folded) < 3:
            return (folded,)
        return tuple(folded[i : i + 2] for i in range(len(folded) - 1))
    stemmed = stem(folded)
    return (stemmed,) if len(stemmed) > 1 else ()


_memo = _Memo()


def readable_words(text: str) -> int:
    """How much there is to read in ``text``: its content words and its figures."""
    return len(content_words(text)) + len(_FIGURE.findall(text))


@lru_cache(maxsize=1_024)
def content_words(text: str) -> tuple[str, ...]:
    """The content words of ``text`` in order, stemmed and folded.

    Chinese, Japanese and Korean runs become overlapping character pairs, which need no
    dictionary and still match across inflections.
    """
    memo = _memo
    words: list[str] = []
    for token in _tokens(text.lower()):
        words += memo[token]
    return tuple(words)


def _tokens(lowered: str) -> list[str]:
    """The words of a text in lower case; those of plain text may have apostrophes around them."""
    plain = lowered
    if not plain.isascii():
        for mark, instead in _TYPESET:
            plain = plain.replace(mark, instead)
        if not plain.isascii():
            return _TOKEN.findall(unicodedata.normalize("NFC", lowered))
    return plain.encode().translate(_LETTERS_AND_APOSTROPHES).decode().split()


@lru_cache(maxsize=16)
def letters(text: str) -> frozenset[str]:
    """The distinct runs of the letters a to z in ``text``, in lower case."""
    return frozenset(_spelled(text).decode().split())


def places(text: str, words: Iterable[str]) -> list[int]:
    """Where these words stand in ``text`` as whole runs of letters; in no order.

    Looking for the few that a set of ``letters`` has in common with a grammar's spares a walk
    over all words of a text.
    """
    spelled = b" %b " % _spelled(text)
    found: list[int] = []
    for word in words:
        run = b" %b " % word.encode()
        at = spelled.find(run)
        while at >= 0:
            found.append(at)
            at = spelled.find(run, at + len(run) - 1)
    return found


@lru_cache(maxsize=16)
def _spelled(text: str) -> bytes:
    """The letters a to z of ``text`` in lower case, each in its place, blanks for all else."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower()[0] for char in text)
    return lowered.encode("ascii", "replace").translate(_LETTERS)
