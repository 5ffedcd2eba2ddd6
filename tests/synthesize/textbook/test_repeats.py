from hornbook.synthesize.textbook.repeats import Repeats

ONE = "Ice floats on water because it takes more room than the water that it was made of, which is rare among all things that freeze."
OTHER = "A mirror throws light back at the angle at which it came, so that you see a room behind the wall which is not there at all."


def test_a_text_that_nearly_repeats_an_earlier_one_is_found():
    repeats = Repeats()
    assert repeats.add([ONE, OTHER]) == [False, False]
    assert repeats.add([ONE.upper(), OTHER.replace("at all", "")]) == [True, True]


def test_a_text_repeats_those_of_its_own_call_too():
    assert Repeats().add([ONE, ONE, OTHER]) == [False, True, False]


def test_a_few_words_repeat_nothing():
    assert Repeats().add(["Ice is cold", "Ice is cold", ""]) == [False, False, False]
    assert Repeats().add([]) == []
