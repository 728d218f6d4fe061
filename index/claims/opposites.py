"""Words that say the opposite of each other: what rose here fell there.

A table of common opposites, each pair by the stems of its words, and prefixes that deny
("illegal", "unsafe"). Says nothing of whether two claims speak of one thing.
"""

from functools import lru_cache

from index.claims.words import stem

_TABLE = """
rise climb gain jump soar surge increase grow advance rally rebound up higher raise more
    | fall drop lose slump plunge tumble decrease decline shrink slide sink down lower fewer
    less cut
win beat triumph victory | lose defeat loss
gain profit | loss deficit
guilty convict | innocent acquit
accept approve adopt pass endorse back support uphold | reject oppose refuse block overturn veto
confirm admit acknowledge | deny
allow permit legalize legal authorize | ban prohibit forbid outlaw illegal bar
open reopen | close shut
start begin launch resume | end stop cease halt suspend finish
arrive enter join come | leave exit quit depart
buy purchase acquire | sell
hire appoint employ | fire dismiss sack
strengthen tighten | weaken ease loosen
alive survive live | dead die kill
before | after
first | last
best | worst
better improve | worse worsen deteriorate
largest biggest highest most maximum | smallest lowest least minimum
early earlier | late later
succeed success successful | fail failure unsuccessful
agree agreement | disagree refuse disagreement
friend ally | enemy rival
attack | defend
include | exclude
build construct | demolish destroy
expand | shrink contract
praise welcome applaud | criticize condemn denounce criticise
free release | jail imprison detain arrest
northern north | southern south
eastern east | western west
male man | female woman
boy | girl
father | mother
son | daughter
brother | sister
safe | dangerous unsafe
strong | weak
true | false
positive | negative
optimistic | pessimistic
warm hot | cold cool
present | absent
possible | impossible
young | old
above | below
lead ahead | trail behind
"""
_PREFIXES = ("un", "in", "il", "im", "ir", "dis", "non", "de", "mis")
_SHORTEST = 4
"""Letters a word needs for a prefix before it to be read as a denial."""


_PARTIES = frozenset(
    stem(word)
    for word in (
        *("win", "beat", "triumph", "victory", "lose", "defeat", "loss", "buy", "purchase"),
        *("acquire", "sell", "attack", "defend", "lead", "trail", "ahead", "behind"),
    )
)
"""Stems of words by which each of two parties tells one thing: what one wins the other loses."""


def _sides() -> dict[str, frozenset[str]]:
    """Every word of the table by its stem, with the stems that say the opposite."""
    found: dict[str, set[str]] = {}
    for row in _TABLE.strip().replace("\n    ", " ").split("\n"):
        left, right = ([stem(word) for word in side.split()] for side in row.split("|"))
        for these, those in ((left, right), (right, left)):
            for word in these:
                found.setdefault(word, set()).update(those)
    return {word: frozenset(others) for word, others in found.items()}


_OPPOSITES = _sides()
_DEFEAT = stem("defeat")
"""A loss as a noun, a victory as a verb."""


def are_two_sides(a: str, b: str) -> bool:
    """Whether two words, as written, tell one thing of the one party and of the other."""
    return stem(a) in _PARTIES and stem(b) in _PARTIES


@lru_cache(maxsize=20_000)
def are_opposites(a: str, b: str) -> bool:
    """Whether two words, as written, say the opposite of each other."""
    one, other = stem(a), stem(b)
    if _DEFEAT in {one, other} and "defeat" not in {a, b}:
        return False
    if other in _OPPOSITES.get(one, ()):
        return True
    if len(one) > len(other):
        one, other = other, one
    return len(one) >= _SHORTEST and any(other == prefix + one for prefix in _PREFIXES)
