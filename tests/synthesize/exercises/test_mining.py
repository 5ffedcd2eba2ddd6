import json
from collections import Counter
from textwrap import dedent, indent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hornbook.sandbox import Sandbox
from hornbook.synthesize.exercises import mining, mining_cases, mining_doctests, mining_programs
from hornbook.synthesize.exercises.mining import Candidate, Mined, mine, proven
from hornbook.synthesize.exercises.mining_inputs import variations
from hornbook.synthesize.exercises.mining_programs import Unfit
from hornbook.synthesize.exercises.writing import Tally

CHUNKS = '''
"""Pieces of lists."""

import math as m
import os

SIZE = 2
UNUSED = os.name


def _pieces(length, size):
    """How many there are."""
    return m.ceil(length / size)


def chunks(items, size=SIZE):
    """Cut a list into pieces of one size; the last may be shorter.

    See also:
        Other functions.

    .. versionadded:: 1.2

    >>> chunks([1, 2, 3, 4, 5], size=3)
    [[1, 2, 3], [4, 5]]
    >>> letters = list("abc")
    >>> chunks(letters)  # doctest: +NORMALIZE_WHITESPACE
    [['a', 'b'],
     ['c']]
    >>> chunks(numpy.arange(3), 2)
    [array([0, 1]), array([2])]
    """
    # Counted first.
    number = _pieces(len(items), size)
    return [items[place * size : (place + 1) * size] for place in range(number)]
'''


def document(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "source": "pypi:pieces==1.0/pieces.py",
        "license": "MIT",
        "meta": json.dumps({"package": "pieces"}),
    }


def written(docstring: str, body: str = "return x + 1", head: str = "def f(x):", before: str = "") -> str:
    """A module with one function."""
    return f"{dedent(before)}\n\n{head}\n" + indent(f'"""\n{dedent(docstring)}\n"""\n{dedent(body)}\n', "    ")


def found(text: str) -> Candidate:
    [candidate] = mine(text)
    assert isinstance(candidate, Candidate)
    return candidate


def refusal(text: str) -> str:
    [unfit] = mine(text)
    assert isinstance(unfit, Unfit)
    return unfit.reason


def results(text: str, sandbox: Sandbox, least_killed: float = 1.0) -> tuple[list[Mined], Counter[str]]:
    tally = Tally()
    return list(proven([document(text)], sandbox, tally, least_killed)), tally.rejected


@pytest.fixture(scope="module")
def mined(sandbox: Sandbox) -> Mined:
    [mined], rejected = results(CHUNKS, sandbox)
    assert not rejected
    return mined


class TestAProvenExercise:
    def test_its_prompt_has_all_that_it_needs_and_the_examples_that_can_be_told(self, mined: Mined) -> None:
        assert mined.exercise.prompt == dedent('''\
            import math as m


            SIZE = 2


            def _pieces(length, size):
                return m.ceil(length / size)


            def chunks(items, size=SIZE):
                """Cut a list into pieces of one size; the last may be shorter.

                >>> chunks([1, 2, 3, 4, 5], size=3)
                [[1, 2, 3], [4, 5]]
                >>> letters = list("abc")
                >>> chunks(letters)
                [['a', 'b'],
                 ['c']]
                """
            ''')

    def test_its_solution_is_as_its_author_wrote_it(self, mined: Mined) -> None:
        assert mined.exercise.solution.startswith("    # Counted first.\n    number = _pieces(len(items), size)\n")
        assert mined.exercise.program.endswith("range(number)]\n")

    def test_its_shown_cases_are_those_of_the_examples_by_position(self, mined: Mined) -> None:
        shown = mined.exercise.cases[: mined.exercise.shown]
        assert [(case.arguments, case.expected) for case in shown] == [
            (([1, 2, 3, 4, 5], 3), [[1, 2, 3], [4, 5]]),
            ((["a", "b", "c"],), [["a", "b"], ["c"]]),
        ]

    def test_its_hidden_cases_are_what_the_function_returns_for_like_inputs(self, mined: Mined) -> None:
        space: dict[str, Any] = {}
        exec(CHUNKS, space)
        hidden = mined.exercise.cases[mined.exercise.shown :]
        assert len(hidden) == 10
        assert all(space["chunks"](*case.arguments) == case.expected for case in hidden)
        assert len({repr(case.arguments) for case in mined.exercise.cases}) == len(mined.exercise.cases)

    def test_says_where_it_comes_from(self, mined: Mined) -> None:
        assert (mined.source, mined.license, mined.line) == ("pypi:pieces==1.0/pieces.py", "MIT", 16)
        assert mined.exercise.family == "mined/pieces"
        assert mined.exercise.statement == "Cut a list into pieces of one size; the last may be shorter."


class TestRejected:
    @pytest.mark.parametrize(
        ("docstring", "body", "reason"),
        [
            ("Add one to it.\n\n>>> f(1)\n3", "return x + 1", mining.DISAGREES),
            ("Add one to it.\n\n>>> f('a')\n2", "return x + 1", mining.DISAGREES),
            ("One.\n\n>>> f(1)\n2", "return x + 1", mining.BARE),
            ("Give an iterator back.\n\n>>> list(f(1))\n[1]", "return iter([x])", mining_cases.INTRICATE),
            ("Call it with something.\n\n>>> f(lambda y: y)\n1", "return x(1)", mining_cases.INTRICATE),
            (
                "Tell where it lies.\n\n>>> f(1) > 0\nTrue",
                "return int(repr(object())[-9:-1], 16) + x",
                mining_cases.UNSTABLE,
            ),
            ("Only one is right.\n\n>>> f(1)\n2", "return {1: 2}[x]", mining_cases.FEW),
            ("Add one:\n\n  y =  x + 1\n  return y\n\n>>> f(1)\n2", "y = x + 1\n\nreturn y", "tests leak"),
            ("It is always five.\n\n>>> f(1)\n5", "return 5", "passed without a thought"),
        ],
    )
    def test_with_its_reason(self, sandbox: Sandbox, docstring: str, body: str, reason: str) -> None:
        mined, rejected = results(written(docstring, body), sandbox)
        assert not mined
        assert rejected == {reason: 1}

    def test_where_it_does_not_run(self, sandbox: Sandbox) -> None:
        text = written("Divide it by that.\n\n>>> f(1)\n2", "return x / A", before="A = 1 / 0")
        assert results(text, sandbox) == ([], {mining.BROKEN: 1})

    def test_where_it_does_not_stand_on_its_own(self, sandbox: Sandbox) -> None:
        text = written("Open what it names.\n\n>>> f(1)\n2", "return open(x)")
        assert results(text, sandbox) == ([], {mining_programs.IMPURE: 1})

    def test_where_its_docstring_has_quotes_of_both_kinds(self, sandbox: Sandbox) -> None:
        text = """def f(x):\n    \"""Add one to '\'\' and \\\"\\\"\\\".\n\n    >>> f(1)\n    2\n    \"""\n    return x + 1\n"""
        assert results(text, sandbox) == ([], {mining_programs.LAYOUT: 1})

    def test_that_was_seen_before(self, sandbox: Sandbox) -> None:
        tally = Tally()
        mined = list(proven([document(CHUNKS), document(CHUNKS)], sandbox, tally))
        assert len(mined) == 1
        assert tally.rejected == {mining.SEEN: 1}
        assert tally.drawn == 2

    def test_where_a_mutant_passes_unless_a_lower_share_will_do(self, sandbox: Sandbox) -> None:
        text = written("Double what is small.\n\n>>> f(1)\n2\n>>> f(2)\n4", "return 2 * x if x < 1000 else x")
        strict, rejected = results(text, sandbox)
        assert not strict
        assert rejected == {"mutant passes": 1}
        assert len(results(text, sandbox, least_killed=0.5)[0]) == 1


class TestCutting:
    @pytest.mark.parametrize(
        ("before", "body", "reason"),
        [
            ("import numpy", "return numpy.sum(x)", mining_programs.OUTSIDE),
            ("from .units import METRE", "return x * METRE", mining_programs.OUTSIDE),
            ("from math import *\nfrom math import pi", "import os\nreturn x * pi", mining_programs.OUTSIDE),
            ("class Unit:\n    pass", "return Unit(x)", mining_programs.CLASS),
            ("A = 1\nA = 2", "return x + A", mining_programs.UNKNOWN),
            ("try:\n    A = 1\nexcept ValueError:\n    A = 2", "return x + A", mining_programs.UNKNOWN),
            ("A, B = 1, 2", "return x + A", mining_programs.UNKNOWN),
            ("", "return x + nowhere", mining_programs.UNKNOWN),
            ("async def g(x):\n    return x", "return g(x)", mining_programs.UNKNOWN),
            ("", "return open(x)", mining_programs.IMPURE),
            ("", "print(x)", mining_programs.IMPURE),
            ("A = 1", "global A\nA += x\nreturn A", mining_programs.IMPURE),
            ("@wrapped\ndef g(x):\n    return x", "return g(x)", mining_programs.DECORATED),
            (f"A = {list(range(999))}", "return A[x]", mining_programs.SPRAWLING),
            (
                "\n".join(f"A{n} = {n}" for n in range(20)),
                f"return {'+'.join(f'A{n}' for n in range(20))}",
                mining_programs.SPRAWLING,
            ),
        ],
    )
    def test_refuses_what_does_not_stand_on_its_own(self, before: str, body: str, reason: str) -> None:
        assert refusal(written(">>> f(1)\n2", body, before=before)) == reason

    def test_refuses_a_docstring_on_the_line_of_the_head(self) -> None:
        assert refusal('def f(x): ">>> f(1)\\n2"; return x + 1') == mining_programs.LAYOUT

    def test_drops_annotations_that_would_mean_nothing_and_no_others(self) -> None:
        text = written(
            "Take the first of them.\n\n>>> f([1])\n1",
            "return x[0]",
            head='def f(\n    x: np.ndarray,\n    y: Sequence[int] = (),\n    *z: "Unit",\n) -> "int":',
            before="import numpy as np\nfrom typing import Sequence",
        )
        cutting = found(text).cutting
        assert cutting.head == "def f(x, y: Sequence[int]=(), *z) -> 'int':\n"
        assert cutting.preamble == "from typing import Sequence\n\n\n"

    def test_keeps_a_head_as_it_is_written(self) -> None:
        head = "@cache\ndef f(\n    x: int,  # a number\n):"
        text = written(">>> f(1)\n2", head=head, before="from functools import cache")
        assert found(text).cutting.head == f"{head}\n"

    def test_keeps_the_types_of_constants_that_it_needs(self) -> None:
        before = "from typing import Final\nONE: Final = 1\nMORE: Final[int] = ONE\nOTHER: int"
        preamble = found(written(">>> f(1)\n2", "return x + MORE", before=before)).cutting.preamble
        assert preamble == "from typing import Final\n\n\nONE: Final = 1\nMORE: Final[int] = ONE\n\n\n"
        assert refusal(written(">>> f(1)\n2", "return x + OTHER", before=before)) == mining_programs.UNKNOWN

    def test_follows_helpers_that_call_each_other(self) -> None:
        before = "def even(n):\n    return n == 0 or odd(n - 1)\n\ndef odd(n):\n    return n > 0 and even(n - 1)\n"
        preamble = found(written(">>> f(1)\nTrue", "return odd(x)", before=before)).cutting.preamble
        assert preamble.index("def even") < preamble.index("def odd")

    @pytest.mark.parametrize("text", ["def f(:\n    >>> f", '""">>>\0"""', "print('>>>')", "no examples"])
    def test_finds_nothing_in_what_is_no_module_or_has_no_examples(self, text: str) -> None:
        assert not list(mine(text))


SHELF = {
    "pieces.__init__": "from .sizes import *",
    "pieces.sizes": "from math import sqrt\n\nTWO = PAIR = 2\n\ndef half(x):\n    return sqrt(x * x) / TWO",
    "pieces.deep.lists": "from ..sizes import half",
    "pieces.deep.broken": "def f(:",
    "pieces.left": "from pieces.right import a",
    "pieces.right": "from pieces.left import a",
}


class TestShelf:
    def preamble(self, line: str, body: str = "return half(x)") -> str:
        text = written(">>> f(4)\n2.0", body, before=line)
        [candidate] = mine(text, "pieces.deep.here", mining_programs.Shelf(SHELF))
        if isinstance(candidate, Unfit):
            raise candidate
        return candidate.cutting.preamble

    @pytest.mark.parametrize(
        "line",
        [
            "from pieces.sizes import half",
            "from ..sizes import half",
            "from .lists import half",
            "from pieces import half",
            "from .. import half as half",
            "from pieces.sizes import *",
        ],
    )
    def test_gives_what_is_imported_and_all_that_it_needs(self, line: str) -> None:
        assert self.preamble(line) == (
            "from math import sqrt\n\n\nTWO = PAIR = 2\n\n\ndef half(x):\n    return sqrt(x * x) / TWO\n\n\n"
        )

    def test_a_value_of_two_names_is_written_once(self) -> None:
        assert self.preamble("from ..sizes import TWO, PAIR", "return x * TWO / PAIR") == "TWO = PAIR = 2\n\n\n"

    @pytest.mark.parametrize(
        ("line", "body", "reason"),
        [
            ("from ..sizes import TWO as half", "return half * x", mining_programs.OUTSIDE),
            ("from ..nowhere import half", "return half(x)", mining_programs.OUTSIDE),
            ("from .broken import half", "return half(x)", mining_programs.OUTSIDE),
            ("from .... import half", "return half(x)", mining_programs.OUTSIDE),
            ("from ..sizes import nothing", "return nothing(x)", mining_programs.UNKNOWN),
            ("from ..sizes import half\nTWO = 3", "return TWO * half(x)", mining_programs.AMBIGUOUS),
            ("from ..left import a", "return a(x)", mining_programs.UNKNOWN),
            ("from ..sizes import half", "from ..sizes import half\nreturn half(x)", mining_programs.OUTSIDE),
        ],
    )
    def test_does_not_give_what_is_not_there_or_has_another_name(self, line: str, body: str, reason: str) -> None:
        with pytest.raises(Unfit, match=reason):
            self.preamble(line, body)

    def test_imports_of_one_name_from_the_standard_library_are_one(self) -> None:
        preamble = self.preamble("from ..sizes import half\nfrom math import sqrt", "return half(sqrt(x))")
        assert preamble.count("import") == 1

    def test_is_made_of_documents(self, sandbox: Sandbox) -> None:
        def part(path: str, text: str) -> dict[str, Any]:
            return {**document(text), "meta": json.dumps({"package": "pieces", "path": path})}

        docstring = "Give the half of it.\n\n>>> f(4)\n2.0"
        documents = [
            part("pieces/f.py", written(docstring, "return half(x)", before="from pieces import half")),
            part("pieces/sizes.py", SHELF["pieces.sizes"]),
            part("pieces/__init__.py", SHELF["pieces.__init__"]),
            part("pieces/notes.txt", "def half(x): no module"),
        ]
        [mined] = proven(documents, sandbox, Tally(), shelf=mining.shelve(documents))
        assert "def half(x)" in mined.exercise.prompt


class TestExamples:
    @pytest.mark.parametrize(
        "examples",
        [
            "f(1)\n2",
            "module.f(1)\n2",
            "print(f(1))\n2",
            "f(1) == 2\nTrue",
            "[f(x=1), 0]\n[2, 0]",
            "f(1 + 0)\n2",
            "f(*[1])\n2",
            "y = f(1)\n>>> y\n2",
            "y = 0\n>>> y = y + 1\n>>> f(y)\n2",
            "f(1) # doctest: +ELLIPSIS\n2...",
        ],
    )
    def test_call_the_function_in_many_ways(self, sandbox: Sandbox, examples: str) -> None:
        [mined], _ = results(written(f"Add one to it.\n\n>>> {examples}"), sandbox)
        assert mined.exercise.cases[0].expected == 2
        assert mined.exercise.shown == 1
        assert "module." not in mined.exercise.prompt

    @pytest.mark.parametrize(
        "examples",
        [
            "f(1) # doctest: +SKIP\n2",
            "f(1)",
            "f(f(1))\n3",
            "f(one)\n2",
            "y = module.f(1)\n>>> y\n2",
            "f(1\n2",
            "g(1)\n2",
            "for x in (): f(1)",
        ],
    )
    def test_that_cannot_be_told_are_passed_over(self, examples: str) -> None:
        assert not list(mine(written(f">>> {examples}")))

    @pytest.mark.parametrize(
        ("body", "want"),
        [
            ("return {'b', 'a', x}", "{1, 'a', 'b'}"),
            ("return x / 3", "0.333333333"),
            ("return {'a': x / 3, 'b': 0}", "{'b': 0, 'a': 0.33333333}"),
        ],
    )
    def test_may_differ_in_order_and_in_digits_left_out(self, sandbox: Sandbox, body: str, want: str) -> None:
        assert len(results(written(f"Give what it says.\n\n>>> f(1)\n{want}", body), sandbox)[0]) == 1

    def test_that_raise_are_shown_and_are_no_cases(self, sandbox: Sandbox) -> None:
        docstring = """
            Divide ten by it.

            >>> f(5)
            2.0
            >>> f(0)
            Traceback (most recent call last):
                ...
            ZeroDivisionError: division by zero
            """
        [mined], _ = results(written(docstring, "return 10 / x"), sandbox)
        assert "ZeroDivisionError" in mined.exercise.prompt
        assert mined.exercise.shown == 1
        wrong = written(docstring, "return 10 / x if x else 0")
        assert results(wrong, sandbox) == ([], {mining.DISAGREES: 1})

    def test_beyond_the_sixth_are_hidden_cases(self, sandbox: Sandbox) -> None:
        examples = "\n".join(f">>> f({number})\n{number + 1}" for number in range(9))
        [mined], _ = results(written(f"Add one to it.\n\n{examples}"), sandbox)
        assert mined.exercise.shown == 6
        assert "f(6)" not in mined.exercise.prompt
        assert [case.arguments for case in mined.exercise.cases[:9]] == [(number,) for number in range(9)]

    def test_keywords_that_have_no_position_are_passed_over(self, sandbox: Sandbox) -> None:
        text = written("Add one to it.\n\n>>> f(1, step=2)\n3\n>>> f(1)\n2", "return x + step", "def f(x, *, step=1):")
        [mined], _ = results(text, sandbox)
        assert "step=2" not in mined.exercise.prompt.partition("\n")[2]

    def test_defaults_stand_in_for_what_is_not_given(self, sandbox: Sandbox) -> None:
        text = written("Add the two steps.\n\n>>> f(1, b=3)\n6", "return x + a + b", "def f(x, a=2, b=0):")
        [mined], _ = results(text, sandbox)
        assert mined.exercise.cases[0].arguments == (1, 2, 3)


class TestDocstrings:
    def test_long_ones_are_cut_to_what_comes_first(self, sandbox: Sandbox) -> None:
        prose = "\n\n".join(f"Paragraph {number} says: {'very ' * 30}much." for number in range(20))
        [mined], _ = results(written(f"Add one to it.\n\n{prose}\n\n>>> f(1)\n2"), sandbox)
        assert len(mined.exercise.prompt) < 1600
        assert "Paragraph 2 " in mined.exercise.prompt
        assert "Paragraph 9 " not in mined.exercise.prompt
        assert mined.exercise.prompt.endswith('    >>> f(1)\n    2\n    """\n')

    def test_that_are_long_in_one_paragraph_are_refused(self, sandbox: Sandbox) -> None:
        text = written(f"Add {'very ' * 400} one.\n\n>>> f(1)\n2")
        assert results(text, sandbox) == ([], {mining_doctests.VERBOSE: 1})

    def test_sections_that_say_nothing_of_the_function_are_left_out(self) -> None:
        text = mining_doctests.without_asides(
            dedent("""
            Add.

            Parameters
            ----------
            x : int

            References
            ----------
            .. [1] A book.

            Examples
            --------
            .. seealso::
               Nothing.

            See also: g
            """)
        )
        assert " ".join(text.split()) == "Add. Parameters ---------- x : int Examples -------- See also: g"

    def test_backslashes_and_quotes_survive(self, sandbox: Sandbox) -> None:
        docstring = "Double the 'backslashes' of it.\n\n>>> f('\\\\\\\\')\n'\\\\\\\\\\\\\\\\'"
        [mined], _ = results(written(docstring, "return x.replace('\\\\', '\\\\\\\\')"), sandbox)
        assert 'r"""' in mined.exercise.prompt
        assert mined.exercise.cases[0].arguments == ("\\",)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.frozensets(st.integers(), max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PLAIN, max_size=3).map(tuple), max_size=3), st.text(max_size=3))
def test_variations_are_new_and_of_the_same_types(inputs: list[tuple[Any, ...]], seed: str) -> None:
    before = repr(inputs)
    made = variations(inputs, 12, seed)
    assert made == variations(inputs, 12, seed)
    assert repr(inputs) == before
    assert len({repr(each) for each in [*made, *inputs]}) == len(made) + len({repr(each) for each in inputs})
    shapes = {tuple(map(type, each)) for each in inputs}
    assert all(tuple(map(type, each)) in shapes for each in made)
