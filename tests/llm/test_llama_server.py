from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from hornbook.errors import ModelError
from hornbook.llm.llama_server import SLOTS, LlamaServer


def test_it_answers_on_the_loopback_address_and_stops(packed):
    with LlamaServer(packed.q8_0) as server:
        url = server.url
        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{url}/models").status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/models")


def test_it_writes_nothing_to_the_terminal(packed, capfd):
    with LlamaServer(packed.f16) as server:
        httpx.get(f"{server.url}/models")
    assert capfd.readouterr() == ("", "")


def test_two_servers_run_side_by_side(packed):
    with LlamaServer(packed.f16) as one, LlamaServer(packed.q8_0) as other:
        assert one.url != other.url
        assert httpx.get(f"{other.url}/models").status_code == 200
    with LlamaServer(packed.f16) as again:
        assert httpx.get(f"{again.url}/models").status_code == 200


def test_it_may_be_stopped_as_soon_as_it_is_started(packed):
    for _ in range(20):
        with LlamaServer(packed.q8_0):
            pass


def test_a_slot_holds_no_more_than_the_model_was_trained_for(tiny, packed):
    with LlamaServer(packed.f16, context=4096) as server:
        properties = httpx.get(server.url.replace("/v1", "/props")).json()
    assert properties["total_slots"] == SLOTS
    assert properties["default_generation_settings"]["n_ctx"] == tiny.model.config.context


def test_more_connections_than_slots_are_all_answered(packed):
    request = {"messages": [{"role": "user", "content": "stop"}], "max_tokens": 20, "temperature": 0}
    with LlamaServer(packed.f16) as server, httpx.Client(timeout=60) as client, ThreadPoolExecutor(4 * SLOTS) as pool:
        replies = pool.map(lambda _: client.post(f"{server.url}/chat/completions", json=request).json(), range(50))
        texts = {reply["choices"][0]["message"]["content"] for reply in replies}
    assert len(texts) == 1


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"none\.gguf: no such file"), LlamaServer(tmp_path / "none.gguf"):
        pass


def test_a_file_that_is_no_model_is_named(tmp_path, capfd):
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match=r"broken\.gguf: llama\.cpp cannot load it"), LlamaServer(path):
        pass
    assert capfd.readouterr() == ("", "")
