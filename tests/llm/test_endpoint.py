import shutil
from typing import Literal

import pytest
from pydantic import BaseModel

from hornbook.errors import ModelError
from hornbook.llm.endpoint import EMBEDDED_MODEL, Endpoint, open_local_endpoint
from hornbook.llm.request import Request, Sampling
from hornbook.llm.run import RequestRun
from hornbook.tokenizer import Message
from hornbook.tools import parse_call


class Switch(BaseModel):
    state: Literal["on", "off"]


def test_prices_are_per_million_tokens():
    assert Endpoint("", "", prompt_price=2, completion_price=10).cost(500_000, 100_000) == pytest.approx(2.0)
    assert Endpoint("", "").cost(10**9, 10**9) == 0


def test_a_gguf_file_answers_and_its_tokens_are_counted(packed, lessons, tmp_path):
    greedy = Sampling(temperature=0, max_tokens=60)
    with open_local_endpoint(str(packed.f16), tmp_path) as endpoint:
        requests = [Request(endpoint.model, (Message("user", lesson.command),), greedy) for lesson in lessons]
        run = RequestRun(endpoint, requests, tmp_path)
        assert [parse_call(outcome.text) for outcome in run] == [lesson.call for lesson in lessons]
    assert run.ledger.spent.sent == len(lessons)
    assert run.ledger.spent.prompt_tokens > 2 * len(lessons)
    assert run.ledger.spent.completion_tokens > len(lessons)


def test_a_gguf_file_answers_in_the_type_asked_for(packed, tmp_path):
    with open_local_endpoint(str(packed.q8_0), tmp_path) as endpoint:
        requests = [
            Request(
                endpoint.model, (Message("user", "turn on the hall light"),), Sampling(max_tokens=80), Switch, sample
            )
            for sample in range(4)
        ]
        outcomes = list(RequestRun(endpoint, requests, tmp_path))
    assert any(outcome.accepted for outcome in outcomes)
    assert {outcome.value.state for outcome in outcomes if outcome.accepted} <= {"on", "off"}


def test_a_prompt_that_does_not_fit_is_refused_for_good(packed, tmp_path):
    with open_local_endpoint(str(packed.f16), tmp_path) as endpoint:
        request = Request(endpoint.model, (Message("user", "stop " * 500),))
        (outcome,) = RequestRun(endpoint, [request], tmp_path)
    assert not outcome.accepted
    assert not outcome.passing
    assert outcome.reason.startswith("refused: ")


def test_files_of_one_name_are_different_models(packed, tmp_path):
    copies = [tmp_path / folder / "tiny.gguf" for folder in "ab"]
    for copy, source in zip(copies, (packed.f16, packed.q8_0), strict=True):
        copy.parent.mkdir()
        shutil.copy(source, copy)
    models = set()
    for copy in copies:
        with open_local_endpoint(str(copy), tmp_path) as endpoint:
            models.add(endpoint.model)
    assert len(models) == 2


def test_unknown_models_are_named(tmp_path):
    with (
        pytest.raises(ModelError, match=rf"GPT-9: no such model\. Known by name: {EMBEDDED_MODEL}"),
        open_local_endpoint("GPT-9", tmp_path),
    ):
        pass
    with (
        pytest.raises(ModelError, match=r"none\.gguf: no such file"),
        open_local_endpoint(str(tmp_path / "none.gguf"), tmp_path),
    ):
        pass
