"""The model card: what a person should know before using the model, as Markdown."""

import json
import re
import shlex

from jinja2 import Environment, PackageLoader, StrictUndefined

from hornbook.evaluate.suites.tool_calls import ESCALATE
from hornbook.report import formats
from hornbook.report.data import ReportData
from hornbook.stats import Estimate

CARD_FILE = "card.md"
_EXAMPLE = "set a timer for ten minutes"
_MARKUP = re.compile(r"([\\`*\[\]<>|&~$]|^[-+=#]|(?<![^\W_])_|_(?![^\W_]))")


def model_card(data: ReportData) -> str:
    """The card of a tool-call model; names and texts of the run cannot become markup."""
    command = next((formats.printable(sample.text) for sample in data.textbook.samples), _EXAMPLE)
    request = {"messages": [{"role": "user", "content": command}], "temperature": 0, "max_tokens": 96}
    template = _templates().get_template("card.md.jinja")
    return template.render(
        data=data,
        tools=list(data.textbook.examples_by_tool),
        escalates=ESCALATE in data.textbook.examples_by_tool,
        headline=next(iter(data.exams), None),
        gguf=next((formats.printable(file.name) for file in data.packed if file.name.endswith(".gguf")), None),
        command=command,
        request=json.dumps(request),
        vllm_request=json.dumps({"model": "model", **request}),
    )


def _text(text: str) -> str:
    """One line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(formats.printable(text).split()))


def _code(text: str) -> str:
    """A name as code."""
    name = " ".join(formats.printable(text).replace("`", "'").split())
    return f"`{name}`"


def _estimate(figure: Estimate) -> str:
    return formats.estimate(figure.to_dict())


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("hornbook.report", ""),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= formats.FORMATS | {
        "text": _text, "code": _code, "estimate": _estimate, "metric": formats.metric, "shell": shlex.quote, "json": json.dumps,
    }  # fmt: skip
    return environment
