"""The recipe: one TOML file that reads from top to bottom like the story of one model."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from hornbook.errors import RecipeError

RECIPE_FILE = "recipe.toml"

Share = Annotated[float, Field(ge=0, le=1)]


class Section(BaseModel):
    """A table of the recipe: typed, and closed to keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Corpus(Section):
    """`[corpus.*]`: raw text, as a folder, a file, `pypi:NAME==VERSION` or `pypi:FILE` with one of those a line."""

    source: str = Field(min_length=1)


class LanguageModel(Section):
    """
    A model that is asked: `model` is one that `hornbook models` lists, a .gguf file, or what an endpoint at `url` calls it.

    Prices are for a million tokens.
    """

    model: str = "SmolLM2-135M-Instruct"
    url: str | None = None
    key_variable: str = ""
    prompt_price: float = Field(0.0, ge=0)
    completion_price: float = Field(0.0, ge=0)
    concurrency: int = Field(4, gt=0)


class Teacher(LanguageModel):
    """`[curate.teacher]`: a model that grades a sample of documents."""

    documents: int = Field(200, gt=0)


class Curate(Section):
    """`[curate]`: from raw text to the part that teaches."""

    shingle_words: int = Field(5, gt=0)
    bands: int = Field(14, gt=0)
    band_rows: int = Field(8, gt=0)
    perplexity: bool = False
    leak_similarity: Share = 0.8
    keep: list[str] = []
    redact: bool = True
    gold: Path | None = None
    teacher: Teacher | None = None


class Commands(Section):
    """`[synthesize.commands]`: a tool-call textbook from a command grammar."""

    tools: Path = Path("tools.json")
    grammar: Path = Path("grammar")
    examples: int = Field(200_000, gt=0)
    validation: int = Field(2_000, gt=0)
    held_out_families: Share = 0.1
    shares: dict[str, Share] = {}
    typed: Share = 0.4
    spelled_numbers: Share = 0.35
    misspelled: Share = 0.08
    dropped_apostrophes: Share = 0.2
    seed: int = 0


class Exercises(Section):
    """`[synthesize.exercises]`: functions to write, of every family so many, each proven by running it."""

    of_each_family: int = Field(400, gt=0)
    seed: int = 0


class Mined(Section):
    """`[synthesize.mined]`: functions of the corpus that keep what their doctests say, and of whose mutants such a share fails."""

    least_killed: Share = 0.5


class Textbook(Section):
    """
    `[synthesize.textbook]`: a book on a syllabus, asked of a teacher round by round, by what it still lacks.

    `license` is the SPDX expression that the teacher's terms allow for what it writes. The `judge`, where there is one, has a word on
    every text. The rest says when to stop: see `hornbook.synthesize.textbook.loop.Limits`.
    """

    syllabus: Path = Path("syllabus.toml")
    license: str = Field(min_length=1)
    teacher: LanguageModel = LanguageModel()
    judge: LanguageModel | None = None
    code: bool = False
    answer_tokens: int = Field(300, gt=0)
    round_requests: int = Field(64, gt=0)
    least_new: float = Field(0.1, ge=0)
    most_tokens: int | None = Field(None, gt=0)
    seed: int = 0


class Synthesize(Section):
    """`[synthesize.*]`: the textbooks to write."""

    commands: Commands | None = None
    exercises: Exercises | None = None
    mined: Mined | None = None
    textbook: Textbook | None = None


class TokenizerSettings(Section):
    """`[tokenizer]`: byte-level BPE, learned from the textbook."""

    vocabulary: int = Field(2048, gt=256)


class ModelSettings(Section):
    """`[model]`: a preset shape."""

    preset: str = "1m"
    context: int = Field(256, gt=0)


class Pretrain(Section):
    """`[pretrain]`: from random weights through the textbook."""

    tokens: int = Field(gt=0)
    batch_tokens: int = Field(2048, gt=0)
    row_tokens: int = Field(128, gt=0)
    optimizer: Literal["adamw", "muon"] = "muon"
    learning_rate: float = Field(6e-3, gt=0)
    warmup: Share = 0.02
    decay: Share = 0.5
    weight_decay: float = Field(0.1, ge=0)
    prompt_weight: Share = 0.0
    compile: bool = False
    checkpoint_seconds: float = Field(20.0, gt=0)
    seed: int = 0


class Evaluate(Section):
    """`[evaluate]`: exams beside the held-out families, as JSON lines."""

    exams: list[Path] = []


class Export(Section):
    """`[export]`: GGUF types to write beside the Hugging Face folder."""

    gguf: list[Literal["F16", "Q8_0"]] = ["F16", "Q8_0"]


class Recipe(Section):
    """A whole recipe; `folder` is where it lies, and its file names are relative to that."""

    description: str = ""
    corpus: dict[str, Corpus] = {}
    curate: Curate = Curate()
    synthesize: Synthesize = Synthesize()
    tokenizer: TokenizerSettings = TokenizerSettings()
    model: ModelSettings = ModelSettings()
    pretrain: Pretrain | None = None
    evaluate: Evaluate = Evaluate()
    export: Export = Export()

    _folder: Path = PrivateAttr(default=Path())

    @property
    def folder(self) -> Path:
        """Where the recipe lies."""
        return self._folder

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._folder.resolve().name

    def path(self, relative: Path) -> Path:
        """A file that the recipe names. Raises RecipeError where it is not there."""
        path = self._folder / relative
        if not path.exists():
            raise RecipeError(
                f"{self._folder / RECIPE_FILE} names {relative}, and there is no {path}.", "Write it, or mend the name."
            )
        return path

    @classmethod
    def load(cls, folder: Path, overrides: Sequence[str] = ()) -> "Recipe":
        """
        Read `folder/recipe.toml`, then put in `section.key=value` overrides (values as in TOML, or plain text).

        Raises RecipeError naming file, key and what is allowed.
        """
        file = folder / RECIPE_FILE
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RecipeError(f"{file}: no such file.", "Name a folder that holds a recipe.toml.") from None
        except tomllib.TOMLDecodeError as error:
            raise RecipeError(f"{file}: not TOML ({error}).", "Mend that line.") from None
        for override in overrides:
            _apply_override(values, override)
        return cls.build(folder, values)

    @classmethod
    def build(cls, folder: Path, values: Mapping[str, Any]) -> "Recipe":
        """A recipe from the values of a `recipe.toml`, in a folder that need not exist. Raises RecipeError as `load` does."""
        try:
            recipe = cls.model_validate(values)
        except ValidationError as error:
            raise _readable(folder / RECIPE_FILE, error) from None
        recipe._folder = folder
        return recipe


def _apply_override(values: dict[str, Any], override: str) -> None:
    key, equals, text = override.partition("=")
    *tables, last = key.strip().split(".")
    if not equals or not tables:
        raise RecipeError(f"--set {override}: not an override.", "Write --set section.key=value.")
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    for table in tables:
        values = values.setdefault(table, {})
        if not isinstance(values, dict):
            raise RecipeError(
                f"--set {override}: {table!r} is a value, not a section.", "Write --set section.key=value."
            )
    values[last] = value


def _readable(file: Path, error: ValidationError) -> RecipeError:
    # A misspelt key also makes the right one missing: tell of the misspelling.
    first = min(error.errors(), key=lambda details: details["type"] != "extra_forbidden")
    *tables, key = [str(part) for part in first["loc"]]
    where = f"{file} [{'.'.join(tables)}] {key}" if tables else f"{file} [{key}]"
    if first["type"] == "extra_forbidden":
        return RecipeError(f"{where}: no such key.", f"Allowed: {', '.join(_section(tables).model_fields)}.")
    if first["type"] == "missing":
        return RecipeError(f"{where}: this key must be set.", "Set it.")
    return RecipeError(f"{where} = {first['input']!r}: {first['msg'].lower()}.", "Change the value.")


def _section(tables: list[str]) -> type[Section]:
    section: type[Section] = Recipe
    for table in tables:
        annotation = section.model_fields[table].annotation
        candidates = [annotation, *getattr(annotation, "__args__", ())]
        section = next(kind for kind in candidates if isinstance(kind, type) and issubclass(kind, Section))
    return section
