"""Asking one model round after round, so that a run which was killed gets the same answers and none is paid for twice."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from pathlib import Path

from hornbook.llm.answers import AnswerStore, Spending
from hornbook.llm.endpoint import Endpoint
from hornbook.llm.request import Request
from hornbook.llm.run import Ledger, RequestRun, Tally
from hornbook.llm.runner import Outcome, Settings

_GIVEN_UP = "given_up"

Report = Callable[[int], None]
"""Told how many requests are done, each time that one is."""


class Asker:
    """
    A model at an endpoint, whose answers are kept in a folder.

    What a later round asks depends on what earlier ones brought. So a request that got no answer because the endpoint was in trouble
    is given up for good, and written down in the folder, where a run that is gone on with finds it: no request has two outcomes.
    """

    def __init__(self, endpoint: Endpoint, folder: Path, settings: Settings | None = None) -> None:
        self.endpoint = endpoint
        self._folder, self._settings = folder, settings or Settings()
        self._spent: dict[str, Spending] = {}
        self._tally, self._seconds = Tally(), 0.0

    def ask(self, requests: Sequence[Request], report: Report | None = None) -> list[Outcome]:
        """One outcome for each request, in their order. Raises ModelError, DataError or DiskFullError as RequestRun does."""
        before, given_up = self._tally.done, self._read_given_up()
        run = RequestRun(
            self.endpoint,
            [request for request in requests if request.key not in given_up],
            self._folder,
            self._settings,
            lambda tally: report(before + tally.done) if report else None,
        )
        outcomes = {outcome.request.key: outcome for outcome in run}
        self._seconds += run.ledger.seconds
        self._give_up([key for key, outcome in outcomes.items() if outcome.passing])
        outcomes |= self._recall_given_up([request for request in requests if request.key not in outcomes])
        settled = [outcomes[request.key] for request in requests]
        for outcome in settled:
            if outcome.request.key not in self._spent:
                self._tally.count(outcome)
                self._spent[outcome.request.key] = outcome.spent
        return settled

    @property
    def ledger(self) -> Ledger:
        """What all requests cost so far, each counted once, from the first time that it was sent."""
        spent = _sum(self._spent.values())
        money = self.endpoint.cost(spent.prompt_tokens, spent.completion_tokens)
        return Ledger(self._tally, spent, money, self._seconds)

    def _read_given_up(self) -> set[str]:
        file = self._folder / _GIVEN_UP
        return set(file.read_text().split()) if file.exists() else set()

    def _give_up(self, keys: Sequence[str]) -> None:
        """Write the keys down before anything is made of their having no answer."""
        if keys:
            with (self._folder / _GIVEN_UP).open("a") as file:
                file.write("".join(f"{key}\n" for key in keys))
                file.flush()
                os.fsync(file.fileno())

    def _recall_given_up(self, requests: Sequence[Request]) -> dict[str, Outcome]:
        if not requests:
            return {}
        with AnswerStore(self._folder) as store:
            return {
                request.key: Outcome(
                    request, reason="given up", passing=True, from_cache=True, spent=store.spent_on(request.key)
                )
                for request in requests
            }


def _sum(spendings: Collection[Spending]) -> Spending:
    names = [field.name for field in fields(Spending)]
    return Spending(**{name: sum(getattr(spending, name) for spending in spendings) for name in names})
