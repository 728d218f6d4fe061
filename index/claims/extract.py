"""An article's claims: one assertion each, at exact offsets, attribution kept beside it.

Puts the steps in order: sentences, then their clauses and attributions, then speakers carried
over from sentence to sentence. Questions, headings, greetings and sign-offs make no claims.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.claims.clauses import MIN_WORDS, Piece, pieces
from index.claims.names import NameBook
from index.claims.naming import name_book
from index.claims.phrases import CLOSING, OPENING
from index.claims.sentences import segment
from index.claims.speakers import Speakers
from index.claims.words import readable_words
from index.model import Article, Claim, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's claims with the book of its names, which their normal forms need."""

    claims: tuple[Claim, ...]
    names: NameBook


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their place; marked text makes none."""
    return read(article).claims


def read(article: Article, *, headlines: bool = False) -> Reading:
    """As ``extract``, with the article's names: what indexing needs of one article.

    With ``headlines`` an article's own headline is a claim too, whole and in the article's voice,
    where there is enough of it to read: reports of one event meet in their headlines more often
    than in any other sentence.
    """
    book = name_book(article)
    spans = segment(article.text, article.marks)
    claims = _Extractor(article, book).run(spans)
    if headlines:
        claims = [*_headlines(article), *claims]
        claims.sort(key=lambda claim: claim.start)
    return Reading(tuple(claims), book)


def _headlines(article: Article) -> Iterator[Claim]:
    """The headline inside the text as a claim, unless it asks or says too little."""
    for mark in article.marks:
        if mark.kind != "title":
            continue
        written = article.text[mark.start : mark.end]
        words = _TAG.sub("", written).strip()
        start = mark.start + written.index(words)
        if readable_words(words) >= MIN_WORDS and not words.endswith(_ASKS):
            yield Claim(article.id, start, start + len(words), words)


_NEXT_MARK = re.compile(r"[“”\"\n]")
_QUOTE_REACH = 2_000
"""Code points ahead in which an open quotation must close."""

_ASKS = ("?", "？", "؟")
_TAG = re.compile(r"^\s*\[[^\[\]\n]{1,40}\]|\[[^\[\]\n]{1,40}\]\s*$")
"""A programme's or section's tag before or behind a headline: ``[Evening News] …``."""
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z][\w.’'-]*){0,5}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)"
    r"(?:\s*\([A-Z][\w ./-]{1,30}\))?\s*(?:—|–|--|-)\s+(?=\S)"
)
_STOPS = tuple(".!…。！｡।")
_LINKS = tuple(",;:")
_NO_ASSERTION = re.compile(
    r"(?:good\s+(?:morning|evening|afternoon|day)|hello|welcome\b|thank\s+you|thanks\s+for|stay\s+tuned"
    r"|click\s+here|read\s+more|read\s+also|see\s+also|watch(?::|\s+(?:live|more|the\s+video|below))"
    r"|related(?::|\s+stor)|follow\s+(?:us|him|her|@)|sign\s+up|subscribe|photos?(?:\s+by)?:|image:"
    r"|caption:|video:|advertisement|copyright|©|all\s+rights\s+reserved|for\s+more\s+(?:information|on"
    r"|stories|news)|this\s+is\s+(?:[A-Z]{2,5}|\w+\s+News)\b|(?:reporting|editing|writing)\s+by\b"
    r"|contact\s+(?:the\s+(?:author|reporter|writer)|us)|share\s+this|listen\s+to|download\s+the)",
    re.IGNORECASE,
)
_HAND_OVER = re.compile(
    r"(?:[A-Z][\w.’'-]+\s+){1,4}(?:reports|has\s+(?:more|the\s+(?:story|details|latest)))\b"
    r"(?:\s+from\s+[\w ]{2,30})?\.?$"
)


class _Extractor:
    """Reads one article's sentences in order, keeping who spoke and whether a quote is open."""

    def __init__(self, article: Article, book: NameBook) -> None:
        self._article = article
        self._text = article.text
        self._speakers = Speakers(book)
        self._claims: list[Claim] = []
        self._waiting: list[int] = []
        self._open = False
        self._quoted = False
        self._at = 0

    def run(self, spans: Sequence[Span]) -> list[Claim]:
        for span in spans:
            if "\n" in self._text[self._at : span.start]:
                self._open = False
                self._waiting.clear()
            self._at = span.end
            sentence = self._text[span.start : span.end]
            quoted = self._open and self._is_quoted(sentence, span)
            self._open = _open_after(sentence, quoted=quoted)
            if not self._is_assertion(sentence, span):
                continue
            self._take(sentence, span, quoted=quoted)
            self._speakers.passed(sentence)
        return self._claims

    def _is_quoted(self, sentence: str, span: Span) -> bool:
        """Whether a quotation left open before a sentence is still open in it.

        It is when the next mark in the paragraph closes one; a mark lost or doubled by the
        outlet does not turn the rest of its paragraph into a quotation.
        """
        if any(mark in sentence for mark in '“”"'):
            return True
        found = _NEXT_MARK.search(self._text, span.end, span.end + _QUOTE_REACH)
        if found is None or found.group() in "“\n":
            return False
        return found.group() == "”" or not self._text[found.start() - 1].isspace()

    def _is_assertion(self, sentence: str, span: Span) -> bool:
        if sentence.rstrip(CLOSING + ")]").endswith(_ASKS):
            return False
        if _NO_ASSERTION.match(sentence) or _HAND_OVER.fullmatch(sentence):
            return False
        return not self._is_heading(sentence, span)

    def _is_heading(self, sentence: str, span: Span) -> bool:
        """Whether a line without a stop is a heading, tag or label rather than a sentence."""
        if _is_stopped(sentence):
            return False
        after = self._text[span.end : span.end + 2].lstrip(" \t")
        if after and not after.startswith(("\n", "\r")):
            return False
        words = sentence.split()
        if len(words) <= 5:
            return True
        capitals = sum(word[0].isupper() or not word[0].isalpha() for word in words)
        return len(words) <= 18 and capitals >= 0.6 * len(words)

    def _take(self, sentence: str, span: Span, *, quoted: bool) -> None:
        """Make the claims of one sentence."""
        dateline = _DATELINE.match(sentence) if sentence[:2].isupper() else None
        shift = dateline.end() if dateline else 0
        body = sentence[shift:]
        self._quoted = quoted
        heard: str | None = None
        whole = _wholly_quoted(body, inside=quoted)
        for piece in (Piece(0, len(body)),) if whole else pieces(body, quoted=quoted):
            inside = quoted and piece.start == 0 and not _has_marks(body[: piece.end - 3])
            speaker, direct = self._voice(piece, body[: piece.start], quoted=inside)
            heard = speaker or heard
            self._add(body, piece, span.start + shift, speaker, direct)
        self._speakers.heard(heard)

    def _voice(self, piece: Piece, before: str, *, quoted: bool) -> tuple[str | None, bool | None]:
        """Speaker and directness of a piece, carried over inside a quotation."""
        if piece.verb is None:
            return None, (True if quoted else None)
        speaker = self._speakers.resolve(piece.speaker, before) if piece.speaker else None
        return speaker, piece.direct or quoted

    def _add(
        self, body: str, piece: Piece, offset: int, speaker: str | None, direct: bool | None
    ) -> None:
        start, end = piece.start, piece.end
        verb = piece.verb
        opens = body[start : start + 1] in tuple(OPENING)
        if (
            verb is None
            and (opens or direct)
            and _wholly_quoted(body[start:end], inside=bool(direct))
        ):
            direct, verb = True, "say"
            speaker = self._speakers.quoted()
            self._waiting.append(len(self._claims))
        if piece.verb is not None and speaker and (direct or self._quoted or body[:1] in OPENING):
            self._answer(speaker, piece.verb)
        start, end = _trim(body, start, end, direct=bool(direct))
        if readable_words(body[start:end]) < MIN_WORDS or body[start:end].endswith(_ASKS):
            if direct and self._waiting and self._waiting[-1] == len(self._claims):
                self._waiting.pop()
            return
        self._claims.append(
            Claim(
                self._article.id,
                offset + start,
                offset + end,
                body[start:end],
                speaker,
                verb if speaker or verb else None,
                direct if verb else None,
            )
        )

    def _answer(self, speaker: str, verb: str) -> None:
        """Give the sentences of a quotation the speaker named only at its end."""
        for at in self._waiting:
            old = self._claims[at]
            self._claims[at] = Claim(old.article, old.start, old.end, old.text, speaker, verb, True)
        self._waiting.clear()


def _open_after(sentence: str, *, quoted: bool) -> bool:
    """Whether a quotation is still open after a sentence."""
    if "“" in sentence or "”" in sentence:
        return sentence.rfind("“") > sentence.rfind("”")
    if '"' in sentence:
        return (sentence.count('"') % 2 == 1) != quoted
    return quoted


def _is_stopped(sentence: str) -> bool:
    """Whether a stop, or a comma or colon before what follows, ends a line."""
    if sentence.rstrip("\"'”’»)]」』")[-1:] in _STOPS:
        return True
    return sentence[-1] in ",;:" or (sentence[-1] in '"”' and sentence[-2:-1] in _LINKS)


def _wholly_quoted(words: str, *, inside: bool) -> bool:
    """Whether a piece without attribution is nothing but quotation."""
    inner = words.strip().lstrip('“"«').rstrip(".,!…").rstrip('”"»')
    return not any(mark in inner for mark in '“”"') and (inside or words[0] in OPENING)


def _has_marks(words: str) -> bool:
    """Whether a quotation begins or ends within these words."""
    return any(mark in words for mark in '“”"')


def _trim(body: str, start: int, end: int, *, direct: bool) -> tuple[int, int]:
    """Take white space, hanging commas and, in a quotation, its marks off a claim's ends."""
    drop_left = " \t\n\r,;–—-" + (OPENING if direct else "")
    drop_right = " \t\n\r,;–—-" + (CLOSING if direct else "")
    while start < end and body[start] in drop_left:
        start += 1
    while end > start and body[end - 1] in drop_right:
        end -= 1
    words = body[start:end]
    if words[-1:] in tuple('”"') and "“" not in words and words.count('"') < 2:
        end -= 1
    elif words[:1] in tuple('“"') and "”" not in words and words.count('"') < 2:
        start += 1
    return start, end
