import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.errors import ModelError
from hornbook.synthesize import embeddings
from hornbook.synthesize.embeddings import DIMENSIONS, embed

WATCHED = """
import logging, socket, sys
def refuse(*arguments, **options):
    raise AssertionError("the network")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from hornbook.synthesize.embeddings import embed
assert embed(["offline"]).any()
assert "wordllama" not in sys.modules
assert not logging.getLogger().handlers
"""


@given(st.lists(st.text(max_size=40), max_size=70))
def test_every_text_with_something_in_it_has_a_unit_vector(texts: list[str]) -> None:
    vectors = embed(texts)
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(
        length == pytest.approx(1, abs=1e-5) or (length == 0 and not text)
        for length, text in zip(lengths, texts, strict=True)
    )


@given(st.lists(st.text(max_size=40), min_size=1, max_size=70), st.data())
def test_a_vector_does_not_hang_on_the_other_texts(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    assert np.allclose(embed(texts)[place], embed([texts[place]])[0], atol=1e-5)


def test_what_means_the_same_is_nearer() -> None:
    cat, kitten, tax = embed(["The cat sat on the mat.", "A kitten is lying on a rug.", "Income tax is due in April."])
    assert cat @ kitten > cat @ tax + 0.2


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    long = "the moon goes round the earth " * 1000
    assert np.array_equal(embed([long]), embed([long[:8192]]))


def test_neither_the_network_nor_the_package_is_used() -> None:
    subprocess.run([sys.executable, "-c", WATCHED], check=True, timeout=60)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "find_spec", lambda name: None)
    embeddings._model.cache_clear()
    with pytest.raises(ModelError, match=r"there is no wordllama/tokenizers/.*pip install"):
        embed(["x"])


def test_a_package_without_the_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = find_spec("json")
    assert spec is not None
    monkeypatch.setattr(embeddings, "find_spec", lambda name: spec)
    embeddings._model.cache_clear()
    with pytest.raises(ModelError, match="there is no wordllama"):
        embed(["x"])
