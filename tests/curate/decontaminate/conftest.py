from pathlib import Path

import pytest

from hornbook.curate.decontaminate.exams import ExamItem, read_exam
from hornbook.curate.decontaminate.index import ExamIndex


@pytest.fixture(scope="session")
def problems() -> list[ExamItem]:
    """Coding problems made for these tests; 1, 2 and 3 have solutions that any program may have."""
    return read_exam(Path(__file__).parent / "problems.jsonl")


@pytest.fixture(scope="session")
def index(problems: list[ExamItem]) -> ExamIndex:
    return ExamIndex.build(problems)
