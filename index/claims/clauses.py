"""A sentence's assertions: attribution off, coordinated and participial clauses apart.

Cuts only where both sides can be read alone; every piece is one stretch of the sentence.
"""

import re
from dataclasses import dataclass, replace

from index.claims.asides import according, announced, interrupted
from index.claims.attribution import (
    Attribution,
    clause_start,
    embedded,
    leading,
    trailing,
)
from index.claims.phrases import (
    FINITE,
    FINITE_SOON,
    first_subject,
    quote_is_open,
    unquoted,
)
from index.claims.sayings import Saying, sayings
from index.claims.words import readable_words

MIN_WORDS = 4
"""Content words a piece needs to be read alone in a panel."""

_MIN_SIDE = 5
"""Content words on either side of a cut between two clauses of one voice."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One assertion at ``start:end`` of a sentence; ``speaker`` as written there."""

    start: int
    end: int
    speaker: str | None = None
    verb: str | None = None
    direct: bool = False


_ACTS_APART = frozenset({"express", "urge", "ask", "demand", "promise", "pledge", "vow"})
"""Speech acts whose participle is a claim of its own: "…, urging members to vote". That of others
says something of the clause before: "…, calling it a mistake"."""

_FOLLOWS = frozenset({"suggest", "indicate", "signal"})
"""Verbs whose participle, where nobody spoke before, says what follows from a thing: "…, suggesting
that the race is tightening"."""

_STATEMENT = re.compile(
    r"\b(?:statement|letter|tweet|message|memo|e-?mail|post|note|video|press\s+release|release)"
    r"(?:\s+(?:on\s+)?(?:[A-Z][a-z]+day|yesterday|today)(?:\s+\w+)?)?(?P<cut>\s+)$"
)

_BEFORE_PARTICIPLE = re.compile(
    r"(?P<cut>(?:,[\"”’]?|\s[–—-]+)\s*(?:(?:while|and|but|in|by|also|further|then|thereby)\s+)*"
    r"|\s+while\s+(?:also\s+)?)$"
)
_BEFORE_VERB = re.compile(r"(?P<cut>,?\s+(?:and|but|then)\s+(?:(?:also|then|further|later)\s+)*)$")
_CUT = (
    r"(?<=;)(?P<semi>\s+(?:and\s+|but\s+)?)|(?<=,)\s+(?:(?:while|whereas|but|and|though)\s+)"
    r"|(?<=,)(?P<state>\s+with\s+)(?=(?:(?:about|around|some|roughly|nearly|almost|over|at\s+least"
    r"|more\s+than|up\s+to|an\s+estimated|as\s+many\s+as)\s+)?(?:\d[\d,.]*|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|dozens|hundreds|thousands|several|half|most)\b)"
)
_CLAUSE_CUT = re.compile(rf"(?P<also>,?\s+(?:and|but)\s+that\s+)|[,;](?:{_CUT})")
_MARKED_CUT = re.compile(rf"[,;](?:{_CUT}|(?P<also>(?!)))")
"""The same without "and that": a comma or semicolon begins all others, which is soon looked for."""

_STATE = re.compile(
    r"(?:[\w’'.,$%-]+\s+){1,7}?(?:[a-z]+ed|[a-z]+ing|sent|hurt|dead|left|lost|held|still|unable)\b"
)
"""A number of things and the state they are in: "40 people still missing"."""

_NO_SUBJECT = re.compile(
    r"(?:it|they|he|she|we|i|you|this|that|these|those|there|who|which|not|then|thus|therefore|hence|also|if|when|as|to"
    r"|is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|did|does|do|\w+ed"
    r"|in|on|at|by|for|from|with|after|before|because|even|only|so|what|how|why|where|[a-z]+ing"
    r"|[a-z]+ly)\b",
    re.IGNORECASE,
)


def pieces(sentence: str, *, quoted: bool = False) -> tuple[Piece, ...]:
    """The assertions of one sentence, in order, with their attributions as written.

    ``quoted`` says that the sentence begins inside a quotation: its first words attribute nothing.
    """
    said = sayings(sentence)
    found = _attributed(sentence, said, quoted=quoted)
    if found is None:
        cut = [Piece(0, len(sentence))]
        if said:
            cut = _participles(sentence, said, 0, len(sentence), _own_subject(sentence))
        return tuple(part for piece in cut for part in _clauses(sentence, piece))
    if found.cut and not _reads(sentence, found.start, found.end):
        if embedded(sentence, found) is not None:
            return (Piece(0, len(sentence)),)
        found = replace(found, start=0, end=len(sentence), cut=False, direct=False)
    made: list[Piece] = []
    before = embedded(sentence, found)
    if before is not None:
        made.append(Piece(*before))
    body = Piece(found.start, found.end, found.speaker, found.verb, found.direct)
    if not found.cut or (found.start > 0 and found.end >= len(sentence) - 3):
        cut = _participles(sentence, said, found.start, found.end, body)
    else:
        cut = _participles(sentence, said, found.start, found.end, body)
        cut += _participles(sentence, said, found.end, len(sentence), body, behind=True)[1:]
    for piece in cut:
        parts = _clauses(sentence, piece)
        if not found.cut and piece.start == 0:
            parts[1:] = [replace(part, speaker=None, verb=None) for part in parts[1:]]
        made += parts
    return tuple(made)


def _attributed(sentence: str, said: tuple[Saying, ...], *, quoted: bool) -> Attribution | None:
    """The sentence's attribution: one that can be cut off before one that cannot."""
    if not said:
        return announced(sentence) or according(sentence)
    first = None if quoted else leading(sentence, said)
    if first is not None and first.cut:
        return first
    return (
        trailing(sentence, said)
        or announced(sentence)
        or according(sentence)
        or interrupted(sentence, said)
        or first
    )


def _own_subject(sentence: str) -> Piece:
    """The whole sentence in the article's voice, its subject known for what it then says."""
    return Piece(0, len(sentence), first_subject(sentence))


def _participles(
    sentence: str,
    said: tuple[Saying, ...],
    start: int,
    end: int,
    voice: Piece,
    *,
    behind: bool = False,
) -> list[Piece]:
    """Cut a stretch at ", adding that …", ", noting …" and "and asked …".

    ``behind`` says that the stretch opens with an attribution and not with words of its own.
    """
    own = replace(voice, start=start, end=end)
    if own.verb is None:
        own = replace(own, speaker=None)
    made = [own]
    for saying in said:
        if not start < saying.start < end:
            continue
        opening = _opening(sentence, saying, voice)
        if opening is None:
            continue
        piece = _piece_after(sentence, saying, end, voice)
        if piece is None:
            continue
        if voice.verb is None and saying.verb in _FOLLOWS:
            piece = replace(piece, speaker=None, verb=None)
        left = made[-1]
        cut = saying.start - len(opening)
        cut += 2 * (sentence[cut : cut + 2] in {",”", ',"'})
        if (voice.direct and not behind) or quote_is_open(sentence[start : saying.start]):
            continue
        stands = (behind and len(made) == 1) or _reads(sentence, left.start, cut)
        if cut < left.start or not stands or not _readable(sentence, piece):
            continue
        stop = _ended(sentence, left.start, cut)
        made[-1] = replace(left, end=stop)
        made.append(piece)
    return made


def _opening(sentence: str, saying: Saying, voice: Piece) -> str | None:
    """What ties this verb to the clause before, ``None`` where it does not open a claim."""
    head = sentence[max(0, saying.start - 30) : saying.start]
    if saying.form == "participle":
        if not saying.clausal and saying.verb not in _ACTS_APART:
            return None
        found = _BEFORE_PARTICIPLE.search(head)
        if found is None and saying.verb == "say":
            found = _STATEMENT.search(sentence[max(0, saying.start - 60) : saying.start])
    elif voice.verb is not None and sentence[saying.start : saying.end] != saying.verb:
        found = _BEFORE_VERB.search(head)
    else:
        return None
    return found["cut"] if found else None


def _piece_after(sentence: str, saying: Saying, end: int, voice: Piece) -> Piece | None:
    """The claim a participle or coordinated verb opens."""
    start = clause_start(sentence, saying)
    bare = start is not None and sentence[saying.end : start].strip() in {"", ","}
    if start is None or start >= end:
        if saying.clausal and saying.form == "participle":
            return None
        start = saying.start
    elif (
        saying.form == "participle"
        and bare
        and sentence[start] not in '"“'
        and not FINITE_SOON.match(sentence[start:end][:140])
    ):
        return None
    begin, stop, direct = unquoted(sentence, start, end)
    return Piece(begin, stop, voice.speaker, saying.verb, direct)


def _ended(sentence: str, start: int, cut: int) -> int:
    return unquoted(sentence, start, cut)[1]


def _reads(sentence: str, start: int, end: int) -> bool:
    return readable_words(sentence[start:end]) >= MIN_WORDS


def _readable(sentence: str, piece: Piece) -> bool:
    return _reads(sentence, piece.start, piece.end)


def _clauses(sentence: str, piece: Piece) -> list[Piece]:
    """Cut a piece between clauses that each have a subject and a verb of their own."""
    if piece.direct:
        return [piece]
    made = [piece]
    cuts = _CLAUSE_CUT if "that" in sentence else _MARKED_CUT
    for found in cuts.finditer(sentence, piece.start, piece.end):
        left = made[-1]
        if quote_is_open(sentence[left.start : found.start()]):
            continue
        if found["also"] and (piece.verb is None or piece.start == 0):
            continue
        if not _two_sides(sentence[left.start : found.start()], found, sentence[: piece.end]):
            continue
        made[-1] = replace(left, end=found.start())
        made.append(_own_voice(sentence, replace(piece, start=found.end())))
    return made


def _two_sides(left: str, found: re.Match[str], sentence: str) -> bool:
    """Whether what stands on both sides of a cut can be read alone."""
    right = sentence[found.end() :]
    if found["state"]:
        if not _STATE.match(right[:120]):
            return False
        return min(readable_words(left), readable_words(right)) >= MIN_WORDS
    if found["also"]:
        shorter = min(readable_words(left), readable_words(right))
        return shorter >= MIN_WORDS and FINITE_SOON.match(right[:120]) is not None
    if _NO_SUBJECT.match(right) or FINITE.match(right) or not FINITE_SOON.match(right[:120]):
        return False
    near = right if found["semi"] else right.split(", ")[0]
    return min(readable_words(left), readable_words(near)) >= _MIN_SIDE


def _own_voice(sentence: str, piece: Piece) -> Piece:
    """A clause with an attribution of its own inside: "…, and Berg later said that …"."""
    words = sentence[piece.start : piece.end]
    found = leading(words, sayings(words))
    if found is None or not found.cut:
        return piece
    return Piece(
        piece.start + found.start, piece.start + found.end, found.speaker, found.verb, found.direct
    )
