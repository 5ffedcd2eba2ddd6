from hypothesis import given
from hypothesis import strategies as st

from hornbook.train.schedule import warmup_stable_decay


def test_it_rises_stays_and_falls() -> None:
    rates = [warmup_stable_decay(step, 100, 0.1, 0.2) for step in range(100)]
    assert rates[:10] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert set(rates[10:80]) == {1.0}
    assert rates[-1] == 0.05


@given(steps=st.integers(1, 300), warmup=st.floats(0, 1), decay=st.floats(0, 1), data=st.data())
def test_the_rate_is_never_zero_nor_above_the_peak(
    steps: int, warmup: float, decay: float, data: st.DataObject
) -> None:
    step = data.draw(st.integers(0, steps - 1))
    assert 0 < warmup_stable_decay(step, steps, warmup, decay) <= 1
