"""
Licences by one name: SPDX expressions, from what packages, data sets and folders say of themselves.

What is not certain is NOASSERTION, SPDX's word for "nobody has said" (SPDX Specification 2.3, annex D).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

UNKNOWN = "NOASSERTION"

_LONGEST_EXPRESSION = 300
_LONGEST_LICENSE_TEXT = 100_000
_BSD = (
    "redistributions of source code must retain",
    "redistributions in binary form must reproduce",
    "in no event shall",
)
# Licence, longest text in characters, sentences that it has, and one that would make it another.
_SENTENCES = (
    (
        "MIT",
        1_300,
        ("permission is hereby granted, free of charge", "this permission notice shall be included"),
        "advertising",
    ),
    ("BSD-3-Clause", 2_200, (*_BSD, "endorse or promote products"), "advertising materials"),
    ("BSD-2-Clause", 1_800, _BSD, "advertising materials"),
    (
        "Apache-2.0",
        11_500,
        ("version 2.0, january 2004", "9. accepting warranty or additional liability"),
        "llvm exception",
    ),
)
_LICENSE_FILE = re.compile(r"(licen[cs]e|copying|unlicense)([-_.][\w-]+)?(\.(txt|md|rst))?", re.IGNORECASE)
_PROGRAM_SUFFIXES = (".py", ".pyi", ".pyc", ".json", ".html", ".js", ".xml", ".yml", ".yaml", ".toml")

# Words that say nothing about which licence it is; what is left of a name is looked up below.
_IDLE_WORDS = {
    "the",
    "license",
    "licence",
    "licensed",
    "under",
    "public",
    "general",
    "software",
    "version",
    "open",
    "source",
}
_NAMES = {
    "MIT": "mit; mit mit; expat; mit expat; mit x11; x11 mit",
    "MIT-0": "mit no attribution mit-0; mit no attribution",
    "Apache-2.0": "apache; apache 2; apache 2.0; apache v2; apache v2.0; apache2; apache2.0; apache-2; asl 2.0",
    "BSD-3-Clause": "new bsd; modified bsd; bsd-3; bsd 3; 3-clause bsd; 3 clause bsd; bsd 3-clause; bsd 3 clause",
    "BSD-2-Clause": "simplified bsd; freebsd; bsd-2; bsd 2; 2-clause bsd; 2 clause bsd; bsd 2-clause; bsd 2 clause",
    "0BSD": "zero-clause bsd 0bsd; bsd zero clause",
    "ISC": "isc; isc iscl; iscl",
    "Zlib": "zlib; zlib libpng",
    "PSF-2.0": "psf; psfl; python foundation; psf 2; python foundation psf",
    "MPL-2.0": "mozilla 2.0 mpl 2.0; mpl 2.0; mpl2; mpl 2; mozilla 2.0; mozilla 2",
    "MPL-1.1": "mozilla 1.1 mpl 1.1; mpl 1.1",
    "GPL-2.0-only": "gnu v2 gplv2; gplv2; gpl v2; gnu gpl v2; gpl 2; gpl-2",
    "GPL-2.0-or-later": "gnu v2 or later gplv2+; gplv2+; gpl v2+; gpl 2+",
    "GPL-3.0-only": "gnu v3 gplv3; gplv3; gpl v3; gnu gpl v3; gnu gplv3; gpl 3; gpl-3; gnu v3; gnu v3.0",
    "GPL-3.0-or-later": "gnu v3 or later gplv3+; gplv3+; gpl v3+; gpl 3+; gnu gplv3+",
    "LGPL-2.1-only": "lgplv2.1; lgpl v2.1; lgpl 2.1",
    "LGPL-2.1-or-later": "lgplv2.1+; lgpl v2.1+; lgpl 2.1+",
    "LGPL-2.0-only": "gnu lesser v2 lgplv2",
    "LGPL-2.0-or-later": "gnu lesser v2 or later lgplv2+; lgplv2+",
    "LGPL-3.0-only": "gnu lesser v3 lgplv3; lgplv3; lgpl v3; lgpl 3; gnu lgplv3; gnu lesser v3",
    "LGPL-3.0-or-later": "gnu lesser v3 or later lgplv3+; lgplv3+; lgpl v3+; gnu lgplv3+",
    "AGPL-3.0-only": "gnu affero v3; agplv3; agpl v3; agpl 3; gnu affero v3 agplv3",
    "AGPL-3.0-or-later": "gnu affero v3 or later agplv3+; agplv3+; agpl v3+",
    "Unlicense": "unlicense unlicense; unlicense",
    "CC0-1.0": "cc0 1.0 universal cc0 1.0 domain dedication; cc0; cc0 1.0",
    "BSL-1.0": "boost 1.0 bsl-1.0; boost; boost 1.0",
    "EPL-1.0": "eclipse 1.0 epl-1.0",
    "EPL-2.0": "eclipse 2.0 epl-2.0",
    "EUPL-1.2": "european union 1.2 eupl 1.2",
    "UPL-1.0": "universal permissive upl",
    "PostgreSQL": "postgresql",
    "ZPL-2.1": "zpl 2.1; zope 2.1",
    "NCSA": "university of illinois ncsa",
    "WTFPL": "wtfpl; do what the fuck you want to",
}  # fmt: skip
_SPDX_OF = {name: spdx for spdx, names in _NAMES.items() for name in names.split("; ")}


@lru_cache(maxsize=4096)
def normalise(name: str) -> str:
    """
    The SPDX expression that a name or expression stands for, or NOASSERTION.

    "BSD" alone, for one, is unknown: it may mean two, three or four clauses.
    """
    name = name.strip()
    if not name or len(name) > _LONGEST_EXPRESSION:
        return UNKNOWN
    words = _without_idle_words(name)
    return _SPDX_OF.get(words) or _parse(name) or _parse(words) or UNKNOWN


def from_classifiers(classifiers: Iterable[str]) -> str:
    """
    The licence that a package's trove classifiers name, or NOASSERTION.

    Of several they do not say whether a user may choose: AND, which promises least.
    """
    last_parts = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: ")]
    names = {normalise(part) for part in last_parts if part != "OSI Approved"}
    return normalise(" AND ".join(f"({name})" for name in sorted(names)))


@lru_cache(maxsize=1024)
def from_text(text: str) -> str:
    """
    The licence whose text this is, or NOASSERTION.

    `identify` allows for edits of five characters in a hundred. The commonest licences often differ by more (another heading, a
    sentence before, no appendix), so they are known by their own sentences too, in a text too short to say much else.
    """
    from identify.identify import license_id

    if len(text) > _LONGEST_LICENSE_TEXT:
        return UNKNOWN
    with TemporaryDirectory() as folder:  # license_id reads files only
        path = Path(folder) / "LICENSE"
        path.write_text(text, encoding="utf-8", errors="replace")
        return normalise(license_id(str(path)) or _by_sentences(text))


def of_package(metadata: Mapping[str, Any]) -> str:
    """
    A package's licence by its metadata: License-Expression (PEP 639), else License, else the classifiers, else NOASSERTION.

    `metadata` is what `packaging.metadata.parse_email` makes of a METADATA file.
    """
    field = metadata.get("license", "")
    claims = (
        normalise(metadata.get("license_expression", "")),
        normalise(field) if len(field) <= _LONGEST_EXPRESSION else from_text(field),
        from_classifiers(metadata.get("classifiers", ())),
    )
    return next((claim for claim in claims if claim != UNKNOWN), UNKNOWN)


def speaking_file(paths: Iterable[str]) -> str:
    """Of the licence files of one folder, the one that speaks for it: LICENSE rather than LICENSE.third_party beside it."""
    return min(paths, key=lambda path: (len(path), path))


def is_license_file(path: str) -> bool:
    """Whether a file's name is LICENSE, COPYING or like them."""
    name = PurePosixPath(path).name
    return bool(_LICENSE_FILE.fullmatch(name)) and not name.lower().endswith(_PROGRAM_SUFFIXES)


def nearest(folder: str, license_in: Callable[[str], str | None]) -> str:
    """
    The licence of a folder (a relative path, "" being the root): its own licence file's, else the one above's, and so on.

    `license_in` gives the licence of a folder's own licence file, or None where it has none.
    """
    while (found := license_in(folder)) is None and folder:
        folder = folder.rpartition("/")[0]
    return found or UNKNOWN


def _by_sentences(text: str) -> str:
    words = " ".join(text.lower().split())
    for spdx, longest, sentences, never in _SENTENCES:
        if len(words) <= longest and all(sentence in words for sentence in sentences) and never not in words:
            return spdx
    return ""


def _without_idle_words(name: str) -> str:
    words = re.findall(r"[a-z0-9.+-]+", name.lower())
    return " ".join(word for word in words if word not in _IDLE_WORDS)


def _parse(expression: str) -> str | None:
    spdx = licensing()
    try:
        parsed = spdx.parse(expression, strict=True)
    except Exception:  # ExpressionError and its kin have no common base but Exception
        return None
    if parsed is None:
        return None
    # A LicenseRef- is a package's own name for its own text, and valid SPDX.
    unknown = spdx.unknown_license_keys(parsed)
    return str(parsed) if all(key.startswith("LicenseRef-") for key in unknown) else None


@lru_cache(maxsize=1)
def licensing() -> Any:
    """The library's parser of SPDX expressions, made once: that takes 70 ms."""
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()
