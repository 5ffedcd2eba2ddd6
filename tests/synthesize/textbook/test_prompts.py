from hypothesis import given
from hypothesis import strategies as st

from hornbook.llm.request import Sampling
from hornbook.synthesize.diversity import Lexicon
from hornbook.synthesize.syllabus.tree import Leaf
from hornbook.synthesize.textbook.prompts import ANGLES, CODE, FORMS, TEXT_AXES, Prompter, opener

LEAF = Leaf(("Physics", "Heat", "steam engines"), 4, "pistons, boilers")


def test_a_prompt_names_all_that_is_wanted():
    lexicon = Lexicon({"noun": {"kettle": 1}, "verb": {"whistle": 1}})
    order = Prompter("teacher", lexicon=lexicon).order(LEAF, 3, 1, ["Steam is water"])
    assert set(order.combination) == set(TEXT_AXES)
    for value in order.combination.values():
        assert value in order.prompt
    assert "Heat: steam engines. pistons, boilers" in order.prompt
    assert ": Physics. Explain" in order.prompt
    assert order.required == ["kettle", "whistle"]
    assert "Use these words: kettle, whistle." in order.prompt
    # A small teacher goes on with what stands last, so what is not to be said stands first.
    assert order.prompt.startswith('There are texts that begin so: "Steam is water". Say something else.')
    assert (order.leaf, order.number) == (3, 1)


def test_without_axes_a_section_of_a_textbook_is_asked_for():
    prompt = Prompter("teacher", {}).order(LEAF, 0, 0, []).prompt
    assert prompt.startswith("Write a section of a textbook: Physics.")
    assert "begin so" not in prompt
    assert "Use these words" not in prompt


def test_the_first_document_of_a_concept_has_no_angle():
    first, second = (Prompter("teacher").order(LEAF, 0, number, []) for number in range(2))
    assert set(second.combination) - set(first.combination) == {"angle"}
    assert second.prompt.endswith(f"Tell {second.combination['angle']}.")


def test_axes_of_ones_own_are_told_by_their_name():
    axes = {"form": FORMS, "persona": ("a baker in Lyon",)}
    assert "Persona: a baker in Lyon." in Prompter("teacher", axes).order(LEAF, 0, 5, []).prompt


def test_the_teacher_is_told_only_the_last_openers():
    said = ["one", "two", "three", "four", "five"]
    assert '"three"; "four"; "five"' in Prompter("teacher").order(LEAF, 0, 5, said).prompt
    assert '"two"' not in Prompter("teacher").order(LEAF, 0, 5, said).prompt
    assert "begin so" not in Prompter("teacher", recalled=0).order(LEAF, 0, 5, said).prompt


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_an_order_is_a_pure_function(number: int, seed: int):
    one, other = (Prompter("teacher", seed=seed).order(LEAF, 0, number, []) for _ in range(2))
    assert one == other
    assert one.request.key == other.request.key


def test_no_two_orders_of_a_leaf_are_one_request():
    prompter = Prompter("teacher", {"angle": ANGLES[:2]}, sampling=Sampling(seed=7))
    keys = {prompter.order(LEAF, 0, number, []).request.key for number in range(20)}
    assert len(keys) == 20
    assert keys.isdisjoint(
        Prompter("teacher", {"angle": ANGLES[:2]}, seed=1).order(LEAF, 0, n, []).request.key for n in range(20)
    )


def test_the_form_tells_whether_code_is_due():
    assert Prompter("teacher", {"form": (CODE,)}).order(LEAF, 0, 0, []).is_code
    assert not Prompter("teacher").order(LEAF, 0, 0, []).is_code


def test_an_opener_is_the_beginning_of_the_first_sentence():
    assert opener("Steam is water. It is hot.") == "Steam is water"
    assert opener(" ".join("abcdefghijklmnop")) == "a b c d e f g h i j k l"
    assert opener("") == ""
