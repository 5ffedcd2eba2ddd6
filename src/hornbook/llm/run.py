"""Requests in, outcomes out, in the same order; and what that cost."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from anyio.from_thread import BlockingPortal, start_blocking_portal

from hornbook.errors import ModelError
from hornbook.llm.answers import AnswerStore, Spending
from hornbook.llm.client import Client
from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Request
from hornbook.llm.runner import Outcome, Runner, Settings, recall

_WINDOW = 1024  # requests held at once: settled ones that wait for an earlier one, and those that wait to be sent


@dataclass
class Tally:
    """The outcomes of a run so far. Those `from_cache` needed no request of their own."""

    accepted: int = 0
    set_aside: int = 0
    from_cache: int = 0

    @property
    def done(self) -> int:
        """All of them."""
        return self.accepted + self.set_aside

    def count(self, outcome: Outcome) -> None:
        """Add one."""
        self.accepted += outcome.accepted
        self.set_aside += not outcome.accepted
        self.from_cache += outcome.from_cache


@dataclass(frozen=True)
class Ledger:
    """
    What a run cost: its outcomes, the `spent` requests and tokens with their `money` at the endpoint's prices, and its own `seconds`.

    What is spent is counted from the first time that any of these requests was sent, so that a run which was killed and gone on
    with, or which finds everything answered, shows the whole price of its outcomes.
    """

    outcomes: Tally
    spent: Spending
    money: float
    seconds: float

    def cost_per(self, items: int) -> float:
        """Money for each of the items that the caller accepted in the end; infinite where there are none and money was spent."""
        if items == 0:
            return float("inf") if self.money else 0.0
        return self.money / items


Report = Callable[[Tally], None]
_PATIENT = Settings()


class RequestRun:
    """
    `for outcome in RequestRun(endpoint, requests, folder):` gives one outcome a request, in the order of the requests.

    Requests are read as they are needed, in the caller's thread, while answers come in behind it; at most 1,024 are held. Equal ones
    are sent once. What is answered is kept in `folder` (see `AnswerStore`) and never sent again, whatever becomes of this process;
    several processes may share a folder. `report` is told the tally after every outcome. When the loop ends, early too, `ledger`
    says what all that cost.

    Raises ModelError where the endpoint refuses the key or the model, or is long silent; DataError or DiskFullError where answers
    cannot be kept.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        requests: Iterable[Request],
        folder: Path,
        settings: Settings = _PATIENT,
        report: Report | None = None,
    ) -> None:
        self.endpoint, self.settings = endpoint, settings
        self.ledger = Ledger(Tally(), Spending(), 0.0, 0.0)
        self._requests, self._folder, self._report = requests, folder, report

    def __iter__(self) -> Iterator[Outcome]:
        started, tally = time.monotonic(), Tally()
        client = Client(self.endpoint, self.settings.timeout)
        with (
            AnswerStore(self._folder) as store,
            start_blocking_portal() as portal,
            portal.wrap_async_context_manager(client),
        ):
            window = _Window(portal, Runner(client, store, self.settings), store)
            try:
                for outcome in self._in_order(window):
                    tally.count(outcome)
                    if self._report:
                        self._report(tally)
                    yield outcome
            finally:
                window.cancel()
                spent = store.spent_on_asked()
                money = self.endpoint.cost(spent.prompt_tokens, spent.completion_tokens)
                self.ledger = Ledger(tally, spent, money, time.monotonic() - started)

    def _in_order(self, window: "_Window") -> Iterator[Outcome]:
        for request in self._requests:
            if request.model != self.endpoint.model:
                raise ModelError(
                    f"A request is for the model {request.model}, and {self.endpoint.url} is for {self.endpoint.model}.",
                    "Give each its own run.",
                )
            window.add(request)
            while window.first_is_done() or len(window) == _WINDOW:
                yield window.take()
        while len(window):
            yield window.take()


class _Waiting(NamedTuple):
    key: str
    outcome: Future[Outcome]
    again: bool  # the same request is in the window already


class _Window:
    """Requests under way, first in, first out."""

    def __init__(self, portal: BlockingPortal, runner: Runner, store: AnswerStore) -> None:
        self._portal, self._runner, self._store = portal, runner, store
        self._waiting: deque[_Waiting] = deque()
        self._under_way: dict[str, Future[Outcome]] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, request: Request) -> None:
        key = request.key
        if key in self._under_way:
            self._waiting.append(_Waiting(key, self._under_way[key], again=True))
            return
        self._store.note_asked(key)
        self._under_way[key] = self._start(request)
        self._waiting.append(_Waiting(key, self._under_way[key], again=False))

    def _start(self, request: Request) -> Future[Outcome]:
        settled = recall(request, self._store)
        if settled is None:
            return self._portal.start_task_soon(self._runner.answer, request)
        future: Future[Outcome] = Future()
        future.set_result(settled)
        return future

    def first_is_done(self) -> bool:
        return bool(self._waiting) and self._waiting[0].outcome.done()

    def take(self) -> Outcome:
        """The first one's outcome, when it comes."""
        key, future, again = self._waiting.popleft()
        outcome = future.result()
        if again:
            return replace(outcome, from_cache=True)
        del self._under_way[key]
        return outcome

    def cancel(self) -> None:
        for waiting in self._waiting:
            waiting.outcome.cancel()
