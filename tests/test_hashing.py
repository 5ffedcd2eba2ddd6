import hashlib
import subprocess
import sys
from pathlib import Path

from hornbook.hashing import digest, file_digest, text_digest


def test_equal_values_have_equal_digests_in_every_process() -> None:
    program = "from hornbook.hashing import digest; print(digest({'b': [1, 2.5, None], 'a': 'é'}))"
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "5"}
    )
    assert other.stdout.strip() == digest({"a": "é", "b": [1, 2.5, None]})


def test_different_values_differ() -> None:
    assert len({digest(value) for value in (1, "1", [1], {"1": 1}, None, True)}) == 6


def test_files_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abc" * 1000)
    assert file_digest(path) == hashlib.sha256(b"abc" * 1000).hexdigest()
    assert text_digest("abc") == hashlib.sha256(b"abc").hexdigest()[:32]
