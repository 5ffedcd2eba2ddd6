import ast

from hypothesis import given
from hypothesis import strategies as st

from hornbook.synthesize.exercises.mutants import mutants

PROGRAM = '''
def pick(values, low=3):
    """Return "low" values > 3."""
    kept = [value for value in values if value >= low and value % 2 == 0]
    while len(kept) > 10:
        kept = kept[1:]
    if not kept:
        return min(values, default=0)
    return max(kept[:5]) + 1
'''


def test_every_mutant_is_another_program_that_python_reads() -> None:
    found = mutants(PROGRAM, "pick", 100, "seed")
    assert len(set(found)) == len(found) > 10
    for mutant in found:
        assert mutant != ast.unparse(ast.parse(PROGRAM))
        compile(mutant, "mutant", "exec")


def test_each_kind_of_mistake_is_made() -> None:
    found = "\n".join(mutants(PROGRAM, "pick", 100, "seed"))
    for mistake in ("value > low", "low or value", "value // 2", "% 3 ==", "!= 0", "not not kept", "max(values", "min(kept",
                    "kept[:]", "- 1", "+ 2", "for value in values]"):  # fmt: skip
        assert mistake in found


def test_docstrings_and_while_loops_stay_as_they_are() -> None:
    for mutant in mutants(PROGRAM, "pick", 100, "seed"):
        assert 'Return "low" values > 3.' in mutant
        assert "while len(kept) > 10:\n        kept = kept[1:]" in mutant


@given(st.integers(0, 30), st.text(max_size=5))
def test_the_same_seed_draws_the_same_and_no_more_than_asked(number: int, seed: str) -> None:
    found = mutants(PROGRAM, "pick", number, seed)
    assert found == mutants(PROGRAM, "pick", number, seed)
    assert len(found) <= number


def test_what_cannot_be_mistaken_has_no_mutants() -> None:
    assert mutants("def same(x):\n    return x\n", "same", 5, "seed") == []
