import pytest

from hornbook.synthesize.commands import Example
from hornbook.tools import Call, Tool


@pytest.fixture
def tools() -> dict[str, Tool]:
    return {
        "set_timer": Tool("set_timer", "", {"duration": None}),
        "set_alarm": Tool("set_alarm", "", {"time": None, "date": None}),
        "light": Tool("light", "", {"action": ("on", "off"), "room": None}),
        "get_time": Tool("get_time", "", {}),
    }


@pytest.fixture
def timer() -> Example:
    return Example("set a timer for 5 minutes", Call("set_timer", {"duration": "5 minutes"}), "set_timer.plain")


@pytest.fixture
def light() -> Example:
    return Example("turn on the kitchen light", Call("light", {"action": "on", "room": "kitchen"}), "light.plain")
