import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import trafilatura
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hornbook.data.documents import Document
from hornbook.data.sources import SetAside, read_unit, units

STORY = "The keeper of the lighthouse wrote a letter every evening, and the boat took it away in the morning. "
PAGE = f"<html><body><nav>Home | About</nav><article><h1>Île</h1><p>{STORY * 5}</p></article></body></html>"
HTML = ("Content-Type", "text/html; charset=utf-8")


class Warc:
    """A WARC file being written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=path.suffix == ".gz")

    def add(
        self, address: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK", kind: str = "response"
    ) -> None:
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(body),
            http_headers=http if kind == "response" else None,
            warc_content_type="" if kind == "response" else headers[0][1],
            warc_headers_dict={"WARC-Date": "2020-01-01T00:00:00Z"},
        )
        self._writer.write_record(record)

    def close(self) -> Path:
        self._file.close()
        return self.path


@pytest.fixture(params=["x.warc", "x.warc.gz"])
def warc(tmp_path: Path, request: pytest.FixtureRequest) -> Warc:
    return Warc(tmp_path / request.param)


def test_the_main_text_of_a_page_is_a_document(warc: Warc, read: Callable) -> None:
    warc.add("https://a.example/1", PAGE.encode(), HTML)
    (document,) = read(warc.close()).documents
    assert document.text.split("\n") == ["Île", (STORY * 5).strip()]
    assert (document.source, document.origin, document.license) == ("https://a.example/1", "web", "NOASSERTION")
    assert document.meta == {"record": f"{warc.path.name}#0", "date": "2020-01-01T00:00:00Z"}


def _chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE.encode("latin-1"), [("Content-Type", "text/html; charset=ISO-8859-1")]),
        (PAGE.encode("utf-16"), [("Content-Type", "text/html")]),
        (gzip.compress(PAGE.encode()), [HTML, ("Content-Encoding", "gzip")]),
        (zlib.compress(PAGE.encode()), [HTML, ("Content-Encoding", "deflate")]),
        (zlib.compress(PAGE.encode(), wbits=-15), [HTML, ("Content-Encoding", "deflate")]),
        (PAGE.encode(), [HTML, ("Content-Encoding", "gzip")]),
        (_chunked(PAGE.encode()), [HTML, ("Transfer-Encoding", "chunked")]),
        (
            _chunked(gzip.compress(PAGE.encode())),
            [HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        ),
    ],
)
def test_pages_are_unpacked_and_decoded(
    warc: Warc, read: Callable, body: bytes, headers: list[tuple[str, str]]
) -> None:
    warc.add("https://a.example/1", body, *headers)
    assert read(warc.close()).texts == ["Île\n" + (STORY * 5).strip()]


def test_plain_text_is_taken_as_it_is(warc: Warc, read: Callable) -> None:
    warc.add("https://a.example/1", b"one\n", ("Content-Type", "text/plain"))
    warc.add("https://a.example/2", b"two\n", ("Content-Type", "text/plain"), kind="conversion")
    assert read(warc.close()).texts == ["one\n", "two\n"]


def test_what_is_no_page_is_set_aside(warc: Warc, read: Callable) -> None:
    warc.add("https://a.example/0", PAGE.encode(), HTML, status="404 Not Found")
    warc.add("https://a.example/1", b"\x89PNG", ("Content-Type", "image/png"))
    warc.add("https://a.example/2", b"a: b", ("Content-Type", "application/warc-fields"), kind="metadata")
    warc.add("https://a.example/3", b"", HTML)
    warc.add("https://a.example/4", b"<html><body></body></html>", HTML)
    warc.add("https://a.example/5", b"<p>a\0b</p>", HTML)
    warc.add("https://a.example/6", b"<p>\xff\xff\xff</p>", ("Content-Type", "text/html"))
    warc.add("https://a.example/7", b"x" * 3000, HTML)
    warc.add("https://a.example/8", b"x" * 1500, ("Content-Type", "text/plain"))
    warc.add("https://a.example/9", PAGE.encode(), HTML, ("Content-Encoding", "br"))
    warc.add("https://a.example/10", b"last", ("Content-Type", "text/plain"))
    corpus = read(warc.close(), largest=1000)
    assert corpus.texts == ["last"]
    assert list(corpus.reasons.values()) == [
        *["not-a-page"] * 3,
        *["no-main-text"] * 2,
        "binary",
        "encoding",
        *["too-large"] * 2,
        "encoding",
    ]
    assert all(aside.where.startswith(f"{warc.path.name}#") for aside in corpus.asides)


def test_a_page_that_the_extractor_fails_on_is_set_aside(
    warc: Warc, read: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **settings: object) -> str:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "extract", fail)
    warc.add("https://a.example/1", PAGE.encode(), HTML)
    assert list(read(warc.close()).reasons.values()) == ["broken-page"]


def test_a_packed_bomb_is_set_aside(warc: Warc, read: Callable) -> None:
    packed = gzip.compress(bytes(100_000_000), 9)
    warc.add("https://a.example/1", packed, HTML, ("Content-Encoding", "gzip"))
    warc.add(
        "https://a.example/2", _chunked(packed), HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")
    )
    path = warc.close()
    tracemalloc.start()
    reasons = read(path).reasons
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert list(reasons.values()) == ["too-large"] * 2


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_a_truncated_file_is_set_aside(tmp_path: Path, read: Callable, name: str) -> None:
    warc = Warc(tmp_path / name)
    for number in range(3):
        warc.add(f"https://a.example/{number}", f"text {number} ".encode() * 50, ("Content-Type", "text/plain"))
    path = warc.close()
    path.write_bytes(path.read_bytes()[:-100])
    corpus = read(path)
    assert len(corpus.documents) >= (2 if name.endswith("c") else 0)
    assert corpus.reasons[name] == "broken-archive"


@pytest.mark.parametrize(
    "content",
    [
        b"no WARC at all\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nabc",
        b"WARC/1.0\r\n" + b"A: b\r\n" * 300_000,
        b"WARC/1.0\r\nA: " + b"x" * 2_000_000,
    ],
)
def test_what_is_no_warc_file_is_set_aside(tmp_path: Path, read: Callable, content: bytes) -> None:
    (tmp_path / "x.warc").write_bytes(content)
    corpus = read(tmp_path / "x.warc")
    assert corpus.documents == []
    assert corpus.reasons["x.warc"] == "broken-archive"


def test_a_bomb_is_not_unpacked_to_its_end(tmp_path: Path, read: Callable) -> None:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 500000000\r\n\r\n"
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(head + bytes(100_000_000), 1))
    assert read(tmp_path / "x.warc.gz").reasons["x.warc.gz"] == "bomb"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 255)), min_size=1, max_size=5))
def test_no_damage_is_an_error(tmp_path: Path, damage: list[tuple[int, int]]) -> None:
    warc = Warc(tmp_path / "x.warc")
    warc.add("https://a.example/1", PAGE.encode(), HTML)
    warc.add("https://a.example/2", _chunked(gzip.compress(b"two")), HTML, ("Transfer-Encoding", "chunked"))
    raw = bytearray(warc.close().read_bytes())
    for place, change in damage:
        raw[place % len(raw)] ^= change
    warc.path.write_bytes(raw)
    for unit in units(str(warc.path), tmp_path):
        assert all(isinstance(item, Document | SetAside) for item in read_unit(unit))
