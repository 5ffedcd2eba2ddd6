import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.data.licenses import (
    UNKNOWN,
    from_classifiers,
    from_text,
    is_license_file,
    nearest,
    normalise,
    of_package,
    speaking_file,
)

MIT = """Copyright (c) 2020 A. Nobody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
"""
BSD = """Our library has a BSD license, as many have.

Redistribution and use in source and binary forms, with or without modification, are permitted:
  a. Redistributions of source code must retain the above notice.
  b. Redistributions in binary form must reproduce the above notice.
{third}
IN NO EVENT SHALL the authors be liable.
"""


@pytest.mark.parametrize(
    ("name", "spdx"),
    [
        ("MIT", "MIT"),
        ("The MIT License (MIT)", "MIT"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("BSD-3-Clause License", "BSD-3-Clause"),
        ("3-Clause BSD License", "BSD-3-Clause"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("Apache-2.0 WITH LLVM-exception", "Apache-2.0 WITH LLVM-exception"),
        ("LicenseRef-House", "LicenseRef-House"),
        ("BSD", UNKNOWN),
        ("Proprietary", UNKNOWN),
        ("MIT OR", UNKNOWN),
        ("MIT WITH Apache-2.0", UNKNOWN),
        ("()", UNKNOWN),
        ("", UNKNOWN),
        ("license", UNKNOWN),
        ("MIT AND " * 100 + "MIT", UNKNOWN),
    ],
)
def test_names_become_spdx_expressions(name: str, spdx: str) -> None:
    assert normalise(name) == spdx


@given(st.text(max_size=40))
def test_no_name_is_an_error_and_a_normal_name_stays(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@pytest.mark.parametrize(
    ("lines", "spdx"),
    [
        (["License :: OSI Approved", "License :: OSI Approved :: MIT License"], "MIT"),
        (["License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)"], "MPL-2.0"),
        (["License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)"], "GPL-3.0-or-later"),
        (
            ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: Apache Software License"],
            "Apache-2.0 AND MIT",
        ),
        (["License :: OSI Approved :: MIT License", "License :: OSI Approved :: BSD License"], UNKNOWN),
        (["Topic :: Software Development"], UNKNOWN),
    ],
)
def test_classifiers(lines: list[str], spdx: str) -> None:
    assert from_classifiers(lines) == spdx


def test_texts_are_known_by_their_sentences() -> None:
    assert from_text(MIT) == "MIT"
    assert from_text("The MIT License (MIT)\n\n" + MIT) == "MIT"
    assert from_text(BSD.format(third="")) == "BSD-2-Clause"
    assert from_text(BSD.format(third="c. Names may not be used to endorse or promote products.")) == "BSD-3-Clause"
    assert from_text(BSD.format(third="c. All advertising materials must say so.")) == UNKNOWN


@pytest.mark.parametrize("text", ["", "All rights reserved.", MIT + MIT, "word " * 50_000, "\ud800"])
def test_other_texts_are_unknown(text: str) -> None:
    assert from_text(text) == UNKNOWN


def test_a_package_is_asked_in_the_order_of_certainty() -> None:
    classifiers = ["License :: OSI Approved :: ISC License (ISCL)"]
    assert of_package({"license_expression": "MIT", "license": "BSD", "classifiers": classifiers}) == "MIT"
    assert of_package({"license": "Apache 2.0", "classifiers": classifiers}) == "Apache-2.0"
    assert of_package({"license": "see LICENSE", "classifiers": classifiers}) == "ISC"
    assert of_package({"license": MIT}) == "MIT"
    assert of_package({}) == UNKNOWN


def test_files_that_are_licences() -> None:
    for name in ("LICENSE", "licence.txt", "a/COPYING.LESSER", "LICENSE-MIT", "UNLICENSE", "LICENSE.md"):
        assert is_license_file(name), name
    for name in ("license.py", "licenses.json", "relicense", "LICENSE/readme", "license_test.py"):
        assert not is_license_file(name), name
    assert speaking_file(["LICENSE.third_party", "LICENSE"]) == "LICENSE"


def test_the_nearest_folder_decides() -> None:
    folders = {"": "MIT", "a/b": "ISC", "a/c": UNKNOWN}
    assert nearest("a", folders.get) == "MIT"
    assert nearest("a/b/d/e", folders.get) == "ISC"
    assert nearest("a/c", folders.get) == UNKNOWN
    assert nearest("x/y", {}.get) == UNKNOWN
