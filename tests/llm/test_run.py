import time
from itertools import count, islice
from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, Field

from hornbook.errors import ModelError
from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Sampling
from hornbook.llm.run import RequestRun
from hornbook.llm.runner import Settings

QUICK = Settings(concurrency=8, timeout=10, first_wait=0.01, longest_wait=0.1)


class Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    score: Annotated[int, Field(ge=0, le=5)]


def test_outcomes_come_in_the_order_of_the_requests(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.say(question, seconds=0.02 * (int(question) % 5))
    requests = [scene.request(str(number)) for number in range(40)]
    outcomes = list(RequestRun(scene.endpoint, requests, tmp_path, QUICK))
    assert [outcome.request for outcome in outcomes] == requests
    assert [outcome.text for outcome in outcomes] == [str(number) for number in range(40)]
    assert {outcome.finish for outcome in outcomes} == {"stop"}
    assert max(scene.scripted.crowds) == QUICK.concurrency


def test_requests_are_read_as_they_are_needed(scene, tmp_path):
    read = []
    requests = (read.append(number) or scene.request(str(number % 7)) for number in count())
    run = RequestRun(scene.endpoint, requests, tmp_path, QUICK)
    assert [outcome.text for outcome in islice(run, 20)] == [str(number % 7) for number in range(20)]
    assert len(read) <= 1024 + 20


def test_equal_requests_are_sent_once(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.say(f"{question}, asked {times} times before", seconds=0.05)
    run = RequestRun(scene.endpoint, [scene.request(str(number % 5)) for number in range(50)], tmp_path, QUICK)
    outcomes = list(run)
    assert [outcome.text for outcome in outcomes[-5:]] == [f"{number}, asked 0 times before" for number in range(5)]
    assert [outcome.from_cache for outcome in outcomes] == [False] * 5 + [True] * 45
    assert scene.scripted.asked.total() == run.ledger.spent.sent == 5
    assert run.ledger.outcomes.from_cache == 45


def test_samples_of_one_conversation_are_different_requests(scene, tmp_path):
    requests = [scene.request("again", sample=sample) for sample in range(3)]
    list(RequestRun(scene.endpoint, requests, tmp_path, QUICK))
    assert len({body["seed"] for body in scene.scripted.bodies}) == 3


def test_the_report_is_told_after_every_outcome(scene, tmp_path):
    seen = []
    requests = [scene.request(str(number)) for number in range(5)]
    list(RequestRun(scene.endpoint, requests, tmp_path, QUICK, lambda tally: seen.append(tally.done)))
    assert seen == [1, 2, 3, 4, 5]


def test_money_counts_answers_that_were_no_good(scene, tmp_path):
    answers = ["nonsense", '{"score": 9}', '{"score": 3}']
    scene.scripted.script = lambda question, times: scene.say(answers[times], usage=(100, 10))
    run = RequestRun(scene.endpoint, [scene.request("rate", answer=Verdict)], tmp_path, QUICK)
    (outcome,) = run
    assert outcome.value == Verdict(score=3)
    assert outcome.spent == run.ledger.spent
    assert (outcome.spent.sent, outcome.spent.retries, outcome.spent.unmetered) == (3, 2, 0)
    assert run.ledger.money == pytest.approx((300 * 2 + 30 * 10) / 1e6)
    assert run.ledger.cost_per(2) == pytest.approx(run.ledger.money / 2)
    assert run.ledger.cost_per(0) == float("inf")
    assert len({body["seed"] for body in scene.scripted.bodies}) == 3
    schema = scene.scripted.bodies[0]["response_format"]
    assert schema["type"] == "json_schema"
    assert schema["json_schema"]["schema"] == Verdict.model_json_schema()


def test_what_cost_nothing_costs_nothing_each(scene, tmp_path):
    assert RequestRun(scene.endpoint, [], tmp_path).ledger.cost_per(0) == 0


def test_an_endpoint_that_is_down_is_asked_again_by_the_next_run(scene, tmp_path):
    requests = [scene.request("one"), scene.request("two")]
    nowhere = Endpoint("http://127.0.0.1:9/v1", scene.endpoint.model)
    impatient = Settings(failures=2, first_wait=0.001)
    run = RequestRun(nowhere, requests, tmp_path, impatient)
    for outcome in run:
        assert not outcome.accepted
        assert outcome.passing
        assert "no answer in 2 attempts, the last one: ConnectError" in outcome.reason
    assert (run.ledger.spent.sent, run.ledger.spent.unmetered) == (4, 0)
    assert [outcome.text for outcome in RequestRun(scene.endpoint, requests, tmp_path)] == ["one", "two"]


def test_a_run_stops_where_nothing_answers_for_long(scene, tmp_path):
    nowhere = Endpoint("http://127.0.0.1:9/v1", scene.endpoint.model)
    requests = (scene.request(str(number)) for number in count())
    run = RequestRun(nowhere, requests, tmp_path, Settings(failures=1, first_wait=0.001))
    with pytest.raises(ModelError, match=r"127\.0\.0\.1:9/v1 does not answer \(50 requests in a row got no answer"):
        list(run)
    assert run.ledger.outcomes.set_aside <= 50 <= run.ledger.spent.sent < 100


@pytest.mark.parametrize(("status", "headers"), [(401, {}), (404, {}), (402, {}), (429, {"Retry-After": "86400"})])
def test_a_run_stops_where_only_a_person_can_help(scene, tmp_path, status, headers):
    scene.scripted.script = lambda question, times: scene.act(status, b'{"error": {"message": "no luck"}}', headers)
    requests = [scene.request(str(number)) for number in range(100)]
    with pytest.raises(ModelError, match=r"does not answer \(.*no luck.*\)\. Check"):
        list(RequestRun(scene.endpoint, requests, tmp_path, QUICK))
    assert len(scene.scripted.acts) <= QUICK.concurrency
    scene.scripted.script = lambda question, times: scene.say(question)
    assert all(outcome.accepted for outcome in RequestRun(scene.endpoint, requests, tmp_path, QUICK))


def test_those_that_wait_to_be_asked_again_stop_too(scene, tmp_path):
    def script(question, times):
        if question == "0":
            return scene.act(429)
        return scene.act(429, headers={"Retry-After": "86400"}, seconds=0.1)

    scene.scripted.script = script
    started = time.monotonic()
    with pytest.raises(ModelError, match="does not answer"):
        list(RequestRun(scene.endpoint, [scene.request("0"), scene.request("1")], tmp_path, QUICK))
    assert time.monotonic() - started < 5


def test_a_request_for_another_model_is_refused(scene, tmp_path):
    other = Endpoint(scene.endpoint.url, "other")
    with pytest.raises(ModelError, match=r"for the model scripted, and .* is for other"):
        list(RequestRun(other, [scene.request("one")], tmp_path))


def test_a_loop_that_is_left_early_ends_at_once(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.say(question) if question == "0" else scene.hang
    run = RequestRun(scene.endpoint, [scene.request(str(number)) for number in range(30)], tmp_path)
    started = time.monotonic()
    for _ in run:
        break
    assert time.monotonic() - started < 5
    assert run.ledger.outcomes.done == 1
    assert run.ledger.spent.unmetered == run.ledger.spent.sent - 1


def test_retry_after_is_honoured_by_all(scene, tmp_path):
    def script(question, times):
        return scene.act(429, headers={"Retry-After": "1"}) if question == "0" and times == 0 else scene.say(question)

    scene.scripted.script = script
    requests = [scene.request(str(number)) for number in range(40)]
    settings = Settings(concurrency=1, first_wait=0.001)
    assert all(outcome.accepted for outcome in RequestRun(scene.endpoint, requests, tmp_path, settings))
    first, *later = scene.scripted.arrivals
    assert min(later) - first >= 0.99


def test_concurrency_falls_under_429_and_recovers(scene, tmp_path):
    scripted, strict = scene.scripted, range(60, 260)

    def script(question, times):
        if len(scripted.acts) not in strict:
            return scene.say(question, seconds=0.08)
        return scene.say(question, seconds=0.02) if scripted.under_way <= 4 else scene.act(429)

    scripted.script = script
    requests = [scene.request(str(number)) for number in range(450)]
    settings = Settings(concurrency=16, failures=50, first_wait=0.002, longest_wait=0.01)
    assert all(outcome.accepted for outcome in RequestRun(scene.endpoint, requests, tmp_path, settings))
    under_way = scripted.crowds
    assert max(under_way[: strict.start]) == 16
    assert sum(under_way[110 : strict.stop]) / 150 < 5
    assert max(under_way[-100:]) >= 14


def test_sampling_is_sent_as_it_is(scene, tmp_path):
    sampling = Sampling(temperature=0.2, top_p=0.9, max_tokens=7, seed=None)
    list(RequestRun(scene.endpoint, [scene.request("one", sampling=sampling)], tmp_path))
    (body,) = scene.scripted.bodies
    assert (body["temperature"], body["top_p"], body["max_tokens"]) == (0.2, 0.9, 7)
    assert "seed" not in body
    assert body["messages"] == [{"role": "user", "content": "one"}]
