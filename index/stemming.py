"""Stems of English words, by the Porter 2 stemmer that comes with Whoosh, asked with less ado.

Its steps try some sixty endings one by one, most of which most words do not have. Here a step is
gone through only for a word that has one of its endings, in a third of the time; the stems are
the same. Importing it takes nothing of Whoosh's index machinery. Knows no stop words and no other
language.
"""

from typing import Any, Final

from whoosh.lang import porter2 as untyped

porter2: Final[Any] = untyped

_OWNING: Final = "'"
_PAST_OR_PRESENT: Final = ("ed", "edly", "ing", "ingly", "eed", "eedly")
_SECOND: Final = tuple(ending for ending, _, _ in porter2.s2_triples)
_THIRD: Final = tuple(ending for ending, _, _ in porter2.s3_triples)
_FOURTH: Final = (*porter2.s4_delete_list, "sion", "tion")


def stem(word: str) -> str:
    """The stem of a word in lower case, as ``whoosh.lang.porter2.stem`` finds it."""
    if len(word) <= 2:
        return word
    word = porter2.remove_initial_apostrophe(word)
    exception = porter2.exceptional_forms.get(word)
    if exception is not None:
        return str(exception)
    if "y" in word:
        word = porter2.capitalize_consonant_ys(word)
    r1 = porter2.get_r1(word)
    r2 = porter2.get_r2(word)
    if _OWNING in word:
        word = porter2.step_0(word)
    word = porter2.step_1a(word)
    if word in porter2.exceptional_early_exit_post_1a:
        return str(word)
    return _without_endings(word, r1, r2)


def _without_endings(word: str, r1: int, r2: int) -> str:
    if word.endswith(_PAST_OR_PRESENT):
        word = porter2.step_1b(word, r1)
    word = porter2.step_1c(word)
    if word.endswith(_SECOND):
        word = porter2.step_2(word, r1)
    if word.endswith(_THIRD):
        word = porter2.step_3(word, r1, r2)
    if word.endswith(_FOURTH):
        word = porter2.step_4(word, r2)
    if word.endswith(("e", "l")):
        word = porter2.step_5(word, r1, r2)
    return str(word).replace("Y", "y")
