from typing import Any

import pytest

PROSE = {
    "en": "The children walked down to the river in the evening, where the old boats were lying in the grass.",
    "de": "Am Abend gingen die Kinder hinunter zum Fluss, wo die alten Boote im hohen Gras lagen und warteten.",
    "fr": "Le soir, les enfants descendaient vers la rivière, où les vieux bateaux dormaient dans l'herbe haute.",
    "ru": "Вечером дети спускались к реке, где в высокой траве лежали старые лодки и ждали весны.",
    "zh": "晚上孩子们走到河边那里的草丛中躺着许多旧船等待着春天的到来他们在那里唱歌。",
}


@pytest.mark.parametrize("language", PROSE)
def test_prose(measure: Any, language: str) -> None:
    columns = measure("language", PROSE[language], origin="web")
    assert columns["language"] == [language]
    assert 0.5 < columns["language_probability"][0] <= 1


@pytest.mark.parametrize(
    "template", ['def f():\n    """{}"""\n    return the_value\n', "value = 1\n# {}\n", "import os\n\n# {}\n"]
)
def test_comments_and_docstrings_of_code(measure: Any, template: str) -> None:
    assert measure("language", *(template.format(text) for text in PROSE.values()), path="a.py")["language"] == list(
        PROSE
    )


def test_code_between_fences_is_passed_over(measure: Any) -> None:
    code = "```\n" + "the value of the function is the one that we return\n" * 20 + "```\n"
    assert measure("language", code + PROSE["de"], path="a.md")["language"] == ["de"]


@pytest.mark.parametrize("text", ["", "x = 1\n", "# noqa\n", "12345 67890 " * 20])
def test_too_few_letters_say_nothing(measure: Any, text: str) -> None:
    assert measure("language", text, path="a.py") == {"language": [None], "language_probability": [None]}


def test_only_the_beginning_is_read(measure: Any) -> None:
    assert measure("language", PROSE["fr"] * 12 + PROSE["en"] * 1000, origin="web")["language"] == ["fr"]
