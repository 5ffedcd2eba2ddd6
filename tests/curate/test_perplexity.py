import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import torch
import torch.nn.functional as F

from hornbook.curate.perplexity import Perplexity
from hornbook.errors import ModelError


@torch.inference_mode()
def expected(tiny: Any, text: str) -> float:
    ids = torch.tensor([tiny.tokenizer.encode(text)])
    logits = tiny.model.logits(tiny.model(ids))
    return math.exp(float(F.cross_entropy(logits[0, :-1], ids[0, 1:])))


def test_it_is_what_the_model_itself_says(packed: Any, tiny: Any) -> None:
    texts = ["turn on the kitchen light", "set a timer for 5 minutes", "zebras quarrel"]
    found = Perplexity(packed.f16).measure(pa.array(texts)).to_pylist()
    assert found == pytest.approx([expected(tiny, text) for text in texts], rel=0.02)


def test_what_is_too_short_has_none(packed: Any) -> None:
    assert Perplexity(packed.f16).measure(pa.array(["", "a", None])).to_pylist() == [None, None, None]


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"broken\.gguf"):
        Perplexity(tmp_path / "broken.gguf").measure(pa.array(["some text here"]))
