from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.data.sources.encodings import decode
from hornbook.data.sources.unit import UnfitError

COOKIE = "# -*- coding: {} -*-\n"


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-32-be"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    mark = "" if encoding in ("utf-8-sig", "utf-16", "utf-32") else "\ufeff"
    assert decode((mark + "naïve Straße").encode(encoding)) == "naïve Straße"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251", "euc-jp", "shift_jis", "koi8-r", "gb18030"])
def test_a_declared_encoding_is_used(encoding: str) -> None:
    text = COOKIE.format(encoding) + {"latin-1": "é", "gb18030": "中文"}.get(
        encoding, "привет" if "r" in encoding or "cp" in encoding else "日本"
    )
    assert decode(text.encode(encoding)) == text


def test_an_encoding_that_came_with_the_file_is_used() -> None:
    assert decode("привет".encode("cp1251"), "windows-1251") == "привет"


def test_an_encoding_in_html_is_used() -> None:
    page = '<html><meta charset="windows-1251"><p>привет'
    assert decode(page.encode("cp1251")) == page


def test_clear_latin_1_needs_no_declaration() -> None:
    text = "def größe():\n    return 'un café, mais sans sucre, s il vous plaît'  # déjà vu quelque part, 20 °C\n" * 3
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    "raw",
    [
        "привет, как дела".encode("cp1251"),  # runs of letters past ASCII
        "привет".encode("koi8-r"),
        ("x = 1  # " + "日本語" + "\n" * 200).encode("euc-jp"),
        "“quoted” text and more of it".encode("cp1252"),  # Windows's signs are Latin-1's controls
        (COOKIE.format("ascii") + "\x9a").encode("latin-1"),
        (COOKIE.format("rot13") + "\x9a").encode("latin-1"),  # not an encoding of human text
        (COOKIE.format("unicode_escape") + "\x9a").encode("latin-1"),
        (COOKIE.format("no-such-codec") + "\x9a").encode("latin-1"),
        COOKIE.format("shift_jis").encode() + b"\xff\xff\xff",  # declared, but wrong
        b"\xff\xfe\x00\xd8",  # half a character in UTF-16
        b"\xc3\x28" * 40,
    ],
)
def test_what_is_not_clear_has_no_encoding(raw: bytes) -> None:
    with pytest.raises(UnfitError, match="encoding"):
        decode(raw)


def test_nul_bytes_are_binary() -> None:
    with pytest.raises(UnfitError, match="binary"):
        decode(b"\x7fELF\0\0")


@given(st.binary(), st.none() | st.text(max_size=12))
def test_no_bytes_are_an_error_of_another_kind(raw: bytes, declared: str | None) -> None:
    with suppress(UnfitError):
        assert isinstance(decode(raw, declared), str)
