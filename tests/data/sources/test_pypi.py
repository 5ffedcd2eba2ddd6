from collections.abc import Callable
from pathlib import Path

import pytest

from hornbook.data.sources import read_unit, units
from hornbook.data.sources.pypi import _download, read_pins
from hornbook.errors import DataError


@pytest.fixture
def index(tmp_path: Path, make_wheel: Callable, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that is all pip can reach."""
    folder = tmp_path / "index"
    for name, version in (("lantern", "1.0"), ("lantern", "2.0"), ("wick", "0.1")):
        make_wheel(folder, name, version, {f"{name}.py": f"VERSION = {version!r}\n"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_pinned_packages_are_fetched_once(tmp_path: Path, index: Path) -> None:
    packages = tmp_path / "packages.txt"
    packages.write_text("# all that glows\nLantern==1.0  # the old one\n\nwick == 0.1\nlantern==2.0\nlantern==1.0\n")
    told: list[tuple[int, int]] = []
    corpus = units(f"pypi:{packages}", tmp_path / "cache", lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    texts = {item.source: item.text for unit in corpus for item in read_unit(unit) if hasattr(item, "text")}
    assert texts == {
        "pypi:lantern==1.0/lantern.py": "VERSION = '1.0'\n",
        "pypi:lantern==2.0/lantern.py": "VERSION = '2.0'\n",
        "pypi:wick==0.1/wick.py": "VERSION = '0.1'\n",
    }
    for wheel in index.glob("*.whl"):
        wheel.unlink()
    assert units(f"pypi:{packages}", tmp_path / "cache") == corpus


def test_two_processes_may_fetch_the_same_package(tmp_path: Path, index: Path) -> None:
    folder = tmp_path / "cache" / "pypi" / "wick==0.1"
    for _ in range(2):
        _download("wick==0.1", folder)
    assert [path.name for path in folder.parent.rglob("*")] == ["wick==0.1", "wick-0.1-py3-none-any.whl"]


def test_constraints_for_other_installs_do_not_bind_a_corpus(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "constraints.txt").write_text("lantern==2.0\n")
    (tmp_path / "pip.conf").write_text(f"[global]\nconstraint = {tmp_path / 'constraints.txt'}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    assert len(units("pypi:lantern==1.0", tmp_path / "cache")) == 1


def test_a_package_that_cannot_be_had_is_named(tmp_path: Path, index: Path) -> None:
    (tmp_path / "packages.txt").write_text("wick==0.1\nno-such-lamp==3.0\n")
    with pytest.raises(DataError, match=r"no-such-lamp==3\.0 cannot be had as a wheel \(pip: .*no-such-lamp"):
        units(f"pypi:{tmp_path / 'packages.txt'}", tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache" / "pypi").iterdir() if path.name.startswith(".")] == []


def test_source_distributions_are_not_run(tmp_path: Path, index: Path) -> None:
    (index / "torch_lamp-1.0.tar.gz").write_bytes(b"its setup.py would run")
    with pytest.raises(DataError, match=r"torch-lamp==1\.0 cannot be had as a wheel"):
        units("pypi:torch_lamp==1.0", tmp_path / "cache")


@pytest.mark.parametrize(
    "line",
    ["lantern", "lantern>=1", "lantern==1.*", "lantern===1", "lantern==1,<2", "lantern[x]==1", "lantern==1; os_name=='nt'",
     "lantern @ https://a.example/l.whl", "-r more.txt", "lantern==1 --hash=sha256:0"],
)  # fmt: skip
def test_a_line_that_is_no_pin_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "packages.txt"
    path.write_text(f"# pins\nwick==0.1\n{line}\n")
    with pytest.raises(DataError, match=r"packages\.txt, line 3: .* is not one exact version"):
        read_pins(str(path))


def test_neither_pin_nor_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="pypi:lantern is neither NAME==VERSION nor a file"):
        read_pins("lantern")
    (tmp_path / "packages.txt").write_text("# nothing\n")
    with pytest.raises(DataError, match=r"packages\.txt names no package"):
        read_pins(str(tmp_path / "packages.txt"))


def test_names_and_versions_take_their_normal_form() -> None:
    assert read_pins("Zope.Interface==6.0.0-RC1") == ["zope-interface==6.0.0rc1"]
