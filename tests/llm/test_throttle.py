import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hornbook.llm.throttle import Throttle, backoff


def run(coroutine):
    return asyncio.run(coroutine)


def test_no_more_than_the_limit_are_let_in_and_the_first_come_first():
    async def story():
        throttle, order, inside = Throttle(3, 0.1, 1.0), [], []

        async def visit(number):
            async with throttle:
                order.append(number)
                inside.append(throttle._busy)
                await asyncio.sleep(0.001)

        await asyncio.gather(*map(visit, range(20)))
        return order, max(inside)

    assert run(story()) == (list(range(20)), 3)


def test_one_round_of_refusals_halves_the_limit_once():
    async def story():
        throttle = Throttle(16, 0.1, 1.0)
        started = [await throttle.__aenter__() for _ in range(16)]
        await asyncio.sleep(0.001)
        for one in started:
            throttle.overloaded(one, wants_quiet=False, retry_after=None)
        once = throttle.limit
        throttle.overloaded(asyncio.get_running_loop().time(), wants_quiet=False, retry_after=None)
        return once, throttle.limit

    assert run(story()) == (8, 4)


def test_the_limit_grows_by_one_a_round_and_never_past_the_most_or_below_one():
    async def story():
        throttle = Throttle(4, 0.1, 1.0)
        for _ in range(10):
            throttle.overloaded(asyncio.get_running_loop().time(), wants_quiet=False, retry_after=None)
            await asyncio.sleep(0.001)
        lowest = throttle.limit
        throttle.went_well()
        after_one = throttle.limit
        for _ in range(100):
            throttle.went_well()
        return lowest, after_one, throttle.limit

    assert run(story()) == (1, 2, 4)


@pytest.mark.parametrize(("retry_after", "least"), [(0.2, 0.2), (None, 0.0)])
def test_nobody_is_let_in_while_the_endpoint_wants_quiet(retry_after, least):
    async def story():
        clock = asyncio.get_running_loop().time
        throttle = Throttle(2, 0.1, 1.0)
        async with throttle as started:
            throttle.overloaded(started, wants_quiet=True, retry_after=retry_after)
        asked = clock()
        async with throttle as started:
            return started - asked

    assert least * 0.95 <= run(story()) < least + 0.15


def test_a_longer_retry_after_of_the_same_round_counts():
    async def story():
        throttle = Throttle(8, 0.1, 1.0)
        started = [await throttle.__aenter__() for _ in range(3)]
        for one, seconds in zip(started, (0.01, 0.2, 0.05), strict=True):
            await asyncio.sleep(0.001)
            throttle.overloaded(one, wants_quiet=True, retry_after=seconds)
        began = asyncio.get_running_loop().time()
        return await throttle.__aenter__() - began

    assert run(story()) > 0.18


@given(st.integers(0, 5000), st.floats(0, 10), st.floats(0, 100))
def test_waits_stay_within_bounds(tried, first, longest):
    assert 0 <= backoff(tried, first, longest) <= min(longest, first * 2 ** min(tried, 30))
