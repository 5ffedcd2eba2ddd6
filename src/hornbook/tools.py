"""
Tools in OpenAI's function format, and the text in which a model calls them.

The call is written as `<tool_call>{"name": ..., "arguments": {...}}</tool_call>`, the Hermes form that vLLM, llama.cpp and
Qwen's chat templates parse.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hornbook.errors import RecipeError

CALL_OPEN = "<tool_call>"
CALL_CLOSE = "</tool_call>"


@dataclass(frozen=True)
class Tool:
    """One tool: its name, and for each argument the allowed values (None where the value is a span of the command)."""

    name: str
    description: str
    arguments: dict[str, tuple[str, ...] | None]


@dataclass(frozen=True)
class Call:
    """What a model asks for: a tool's name and its arguments."""

    name: str
    arguments: dict[str, str]


def load_tools(path: Path) -> dict[str, Tool]:
    """Read a `tools.json`. Raises RecipeError naming the file and the entry that is not in OpenAI's function format."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecipeError(
            f"{path}: no such file.", "Write the tools there, as a list in OpenAI's function format."
        ) from None
    except json.JSONDecodeError as error:
        raise RecipeError(f"{path}, line {error.lineno}: not JSON ({error.msg}).", "Mend that line.") from None
    if not isinstance(entries, list) or not entries:
        raise RecipeError(f"{path}: not a list of tools.", 'Write [{"type": "function", "function": {...}}, ...].')
    tools = (_read_tool(entry, f"{path}, tool {number}") for number, entry in enumerate(entries, start=1))
    return {tool.name: tool for tool in tools}


def _read_tool(entry: Any, where: str) -> Tool:
    try:
        function = entry["function"]
        properties = function.get("parameters", {}).get("properties", {})
        arguments = {name: tuple(schema["enum"]) if "enum" in schema else None for name, schema in properties.items()}
        return Tool(function["name"], function.get("description", ""), arguments)
    except (KeyError, TypeError, AttributeError):
        raise RecipeError(
            f"{where}: not in OpenAI's function format.",
            'Write {"type": "function", "function": {"name": ..., "parameters": {"properties": {...}}}}.',
        ) from None


def render_call(call: Call) -> str:
    """The text of a call, always spelled the same way."""
    return f"{CALL_OPEN}{call_as_json(call)}{CALL_CLOSE}"


def call_as_json(call: Call | None) -> str:
    """A call as one line of JSON; `null` where there is none."""
    return json.dumps(call and {"name": call.name, "arguments": call.arguments}, ensure_ascii=False)


def parse_call(text: str) -> Call | None:
    """The first call in a model's answer, or None where there is none that can be read."""
    _, opened, rest = text.partition(CALL_OPEN)
    body, closed, _ = rest.partition(CALL_CLOSE)
    if not opened or not closed:
        return None
    try:
        call = json.loads(body)
        arguments = call["arguments"]
        return Call(str(call["name"]), {str(key): str(value) for key, value in arguments.items()})
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        return None


def scaffold(tools: dict[str, Tool]) -> list[str]:
    """
    The fixed pieces of every call, longest first: what a tokenizer may hold as one token each.

    A call to a tool with arguments is `OPEN KEY value (NEXT KEY value)* CLOSE`.
    """
    pieces = {'"}}' + CALL_CLOSE, "}}" + CALL_CLOSE, '", '}
    for tool in tools.values():
        pieces.add(f'{CALL_OPEN}{{"name": "{tool.name}", "arguments": {{')
        pieces.update(f'"{argument}": "' for argument in tool.arguments)
    return sorted(pieces, key=lambda piece: (-len(piece), piece))
