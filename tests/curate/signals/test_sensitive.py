import random
import time
from collections import Counter
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hornbook.curate.signals.sensitive import redact
from hornbook.stats import Estimate, proportion

SEED = 20261124
BESIDE = {"private_key": "private_keys", "ip_address": "ip_addresses"}


def column(kind: str) -> str:
    return BESIDE.get(kind, f"{kind}s")


@pytest.fixture(scope="module")
def recall(planted: ModuleType, measure: Any) -> dict[str, Estimate]:
    """The share of planted things that are found, as their own kind and nothing besides, by name; and of all."""
    samples = list(planted.positives(SEED))
    columns = measure("sensitive", *(sample.text for sample in samples))
    found: Counter[str] = Counter()
    for number, sample in enumerate(samples):
        counts = {name: values[number] for name, values in columns.items() if values[number]}
        found[sample.name] += counts == {column(sample.kind): 1} and sample.value not in redact(sample.text)[0]
    planted_of = Counter(sample.name for sample in samples)
    estimates = {name: proportion(found[name], count) for name, count in planted_of.items()}
    return {**estimates, "all": proportion(found.total(), len(samples))}


@pytest.fixture(scope="module")
def false_positives(lookalikes: ModuleType, measure: Any) -> dict[str, Estimate]:
    """The share of lookalikes in which anything is found, by name; and of all."""
    samples = list(lookalikes.negatives(SEED))
    columns = measure("sensitive", *(sample.text for sample in samples))
    found = Counter(
        sample.name for number, sample in enumerate(samples) if any(values[number] for values in columns.values())
    )
    seen = Counter(sample.name for sample in samples)
    estimates = {name: proportion(found[name], count) for name, count in seen.items()}
    return {**estimates, "all": proportion(found.total(), len(samples))}


def test_planted_secrets_and_personal_data_are_found(recall: dict[str, Estimate]) -> None:
    print("\nrecall\n" + "\n".join(f"  {name:24s} {estimate}" for name, estimate in recall.items()))
    assert len(recall) > 12
    assert recall["all"].n >= 300
    assert recall["all"].low > 0.95
    # A sixth of the passwords are words alone, which are not found.
    assert all(estimate.value >= (0.5 if name == "password" else 0.85) for name, estimate in recall.items())


def test_lookalikes_are_left_alone(false_positives: dict[str, Estimate]) -> None:
    print("\nfalse positives\n" + "\n".join(f"  {name:24s} {estimate}" for name, estimate in false_positives.items()))
    assert false_positives["all"].n >= 300
    assert false_positives["all"].high < 0.03


def test_redacting_replaces_what_was_found_by_its_kind() -> None:
    text = (
        'é = 1\nsend("ann.berg@maple-labs.io", "(212) 736-5000")  # from 93.184.216.34\npassword = "Maple#731otter"\n'
    )
    redacted, counts = redact(text)
    assert redacted == 'é = 1\nsend("<EMAIL>", "<PHONE>")  # from <IP_ADDRESS>\npassword = "<PASSWORD>"\n'
    assert counts == {"email": 1, "phone": 1, "ip_address": 1, "password": 1}
    assert redact(redacted) == (redacted, {})


def test_the_sharper_rule_names_a_finding() -> None:
    key = "AKIA" + "Q7ZT5MKW2XNPLB6C"
    assert redact(f'aws_access_key = "{key}"') == ('aws_access_key = "<API_KEY>"', {"api_key": 1})


def test_a_key_over_many_lines_is_one_finding(planted: ModuleType) -> None:
    block = planted.pem(random.Random(1))
    redacted, counts = redact(f"before\n{block}\nafter\n" + f'k = "{block.replace(chr(10), chr(92) + "n")}"\n')
    assert redacted == 'before\n<PRIVATE_KEY>\nafter\nk = "<PRIVATE_KEY>"\n'
    assert counts == {"private_key": 2}


def test_a_text_is_searched_without_its_neighbours(measure: Any) -> None:
    columns = measure(
        "sensitive", "x", "PASSWORD=Maple#731otter", "ann@maple.de", "bob@", "oak.de", "-----BEGIN PRIVATE KEY-----"
    )
    assert columns["passwords"] == [0, 1, 0, 0, 0, 0]
    assert columns["emails"] == [0, 0, 1, 0, 0, 0]
    assert sum(columns["private_keys"]) == 0


def test_redacting_nothing_changes_nothing() -> None:
    assert redact("") == ("", {})
    assert redact("x = 1\n") == ("x = 1\n", {})


@settings(max_examples=200)
@given(st.data())
def test_redacting_again_changes_nothing(planted: ModuleType, lookalikes: ModuleType, data: st.DataObject) -> None:
    pool = [sample.value for sample in planted.positives(1)] + [sample.text for sample in lookalikes.negatives(1)][:200]
    glue = st.sampled_from(
        ["", " ", "\n", '"', ": ", "@", "-", "1", "password = ", "://u:", "Bearer ", "+1 ", "=", "<", ">"]
    )
    text = "".join(data.draw(st.lists(st.sampled_from(pool) | glue, max_size=12)))
    redacted, counts = redact(text)
    assert redact(redacted) == (redacted, {})
    assert bool(counts) == (redacted != text)
    assert pa.scalar(redacted).as_py() == redacted


@pytest.mark.parametrize(
    "value", ["aa-" * 66 + "!", "aB" * 99 + "!", "Abc" * 66 + "!", "1-" * 99 + "!", "A" * 198 + "!"]
)
def test_a_value_made_to_be_slow_is_judged_at_once(value: str) -> None:
    started = time.process_time()
    redact(f'password = "{value}"\n' * 50)
    assert time.process_time() - started < 2
