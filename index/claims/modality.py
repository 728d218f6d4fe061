"""Whether a claim's event is denied, done, under way, planned, possible or wanted.

Reads grammar, not the world: the first finite marker of the clause decides, as the main verb
comes before those of the clauses that hang on it.
"""

import re

from index.claims.forms import Modality

_NEGATION = re.compile(
    r"\b(?:not(?!\s+only\b|\s+just\b|\s+least\b)|never|cannot|nobody|nothing|none|nowhere|neither"
    r"|no\s+longer|no\s+one|(?:refus|fail|declin)(?:e[sd]?|ed|s|ing)\s+to|unable\s+to|without"
    r"|\w+n['’]t|no(?!\s*\.|\s+(?:doubt|fewer|less|more|later|earlier|sooner|matter)\b|,))\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bNo\.?\s*\d")

_ADVERBS = r"(?:\s+(?:\w+ly|also|now|still|already|even|just|never|not|soon|again|once|to)){0,3}"
_PAST_FORMS = (
    "sent|held|met|shot|won|lost|made|took|gave|fell|rose|struck|fought|sought|bought|brought|sold"
    "|left|kept|built|found|began|broke|chose|drove|grew|knew|led|paid|ran|saw|shook|spoke|stood"
    "|stole|threw|withdrew|wrote|caught|fled|flew|hid|spent|swore|came|went|became|got|put|set|cut"
    "|hit|told|said|did|was|were|had"
)
_MARKERS = re.compile(
    r"\b(?:"
    r"(?P<denied>den(?:y|ied|ies|ying)\b(?!\s+(?:\w+\s+)?(?:entry|access|bail|visas?))"
    r"|refut(?:e[sd]?|ing)|reject(?:ed|s|ing)?\s+(?:\w+\s+)?(?:claims?|reports?|allegations?"
    r"|accusations?)|dismiss(?:ed|es|ing)?\s+(?:\w+\s+)?(?:claims?|reports?|allegations?))"
    r"|(?P<wanted>hop(?:e|es|ed|ing)\s+(?:to|that|for|he|she|it|they|the|this|we|you|its|his|her)"
    r"|(?<!the )hopes\b|expressed\s+hopes?|expressing\s+hopes?"
    r"|wish(?:es|ed)?\s+(?:to|that|for)|want(?:s|ed|ing)?|urg(?:e|es|ed|ing)"
    r"|call(?:s|ed|ing)?\s+(?:for|on|upon)|ask(?:s|ed|ing)?\s+(?:\w+\s+){1,4}to"
    r"|ask(?:s|ed|ing)?\s+for|demand(?:s|ed|ing)|should|ought|must"
    r"|request(?:s|ed|ing)|seek(?:s|ing)?|sought|need(?:s|ed)?\s+to|pleaded)"
    r"|(?P<possible>may(?!\s+\d)|might|could|perhaps|possibl[ey]|potentially|allegedly|reportedly"
    r"|(?:un)?likely|suspected|appear(?:s|ed)?\s+to|seem(?:s|ed)?\s+to|consider(?:s|ed|ing)\s+\w+ing"
    r"|if\s+\w+)"
    r"|(?P<planned>will|shall|won['’]t|\w+['’]ll|would|plan(?:s|ned|ning)?\s+(?:to|on|for)"
    r"|going\s+to\s+(?!the\b|a\b|an\b|war\b)[a-z]+|(?:is|are|was|were)" + _ADVERBS + r"\s+"
    r"(?:set|due|expected|scheduled|slated|poised|about|prepared|ready|supposed)\s+to"
    r"|intend(?:s|ed|ing)?\s+to|(?:agreed|decided|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)"
    r"|promis(?:e|es|ed|ing)|threaten(?:s|ed|ing)?|prepar(?:e|es|ed|ing)|commit(?:s|ted)?"
    r"|aim(?:s|ed|ing)?|offer(?:s|ed|ing)?)\s+to(?!\s+\w+ing\b)"
    r"|expect(?:s|ed|ing)?\s+to|scheduled\s+(?:for|to)|preparations\s+(?:to|for)"
    r"|(?:is|are)\s+to\s+[a-z]+|upcoming)"
    r"|(?P<ongoing>(?:is|are|was|were|been|['’]s|['’]re)" + _ADVERBS + r"\s+(?!during|king|being"
    r"|nothing|something|morning|evening|missing)[a-z]{2,}ing(?:\s|$|[.,;])|continu(?:e|es|ed|ing)"
    r"\s+to|remain(?:s|ed)?\b|ongoing|under\s+way|underway)"
    r"|(?P<done>(?:has|have|had|['’]ve)" + _ADVERBS + r"\s+(?:been\s+)?(?!to\b)"
    r"(?:[a-z]+(?:ed|en|wn|ne)|" + _PAST_FORMS + r")|(?:was|were)" + _ADVERBS + r"\s+"
    r"(?:[a-z]+(?:ed|en|wn)|" + _PAST_FORMS + r")|(?:" + _PAST_FORMS + r"))"
    r")\b",
    re.IGNORECASE,
)


def is_negated(text: str) -> bool:
    """Whether the claim says that something is not so, or was not done.

    Refusing, failing and declining to do a thing count; denying is a matter of ``modality``.
    """
    found = _NEGATION.search(text)
    return found is not None and not _NUMBERED.match(text, found.start())


def modality(text: str) -> Modality:
    """How the claim's event stands to the world: the first finite marker decides.

    A claim without any marker is taken as done: reports are of what happened.
    """
    for found in _MARKERS.finditer(text):
        kind = found.lastgroup
        if kind == "denied":
            return "denied"
        if kind == "wanted":
            return "wanted"
        if kind == "possible":
            return "possible"
        if kind == "planned":
            return "planned"
        if kind == "ongoing":
            return "ongoing"
        return "done"
    return "done"
