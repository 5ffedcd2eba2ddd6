import pytest

from hornbook.errors import ModelError
from hornbook.llm.runner import Settings
from hornbook.synthesize.textbook.asking import Asker

QUICK = Settings(concurrency=4, timeout=10, failures=2, first_wait=0.01, longest_wait=0.02)


def test_the_ledger_adds_up_over_rounds_and_runs(scene, tmp_path):
    requests = [scene.request(str(number)) for number in range(30)]
    done: list[int] = []
    asker = Asker(scene.endpoint, tmp_path, QUICK)
    asker.ask(requests[:10], done.append)
    asker.ask(requests[5:20], done.append)
    assert done == [*range(1, 11), *range(11, 26)]
    ledger = asker.ledger
    assert ledger.outcomes.done == 20
    assert ledger.spent.prompt_tokens == scene.scripted.prompt_tokens == 60
    assert ledger.spent.completion_tokens == scene.scripted.completion_tokens == 40
    assert ledger.money == pytest.approx((60 * 2 + 40 * 10) / 1e6)

    again = Asker(scene.endpoint, tmp_path, QUICK)
    texts = [outcome.text for outcome in again.ask(requests)]
    assert texts == [str(number) for number in range(30)]
    assert scene.scripted.asked.total() == 30
    assert again.ledger.spent.prompt_tokens == scene.scripted.prompt_tokens


def test_what_is_given_up_stays_so(scene, tmp_path):
    def paid_for_then_down(question, times):
        if question == "3":
            return scene.say("", usage=(7, 1)) if times == 0 else scene.act(500)
        return scene.say(question)

    scene.scripted.script = paid_for_then_down
    requests = [scene.request(str(number)) for number in range(6)]
    first = Asker(scene.endpoint, tmp_path, QUICK)
    accepted = [outcome.accepted for outcome in first.ask(requests)]
    assert accepted == [True, True, True, False, True, True]

    scene.scripted.script = lambda question, times: scene.say(question)
    again = Asker(scene.endpoint, tmp_path, QUICK)
    assert [outcome.accepted for outcome in again.ask(requests)] == accepted
    assert again.ledger.spent == first.ledger.spent
    assert again.ledger.spent.prompt_tokens == scene.scripted.prompt_tokens == 5 * 3 + 7
    assert (again.ledger.outcomes.accepted, again.ledger.outcomes.set_aside) == (5, 1)


def test_equal_requests_have_one_outcome(scene, tmp_path):
    asker = Asker(scene.endpoint, tmp_path, QUICK)
    one, other = asker.ask([scene.request("a"), scene.request("a")])
    assert one.text == other.text == "a"
    assert asker.ledger.outcomes.done == 1
    assert asker.ask([]) == []


def test_a_refused_key_stops_all(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.act(401)
    with pytest.raises(ModelError):
        Asker(scene.endpoint, tmp_path, QUICK).ask([scene.request("a")])
