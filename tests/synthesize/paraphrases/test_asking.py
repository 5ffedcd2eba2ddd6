from hornbook.llm.runner import Settings
from hornbook.synthesize.commands import Example
from hornbook.synthesize.paraphrases.asking import MANNERS, Teaching, request_for
from hornbook.tools import Call

QUICK = Settings(concurrency=2, answers=1, timeout=10, first_wait=0.01, longest_wait=0.1)


def test_every_example_is_asked_for_in_every_manner(scene, tmp_path, tools, timer, light):
    scene.scripted.script = lambda question, times: scene.say(f'\n "{question.splitlines()[0]}" \nand more')
    teaching = Teaching(scene.endpoint, tmp_path, tools, [timer, light], settings=QUICK)
    candidates = list(teaching)
    assert [(one.source, one.manner) for one in candidates] == [(one, how) for one in (timer, light) for how in MANNERS]
    assert candidates[0].text == "Say in other words: set a timer for 5 minutes"
    assert teaching.ledger is not None
    assert teaching.ledger.spent.sent == 2 * len(MANNERS)


def test_a_teacher_that_says_nothing_gives_empty_candidates(scene, tmp_path, tools, timer):
    scene.scripted.script = lambda question, times: scene.say("")
    assert {one.text for one in Teaching(scene.endpoint, tmp_path, tools, [timer], settings=QUICK)} == {""}


def test_a_second_run_asks_nothing(scene, tmp_path, tools, timer):
    scene.scripted.script = lambda question, times: scene.say("count down 5 minutes")
    first, second = (list(Teaching(scene.endpoint, tmp_path, tools, [timer], settings=QUICK)) for _ in range(2))
    assert first == second
    assert scene.scripted.asked.total() == len(MANNERS)


def test_only_spans_are_to_be_kept(tools, timer, light):
    assert request_for("teacher", timer, "indirectly", tools).messages[-1].content.endswith("Keep: 5 minutes")
    assert request_for("teacher", light, "indirectly", tools).messages[-1].content.endswith("Keep: kitchen")
    plain = Example("what time is it", Call("get_time", {}), "get_time.ask")
    assert request_for("teacher", plain, "indirectly", tools).messages[-1].content == "Say indirectly: what time is it"


def test_seeds_give_different_answers(tools, timer):
    one, other = (request_for("teacher", timer, "indirectly", tools, seed) for seed in (0, 1))
    assert one.key != other.key
