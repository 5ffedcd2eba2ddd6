import pickle
import sysconfig
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hornbook.curate.decontaminate import index as index_module
from hornbook.curate.decontaminate.disguises import DISGUISES, buried
from hornbook.curate.decontaminate.exams import ExamItem
from hornbook.curate.decontaminate.index import ExamIndex
from hornbook.curate.decontaminate.matches import SCHEMA, found_at_thresholds

PLAIN = {"Small/1", "Small/2", "Small/3"}  # return amount * 2, return "Dear " + guest, return len(ship)
LIBRARY = Path(sysconfig.get_path("stdlib"))
HOSTS = [(LIBRARY / name).read_text() for name in ("argparse.py", "heapq.py", "inspect.py", "tarfile.py", "random.py")]


def batch(texts: list[str], ids: list[str] | None = None) -> pa.RecordBatch:
    ids = ids or [str(number) for number in range(len(texts))]
    return pa.record_batch({"id": ids, "text": texts, "meta": ["{}"] * len(texts)})


def find(index: ExamIndex, *texts: str) -> list[dict]:
    return index.find(batch(list(texts))).to_pylist()


def prose_index(*texts: str) -> ExamIndex:
    return ExamIndex.build([ExamItem("prose", f"p{number}", text, False) for number, text in enumerate(texts)])


@pytest.mark.parametrize("host", [None, *HOSTS[:2]], ids=["alone", "in a large file", "in a small file"])
@pytest.mark.parametrize("name", DISGUISES)
def test_planted_problems_are_found(index: ExamIndex, problems: list[ExamItem], name: str, host: str | None) -> None:
    texts = []
    for item in problems:
        random = Random(f"{name} {item.item}")
        text = DISGUISES[name](item.text, random)
        texts.append(text if host is None else buried(text, host, random))
    matches = index.find(batch(texts, [item.item for item in problems])).to_pylist()
    found = {match["item"] for match in matches if match["id"] == match["item"] and match["similarity"] >= 0.8}
    missed = {item.item for item in problems} - found
    # Of a plain solution whose docstring and names are gone nothing is left to know it by.
    assert missed <= (PLAIN if name in ("changed", "disguised") else set())


def test_the_place_of_a_match_is_told_in_characters(index: ExamIndex, problems: list[ExamItem]) -> None:
    item = problems[10]
    planted = DISGUISES["disguised"](item.text, Random(3)).strip()
    [match] = find(index, f"# “Été” 日本\n{planted}\n\nprint('ça')\n")
    text = f"# “Été” 日本\n{planted}\n\nprint('ça')\n"
    assert (match["item"], match["kind"]) == (item.item, "tree")
    assert text[match["start"] : match["end"]] == planted
    [match] = find(index, f"Été: {item.text}")
    assert f"Été: {item.text}"[match["start"] : match["end"]].startswith("def merge_queues")


def test_clean_code_is_not_flagged(index: ExamIndex) -> None:
    texts = [path.read_text(errors="replace") for path in sorted(LIBRARY.glob("*.py"))]
    matches = index.find(batch(texts)).to_pylist()
    assert [match for match in matches if match["similarity"] >= 0.8] == []


def test_plain_functions_are_not_flagged(index: ExamIndex) -> None:
    assert find(index, "def area(x, y):\n    return x * 2\n", "def size(xs):\n    return len(xs)\n") == []


def test_a_changed_copy_is_less_similar(index: ExamIndex, problems: list[ExamItem]) -> None:
    text = DISGUISES["renamed"](problems[10].text, Random(0)).replace("return", "print(1)\n    print(2)\n    return", 1)
    docstring = text[text.index('"""') : text.rindex('"""') + 3]
    [match] = find(index, text.replace(docstring, "pass"))
    assert match["kind"] == "tree"
    assert 0.8 < match["similarity"] < 0.95


def test_a_method_with_an_inner_function_is_found(index: ExamIndex, problems: list[ExamItem]) -> None:
    [item] = [item for item in problems if "prime_gaps" in item.text]
    text = DISGUISES["disguised"](item.text, Random(4))
    method = "class A:\n" + "".join(f"    {line}\n" for line in text.splitlines())
    assert [match["item"] for match in find(index, method)] == [item.item]


def test_code_in_prose_is_found_by_its_words(index: ExamIndex, problems: list[ExamItem]) -> None:
    quoted = "> " + problems[4].text.replace("\n", "\n> ")
    [match] = find(index, f"The question was:\n{quoted}\nHow would you solve it?")
    assert (match["item"], match["kind"]) == (problems[4].item, "words")
    assert match["similarity"] == 1


def test_the_docstring_alone_is_found(index: ExamIndex, problems: list[ExamItem]) -> None:
    docstring = problems[20].text.split('"""')[1]
    [match] = find(index, f"{HOSTS[1]}\n{docstring}\n{HOSTS[4]}")
    assert (match["item"], match["similarity"]) == (problems[20].item, 1)


def test_prose_is_found_by_how_much_of_it_is_there() -> None:
    question = "A farmer sells seven crates of apples at nine crowns each and buys three hens for what he earned; what is left?"
    index = prose_index(question)
    rewritten = question.replace("farmer", "gardener").replace("crowns", "marks")
    same, near, unlike, chance = (
        [match["similarity"] for match in find(index, text)]
        for text in (
            f"Exercises.\n\n7. {question.upper()}\n\n8. Another.",
            rewritten,
            "A gardener grows seven kinds of apples.",
            "They said he earned; what is left? Nothing was.",
        )
    )
    assert same == [1]
    assert near == [pytest.approx(20 / 22)]
    assert unlike == chance == []


def test_a_short_item_is_found_only_as_a_line_by_itself() -> None:
    index = prose_index("Alarm off!")
    for text in (
        "alarm off",
        "One\n  ALARM OFF.\nthree",
        "<|im_start|>user\nalarm off<|im_end|>\n<|im_start|>assistant\n{}",
    ):
        assert [match["similarity"] for match in find(index, text)] == [1]
    for text in ("turn the alarm off", "alarm off please", "alarm\noff the wall", "", "alarm"):
        assert find(index, text) == []


def test_an_item_without_words_matches_nothing() -> None:
    assert find(prose_index("?!", "..."), "?!", "...", "") == []


def test_rows_of_numbers_are_no_match() -> None:
    index = prose_index("Continue the series 0 0 0 0 0 0 0 0 0 0 0 0")
    assert find(index, "0, " * 5_000) == []


@pytest.mark.parametrize(
    "text", ["def f(:\n    return x", "print 'no python 3'", "class A:\n    def f(self):\n        return 1"]
)
def test_code_without_a_function_of_its_own_is_found_by_its_words(text: str) -> None:
    item = ExamItem("odd", "o", f"{text} # and some more words to know it by", True)
    [match] = find(ExamIndex.build([item]), f"before\n{item.text}\nafter")
    assert (match["kind"], match["similarity"]) == ("words", 1)


def test_an_empty_batch_and_an_empty_exam_give_an_empty_table(index: ExamIndex) -> None:
    for found in (index.find(batch([])), ExamIndex.build([]).find(batch(["def f():\n    return 1"]))):
        assert found.num_rows == 0
        assert found.schema == SCHEMA


def test_a_pickled_index_finds_the_same(index: ExamIndex, problems: list[ExamItem]) -> None:
    texts = batch([item.text for item in problems])
    again = pickle.loads(pickle.dumps(index))
    assert again.find(texts).equals(index.find(texts))


@settings(max_examples=25)
@given(data=st.data())
def test_a_document_is_judged_alike_in_any_company(
    index: ExamIndex, problems: list[ExamItem], data: st.DataObject
) -> None:
    random = Random(data.draw(st.integers(0, 1000)))
    planted = [disguise(random.choice(problems).text, random) for disguise in DISGUISES.values()]
    pieces = st.sampled_from([*planted, "", "def ", "x = (", "'", '"""', "# ", HOSTS[1][:3000]]) | st.text()
    texts = data.draw(st.lists(st.lists(pieces, max_size=3).map("".join), min_size=1, max_size=6))
    alone = [
        match for number, text in enumerate(texts) for match in index.find(batch([text], [str(number)])).to_pylist()
    ]
    order = data.draw(st.permutations(range(len(texts))))
    size = data.draw(st.sampled_from([1, 1000, index_module._CHUNK_BYTES]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_CHUNK_BYTES", size)
        together = index.find(batch([texts[number] for number in order], [str(number) for number in order])).to_pylist()

    def key(match: dict) -> tuple[str, str]:
        return match["id"], match["item"]

    assert sorted(together, key=key) == sorted(alone, key=key)


def test_a_function_too_deep_to_walk_is_passed_over(index: ExamIndex, problems: list[ExamItem]) -> None:
    text = DISGUISES["disguised"](problems[10].text, Random(1)).rstrip()
    assert [match["kind"] for match in find(index, text)] == ["tree"]
    indent = text.splitlines()[-1][: -len(text.splitlines()[-1].lstrip())]
    assert find(index, f"{text}\n{indent}x{'.y' * 1200}\n") == []


def test_null_texts_and_large_strings_are_taken(index: ExamIndex, problems: list[ExamItem]) -> None:
    texts = pa.array([None, problems[5].text], pa.large_string())
    matches = index.find(pa.record_batch({"id": ["a", "b"], "text": texts})).to_pylist()
    assert [match["id"] for match in matches] == ["b"]


@pytest.mark.parametrize("broken", [b"\xe2", b"\xe2\x80", b"\xc2", b"\xff\xfe", b"\x80", b"\xe4\xb8", b"\0"])
def test_broken_text_neither_raises_nor_spoils_its_neighbours(
    index: ExamIndex, problems: list[ExamItem], broken: bytes
) -> None:
    planted = problems[20].text.encode()
    raw = pa.array([broken, planted, broken + planted + broken, broken], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), len(raw), raw.buffers())
    matches = index.find(pa.record_batch({"id": ["a", "b", "c", "d"], "text": texts})).to_pylist()
    assert [match["id"] for match in matches] == ["b", "c"]
    assert matches[0]["similarity"] == 1


def test_documents_and_items_are_counted_at_each_threshold() -> None:
    rows = [("a", "one", 1.0), ("a", "two", 0.9), ("b", "one", 18 / 20), ("b", "two", 0.72)]
    columns = {name: [] for name in SCHEMA.names}
    for document, item, similarity in rows:
        values = (document, "exam", item, "words", similarity, 20, 0, 9)
        for name, value in zip(SCHEMA.names, values, strict=True):
            columns[name].append(value)
    counts = found_at_thresholds(pa.table(columns, schema=SCHEMA)).to_pylist()
    assert {row["threshold"]: (row["exam"], row["documents"], row["items"]) for row in counts[:4]} == {
        0.95: ("exam", 1, 1),
        0.9: ("exam", 2, 2),
        0.85: ("exam", 2, 2),
        0.8: ("exam", 2, 2),
    }
    assert found_at_thresholds(SCHEMA.empty_table()).num_rows == 0
