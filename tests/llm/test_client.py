import asyncio
from email.utils import formatdate
from time import time

import pytest

from hornbook.errors import ModelError
from hornbook.llm.client import Client, Failure, Reply
from hornbook.llm.endpoint import Endpoint


def ask(endpoint, request, timeout=10.0):
    async def story():
        async with Client(endpoint, timeout) as client:
            return await client.complete(request.body())

    return asyncio.run(story())


def answer(scene, act, timeout=10.0):
    scene.scripted.script = lambda question, times: act
    return ask(scene.endpoint, scene.request("hello"), timeout)


def test_an_answer_comes_with_its_tokens(scene):
    assert answer(scene, scene.say("hello yourself", usage=(7, 4))) == Reply("hello yourself", "stop", (7, 4))


def test_an_endpoint_that_counts_nothing_is_believed(scene):
    bare = scene.act(body=b'{"choices": [{"message": {"content": "hello"}}]}')
    assert answer(scene, bare) == Reply("hello", "", None)


@pytest.mark.parametrize("status", [400, 401, 403, 413, 418, 422, 429, 500, 503])
def test_a_refusal_is_named_by_its_status_and_costs_nothing(scene, status):
    failure = answer(scene, scene.act(status, b'{"error": {"message": "no\\n luck"}}'))
    assert failure.kind == str(status)
    assert "no" in failure.reason
    assert "\n" not in failure.reason
    assert failure.usage == (0, 0)
    assert failure.permanent == (status in {400, 413, 422})
    assert failure.stops_all == (status == 401)
    assert failure.overloaded == (status in {429, 500, 503})


@pytest.mark.parametrize(
    "body",
    [b"", b"garbage", b"\xff\xfe", b"[]", b'{"choices": []}', b'{"error": "busy"}', b'{"choices": [{"message": 3}]}'],
)
def test_what_is_no_chat_completion_is_nonsense(scene, body):
    failure = answer(scene, scene.act(body=body))
    assert failure.kind == "nonsense"
    assert failure.reason.startswith("no chat completion")
    assert failure.usage is None
    assert not failure.permanent


def test_a_connection_that_breaks_in_the_middle_is_cut(scene):
    failure = answer(scene, scene.say("hello", cut=True))
    assert (failure.kind, failure.usage) == ("cut", None)


def test_an_attempt_ends_in_time(scene):
    failure = answer(scene, scene.hang, timeout=0.2)
    assert failure == Failure("timeout", "no answer within 0.2 s")
    assert failure.overloaded
    assert failure.usage is None


def test_nobody_there_is_unreachable(scene):
    failure = ask(Endpoint("http://127.0.0.1:9/v1", "scripted"), scene.request("hello"))
    assert (failure.kind, failure.usage) == ("unreachable", (0, 0))


@pytest.mark.parametrize(("value", "seconds"), [("3", 3), ("0.5", 0.5), ("-1", 0), ("soon", None)])
def test_retry_after_is_read_as_seconds(scene, value, seconds):
    failure = answer(scene, scene.act(503, headers={"Retry-After": value}))
    assert failure.retry_after == seconds
    assert failure.wants_quiet == (seconds is not None)


def test_retry_after_is_read_as_a_date(scene):
    date = formatdate(time() + 60, usegmt=True)
    assert 40 < answer(scene, scene.act(503, headers={"Retry-After": date})).retry_after <= 60


def test_who_is_told_to_come_back_tomorrow_need_not_wait(scene):
    assert answer(scene, scene.act(429, headers={"Retry-After": "86400"})).stops_all
    assert not answer(scene, scene.act(429, headers={"Retry-After": "60"})).stops_all


def test_the_key_is_read_from_its_variable(scene, monkeypatch):
    endpoint = Endpoint(scene.endpoint.url, "scripted", key_variable="SCHOOL_KEY")
    monkeypatch.delenv("SCHOOL_KEY", raising=False)
    with pytest.raises(ModelError, match="asks for a key, and the environment variable SCHOOL_KEY is not set"):
        Client(endpoint, 1.0)
    monkeypatch.setenv("SCHOOL_KEY", "secret")
    assert isinstance(ask(endpoint, scene.request("hello")), Reply)
    assert scene.scripted.heads[-1].count("authorization: bearer secret") == 1
