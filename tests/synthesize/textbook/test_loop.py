import json

import numpy as np
import pytest

from hornbook.data.documents import read_documents, write_documents
from hornbook.errors import ModelError
from hornbook.llm.runner import Settings
from hornbook.synthesize.coverage.leaves import NONE
from hornbook.synthesize.diversity import Lexicon
from hornbook.synthesize.syllabus.tree import Syllabus
from hornbook.synthesize.textbook.acceptance import Acceptance
from hornbook.synthesize.textbook.asking import Asker
from hornbook.synthesize.textbook.judging import RUBRIC
from hornbook.synthesize.textbook.loop import NO_ANSWER, Limits, Textbook
from hornbook.synthesize.textbook.prompts import Prompter
from hornbook.synthesize.textbook.summary import summary

QUICK = Settings(concurrency=4, timeout=10, failures=2, first_wait=0.01, longest_wait=0.02)
LIMITS = Limits(round_requests=12, least_new=0.2)


@pytest.fixture
def new_book(scene, syllabus, tmp_path):
    """Makes books on the same syllabus, whose answers lie in one folder."""

    def make(*, judge=False, limits=LIMITS, **options):
        model = scene.endpoint.model
        return Textbook(
            syllabus,
            Prompter(model, **options),
            Asker(scene.endpoint, tmp_path / "answers", QUICK),
            Acceptance(),
            limits,
            Asker(scene.endpoint, tmp_path / "verdicts", QUICK) if judge else None,
        )

    return make


@pytest.fixture
def teacher(scene, write):
    scene.scripted.script = lambda question, times: scene.say(write(question), usage=(len(question) // 4, 60))
    return scene.scripted


def test_a_book_fills_its_quotas_and_stops(new_book, teacher, syllabus):
    book = new_book()
    told: list[tuple[int, int]] = []
    book.write(lambda done, accepted: told.append((done, accepted)))
    assert sum(book.asked) == len(book.entries) == teacher.asked.total()
    assert [done for done, _ in told] == list(range(1, len(book.entries) + 1))
    treated = np.bincount(book.assigned[book.assigned != NONE], minlength=len(syllabus.leaves))
    assert (treated >= 3).all()
    assert sum(done.accepted for done in book.rounds) == len(book.accepted) == len(book.vectors)


def test_every_document_tells_where_it_comes_from(new_book, teacher, syllabus, tmp_path):
    book = new_book(lexicon=Lexicon({"noun": {"water": 2, "glass": 1}}), seed=5)
    book.write()
    documents = list(book.documents("Apache-2.0"))
    assert [document.text for document in documents] == [entry.text for entry in book.accepted]
    for document, entry, treats in zip(documents, book.accepted, book.assigned, strict=True):
        meta = document.meta
        assert (document.origin, document.license) == ("synthetic:scripted", "Apache-2.0")
        assert teacher.asked[meta["prompt"]] >= 1
        assert meta["sampling"]["seed"] == 5
        assert meta["asked_for"] == list(syllabus.leaves[entry.order.leaf].path)
        assert meta["treats"] == (None if treats == NONE else list(syllabus.leaves[treats].path))
        assert all(value in meta["prompt"] for value in meta["combination"].values())
        assert meta["words"]["noun"][0] in ("water", "glass")
        assert meta["tokens"] == {"prompt": len(meta["prompt"]) // 4, "completion": 60}
        assert meta["verdicts"]["language"] == "en"
    assert write_documents(tmp_path / "book.parquet", documents) == len(documents)
    [batch] = read_documents(tmp_path / "book.parquet")
    assert len(set(batch.column("id").to_pylist())) == len(documents)


def test_the_teacher_is_told_what_it_has_said_on_a_concept(new_book, teacher):
    book = new_book()
    book.write()
    later = [entry for entry in book.entries if entry.order.number >= 2]
    for entry in later:
        said = [other.text for other in book.accepted if other.order.leaf == entry.order.leaf]
        assert any(text.split(".")[0][:40] in entry.order.prompt for text in said)


def test_a_concept_that_brings_nothing_is_given_up(new_book, scene, write):
    def mute_on_comets(question, times):
        return scene.say("I'm sorry, but I cannot write about comets." if "comets" in question else write(question))

    scene.scripted.script = mute_on_comets
    book = new_book()
    book.write()
    mute = next(place for place, leaf in enumerate(book.syllabus.leaves) if "comets" in leaf.name)
    assert {entry.ruling.reason for entry in book.entries if entry.order.leaf == mute} == {"refusal"}
    # By the time that the others have what is wanted of them, nothing is expected of it any more.
    assert book.asked[mute] < 20
    assert {state.asked >= state.quota - 1 for state in book.states()} == {True}


def test_running_again_asks_nothing_and_gives_the_same_book(new_book, teacher):
    first, again = new_book(), new_book()
    first.write()
    asked = teacher.asked.total()
    again.write()
    assert teacher.asked.total() == asked
    assert list(again.documents("MIT")) == list(first.documents("MIT"))
    one, other = summary(first), summary(again)
    assert one == other
    assert one["costs"]["prompt_tokens"] == teacher.prompt_tokens
    assert one["costs"]["completion_tokens"] == teacher.completion_tokens


def test_what_the_endpoint_failed_to_answer_changes_no_later_round(new_book, scene, write):
    scene.scripted.script = lambda question, times: (
        scene.say("", cut=True) if len(question) % 7 == 0 else scene.say(write(question))
    )
    first = new_book()
    first.write()
    assert NO_ANSWER in {entry.ruling.reason for entry in first.entries}
    scene.scripted.script = lambda question, times: scene.say(write(question))
    asked = scene.scripted.asked.total()
    again = new_book()
    again.write()
    assert scene.scripted.asked.total() == asked
    assert summary(again) == summary(first)


def test_the_tokens_are_a_limit(new_book, teacher):
    book = new_book(limits=Limits(round_requests=4, least_new=0, most_tokens=400))
    book.write()
    assert [sum(done.plan.requests) for done in book.rounds] == [4, 4]
    assert book.teacher.ledger.spent.completion_tokens == 480


def test_a_teacher_without_an_answer_is_an_error(new_book, scene):
    scene.scripted.script = lambda question, times: scene.say("")
    with pytest.raises(ModelError, match="No answer of scripted at http"):
        new_book().write()


def test_without_a_syllabus_there_is_nothing_to_write(scene, tmp_path):
    teacher = Asker(scene.endpoint, tmp_path, QUICK)
    book = Textbook(Syllabus(()), Prompter("scripted"), teacher, Acceptance())
    book.write()
    assert list(book.documents("MIT")) == []
    json.dumps(summary(book), allow_nan=False)


def test_a_judge_has_a_word(new_book, scene, write):
    def say(question, times):
        if question.startswith("The text:"):
            correct = "candles" not in question
            opinion = {"reason": "As I see it.", "correct": correct, "clear": True, "harmless": True}
            return scene.say(json.dumps(opinion), usage=(50, 9))
        if question.startswith("Here is a text"):
            return scene.say(json.dumps({"reason": "So it is.", "treats": "rainbows?" not in question}), usage=(40, 8))
        return scene.say(write(question), usage=(30, 60))

    scene.scripted.script = say
    book = new_book(judge=True)
    book.write()
    denied = [entry for entry in book.entries if entry.ruling.reason == "judged wrong"]
    assert denied
    assert all("candles" in entry.text for entry in denied)
    assert not any("candles" in entry.text for entry in book.accepted)
    assert any(body["messages"][0]["content"] == RUBRIC for body in scene.scripted.bodies)
    rainbows = next(place for place, leaf in enumerate(book.syllabus.leaves) if leaf.name == "rainbows")
    assert rainbows not in book.assigned
    document = next(book.documents("MIT"))
    assert document.meta["verdicts"]["judge"]["clear"] is True
    about = summary(book)
    spent = [about[costs]["completion_tokens"] for costs in ("costs", "judge_costs")]
    assert sum(spent) == scene.scripted.completion_tokens


def test_a_judge_without_an_answer_denies_nothing(new_book, scene, write):
    scene.scripted.script = lambda question, times: (
        scene.act(400) if question.startswith(("The text:", "Here is a text")) else scene.say(write(question))
    )
    book = new_book(judge=True, limits=Limits(round_requests=6, most_tokens=1))
    book.write()
    assert len(book.accepted) == 6
    assert (book.assigned != NONE).any()


def test_the_summary_adds_up(new_book, teacher):
    book = new_book()
    book.write()
    about = summary(book)
    json.dumps(about, allow_nan=False)
    assert about["requests"] == about["accepted"] + sum(found["texts"] for found in about["rejected"].values())
    assert about["coverage"]["asked"] == about["requests"]
    assert about["coverage"]["ideas"] == about["saturation"]["seen"] == sum(done["new"] for done in about["rounds"])
    assert about["costs"]["tokens_per_new"] == pytest.approx(
        (teacher.prompt_tokens + teacher.completion_tokens) / about["coverage"]["ideas"]
    )
    assert about["judge_costs"] is None
