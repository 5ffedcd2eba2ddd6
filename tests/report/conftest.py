"""A made-up run of a model that calls the tools of the watch recipe."""

from pathlib import Path
from random import Random

import pytest

from hornbook.evaluate.results import Answer, ExamResult
from hornbook.evaluate.suites.tool_calls import SUITE, Item, majority_baseline, mark
from hornbook.report.data import (
    Machine,
    ModelShape,
    PackedFile,
    ReportData,
    StageRecord,
    Textbook,
    Training,
    TrainingPoint,
)
from hornbook.synthesize.commands import Example
from hornbook.tools import Call, load_tools, render_call

TOOLS = list(load_tools(Path(__file__).parents[2] / "recipes" / "watch" / "tools.json"))


def answer(random: Random, with_arguments: bool) -> Answer:
    """An answer that is right nine times in ten, or calls a tool nearby."""
    place = random.randrange(len(TOOLS))
    tool = TOOLS[place]
    minutes = random.randint(2, 59)
    expected = {"time": f"in {minutes} minutes"} if with_arguments and tool != "escalate" else {}
    given = expected if random.random() < 0.95 else {"time": f"{minutes}"}
    chance = random.random()
    called: Call | None = Call(tool, given)
    if chance < 0.08 + 0.2 * (place % 5 == 3):
        called = Call(TOOLS[(place + random.choice((-2, -1, 1, 2))) % len(TOOLS)], {})
    elif chance > 0.99:
        called = None
    elif chance > 0.98:
        called = Call("set_alarmed", {})
    reply = render_call(called) if called else '<tool_call>{"name": '
    text = f"please {tool.replace('_', ' ')} in {minutes} minutes"
    return Answer(text, [tool], expected if with_arguments else None, called, reply, -random.expovariate(4))


def exam(name: str, model: str, number: int, with_arguments: bool, seed: int = 0) -> ExamResult:
    """An exam that was sat, with marks as the real exam gives them."""
    random = Random(seed)
    answers = [answer(random, with_arguments) for _ in range(number)]
    items = [Item(one.text, one.tools, one.arguments) for one in answers]
    return ExamResult(SUITE, name, model, mark(answers), majority_baseline(items), number / 170, answers)


def training(steps: int = 400) -> Training:
    """A loss that falls from 5.3 to 0.07 under a rate that decays in the second half."""
    random = Random(1)
    points = [
        TrainingPoint(
            step=10 * number,
            loss=0.06 + 5.3 * 0.972**number * random.uniform(0.85, 1.15) + 0.01 * random.random(),
            learning_rate=0.003 * min(1.0, number / (0.02 * steps), 2 * (steps - number) / steps),
            gradient_norm=random.uniform(0.2, 1.1),
            tokens_per_second=random.gauss(41_000, 900),
        )
        for number in range(1, steps + 1)
    ]
    return Training(points, tokens=16_384_000, seconds=402.6)


@pytest.fixture(scope="session")
def run() -> ReportData:
    """A run with everything that a report can show."""
    by_tool = {tool: 5_000 + 137 * number for number, tool in enumerate(TOOLS)} | {"escalate": 40_000}
    samples = [
        Example("wake me up at six tomorrow", Call("set_alarm", {"time": "six", "date": "tomorrow"}), "set_alarm.wake"),
        Example("Whats the weather in lisbon?", Call("get_weather", {"place": "lisbon"}), "get_weather.plain"),
        Example("remind me to take my pills", Call("set_reminder", {"text": "take my pills"}), "set_reminder.to"),
        Example("who won the world cup in 1998", Call("escalate", {}), "escalate_knowledge.sport"),
    ]  # fmt: skip
    written = {"examples": 200_000, "validation": 2_000, "tools": by_tool, "exhausted": []}
    stages = [
        ("commands", 48.2, 412, written, "0f3a9c71be22", True),
        ("tokenizer", 3.91, 655, {"tokens": 2_048}, "a1b2c3d4e5f6", True),
        ("tokenize", 6.4, 702, {"documents": 200_000, "tokens": 5_461_337}, "99ab01cd23ef", False),
        ("pretrain", 402.6, 1_310, {"steps": 4_000, "loss": 0.0713}, "5d41402abc4b", False),
        ("export", 1.2, 1_330, {"files": 5}, "7c211433f020", False),
        ("evaluate", 31.7, 1_350, {"exams": 3, "answers": 6_128}, "ee11cbb19052", False),
    ]  # fmt: skip
    return ReportData(
        recipe="watch",
        description="Turns what a person says to a watch into one call of one of 32 tools, and hands over what no tool serves.",
        model=ModelShape("1m", 1_049_472, 128, 4, 2_048, 256),
        packed=[
            PackedFile("watch-Q8_0.gguf", 1_214_336, 6.31, 200),
            PackedFile("watch-F16.gguf", 2_188_128, 7.02, 200),
            PackedFile("model/model.safetensors", 4_203_552),
            PackedFile("model/tokenizer.json", 118_206),
        ],
        exams=[
            exam("human_dev", "watch-Q8_0.gguf", 2_664, False),
            exam("human_dev", "checkpoint", 2_664, False, seed=1),
            exam("commands", "watch-Q8_0.gguf", 400, True, seed=2),
            exam("held-out families", "watch-Q8_0.gguf", 2_000, True, seed=3),
        ],
        textbook=Textbook(200_000, 2_000, 1_184, 118, 18_203, 41, 377, by_tool, samples),
        training=training(),
        stages=[StageRecord(*stage) for stage in stages],
        packages={
            "hornbook": "0.1.0",
            "numpy": "2.4.6",
            "pyarrow": "26.0.1",
            "tokenizers": "0.23.3",
            "torch": "2.13.0",
        },
        machine=Machine("AMD EPYC 7B13", 2),
    )
