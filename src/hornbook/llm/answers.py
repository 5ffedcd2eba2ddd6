"""
What was answered, and what every attempt cost: one SQLite file, which a killed run leaves whole and several processes may share.

    answers     one row a request that is settled: its text, or why it is set aside for good
    attempts    one row an HTTP request; without a result it is under way, or was when its process died

SQLite's write-ahead log keeps all that was committed when a process is killed; a power cut may cost the last moments.
"""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from hornbook.errors import DataError, DiskFullError

ANSWERS_FILE = "answers.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, text TEXT, finish TEXT, reason TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS attempts (
    id INTEGER PRIMARY KEY, key TEXT, result TEXT, prompt_tokens INTEGER, completion_tokens INTEGER, seconds REAL
);
CREATE INDEX IF NOT EXISTS attempts_by_key ON attempts (key);
CREATE TEMPORARY TABLE asked (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SPENDING = """
SELECT COUNT(*), COUNT(*) - COUNT(DISTINCT key), COUNT(*) - COUNT(prompt_tokens),
    TOTAL(prompt_tokens), TOTAL(completion_tokens), TOTAL(seconds)
FROM attempts WHERE key IN
"""


class Answer(NamedTuple):
    """How a request was settled: accepted where `reason` is None, else set aside for good. `finish` is why the text ended."""

    text: str
    finish: str
    reason: str | None


@dataclass(frozen=True)
class Spending:
    """
    What requests cost from the first time that they were sent, in this run and all before it.

    `sent` counts HTTP requests, `retries` those beyond a request's first. `unmetered` of them were under way when the connection
    or a run broke off: what they cost, the endpoint did not tell. `seconds` were waited for the endpoint, side by side.
    """

    sent: int = 0
    retries: int = 0
    unmetered: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0


class AnswerStore:
    """
    The answers and attempts in one folder, for one run; its methods may be called from several threads.

    Every method raises DataError where the file is damaged, and DiskFullError where the disk is.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ANSWERS_FILE
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        # Two processes cannot both switch a new file to the write-ahead log: the second fails at once, however long it would wait.
        with _one_at_a_time(folder):
            self._open()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            with self._use() as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.executescript(_TABLES)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def find(self, key: str) -> Answer | None:
        """How that request was settled, or None where it was not."""
        with self._use() as connection:
            row = connection.execute("SELECT text, finish, reason FROM answers WHERE key = ?", (key,)).fetchone()
        return Answer(*row) if row else None

    def begin(self, key: str) -> int:
        """Note that the request is about to be sent; the number is what `end` wants."""
        with self._use() as connection:
            return int(connection.execute("INSERT INTO attempts (key) VALUES (?)", (key,)).lastrowid or 0)

    def end(
        self, attempt: int, result: str, usage: tuple[int, int] | None, seconds: float, answer: Answer | None
    ) -> None:
        """
        Note what came of an attempt, with its prompt and completion tokens where the endpoint told; and, in the same transaction, how
        its request is settled, if it is. An answer that another process stored first stays.
        """
        with self._use() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE attempts SET result = ?, prompt_tokens = ?, completion_tokens = ?, seconds = ? WHERE id = ?",
                (result, *(usage or (None, None)), seconds, attempt),
            )
            if answer is not None:
                connection.execute(
                    "INSERT OR IGNORE INTO answers SELECT key, ?, ?, ? FROM attempts WHERE id = ?", (*answer, attempt)
                )
            connection.execute("COMMIT")

    def note_asked(self, key: str) -> None:
        """Count the request among those of this run."""
        with self._use() as connection:
            connection.execute("INSERT OR IGNORE INTO asked VALUES (?)", (key,))

    def spent_on(self, key: str) -> Spending:
        """What one request cost."""
        return self._spending("(?)", key)

    def spent_on_asked(self) -> Spending:
        """What all the requests of this run cost, each counted once."""
        return self._spending("(SELECT key FROM asked)")

    def _spending(self, keys: str, *parameters: str) -> Spending:
        with self._use() as connection:
            row = connection.execute(_SPENDING + keys, parameters).fetchone()
        return Spending(row[0], row[1], row[2], int(row[3]), int(row[4]), round(row[5], 3))

    @contextmanager
    def _use(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                if self._connection.in_transaction:
                    self._connection.rollback()
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
                    raise DiskFullError(
                        f"The disk that holds {self._path} is full.",
                        "Free some room and run again; it goes on from what was answered.",
                    ) from error
                raise DataError(
                    f"{self._path}: cannot be used ({error}).",
                    "If another program has it open, end that; else delete the file, and everything is asked anew.",
                ) from error


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait for a folder's lock, which the system lets go of when its holder ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
