"""What is answered stays answered: real processes, killed."""

import json
import signal
import subprocess
import sys
import time

from pydantic import BaseModel

from hornbook.llm.answers import AnswerStore
from hornbook.llm.run import RequestRun
from hornbook.llm.runner import Settings

QUICK = Settings(concurrency=8, timeout=10, first_wait=0.01, longest_wait=0.1)

PROGRAM = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from pydantic import BaseModel
from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Request
from hornbook.llm.run import RequestRun
from hornbook.llm.runner import Settings
from hornbook.tokenizer import Message

class Mark(BaseModel):
    score: int

url, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
settings = Settings(concurrency=8, timeout=4, first_wait=0.01, longest_wait=0.1)
requests = (Request("scripted", (Message("user", str(n)),), answer=Mark) for n in range(number))
run = RequestRun(Endpoint(url, "scripted"), requests, folder, settings)
texts = [outcome.text for outcome in run]
print(json.dumps({"texts": texts, **asdict(run.ledger)}))
"""


class Mark(BaseModel):
    score: int


def requests_of_the_program(scene, number):
    return [scene.request(str(n), answer=Mark) for n in range(number)]


def start(scene, folder, number):
    arguments = [sys.executable, "-c", PROGRAM, scene.endpoint.url, str(folder), str(number)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


class Faults:
    """Every kind of trouble for a thousand questions; each is in the end answered, or refused for good."""

    def __init__(self, scene):
        self.scene, self.good, self.frozen_at = scene, [], 400

    def __call__(self, question, times):
        if len(self.good) >= self.frozen_at:
            return self.scene.hang
        if int(question) in (11, 511) and times == 0:
            return self.scene.hang
        act = self._trouble(int(question) % 50, times)
        if act is None:
            self.good.append(question)
            act = self.scene.say(f'{{"score": {question}}}', usage=(10 + int(question) % 7, int(question) % 11))
        return act

    def _trouble(self, kind, times):
        scene = self.scene
        if kind == 1:
            return scene.act(400, b'{"error": {"message": "too long"}}')
        if kind == 2:
            return scene.say('{"score": "high"}', usage=(5, 1))
        if kind == 3 and times < 2:
            return scene.say(['{"score": ', None][times], usage=(5, 1))
        once = {
            4: scene.act(429),
            5: scene.act(429, headers={"Retry-After": "0.02"}),
            6: scene.act(500, b"<html>oops</html>"),
            7: scene.act(503, headers={"Retry-After": "0.01"}),
            8: scene.say("cut off", cut=True),
            9: scene.act(200, b"garbage"),
            10: scene.act(200, b'{"error": "overloaded"}'),
        }
        return once.get(kind) if times == 0 else None


def test_a_thousand_requests_survive_all_faults_and_a_kill(scene, tmp_path):
    number, scripted = 1000, scene.scripted
    requests = requests_of_the_program(scene, number)
    scripted.script = faults = Faults(scene)
    process = start(scene, tmp_path, number)
    while len(faults.good) < faults.frozen_at:
        time.sleep(0.02)
    time.sleep(0.2)  # what was answered arrives; all that is under way hangs
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()
    with AnswerStore(tmp_path) as store:
        kept = [request.messages[-1].content for request in requests if store.find(request.key)]
    assert len(kept) > 400

    faults.frozen_at = number
    already = len(scripted.bodies)
    process = start(scene, tmp_path, number)
    printed, _ = process.communicate(timeout=60)
    report = json.loads(printed)
    asked_again = {body["messages"][-1]["content"] for body in scripted.bodies[already:]}
    assert asked_again.isdisjoint(kept)

    no_good = {1: "", 2: '{"score": "high"}'}
    assert report["texts"] == [no_good.get(n % 50, f'{{"score": {n}}}') for n in range(number)]
    assert report["outcomes"] == {"accepted": 960, "set_aside": 40, "from_cache": len(kept)}
    assert len(faults.good) == len(set(faults.good)) == 960

    spent = report["spent"]
    assert (spent["prompt_tokens"], spent["completion_tokens"]) == (scripted.prompt_tokens, scripted.completion_tokens)
    assert 0 <= spent["sent"] - len(scripted.acts) <= 8  # what the kill caught between the book and the wire
    unheard = sum((act.status in (0, 200) and act.usage == (0, 0)) or act.cut for act in scripted.acts)
    assert spent["unmetered"] - unheard == spent["sent"] - len(scripted.acts)

    sent = len(scripted.acts)
    again = RequestRun(scene.endpoint, requests, tmp_path, QUICK)
    reasons = {outcome.reason for outcome in again if not outcome.accepted}
    assert len(scripted.acts) == sent
    assert again.ledger.outcomes.from_cache == number
    assert again.ledger.spent.prompt_tokens == scripted.prompt_tokens
    assert any(reason.startswith("refused: ") and "too long" in reason for reason in reasons)
    assert any(reason.startswith("no valid answer: score: Input should be a valid integer") for reason in reasons)
    assert len(reasons) == 2


def test_nothing_is_lost_by_kills_at_any_moment(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.say(f'{{"score": {times}}}', seconds=0.01)
    requests = requests_of_the_program(scene, 300)
    for target in (60, 120):
        process = start(scene, tmp_path, 300)
        while len(scene.scripted.acts) < target:
            time.sleep(0.001)
        process.kill()
        process.wait()
        process.stdout.close()
    with AnswerStore(tmp_path) as store:
        kept = {n: found.text for n in range(300) if (found := store.find(requests[n].key))}
    asked = scene.scripted.asked.copy()
    run = RequestRun(scene.endpoint, requests, tmp_path, QUICK)
    outcomes = list(run)
    assert all(outcome.accepted for outcome in outcomes)
    assert len(kept) > 90
    for n, text in kept.items():
        assert outcomes[n].text == text
        assert scene.scripted.asked[str(n)] == asked[str(n)]
    # Only what was under way at one of the two kills was asked twice.
    assert scene.scripted.asked.total() <= 300 + 2 * QUICK.concurrency
    assert run.ledger.spent.sent - run.ledger.spent.unmetered == 300


def test_two_processes_share_a_folder_and_agree(scene, tmp_path):
    scene.scripted.script = lambda question, times: scene.say(f'{{"score": {times}}}', seconds=0.005)
    processes = [start(scene, tmp_path, 100) for _ in range(2)]
    reports = [json.loads(process.communicate(timeout=60)[0]) for process in processes]
    assert reports[0]["texts"] == reports[1]["texts"]
    assert scene.scripted.asked.total() == max(report["spent"]["sent"] for report in reports)
