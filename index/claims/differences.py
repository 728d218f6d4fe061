"""In which respects two claims differ, in the words of each.

Spells out what the pairing of numbers, days, names, stances and words found. Gives no verdict:
whether a difference makes a conflict also depends on how alike the claims are otherwise.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.claims import days, facing, roles
from index.claims.alignment import Alignment, Facing, align
from index.claims.features import Features, same_name
from index.claims.figures import Figures
from index.claims.kinds import kind_of, may_be_one
from index.claims.listing import word_set
from index.claims.opposites import are_opposites, are_two_sides
from index.claims.phrasing import qualified
from index.claims.readings import Reading
from index.claims.told import Told, told
from index.claims.words import content_words, fold, stem
from index.model import Difference, Span

Names = Callable[[Reading, Reading, Alignment], Iterable[Told]]
"""Finds names of two claims that stand in each other's place."""

_MOST_WORDING = 3
"""Stretches of differing words shown: more is a table of two sentences, not a difference."""

_FEW = 4
"""Words of a stretch up to which an opposite in it is what was exchanged, not one among many."""

_SMALL_OPPOSITES = word_set("""
    more most less least up down first last before after higher lower early later above below
    """)
"""Words that are opposites in one place only: elsewhere each belongs to another phrase."""

_REACH = 3
"""Content words after a "not" of which one must be the other's, where it is looked for closely."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NEGATORS = word_set("""
    not never no cannot without neither nor nobody none nothing nowhere cant wont dont doesnt didnt
    isnt wasnt arent werent hasnt havent hadnt couldnt wouldnt shouldnt
    """)
_NOT = re.compile(
    r"(?<!-)\b(?:not|never|cannot|no longer|\w+n['’]t)\b"
    r"(?!\s+(?:until\b|\w+ly,)|[^.;]{0,60}\bsince\b)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not?|never|cannot|nobody|nothing|none|neither|nor|nowhere|without|unless|few|little"
    r"|hardly|barely|refus\w+|fail\w*|declin\w+|lack\w*|avoid\w*|prevent\w*|den(?:y|ied|ies)"
    r"|remov\w+|reject\w*|rul\w+ out|stop\w*|un(?:able|likely|known|willing)|incapable|false"
    r"|impossible|only|yet to|\w+n['’]t|(?:do|does|did|is|was|are|were|has|have|had|ca|wo|could"
    r"|would|should)nt)\b",
    re.IGNORECASE,
)
"""Words by which a claim may deny the same thing in another way."""

_BELOW = re.compile(
    r"\b(?:who|which|if|unless|because|whether|why|where|when|to|although|though|while|not only)"
    r"\b(?:\W+\w+){0,5}\W*$",
    re.IGNORECASE,
)
"""A clause that hangs on the main one, begun shortly before."""

_DENIALS = re.compile(r"\b(?:den(?:y|ie[sd])|reject|dismiss|refut|refus)", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:(?:plan|intend|prepar|decid|agree|vow|pledg|promis|threaten|aim|expect|schedul|set|due"
    r"|hop|want|urg|ask|call|demand|seek|consider)\w*|will|shall|would|may|might|could|should|must"
    r"|likely|possibl[ey]|allegedly|reportedly|going to|den(?:y|ies|ied)|reject\w*|dismiss\w*"
    r"|has|have|had|is|are|was|were)\b(?:\s+\w+){0,2}",
    re.IGNORECASE,
)
_ATTITUDES = word_set("""
    hope wish want urge ask call demand request plan vow pledge promise threaten fear believe
    think doubt expect intend offer agree refuse decline welcome praise criticize criticise
    condemn denounce
    """)
"""Verbs whose subject is part of what is claimed: two people's hopes are two claims."""


def differences(a: Reading, b: Reading, numbers: Figures) -> tuple[Difference, ...]:
    """Every respect in which two claims differ, gravest kinds first, wording last."""
    return tuple(found.difference for found in told_apart(a, b, numbers))


def told_apart(a: Reading, b: Reading, numbers: Figures) -> tuple[Told, ...]:
    """As ``differences``, with the places of each in the two claims.

    Pages of one publisher repeat captions and summaries of others, so that dozens of reports hold
    the same two claims against each other: what was told of such a pair last is kept.
    """
    return _told_apart(*_asked(a, b, numbers))


def gravely_apart(a: Reading, b: Reading, numbers: Figures) -> tuple[Told, ...]:
    """As ``told_apart`` without other words for one thing: all that can set two claims apart."""
    return _gravely_apart(*_asked(a, b, numbers))


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim, equal to any that says the same whatever report it stands in.

    Differences hang on nothing else in a reading, but for its date where one number updates
    another.
    """

    text: str
    said: tuple[str | None, str | None, bool | None]
    features: Features
    reading: Reading = field(compare=False)

    @classmethod
    def of(cls, reading: Reading) -> "_Said":
        claim = reading.claim
        said = claim.speaker, claim.verb, claim.direct
        return cls(claim.text, said, reading.features, reading)


_Asked = tuple[_Said, _Said, Figures, tuple[str | None, str | None] | None]
"""Two claims, their numbers, and their dates where the differences hang on these."""


def _asked(a: Reading, b: Reading, numbers: Figures) -> _Asked:
    days = (a.published, b.published) if numbers.updated else None
    return _Said.of(a), _Said.of(b), numbers, days


@lru_cache(maxsize=2_048)
def _told_apart(*asked: *_Asked) -> tuple[Told, ...]:
    found = _gravely_apart(*asked)
    a, b = asked[0].reading, asked[1].reading
    return (*found, *_wording(a, b, align(a.claim.text, b.claim.text), found))


@lru_cache(maxsize=2_048)
def _gravely_apart(
    one: _Said, other: _Said, numbers: Figures, _days: tuple[str | None, str | None] | None
) -> tuple[Told, ...]:
    a, b = one.reading, other.reading
    alike = align(a.claim.text, b.claim.text)
    return tuple(_grave(a, b, numbers, alike, facing.names, close=False))


def told_closely(a: Reading, b: Reading, numbers: Figures, names: Names) -> tuple[Told, ...]:
    """As ``told_apart``, where there are two sentences only and each may be looked at closely.

    Args:
        a: one sentence.
        b: the other.
        numbers: how their numbers pair up.
        names: what finds the names that stand in each other's place.

    Returns:
        The differences; denials and opposites wherever they stand, not in one place only.
    """
    alike = align(a.claim.text, b.claim.text)
    found = _grave(a, b, numbers, alike, names, close=True)
    return (*found, *_wording(a, b, alike, found))


def _grave(
    a: Reading, b: Reading, numbers: Figures, alike: Alignment, names: Names, *, close: bool
) -> list[Told]:
    return [
        *_numbers(a, b, numbers),
        *facing.numbers(a, b, numbers, alike),
        *days.dates(a, b, alike, close=close),
        *(_roles(a, b) or names(a, b, alike)),
        *_negation(a, b, alike, _REACH if close else 1),
        *(list(_opposites(a, b, alike)) or (_opposites_anywhere(a, b) if close else ())),
        *_modality(a, b),
        *_attribution(a, b),
    ]


def attitude(reading: Reading) -> bool:
    """Whether the claim is about its speaker's own will or view."""
    said = reading.claim.verb is not None
    return wishes(reading) or (said and reading.features.modality == "wanted")


def wishes(reading: Reading) -> bool:
    """Whether the claim's own verb is one of will or view."""
    return reading.claim.verb in _ATTITUDES


def denies(a: Reading, b: Reading) -> bool:
    """Whether one claim denies what the other says was done."""
    stances = {a.features.modality, b.features.modality}
    if "denied" not in stances or not stances & {"done", "ongoing"}:
        return False
    other = b if a.features.modality == "denied" else a
    return _DENIALS.search(other.claim.text) is None


def _numbers(a: Reading, b: Reading, numbers: Figures) -> Iterator[Told]:
    for x, y in numbers.against:
        yield told("number", a, b, x.span, y.span, agrees=False)
    for x, y in numbers.updated:
        yield told("number", a, b, x.span, y.span, agrees=True, update=True)
        yield Told(Difference("date", a.published, b.published, agrees=True, update=True))
    for x, y in (*numbers.scoped, *numbers.same):
        found = told("number", a, b, x.span, y.span, agrees=True)
        if fold(found.difference.here or "") != fold(found.difference.there or ""):
            yield found


def _roles(a: Reading, b: Reading) -> list[Told]:
    """Doer and done-to exchanged: the doers are what the two put differently."""
    doers = roles.exchanged(a, b)
    return [told("name", a, b, doers[0], doers[1], agrees=False)] if doers else []


def _negation(a: Reading, b: Reading, alike: Alignment, reach: int) -> Iterator[Told]:
    """One claim denies what the other says: one of the next ``reach`` words after its "not"."""
    if alike.verbatim >= facing.VERBATIM:
        for face in alike.facing:
            if _denies(a, b, face):
                here, there = _negator(a, face.here), _negator(b, face.there)
                made = Difference("negation", here, there, agrees=False)
                yield Told(made, face.here, face.there)
                return
    if a.features.negated == b.features.negated:
        return
    denying, other = (a, b) if a.features.negated else (b, a)
    found = _NOT.search(denying.claim.text)
    if found is None or _NEGATIVE.search(other.claim.text):
        return
    if _BELOW.search(denying.claim.text[: found.start()]):
        return
    denied = content_words(denying.claim.text[found.end() :])[:reach]
    if any(word in other.weights for word in denied):
        word = Span(found.start(), found.end())
        first, second = (word, None) if denying is a else (None, word)
        yield told("negation", a, b, first, second, agrees=False)


def _denies(a: Reading, b: Reading, face: Facing) -> bool:
    """Whether a stretch of one claim is that of the other with a "not" put in or taken out."""
    here, there = (
        _WORD.findall(fold(reading.cut(place).replace("’", "'")))
        for reading, place in ((a, face.here), (b, face.there))
    )
    negated = [any(_is_negator(word) for word in words) for words in (here, there)]
    if negated[0] == negated[1]:
        return False
    return _affirmed(here) == _affirmed(there)


def _negator(reading: Reading, place: Span) -> str | None:
    """The word of a stretch that denies."""
    words = (word.group() for word in _words_in(reading, place))
    return next((word for word in words if _is_negator(fold(word).replace("’", "'"))), None)


def _is_negator(word: str) -> bool:
    return word in _NEGATORS or word.endswith("n't")


def _affirmed(words: Sequence[str]) -> set[str]:
    """The content of a stretch, "not" and helping verbs left out."""
    return {stem(w) for w in words if content_words(w) and not _is_negator(w)}


def _opposites(a: Reading, b: Reading, alike: Alignment) -> Iterator[Told]:
    """A word of one claim with its opposite in the same place of the other."""
    ours, theirs = _stems(a), _stems(b)
    for face in alike.replaced:
        here, there = _words_in(a, face.here), _words_in(b, face.there)
        if len(here) > _FEW or len(there) > _FEW:
            continue
        for x in here:
            for y in there:
                if (
                    are_opposites(_joined(x), _joined(y))
                    and stem(x.group()) not in theirs
                    and stem(y.group()) not in ours
                    and not _from_two_sides(a, x, b, y)
                ):
                    place = Span(*x.span())
                    yield told("wording", a, b, place, Span(*y.span()), agrees=False)


def _opposites_anywhere(a: Reading, b: Reading) -> Iterator[Told]:
    """Words of one sentence whose opposites the other has, wherever they stand."""
    ours, theirs = _stems(a), _stems(b)
    here, there = (
        [
            word
            for word in _WORD.finditer(reading.claim.text)
            if stem(word.group()) not in known and fold(word.group()) not in _SMALL_OPPOSITES
        ]
        for reading, known in ((a, theirs), (b, ours))
    )
    for x in here:
        for y in there:
            if are_opposites(_joined(x), _joined(y)) and not _from_two_sides(a, x, b, y):
                places = Span(*x.span()), Span(*y.span())
                yield told("wording", a, b, *places, agrees=False)


def _from_two_sides(a: Reading, x: re.Match[str], b: Reading, y: re.Match[str]) -> bool:
    """Whether one thing is told of each party: what one won the other lost, what one sold..."""
    if not are_two_sides(_joined(x), _joined(y)):
        return False
    here, there = _named_before(a, x.start()), _named_before(b, y.start())
    return here is None or there is None or not same_name(here, there)


def _named_before(reading: Reading, place: int) -> str | None:
    """The key of the nearest name before a place."""
    before = [name for name in reading.features.names if name.end <= place]
    return before[-1].key if before else None


def _joined(word: re.Match[str]) -> str:
    return word.group().lower().replace("-", "")


def _words_in(reading: Reading, place: Span) -> list[re.Match[str]]:
    return list(_WORD.finditer(reading.claim.text, place.start, place.end))


def _stems(reading: Reading) -> frozenset[str]:
    return _stems_of(reading.claim.text)


@lru_cache(maxsize=512)
def _stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words; a claim is held against many others in turn."""
    return frozenset(map(stem, _WORD.findall(text)))


def _modality(a: Reading, b: Reading) -> Iterator[Told]:
    here, there = a.features.modality, b.features.modality
    if here == there or {here, there} == {"done", "ongoing"}:
        return
    first, second = (_AHEAD.search(reading.claim.text) for reading in (a, b))
    said = (first[0] if first else here), (second[0] if second else there)
    yield Told(Difference("modality", *said, agrees=False))


def _attribution(a: Reading, b: Reading) -> Iterator[Told]:
    here, there = a.features.speaker, b.features.speaker
    if here is None or there is None or same_name(here, there):
        return
    agrees = not (attitude(a) and attitude(b)) and not _are_two_people(a, b)
    yield Told(Difference("attribution", a.claim.speaker, b.claim.speaker, agrees=agrees))


def _are_two_people(a: Reading, b: Reading) -> bool:
    """Whether the speakers are two people, by their full names, not one and their office."""
    here, there = a.features.speaker or "", b.features.speaker or ""
    return _is_full_name(a) and _is_full_name(b) and not may_be_one(here, there)


def _is_full_name(reading: Reading) -> bool:
    key, written = reading.features.speaker or "", reading.claim.speaker or ""
    named = all(word[:1].isupper() or not word[:1].isalpha() for word in written.split())
    return named and " " in key and kind_of(key) in {"person", "unknown"}


def _wording(a: Reading, b: Reading, alike: Alignment, known: Sequence[Told]) -> list[Told]:
    """Other words: for one thing, and in one place; none where the places are whole sentences."""
    said = {part for one in known for part in (one.difference.here, one.difference.there) if part}
    phrases = [
        told("wording", a, b, *places, agrees=True, quality=True) for places in qualified(a, b)
    ]
    found: list[tuple[int, Told]] = []
    for face in alike.replaced:
        made = told("wording", a, b, face.here, face.there, agrees=True)
        here, there = made.difference.here or "", made.difference.there or ""
        first, second = content_words(here), content_words(there)
        if first == second or here in said or there in said or not (first and second):
            continue
        if not any(_overlaps(made, phrase) for phrase in phrases):
            found.append((-len(here) - len(there), made))
    found.sort(key=lambda pair: pair[0])
    return [*phrases, *(made for _, made in found)][:_MOST_WORDING]


def _overlaps(one: Told, other: Told) -> bool:
    """Whether two differences are of the same words of the first claim."""
    x, y = one.here, other.here
    return x is not None and y is not None and x.start < y.end and y.start < x.end
