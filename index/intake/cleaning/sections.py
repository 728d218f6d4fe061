"""Lines that part an article without saying anything: tags, rules, subheadings, bare names."""

import re
from collections.abc import Sequence

from index.intake import bylines
from index.intake.units import Unit

_TAG_ALONE = re.compile(r"[\[【〔<(]\s*(?:[^\W_][\w&/'’-]*\s?){1,4}[\]】〕>)]:?")
_TAG_BEFORE = re.compile(
    r"[\[【〔<](?:(?i:anchor|lead|report(?:er|age)?|vcr|interview|studio|narration|headline|intro|analysis"
    r"|update[sd]?|exclusive|breaking|opinion|editorial|column|feature|video|photos?|앵커|리포트|기자"
    r"|인터뷰|녹취|단독|속보|영상)|[A-Z][A-Z &/'-]{2,24})[\]】〕>]\s*"
)
_LABEL = re.compile(
    r"(?:[^\W\d_a-z][\w&/'’.-]*[ /]?(?:(?:and|for|from|in|of|on|the|to) ){0,2}){1,4}[:：]$"
)
_KNOWN_LABEL = re.compile(
    r"(?:analysis|opinion|commentary|editorial|exclusive|breaking(?:\snews)?|update[sd]?|developing|live|news"
    r"|world|politics|business|sports?|national|international|top\sstor(?:y|ies)|feature|interview|transcript"
    r"|correction|editor(?:'|’)s\snote|special\sreport|fact\scheck|explainer|highlights|key\spoints"
    r"|interview\shighlights|at\sa\sglance|in\sbrief)[\s:/.]*(?:opinion[\s:]*)?$",
    re.IGNORECASE,
)
_STOPS = ".!?:;,…\"'”’)]。"
_HEADING_WORDS = 6
_HEADING_LENGTH = 50
_PARAGRAPH = 100
_TITLE_LENGTH = 120
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def is_section(line: str) -> bool:
    """Whether a line only names or rules off a part: ``[Report]``, "ANALYSIS:", "* * *"."""
    if len(line) > 60:
        return not any(map(str.isalnum, line[:600]))
    return (
        not any(map(str.isalnum, line))
        or _TAG_ALONE.fullmatch(line) is not None
        or _LABEL.fullmatch(line) is not None
        or _KNOWN_LABEL.fullmatch(line) is not None
    )


def tag_before(line: str) -> int:
    """The length of a tag in brackets before reporting, 0 if there is none.

    The words must be those of a part or all capitals: "[He] said" opens with words put in.
    """
    found = _TAG_BEFORE.match(line)
    if found is None or found.end() == len(line):
        return 0
    return len(found.group().rstrip())


def is_subheading(lines: Sequence[Unit], place: int) -> bool:
    """Whether a line heads the paragraph after it.

    A few words without a figure or stop, or more of them set as headlines are, between two
    paragraphs or before one at the top. Such lines in a row are a list.
    """
    line = lines[place].text
    if place + 1 >= len(lines) or not (_is_fragment(line) or in_title_case(line)):
        return False
    before = len(lines[place - 1].text) if place else _PARAGRAPH
    return before >= _PARAGRAPH <= len(lines[place + 1].text)


def in_title_case(line: str) -> bool:
    """Whether a line is set as American headlines are: no stop, nearly every long word capital."""
    if len(line) > _TITLE_LENGTH or line.endswith(tuple(_STOPS)):
        return False
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) * 8 >= len(words) * 7


def is_bare_name(lines: Sequence[Unit], place: int) -> bool:
    """Whether a line near the top is a name or several and no more, before the first paragraph."""
    line = lines[place].text
    if any(len(unit.text) >= 2 * _PARAGRAPH for unit in lines[:place]):
        return False
    one = len(line.split()) <= 3 and _is_fragment(line) and bylines.is_name(line)
    return one or (len(line) <= _TITLE_LENGTH and bylines.are_names(line))


def _is_fragment(line: str) -> bool:
    return (
        len(line) <= _HEADING_LENGTH
        and not line.endswith(tuple(_STOPS))
        and len(line.split()) <= _HEADING_WORDS
        and line[0].isupper()
        and not any(map(str.isdigit, line))
    )
