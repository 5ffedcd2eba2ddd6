from pathlib import Path

import pytest

from hornbook.errors import RecipeError
from hornbook.recipe import Recipe


def write(folder: Path, text: str) -> Path:
    (folder / "recipe.toml").write_text(text)
    return folder


def test_defaults_and_values(tmp_path: Path) -> None:
    recipe = Recipe.load(write(tmp_path, "[pretrain]\ntokens = 1000\n[synthesize.commands]\nexamples = 7\n"))
    assert recipe.pretrain is not None
    assert recipe.synthesize.commands is not None
    assert (recipe.pretrain.tokens, recipe.synthesize.commands.examples, recipe.model.preset) == (1000, 7, "1m")
    assert recipe.name == tmp_path.name


def test_overrides_take_toml_values_or_plain_text(tmp_path: Path) -> None:
    write(tmp_path, "[pretrain]\ntokens = 1000\n")
    recipe = Recipe.load(tmp_path, ["pretrain.tokens=2_000", "model.preset=3m", 'export.gguf=["F16"]'])
    assert recipe.pretrain is not None
    assert (recipe.pretrain.tokens, recipe.model.preset, recipe.export.gguf) == (2000, "3m", ["F16"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[pretrain]\ntokns = 1\n", ["[pretrain] tokns", "no such key", "learning_rate"]),
        ("[pretrian]\n", ["[pretrian]", "no such key", "pretrain"]),
        ("[synthesize.commands]\nexample = 1\n", ["[synthesize.commands] example", "examples"]),
        ("[pretrain]\ntokens = 'many'\n", ["[pretrain] tokens", "'many'"]),
        ("[pretrain]\ntokens = 0\n", ["[pretrain] tokens = 0", "greater than 0"]),
        ("[pretrain]\ntokens = \n", ["not TOML", "line 2"]),
    ],
)
def test_an_error_names_file_key_and_what_is_allowed(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.load(write(tmp_path, text))
    message = str(caught.value)
    assert all(word in message for word in [str(tmp_path / "recipe.toml"), *words]), message
    assert "\n" not in message


@pytest.mark.parametrize("override", ["model", "model.preset", "preset=3m", "model.preset.deep=1"])
def test_a_bad_override_is_named(tmp_path: Path, override: str) -> None:
    write(tmp_path, "[model]\npreset = '1m'\n")
    with pytest.raises(RecipeError, match=r"--set"):
        Recipe.load(tmp_path, [override])


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"holds a recipe\.toml"):
        Recipe.load(tmp_path / "nowhere")
    recipe = Recipe.load(write(tmp_path, "[evaluate]\nexams = ['gone.jsonl']\n"))
    with pytest.raises(RecipeError, match=r"names gone\.jsonl"):
        recipe.path(recipe.evaluate.exams[0])
