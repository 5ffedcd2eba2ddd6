"""The call of a command said in other words: its spans are looked for in the new text, its choices are taken over."""

import re
from collections.abc import Mapping
from itertools import pairwise

from hornbook.tools import Call, Tool


class SpanError(ValueError):
    """A call that cannot be recovered from a text; the message is the reason."""


def spans_of(call: Call, tools: Mapping[str, Tool]) -> dict[str, str]:
    """The arguments that are copied from the text: all that are no choices."""
    known = tools[call.name].arguments
    return {name: value for name, value in call.arguments.items() if known[name] is None}


def choices_of(call: Call, tools: Mapping[str, Tool]) -> dict[str, str]:
    """The arguments that are one of a tool's allowed values; names that the tool does not know are left out."""
    known = tools[call.name].arguments if call.name in tools else {}
    return {name: value for name, value in call.arguments.items() if known.get(name) is not None}


def recover(call: Call, text: str, tools: Mapping[str, Tool]) -> Call:
    """
    The call as the new text serves it: every span spelled as it stands there, be it with other capitals.

    Raises SpanError where a span is not in the text as whole words, stands there twice, or shares words with another.
    """
    found = {name: _find(value, text) for name, value in spans_of(call, tools).items()}
    places = sorted(match.span() for match in found.values())
    if any(end > begin for (_, end), (begin, _) in pairwise(places)):
        raise SpanError("span ambiguous")
    return Call(call.name, {name: found[name][0] if name in found else value for name, value in call.arguments.items()})


def _find(value: str, text: str) -> re.Match[str]:
    # A number is not found inside a longer one: "7" is neither in "7:30" nor in "1.7".
    matches = list(re.finditer(rf"(?<!\w)(?<!\d[.:,]){re.escape(value)}(?!\w|[.:,]\d)", text, re.IGNORECASE))
    if len(matches) != 1:
        raise SpanError("span ambiguous" if matches else "span lost")
    return matches[0]
