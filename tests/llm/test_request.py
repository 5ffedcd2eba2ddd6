from dataclasses import replace
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from hornbook.llm.request import Request, Sampling
from hornbook.tokenizer import Message


class Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    score: Annotated[int, Field(ge=0, le=5)]


class Harsher(Verdict):
    score: Annotated[int, Field(ge=0, le=3)]


REQUEST = Request("model", (Message("user", "hello"),), Sampling(), Verdict)

OTHERS = [
    replace(REQUEST, model="another"),
    replace(REQUEST, messages=(Message("system", "hello"),)),
    replace(REQUEST, messages=(Message("user", "hello"), Message("assistant", ""))),
    replace(REQUEST, sampling=Sampling(temperature=0.6)),
    replace(REQUEST, sampling=Sampling(top_p=0.5)),
    replace(REQUEST, sampling=Sampling(max_tokens=5)),
    replace(REQUEST, sampling=Sampling(seed=1)),
    replace(REQUEST, sampling=Sampling(seed=None)),
    replace(REQUEST, answer=None),
    replace(REQUEST, answer=Harsher),
    replace(REQUEST, sample=1),
]


def test_equal_requests_have_one_key_and_all_else_another():
    assert replace(REQUEST).key == REQUEST.key
    assert len({request.key for request in [REQUEST, *OTHERS]}) == 1 + len(OTHERS)


def test_the_key_is_the_same_in_every_process():
    request = Request("model", (Message("user", "grüß dich"),))
    assert request.key == "bc95c4e874f95a29914b4061837081d1f573990fdeeb1b1c5054d51827688b36"


@given(st.integers(0, 2**31 - 1), st.integers(0, 1000), st.integers(0, 5))
def test_the_seed_is_a_function_of_seed_sample_and_tries(seed, sample, tried):
    request = replace(REQUEST, sampling=Sampling(seed=seed), sample=sample)
    sent = request.body(tried)["seed"]
    assert sent == request.body(tried)["seed"]
    assert 0 <= sent < 2**31
    assert sent != request.body(tried + 1)["seed"]
    assert sent != replace(request, sample=sample + 1).body(tried)["seed"]


def test_without_a_seed_none_is_sent():
    assert "seed" not in replace(REQUEST, sampling=Sampling(seed=None)).body(1)


def test_an_answer_is_read_as_the_type_asked_for():
    assert REQUEST.read('{"score": 4}') == Verdict(score=4)
    assert replace(REQUEST, answer=None).read("any text") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the answer is empty"),
        (" \n", "the answer is empty"),
        ("five", "Invalid JSON"),
        ('{"score": 4', "Invalid JSON"),
        ("{}", "score: Field required"),
        ('{"score": 6}', "score: Input should be less than or equal to 5"),
        ('{"score": "4"}', "score: Input should be a valid integer"),
        ('{"score": 4, "why": "so"}', "why: Extra inputs are not permitted"),
    ],
)
def test_what_is_no_such_answer_is_refused_with_the_reason(text, problem):
    with pytest.raises(ValueError, match=problem):
        REQUEST.read(text)
