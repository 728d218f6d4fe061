"""Attributions beside the plain ones: "according to", nouns of saying, words inside a quotation.

As ``attribution``, works on one sentence and its grammar alone.
"""

import re

from index.claims.attribution import SUFFIX_HEAD, WHEN, Attribution, said_from
from index.claims.phrases import is_speaker, lone_subject, unquoted, without_leader
from index.claims.sayings import Saying

_NOUN_VERBS = {
    "announcement": "announce",
    "statement": "state",
    "claim": "claim",
    "warning": "warn",
    "report": "report",
    "assertion": "assert",
    "allegation": "allege",
    "admission": "admit",
    "complaint": "complain",
    "confirmation": "confirm",
}
_NOUN_LEAD = 48
"""Code points before a noun of saying that leave no room for another assertion."""
_NOUN_THAT = re.compile(
    rf"\b(?P<noun>{'|'.join(_NOUN_VERBS)})\s+(?:by|from)\s+(?P<speaker>[^,;:\"“”]{{2,90}}?)"
    rf"(?:{WHEN})?\s+that\s+"
)
_ACCORDING = re.compile(
    r"(?P<comma>,?)\s*\b(?:[Aa]ccording\s+to|(?<=,\s)per)\s+(?P<speaker>[^,;\"“”]{2,120}?)"
    r"(?=\s*(?:,|;|\.?[\"”’)]*$|\.\s))"
)


def according(sentence: str) -> Attribution | None:
    """An attribution by "according to", before or after what is said."""
    if "ccording to" not in sentence and ", per " not in sentence:
        return None
    found = _ACCORDING.search(sentence)
    if found is None:
        return None
    speaker = found["speaker"].strip()
    rest = sentence[found.end() :]
    whole = Attribution(0, len(sentence), speaker, "say", direct=False, cut=False)
    if found.start() == 0:
        return said_from(sentence, found.end() + 2, speaker, "say") if rest[:2] == ", " else whole
    tail = rest.strip(' .,"”’)')
    if len(tail.split()) > 14 or (not found["comma"] and tail):
        return whole
    start, end, direct = unquoted(sentence, 0, found.start())
    return Attribution(start, end, speaker, "say", direct=direct, cut=True)


def announced(sentence: str) -> Attribution | None:
    """What a noun of saying introduces: "This follows a warning by Berg that …".

    Only where the words before the noun assert next to nothing of their own.
    """
    found = _NOUN_THAT.search(sentence) if "that" in sentence else None
    if found is None or found.start() > _NOUN_LEAD or not is_speaker(found["speaker"]):
        return None
    return said_from(sentence, found.end(), found["speaker"], _NOUN_VERBS[found["noun"]])


def interrupted(sentence: str, said: tuple[Saying, ...]) -> Attribution | None:
    """An attribution inside a quotation: "“…,” Berg said, “…”"; the sentence stays whole."""
    for saying in said:
        if saying.form != "finite" or sentence[0] not in '“"':
            continue
        found = SUFFIX_HEAD.search(
            lone_subject(sentence[max(0, saying.start - 180) : saying.start])
        )
        if (
            found is None
            or found["sep"][-1] not in '"”'
            or '"' not in sentence[saying.end :].replace("“", '"')
        ):
            continue
        speaker = without_leader(found["speaker"].split(", ")[0])
        if is_speaker(speaker):
            return Attribution(0, len(sentence), speaker, saying.verb, direct=True, cut=False)
    return None
