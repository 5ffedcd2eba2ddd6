import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hornbook.data.documents import Document
from hornbook.data.sources import SetAside, read_unit, units

MIT = "Permission is hereby granted, free of charge ... this permission notice shall be included ..."
FILES = {"src/a.py": "x = 1\n", "src/LICENSE": MIT, "b/c.md": "# Title\n", "data.csv": "a,b\n"}


def write_zip(path: Path, files: Mapping[str, str | bytes] = FILES, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_tar(path: Path, files: Mapping[str, str | bytes] = FILES) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


WRITERS = [(write_zip, "x.zip"), (write_tar, "x.tar.gz"), (write_tar, "x.tgz")]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_text_files_become_documents(tmp_path: Path, read: Callable, write: Callable, name: str) -> None:
    corpus = read(write(tmp_path / name))
    found = {document.source: (document.text, document.license) for document in corpus.documents}
    assert found == {
        f"{name}/src/a.py": ("x = 1\n", "MIT"),
        f"{name}/src/LICENSE": (MIT, "MIT"),
        f"{name}/b/c.md": ("# Title\n", "NOASSERTION"),
    }
    assert corpus.asides == [SetAside(f"{name}/data.csv", "other-kind", 4)]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_names_that_lead_out_are_only_labels(tmp_path: Path, read: Callable, write: Callable, name: str) -> None:
    names = ["../../etc/evil.py", "/abs.py", "a/../../b.py", "C:\\windows\\c.py"]
    folder = tmp_path / "inside"
    folder.mkdir()
    corpus = read(write(folder / name, dict.fromkeys(names, "x = 1\n")))
    assert len(corpus.documents) == 4
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inside", name]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_large_member_is_not_unpacked(tmp_path: Path, read: Callable, write: Callable, name: str) -> None:
    path = write(tmp_path / name, {"big.py": b"#" * 20_000_000, "small.py": "x = 1\n"})
    tracemalloc.start()
    corpus = read(path)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert corpus.texts == ["x = 1\n"]
    assert corpus.asides == [SetAside(f"{name}/big.py", "too-large", 20_000_000)]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_bomb_is_not_unpacked_to_its_end(tmp_path: Path, read: Callable, write: Callable, name: str) -> None:
    files = {f"{number:02}.py": b"#" * 4_000_000 for number in range(20)}
    corpus = read(write(tmp_path / name, files))
    assert 1 <= len(corpus.documents) < 20
    assert {aside.reason for aside in corpus.asides} == {"bomb"}


def test_a_member_larger_than_it_claims_is_set_aside(tmp_path: Path, read: Callable) -> None:
    path = write_zip(tmp_path / "liar.zip", {"a.py": b"#" * 1_000_000, "b.py": "x = 1\n"})
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", 1_000_000), struct.pack("<L", 10)))
    corpus = read(path)
    assert corpus.texts == ["x = 1\n"]
    assert corpus.reasons == {"liar.zip/a.py": "broken-archive"}


def test_a_damaged_member_leaves_the_others(tmp_path: Path, read: Callable) -> None:
    path = write_zip(tmp_path / "x.zip", {"a.py": "first = 1\n", "b.py": "second = 2\n"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"first", b"worst"))
    corpus = read(path)
    assert corpus.texts == ["second = 2\n"]
    assert corpus.asides == [SetAside("x.zip/a.py", "broken-archive", 10)]


def test_methods_that_unpack_without_bound_are_not_used(tmp_path: Path, read: Callable) -> None:
    assert set(read(write_zip(tmp_path / "x.zip", FILES, zipfile.ZIP_LZMA)).reasons.values()) == {
        "broken-archive",
        "other-kind",
    }


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_truncated_archive_is_set_aside(tmp_path: Path, read: Callable, write: Callable, name: str) -> None:
    path = write(tmp_path / name)
    path.write_bytes(path.read_bytes()[:-40])
    assert read(path).reasons[name] == "broken-archive"


def test_what_comes_before_the_damage_is_kept(tmp_path: Path, read: Callable) -> None:
    path = write_tar(tmp_path / "x.tar.gz", {"a.py": "x = 1\n", "b.py": "y = 2\n"})
    tar = bytearray(gzip.decompress(path.read_bytes()))
    tar[1024 + 150] ^= 0xFF  # the header of the second file no longer agrees with its sum
    path.write_bytes(gzip.compress(bytes(tar)))
    corpus = read(path)
    assert corpus.texts == ["x = 1\n"]
    assert corpus.reasons == {"x.tar.gz": "broken-archive"}


def test_links_and_devices_in_a_tar_file_are_set_aside(tmp_path: Path, read: Callable) -> None:
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
        for name, kind in (
            ("s.py", tarfile.SYMTYPE),
            ("h.py", tarfile.LNKTYPE),
            ("d.py", tarfile.CHRTYPE),
            ("f", tarfile.DIRTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    reasons = read(tmp_path / "x.tar.gz").reasons
    assert reasons == {"x.tar.gz/s.py": "link", "x.tar.gz/h.py": "link", "x.tar.gz/d.py": "special-file"}


def test_a_header_that_asks_for_much_memory_is_refused(tmp_path: Path, read: Callable) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 200_000_000
    (tmp_path / "x.tar.gz").write_bytes(gzip.compress(header.tobuf() + bytes(200_000_000), 1))
    tracemalloc.start()
    reasons = read(tmp_path / "x.tar.gz").reasons
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert reasons == {"x.tar.gz": "broken-archive"}


def test_a_member_of_negative_size_ends_the_archive(tmp_path: Path, read: Callable) -> None:
    header = tarfile.TarInfo("x.py")
    header.size = -1024
    (tmp_path / "x.tar.gz").write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT) * 3))
    assert read(tmp_path / "x.tar.gz").reasons == {"x.tar.gz": "broken-archive"}


@pytest.mark.parametrize(("write", "name"), WRITERS[:2])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 255)), min_size=1, max_size=5))
def test_no_damage_is_an_error(tmp_path: Path, write: Callable, name: str, damage: list[tuple[int, int]]) -> None:
    raw = bytearray(write(tmp_path / name).read_bytes())
    for place, change in damage:
        raw[place % len(raw)] ^= change
    (tmp_path / name).write_bytes(raw)
    for unit in units(str(tmp_path / name), tmp_path):
        assert all(isinstance(item, Document | SetAside) for item in read_unit(unit))
