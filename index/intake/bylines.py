"""Lines that name who wrote a report, and the names in them."""

import re
from dataclasses import dataclass

from index.intake import dates

_LONGEST = 250

_LEAD_IN = re.compile(
    r"(?:(?:(?:medically |fact-)?(?:reviewed|checked)|written|reported|story|words|analysis|opinion"
    r"|commentary|text|compiled)\s+)?by:?\s+(?=\S)"
    r"|(?:authors?|byline|reporters?|writers?)\s*:\s*",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    r"""\s*(?: [\[(|•·;/] | \s[-–—]+\s | ,\s*(?!(?:and\s)?[A-Z][\w.'’-]+\s+[A-Z]) | \s@
        | \bfor\s(?=[A-Z]) | \b(?:updated|published|posted|special\sto)\b )""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*", re.IGNORECASE)
_PARTICLE = re.compile(
    "al|ap|bin|da|dal|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|of|san|st|ten|ter|the|van|von|y",
    re.IGNORECASE,
)
_NOT_IN_NAMES = re.compile(
    "all|an?|and|any|at|by|for|from|in|on|or|our|that|their|these|this|to|we|what|when|who|why|with|you"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august"
    "|september|october|november|december",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_CONTRIBUTED = re.compile(
    r"(?:contributing:|(?:additional |further )?(?:reporting|writing|editing|translation|research)"
    r"(?: and \w+)* by\b|\(?(?:(?:additional |further )?reporting by|compiled by|edited by)\b"
    r"|this (?:article|report|story) (?:contains|includes|is based)\b"
    r".{0,40}\b(?:material|reports?|wire)"
    r"|with (?:\w+ )?(?:(?:reporting|research)(?: help)? (?:by|from)\b|wires$)"
    r"|(?=\S).{1,180}?\b(?:contributed|provided additional reporting)"
    r"(?: (?:reporting|writing|research))?(?: (?:to|for) (?:this|the) "
    r"(?:\w+ )?(?:report|story|article|post|piece|column|review|dispatch))?"
    r"(?: from [^.]{2,60})?\.?\)?$)",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"\b(?:news|today|tonight|report|press|photo|image|notes?|tips)\b", re.IGNORECASE
)
_BIOGRAPHY = re.compile(
    r"[\s•·*⦁—–-]*(?P<name>(?:[A-Z][\w.'’-]*\s){2,4})(?:, .{2,60}, )?is\s(?:an?\s|the\s|our\s)?"
    r".{0,80}?\b(?:analyst|anchor|author|blogger|columnist|commentator|contributor|correspondent|editor"
    r"|fellow|freelancer|historian|host|journalist|producer|professor|publisher|reporter|writer)s?\b"
    r"(?=.{0,12}\b(?:at|emeritus|for|from|in|of|on|who|with)\b|[.,;])"
)
_CONTRIBUTION = re.compile(
    r"contribut|report|edit|compil|writ|translat|research|material|wire", re.IGNORECASE
)
_FACTS = re.compile(r"[@\d]|기자|특파원|記者|记者")
_CJK_NAME = re.compile(
    r"(?P<name>[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,3}[ \u3000][\u4e00-\u9fff]{1,3})"
    r"\s*(?P<role>기자|특파원|記者|记者)?"
)
_CJK_SECTIONS = frozenset(
    {
        "정치",
        "경제",
        "사회",
        "국제",
        "문화",
        "연예",
        "스포츠",
        "政治",
        "経済",
        "社会",
        "国際",
        "国际",
        "经济",
    }
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a line says wrote the report, if it names them.

    ``stated``: the line says that they wrote it, with a "by" or the like.
    """

    author: str | None
    stated: bool = False


def parse(line: str) -> Byline | None:
    """What a line says of its authors, or ``None`` if it is no byline.

    Taken for one: "By" and names ("By Monday" is not), names with a role, a date or a mail
    address and nothing else, "… contributed to this report".
    """
    if len(line) > _LONGEST:
        return None
    if _CONTRIBUTION.search(line) and _CONTRIBUTED.match(line):
        return Byline(None)
    if found := _LEAD_IN.match(line):
        names = _names(line[found.end() :])
        return Byline(names, stated=True) if names else None
    return _bare(line)


def is_biography(line: str) -> bool:
    """Whether a line tells who the author is: a name, "is" and a trade of the press or academe.

    A report may say the same of a person in it: only at the end of an article is it chrome.
    """
    return len(line) <= 2 * _LONGEST and _BIOGRAPHY.match(line) is not None


def is_name(words: str) -> bool:
    """Whether a phrase has the shape of a person's or an agency's name."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 6:
        return False
    for place, token in enumerate(tokens):
        bare = token.rstrip(".,")
        if _PARTICLE.fullmatch(bare) and 0 <= place < len(tokens) - 1:
            continue
        if not _WORD.fullmatch(token) or not token[0].isupper() or _NOT_IN_NAMES.fullmatch(bare):
            return False
    return True


def are_names(line: str) -> bool:
    """Whether a line is one or more people's names and no more; capitals throughout are none."""
    names = _BETWEEN.split(line)
    return not line.isupper() and all(len(name.split()) <= 3 and is_name(name) for name in names)


def _names(rest: str) -> str | None:
    """The authors a byline begins with: "Ann Lee and Bo Chan, Staff Writers" names two."""
    cut = _AFTER_NAMES.search(_MAIL.sub("|", rest))
    found = rest if cut is None else rest[: cut.start()]
    dated = dates.find(found)
    if dated:
        found = found[: dated[1]]
    names = [_proper(name) for name in _BETWEEN.split(found.strip(" .,:"))]
    return ", ".join(names) if names and all(map(is_name, names)) else None


def _bare(line: str) -> Byline | None:
    """A name with nothing but a role, a date or an address beside it, and at least one of them.

    In Latin letters it must come before the date: what follows one is as often a programme.
    """
    if not _FACTS.search(line):
        return None
    rest, mails = _MAIL.subn("", line)
    dateless = dates.without_date(rest)
    dated = dateless is not None
    name = (dateless or rest).strip(" \t\u3000|·•-–—/,.:;()[]<>=")
    found = _CJK_NAME.fullmatch(name)
    if found and (mails or dated or found["role"]) and name not in _CJK_SECTIONS:
        return Byline(found["name"])
    named_first = not dated or rest.lstrip().startswith(name)
    if (mails or dated) and named_first and is_name(name) and not _PROGRAMME.search(name):
        return Byline(_proper(name))
    return Byline(None) if mails and not name else None


def _proper(name: str) -> str:
    """A name set in capitals throughout, as it is usually written."""
    return name.title() if name.isupper() and len(name) > 4 else name
