"""
Exercises mined from published Python: functions that stand on their own, and whose docstrings show by example what they do.

The examples are their author's, and the function has to bear out every one of them. They are few, so further cases are derived:
inputs not far from theirs, with what the function itself returns. These characterise the function as it is rather than prove it
right (Feathers, "Working Effectively with Legacy Code", 2004, chapter 13); they are never shown in the prompt.
"""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hornbook.data.documents import Document
from hornbook.sandbox import Failure, Outcome, Sandbox
from hornbook.synthesize.exercises.exercise import Exercise
from hornbook.synthesize.exercises.mining_cases import INTRICATE, cases_of
from hornbook.synthesize.exercises.mining_doctests import Docstring, Example, probes
from hornbook.synthesize.exercises.mining_inputs import Arguments
from hornbook.synthesize.exercises.mining_programs import LAYOUT, UNKNOWN, UNREADABLE, Cutting, Module, Shelf, Unfit
from hornbook.synthesize.exercises.verification import LEAKED, Proof, prove
from hornbook.synthesize.exercises.writing import Tally, described

BROKEN, DISAGREES, BARE, SEEN = "does not run", "examples not borne out", "says too little", "seen before"

ORIGIN = "code"
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Candidate:
    """A function that may become an exercise."""

    cutting: Cutting
    docstring: Docstring


@dataclass(frozen=True)
class Mined:
    """An exercise with its proof; the document that it comes from, its licence, and the line where the function begins there."""

    exercise: Exercise
    proof: Proof
    source: str
    license: str
    line: int

    @property
    def document(self) -> Document:
        """As a document of the textbook."""
        meta = described(self.exercise, self.proof, {"line": self.line})
        return Document(self.exercise.program, self.source, self.license, ORIGIN, meta)


def mine(text: str, name: str = "", shelf: Shelf | None = None) -> Iterator[Candidate | Unfit]:
    """
    The functions of a module that have examples of themselves: candidates, and why the others cannot be.

    What they need of other modules is looked for on the shelf; relative imports need the module's own dotted name.
    """
    if ">>>" not in text:
        return
    try:
        module = Module(text, name, shelf)
    except UNREADABLE:
        return
    for node in module.functions():
        docstring = Docstring(ast.get_docstring(node) or "", node.name)
        if not docstring.examples:
            continue
        try:
            yield Candidate(module.cut(node), docstring)
        except Unfit as unfit:
            yield unfit
        except RecursionError:  # two modules import a name from each other
            yield Unfit(UNKNOWN)


def proven(
    documents: Iterable[Mapping[str, Any]],
    sandbox: Sandbox,
    tally: Tally,
    least_killed: float = 1.0,
    shelf: Shelf | None = None,
) -> Iterator[Mined]:
    """
    The proven exercises of documents, in their order. The functions that were judged, their mutants, and why some were not accepted,
    are added to the tally.

    Modules that theirs import from are looked for on the shelf (see `shelve`).
    Of the mutants that `prove` tries this share has to fail: what is derived from few examples cannot tell all of them apart.
    """

    def examine(job: tuple[Mapping[str, Any], Candidate]) -> Mined | Proof:
        document, candidate = job
        try:
            exercise = as_exercise(candidate, _family(document), sandbox)
        except Unfit as unfit:
            return Proof(False, unfit.reason)
        proof = prove(exercise, sandbox, least_killed)
        if not proof.accepted:
            return proof
        return Mined(exercise, proof, document["source"], document["license"], candidate.cutting.line)

    for found in sandbox.map(examine, _candidates(documents, tally, shelf)):
        if isinstance(found, Mined):
            tally.count(found.proof)
            yield found
        else:
            tally.count(found)


def _candidates(
    documents: Iterable[Mapping[str, Any]], tally: Tally, shelf: Shelf | None
) -> Iterator[tuple[Mapping[str, Any], Candidate]]:
    seen: set[str] = set()
    for document in documents:
        for found in mine(document["text"], _module_name(document), shelf):
            tally.drawn += 1
            if isinstance(found, Unfit):
                tally.rejected[found.reason] += 1
            elif found.cutting.body in seen:
                tally.rejected[SEEN] += 1
            else:
                seen.add(found.cutting.body)
                yield document, found


def as_exercise(candidate: Candidate, family: str, sandbox: Sandbox) -> Exercise:
    """Run the examples, derive further cases, and write it all down. Raises Unfit where that cannot be done."""
    cutting, docstring = candidate.cutting, candidate.docstring
    if len(docstring.statement.split()) < _FEWEST_WORDS:
        raise Unfit(BARE)
    kept, given = _borne_out(candidate, sandbox)
    text, shown = docstring.show(kept)
    if " ".join(cutting.body.split()) in " ".join(text.split()):
        raise Unfit(LEAKED)
    prompt = f"{cutting.preamble}{cutting.head}{_quoted(text, cutting.indent)}"
    program = f"{prompt}{cutting.body}\n"
    cases = cases_of(cutting.name, program, [given[example.text] for example in kept if example.text in given], sandbox)
    number_shown = sum(example.text in given for example in shown)
    return Exercise(cutting.name, docstring.statement, prompt, cutting.body, cases, number_shown, family)


def _borne_out(candidate: Candidate, sandbox: Sandbox) -> tuple[list[Example], dict[str, Arguments]]:
    """
    The examples with plain arguments, and the arguments of those that return something, by the text of the example.

    Raises Unfit where the function does something else than they say.
    """
    examples = candidate.docstring.examples
    program = candidate.cutting.program + "".join(example.probe(number) for number, example in enumerate(examples))
    execution = sandbox.run(program, probes(examples))
    if execution.failure:
        raise Unfit(BROKEN)
    kept: list[Example] = []
    given: dict[str, Arguments] = {}
    outcomes = execution.outcomes
    for example, arguments, result in zip(examples, outcomes, outcomes[len(examples) :], strict=False):
        bound = _positional(candidate.cutting.parameters, arguments)
        if bound is None:
            continue
        if not example.agrees(result):
            raise Unfit(DISAGREES)
        kept.append(example)
        if not example.error:
            given[example.text] = bound
    if not given:
        raise Unfit(INTRICATE)
    return kept, given


def _positional(parameters: ast.arguments, outcome: Outcome) -> Arguments | None:
    """Arguments by position alone, defaults filled in before the last one that is given; None where that cannot be said."""
    if isinstance(outcome, Failure):
        return None
    arguments, keywords = outcome.value
    names = [argument.arg for argument in (*parameters.posonlyargs, *parameters.args)]
    if not keywords:
        return tuple(arguments)
    if not keywords.keys() <= set(names):
        return None
    defaults = dict(zip(reversed(names), reversed(parameters.defaults), strict=False))
    bound = list(arguments)
    last = max(names.index(name) for name in keywords)
    for name in names[len(arguments) : last + 1]:
        try:
            bound.append(keywords[name] if name in keywords else ast.literal_eval(defaults[name]))
        except (KeyError, ValueError):
            return None
    return tuple(bound)


def shelve(documents: Iterable[Mapping[str, Any]]) -> Shelf:
    """A shelf of the Python modules among the documents, all in memory: of a package, or of a few that belong together."""
    return Shelf({name: document["text"] for document in documents if (name := _module_name(document))})


def _module_name(document: Mapping[str, Any]) -> str:
    """The dotted name by which a module is imported, with `__init__` where it is a package's own; empty where it is none."""
    path = str(_meta(document).get("path", ""))
    return path.removesuffix(".py").replace("/", ".") if path.endswith(".py") else ""


def _family(document: Mapping[str, Any]) -> str:
    return f"mined/{_meta(document).get('package', 'unpublished')}"


def _meta(document: Mapping[str, Any]) -> dict[str, Any]:
    return dict(json.loads(document["meta"] or "{}"))


def _quoted(text: str, indent: str) -> str:
    """The text as a docstring, indented. Raises Unfit where it has both kinds of quotes in it."""
    quotes = next((quotes for quotes in ('"""', "'''") if quotes not in text), None)
    if quotes is None:
        raise Unfit(LAYOUT)
    opening = f"r{quotes}" if "\\" in text else quotes
    text = f"{opening}{text}\n{quotes}" if "\n" in text or text[-1] in "\\\"'" else f"{opening}{text}{quotes}"
    return "".join(f"{indent if line else ''}{line}\n" for line in text.split("\n"))
