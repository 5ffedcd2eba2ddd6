"""The commands of the README and the docs are run as they stand, on recipes made small."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hornbook.curate.signals.signal import description
from hornbook.stages.signals import schema

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "docs/your-own-tools.md", "docs/curation.md"]
SMALL = {
    r"^examples = .*": "examples = 4_000",
    r"^validation = .*": "validation = 100",
    r"^tokens = .*": "tokens = 30_000",
}


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)
    return [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the recipes with small figures, beside a `.venv` whose programs are those of this Python."""
    folder = tmp_path_factory.mktemp("readme")
    for recipe in ("recipes/watch", "docs/examples/lift"):
        shutil.copytree(ROOT / recipe, folder / recipe)
        text = (folder / recipe / "recipe.toml").read_text()
        for pattern, small in SMALL.items():
            text = re.sub(pattern, small, text, flags=re.MULTILINE)
        (folder / recipe / "recipe.toml").write_text(text)
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def _as_it_stands(command: str) -> str:
    """A command for the shell; of `make run` what it does once there is an environment, of other targets whether they are there."""
    if command == "make run":
        return r"make --dry-run run | grep '^\.venv/bin/hornbook' | sh -e"
    return command.replace("make ", "make --dry-run ") if command.startswith("make") else command


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_work(page: str, workplace: Path) -> None:
    found = commands(page)
    assert found, f"{page} shows no commands"
    for command in found:
        result = subprocess.run(
            _as_it_stands(command), shell=True, cwd=workplace, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, f"{command}\n{result.stderr}"


@pytest.mark.parametrize(
    ("page", "printed"), [("README.md", r"\d\.\d+ \[\d\.\d+, \d\.\d+\]"), ("docs/synthesis.md", "True")]
)
def test_the_python_works(page: str, printed: str, workplace: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)
    result = subprocess.run([sys.executable, "-c", program], cwd=workplace, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert re.search(printed, result.stdout)


def test_make_run_carries_out_the_watch_recipe() -> None:
    shown = subprocess.run(["make", "--dry-run", "run"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "hornbook run recipes/watch" in shown.stdout


def test_the_page_on_curation_names_every_column() -> None:
    page = (ROOT / "docs/curation.md").read_text()
    columns = [field for field in schema(with_perplexity=True) if field.name != "id"]
    assert [f"| `{field.name}` | {description(field)} |" in page for field in columns] == [True] * len(columns)
