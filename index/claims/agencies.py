"""Which news agency a whole report comes from, by its own credit.

A dateline, a byline, a closing credit or an attribution in the lead covers the report; a photo
credit or one quoted mention further down does not.
"""

import re
from functools import cache

from index.model import Article

_NAMES = {
    "AP": r"(?:The )?Associated Press|AP",
    "Reuters": r"(?:Thomson )?Reuters",
    "AFP": r"Agence[ -]France[ -]Presse|AFP",
    "UPI": r"United Press International|UPI",
    "Yonhap": r"Yonhap(?: [Nn]ews(?: [Aa]gency)?)?|YONHAP|연합뉴스",
    "Newsis": r"Newsis|뉴시스",
    "Xinhua": r"Xinhua(?: [Nn]ews [Aa]gency)?|新华社",
    "Kyodo": r"Kyodo(?: [Nn]ews)?|共同通信",
    "Jiji": r"Jiji(?: Press)?",
    "TASS": r"(?:ITAR-|Itar-)?T(?:ASS|ass)",
    "Interfax": r"Interfax",
    "RIA": r"RIA(?: Novosti)?",
    "DPA": r"Deutsche Presse-Agentur|(?:DPA|dpa)",
    "EFE": r"(?:Agencia )?EFE",
    "ANSA": r"ANSA",
    "PTI": r"Press Trust of India|PTI",
    "ANI": r"Asian News International|ANI",
    "IANS": r"Indo-Asian News Service|IANS",
    "PA": r"Press Association|PA Media",
    "CP": r"(?:The )?Canadian Press",
    "AAP": r"Australian Associated Press|AAP",
    "KCNA": r"Korean Central News Agency|KCNA",
    "Anadolu": r"Anadolu(?: Agency)?",
    "Bernama": r"Bernama",
    "Antara": r"Antara",
}
_ANY = "|".join(f"(?P<{key}>{names})" for key, names in _NAMES.items())

_LEAD = 700
"""Code points from the start in which a credit can still be the report's own."""

_TAIL = 500
"""Code points before the end in which closing credits stand."""

_AUTHOR = rf"(?:^|[Bb]y |[,/;] ?|\band )(?:{_ANY})(?: [Ss]taff)?(?:$|[,/;]| and\b)"
_DATELINE = rf"[(\[]\s*(?:\w+=)?(?:{_ANY})\s*[)\]](?:\s*(?:--?|[–—―:])|(?=[^\n=]{{0,40}}=))"
_SLASHED = rf"/(?:{_ANY})/\.?\s"
_PLACE_FIRST = rf"(?:^|\n)\s*[A-Z][A-Z .,'’-]{{2,40}} \((?:{_ANY})\) "
_BYLINE = rf"(?:^|\n)\s*(?:By|BY|Source:|SOURCE:) (?:{_ANY})(?: [Ss]taff)?\s*(?:\n|$)"
_IN_LEAD = (
    r"(?:according to|reported by|citing|reports? from|quoted by)"
    rf"[^.\n]{{0,60}}?\b(?:{_ANY})\b(?! (?:photo|image|poll|survey))"
)
_REPORTED = rf"\b(?:{_ANY})(?:,[^,.\n]{{0,40}},)? (?:reported|reports)\b"
_CONTRIBUTED = rf"\b(?:{_ANY})\b(?! [Pp]hoto)[^.\n]{{0,80}}\bcontributed\b"
_WITH = rf"\b[Ww]ith (?:reporting|files|inputs?) (?:by|from) (?:{_ANY})\b"
_COPYRIGHT = rf"(?:©|\([Cc]\)|[Cc]opyright)[^.\n]{{0,20}}?(?:{_ANY})\b"
_SIGNED = rf"(?:[(\[]|[-–—/])\s?(?:{_ANY})\s?[)\]]?\s*\.?\s*$"


_IN_A_LEAD = (
    (("(", "["), _DATELINE),
    (("/",), _SLASHED),
    (("(",), _PLACE_FIRST),
    (("By ", "BY ", "Source: ", "SOURCE: "), _BYLINE),
    (("according to", "report", "citing", "quoted by"), _IN_LEAD),
    ((" report",), _REPORTED),
)
_IN_A_TAIL = (
    (("contributed",), _CONTRIBUTED),
    (("ith reporting", "ith files", "ith input"), _WITH),
    (("©", "(C)", "(c)", "opyright"), _COPYRIGHT),
    (("",), _SIGNED),
)
"""The credits in the order they are asked for, each with what it cannot do without: most texts
lack that, and looking for every agency at every place of a text takes long."""


def credited_agency(article: Article) -> str | None:
    """The agency that an article as a whole is credited to, by its short name."""
    for value in (article.author, article.source):
        if value and (found := _compiled(_AUTHOR).search(value)):
            return found.lastgroup
    lead, tail = article.text[:_LEAD], article.text[-_TAIL:]
    for part, credits_there in ((lead, _IN_A_LEAD), (tail, _IN_A_TAIL)):
        for needed, credit in credits_there:
            if any(words in part for words in needed) and (found := _compiled(credit).search(part)):
                return found.lastgroup
    return None


@cache
def _compiled(credit: str) -> re.Pattern[str]:
    """A credit ready to be looked for: each names all agencies, and few texts ask for many."""
    return re.compile(credit)
