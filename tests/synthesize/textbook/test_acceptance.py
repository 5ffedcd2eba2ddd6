import pytest

from hornbook.curate.decontaminate.exams import ExamItem
from hornbook.synthesize.textbook.acceptance import Acceptance, Candidate, Rules

GOOD = (
    "Ice floats on water because it takes up more room than the water it was made of. Most things shrink when they freeze, and water "
    "is one of the few that grow. So the lake is covered from above, and the fish below live through the winter."
)
ITEM = "A train leaves the station at noon with forty passengers, and at each of three stops a quarter of those on board get off."


def reason(text: str, *, prompt: str = "Write about ice.", rules: Rules | None = None, **options) -> str | None:
    [ruling] = Acceptance(rules).judge([Candidate(text, prompt, **options)])
    return ruling.reason


def test_a_good_text_is_accepted_with_its_figures():
    [ruling] = Acceptance().judge([Candidate(GOOD, "Write about ice.", ["lake", "the fish", "bear"])])
    assert ruling.reason is None
    assert ruling.figures["language"] == "en"
    assert ruling.figures["words"] == 47
    assert ruling.figures["required"] == pytest.approx(2 / 3)
    assert ruling.figures["echoed"] == ruling.figures["repeated"] == ruling.figures["leak"] == 0
    assert ruling.figures["sensitive"] == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm sorry, but I can't help with that. " + GOOD, "refusal"),
        ("As an AI language model I have no lakes. " + GOOD, "refusal"),
        ("I'm ready to help. Please share the text. " + GOOD, "refusal"),
        (GOOD + ' "I am sorry, I cannot write any more," said the fish.', None),
        ("Ice is cold.", "too short"),
        ("", "too short"),
        ("La glace flotte sur l'eau parce qu'elle prend plus de place que l'eau dont elle est faite. " * 2, "another language"),
        (GOOD + " " + GOOD, "repetition"),
        (GOOD + " Ask the keeper, anna.berg@lakeside-museum.org, for more.", "sensitive"),
    ],
)  # fmt: skip
def test_each_fault_has_its_reason(text, expected):
    assert reason(text) == expected


def test_a_text_that_says_the_prompt_again_is_rejected():
    prompt = f"Write a section of a textbook. {GOOD}"
    assert reason(GOOD, prompt=prompt) == "prompt echo"


def test_rules_can_be_others():
    assert reason(GOOD, rules=Rules(fewest_words=60)) == "too short"
    assert reason(GOOD, rules=Rules(most_words=30)) == "too long"
    assert reason(GOOD, rules=Rules(language="")) is None
    assert reason(GOOD, required=["bear"], rules=Rules(fewest_required=0.5)) == "words not used"
    assert reason(GOOD, required=["bear", "lake"], rules=Rules(fewest_required=0.5)) is None


def test_code_is_wanted_only_where_it_was_asked_for():
    good, bad = f"{GOOD}\n\n```python\nprint('ice')\n```\n", f"{GOOD}\n\n```python\nprint('ice'\n```\n"
    assert reason(GOOD, is_code=True) == "no code"
    assert reason(bad, is_code=True) == "code that is no Python"
    assert reason(good, is_code=True) is None
    assert reason(bad) is None


def test_exam_items_are_kept_out():
    exams = [ExamItem("sums", "1", ITEM, code=False)]
    leaking, clean = Acceptance(exams=exams).judge([Candidate(f"{ITEM} {GOOD}", ""), Candidate(GOOD, "")])
    assert (leaking.reason, clean.reason) == ("exam item", None)
    assert leaking.figures["leak"] > 0.9


def test_only_what_was_accepted_is_remembered():
    acceptance = Acceptance()
    first = acceptance.judge([Candidate(GOOD, GOOD), Candidate(GOOD, ""), Candidate(GOOD.upper(), "")])
    assert [ruling.reason for ruling in first] == ["prompt echo", None, "near-duplicate"]
    [later] = acceptance.judge([Candidate(GOOD.replace("winter", "spring"), "")])
    assert later.reason == "near-duplicate"
    assert acceptance.judge([]) == []
