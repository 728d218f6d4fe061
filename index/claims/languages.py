"""In which language a text is, as far as script and its commonest words tell.

Knows the sixteen languages of the sentence encoder. A language guessed wrong costs little: it
decides only whether texts are compared across languages. Libraries that tell a hundred languages
apart were weighed (``py3langid``, ``lingua``): megabytes to load for what a table does here.
"""

import re
from collections import Counter

from index.claims.listing import word_set

UNKNOWN = "und"
"""ISO 639-2 for a language that could not be told."""

_READ = 1_200
"""Code points of a text that are looked at."""

_FEWEST = 2
"""Common words a language must show before it is believed."""

_OVER_ENGLISH = 2
"""How many times its English words another language needs: "die", "in" and "was" are of both."""

_SURE = 12
_PLAINLY = 0.2
"""Common English words from which a text is looked at no further, and their least share."""

_SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u052f]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.3
"""Share of a text's letters from which another script than Latin decides. Japanese mixes three,
and a report in any of them names people and firms in Latin letters."""

_JAPANESE = 0.05
"""Share of kana from which Chinese characters are Japanese."""

_COMMON = {
    "en": word_set("""
        the of and to in a is was for that on with as at by from has have had said he it his are be
        were an after who not will which their they but this its been would more about
        """),
    "de": word_set("""
        der die das und in den von zu mit im ist des auf für nicht sich dem ein eine als auch es an
        hat wurde nach wird bei einer um am sind noch wie einem über einen so zum war haben aus nur
        """),
    "fr": word_set("""
        le la les de des et à en un une du dans est pour que qui sur par au plus pas avec ce il sont
        aux ont été son sa ses se cette mais elle selon leur après d l a
        """),
    "es": word_set("""
        el la los las de que y en un una por con para del se su al es lo como más fue ha sus este
        entre pero sobre han según también desde esta años
        """),
    "it": word_set("""
        il la le di e che in un una per del della dei con non si da al sono nel alla anche è come
        più ha dal gli i lo delle ma su questo stato dopo
        """),
    "pt": word_set("""
        o a os as de que e em um uma do da dos das no na por para com não se mais como ao foi são à
        pelo pela ou seu sua também entre após segundo está
        """),
    "nl": word_set("""
        de het een en van in is dat op te zijn met voor niet aan er die om ook als bij door over uit
        naar maar heeft wordt werd hebben nog was tot volgens
        """),
    "pl": word_set("""
        w i na z się do nie że jest o to za od po jak przez był dla są oraz ale roku przed przy już
        tym także który która które jego było ze
        """),
    "tr": word_set("""
        ve bir bu da de için ile olarak olan çok daha gibi kadar sonra en ise ya ne olduğu değil
        ancak göre dedi yeni her o var tarafından etti
        """),
}
_SIGNS = {
    "de": "äöüß",
    "fr": "éèêàçœù",
    "es": "ñáíóúé¿¡",
    "it": "àèìòù",
    "pt": "ãõçáéêó",
    "pl": "ąćęłńśźż",
    "tr": "ğışçöü",
}
"""Letters beside the plain ones."""


def language(text: str) -> str:
    """The language of a text: an ISO 639-1 code, or ``UNKNOWN``."""
    start = text[:_READ]
    pieces = start.lower().split()
    english = _COMMON["en"]
    if sum(piece in english for piece in pieces) >= max(_SURE, _PLAINLY * len(pieces)):
        return "en"
    if not start.isascii():
        scripts = _by_script(start)
        if scripts is not None:
            return scripts
    words = Counter(word.lower() for word in _WORD.findall(start))
    signs = Counter(start.lower()) if not start.isascii() else Counter()
    scores = {
        code: sum(count for word, count in words.items() if word in common)
        + sum(signs[sign] for sign in _SIGNS.get(code, ""))
        for code, common in _COMMON.items()
    }
    best = max(scores, key=lambda code: scores[code])
    clear = scores[best] >= _FEWEST
    if best != "en":
        clear = clear and scores[best] > _OVER_ENGLISH * scores["en"]
    return best if clear else UNKNOWN


def are_foreign(one: str, other: str) -> bool:
    """Whether two texts, by their languages, share no words: of two languages, or two scripts."""
    if one == other:
        return False
    written = {code for code, _ in _SCRIPTS}
    return UNKNOWN not in {one, other} or bool(written & {one, other})


def _by_script(text: str) -> str | None:
    letters = max(1, len(_LETTER.findall(text)))
    shares = {code: len(pattern.findall(text)) / letters for code, pattern in _SCRIPTS}
    if shares["ja"] >= _JAPANESE and shares["ja"] + shares["zh"] >= _SHARE:
        return "ja"
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _SHARE else None
