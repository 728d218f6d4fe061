"""Whether a claim's event is done, under way, planned, possible, wanted or denied; negation.

Reads grammar, not the world: the first finite marker of the main clause decides, as the main verb
comes before those of the clauses that hang on it. English only: elsewhere everything is done.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from index.claims.forms import Modality
from index.claims.listing import word_set
from index.claims.words import letters

_NEGATION = re.compile(
    r"\b(?:not(?!\s+(?:only|just|least|until|\w+ly(?=,))\b)|never|cannot|nobody|nothing|none|nowhere|neither"
    r"|no\s+longer|no\s+one|(?:refus|fail|declin)(?:e[sd]?|ed|s|ing)\s+to|unable\s+to|without"
    r"|[a-z]+n['’]t(?!\s+until\b)|no(?!\s*\.|\s+(?:doubt|fewer|less|more|later|earlier|sooner|matter)\b|,"
    r"|\s*\d))\b"
)
_NEGATION_WORDS = word_set("""
    not never cannot nobody nothing none nowhere neither no unable without t
    refuse refuses refused refuss refusing faile failes failed fails failing
    decline declines declined declins declining
    """)
"""One of these stands in whatever ``_NEGATION`` finds; "t" is what is left of "don't"."""

_ADVERBS = r"(?:\s+(?:[a-z]+ly|also|now|still|already|even|just|never|not|soon|again|once|to)){0,3}"
_PAST = (
    "sent|held|met|shot|won|lost|made|took|gave|fell|rose|struck|fought|sought|bought|brought|sold"
    "|left|kept|built|found|began|broke|chose|drove|grew|knew|led|paid|ran|saw|shook|spoke|stood"
    "|stole|threw|withdrew|wrote|caught|fled|flew|hid|spent|swore|came|went|became|got|put|set|cut"
    "|hit|told|said|did|was|were|had|gone|seen|given|taken|shown|known"
)
_BE = r"(?:is|are|was|were|been|be|am)"
_SHAPES: Mapping[Modality, str] = MappingProxyType(
    {
        "denied": r"den(?:y|ied|ies|ying)(?!\s+(?:\w+\s+)?(?:entry|access|bail|visas?)\b)"
        r"|refut(?:e[sd]?|ing)"
        r"|(?:reject|dismiss)(?:ed|e?s|ing)?\s+(?:\w+\s+){0,2}(?:claims?|reports?|allegations?"
        r"|accusations?|suggestions?)",
        "wanted": r"hop(?:e|es|ed|ing)\s+(?:to|that|for|he|she|it|they|the|this|we|you|its|his|her"
        r"|[a-z]+)\b|(?:expressed|expressing|voiced)\s+(?:\w+\s+)?hopes?"
        r"|wish(?:es|ed)?\s+(?:to|that|for)|(?<!-)want(?:s|ed|ing)?|urg(?:e|es|ed|ing)"
        r"|call(?:s|ed|ing)?\s+(?:for|on|upon)|ask(?:s|ed|ing)?\s+(?:\S+\s+){1,4}to"
        r"|ask(?:s|ed|ing)?\s+for|demand(?:s|ed|ing)|should|ought|must|request(?:s|ed|ing)"
        r"|seek(?:s|ing)?|sought|need(?:s|ed)?\s+to|plead(?:s|ed|ing)?",
        "possible": r"may(?=\s+[a-z])|might|could|perhaps|possibly"
        r"|possible\s+(?:that|to)|potentially|allegedly|reportedly|likely|unlikely|suspected|suspects?\s+that|appear(?:s|ed)?\s+to|seem(?:s|ed)?\s+to"
        r"|consider(?:s|ed|ing)\s+\w+ing",
        "planned": r"will|shall|won['’]t|[a-z]+['’]ll|would|plan(?:s|ned|ning)?\s+(?:to|on|for)"
        r"|(?:"
        + _BE
        + _ADVERBS
        + r"\s+)?going\s+to\s+(?!the\b|a\b|an\b|war\b)[a-z]+|"
        + _BE
        + _ADVERBS
        + r"\s+(?:set|due"
        r"|expected|scheduled|slated|poised|about|prepared|ready|supposed)\s+to|intend(?:s|ed|ing)?\s+to"
        r"|(?:agreed|agrees?|decided|decides?|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)"
        r"|promis(?:e|es|ed|ing)|threaten(?:s|ed|ing)?|prepar(?:e|es|ed|ing)|commit(?:s|ted)?"
        r"|aim(?:s|ed|ing)?|offer(?:s|ed|ing)?)\s+to\s+(?!\w+ing\b)[a-z]+|expect(?:s|ed|ing)?\s+to"
        r"|(?:has|have|had)"
        + _ADVERBS
        + r"\s+(?:decided|agreed|vowed|pledged|promised|threatened|offered|committed)\s+to"
        r"\s+[a-z]+|scheduled\s+(?:for|to)|preparations\s+(?:to|for)|(?:is|are)\s+to\s+[a-z]+|upcoming",
        "ongoing": _BE
        + _ADVERBS
        + r"\s+(?!going\s+to\b|during\b|king\b|being\b|nothing\b|something\b|morning\b"
        r"|evening\b|missing\b|willing\b)[a-z]{2,}ing\b|continu(?:e|es|ed|ing)\s+to"
        r"|remain(?:s|ed)?|ongoing|under\s+way|underway",
        "done": r"(?:has|have|had)"
        + _ADVERBS
        + r"\s+(?:been\s+)?(?!to\b)(?:[a-z]+(?:ed|en|wn|ne)|"
        + _PAST
        + r")|(?:was|were)"
        + _ADVERBS
        + r"\s+(?:[a-z]+(?:ed|en|wn)|"
        + _PAST
        + r")"
        r"|(?:" + _PAST + r")",
    }
)
_MARKERS = re.compile(
    "(?:" + "|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES.items()) + r")(?![\w'’])"
)
_KINDS: tuple[Modality, ...] = tuple(_SHAPES)

_FIRST_WORDS = word_set("""
    deny denied denies denying refute refuted refutes refuting reject rejected rejects rejecting
    dismiss dismissed dismisses dismissing hope hopes hoped hoping expressed expressing voiced wish
    wishes wished want wants wanted wanting urge urges urged urging call calls called calling ask
    asks asked asking demands demanded demanding should ought must requests requested requesting
    seek seeks seeking sought need needs needed plead pleads pleaded pleading may might could
    perhaps possible possibly potentially allegedly reportedly likely unlikely suspected
    suspect suspects
    appear appears appeared seem seems seemed considers considered considering will shall won't
    would plan plans planned planning going is are was were been be am intend intends intended
    intending agreed agree agrees decided decide decides vow vows vowed vowing pledge pledges
    pledged pledging promise promises promised promising threaten threatens threatened threatening
    prepare prepares prepared preparing commit commits committed aim aims aimed aiming offer offers
    offered offering expect expects expected expecting scheduled preparations upcoming continue
    continues continued continuing remain remains remained ongoing under underway has have had
    """) | frozenset(_PAST.split("|"))
_BEFORE_MONTH = word_set("of in since by until till last next this early late mid during from to")
_NO_VERB_AFTER = word_set("""
    the a an of by to and or its his her their our my your as with for in on at from is are be been
    being was were has have had not no this that these those so very more most less least recently
    newly previously so-called highly
    """)
"""Words after which a form in -ed is an adjective, a passive or part of a perfect."""

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_ASIDE = re.compile(r",\s(?:which|who|whose|where|when)\b[^,;]*,")
_NOT_PAST = word_set("""
    need indeed speed seed feed breed exceed proceed succeed agreed armed united red bed led hundred
    wed aged unprecedented related based so-called alleged named supposed
    """)


def is_negated(text: str) -> bool:
    """Whether the claim says that something is not so, or was not done.

    Refusing, failing and declining to do a thing count; denying is a matter of ``modality``.
    """
    if _NEGATION_WORDS.isdisjoint(letters(text)):
        return False
    return _NEGATION.search(text.lower()) is not None


def modality(text: str) -> Modality:
    """How the claim's event stands to the world: the first finite marker decides.

    A relative clause between commas is passed over. A claim without any marker is taken as done:
    reports are of what happened.
    """
    lowered = text.lower()
    if ", wh" in lowered:
        lowered = _ASIDE.sub("", lowered)
    before = ""
    for word in _WORD.finditer(lowered):
        form = word.group()
        if form == "may" and before in _BEFORE_MONTH:
            before = form
            continue
        if form in _FIRST_WORDS or form.endswith(("'ll", "’ll")):
            kind = _kind(lowered, word.start())
            if kind is not None:
                return kind
        if form.endswith("ed") and form not in _NOT_PAST and before not in _NO_VERB_AFTER:
            return "done"
        before = form
    return "done"


def _kind(text: str, start: int) -> Modality | None:
    found = _MARKERS.match(text, start)
    if found is None:
        return None
    return next(kind for kind in _KINDS if found[kind] is not None)
