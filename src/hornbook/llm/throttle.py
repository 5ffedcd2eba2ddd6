"""How many requests may be under way at once: fewer when the endpoint is overloaded, more when it is well."""

import asyncio
import random


class Throttle:
    """
    `async with throttle:` waits for a place; places are given first come, first served.

    The limit grows by one for every limit's worth of answers and is halved when the endpoint is overloaded: additive increase,
    multiplicative decrease (Chiu and Jain, 1989, "Analysis of the Increase and Decrease Algorithms for Congestion
    Avoidance", section 3). What was already under way when the limit was halved does not halve it again.
    """

    def __init__(self, most: int, first_wait: float, longest_wait: float) -> None:
        self.limit = float(most)
        self._most = most
        self._waits = first_wait, longest_wait
        self._busy = 0
        self._turn = asyncio.Lock()
        self._freed = asyncio.Event()
        self._halved_at = 0.0
        self._closed_until = 0.0
        self._closings = 0

    async def __aenter__(self) -> float:
        """Take a place; the loop's time then is what `overloaded` wants to know."""
        clock = asyncio.get_running_loop().time
        async with self._turn:
            while (closed := self._closed_until - clock()) > 0 or self._busy >= int(self.limit):
                if closed > 0:
                    await asyncio.sleep(closed)
                else:
                    self._freed.clear()
                    await self._freed.wait()
            self._busy += 1
        return clock()

    async def __aexit__(self, *_: object) -> None:
        self._busy -= 1
        self._freed.set()

    def went_well(self) -> None:
        """An answer came."""
        self.limit = min(self._most, self.limit + 1 / self.limit)
        self._closings = 0

    def overloaded(self, started: float, wants_quiet: bool, retry_after: float | None) -> None:
        """
        A request that took its place at `started` found the endpoint overloaded.

        Where it wants to be left alone, nothing is sent for `retry_after` seconds; if it did not say how long, for a wait that grows
        until an answer comes.
        """
        now = asyncio.get_running_loop().time()
        new = started >= self._halved_at
        if new:
            self.limit = max(1.0, self.limit / 2)
            self._halved_at = now
        if wants_quiet and (new or retry_after is not None):
            wait = retry_after if retry_after is not None else backoff(self._closings, *self._waits)
            self._closings += new
            self._closed_until = max(self._closed_until, now + wait)


def backoff(tried: int, first: float, longest: float) -> float:
    """
    Seconds to wait after `tried` + 1 failures: a random share of a bound that doubles each time.

    Brooker, 2015, "Exponential Backoff And Jitter" (AWS Architecture Blog), there called full jitter.
    """
    return random.uniform(0, min(longest, first * 2 ** min(tried, 30)))
