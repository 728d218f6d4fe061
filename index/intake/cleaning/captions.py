"""Words under a picture, told by the credit or the label beside them."""

import re

_AGENCIES = (
    r"AP|AFP|EPA|UPI|REUTERS|Reuters|Getty(?:\sImages)?|GETTY(?:\sIMAGES)?|Shutterstock|Pixabay"
    r"|Unsplash|Flickr|Wikimedia(?:\sCommons)?|YONHAP|Yonhap|NEWS1|NEWSIS|XINHUA|Xinhua|Alamy"
    r"|Bloomberg|Zuma(?:\sPress)?|SIPA|iStock"
)
_PICTURE = (
    r"\b(?:photos?|photograph(?:er|y)?|images?|picture|courtesy|handout|screenshot|screengrab|credit"
    r"|illustration|graphic)\b|사진|写真|图片"
)
_PICTURE_WORD = re.compile(_PICTURE, re.IGNORECASE)
_CREDIT_WORD = re.compile(rf"{_PICTURE}|\bfile\b|\b(?:{_AGENCIES})\b", re.IGNORECASE)
_IN_ROUND = re.compile(r"(?P<before>\S)\s*[(（](?P<credit>[^()（）]{2,90})[)）]$")
_IN_SQUARE = re.compile(r"\S\s*[\[【](?P<credit>[^\[\]【】]{2,90})[\]】]\.?$")
_NOISE = re.compile(
    r"\b(?:applause|cheer\w*|clip|crosstalk|inaudible|laugh\w*|music|pause|playback|sic|singing"
    r"|shout\w*|unintelligible)\b",
    re.IGNORECASE,
)

_LABEL = re.compile(
    r"""
        (?: (?:file\s)?(?:photos?|pictures?|images?)
            \s?(?:credit|by|courtesy|from|via|illustration)?\s?[:/|]\s?
          | (?:photo|image|picture|illustration)(?:graph|s)?\s(?:credit|by|courtesy\sof|via)\s
          | file\s(?:photo|picture|image|[-–—])
          | (?:image|media)\s(?:copyright|caption|source)\b | media\splayback\sis\b
          | close\s.{10,400}\svideo\sprovided\sby\s
          | enlarge\sthis\simage | toggle\scaption | hide\scaption | view\sgallery
          | in\sthis\s(?:undated\s|[a-z]+[.]?\s\d{1,2},\s\d{4},?\s)?(?:file\s)?
              (?:photo|image|picture)
          | [▲△▼◆]\s | \[?(?:사진|写真|图片)\s?[=:：/\]] )""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4}"
_SOURCE_AT_END = re.compile(
    rf"""(?: (?:AP|Reuters|REUTERS|AFP|EPA)\s?(?:File\s)?(?:Photo|Images?|Video)\b(?:/[^.]{{2,50}})?
          | \bvia\s(?:{_AGENCIES})
          | (?:^|[.!?"”’)|:]\s*|\b(?:credit|via|caption)\s*)
            (?:(?:{_NAME}\s?/\s?){{1,4}}(?:{_AGENCIES}) | (?:{_AGENCIES})\s?/\s?{_NAME})
          | \bREUTERS\s?/\s?{_NAME} | \bGetty\sImages )
        [\s)\]/]*$""",
    re.VERBOSE,
)
_WHOLE_CREDIT = re.compile(
    rf"[(\[][^()\[\]]{{0,80}}(?:{_PICTURE}|/\s?(?:{_AGENCIES})$)[^()\[\]]{{0,80}}[)\]]",
    re.IGNORECASE,
)
_SOURCE_WORDS = ("/", "via ", "Photo", "Image", "Video")
_CREDIT_ALONE = re.compile(rf"[\[(\s]*(?:{_AGENCIES})(?:\sNews)?[\])\s.]*$")


def is_caption(line: str) -> bool:
    """Whether a line is a caption or a picture's credit.

    Told by a label at its start, an agency's credit at its end, or words in brackets at its end
    that credit somebody: in round brackets they must speak of a picture or an agency, in square
    ones capitals are enough.
    """
    if _LABEL.match(line) or _CREDIT_ALONE.match(line):
        return True
    if line.startswith(("(", "[")) and _WHOLE_CREDIT.fullmatch(line):
        return True
    tail = line[-130:]
    if tail.endswith(("]", "】", "].", "】.")) and _ends_in_square_credit(tail):
        return True
    if tail.endswith((")", "）")) and _ends_in_round_credit(tail):
        return True
    speaks_of_source = any(word in tail for word in _SOURCE_WORDS)
    return speaks_of_source and _SOURCE_AT_END.search(tail) is not None


def _ends_in_square_credit(tail: str) -> bool:
    found = _IN_SQUARE.search(tail)
    if found is None or _NOISE.search(found["credit"]):
        return False
    words = found["credit"]
    return (words.isupper() and len(words) > 3) or _CREDIT_WORD.search(words) is not None


def _ends_in_round_credit(tail: str) -> bool:
    """A credit after the last stop; in mid-sentence an agency alone is the report's source."""
    found = _IN_ROUND.search(tail)
    if found is None or found["credit"].endswith((".", "!", "?")):
        return False
    after_stop = found["before"] in '.!?"”’'
    return (_CREDIT_WORD if after_stop else _PICTURE_WORD).search(found["credit"]) is not None
