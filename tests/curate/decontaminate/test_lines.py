import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hornbook.curate.decontaminate.lines import State, states


def read_one_by_one(marks: str) -> list[State]:
    seen = [State.CODE]
    for mark in marks:
        state = seen[-1]
        if mark == "\n":
            state = State.CODE
        elif state == State.CODE:
            state = {"#": State.COMMENT, "'": State.SINGLE, '"': State.DOUBLE}[mark]
        elif (state, mark) in ((State.SINGLE, "'"), (State.DOUBLE, '"')):
            state = State.CODE
        seen.append(state)
    return seen


@given(st.text("\n#'\"", max_size=60))
def test_all_lines_at_once_are_read_as_one_by_one(marks: str) -> None:
    found = states(np.frombuffer(marks.encode(), np.uint8))
    assert found.tolist() == read_one_by_one(marks)
