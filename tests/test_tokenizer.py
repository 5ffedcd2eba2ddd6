from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.errors import DataError, RecipeError
from hornbook.tokenizer import CONTROL_TOKENS, QUESTION_START, REPLY_START, TURN_END, Message, Tokenizer, render_chat

TEXTS = ["set a timer for ten minutes", "play some jazz in the kitchen", 'say "good morning" in spanish'] * 3
PIECES = ['<tool_call>{"name": "set_timer", "arguments": {', '"duration": "', '"}}</tool_call>']
TOKENIZER = Tokenizer.train(TEXTS, 420, PIECES)


@given(st.text())
def test_any_text_survives(text: str) -> None:
    assert TOKENIZER.decode(TOKENIZER.encode(text)) == text or any(token in text for token in CONTROL_TOKENS)


@pytest.mark.parametrize("word", ["timer", "jazz", "kitchen", "marmalade", "Zurich"])
def test_a_word_is_cut_alike_behind_a_space_and_behind_a_quotation_mark(word: str) -> None:
    spaced, quoted = TOKENIZER.encode(f"a {word}")[1:], TOKENIZER.encode(f'"duration": "{word}')[1:]
    assert spaced[1:] == quoted[1:]
    assert (quoted[0], spaced[0]) in TOKENIZER.twins()


def test_pieces_are_one_token_each_and_stay_text() -> None:
    call = '<tool_call>{"name": "set_timer", "arguments": {"duration": "ten minutes"}}</tool_call>'
    ids = TOKENIZER.encode(call)
    assert [TOKENIZER.id_of(piece) for piece in PIECES] == [ids[0], ids[1], ids[-1]]
    assert TOKENIZER.decode(ids) == call


def test_a_question_costs_two_marks() -> None:
    chat = render_chat([Message("user", "play some jazz")], reply_follows=True)
    assert chat == "<|im_start|>user\nplay some jazz<|im_end|>\n<|im_start|>assistant\n"
    ids = TOKENIZER.encode(chat)
    assert (ids[0], ids[-1]) == (TOKENIZER.id_of(QUESTION_START), TOKENIZER.id_of(REPLY_START))
    assert len(ids) == 2 + len(TOKENIZER.encode("play some jazz"))


def test_several_turns_keep_their_text() -> None:
    turns = [
        Message("system", "be brief"),
        Message("user", "hi"),
        Message("assistant", "hello"),
        Message("user", "bye"),
    ]
    chat = render_chat(turns, reply_follows=True)
    assert TOKENIZER.inner.decode(TOKENIZER.encode(chat), skip_special_tokens=False) == chat
    assert TOKENIZER.encode(chat).count(TOKENIZER.id_of(TURN_END)) == 2


@pytest.mark.parametrize("size", [400, 401, 600])
def test_the_vocabulary_is_as_large_as_asked_or_one_less(size: int) -> None:
    assert len(Tokenizer.train(["many different words " * 3, *TEXTS, "abcdefghijklmnopqrstuvwxyz " * 9], size)) <= size


def test_a_file_comes_back(tmp_path: Path) -> None:
    TOKENIZER.save(tmp_path / "tokenizer.json")
    assert Tokenizer.load(tmp_path / "tokenizer.json").encode(TEXTS[0]) == TOKENIZER.encode(TEXTS[0])
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(DataError, match=r"tokenizer\.json: not a readable tokenizer"):
        Tokenizer.load(tmp_path / "tokenizer.json")


def test_a_vocabulary_that_cannot_hold_the_bytes_is_refused() -> None:
    with pytest.raises(RecipeError, match="too small"):
        Tokenizer.train(TEXTS, 300, PIECES)
