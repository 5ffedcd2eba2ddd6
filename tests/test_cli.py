import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

LIFT = Path(__file__).parents[1] / "docs/examples/lift"
QUICK = ["--set", "synthesize.commands.examples=600", "--set", "synthesize.commands.validation=40"]
QUICK += ["--set", "pretrain.tokens=8_000", "--set", "tokenizer.vocabulary=400"]


def hornbook(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hornbook", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the lift recipe was run, in little."""
    folder = tmp_path_factory.mktemp("cli")
    done = hornbook("run", str(LIFT), *QUICK, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Exams (per cent, 95 % interval)" in done.stdout
    assert "report.html" in done.stdout
    return folder


def one_paragraph(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """The command failed, and said why in one paragraph with these words, without a traceback."""
    assert result.returncode == 1
    error = result.stderr.strip().splitlines()[-1]
    assert error.startswith("Error: ")
    assert "Traceback" not in result.stderr
    assert all(word in error for word in words), error


@pytest.mark.parametrize("verb", ["run", "curate", "trace", "evaluate", "chat", "sample"])
def test_every_verb_has_help_with_an_example(verb: str, tmp_path: Path) -> None:
    assert verb in hornbook("--help", cwd=tmp_path).stdout
    assert f"Example: hornbook {verb} " in hornbook(verb, "--help", cwd=tmp_path).stdout


def test_help_loads_nothing_heavy() -> None:
    heavy = ("torch", "pyarrow", "pydantic", "openai", "matplotlib")
    program = f"import sys, hornbook.cli; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_run_as_json_again_makes_nothing(workplace: Path) -> None:
    result = hornbook("run", str(LIFT), *QUICK, "--json", cwd=workplace)
    summary = json.loads(result.stdout)
    assert summary["made"] == []
    assert summary["folder"] == "runs/lift"
    assert {exam["exam"] for exam in summary["exams"]} == {"commands", "held-out"}


@pytest.mark.parametrize("model", ["runs/lift", "runs/lift/lift-Q8_0.gguf"])
def test_evaluate_prints_one_json_object_and_keeps_the_answers(workplace: Path, model: str) -> None:
    result = hornbook(
        "evaluate", model, "--suite", "tool-calls", "--data", str(LIFT / "commands.jsonl"), "--json", cwd=workplace
    )
    exam = json.loads(result.stdout)
    assert (exam["suite"], exam["n"]) == ("tool-calls", 14)
    assert set(exam["metrics"]["tool_accuracy"]) >= {"value", "low", "high"}
    folders = list((workplace / "runs/lift/exams").glob(f"{Path(model).stem} on commands"))
    assert {path.name for path in folders[0].iterdir()} == {"result.json", "answers.jsonl", "confusion.csv"}


def test_evaluate_sits_the_held_out_exam_of_a_run_folder(workplace: Path) -> None:
    result = hornbook("evaluate", "runs/lift", cwd=workplace)
    assert result.returncode == 0, result.stderr
    assert "held-out" in result.stdout


def test_chat_once_prints_a_call_or_null(workplace: Path) -> None:
    result = hornbook("chat", "runs/lift", "--once", "take me to the garage", cwd=workplace)
    assert result.returncode == 0, result.stderr
    call = json.loads(result.stdout)
    assert call is None or set(call) == {"name", "arguments"}


def test_sample_shows_examples_of_a_family(workplace: Path) -> None:
    result = hornbook("sample", str(LIFT), "doors.hold", "-n", "3", cwd=workplace)
    assert result.stdout.count('{"name": "doors", "arguments": {"action": "hold"}}') == 3


def test_a_wrong_key_is_one_paragraph(workplace: Path) -> None:
    one_paragraph(
        hornbook("run", str(LIFT), "--set", "pretrain.token=5", cwd=workplace), "[pretrain] token", "Allowed", "tokens"
    )


def test_missing_files_are_one_paragraph(workplace: Path) -> None:
    one_paragraph(hornbook("run", "nowhere", cwd=workplace), "nowhere/recipe.toml")
    one_paragraph(hornbook("evaluate", "runs/lift", "--data", "gone.jsonl", cwd=workplace), "gone.jsonl", "--data")
    one_paragraph(hornbook("evaluate", "gone.gguf", "--data", str(LIFT / "commands.jsonl"), cwd=workplace), "gone.gguf")
    one_paragraph(hornbook("chat", "gone", "--once", "hello", cwd=workplace), "gone", "Run the recipe")


def test_a_broken_json_line_is_one_paragraph(workplace: Path) -> None:
    exam = workplace / "broken.jsonl"
    exam.write_text('{"text": "hello", "tools": ["escalate"]}\n{"text": \n')
    one_paragraph(hornbook("evaluate", "runs/lift", "--data", str(exam), cwd=workplace), "broken.jsonl, line 2", "Mend")
    exam.write_text('{"text": "hello"}\n')
    one_paragraph(hornbook("evaluate", "runs/lift", "--data", str(exam), cwd=workplace), "line 1", '"tools"')


def test_a_truncated_artifact_is_one_paragraph_and_deleting_it_helps(workplace: Path, tmp_path: Path) -> None:
    run = ["run", str(LIFT), *QUICK, "--until", "commands", "--store", str(tmp_path / "store")]
    assert hornbook(*run, cwd=tmp_path).returncode == 0
    [artifact] = (tmp_path / "store/artifacts").iterdir()
    textbook = artifact / "train.parquet"
    textbook.write_bytes(textbook.read_bytes()[:100])
    one_paragraph(hornbook(*run, cwd=tmp_path), "train.parquet has 100 bytes", f"Delete {artifact}")
    subprocess.run(["rm", "-r", str(artifact)], check=True)
    assert hornbook(*run, cwd=tmp_path).returncode == 0


def test_a_full_disk_is_one_paragraph(tmp_path: Path) -> None:
    run = f"{sys.executable} -m hornbook run {LIFT} --until tokenizer"
    script = f"mount -t tmpfs -o size=100k none {tmp_path} && cd {tmp_path} && exec {run}"
    result = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    one_paragraph(result, "is full", "Free some room")


def test_an_unknown_suite_is_one_paragraph(workplace: Path) -> None:
    one_paragraph(hornbook("evaluate", "runs/lift", "--suite", "chess", cwd=workplace), "chess", "tool-calls")


def test_curate_then_trace(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text(
        '{"text": "A line that says one thing."}\n{"text": "Another that says two."}\n'
    )
    options = ["notes.jsonl", "--out", "curated", "--keep", "score_bytes > 25"]
    done = hornbook("curate", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "dropped: score_bytes > 25" in done.stdout
    assert "curated/kept" in done.stdout
    again = json.loads(hornbook("curate", *options, "--json", cwd=tmp_path).stdout)
    assert again["made"] == []
    assert again["stages"]["select"]["counts"]["kept_documents"] == 1
    [decided] = [
        row for row in pq.read_table(tmp_path / "curated/stages/select/selection").to_pylist() if row["reason"]
    ]
    told = hornbook("trace", "curated", decided["id"][:8], cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    story = json.loads(told.stdout)
    assert (story["id"], story["text"]) == (decided["id"], "Another that says two.")
    assert [decision["dropped_for"] for decision in story["decisions"]] == ["score_bytes > 25"]


def test_what_curate_and_trace_cannot_do_is_one_paragraph(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("No corpus.")
    one_paragraph(hornbook("curate", "gone/", "--out", "out", cwd=tmp_path), "gone", "no such file")
    one_paragraph(hornbook("curate", "notes.txt", "--out", "out", cwd=tmp_path), "notes.txt", ".jsonl")
    one_paragraph(hornbook("curate", "gone", "--out", "out", "--engine", "spark", cwd=tmp_path), "spark", "native, ray")
    one_paragraph(hornbook("curate", "gone", "--out", "out", "--exam", "no.jsonl", cwd=tmp_path), "gone")
    one_paragraph(hornbook("trace", "nowhere", "abc", cwd=tmp_path), "nowhere", "no run folder")
