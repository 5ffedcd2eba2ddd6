"""From a request to its outcome: send, judge, retry, and settle in the store."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import NoReturn

from pydantic import BaseModel

from hornbook.errors import ModelError
from hornbook.llm.answers import Answer, AnswerStore, Spending
from hornbook.llm.client import Client, Failure, Reply
from hornbook.llm.request import Request
from hornbook.llm.throttle import Throttle, backoff

_HOPELESS = 50  # requests in a row that got no answer in all their attempts


@dataclass(frozen=True)
class Settings:
    """
    How patient a run is. `concurrency` is the most requests under way at once; `timeout` is one attempt's.

    A request is set aside after `failures` attempts without an answer, or `answers` that are empty or not of the type asked for.
    Waits between attempts grow from `first_wait` to `longest_wait`; all times are in seconds.
    """

    concurrency: int = 8
    timeout: float = 300.0
    failures: int = 8
    answers: int = 3
    first_wait: float = 0.5
    longest_wait: float = 30.0


@dataclass(frozen=True)
class Outcome:
    """
    What came of a request.

    Accepted: `text`, its `value` where the request asked for a type, and `finish` ("length" where the most tokens allowed cut it off).
    Set aside: a `reason`, and the last text where none was valid. Where that is `passing`, as when the endpoint is down, a later
    run asks again; else it stays so. `spent` is what the request cost, in earlier runs too.
    """

    request: Request
    text: str = ""
    value: BaseModel | None = None
    finish: str = ""
    reason: str | None = None
    passing: bool = False
    from_cache: bool = False
    spent: Spending = field(default_factory=Spending)

    @property
    def accepted(self) -> bool:
        """Whether there is an answer to use."""
        return self.reason is None


def recall(request: Request, store: AnswerStore) -> Outcome | None:
    """The outcome of a request that is settled already, or None."""
    answer = store.find(request.key)
    if answer is None:
        return None
    value, reason = None, answer.reason
    try:
        value = None if reason else request.read(answer.text)
    except ValueError as error:  # the type's own validators may be stricter than they were
        reason = f"no valid answer: {error}"
    spent = store.spent_on(request.key)
    return Outcome(request, answer.text, value, answer.finish, reason, from_cache=True, spent=spent)


class Runner:
    """Answers requests, many at a time, in one event loop. What is settled in the store is never sent again."""

    def __init__(self, client: Client, store: AnswerStore, settings: Settings) -> None:
        self._client, self._store, self._settings = client, store, settings
        self._throttle = Throttle(settings.concurrency, settings.first_wait, settings.longest_wait)
        # Some are asked while others wait to be asked again. All further ones stay behind these, so that what came first is
        # settled first.
        self._open = asyncio.Semaphore(2 * settings.concurrency)
        self._unanswered_in_a_row = 0
        self._stopped: ModelError | None = None

    async def answer(self, request: Request) -> Outcome:
        """
        The request's outcome.

        Raises ModelError where no request can be answered: the key is refused, the model unknown, the endpoint long silent.
        """
        async with self._open:
            # Another process may have asked meanwhile.
            return recall(request, self._store) or await self._pursue(request)

    async def _pursue(self, request: Request) -> Outcome:
        failures = invalid = 0
        while True:
            result = await self._attempt(request, tried=invalid)
            settled = recall(request, self._store)
            if settled is not None:
                return replace(settled, from_cache=False)
            if isinstance(result, Reply):
                invalid += 1
                continue
            failures += 1
            if result.stops_all:
                self._stop(result.reason)
            if failures == self._settings.failures:
                return self._unanswered(request, result)
            await asyncio.sleep(backoff(failures - 1, self._settings.first_wait, self._settings.longest_wait))

    async def _attempt(self, request: Request, tried: int) -> Reply | Failure:
        """Send the request once, and store what that cost and how the request is settled, if it is."""
        clock = asyncio.get_running_loop().time
        async with self._throttle as started:
            if self._stopped:
                raise self._stopped
            attempt = self._store.begin(request.key)
            result = await self._client.complete(request.body(tried))
            if isinstance(result, Failure):
                if result.overloaded and not result.stops_all:
                    self._throttle.overloaded(started, result.wants_quiet, result.retry_after)
                answer = Answer("", "", f"refused: {result.reason}") if result.permanent else None
                kind = result.kind
            else:
                self._throttle.went_well()
                self._unanswered_in_a_row = 0
                answer = _judge(request, result, last=tried + 1 == self._settings.answers)
                kind = "accepted" if answer and answer.reason is None else "invalid"
            self._store.end(attempt, kind, result.usage, clock() - started, answer)
        return result

    def _unanswered(self, request: Request, last: Failure) -> Outcome:
        self._unanswered_in_a_row += 1
        if self._unanswered_in_a_row == _HOPELESS:
            self._stop(f"{_HOPELESS} requests in a row got no answer, the last one: {last.reason}")
        reason = f"no answer in {self._settings.failures} attempts, the last one: {last.reason}"
        return Outcome(request, reason=reason, passing=True, spent=self._store.spent_on(request.key))

    def _stop(self, reason: str) -> NoReturn:
        self._stopped = ModelError(
            f"{self._client.url} does not answer ({reason}).",
            "Check the address, the model and the key; run again and it goes on from what was answered.",
        )
        raise self._stopped


def _judge(request: Request, reply: Reply, last: bool) -> Answer | None:
    """How a reply settles its request; None where it is no good and another is to be had."""
    try:
        request.read(reply.text)
    except ValueError as error:
        return Answer(reply.text, reply.finish, f"no valid answer: {error}") if last else None
    return Answer(reply.text, reply.finish, None)
