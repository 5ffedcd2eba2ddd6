from pathlib import Path

import pytest

from hornbook.errors import RecipeError
from hornbook.synthesize.syllabus.tree import Leaf, Syllabus, topics
from hornbook.synthesize.syllabus.written import load_syllabus

GOOD = """
subject = "Physics"
quota = 4
[topics]
Heat = ["temperature", "expansion: why bridges have gaps"]
[topics.Mechanics]
"Forces and motion" = ["inertia", { name = "friction", about = "on ice", quota = 8 }]
Energy = ["kinetic energy"]
"""


def load(folder: Path, text: str) -> Syllabus:
    (folder / "syllabus.toml").write_text(text, encoding="utf-8")
    return load_syllabus(folder / "syllabus.toml")


def test_a_syllabus_reads_as_it_is_written(tmp_path: Path) -> None:
    syllabus = load(tmp_path, GOOD)
    assert syllabus.subject == "Physics"
    assert syllabus.leaves == (
        Leaf(("Physics", "Heat", "temperature"), 4),
        Leaf(("Physics", "Heat", "expansion"), 4, "why bridges have gaps"),
        Leaf(("Physics", "Mechanics", "Forces and motion", "inertia"), 4),
        Leaf(("Physics", "Mechanics", "Forces and motion", "friction"), 8, "on ice"),
        Leaf(("Physics", "Mechanics", "Energy", "kinetic energy"), 4),
    )
    assert syllabus.leaves[3].text == "Mechanics: Forces and motion: friction. on ice"
    assert syllabus.leaves[0].text == "Heat: temperature"
    assert syllabus.to_dict()["leaves"][3] == {
        "path": ["Physics", "Mechanics", "Forces and motion", "friction"], "quota": 8, "about": "on ice",
    }  # fmt: skip
    assert [" ".join(path) for path in topics(syllabus)] == [
        "Physics", "Physics Heat", "Physics Mechanics", "Physics Mechanics Forces and motion", "Physics Mechanics Energy",
    ]  # fmt: skip


def test_concepts_may_stand_right_below_the_subject(tmp_path: Path) -> None:
    syllabus = load(tmp_path, 'subject = "Knots"\ntopics = ["bowline", "reef knot"]')
    assert syllabus.leaves == (Leaf(("Knots", "bowline"), 1), Leaf(("Knots", "reef knot"), 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("subject = ", r"syllabus\.toml: not TOML"),
        ("[topics]\na = ['b']", r"syllabus\.toml subject: this key must be set"),
        ("subject = 3\n[topics]\na = ['b']", r"syllabus\.toml subject: this key must be set"),
        ("subject = 'x'", r"syllabus\.toml \[topics\]: this table must be there"),
        ("subject = 'x'\nquotas = 2\n[topics]\na = ['b']", r"unknown key 'quotas'\. Allowed: quota, subject, topics"),
        ("subject = 'x'\nquota = 0\n[topics]\na = ['b']", r"syllabus\.toml quota = 0: not a whole number"),
        ("subject = 'x'\nquota = true\n[topics]\na = ['b']", r"quota = True: not a whole number"),
        ("subject = 'x'\n[topics]", r"\[topics\]: holds no concepts"),
        ("subject = 'x'\n[topics]\na = []", r"\[topics\.a\]: holds no concepts"),
        ("subject = 'x'\n[topics]\na = 'b'", r"\[topics\.a\]: holds no concepts"),
        ("subject = 'x'\n[topics.a.b]", r"\[topics\.a\.b\]: holds no concepts"),
        ("subject = 'x'\n[topics]\na = ['b', 3]", r"\[topics\.a\] 2: 3 is no concept"),
        ("subject = 'x'\n[topics]\na = ['b', ': c']", r"\[topics\.a\] 2: a concept's name and what is said"),
        ("subject = 'x'\n[topics]\na = [{ name = 'b', about = 3 }]", r"\[topics\.a\] 1: a concept's name and what"),
        ("subject = 'x'\n[topics]\na = [{ name = 'b', text = 'c' }]", r"\[topics\.a\] 1: unknown key 'text'"),
        ("subject = 'x'\n[topics]\na = [{ name = 'b', quota = -1 }]", r"\[topics\.a\] 1 quota = -1"),
        ("subject = 'x'\n[topics]\na = ['b', 'c', 'b']", r"\[topics\.a\]: 'b' is 'b' again"),
        ("subject = 'x'\n[topics]\na = ['The Moon', 'the moon!']", r"'the moon!' is 'The Moon' again"),
        ("subject = 'x'\n[topics]\n'A b' = ['c']\n'a B' = ['d']", r"\[topics\]: 'a B' is 'A b' again"),
    ],
)
def test_an_error_names_file_key_and_fix(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        load(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"nowhere\.toml: no such file"):
        load_syllabus(tmp_path / "nowhere.toml")
