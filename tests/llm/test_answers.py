import threading
from multiprocessing import get_context

import pytest

from hornbook.errors import DataError, DiskFullError
from hornbook.llm.answers import ANSWERS_FILE, Answer, AnswerStore, Spending

GOOD = Answer("text", "stop", None)


def settle(store, key, answer=GOOD, usage=(3, 2)):
    store.end(store.begin(key), "accepted", usage, 0.5, answer)


def test_what_is_settled_is_found_by_the_next_run(tmp_path):
    with AnswerStore(tmp_path / "new" / "folder") as store:
        settle(store, "one")
        settle(store, "two", Answer("", "", "refused"))
        store.end(store.begin("three"), "invalid", (3, 2), 0.5, None)
    with AnswerStore(tmp_path / "new" / "folder") as store:
        assert store.find("one") == GOOD
        assert store.find("two") == Answer("", "", "refused")
        assert store.find("three") is None


def test_the_first_answer_stays(tmp_path):
    with AnswerStore(tmp_path) as one, AnswerStore(tmp_path) as other:
        settle(one, "key")
        settle(other, "key", Answer("later", "stop", None))
        assert other.find("key") == one.find("key") == GOOD


def test_spending_adds_up_by_request_and_over_those_asked(tmp_path):
    with AnswerStore(tmp_path) as store:
        store.end(store.begin("one"), "429", (0, 0), 0.25, None)
        settle(store, "one", usage=(10, 5))
        store.end(store.begin("two"), "cut", None, 1.0, None)
        store.begin("two")
        settle(store, "three", usage=(100, 50))
    with AnswerStore(tmp_path) as store:
        for key in ("one", "two", "one", "never sent"):
            store.note_asked(key)
        assert store.spent_on("one") == Spending(2, 1, 0, 10, 5, 0.75)
        assert store.spent_on("two") == Spending(2, 1, 2, 0, 0, 1.0)
        assert store.spent_on("never sent") == Spending()
        assert store.spent_on_asked() == Spending(4, 2, 2, 10, 5, 1.75)


def test_threads_may_share_a_store(tmp_path):
    with AnswerStore(tmp_path) as store:
        threads = [
            threading.Thread(target=lambda part=part: [settle(store, f"{part} {n}") for n in range(50)])
            for part in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(store.find(f"{part} {n}") for part in range(4) for n in range(50))


def open_and_settle(folder, part, barrier):
    barrier.wait(30)
    with AnswerStore(folder) as store:
        for number in range(50):
            settle(store, f"{part} {number}")


def test_processes_may_make_and_fill_a_store_at_once(tmp_path):
    context = get_context("fork")
    barrier = context.Barrier(4)
    processes = [context.Process(target=open_and_settle, args=(tmp_path, part, barrier)) for part in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    with AnswerStore(tmp_path) as store:
        assert all(store.find(f"{part} {number}") for part in range(4) for number in range(50))


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / ANSWERS_FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(DataError, match=r"answers\.sqlite: cannot be used \(file is not a database\)\. If another"):
        AnswerStore(tmp_path)


def test_a_full_disk_is_told_as_such_and_costs_nothing_stored(tmp_path):
    with AnswerStore(tmp_path) as store:
        settle(store, "before")
        store._connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(DiskFullError, match=r"The disk that holds .*answers\.sqlite is full"):
            settle(store, "too much", Answer("x" * 100_000, "stop", None))
        assert store.find("before") == GOOD
        assert store.find("too much") is None
