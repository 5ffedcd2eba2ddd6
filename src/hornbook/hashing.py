"""Names made from content: of settings, texts and files."""

import hashlib
import json
from pathlib import Path
from typing import Any


def digest(value: Any) -> str:
    """SHA-256, in hexadecimal, of anything that JSON can hold; equal values give equal digests in every process."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def text_digest(text: str) -> str:
    """The first 32 hexadecimal digits (128 bits) of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def file_digest(path: Path) -> str:
    """SHA-256, in hexadecimal, of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
