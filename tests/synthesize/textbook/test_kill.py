"""A loop that is killed at any moment writes the book that it would have written."""

import json
import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from hornbook.llm.endpoint import Endpoint
from hornbook.llm.runner import Settings
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus
from hornbook.synthesize.textbook.acceptance import Acceptance
from hornbook.synthesize.textbook.asking import Asker
from hornbook.synthesize.textbook.loop import Limits, Textbook
from hornbook.synthesize.textbook.prompts import Prompter

url, folder, paths = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
syllabus = Syllabus(tuple(Leaf(tuple(path), 4) for path in paths))
teacher = Asker(Endpoint(url, "scripted"), folder, Settings(concurrency=4, timeout=4, first_wait=0.01, longest_wait=0.1))
book = Textbook(syllabus, Prompter("scripted"), teacher, Acceptance(), Limits(round_requests=10, least_new=0.2))
book.write()
documents = [asdict(document) for document in book.documents("MIT")]
print(json.dumps({"documents": documents, "asked": book.asked, "spent": asdict(teacher.ledger.spent)}))
"""


def start(scene, folder, syllabus):
    paths = json.dumps([leaf.path for leaf in syllabus.leaves])
    arguments = [sys.executable, "-c", PROGRAM, scene.endpoint.url, str(folder), paths]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


class Teacher:
    """Answers until it is to freeze; then all requests hang."""

    def __init__(self, scene, write):
        self.scene, self.write = scene, write
        self.answered: list[str] = []
        self.frozen_at = 10**9

    def __call__(self, question, times):
        if len(self.answered) >= self.frozen_at:
            return self.scene.hang
        self.answered.append(question)
        return self.scene.say(self.write(question), usage=(len(question) // 4, 60))


@pytest.mark.parametrize("moments", [(7,), (3, 26)])
def test_a_killed_loop_goes_on_to_the_same_book(scene, syllabus, write, tmp_path, moments):
    scene.scripted.script = teacher = Teacher(scene, write)
    printed, _ = start(scene, tmp_path / "whole", syllabus).communicate(timeout=120)
    whole, needed = json.loads(printed), len(teacher.answered)
    spent = (scene.scripted.prompt_tokens, scene.scripted.completion_tokens)
    assert (whole["spent"]["prompt_tokens"], whole["spent"]["completion_tokens"]) == spent

    teacher.answered.clear()
    for moment in moments:
        teacher.frozen_at = moment
        process = start(scene, tmp_path / "killed", syllabus)
        while len(teacher.answered) < moment:
            time.sleep(0.02)
        time.sleep(0.2)  # what was answered arrives; all that is under way hangs
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        process.stdout.close()
    teacher.frozen_at = 10**9
    printed, _ = start(scene, tmp_path / "killed", syllabus).communicate(timeout=120)
    resumed = json.loads(printed)

    assert resumed["documents"] == whole["documents"]
    assert resumed["asked"] == whole["asked"]
    assert len(teacher.answered) == needed  # what was answered once was not asked again
    both = (scene.scripted.prompt_tokens, scene.scripted.completion_tokens)
    assert (resumed["spent"]["prompt_tokens"], resumed["spent"]["completion_tokens"]) == (
        both[0] - spent[0],
        both[1] - spent[1],
    )
