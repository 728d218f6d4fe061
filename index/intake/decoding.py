"""Bytes into text: the Unicode forms first, then a guess among the older encodings.

What comes out holds exactly the characters of the file: line ends as they are, only a byte
order mark taken off. It says so when bytes are no text at all.
"""

import codecs
import re
import unicodedata

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the little-endian mark of one begins with that of the other."""

_SAMPLE = 32_768
"""Bytes looked at to tell what a file is; guessing from more is slow and no better."""

_OLDER = (
    "cp1252",
    "cp949",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp874",
)
"""Encodings of news text before UTF-8, the only ones a guess may name."""

_LATIN = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ",
        "äöüßéà",
        "áéíñóúüªº",
        "áâãàçéêíóôõúü",
        "àèéìíòóù",
        "åäöéü",
        "æøåéóôòä",
        "áæéíðóöúþý",
    ),
    "cp1250": (
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "ăâîşţ",
        "čćđšž",
    ),
    "cp1254": ("çğıöşüâîi̇",),
}
"""The letters beyond ASCII of the languages written in each of the encodings that share an
alphabet; they differ in a few letters only, which a statistical guess often gets wrong."""

_SHARED_SIGNS = frozenset("\u00a0“”„‘’‚–—…•«»‹›°§©®™€£¡¿·´")

_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_HIGH_WORDS = re.compile(rb"[^\n ]*[\x80-\xff][^\n]{0,400}")
_SURROGATES_AND_NUL = re.compile("[\ud800-\udfff\x00]")
_BROKEN = "\ufffd"


class NotTextError(ValueError):
    """The bytes are not text in any encoding known here."""


def decode(data: bytes) -> str:
    """Decode a whole file.

    UTF-8, UTF-16 and UTF-32 with or without a byte order mark; otherwise the most likely of the
    older encodings. UTF-8 with a few broken bytes (up to one for every four sound characters
    beyond ASCII) stays UTF-8, each broken run becoming U+FFFD.

    Raises:
        NotTextError: if the bytes are binary data.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    if b"\0" in data:
        return _without_mark(data)
    if len(_CONTROLS.findall(data[:_SAMPLE])) * 100 > len(data[:_SAMPLE]):
        raise NotTextError
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _older(data)


def sound(text: str) -> str:
    """The text with what no file or database can hold (lone surrogates, NUL) made U+FFFD.

    One for one, so that offsets stay.
    """
    return _SURROGATES_AND_NUL.sub(_BROKEN, text)


def _checked(text: str) -> str:
    if "\0" in text or text.count(_BROKEN) * 100 > len(text):
        raise NotTextError
    return text


def _without_mark(data: bytes) -> str:
    """UTF-32 or UTF-16 told by their shape: zero bytes alone do not make a file binary."""
    readings = []
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % width == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text and _reads_as_text(text[:_SAMPLE]):
                readings.append((text.count(" ") + text.count("\n"), text))
    if not readings:
        raise NotTextError
    # In the wrong byte order spaces and line ends turn into other characters.
    return max(readings, key=lambda reading: reading[0])[1]


def _reads_as_text(text: str) -> bool:
    """Whether nearly all characters are letters, marks, digits, punctuation, signs or spaces."""
    odd = sum(unicodedata.category(char)[0] == "C" and char not in "\t\n\r\f" for char in text)
    return odd * 50 <= len(text)


def _nearly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    sound_beyond_ascii = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return text if broken * 4 <= sound_beyond_ascii else None


def _older(data: bytes) -> str:
    for encoding in (_guess(data), "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _guess(data: bytes) -> str:
    """The encoding that makes the best text of the words beyond ASCII."""
    # Imported here: it is slow to load and files in older encodings are few.
    from charset_normalizer import from_bytes

    words, size = [], 0
    for found in _HIGH_WORDS.finditer(data):
        words.append(found.group())
        size += len(found.group())
        if size > _SAMPLE:
            break
    sample = b"\n".join(words)
    if _fit(sample, "cp1252") == 1:
        return "cp1252"
    best = from_bytes(sample, cp_isolation=list(_OLDER)).best()
    if best is None or best.encoding in _LATIN:
        return max(_LATIN, key=lambda encoding: _fit(sample, encoding))
    return best.encoding


def _fit(sample: bytes, encoding: str) -> float:
    """The share of characters beyond ASCII that one language of this encoding accounts for."""
    text = sample.decode(encoding, "replace").lower()
    beyond = [char for char in text if char > "\x7f" and char not in _SHARED_SIGNS]
    if not beyond:
        return 1
    best = max(sum(char in letters for char in beyond) for letters in _LATIN[encoding])
    return best / len(beyond)
