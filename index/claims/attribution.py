"""Who says what in one sentence: speaker, verb of saying, and the words that are said.

Works on one sentence alone and on its grammar alone; who "she" is, and which sentence of a long
quotation is whose, is decided where the sentences are put in order (``speakers``, ``extract``).
"""

import re
from dataclasses import dataclass

from index.claims.listing import word_set
from index.claims.sayings import (
    TAKES_BARE_CLAUSE,
    TAKES_HEARER,
    Saying,
    noun_like,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words at ``start:end`` of a sentence and who says them.

    Attributes:
        start: where the words said begin.
        end: just past them.
        speaker: the speaker as written in this sentence.
        verb: base form of the verb of saying; ``say`` for "according to".
        direct: whether the words are quoted.
        cut: whether the words stand alone without the attribution around them.
    """

    start: int
    end: int
    speaker: str
    verb: str
    direct: bool
    cut: bool


OPENING = '“"‘«「『'
CLOSING = '”"’»」』'

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = (
    rf"(?:\s+(?:(?:late|early|earlier|later)\s+)?(?:on\s+)?{_WEEKDAY}"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
    r"|\s+(?:today|yesterday|again|earlier|later|recently|previously)"
    r"|\s+(?:last|this|earlier\s+this|later\s+that|that)\s+(?:week|month|year|day|morning|evening))"
)
_TAIL_LIMIT = 170
_THAT = re.compile(r"(?P<between>[^;:\"“”]{0,120}?)(?:,\s*)?\bthat\b\s+(?!['’])")
_QUOTE = re.compile(r"(?P<between>[^\"“”;:]{0,90}?)(?:,|:|\bthat)?\s*(?=[\"“])")
_COLON = re.compile(r"[^\"“”;:.]{0,60}:\s+(?=\w)")
_HEARER = (
    r"(?:\s+(?:him|her|them|me|us|you|reporters|lawmakers|journalists|police|investigators"
    r"|the\s+[a-z]+|the\s+[A-Z]\w*(?:\s+[A-Z]\w*){0,3}|[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,3}"
    r"|a\s+[a-z]+(?:\s+[a-z]+)?))"
)
_BARE = re.compile(rf"(?P<when>{_WHEN})?\s+(?=\S)")
_BARE_HEARER = re.compile(rf"{_HEARER}(?P<when>{_WHEN})?\s+(?=\S)")
_CLAUSE_START = re.compile(
    r"(?:he|she|it|they|we|I|you|there|this|these|those|the|a|an|his|her|its|their|our|my|some|many"
    r"|most|more|all|both|no|one|two|three|several|another|each|every|about|around|nearly|at\s+least"
    r"|[a-z]+s|people|police|men|women|what|if|when|while|because|although|as|such)\b|[A-Z\d“\"$€£]"
)
_NO_CLAUSE_START = re.compile(
    r"(?:as|this|the)\s+(?:much|week|month|year|day|same|following)\b|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must"
    r"|shall|should|said|says|\w+n['’]t|\w+['’](?:s|re|ve|ll|d)|[a-z]{2,}ed|[a-z]+s\s+(?:to|the|a"
    r"|that|no|it|in|on)|sent|held|met|shot|won|lost|made|took|gave|fell|rose|struck|fought|sought"
    r"|bought|brought|sold|left|kept|built|found|began|broke|chose|grew|knew|led|paid|ran|saw|spoke"
    r"|stood|threw|wrote|caught|fled|came|went|became|got|put|hit|told|need|want|know|think|believe)"
    r"\b"
)
_NOT_SUBJECT = re.compile(
    r"\b(?:that|which|who|whom|whose|what|while|because|when|after|before|if|unless|although|though"
    r"|since|than|is|are|was|were|am|be|been|will|would|could|should|may|might|must|can|did|does|do"
    r"|has|have|had|not|never|as|so|said|says|told|where|whether|how|why)\b|[\"“”;:]|\w+n['’]t\b"
)
_NOT_FIRST = word_set("""
    in on at by for from with to of into after before during while when if as and but or nor yet so
    because since although though despite under over through throughout among between against
    about around per via without within amid not also then there here now however meanwhile still
    just only even
    """)
_LEADERS = re.compile(
    r"(?:(?:And|But|Yet|Still|So|Then|Also|Now|Instead|Even so|and|but|yet),?\s+)+"
)
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|is|are|was|were|also|then|later|further|again|once|first|now|still|even"
    r"|just|both|earlier|repeatedly|already|too|long|himself|herself|themselves|itself|[a-z]+ly"
    r"|have\s+been|has\s+been|went\s+on\s+to|reportedly))+$"
)
_LINKED = re.compile(
    r"(?:,?\s+(?:after|as|when|while|because|since)|,\s+(?:but|and|although|though|which|with))"
    r"\s+(?P<speaker>[^,;:\"“”]{2,110}?)$"
)
_DEPENDENT = re.compile(
    r"(?:This|That|It|The\s+\w+)\s+(?:comes?|came|follows?|followed)\b", re.IGNORECASE
)
_PRONOUN = word_set("he she they it we i")
_ADJUNCT_START = re.compile(
    r"(?:in|at|on|during|via|through|to|from|after|before|with|by|as|of|when|while|about|upon|late"
    r"|early|earlier|later|last|this|today|yesterday|again|recently|afterward|afterwards|outside"
    r"|reporters|lawmakers|journalists|him|her|them|me|us|[A-Z][\w.&’'-]*|the|a|an|his|their|its"
    r"|that|adding|noting|[a-z]+ly|[a-z]+ing)\b"
)
_WHEN_OR_WHERE = re.compile(
    r"(?:in|at|on|during|via|through|to|from|after|before|with|by|as|upon|late|early|earlier|later"
    r"|last|this|today|yesterday|again|recently|outside|publicly|privately"
    rf"|{_WEEKDAY}|[a-z]+ly)\b"
)
_SUFFIX_HEAD = re.compile(
    r"(?P<sep>,[\"”’]{0,2}|[,!?…][\"”’]{1,2}|[\"”]\s?,)\s*(?P<speaker>[^\"“”;:]{1,140})$"
)
_INVERTED_HEAD = re.compile(r"(?P<sep>,[\"”’]{0,2}|[!?…][\"”’]{1,2}|[\"”]\s?,)\s*$")
_INVERTED_SPEAKER = re.compile(
    r"\s+(?P<speaker>(?!that\b)(?:[\w.&’'()/-]+(?:\s+|(?=[,.]|$))){1,12}?)(?=,|\.[\"”’)]?\s*$|$"
    r"|(?:on|in|at|during|who|as|after|when|while|via|last|this|late|early)\b|[A-Z][a-z]+day\b)"
)
_ACCORDING = re.compile(
    r"(?P<comma>,?)\s*\b(?:[Aa]ccording\s+to|(?<=,\s)per)\s+(?P<speaker>[^,;\"“”]{2,120}?)"
    r"(?=\s*(?:,|;|\.?[\"”’)]*$|\.\s))"
)


def leading(sentence: str, said: tuple[Saying, ...]) -> Attribution | None:
    """An attribution that stands before what is said: "Berg said that …", "Berg: …"."""
    for saying in said[:4]:
        if saying.start > 260:
            return None
        if saying.form != "finite":
            continue
        speaker = _subject(sentence[: saying.start], saying, sentence)
        if speaker is None:
            continue
        return _complement(sentence, saying, speaker)
    return _subordinate(sentence, said)


def _subordinate(sentence: str, said: tuple[Saying, ...]) -> Attribution | None:
    """An attribution in a clause of its own: "This comes after Berg said that …"."""
    for saying in said[:4]:
        if saying.form != "finite" or not saying.clausal:
            continue
        head = _AUXILIARY.sub("", sentence[: saying.start].rstrip())
        found = _LINKED.search(head)
        if found is None or not is_speaker(found["speaker"]):
            continue
        form = sentence[saying.start : saying.end]
        if noun_like(form) and not _plain_subject(found["speaker"]):
            continue
        attribution = _complement(sentence, saying, found["speaker"])
        if attribution.cut:
            return attribution
    return None


def embedded(sentence: str, found: Attribution) -> tuple[int, int] | None:
    """What the sentence itself asserts before a subordinate attribution, if anything."""
    if not found.cut or not found.start:
        return None
    at = sentence.rfind(found.speaker, 0, found.start)
    link = _LINKED.search(sentence[: max(at, 0)] + found.speaker)
    if link is None or not link.start() or not _FINITE.search(sentence[: link.start()]):
        return None
    if _DEPENDENT.match(sentence) or '"' in sentence[: link.start()]:
        return None
    return 0, link.start()


def _subject(head: str, saying: Saying, sentence: str) -> str | None:
    """The speaker that ends right before a verb, ``None`` where there is none."""
    stripped = _AUXILIARY.sub("", head.rstrip())
    if not stripped or stripped[-1] in '"“”;:([':
        return None
    parts = stripped.rstrip(",").split(", ")
    if stripped.endswith(","):
        candidates = [part for part in parts if part and part.split()[0].lower() not in _NOT_FIRST]
        speaker = candidates[0] if candidates and len(parts) <= 5 else None
        ended = True
    else:
        speaker, ended = parts[-1], False
        if len(parts) > 3:
            return None
    if speaker is None:
        return None
    speaker = _LEADERS.sub("", speaker).strip()
    form = sentence[saying.start : saying.end]
    if noun_like(form) and not ended and not _plain_subject(speaker):
        return None
    return speaker if is_speaker(speaker) else None


def _plain_subject(speaker: str) -> bool:
    """Whether a plural or a name stands right before a form that could be a noun."""
    last = speaker.split()[-1] if speaker.split() else ""
    return last.lower() in _PRONOUN or last.endswith("s") or last[:1].isupper()


def is_speaker(words: str) -> bool:
    """Whether these words can be a speaker: a short noun phrase or a pronoun."""
    pieces = words.split()
    if not 1 <= len(pieces) <= 12 or _NOT_SUBJECT.search(words):
        return False
    first = pieces[0].lower()
    if first in _NOT_FIRST or first.endswith("ly"):
        return False
    if len(pieces) == 1 and first not in _PRONOUN:
        return words[0].isupper() or (first.endswith("s") and len(first) > 3) or first == "police"
    return any(char.isalpha() for char in words)


def _complement(sentence: str, saying: Saying, speaker: str) -> Attribution:
    """What a leading attribution says: its clause or quotation, or the whole sentence."""
    tail = sentence[saying.end : saying.end + _TAIL_LIMIT]
    whole = Attribution(0, len(sentence), speaker, saying.verb, direct=False, cut=False)
    if not saying.clausal or tail.lstrip(" ").startswith((",", ".")):
        quoted = _QUOTE.match(tail) if saying.clausal else None
        if quoted and quoted.group().strip() == ",":
            return _said(sentence, saying.end + quoted.end(), speaker, saying.verb)
        return whole
    found = _THAT.match(tail)
    if found and _leads_to_that(found["between"], saying):
        return _said(sentence, saying.end + found.end(), speaker, saying.verb)
    found = _QUOTE.match(tail)
    if found and _leads_to_quote(found["between"], found.group(), saying):
        return _said(sentence, saying.end + found.end(), speaker, saying.verb)
    colon = _COLON.match(tail)
    if colon:
        return _said(sentence, saying.end + colon.end(), speaker, saying.verb)
    start = _bare_clause(tail, saying)
    if start is not None:
        return _said(sentence, saying.end + start, speaker, saying.verb)
    return whole


def _leads_to_that(between: str, saying: Saying) -> bool:
    words = between.replace(",", " ").split()
    if not words:
        return True
    if words[-1].lower() in _NOT_FIRST or len(words) > 16:
        return False
    if _FINITE.search(between):
        return False
    return saying.verb in TAKES_HEARER or _WHEN_OR_WHERE.match(between.strip()) is not None


def _leads_to_quote(between: str, whole: str, saying: Saying) -> bool:
    words = between.split()
    if whole.rstrip().endswith((",", ":", "that")):
        return len(words) <= 14
    return not words or (saying.verb in TAKES_HEARER and len(words) <= 4)


def _bare_clause(tail: str, saying: Saying) -> int | None:
    """Where a clause without "that" begins, ``None`` where none follows."""
    if saying.verb not in TAKES_BARE_CLAUSE:
        return None
    hearer = saying.verb in TAKES_HEARER
    found = (_BARE_HEARER if hearer else _BARE).match(tail)
    if found is None:
        return None
    rest = tail[found.end() :]
    if not _CLAUSE_START.match(rest) or _NO_CLAUSE_START.match(rest):
        return None
    return found.end() if _FINITE.search(rest[:110]) else None


def _said(sentence: str, start: int, speaker: str, verb: str) -> Attribution:
    start, end, direct = bare(sentence, start, len(sentence))
    return Attribution(start, end, speaker, verb, direct=direct, cut=True)


def bare(sentence: str, start: int, end: int) -> tuple[int, int, bool]:
    """Take quotation marks and the closing stop off a stretch; say whether it is one quotation."""
    while start < end and sentence[start].isspace():
        start += 1
    while end > start and (sentence[end - 1].isspace() or sentence[end - 1] == ","):
        end -= 1
    words = sentence[start:end]
    if words[:1] and words[0] in OPENING and words[0] != "‘":
        inner = words[1:].rstrip(".,!?…")
        closing = inner[-1:] in CLOSING and inner[-1:] != "’" and bool(inner)
        body = inner[:-1] if closing else inner
        if not any(mark in body for mark in '“”"'):
            stop = start + 1 + len(words[1:])
            while stop > start + 1 and sentence[stop - 1] in CLOSING + ",":
                stop -= 1
            return start + 1, stop, True
    return start, end, False


def trailing(sentence: str, said: tuple[Saying, ...]) -> Attribution | None:
    """An attribution that stands after what is said: "…, Berg said", "…, said Berg"."""
    for saying in reversed(said):
        if saying.form != "finite" or saying.start < 12:
            continue
        found = _after_subject(sentence, saying) or _inverted(sentence, saying)
        if found is not None:
            return found
    return None


def _after_subject(sentence: str, saying: Saying) -> Attribution | None:
    head = sentence[max(0, saying.start - 180) : saying.start]
    match = _SUFFIX_HEAD.search(_AUXILIARY.sub("", head.rstrip()))
    if match is None:
        return None
    speaker, offset = match["speaker"], max(0, saying.start - 180)
    body_end = offset + match.start() + len(match["sep"].rstrip(","))
    last = speaker.rsplit(", ", 1)[-1].strip()
    first = _LEADERS.sub("", speaker.split(", ")[0]).strip()
    if speaker.rstrip().endswith(",") and is_speaker(first):
        chosen = first
    elif is_speaker(last):
        chosen = last
        if ", " in speaker:
            body_end = offset + match.start("speaker") + speaker.rindex(", ")
    else:
        return None
    tail = sentence[saying.end :]
    if not _closes(tail) or not _says_something(sentence[:body_end]):
        return None
    start, end, direct = bare(sentence, 0, body_end)
    return Attribution(start, end, chosen, saying.verb, direct=direct, cut=True)


def _says_something(words: str) -> bool:
    return words.count(" ") >= 2 and (
        words.rstrip()[-1:] in CLOSING or _FINITE.search(words) is not None
    )


def _closes(tail: str) -> bool:
    """Whether nothing but an adjunct or a participle follows the attribution."""
    rest = tail.strip(' .,!"”’)')
    if not rest:
        return True
    if tail.lstrip().startswith((",", ".")):
        return True
    if "“" in rest or '"' in rest or ": " in rest:
        return False
    return len(rest.split(",")[0].split()) <= 16 and _ADJUNCT_START.match(rest) is not None


def _inverted(sentence: str, saying: Saying) -> Attribution | None:
    head = _INVERTED_HEAD.search(sentence[: saying.start])
    if head is None:
        return None
    named = _INVERTED_SPEAKER.match(sentence[saying.end : saying.end + 140])
    if named is None or not is_speaker(named["speaker"].strip()):
        return None
    body_end = head.start() + len(head["sep"].rstrip(","))
    if not _says_something(sentence[:body_end]):
        return None
    start, end, direct = bare(sentence, 0, body_end)
    return Attribution(start, end, named["speaker"].strip(), saying.verb, direct=direct, cut=True)


def according(sentence: str) -> Attribution | None:
    """An attribution by "according to", before or after what is said."""
    if "ccording to" not in sentence and ", per " not in sentence:
        return None
    found = _ACCORDING.search(sentence)
    if found is None:
        return None
    speaker = found["speaker"].strip()
    rest = sentence[found.end() :]
    if found.start() == 0:
        comma = rest.find(", ") if rest.startswith(",") else -1
        if comma != 0:
            return Attribution(0, len(sentence), speaker, "say", direct=False, cut=False)
        return _said(sentence, found.end() + 2, speaker, "say")
    tail = rest.strip(' .,"”’)')
    closing = not tail or len(tail.split()) <= 12
    if not closing or (not found["comma"] and tail):
        return Attribution(0, len(sentence), speaker, "say", direct=False, cut=False)
    start, end, direct = bare(sentence, 0, found.start())
    return Attribution(start, end, speaker, "say", direct=direct, cut=True)
