import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.errors import RecipeError
from hornbook.tools import Call, load_tools, parse_call, render_call, scaffold

WATCH = Path(__file__).parent.parent / "recipes/watch/tools.json"


@given(st.builds(Call, name=st.text(), arguments=st.dictionaries(st.text(), st.text(), max_size=4)))
def test_a_call_survives_being_written_and_read(call: Call) -> None:
    if "</tool_call>" not in json.dumps(vars(call), ensure_ascii=False):
        assert parse_call(render_call(call)) == call


@pytest.mark.parametrize(
    "reply",
    ["", "hello", "<tool_call>", "<tool_call>{}</tool_call>", '<tool_call>{"name": "a"}</tool_call>',
     '<tool_call>{"name": "a", "arguments": {}}', '<tool_call>["a"]</tool_call>',
     '<tool_call>{"name": "a", "arguments": 3}</tool_call>'],
)  # fmt: skip
def test_nonsense_is_no_call(reply: str) -> None:
    assert parse_call(reply) is None


def test_choices_are_told_from_spans() -> None:
    tools = load_tools(WATCH)
    assert tools["set_volume"].arguments == {"change": ("up", "down", "mute", "unmute", "set"), "amount": None}
    assert tools["escalate"].arguments == {}


def test_every_call_is_made_of_scaffold_and_values() -> None:
    tools = load_tools(WATCH)
    pieces = scaffold(tools)
    for tool in tools.values():
        rest = render_call(Call(tool.name, dict.fromkeys(tool.arguments, "VALUE")))
        for piece in (*pieces, "VALUE"):
            rest = rest.replace(piece, "")
        assert rest == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [("{", "line 1"), ("[]", "not a list of tools"), ('[{"type": "function"}]', "tool 1"), ('["x"]', "tool 1")],
)
def test_a_broken_tools_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "tools.json"
    path.write_text(text)
    with pytest.raises(RecipeError, match=named) as caught:
        load_tools(path)
    assert str(path) in str(caught.value)


def test_a_missing_tools_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no such file"):
        load_tools(tmp_path / "tools.json")
