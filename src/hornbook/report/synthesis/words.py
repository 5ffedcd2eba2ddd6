"""What reasons and figures of a synthesis mean, for people."""

from hornbook.synthesize.exercises import mining, mining_cases, verification, writing
from hornbook.synthesize.exercises import mining_programs as programs

REASONS = {
    verification.DIFFERS: "The solution fails a case of its own.",
    verification.UNSTABLE: "Two runs, each in a fresh process, gave different results.",
    verification.GUESSED: "All cases pass with nothing, an argument as it is, or the first example's result.",
    verification.SURVIVED: "A wrong variant of the solution passes all cases: they do not say well enough what is wanted.",
    verification.LEAKED: "The prompt holds the solution, or so many cases that too few are hidden.",
    verification.UNTOLD: "The solution needs a number that does not follow from the prompt.",
    verification.LONG: "Prompt and solution are too long for an exercise.",
    verification.BROKEN: "It cannot be parsed.",
    writing.REPEATED: "Its family had drawn the same statement before.",
    writing.LEAK: "It is as like an exam item as the recipe forbids.",
    mining.BROKEN: "Without the rest of its package the function does not run.",
    mining.DISAGREES: "The function does something else than its examples say.",
    mining.BARE: "Its docstring has next to no words beside the examples.",
    mining_cases.INTRICATE: "Its examples take or return something other than plain data.",
    mining_cases.FEW: "Too few inputs could be derived that it returns something for.",
    mining.SEEN: "The same function stands in another file.",
    programs.OUTSIDE: "It imports what is not in the standard library, or not safe to run.",
    programs.CLASS: "It uses a class of its module.",
    programs.UNKNOWN: "It uses a name that its module does not define.",
    programs.IMPURE: "It reads, prints, or depends on more than its arguments.",
    programs.DECORATED: "Its decorator changes what it does.",
    programs.LAYOUT: "Its text cannot be cut into head, docstring and body.",
    programs.SPRAWLING: "Too much else of its module would have to come with it.",
}
"""A sentence for each reason why a draw or a function becomes no exercise, as far as the reason does not speak for itself."""

VARIETY = {
    "distinct_1_grams": (
        "Different words",
        "As a share of all words. It falls as more is written, so compare equal numbers of documents.",
    ),
    "distinct_2_grams": ("Different pairs of words", "As a share of all words that stand side by side."),
    "distinct_3_grams": ("Different runs of three words", "As a share of all runs; where it is low, phrases are worn."),
    "near_duplicates": ("Near-duplicates", "The share that nearly repeats an earlier one: the fewer, the better."),
    "effective_number": (
        "Effective number",
        "In meaning, all of them are as varied as this many would be that have nothing in common.",
    ),
}
"""The heading of each figure of variety, and what it says."""
SHARES = frozenset(VARIETY) - {"effective_number"}
