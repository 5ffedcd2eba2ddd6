import math

import pytest
import torch

from hornbook.errors import ModelError
from hornbook.evaluate.generators import CheckpointGenerator, open_generator
from hornbook.model.checkpoint import save_checkpoint
from hornbook.tokenizer import TURN_END, Message, render_chat
from hornbook.tools import render_call


def conversations(lessons):
    return [[Message("user", lesson.command)] for lesson in lessons]


def ignore(done):
    pass


def greedy(model, tokenizer, prompt, max_tokens):
    """Greedy decoding that reads the whole text again for every token."""
    tokens, score = tokenizer.encode(prompt), 0.0
    start = len(tokens)
    while len(tokens) - start < max_tokens:
        scores = model.logits(model(torch.tensor([tokens]))[0, -1]).log_softmax(-1)
        best = int(scores.argmax())
        score += scores[best].item()
        if best == tokenizer.id_of(TURN_END):
            break
        tokens.append(best)
    return tokenizer.decode(tokens[start:]), score


@torch.inference_mode()
def test_the_cache_changes_no_answer(tiny, lessons):
    answers = CheckpointGenerator(*tiny, "tiny").generate(conversations(lessons), 40, ignore)
    for lesson, answer in zip(lessons, answers, strict=True):
        text, score = greedy(*tiny, render_chat([Message("user", lesson.command)], reply_follows=True), 40)
        assert answer.text == text
        assert answer.log_probability == pytest.approx(score, abs=1e-3)


def test_the_tiny_model_has_learned_its_lessons(tiny, lessons):
    answers = CheckpointGenerator(*tiny, "tiny").generate(conversations(lessons), 40, ignore)
    assert [answer.text for answer in answers] == [render_call(lesson.call) for lesson in lessons]


def test_the_f16_file_answers_as_the_checkpoint_does(tiny, packed, lessons):
    strange = ["", "turn", "café 45 hours 😀", "set set set a light", "e\u0301te\u0301"]
    asked = conversations(lessons) + [[Message("user", text)] for text in strange]
    ours = CheckpointGenerator(*tiny, "tiny").generate(asked, 30, ignore)
    done = []
    with open_generator(packed.f16) as generator:
        theirs = generator.generate(asked, 30, done.append)
    assert [answer.text for answer in theirs] == [answer.text for answer in ours]
    assert [answer.log_probability for answer in theirs] == pytest.approx(
        [answer.log_probability for answer in ours], abs=0.05
    )
    assert done == list(range(1, len(asked) + 1))


def test_an_answer_without_scores_is_the_same_text(packed, lessons):
    with open_generator(packed.f16) as generator:
        plain = generator.answer(conversations(lessons)[0], 40, scored=False)
        scored = generator.answer(conversations(lessons)[0], 40)
    assert plain.text == scored.text
    assert math.isnan(plain.log_probability)
    assert scored.log_probability < 0


def test_a_prompt_beyond_the_context_is_refused(tiny, packed):
    long = [Message("user", "stop " * 400)]
    with pytest.raises(ModelError, match="does not fit"):
        CheckpointGenerator(*tiny, "tiny").generate([long], 5, ignore)
    with open_generator(packed.f16) as generator, pytest.raises(ModelError, match="does not answer"):
        generator.generate([long], 5, ignore)


def test_a_path_names_a_checkpoint_or_a_run_folder_with_one(tiny, lessons, tmp_path):
    (tmp_path / "checkpoint").mkdir()
    save_checkpoint(tmp_path / "checkpoint", *tiny)
    for path in (tmp_path, tmp_path / "checkpoint"):
        with open_generator(path) as generator:
            assert generator.name == str(path)
            assert generator.generate(conversations(lessons)[:1], 40, ignore)[0].text == render_call(lessons[0].call)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"neither a \.gguf file nor a run folder"), open_generator(tmp_path):
        pass
