from typing import Any

import pytest

CLASSES = {
    "permissive": [
        "MIT",
        "apache-2.0",
        "BSD-3-Clause",
        "PSF-2.0",
        "CC0-1.0",
        "MIT OR GPL-3.0-only",
        "(MIT AND ISC) OR SSPL-1.0",
    ],
    "weak-copyleft": ["MPL-2.0", "LGPL-2.1-or-later", "MIT AND MPL-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"],
    "copyleft": ["GPL-3.0-only", "GPL-2.0", "AGPL-3.0-or-later", "MIT AND GPL-2.0+", "GPL-3.0-only OR SSPL-1.0"],
    "proprietary-or-unknown": [
        "",
        "NOASSERTION",
        "LicenseRef-ours",
        "BUSL-1.1",
        "CC-BY-NC-4.0",
        "MIT AND nothing",
        "((",
        "MIT OR",
        "\0",
    ],
}


@pytest.mark.parametrize("label", CLASSES)
def test_classes(measure: Any, label: str) -> None:
    for expression in CLASSES[label]:
        assert measure("licence", "text", licence=expression)["license_class"] == [label], expression


def test_no_licence_is_unknown(measure: Any) -> None:
    assert measure("licence", "text", licence=None)["license_class"] == ["proprietary-or-unknown"]


@pytest.mark.parametrize(
    "expression", ["(" * 3000 + "MIT" + ")" * 3000, " AND ".join(["MIT"] * 3000), "(MIT OR (ISC AND " * 2000]
)
def test_long_expressions_are_read_or_unknown(measure: Any, expression: str) -> None:
    assert measure("licence", "text", licence=expression)["license_class"][0] in CLASSES
