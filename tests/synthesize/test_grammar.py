from pathlib import Path
from random import Random

import pytest

from hornbook.errors import RecipeError
from hornbook.synthesize.grammar import load_grammar, split_spans
from hornbook.tools import Tool

TOOLS = {
    "light": Tool("light", "", {"action": ("on", "off"), "room": None}),
    "escalate": Tool("escalate", "", {}),
}
GOOD = """
[rules]
polite = '''
please <command>
'''
room = '''
kitchen
hall
'''
[choices.switch]
on = "on"
off = "(off|out)"
[light.fragment]
frame = "polite"
phrases = '''
# a comment
{action=switch} in the {room}
'''
[light.dark]
arguments = {action = "on"}
phrases = "it is dark"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "commands.toml").write_text(text)
    return folder


def test_a_family_is_said_inside_its_frame(tmp_path: Path) -> None:
    grammar = load_grammar(write(tmp_path, GOOD), TOOLS)
    dark, fragment = grammar.families
    assert (dark.key, fragment.key, fragment.lines) == ("light.dark", "light.fragment", 1)
    assert dark.sample(Random(0)).chosen == {"action": "on"}
    for seed in range(20):
        phrase = fragment.sample(Random(seed))
        text, spans = split_spans(phrase.marked, grammar.marks)
        said = {"on": ["on"], "off": ["off", "out"]}[phrase.chosen["action"]]
        assert text in [f"please {word} in the {spans['room']}" for word in said]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("[light.dark]", "[lamp.dark]"), ["[lamp]", "no tool of that name", "escalate"]),
        (("{room}", "{place}"), ["no argument 'place'", "room"]),
        (("<command>", "<comand>"), ["'comand'", "which is not there"]),
        (("{action=switch}", "{action=room}"), ["'action' is a choice"]),
        (('off = "(off', 'dim = "(off'), ["[choices.switch]", "on, off"]),
        (("the {room}", "the ({room}"), ['a missing ")"']),
        (("kitchen\n", "<hall>\n"), ["'hall'"]),
        (('frame = "polite"', 'frame = "rude"'), ["'rude'"]),
        (('frame = "polite"', 'fame = "polite"'), ["unknown key 'fame'", "frame"]),
        (('phrases = "it is dark"', 'phrases = ""'), ["no phrases"]),
        (("kitchen\nhall", "<other>\n'''\nother = '''\n<room>"), ["go round in a circle"]),
        (("[rules]", "[rules"), ["not TOML"]),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: tuple[str, str], words: list[str]) -> None:
    with pytest.raises(RecipeError) as caught:
        load_grammar(write(tmp_path, GOOD.replace(*change)), TOOLS)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no grammar files"):
        load_grammar(tmp_path, TOOLS)


def test_a_rule_defined_in_two_files_is_named(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "more.toml").write_text("[rules]\nroom = 'attic'\n")
    with pytest.raises(RecipeError, match="defined twice"):
        load_grammar(tmp_path, TOOLS)
