import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from hornbook.tokenizer import Message, Tokenizer, render_chat
from hornbook.train.batches import Batches, TokenizedDocuments, pack

TEXTS = [
    render_chat([Message("user", f"say {number}"), Message("assistant", f"it is {number}")]).rstrip("\n")
    for number in range(60)
] + ["a plain text without turns"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.train(TEXTS, 340)


@pytest.fixture(scope="module")
def data(tokenizer: Tokenizer) -> TokenizedDocuments:
    return TokenizedDocuments.encode(tokenizer, TEXTS)


@given(lengths=st.lists(st.integers(1, 100), min_size=1, max_size=60), row=st.integers(1, 64))
def test_packing_places_every_prediction_once_and_overfills_no_row(lengths: list[int], row: int) -> None:
    rows = pack(np.arange(len(lengths)), np.array(lengths), row)
    assert all(sum(count for _, _, count in pieces) <= row for pieces in rows)
    placed = sorted(
        (document, first + place) for pieces in rows for document, first, count in pieces for place in range(count)
    )
    assert placed == [(document, place) for document, length in enumerate(lengths) for place in range(length - 1)]


def test_packing_wastes_little() -> None:
    lengths = np.random.default_rng(0).integers(10, 45, 4000)
    rows = pack(np.arange(4000), lengths, 128)
    assert (lengths - 1).sum() / (len(rows) * 128) > 0.95


def test_answers_are_the_assistants_turns_and_the_end_token(tokenizer: Tokenizer, data: TokenizedDocuments) -> None:
    for document in range(60):
        place = slice(data.offsets[document], data.offsets[document + 1])
        learned = data.tokens[place][data.answer[place]].tolist()
        assert tokenizer.inner.decode(learned, skip_special_tokens=False) == f"it is {document}<|im_end|>"
    assert data.answer[data.offsets[60] :].all()


def test_a_batch_is_a_pure_function_of_the_step(data: TokenizedDocuments) -> None:
    forwards = Batches(data, 2, 48, 0.1, seed=3)
    in_order = [forwards.batch(step) for step in range(40)]
    backwards = Batches(data, 2, 48, 0.1, seed=3)
    for step in reversed(range(40)):
        again = backwards.batch(step)
        assert all(torch.equal(a, b) for a, b in zip(vars(in_order[step]).values(), vars(again).values(), strict=True))


def test_targets_follow_tokens_within_a_document(data: TokenizedDocuments) -> None:
    batch = Batches(data, 4, 48, 0.1, seed=0).batch(0)
    inside = (batch.documents[:, 1:] == batch.documents[:, :-1]) & (batch.documents[:, 1:] >= 0)
    assert torch.equal(batch.targets[:, :-1][inside], batch.tokens[:, 1:][inside])
    assert batch.weights.unique().tolist() == pytest.approx([0.0, 0.1, 1.0])
    assert (batch.weights[batch.documents < 0] == 0).all()


def test_the_mask_is_causal_and_keeps_documents_apart(data: TokenizedDocuments) -> None:
    batch = Batches(data, 2, 48, 0.0, seed=0).batch(0)
    mask = batch.mask()[:, 0]
    for row, query, key in [(0, 5, 3), (0, 3, 5), (1, 40, 2), (1, 40, 40)]:
        same = bool(batch.documents[row, query] == batch.documents[row, key])
        assert mask[row, query, key] == (0 if same and key <= query else -torch.inf)


def test_an_epoch_holds_every_document(data: TokenizedDocuments) -> None:
    batches = Batches(data, 1, 48, 0.0, seed=0)
    seen: set[int] = set()
    for step in range(len(batches._plan(0))):
        seen.update(batches.batch(step).documents.unique().tolist())
    assert seen - {-1} == set(range(len(TEXTS)))
