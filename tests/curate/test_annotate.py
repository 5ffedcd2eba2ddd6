from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hornbook.curate.annotate import TIMES, Judgement, requests, stratified_sample

IDS = [f"d{number:03d}" for number in range(300)]
STRATA = ["small" if number < 10 else "middle" if number < 100 else "large" for number in range(300)]


def sample(ids: list[str], strata: list[str], number: int) -> list[str]:
    return stratified_sample(pa.array(ids, pa.string()), pa.array(strata, pa.string()), number)


def test_every_stratum_gives_as_many_as_any_other_while_it_has_them() -> None:
    stratum = dict(zip(IDS, STRATA, strict=True))
    assert Counter(stratum[id_] for id_ in sample(IDS, STRATA, 90)) == {"small": 10, "middle": 40, "large": 40}
    assert Counter(stratum[id_] for id_ in sample(IDS, STRATA, 3)) == {"small": 1, "middle": 1, "large": 1}


def test_a_document_that_is_added_hardly_changes_the_sample() -> None:
    before = set(sample(IDS, STRATA, 60))
    for name in ("x1", "x2", "x3", "x4", "x5"):
        assert len(before - set(sample([*IDS, name], [*STRATA, "large"], 60))) <= 1
        assert len(before - set(sample([name, *IDS], ["new", *STRATA], 60))) <= 2


@given(st.permutations(range(30)), st.integers(1, 40))
def test_the_order_of_documents_changes_nothing(order: list[int], number: int) -> None:
    ids, strata = IDS[:30], [f"s{number % 4}" for number in range(30)]
    shuffled = sample([ids[place] for place in order], [strata[place] for place in order], number)
    assert shuffled == sample(ids, strata, number)
    assert len(shuffled) == len(set(shuffled)) == min(30, number)


def test_nothing_to_sample() -> None:
    assert sample([], [], 10) == []


def test_each_text_is_asked_about_twice_in_a_row() -> None:
    asked = list(requests("teacher", ["one", "two", "x" * 10_000]))
    assert [(request.messages[-1].content[:16], request.sample) for request in asked[:4]] == [
        ("The text:\n\none\n\n", 0),
        ("The text:\n\none\n\n", 1),
        ("The text:\n\ntwo\n\n", 0),
        ("The text:\n\ntwo\n\n", 1),
    ]
    assert len(asked) == 3 * TIMES
    assert len({request.key for request in asked}) == len(asked)
    assert len(asked[-1].messages[-1].content) < 1000


def test_the_reason_is_written_before_the_score() -> None:
    [request, _] = requests("teacher", ["one"])
    schema = request.body()["response_format"]["json_schema"]["schema"]
    assert list(schema["properties"]) == schema["required"] == ["reason", "score"]
    assert schema["additionalProperties"] is False
    assert request.read('{"reason": "clear", "score": 4}') == Judgement(reason="clear", score=4)


@pytest.mark.parametrize("score", [-1, 6, 2.5])
def test_a_score_out_of_range_is_no_judgement(score: float) -> None:
    with pytest.raises(ValidationError):
        Judgement.model_validate({"reason": "", "score": score})
