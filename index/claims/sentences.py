"""Sentences of an article: exact, trimmed, non-overlapping spans. Says nothing of their meaning.

Built for text as it arrives: stops without a space after them, abbreviations, quotes, bullet
lists, headings without a stop, hard-wrapped lines, Chinese, Japanese and Korean stops. Time is
linear in the text's length, whatever the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.claims.listing import word_set
from index.model import Mark, Span

MAX_SENTENCE = 1_500
"""Longest span given out, in code points. What runs on longer is cut at white space, or in the
middle where there is none: such text has no sentences to find."""

_BREAK = re.compile(r"[\n\u2028\u2029\x0b\x0c\x85](?:(?<=\n)[^\S\n]*(?:\n\s*)?)?")
_STOP = re.compile(
    r"[.!?…‽؟۔。！？｡．।](?:(?<=[.!?…‽؟۔])[.!?…‽؟۔]*[\"'”’»)\]]*|[。！？｡．।]*[\"'”’»)\]」』）】]*)"
)
"""Both begin with one set of characters, which a search goes to at once."""

_BULLET = re.compile(r"(?:[-*•·▪◦‣●○■□►▶–—]+|\(?\d{1,2}[.)])[^\S\n]+")
_INVISIBLE = "\u200b\ufeff\u2060"

_WRAP_WIDTH = range(40, 132)
_WRAP_SHARE = 0.3
"""A text is hard-wrapped when its lines end inside sentences. In wrapped English about four
lines in five begin with a small letter, in line-by-line text next to none: anything between
would do, and the lower end keeps texts full of names and figures."""

_NEVER_LAST = word_set("""
    mr mrs ms messrs mme mlle dr prof rev hon sen sens rep reps gov govs gen col lt capt cpt
    sgt cpl pvt maj adm cmdr cdr comdr pres supt insp fr msgr sr sra atty asst assoc dep det
    ofc amb e.g i.e cf viz approx ca vs v mt ft fig eq st ste no nos vol pp art sec
    """)
"""Abbreviations that lean on the word after them."""

_ALSO_WORDS = frozenset({"no", "art", "sec", "fig", "ca", "st", "mt"})
"""Of these, the ones that in small letters are words of their own."""

_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_NOT_BEFORE_NUMBER = word_set("""
    jan feb mar apr jun jul aug sep sept oct nov dec no nos p pp vol art sec fig ch
    """)

_WEAK = word_set("""
    inc corp co ltd llc plc bros jr sr etc al ave blvd rd hwy dept univ assn intl est ext a.m
    p.m u.s u.k u.n e.u d.c u.s.a l.a n.y ph.d m.d b.a m.a b.c a.d d-n r-n calif fla tex ariz
    colo conn ala ark ill ind kan mass mich minn miss mo mont neb nev okla ore pa tenn va vt
    wash wis wyo del ga md me n.c s.c n.d s.d n.h n.j n.m w.va
    """)
"""Abbreviations that may well end a sentence: the word after decides."""

_ZONES = word_set("""
    Eastern Central Pacific Mountain EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """)
"""Words that follow a time of day within its sentence."""

_STARTERS = word_set("""
    The A An This That These Those It He She They We You I There Here In On At By For From
    With After Before As If When While But And Or So Yet Although Though However Meanwhile
    Also Both Some Many Most Several Its His Her Their Our My Your Since During Under Over
    What Why How Who Where According Another Then Now Once Even Not No Nor Yes Despite Because
    Still Earlier Later Last Next Each Every All Officials Police Asked To Among Between Until
    Instead Only
    """)
"""Words that open a sentence and hardly ever continue a name."""

_SAYING_AFTER = re.compile(
    r"\s+(?:(?:[A-Z][\w.’'-]*|he|she|they|the|a|an|one|[a-z]+)\s+){1,4}"
    r"(?:said|says|asked|asks|wrote|tweeted|told|replied|added|shouted|wondered|yelled|exclaimed)\b"
)
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+(?:-[^\W\d_]+)?$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[¿¡]*(\w+(?:['’]\w+)?)")
_ADDRESS = re.compile(r"://|@|^www\.|^\w+(?:\.\w+)*/\w", re.IGNORECASE)
_DOMAIN_END = re.compile(
    r"(?:com|org|net|gov|edu|info|io|tv|uk|eu|de|fr|ru|cn|kr|jp|au|ca|js|py|html?|php|pdf)\b",
    re.IGNORECASE,
)
_CLOSED_BEFORE = tuple(')]”"’%')
_OPENERS = "“‘«([「『（【¿¡"


def segment(text: str, marks: Sequence[Mark] = ()) -> tuple[Span, ...]:
    """Cut ``text`` into sentences.

    Args:
        text: the whole article.
        marks: stretches to leave out, sorted, not overlapping; no sentence touches one.

    Returns:
        Sorted spans that do not overlap, each at most ``MAX_SENTENCE`` long, without white
        space or list bullets at its ends. Everything outside them is white space, bullets,
        marks and stray punctuation.
    """
    wrapped = _is_wrapped(text)
    spans: list[Span] = []
    for start, end in _gaps(len(text), marks):
        for line_start, line_end in _lines(text, start, end, wrapped=wrapped):
            for piece in _split(text, line_start, line_end):
                spans.extend(_capped(text, *piece))
    return tuple(spans)


def _gaps(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    at = 0
    for mark in marks:
        if at < min(mark.start, length):
            yield at, min(mark.start, length)
        at = max(at, mark.end)
    if at < length:
        yield at, length


def _is_wrapped(text: str) -> bool:
    """Whether single line ends fall inside sentences: a property of the whole text."""
    sample = text[:200_000].split("\n")
    pairs = lower = wide = 0
    for here, following in pairwise(sample):
        if not here.strip() or not following.strip():
            continue
        pairs += 1
        wide += len(here) not in _WRAP_WIDTH
        lower += following.lstrip()[0].islower() and here.rstrip()[-1] not in ".!?:"
    return pairs >= 2 and lower >= _WRAP_SHARE * pairs and wide <= 0.5 * pairs


def _lines(text: str, start: int, end: int, *, wrapped: bool) -> Iterator[tuple[int, int]]:
    """Stretches between line ends that part sentences."""
    at = start
    for found in _BREAK.finditer(text, start, end):
        if _parts(text, at, found, end, wrapped=wrapped):
            yield at, found.start()
            at = found.end()
    yield at, end


def _parts(text: str, start: int, found: re.Match[str], end: int, *, wrapped: bool) -> bool:
    """Whether this line end parts two sentences."""
    if found.group().count("\n") != 1 or found.end() >= end:
        return True
    before = text[max(start, found.start() - 160) : found.start()].rstrip()
    if not before or _BULLET.match(text, found.end()):
        return True
    following = text[found.end()]
    open_ended = before[-1] not in '.!?:。！？…"”'
    if not wrapped:
        return not (following.islower() and open_ended)
    line = found.start() - (text.rfind("\n", max(start, found.start() - 160), found.start()) + 1)
    return not open_ended and line < 40


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one stretch, cut at the stops that end them."""
    at = start
    bullet = _BULLET.match(text, start, end)
    first = bullet.end() if bullet else start
    quotes, counted = 0, start
    for found in _STOP.finditer(text, first, end):
        if found.end() >= end:
            break
        quotes += text.count('"', counted, found.start())
        counted = found.start()
        cut = found.end() - _opens_next(text, found, quotes)
        if _ends(text, at, found, end):
            yield at, cut
            at = cut
    yield at, end


def _opens_next(text: str, found: re.Match[str], quotes: int) -> int:
    """How many marks behind a stop open the next sentence: 1 for a straight quote, else 0.

    A straight quote looks the same at both ends; with no space behind it, it opens a quotation
    unless one is open already.
    """
    glued = found.group().endswith('"') and not text[found.end()].isspace()
    return int(glued and found.group().count('"') == 1 and quotes % 2 == 0)


def _ends(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether a stop that is not the last thing in its stretch ends a sentence."""
    stop, after = found.group(), text[found.end()]
    if stop[0] in "。！？｡।؟۔":
        return True
    if not after.isspace():
        return _ends_glued(text, start, found, end)
    following = _NEXT_WORD.match(text, _skip_space(text, found.end(), end), end)
    if following is None or following.group(1)[0].islower():
        return following is None
    if stop[0] in "!?":
        tail = text[found.end() : min(end, found.end() + 60)]
        return not (stop[-1] in "\"'”’»" and _SAYING_AFTER.match(tail))
    return stop != "." or not _abbreviates(text, start, found.start(), following.group(1))


def _skip_space(text: str, at: int, end: int) -> int:
    limit = min(end, at + 40)
    while at < limit and text[at].isspace():
        at += 1
    return at


def _abbreviates(text: str, start: int, stop: int, following: str) -> bool:
    """Whether the full stop at ``stop`` belongs to the word before it and ends nothing."""
    before = text[max(start, stop - 24) : stop]
    word = before[before.rfind(" ") + 1 :]
    if not word.isalpha():
        last = _LAST_WORD.search(before)
        if last is None:
            return False
        word = last.group()
    key = word.lower()
    opens = following in _STARTERS or text[stop + 1 : stop + 3].strip()[:1] in tuple('“"')
    if following[0].isdigit():
        return key in _NOT_BEFORE_NUMBER and word != "no"
    if key in {"a.m", "p.m"}:
        return following in _ZONES
    if key in _NEVER_LAST:
        return word[0].isupper() or key not in _ALSO_WORDS
    if len(word) == 1:
        return word.isupper() and not (opens and word == "I")
    weak = key in _WEAK or _DOTTED.fullmatch(word) is not None
    return weak and not opens and word[0].isupper()


def _ends_glued(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence though the next one follows without a space."""
    after = text[found.end()]
    closed = len(found.group().rstrip("\"'”’»)]")) < len(found.group())
    before = text[found.start() - 1] if found.start() > start else ""
    if after in _OPENERS:
        return before.isalnum() or closed
    if not after.isupper():
        uncased = after.isalpha() and not after.islower()
        return uncased and (closed or (before.isalnum() and not before.isascii()))
    if before.isupper():
        acronym = text[max(start, found.start() - 2) : found.start()].isupper()
        return acronym and text[found.end() + 1 : found.end() + 3].islower()
    ended = closed or before.islower() or before.isdigit() or before in _CLOSED_BEFORE
    return ended and not _in_address(text, start, found, end)


def _in_address(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether a stop between letters belongs to a web or mail address, file or code name."""
    left = text[max(start, found.start() - 60) : found.start()].split()
    right = text[found.end() : min(end, found.end() + 60)].split()
    before, after = left[-1] if left else "", right[0] if right else ""
    if _ADDRESS.search(before) or "@" in after or _DOMAIN_END.fullmatch(after.rstrip(".,;:)”\"'")):
        return True
    return len(after) > 1 and after[1].isupper() and not after.rstrip(".,’'s").isupper()


def _capped(text: str, start: int, end: int) -> Iterator[Span]:
    """The piece trimmed, in parts no longer than ``MAX_SENTENCE``."""
    start, end = _trimmed(text, start, end)
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield Span(*_trimmed(text, start, cut))
        start, end = _trimmed(text, cut, end)
    if any(c.isalnum() for c in text[start:end]):
        yield Span(start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        start = bullet.end()
    return start, end


def sentence_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The sentence that holds ``offset``, ``None`` between sentences."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and offset < spans[at].end else None
