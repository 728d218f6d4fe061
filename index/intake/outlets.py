"""Lines and phrases that name the outlet: copyright, sign-offs, datelines with an agency."""

import re
from dataclasses import dataclass

_LONGEST = 400
_SHORT = 80

_COPYRIGHT = re.compile(
    r"""(?:[<(\[*\s]|by\s)*
        (?: (?:©|ⓒ|&copy;|\(c\)(?=\s*(?:\d{4}|copyright\b|by\b)))\s*(?:copyright\b)?
        | copyrights?\b\s*(?:©|ⓒ|\(c\)|:)?
        | 저작권자\s*[:(]?(?:c\))?\s*(?:©|ⓒ)? | 版权所有 )
        [\s:,]* (?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COPYRIGHT_WORDS = re.compile(
    r"copyright\W|\b(?:19|20)\d\d\b|\brights\b|저작권|版权", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"""[^.\n]{0,120}? (?: \ball\srights\sreserved\b | 무단\s?전재 | 재배포\s?금지
        | 無断(?:転載|複製) | 版权所有 | 未经授权
        | \bmay\snot\sbe\s(?:published|reproduced|copied|reprinted) )""",
    re.VERBOSE | re.IGNORECASE,
)
_RIGHTS_AFTER = re.compile(
    r"(?<=[.!?\"”)]\s)(?:(?:©|ⓒ|\(c\))\s?\S|copyrights?\s(?:©|ⓒ|\(c\)|(?:by|19|20)))", re.IGNORECASE
)
_OWNER = re.compile(
    r"""[\s,]* (?:(?:19|20)\d\d(?:\s?[-–,]\s?(?:19|20)?\d\d)?[\s,]*)? (?:by\s+)?
        (?P<owner>[^\s\d].{1,80}?)
        \s*(?:,?\s(?:LLC|L\.L\.C\.|Inc|Ltd|PLC|LP|Corp|GmbH|Co)\b\.?|\.(?=\s|$)|[,;|(]|(?:19|20)\d\d|$
        |\sall\srights|\s무단|\s版权)""",
    re.VERBOSE | re.IGNORECASE,
)

_LABELLED = re.compile(
    r"(?:source|outlet|publisher|publication|url|link|출처|来源)\s*[:：=]\s*(?P<value>\S.{0,300})",
    re.IGNORECASE,
)

_NAME = r"[A-Z][\w.'’-]*(?:[ ]+(?:(?:de|van|von|der|al|bin|da|la)[ ]+)?[A-Z][\w.'’-]*){1,3}"
_OUTLET = r"(?P<outlet>(?:the\s)?[A-Z0-9][\w.&'’-]*(?:[ ](?:of[ ]|the[ ])?[A-Z0-9][\w.&'’-]*){0,4})"
_PLACE_AFTER = r"(?:,?\s(?:in|from|reporting)\s.{1,60})?"
_SIGN_OFFS = (
    re.compile(
        rf"(?i:(?:and\s)?(?P<sure>this\sis|you(?:'|’)re\swatching)\s){_OUTLET},\s"
        rf"(?i:(?:this\sis|I(?:'|’)m)\s)?(?P<name>{_NAME}){_PLACE_AFTER}\.?"
    ),
    re.compile(
        rf"(?i:for|from)\s{_OUTLET},\s(?i:(?:this\sis|I(?:'|’)m)\s)?(?P<name>{_NAME}){_PLACE_AFTER}\.?"
    ),
    re.compile(
        rf"(?i:this\sis|I(?:'|’)m)\s(?P<name>{_NAME})(?:,?\s(?:for|with|of|from)\s|,\s){_OUTLET}\.?"
    ),
    re.compile(rf"(?P<name>{_NAME}),\s{_OUTLET},\s[A-Z][\w .'’-]{{1,30}}\.?"),
)
_NEWSY = re.compile(
    r"\b(?:[A-Z]{2,}|(?i:\w*(?:news|press|radio|television|times|post|media|network|daily)))\.?$"
)
_HAND_OVER = re.compile(
    rf"""(?:[A-Za-z'’-]+,?\s){{0,4}}? (?P<name>{_NAME})
        (?: \s(?:now\s)?reports?(?:\s(?:from|in)\s[A-Z].{{1,40}})?
          | \s(?:now\s)?(?:has|brings\sus|with)\s(?:(?:the|this|that|more|our)\s)?
            (?:full\s)?(?:report|story|details|latest|more)\b.{{0,40}} ) \.?""",
    re.VERBOSE,
)
_ENDS = re.compile(
    r"[\s(\[*#-]*(?:ends?|end of (?:text|story)|30|끝)[\s)\]*#-]*|#{2,}", re.IGNORECASE
)

_PLACE = r"[A-Z][\w.'’/-]*(?:,?\s(?:of\s|de\s|al-)?[A-Z][\w.'’/-]*){0,4}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""(?!FILE|PHOTO|NOTE)(?P<place>{_PLACE})
        (?P<date>,\s(?:{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\.?\s[^\W\d_]{{3,10}}\b\.?))?
        (?:\s*[(/](?P<agency>[A-Za-z][\w.&'’ -]{{1,40}}?)[)/])?
        \s*(?:--+|[–—-](?=\s)|(?<=\s)[–—-]|[–—]|\.-)\s*(?=[^a-z\s])""",
    re.VERBOSE,
)
_EAST_ASIAN = re.compile(
    r"""[(\[]\s?[가-힣]{2,8}\s?=\s?(?P<ko>[^)\]=]{2,20})[)\]]\s*
          (?:(?P<author>[가-힣]{2,4})(?:[·,\s]+[가-힣]{2,4}){0,3}?\s*(?:기자|특파원)\s*)?=?\s*
        | [【\[]\s?[\u3040-\u30ff\u4e00-\u9fff]{1,8}(?:\s?\d{1,2}日)?
          \s?(?:=|＝|\s)?(?P<ja>共同|時事|ロイター|AFP)[】\]]
          \s*(?:[-–—=＝]\s*)?
        | (?P<zh>新华社|中新社|中央社)[^。，、]{1,30}?[电電](?:\s?[（(][^）)]{2,30}[）)])?\s*""",
    re.VERBOSE,
)
_AGENCY = r"AP|AFP|Reuters|REUTERS|UPI|CNN|Yonhap|Bloomberg|Xinhua|dpa|EFE|IANS|TASS|Kyodo"
_AGENCY_ALONE = re.compile(
    rf"(?:{_PLACE}\s?)?[(\[](?P<agency>{_AGENCY})[)\]]\s*(?:[-–—:]+\s*)?(?=[^\Wa-z]|[\"“‘'])"
)
_AGENCY_NAME = re.compile(rf"^(?:{_AGENCY})$|{_NEWSY.pattern}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place a report opens with: how far it reaches, the agency and the author it names."""

    length: int
    agency: str | None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """A closing or passing-on line of a broadcast, with the names in it."""

    outlet: str | None
    name: str | None


def is_copyright(line: str) -> bool:
    """Whether a line only claims rights."""
    if len(line) > _LONGEST:
        return False
    if _RIGHTS.match(line):
        return True
    if _COPYRIGHT.match(line) is None or _is_sentence_on_rights(line):
        return False
    return len(line) <= _SHORT or _COPYRIGHT_WORDS.search(line) is not None


def copyright_after(line: str) -> int | None:
    """Where, after the last sentence of a line, a claim of rights begins."""
    begin = max(0, len(line) - _LONGEST)
    found = _RIGHTS_AFTER.search(line, begin)
    return found.start() if found else None


def owner(line: str) -> str | None:
    """Who a copyright line says holds the rights, without year and legal form."""
    found = _COPYRIGHT.match(line) if is_copyright(line) else None
    named = _OWNER.match(found["rest"]) if found else None
    name = named["owner"].strip(" .,;:") if named else ""
    return name if len(name) > 1 and not _RIGHTS.match(name) else None


def labelled(line: str) -> str | None:
    """What a line names as outlet or address of the article, after a label such as "Source:"."""
    found = _LABELLED.fullmatch(line)
    return found["value"].strip() if found else None


def sign_off(line: str) -> SignOff | None:
    """A closing line ("This is Harbour News, Ann Lee.") or a hand-over ("Ann Lee reports.")."""
    if len(line) > 120:
        return None
    if _ENDS.fullmatch(line):
        return SignOff(None, None)
    for shape in _SIGN_OFFS:
        found = shape.fullmatch(line)
        if found and ("sure" in found.groupdict() or _NEWSY.search(found["outlet"])):
            return SignOff(found["outlet"].rstrip("."), found["name"].rstrip("."))
    if found := _HAND_OVER.fullmatch(line):
        return SignOff(None, found["name"].rstrip("."))
    return None


def dateline(line: str) -> Dateline | None:
    """The place, date and agency before a report's first words ("OSLO, May 2 (AFP) --").

    The place is in capitals, or a date or an agency in brackets stands with it, and a sentence
    begins after it: "Ann Lee - a teacher" is none.
    """
    found = _DATELINE.match(line, 0, 120)
    if found and _is_dateline(found):
        return Dateline(found.end(), found["agency"])
    if found := _AGENCY_ALONE.match(line, 0, 120):
        return Dateline(found.end(), found["agency"])
    if found := _EAST_ASIAN.match(line, 0, 120):
        return Dateline(found.end(), found["ko"] or found["ja"] or found["zh"], found["author"])
    return None


def _is_dateline(found: re.Match[str]) -> bool:
    """Whether what stands before a dash is a place: "Rep. Ann Lee (R-Ark.) —" is a person."""
    city = found["place"].split(",", maxsplit=1)[0]
    if found["date"] or (city.isupper() and len(city) > 2):
        return True
    agency = found["agency"] or "-"
    return "-" not in agency and _AGENCY_NAME.search(agency) is not None


def _is_sentence_on_rights(line: str) -> bool:
    """Whether "Copyright" opens a sentence of reporting ("Copyright law was changed …")."""
    return re.match(r"(?i:copyrights?)\s+(?!by\b)[a-z]", line) is not None
