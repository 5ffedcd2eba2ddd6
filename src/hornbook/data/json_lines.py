"""Files of JSON lines, with errors that name the line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hornbook.errors import DataError


def read_json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """
    Yield each object with its place ("file, line 3"). Blank lines are passed over.

    Raises DataError for a missing file and for a line that is no JSON object.
    """
    try:
        file = path.open(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).", "Check the name.") from None
    with file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            where = f"{path}, line {number}"
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"{where}: broken JSON ({error.msg}).", "Mend or remove that line.") from None
            if not isinstance(value, dict):
                raise DataError(f"{where}: not a JSON object.", "Write one {...} a line.")
            yield where, value
