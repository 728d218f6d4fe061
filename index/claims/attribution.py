"""Who says what in one sentence: speaker, verb of saying, and the words that are said.

Works on one sentence alone and on its grammar alone; who "she" is, and which sentence of a long
quotation is whose, is decided where the sentences are put in order (``speakers``, ``extract``).
"""

import re
from dataclasses import dataclass

from index.claims.phrases import (
    FINITE,
    begins_adjunct,
    ends_open,
    is_plain_subject,
    is_speaker,
    lone_subject,
    quote_is_open,
    unquoted,
    without_leader,
)
from index.claims.sayings import (
    ANSWERS,
    QUOTES_ONLY,
    SILENT,
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


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = (
    rf"(?:\s+(?:(?:late|early|earlier|later)\s+)?(?:on\s+)?{_WEEKDAY}"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
    r"|\s+(?:today|yesterday|again|earlier|later|recently|previously)"
    r"|\s+(?:last|this|earlier\s+this|later\s+that|that)\s+(?:week|month|year|day|morning|evening))"
)
_WHEN_OR_WHERE = re.compile(
    r"(?:in|at|on|during|via|through|to|from|after|before|with|by|as|upon|late|early|earlier|later"
    r"|last|this|today|yesterday|again|recently|outside|publicly|privately"
    rf"|{_WEEKDAY}|[a-z]+ly)\b"
)
_TAIL_LIMIT = 170
_THAT = re.compile(r"(?P<between>[^;:\"“”]{0,120}?)(?:,\s*)?\bthat\b,?\s+(?!['’])")
_QUOTE = re.compile(r"(?P<between>[^\"“”;:]{0,90}?)(?P<sign>,|:|\bthat)?\s*(?=[\"“])")
_COLON = re.compile(r"[^\"“”;:.]{0,60}:\s+(?=\w)")
_HEARER = (
    r"(?>\s+(?:him|her|them|me|us|you|reporters|lawmakers|journalists|police|investigators"
    r"|the\s+[a-z]+|the\s+[A-Z]\w*(?:\s+[A-Z]\w*){0,3}|[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,3}"
    r"|[a-z]+s|an?\s+[a-z]+(?:\s+[a-z]+)?))"
)
_BARE = re.compile(rf"(?P<when>{WHEN})?\s+(?=\S)")
_BARE_HEARER = re.compile(rf"{_HEARER}(?P<when>{WHEN})?\s+(?=\S)")
_CLAUSE_START = re.compile(
    r"(?:he|she|it|they|we|I|you|there|this|these|those|the|a|an|his|her|its|their|our|my|some|many"
    r"|most|more|all|both|no|one|two|three|several|another|each|every|about|around|nearly|at\s+least"
    r"|[a-z]+s|people|police|men|women|what|if|when|while|because|although|as|such)\b|[A-Z\d“\"$€£]"
)
_NO_CLAUSE_START = re.compile(
    r"(?:as|this|the)\s+(?:much|week|month|year|day|same|following)\b|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday"
)
_ADJUNCT_START = re.compile(
    r"(?:in|at|on|during|via|through|to|from|after|before|with|by|as|of|when|while|about|upon|late"
    r"|early|earlier|later|last|this|today|yesterday|again|recently|afterward|afterwards|outside"
    r"|reporters|lawmakers|journalists|him|her|them|me|us|[A-Z][\w.&’'-]*|the|a|an|his|their|its"
    r"|that|adding|noting|[a-z]+ly|[a-z]+ing)\b"
)
_SHORT_QUOTE = re.compile(r"[“\"][^“”\"]{1,40}[”\"]|[“\"][^“”\"]{1,40}$")
_SEPARATOR = r"(?P<sep>,[\"”’]{0,2}|[.!?…][\"”’]{1,2}|[\"”]\s?,)"
SUFFIX_HEAD = re.compile(_SEPARATOR + r"\s*(?P<speaker>[^\"“”;:]{1,140})$")
_INVERTED_HEAD = re.compile(_SEPARATOR + r"\s*$")
_INVERTED_SPEAKER = re.compile(
    r"\s+(?P<speaker>(?!that\b)(?:[\w.&’'()/-]+(?:\s+|(?=[,.]|$))){1,12}?)(?=,|\.[\"”’)]?\s*$|$"
    r"|(?:on|in|at|during|who|as|after|when|while|via|last|this|late|early)\b|[A-Z][a-z]+day\b)"
)
_AFTER_COMMA = re.compile(
    r"^,\s(?:an?|the|who|whose|which|[a-z]+ing)\s[^,]*|\b(?:who|which|as|when|after)\b.*"
)
_SHORT_TITLE = re.compile(r"(\w\s[“\"][^“”\"]{1,120}),([”\"])")
_VERB_NEXT = re.compile(r"\s+(?:is|are|was|were|has|have|had|will|would|could|may|might|from|of)\b")

_LINKED = re.compile(
    r"(?:,?\s+(?:after|as|when|while|because|since)|,\s+(?:but|and|although|though|which|with))"
    r"\s+(?P<speaker>[^,;:\"“”]{2,110}?)$"
)
_DEPENDENT = re.compile(
    r"(?:This|That|It|The\s+\w+)\s+(?:comes?|came|follows?|followed)\b", re.IGNORECASE
)


def leading(sentence: str, said: tuple[Saying, ...]) -> Attribution | None:
    """An attribution that stands before what is said: "Berg said that …", "Berg: …"."""
    for saying in said[:4]:
        if saying.start > 260:
            break
        if saying.form != "finite":
            continue
        speaker = _subject(sentence, saying)
        if speaker is not None:
            return _complement(sentence, saying, speaker)
    return _subordinate(sentence, said)


_FROM = re.compile(r"\s(?:of|from)\s")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our"})


def _subject(sentence: str, saying: Saying) -> str | None:
    """The speaker that ends right before a verb, ``None`` where there is none."""
    head = lone_subject(sentence[: saying.start])
    if "”" in head or '"' in head:
        head = _SHORT_TITLE.sub(r"\1\2,", head)
    if not head or head[-1] in '"“”;:([':
        return None
    ended = head.endswith(",")
    parts = head.rstrip(",").split(", ")
    if ended:
        named = [part for part in map(without_leader, parts) if not begins_adjunct(part)]
        speaker = _named_first(named) if 2 <= len(parts) <= 5 else ""
    else:
        speaker = parts[-1] if len(parts) <= 3 else ""
    speaker = without_leader(speaker)
    if not is_speaker(speaker) or (not ended and _is_noun(sentence, saying, speaker)):
        return None
    return speaker


def _named_first(parts: list[str]) -> str:
    """The speaker among a description and its apposition: the name where only one is a name."""
    first = parts[0] if parts else ""
    words = first.split()
    if words and not (words[-1][0].isupper() and words[0].lower() not in _DETERMINERS):
        for part in parts[1:]:
            named = _FROM.split(part, maxsplit=1)[0]
            if 2 <= len(named.split()) <= 4 and all(word[0].isupper() for word in named.split()):
                return named
    return first


def _is_noun(sentence: str, saying: Saying, speaker: str) -> bool:
    """Whether a form that may be a noun is one here, after this possible speaker."""
    if not noun_like(sentence[saying.start : saying.end]):
        return False
    if not is_plain_subject(speaker) or (saying.bare and speaker[:2].lower() in {"a ", "an"}):
        return True
    if saying.clausal:
        return not saying.bare and clause_start(sentence, saying) is None
    return _VERB_NEXT.match(sentence, saying.end) is not None


def _subordinate(sentence: str, said: tuple[Saying, ...]) -> Attribution | None:
    """An attribution in a clause of its own: "This comes after Berg said that …"."""
    for saying in said[:4]:
        if saying.form != "finite" or not saying.clausal:
            continue
        found = _LINKED.search(lone_subject(sentence[: saying.start]))
        if found is None or not is_speaker(found["speaker"]):
            continue
        if quote_is_open(sentence[: saying.start]):
            continue
        if _is_noun(sentence, saying, found["speaker"]):
            continue
        attribution = _complement(sentence, saying, found["speaker"])
        if attribution is not None and attribution.cut:
            return attribution
    return None


def embedded(sentence: str, found: Attribution) -> tuple[int, int] | None:
    """What the sentence itself asserts before a subordinate attribution, if anything."""
    if not found.cut or not found.start:
        return None
    at = sentence.rfind(found.speaker, 0, found.start)
    link = _LINKED.search(sentence[: max(at, 0)] + found.speaker)
    if link is None or not link.start() or not FINITE.search(sentence[: link.start()]):
        return None
    if _DEPENDENT.match(sentence) or '"' in sentence[: link.start()]:
        return None
    return 0, link.start()


def _complement(sentence: str, saying: Saying, speaker: str) -> Attribution | None:
    """What a leading attribution says: its clause or quotation, or the whole sentence."""
    start = clause_start(sentence, saying)
    if start is None and saying.verb in SILENT:
        return None
    if start is None:
        return Attribution(0, len(sentence), speaker, saying.verb, direct=False, cut=False)
    return said_from(sentence, start, speaker, saying.verb)


def clause_start(sentence: str, saying: Saying) -> int | None:
    """Where the clause or quotation that a verb of saying introduces begins.

    ``None`` where what follows is no clause: "reported a loss", "told reporters on Monday".
    """
    if not saying.clausal:
        return None
    tail = sentence[saying.end : saying.end + _TAIL_LIMIT]
    quote = _QUOTE.match(tail)
    if quote and _leads_to_quote(quote, saying):
        return saying.end + quote.end()
    if saying.verb in QUOTES_ONLY or tail.lstrip(" ").startswith((",", ".")):
        return None
    that = _THAT.match(tail)
    if that and _leads_to_that(that["between"], saying):
        return saying.end + that.end()
    colon = _COLON.match(tail)
    if colon:
        return saying.end + colon.end()
    bare = _bare_clause(tail, saying)
    return None if bare is None else saying.end + bare


def _leads_to_that(between: str, saying: Saying) -> bool:
    words = between.replace(",", " ").split()
    if not words:
        return True
    if ends_open(words[-1]) or len(words) > 16 or FINITE.search(between):
        return False
    return saying.verb in TAKES_HEARER or _WHEN_OR_WHERE.match(between.strip()) is not None


def _leads_to_quote(found: re.Match[str], saying: Saying) -> bool:
    words = found["between"].split()
    if ends_open(found["between"]):
        return False
    if found["sign"]:
        return len(words) <= 14 and not FINITE.search(found["between"])
    return not words or (saying.verb in TAKES_HEARER and len(words) <= 4)


def _bare_clause(tail: str, saying: Saying) -> int | None:
    """Where a clause without "that" begins, ``None`` where none follows."""
    if saying.verb not in TAKES_BARE_CLAUSE:
        return None
    found = (_BARE_HEARER if saying.verb in TAKES_HEARER else _BARE).match(tail)
    if found is None:
        return None
    rest = tail[found.end() :].partition("”")[0]
    if not _CLAUSE_START.match(rest) or _NO_CLAUSE_START.match(rest):
        return None
    clear = saying.verb == "say" and not saying.bare
    return found.end() if clear or FINITE.search(rest[:110]) else None


def said_from(sentence: str, start: int, speaker: str, verb: str) -> Attribution:
    """Everything from ``start`` on as said by ``speaker``."""
    start, end, direct = unquoted(sentence, start, len(sentence))
    return Attribution(start, end, speaker, verb, direct=direct, cut=True)


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
    offset = max(0, saying.start - 180)
    match = SUFFIX_HEAD.search(lone_subject(sentence[offset : saying.start]))
    if match is None:
        return None
    written = match["speaker"]
    body_end = offset + match.start() + len(match["sep"].rstrip(","))
    speaker = without_leader(written.split(", ")[0])
    after_quote = match["sep"][-1] in '"”’'
    if not ((written.rstrip().endswith(",") or after_quote) and is_speaker(speaker)):
        speaker = written.rsplit(", ", 1)[-1].strip()
        if ", " in written:
            body_end = offset + match.start("speaker") + written.rindex(", ")
    last = written.rsplit(", ", 1)[-1]
    if last.strip() and not is_speaker(last.strip()):
        return None
    if not is_speaker(speaker) or not _may_follow(sentence, saying, speaker, body_end):
        return None
    return _before(sentence, body_end, speaker, saying)


def _may_follow(sentence: str, saying: Saying, speaker: str, body_end: int) -> bool:
    """Whether a verb after its words is one of saying them."""
    body = sentence[:body_end].rstrip()
    quoted = body[-1:] in '"”’'
    if not saying.clausal and not (quoted and saying.verb in ANSWERS):
        return False
    noun = noun_like(sentence[saying.start : saying.end])
    if noun and (not is_plain_subject(speaker) or not quoted):
        return False
    if saying.verb in QUOTES_ONLY and not quoted:
        return False
    return _closes(sentence[saying.end :], quoted=quoted) and _says_something(body)


def _before(sentence: str, body_end: int, speaker: str, saying: Saying) -> Attribution:
    start, end, direct = unquoted(sentence, 0, body_end)
    return Attribution(start, end, speaker, saying.verb, direct=direct, cut=True)


def _says_something(words: str) -> bool:
    _start, _end, quotation = unquoted(words, 0, len(words))
    ends = words.rstrip()[-1:] in '"”' and "“" not in words and words.count('"') < 2
    return quotation or ends or (words.count(" ") >= 2 and FINITE.search(words) is not None)


def _closes(tail: str, *, quoted: bool) -> bool:
    """Whether nothing but an adjunct or a participle follows the attribution."""
    rest = _SHORT_QUOTE.sub("", tail).strip(' .,!"”’)')
    if not rest or tail.lstrip().startswith((",", ".")):
        return "“" not in rest and '"' not in rest.partition("ing ")[0]
    if "“" in rest or '"' in rest or ": " in rest:
        return False
    limit = 30 if quoted else 16
    return len(rest.split(",")[0].split()) <= limit and _ADJUNCT_START.match(rest) is not None


def _inverted(sentence: str, saying: Saying) -> Attribution | None:
    head = _INVERTED_HEAD.search(sentence[: saying.start])
    if head is None:
        return None
    named = _INVERTED_SPEAKER.match(sentence[saying.end : saying.end + 140])
    if named is None or not is_speaker(named["speaker"].strip()):
        return None
    body_end = head.start() + len(head["sep"].rstrip(","))
    if not saying.clausal or not _says_something(sentence[:body_end]):
        return None
    speaker = named["speaker"].strip()
    if FINITE.search(_AFTER_COMMA.sub("", sentence[saying.end + named.end() :])):
        return Attribution(0, len(sentence), speaker, saying.verb, direct=False, cut=False)
    return _before(sentence, body_end, speaker, saying)
